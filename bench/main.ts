/**
 * `npm run bench`: this process's arguments, terminal and exit code given to `runBench`.
 *
 * @packageDocumentation
 */
import { processTerminal } from "../cli/terminal.ts";
import { runBench } from "./run.ts";

process.exitCode = await runBench(process.argv.slice(2), processTerminal());
