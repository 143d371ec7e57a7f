/**
 * The report of a program as a person reads it. What is in it, and where it comes from, is in report-data.ts.
 *
 * @packageDocumentation
 */
import { formatSizes as formatStatics } from "../codegen/src/cli/size-table.ts";
import type { Chip } from "../targets/chip.ts";
import { formatSizes } from "../targets/sizes.ts";
import type { StackChain, StackReport } from "../targets/stack.ts";
import type { FunctionReport, LoopReport, Report } from "./report-data.ts";
import { table, thousands } from "./terminal.ts";

/** The lines of a report. */
export function reportLines(report: Report, chip: Chip | null, verbose: boolean): string[] {
  const { program, sizes, stack, missing, functions } = report;
  return [
    chip === null ? program : `${program} for ${chip.title}`,
    "",
    ...(sizes === null ? [formatStatics(report.statics)] : [formatSizes(sizes).trimEnd()]),
    ...(missing === null ? [] : ["", `flash and stack are not known: ${missing}`]),
    ...(stack === null ? [] : ["", ...stackLines(stack)]),
    "",
    publicTable(report),
    "",
    ...proofLines(functions),
    ...(verbose ? ["", ...loopLines(functions), "", ...doubtLines(functions)] : []),
  ];
}

function stackLines({
  totalBytes,
  entry,
  interrupt,
  interruptFrameBytes,
  reservedBytes,
  unknown,
}: StackReport): string[] {
  const of = reservedBytes === null ? "" : ` of ${thousands(reservedBytes)}`;
  return [
    `stack ${thousands(totalBytes)}${of} bytes at most`,
    `  ${chainText(entry)}`,
    ...(interrupt === null
      ? []
      : [`  ${chainText(interrupt)} on top, and ${interruptFrameBytes} that the processor pushes for it`]),
    ...(unknown.length === 0 ? [] : [`  not counted, since their frames are not known: ${unknown.join(", ")}`]),
  ];
}

function chainText({ bytes, chain }: StackChain): string {
  return `${thousands(bytes)}: ${chain.join(" > ")}`;
}

/** The public functions with what a call takes. */
function publicTable({ program, stack, functions }: Report): string {
  const stackOf = (name: string): string => {
    const found = stack?.functions.find((each) => each.name === `${program}_${name}`);
    return found === undefined ? "" : thousands(found.bytes);
  };
  const rows = functions.flatMap((each) =>
    each.publicNames.map((name) => [name, ...(stack === null ? [] : [stackOf(name)]), iterationsText(each)]),
  );
  return table(["function", ...(stack === null ? [] : ["stack"]), "iterations"], rows);
}

function iterationsText({ iterationsMax }: FunctionReport): string {
  return iterationsMax === null ? "by lengths" : thousands(iterationsMax);
}

function proofLines(functions: readonly FunctionReport[]): string[] {
  const sum = (count: (each: FunctionReport) => number): number =>
    functions.reduce((total, each) => total + count(each), 0);
  const loops = functions.flatMap((each) => each.loops);
  const doubts = functions.flatMap((each) => each.doubts);
  const count = (origin: string): number => loops.filter((loop) => loop.origin === origin).length;
  const doubtCount = (kind: string): number => doubts.filter((doubt) => doubt.kind === kind).length;
  return [
    `checks  ${thousands(sum(({ checks }) => checks.proven))} proven, ${sum(({ checks }) => checks.left)} left to run time`,
    `loops   ${count("derived")} with a bound that is proven, ${count("enforced")} with one that is enforced`,
    `shifts  ${doubtCount("masked-shift")} by a count that is not proven to be less than the type is wide`,
    `conversions  ${doubtCount("lossy-conversion")} of integers that are not proven to keep the value`,
  ];
}

function loopLines(functions: readonly FunctionReport[]): string[] {
  const rows = functions.flatMap(({ name, loops }) =>
    loops.map((loop) => [`${loop.file}:${loop.line}`, name, loop.kind, boundText(loop), loop.origin]),
  );
  return rows.length === 0 ? [] : table(["loop", "in", "kind", "at most", "bound"], rows).split("\n");
}

function boundText({ bound, symbol }: LoopReport): string {
  return symbol ?? (bound === null ? "" : thousands(bound));
}

function doubtLines(functions: readonly FunctionReport[]): string[] {
  const rows = functions.flatMap(({ doubts }) =>
    doubts.map(({ file, line, kind, text, range }) => [`${file}:${line}`, kind, text, range]),
  );
  return rows.length === 0 ? [] : table(["place", "what", "expression", "known"], rows).split("\n");
}
