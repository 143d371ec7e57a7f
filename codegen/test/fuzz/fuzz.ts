/**
 * Looks for programs on which the engines disagree:
 *
 *     npx tsx codegen/test/fuzz/fuzz.ts [--count 1000] [--seed 1] [--native]
 *
 * Each program has a seed of its own, counted up from the first, so `--count 1 --seed N` has one again. What fails is
 * made small and printed with what each side gave. `--native` compiles each program with gcc, too. It ends
 * after ten failures; their number is the exit code.
 *
 * @packageDocumentation
 */
import { parseArgs } from "node:util";
import type { Engine } from "../engines/engine.ts";
import { javascriptEngine } from "../engines/javascript.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../engines/native.ts";
import { wasmEngine } from "../engines/wasm.ts";
import type { Verdict } from "./compare.ts";
import { compare } from "./compare.ts";
import type { RandomProgram } from "./generate.ts";
import { createProgram, sourceOf } from "./generate.ts";
import { shrink } from "./shrink.ts";

/** After so many, there is enough to do. */
const FAILURES_MAX = 10;

/** How often a smaller program is tried: each costs a run, and a native one a compilation as well. */
const ATTEMPTS = 3000;
const NATIVE_ATTEMPTS = 300;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    native: { type: "boolean", default: false },
  },
});
const ENGINES = [
  javascriptEngine("javascript", true),
  wasmEngine("wasm"),
  wasmEngine("wasm, checked", { checks: true }),
  ...(values.native ? [NATIVE_CHECKED, NATIVE_OPTIMISED] : []),
];
process.exitCode = await search(wholeNumber("count", values.count), wholeNumber("seed", values.seed));

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  process.stderr.write(`--${option} takes a whole number, not '${text}'\n`);
  process.exit(2);
}

async function search(count: number, firstSeed: number): Promise<number> {
  const tally = { agree: 0, refused: 0, differ: 0, crash: 0 };
  const refusals = new Map<string, number>();
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const program = createProgram(seed);
    const verdict = await compare(program, ENGINES);
    tally[verdict.kind]++;
    if (verdict.kind === "refused") {
      for (const { code } of verdict.diagnostics) refusals.set(code, (refusals.get(code) ?? 0) + 1);
    } else if (verdict.kind !== "agree") await explain(program, verdict);
    if (tally.differ + tally.crash >= FAILURES_MAX) break;
  }
  const codes = Array.from(refusals, ([code, times]) => `${code} x ${times}`).join(", ");
  const refused = `${tally.refused} refused${codes === "" ? "" : ` (${codes})`}`;
  process.stdout.write(`${tally.agree} programs agree, ${refused}, ${tally.differ} differ, ${tally.crash} crash\n`);
  return tally.differ + tally.crash;
}

async function explain(program: RandomProgram, verdict: Verdict): Promise<void> {
  const failing = verdict.kind === "crash" ? verdict.stage : verdict.kind === "differ" ? verdict.engine : "";
  const engines = ENGINES.filter(({ name }) => name === failing);
  const fails = async (candidate: RandomProgram): Promise<boolean> =>
    isAlike(await compareQuietly(candidate, engines), verdict);
  const small = await shrink(program, fails, failing.startsWith("gcc") ? NATIVE_ATTEMPTS : ATTEMPTS);
  process.stdout.write(`\nseed ${program.seed}: ${describe(await compare(small, engines))}\n`);
  process.stdout.write(`${sourceOf(small.module, "./lib/types.ts")}\n`);
}

/** A candidate that lost a declaration may not even run on the reference. */
async function compareQuietly(candidate: RandomProgram, engines: readonly Engine[]): Promise<Verdict> {
  try {
    return await compare(candidate, engines);
  } catch {
    return { kind: "agree" };
  }
}

function isAlike(found: Verdict, wanted: Verdict): boolean {
  if (found.kind === "differ" && wanted.kind === "differ") return found.engine === wanted.engine;
  if (found.kind !== "crash" || wanted.kind !== "crash") return false;
  return found.stage === wanted.stage && found.message.slice(0, 40) === wanted.message.slice(0, 40);
}

function describe(verdict: Verdict): string {
  if (verdict.kind === "crash") return `${verdict.stage}: ${verdict.message}`;
  if (verdict.kind !== "differ") return verdict.kind;
  const { engine, call, index, expected, actual } = verdict;
  const name = `${call.name}(${call.values.join(", ")})`;
  return `call ${index}, ${name}, is ${String(expected)}, but ${String(actual)} on ${engine}`;
}
