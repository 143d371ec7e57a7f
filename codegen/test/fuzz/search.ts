/**
 * Runs random programs, a batch at a time, and explains those that fail.
 *
 * It ends after ten failures: then there is enough to do.
 *
 * @packageDocumentation
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Engine, Result } from "../engines/engine.ts";
import type { BatchEngine, Verdict } from "./compare.ts";
import { compare, compareAll } from "./compare.ts";
import type { EngineName } from "./engines.ts";
import { BATCH, enginesOf } from "./engines.ts";
import type { RandomProgram } from "./generate.ts";
import { createProgram, sourceOf } from "./generate.ts";
import type { Summary } from "./progress.ts";
import { duration, Progress } from "./progress.ts";
import { runReference } from "./reference.ts";
import { shrink } from "./shrink.ts";

const FAILURES_MAX = 10;

/** How often a smaller program is tried: each costs a run, and one in C a compilation as well. */
const ATTEMPTS = 3000;
const COMPILED_ATTEMPTS = 300;

const FOLDER = join(import.meta.dirname, "../../../build/fuzz");

type Tally = Record<Verdict["kind"], number>;

/** Tries the programs of a range of seeds, a batch for each core at a time: while C compiles, others are made. */
export async function searchPrograms(count: number, seed: number, names: readonly EngineName[]): Promise<Summary> {
  const progress = new Progress(count);
  const tally: Tally = { agree: 0, refused: 0, differ: 0, crash: 0 };
  const refusals: Record<string, number> = {};
  const batches = Math.ceil(count / BATCH);
  let started = 0;
  const work = async (): Promise<void> => {
    while (started < batches && tally.differ + tally.crash < FAILURES_MAX) {
      const batch = started++;
      const first = seed + batch * BATCH;
      const last = Math.min(first + BATCH, seed + count) - 1;
      await searchBatch(first, last, enginesOf(names, batch), tally, refusals, progress);
      progress.add(last - first + 1);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  progress.clear();
  const tried = Object.values(tally).reduce((sum, each) => sum + each, 0);
  const codes = Object.entries(refusals).map(([code, times]) => `${code} x ${times}`);
  const refused = `${tally.refused} refused${codes.length === 0 ? "" : ` (${codes.join(", ")})`}`;
  const range = `${tried} seeds from ${seed} on ${names.join(", ")} in ${duration(progress.seconds)}`;
  return {
    failures: tally.differ + tally.crash,
    text: `${tally.agree} programs agree, ${refused}, ${tally.differ} differ, ${tally.crash} crash: ${range}`,
    data: { seed, count, tried, engines: names, ...tally, refusals, seconds: Math.round(progress.seconds) },
  };
}

async function searchBatch(
  first: number,
  last: number,
  engines: readonly BatchEngine[],
  tally: Tally,
  refusals: Record<string, number>,
  progress: Progress,
): Promise<void> {
  const programs = Array.from({ length: last - first + 1 }, (_, index) => createProgram(first + index));
  for (const [index, verdict] of (await compareAll(programs, engines)).entries()) {
    tally[verdict.kind]++;
    const program = programs[index];
    if (program === undefined || verdict.kind === "agree") continue;
    if (verdict.kind === "refused") {
      for (const { code } of verdict.diagnostics) refusals[code] = (refusals[code] ?? 0) + 1;
    } else {
      progress.clear();
      const all = engines.map(({ engine }) => engine);
      await explain(program, verdict, all);
    }
  }
}

async function explain(program: RandomProgram, verdict: Verdict, engines: readonly Engine[]): Promise<void> {
  const failing = verdict.kind === "crash" ? verdict.stage : verdict.kind === "differ" ? verdict.engine : "";
  const own = engines.filter(({ name }) => name === failing);
  const fails = async (candidate: RandomProgram): Promise<boolean> =>
    isAlike(await compareQuietly(candidate, own), verdict);
  const isQuick = own.every(({ name }) => /^(javascript|wasm)/.test(name));
  const small = await shrink(program, fails, isQuick ? ATTEMPTS : COMPILED_ATTEMPTS);
  const text = sourceWithExpectations(small);
  const file = join(FOLDER, `seed${program.seed}.ts`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, text);
  process.stderr.write(`\nseed ${program.seed}: ${describe(await compareQuietly(small, own))}\n${text}`);
  process.stderr.write(`(written to ${file}; in codegen/test/fuzz/found/ it stays as a test)\n`);
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
  return found.stage === wanted.stage && complaint(found.message) === complaint(wanted.message);
}

/** What an error says, without names and places, which differ from program to program. */
function complaint(message: string): string {
  const [said = ""] = /error: .*/i.exec(message.slice(message.indexOf("\n") + 1)) ?? [message];
  return said.replaceAll(/[\d'‘’\w]*\d[\w'’]*/g, "").slice(0, 60);
}

function describe(verdict: Verdict): string {
  if (verdict.kind === "crash") return `${verdict.stage}: ${verdict.message}`;
  if (verdict.kind !== "differ") return verdict.kind;
  const { engine, call, index, expected, actual } = verdict;
  const name = `${call.name}(${call.values.join(", ")})`;
  return `call ${index}, ${name}, is ${String(expected)}, but ${String(actual)} on ${engine}`;
}

/** The program as a file of found/: what each call must give stands at its end. */
function sourceWithExpectations({ module, calls }: RandomProgram): string {
  const results = runReference(module, calls);
  const lines = calls.map(({ name, values }, index) => {
    const result = results[index] ?? null;
    return `//? ${name}(${values.map(show).join(", ")})${result === null ? "" : ` = ${show(result)}`}\n`;
  });
  return `${sourceOf(module, "../../../../firmware-src/lib/types.ts")}\n${lines.join("")}`;
}

function show(value: Result): string {
  if (typeof value === "object" && value !== null) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : String(value);
}
