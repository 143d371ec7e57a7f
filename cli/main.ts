#!/usr/bin/env node
/**
 * The `ganglion` executable: this process's arguments, terminal and exit code given to `run`.
 *
 * @packageDocumentation
 */
import { startProcess } from "../codegen/src/cli/startup.ts";

startProcess(process.argv.includes("--watch") ? "often" : "once");
const [{ run }, { EXIT, processTerminal }] = await Promise.all([import("./run.ts"), import("./terminal.ts")]);

// A closed pipe (`ganglion ports | head -1`) is the reader's choice, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  throw error;
});
process.exitCode = await run(process.argv.slice(2), processTerminal());
