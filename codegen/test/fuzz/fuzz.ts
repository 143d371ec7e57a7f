/**
 * Looks for programs on which the engines disagree, or for damaged ones that the compiler cannot take:
 *
 *     npm run fuzz -- --count 10000 --seed 1 --engines js,wasm,gcc
 *     npm run fuzz -- --mutate --count 10000
 *
 * Each program has a seed of its own, counted up from the first, so `--count 1 --seed N` has one again.
 *
 * @packageDocumentation
 */
import { parseArgs } from "node:util";
import type { EngineName } from "./engines.ts";
import { ENGINE_NAMES, missingEngine } from "./engines.ts";
import { searchMutations } from "./mutations.ts";
import { searchPrograms } from "./search.ts";

const HELP = `usage: npm run fuzz -- [options]

Makes random programs, runs each on every engine, and compares all results with what the
table of operators says. What fails is made small, printed, and kept in build/fuzz/.

  --count N        programs to try (default 1000)
  --seed N         seed of the first; the others follow by one (default 1)
  --engines LIST   of ${ENGINE_NAMES.join(", ")} (default js,wasm)
  --mutate         damage accepted sources instead: the compiler must answer, whatever it reads
  --json           the summary as JSON
  --help           this text

Exit code: 0 nothing found, 1 something found, 2 wrong options.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if ("text" in options) {
    (options.code === 0 ? process.stdout : process.stderr).write(options.text);
    return options.code;
  }
  const { count, seed, engines, mutate, json } = options;
  const summary = mutate ? await searchMutations(count, seed) : await searchPrograms(count, seed, engines);
  process.stdout.write(json ? `${JSON.stringify(summary.data)}\n` : `${summary.text}\n`);
  return summary.failures > 0 ? 1 : 0;
}

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly engines: readonly EngineName[];
  readonly mutate: boolean;
  readonly json: boolean;
}

/** What to do, or what to say instead. */
function readOptions(args: readonly string[]): Options | { readonly text: string; readonly code: number } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        count: { type: "string", default: "1000" },
        seed: { type: "string", default: "1" },
        engines: { type: "string", default: "js,wasm" },
        mutate: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return { text: HELP, code: 0 };
    return {
      count: wholeNumber("count", values.count),
      seed: wholeNumber("seed", values.seed),
      engines: engineNames(values.engines),
      mutate: values.mutate,
      json: values.json,
    };
  } catch (error) {
    return { text: `${error instanceof Error ? error.message : String(error)}\n(--help tells the options)\n`, code: 2 };
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${option} takes a whole number, not '${text}'`);
  return Number(text);
}

function engineNames(text: string): EngineName[] {
  return text.split(",").map((name) => {
    const known = ENGINE_NAMES.find((each) => each === name);
    if (known === undefined) throw new Error(`there is no engine '${name}', only ${ENGINE_NAMES.join(", ")}`);
    const missing = missingEngine(known);
    if (missing !== null) throw new Error(`engine '${name}' cannot run here: ${missing}`);
    return known;
  });
}
