/**
 * Fuzzes the node as chips run it, compiled to C and watched by sanitizers:
 *
 *     npm run fuzz:wire -- --count 10000000
 *
 * @packageDocumentation
 */
import { parseArgs } from "node:util";
import { fuzzWire, missingFuzzer } from "./run-fuzzer.ts";

const HELP = `usage: npm run fuzz:wire -- [options]

Compiles the node to C, with the address and undefined-behaviour sanitizers, and gives it bytes that libFuzzer thinks of:
as noise on the line, and as frames of a running session. Afterwards the board must answer a handshake.

  --count N   executions (default 100000)
  --seed N    of the fuzzer's chance (default 1)
  --json      the summary as JSON
  --help      this text

An input that fails is kept in build/fuzz-wire/.

Exit code: 0 nothing found, 1 something found, 2 wrong options, 3 no clang with libFuzzer.
`;

process.exitCode = await main();

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<number> {
  let options;
  try {
    options = parseArgs({
      options: {
        count: { type: "string", default: "100000" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    print(HELP);
    return 0;
  }
  const [count, seed] = [Number(options.count), Number(options.seed)];
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(seed) || count < 1 || seed < 1) {
    complain("--count and --seed take whole numbers, 1 or more");
    return 2;
  }
  const missing = missingFuzzer();
  if (missing !== null) {
    complain(missing);
    return 3;
  }
  const summary = await fuzzWire({ count, seed, onProgress: complain });
  const { executions, seconds, failure } = summary;
  if (options.json) print(JSON.stringify(summary));
  else {
    if (failure !== null) print(failure);
    const rate = Math.round(executions / Math.max(seconds, 0.001));
    print(
      `${executions} executions in ${seconds.toFixed(0)} s, ${rate} a second: ${failure === null ? "nothing found" : "FOUND"}`,
    );
  }
  return failure === null ? 0 : 1;
}
