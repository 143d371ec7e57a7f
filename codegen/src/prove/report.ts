/**
 * What was proven, as data: for each function the checks that need not run, how often its loops run, and how deep
 * its calls go. A build prints it; a stack report multiplies the call graph with the sizes that a C compiler gives.
 *
 * @packageDocumentation
 */
import { ITERATIONS_MAX } from "../ir/declared-bound.ts";
import type { Expression, Func, Program, Span, Statement } from "../ir/ir.ts";
import { walk } from "../ir/walk.ts";
import type { CallGraph } from "./call-graph.ts";
import type { DoubtKind } from "./context.ts";
import type { Loop } from "./loops.ts";

/** What was proven, for people to read. */
export interface ProofReport {
  /** The functions that the public functions reach, in source order, imports first. */
  readonly functions: readonly FunctionProof[];
  /** Qualified names of functions that no public function reaches. They are not in the output, and not proven. */
  readonly unreached: readonly string[];
}

/** What was proven of one function. */
export interface FunctionProof {
  /** Qualified name. */
  readonly name: string;
  /** Whether it is public, so that its arguments can be anything. */
  readonly exported: boolean;
  /** The names under which it is public. */
  readonly publicNames: readonly string[];
  readonly checks: CheckCounts;
  readonly loops: readonly LoopProof[];
  readonly doubts: readonly Doubt[];
  /** The functions that it calls, by qualified name; board functions are left out. */
  readonly calls: readonly string[];
  /** Functions on the longest chain of calls that begins here, this one included. */
  readonly callDepth: number;
  /**
   * The most loop iterations in one call, callees included. Null if lengths of slices that a caller passes, or a
   * loop without a bound, leave it open.
   */
  readonly iterationsMax: number | null;
}

/** How many places in a function need something to hold, by kind. Places that are never reached are left out. */
export interface CheckCounts {
  /** Array and slice elements, subarrays, and integer divisors that are proven. */
  readonly indices: number;
  readonly subarrays: number;
  readonly divisors: number;
  /** What is not proven; 0 in a program that is accepted. */
  readonly unproven: number;
}

/** A place where a mask or a wrap may matter. Allowed, since both are defined; mostly, neither is meant. */
export interface Doubt {
  readonly kind: DoubtKind;
  readonly span: Span;
  /** As in the source. */
  readonly text: string;
  /** What is known of the count, or of the value before it is converted: `0..255`. */
  readonly range: string;
}

/** What was proven of one loop. */
export interface LoopProof {
  readonly span: Span;
  readonly kind: Loop["kind"];
  /** Who says so: the prover, a counter that `@bound` adds, or nobody. */
  readonly origin: "derived" | "enforced" | "none";
  /** The most times that the body begins for each time that the loop is entered; null if nobody says. */
  readonly bound: number | null;
  /** The same in terms of the lengths of slices, where they make it large: `bytes.length`. */
  readonly symbol: string | null;
}

/** What the checks of one function found. */
export interface Findings {
  readonly checks: CheckCounts;
  readonly loops: ReadonlyMap<Loop, LoopProof>;
  readonly doubts: readonly Doubt[];
}

/** Puts together what was found. `all` are the qualified names of all functions in source order. */
export function makeReport(
  graph: CallGraph,
  findings: ReadonlyMap<string, Findings>,
  all: readonly string[],
  exports: Program["exports"],
): ProofReport {
  const found = (name: string): Findings => findings.get(name) ?? NOTHING_FOUND;
  const depths = new Map<string, number>();
  const iterations = new Map<string, number | null>();
  for (const name of (graph.callersFirst ?? []).toReversed()) {
    const callees = [...(graph.callees.get(name) ?? [])];
    depths.set(name, 1 + Math.max(0, ...callees.map((callee) => depths.get(callee) ?? 0)));
    iterations.set(name, iterationsOf(graph.functions.get(name)?.body ?? [], found(name), iterations));
  }
  const proofs = all.flatMap((name): FunctionProof[] => {
    const func = graph.functions.get(name);
    if (func === undefined) return [];
    return [
      {
        name,
        exported: graph.roots.has(name),
        publicNames: exports.filter(({ target }) => target === name).map((each) => each.name),
        checks: found(name).checks,
        loops: loopsOf(func).flatMap((loop) => found(name).loops.get(loop) ?? []),
        doubts: found(name).doubts,
        calls: [...(graph.callees.get(name) ?? [])],
        callDepth: depths.get(name) ?? 1,
        iterationsMax: iterations.get(name) ?? null,
      },
    ];
  });
  return { functions: proofs, unreached: all.filter((name) => !graph.functions.has(name)) };
}

const NOTHING_FOUND: Findings = {
  checks: { indices: 0, subarrays: 0, divisors: 0, unproven: 0 },
  loops: new Map(),
  doubts: [],
};

function loopsOf(func: Func): Loop[] {
  const loops: Loop[] = [];
  walk(func.body, {
    statement(statement) {
      if (isLoop(statement)) loops.push(statement);
    },
  });
  return loops;
}

/** The most loop iterations of each function that is called; a null among them makes a sum null. */
type Iterations = ReadonlyMap<string, number | null>;

/** The most loop iterations that these statements go through, of branches the longest. */
function iterationsOf(body: readonly Statement[], found: Findings, callees: Iterations): number | null {
  return sum(body.map((statement) => iterationsOfStatement(statement, found, callees)));
}

function iterationsOfStatement(statement: Statement, found: Findings, callees: Iterations): number | null {
  const within = (body: readonly Statement[]): number | null => iterationsOf(body, found, callees);
  switch (statement.kind) {
    case "block":
      return within(statement.body);
    case "if":
      return sum([
        iterationsOfCalls([asStatement(statement.condition)], callees),
        longest([within(statement.then), within(statement.otherwise)]),
      ]);
    case "switch":
      return sum([
        iterationsOfCalls([asStatement(statement.subject)], callees),
        longest([...statement.cases.map(({ body }) => within(body)), within(statement.otherwise ?? [])]),
      ]);
    case "for":
    case "while":
    case "do-while":
      return iterationsOfLoop(statement, found, callees);
    default:
      return iterationsOfCalls([statement], callees);
  }
}

/** The condition is evaluated once more than the body. */
function iterationsOfLoop(loop: Loop, found: Findings, callees: Iterations): number | null {
  const proof = found.loops.get(loop);
  // A loop that is never reached was never visited.
  if (proof === undefined) return 0;
  if (proof.bound === null || proof.bound > ITERATIONS_MAX) return null;
  const test = iterationsOfCalls([asStatement(loop.condition)], callees);
  const update = loop.kind === "for" ? iterationsOfCalls(loop.update, callees) : 0;
  const once = sum([1, test, update, iterationsOf(loop.body, found, callees)]);
  const initial = loop.kind === "for" ? iterationsOfCalls(loop.initial, callees) : 0;
  return once === null ? null : sum([initial, test, proof.bound * once]);
}

/** The iterations within the functions that statements without statements in them call. */
function iterationsOfCalls(statements: readonly Statement[], callees: Iterations): number | null {
  const called: (number | null)[] = [];
  walk(statements, {
    invocation: ({ callee }) => called.push(callees.get(callee) ?? (callees.has(callee) ? null : 0)),
  });
  return sum(called);
}

/** An expression in the place of a statement. */
function asStatement(expression: Expression): Statement {
  return { kind: "return", value: expression, span: expression.span, comments: [] };
}

function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce((total, part) => (total === null || part === null ? null : total + part), 0);
}

function longest(branches: readonly (number | null)[]): number | null {
  return branches.reduce((most, each) => (most === null || each === null ? null : Math.max(most, each)), 0);
}

function isLoop(statement: Statement): statement is Loop {
  return statement.kind === "for" || statement.kind === "while" || statement.kind === "do-while";
}
