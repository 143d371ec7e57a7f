/**
 * Proves that a program cannot go wrong at run time, and refuses it where the proof fails.
 *
 * To be shown, for whatever arguments its public functions get, in whatever order they are called:
 *
 * | what                            | needed                                        | code   |
 * |---------------------------------|-----------------------------------------------|--------|
 * | `a[i]`                          | 0 \<= i \< length                             | GN6001 |
 * | `a.subarray(start, end)`        | start \<= end \<= length                      | GN6002 |
 * | integer `/` and `%`             | the divisor is not 0                          | GN6003 |
 * | a loop                          | a bound, derived or enforced by `@bound`      | GN6004 |
 * | a loop's bound                  | at most 2^24, or lengths of slices            | GN6005 |
 * | `@bound`                        | a number, or a constant of the module         | GN6006 |
 * | calls                           | no recursion                                  | GN6007 |
 * | a value that becomes `Below<N>` | it is less than N                             | GN6008 |
 * | what is `Below<N>`              | nobody outside of the program can store to it | GN6009 |
 *
 * Everything else is defined for every value and needs no proof: arithmetic wraps, shift counts are masked,
 * conversions wrap or saturate (ir/operators.ts).
 *
 * How: abstract interpretation of the structured tree. A state has an interval for each term (interval.ts,
 * transfer.ts) and linear facts that relate terms (facts.ts, linear.ts); conditions refine it, loops are
 * fixpoints (loops.ts), functions are summarised over the whole program (summaries.ts, memory.ts). What is
 * understood is listed, rule by rule with its refused twin, in codegen/test/prove/rules.test.ts.
 *
 * A declared bound needs no proof: the loop has a counter that keeps it (lower/enforce.ts).
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../diagnostic.ts";
import { declaredBoundOf, ITERATIONS_MAX } from "../ir/declared-bound.ts";
import type { Func, Program } from "../ir/ir.ts";
import { boundOf } from "./bounds.ts";
import type { CallGraph } from "./call-graph.ts";
import { makeCallGraph } from "./call-graph.ts";
import type { Context, Listener } from "./context.ts";
import type { LoopVisitor } from "./execute.ts";
import { describe } from "./interval.ts";
import { checkBounds } from "./below.ts";
import {
  explainBelow,
  explainDeclaration,
  explainDivisor,
  explainIndex,
  explainLoop,
  explainRecursion,
  explainSlice,
} from "./explain.ts";
import type { Loop } from "./loops.ts";
import type { ProofMemory } from "./proof-memory.ts";
import type { Doubt, Findings, LoopProof, ProofReport } from "./report.ts";
import { makeReport } from "./report.ts";
import { Analysis } from "./summaries.ts";
import { SOURCE, textOf } from "./text.ts";

export { NOTHING_PROVEN, type ProofMemory } from "./proof-memory.ts";
export type { ProofReport } from "./report.ts";

/** What came of a proof. */
export interface Proof {
  /** Empty if everything is proven. */
  readonly diagnostics: readonly Diagnostic[];
  /** For the proof of the same program after a change. Null if nothing was to be remembered. */
  readonly memory: ProofMemory | null;
  readonly report: () => ProofReport;
}

/**
 * Proves a program, as the table above says. Pure. With what the proof of another program found, `NOTHING_PROVEN` at
 * first, it comes to the same result with as much less work as the two are alike.
 */
export function prove(program: Program, before: ProofMemory | null = null): Proof {
  const graph = makeCallGraph(program);
  if (graph.callersFirst === null) {
    const span = graph.functions.get(graph.cycle[0] ?? "")?.span ?? null;
    const report = (): ProofReport => ({ functions: [], unreached: [] });
    return { diagnostics: [explainRecursion(graph.cycle, span)], memory: before, report };
  }
  const analysis = new Analysis(program, graph, before);
  const diagnostics: Diagnostic[] = [...checkBounds(program, analysis)];
  const findings = new Map<string, Findings>();
  for (const func of functionsOf(program, graph)) {
    // Only inspections that found nothing wrong are remembered.
    if (analysis.repeatsInspection(func.name)) continue;
    const found: Diagnostic[] = [];
    findings.set(func.name, inspect(analysis, func, found));
    if (found.length > 0) analysis.forgetInspection(func.name);
    diagnostics.push(...found);
  }
  const memory = analysis.remember();
  const report = (): ProofReport => {
    for (const func of functionsOf(program, graph)) {
      if (!findings.has(func.name)) findings.set(func.name, inspect(analysis, func, []));
    }
    const all = program.modules.flatMap((module) => module.functions.map(({ name }) => name));
    return makeReport(graph, findings, all, program.exports);
  };
  return { diagnostics, memory, report };
}

/** The functions that are in the output, in source order, imports first. */
function functionsOf({ modules }: Program, graph: CallGraph): Func[] {
  return modules.flatMap(({ functions }) => functions).filter(({ name }) => graph.functions.has(name));
}

function inspect(analysis: Analysis, func: Func, diagnostics: Diagnostic[]): Findings {
  const checks = { indices: 0, subarrays: 0, divisors: 0, unproven: 0 };
  const doubts: Doubt[] = [];
  const loops = new Map<Loop, LoopProof>();
  const note = (kind: "indices" | "subarrays" | "divisors", proven: boolean, explain: () => Diagnostic): void => {
    if (proven) checks[kind]++;
    else {
      checks.unproven++;
      diagnostics.push(explain());
    }
  };
  const listener: Listener = {
    recovers: true,
    index: (place, check) => note("indices", check.proven, () => explainIndex(place, check)),
    slice: (reference, check) => note("subarrays", check.proven, () => explainSlice(reference, check)),
    divisor: (divisor, check) => note("divisors", check.proven, () => explainDivisor(divisor, check)),
    below: (value, check) => {
      if (check.proven) return;
      checks.unproven++;
      diagnostics.push(explainBelow(value, check));
    },
    doubt: (kind, expression, interval) =>
      doubts.push({ kind, span: expression.span, text: textOf(expression, SOURCE), range: describe(interval) }),
  };
  const visitor = (context: Context): LoopVisitor => ({
    visit: (visit) => {
      const proof = proveLoop(visit.loop, boundOf(visit, context), diagnostics);
      loops.set(visit.loop, proof);
    },
  });
  analysis.inspect(func.name, listener, visitor);
  return { checks, loops, doubts };
}

function proveLoop(
  loop: Loop,
  derived: { readonly count: number; readonly symbol: string | null } | null,
  diagnostics: Diagnostic[],
): LoopProof {
  const { span, kind, limit } = loop;
  const declared = declaredBoundOf(loop.comments);
  if (declared !== null && limit === undefined) diagnostics.push(explainDeclaration(loop, declared));
  // The round that only leaves is none.
  if (limit !== undefined) {
    return { span, kind, origin: "enforced", bound: Math.min(limit, derived?.count ?? limit), symbol: null };
  }
  const symbol = derived?.symbol ?? null;
  const isSmall = derived !== null && derived.count <= ITERATIONS_MAX;
  const proof: LoopProof = {
    span,
    kind,
    origin: derived === null ? "none" : "derived",
    bound: derived?.count ?? null,
    symbol: isSmall ? null : symbol,
  };
  if (!isSmall && symbol === null) diagnostics.push(explainLoop(loop, proof));
  return proof;
}
