/**
 * The whole program: what functions are given, what they give, and what memory holds, as one fixpoint.
 *
 * Nothing is known at first: no internal function has been called, and memory holds its initial values.
 * Public functions are called with anything. Running a function adds to what others are given and to what memory
 * may hold; whatever then depends on something that grew is run again, until nothing grows. Ends that keep
 * growing are widened; one more run of everything from the result then recovers what widening overshot. The
 * analysis does not tell call sites apart, so each function has one set of facts, which a person can
 * write down.
 *
 * @packageDocumentation
 */
import type { Expression, Func, Program } from "../ir/ir.ts";
import { COMPARISONS } from "../ir/operators.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import { walk } from "../ir/walk.ts";
import type { CallGraph } from "./call-graph.ts";
import { makeCallGraph } from "./call-graph.ts";
import type { Context, Listener, Outcome, Signatures, Summaries } from "./context.ts";
import { assume } from "./evaluate.ts";
import type { Exit, LoopVisitor } from "./execute.ts";
import { execute } from "./execute.ts";
import { State } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { EMPTY, equal, exactly, includes, join, joinIntegers, widen, wholeOf } from "./interval.ts";
import { formOfTerm } from "./linear.ts";
import type { Memory, Region } from "./memory.ts";
import { makeMemory } from "./memory.ts";
import type { Relations, Slot } from "./relations.ts";
import {
  assumeRelations,
  equalRelations,
  includesRelations,
  joinRelations,
  relate,
  widenRelations,
} from "./relations.ts";
import { LENGTH, TermTable } from "./terms.ts";

/** How often something may grow before it is widened to thresholds, and then before it is given its whole type. */
const GROWTH_MAX = 2;
const WIDENINGS_MAX = 3;
/** Runs of one function beyond this are our own mistake. */
const RUNS_MAX = 1000;

/** Everything that is known of one function from outside. */
interface Summary {
  readonly func: Func;
  readonly terms: TermTable;
  /** What it is given, over all calls. Null if it has not been called. */
  given: Relations | null;
  /** What it gives. Null if it has not returned. */
  outcome: Outcome | null;
  /** Whether something that it depends on has grown since it ran. */
  stale: boolean;
  hasRun: boolean;
  givenGrowth: number;
  outcomeGrowth: number;
}

/** A program under proof: each of its functions summarised, again and again until nothing changes. */
export class Analysis {
  readonly graph: CallGraph;
  readonly memory: Memory;
  readonly signatures: Signatures;
  readonly #summaries: ReadonlyMap<string, Summary>;
  readonly #readers = new Map<Region, Summary[]>();
  readonly #invariants = new Map<Region, { interval: Interval; growth: number }>();
  readonly #thresholds: readonly number[];
  /** What is compared with a region's own contents: where they tend to stop first. */
  readonly #limits = new Map<Region, number[]>();
  /** Whether something was made larger than it needs to be. */
  #widened = false;
  #runs = 0;

  /** The program must be free of recursion. */
  constructor(program: Program, graph: CallGraph = makeCallGraph(program)) {
    this.graph = graph;
    this.memory = makeMemory(program, graph);
    this.signatures = new Map(
      program.modules.flatMap(({ functions, externs }) => [...functions, ...externs].map((each) => [each.name, each])),
    );
    this.#summaries = new Map([...graph.functions].map(([name, func]) => [name, this.#makeSummary(func)]));
    this.#thresholds = thresholdsOf(graph);
    for (const summary of this.#summaries.values()) {
      this.#noteReads(summary);
      this.#noteLimits(summary);
    }
    for (const [region, type] of this.memory.types) {
      const initial = this.memory.initial.get(region) ?? EMPTY;
      const interval = this.memory.escaped.has(region) ? wholeOf(type) : initial;
      this.#invariants.set(region, { interval, growth: 0 });
    }
    this.#solve();
  }

  /** Runs one function with all that is known, telling the listener of everything that has to hold. */
  inspect(name: string, listener: Listener, loops: (context: Context) => LoopVisitor): void {
    const summary = this.#summaries.get(name);
    if (summary === undefined) throw new Error(`prove: there is no function ${name}`);
    if (summary.given === null) return;
    const context = this.#context(summary, this.#frozen, listener);
    this.#run(summary, summary.given, context, loops(context));
  }

  /** What a region holds, in every run of the program. */
  invariant(region: Region): Interval {
    return this.#invariants.get(region)?.interval ?? EMPTY;
  }

  /** What a function gives; null if it never returns. */
  outcomeOf(name: string): Outcome | null {
    const summary = this.#summaries.get(name);
    return summary === undefined ? ANYTHING : summary.outcome;
  }

  #makeSummary(func: Func): Summary {
    const isRoot = this.graph.roots.has(func.name);
    return {
      func,
      terms: new TermTable(func, this.memory, (region) => this.invariant(region)),
      given: isRoot ? { intervals: wholesOf(func), bounds: new Map() } : null,
      outcome: null,
      stale: isRoot,
      hasRun: false,
      givenGrowth: 0,
      outcomeGrowth: 0,
    };
  }

  #noteReads(summary: Summary): void {
    const regions = new Set<Region>();
    walk(summary.func.body, {
      place: (place) => {
        for (const region of this.memory.regionsOf(place, summary.func.name)) regions.add(region);
      },
    });
    for (const region of regions) {
      const readers = this.#readers.get(region);
      if (readers === undefined) this.#readers.set(region, [summary]);
      else readers.push(summary);
    }
  }

  #noteLimits({ func }: Summary): void {
    const note = (compared: Expression, limit: Expression): void => {
      if (limit.kind !== "const" || !isInteger(limit.type)) return;
      const { least } = exactly(limit.value);
      if (compared.kind !== "load" || compared.place.kind === "local" || !Number.isFinite(least)) return;
      for (const region of this.memory.regionsOf(compared.place, func.name)) {
        this.#limits.set(region, [...(this.#limits.get(region) ?? []), least - 1, least]);
      }
    };
    walk(func.body, {
      expression: (expression) => {
        if (expression.kind !== "binary" || !COMPARISONS.has(expression.operator)) return;
        note(expression.left, expression.right);
        note(expression.right, expression.left);
      },
    });
  }

  // -------------------------------------------------------------------------------------------
  // The fixpoint

  #solve(): void {
    const order = (this.graph.callersFirst ?? []).flatMap((name) => this.#summaries.get(name) ?? []);
    for (let grown = true; grown;) {
      grown = false;
      for (const summary of order) {
        if (!summary.stale || summary.given === null) continue;
        grown = true;
        this.#update(summary, summary.given);
      }
    }
    if (this.#widened) this.#narrow(order);
  }

  /** Runs a function again and passes on what it then gives. */
  #update(summary: Summary, given: Relations): void {
    if (this.#runs++ > RUNS_MAX * this.#summaries.size) throw new Error("prove: the program has no fixpoint");
    summary.stale = false;
    summary.hasRun = true;
    const exits = this.#run(summary, given, this.#context(summary, this.#growing, NOBODY), EVERY_LOOP);
    const found = this.#outcomeOf(summary, exits);
    if (found === null) return;
    const next = summary.outcome === null ? found : joinOutcomes(summary.outcome, found);
    if (summary.outcome !== null && equalOutcomes(summary.outcome, next)) return;
    const thresholds = summary.outcome === null ? null : this.#thresholdsAfter(summary.outcomeGrowth++);
    if (thresholds === null || summary.outcome === null) summary.outcome = next;
    else summary.outcome = widenOutcome(summary.outcome, next, summary.func, thresholds);
    for (const caller of this.graph.callers.get(summary.func.name) ?? []) this.#setStale(caller);
  }

  /** Where what has grown so often may stop; null if it need not be widened yet. */
  #thresholdsAfter(growth: number): readonly number[] | null {
    if (growth < GROWTH_MAX) return null;
    this.#widened = true;
    return growth < GROWTH_MAX + WIDENINGS_MAX ? this.#thresholds : [];
  }

  /** A region's own limits where one of them is large enough, and else those of the whole program. */
  #thresholdsOf(region: Region, { least, most }: Interval, all: readonly number[] | null): readonly number[] | null {
    const own = (this.#limits.get(region) ?? []).filter((limit) => limit >= most);
    return all === null || own.length === 0
      ? all
      : [...all.filter((one) => one <= least), ...own.sort((a, b) => a - b)];
  }

  #setStale(name: string): void {
    const summary = this.#summaries.get(name);
    if (summary !== undefined) summary.stale = true;
  }

  /** While the fixpoint grows. */
  readonly #growing: Summaries = {
    call: (callee, given) => {
      const summary = this.#summaries.get(callee);
      if (summary === undefined) return ANYTHING;
      this.#give(summary, given());
      return summary.outcome;
    },
    outcomeOf: (callee) => this.outcomeOf(callee),
    store: (regions, stored) => {
      for (const region of regions) this.#grow(region, stored);
    },
  };

  /** In the first rounds of a loop: only a function that has never run is given something. */
  readonly #tentative: Summaries = {
    ...this.#growing,
    call: (callee, given) => {
      const summary = this.#summaries.get(callee);
      return summary?.hasRun === false ? this.#growing.call(callee, given) : this.outcomeOf(callee);
    },
    store: () => undefined,
  };

  /** When nothing changes any more. */
  readonly #frozen: Summaries = {
    call: (callee) => this.outcomeOf(callee),
    outcomeOf: (callee) => this.outcomeOf(callee),
    store: () => undefined,
  };

  #give(summary: Summary, given: Relations): void {
    if (this.graph.roots.has(summary.func.name)) {
      if (summary.stale && summary.given !== null) this.#update(summary, summary.given);
      return;
    }
    const before = summary.given;
    if (before === null) {
      summary.given = given;
      summary.stale = true;
    } else if (!includesRelations(before, given)) {
      const next = joinRelations(before, given);
      const thresholds = this.#thresholdsAfter(summary.givenGrowth++);
      summary.given = thresholds === null ? next : widenRelations(before, next, wholesOf(summary.func), thresholds);
      summary.stale = true;
    }
    // At once, so that the caller can go on with what the callee gives.
    if (summary.stale && summary.given !== null) this.#update(summary, summary.given);
  }

  #grow(region: Region, stored: Interval): void {
    const known = this.#invariants.get(region);
    const type = this.memory.types.get(region);
    if (known === undefined || type === undefined || includes(known.interval, stored)) return;
    const next = type === "f32" ? join(known.interval, stored) : joinIntegers(known.interval, stored);
    const thresholds = this.#thresholdsOf(region, next, this.#thresholdsAfter(known.growth++));
    known.interval = thresholds === null ? next : widen(known.interval, next, wholeOf(type), thresholds);
    for (const reader of this.#readers.get(region) ?? []) reader.stale = true;
  }

  /** Runs everything once more, and takes what that gives instead of what it started from. */
  #narrow(order: readonly Summary[]): void {
    const given = new Map<Summary, Relations>();
    const stored = new Map<Region, Interval>();
    const outcomes = new Map<Summary, Outcome | null>();
    const collecting: Summaries = {
      ...this.#frozen,
      call: (callee, relations) => {
        const summary = this.#summaries.get(callee);
        if (summary === undefined) return ANYTHING;
        const known = given.get(summary);
        given.set(summary, known === undefined ? relations() : joinRelations(known, relations()));
        return summary.outcome;
      },
      store: (regions, interval) => {
        for (const region of regions) stored.set(region, join(stored.get(region) ?? EMPTY, interval));
      },
    };
    for (const summary of order) {
      if (summary.given === null) continue;
      const exits = this.#run(summary, summary.given, this.#context(summary, collecting, NOBODY), EVERY_LOOP);
      outcomes.set(summary, this.#outcomeOf(summary, exits));
    }
    for (const summary of order) {
      if (!this.graph.roots.has(summary.func.name)) summary.given = given.get(summary) ?? null;
      summary.outcome = outcomes.get(summary) ?? null;
    }
    for (const [region, known] of this.#invariants) {
      if (this.memory.escaped.has(region)) continue;
      known.interval = join(this.memory.initial.get(region) ?? EMPTY, stored.get(region) ?? EMPTY);
    }
  }

  // -------------------------------------------------------------------------------------------
  // One function

  #context({ terms }: Summary, summaries: Summaries, listener: Listener): Context {
    const { memory, signatures } = this;
    const looking: Context = { terms, memory, summaries, signatures, listener: null, looking: null };
    return { ...looking, listener, looking };
  }

  #run(summary: Summary, given: Relations, loud: Context, loops: LoopVisitor): readonly Exit[] {
    const { func, terms } = summary;
    const entry = new State(terms);
    const values = slotsOf(func, entry, [], given.intervals).map((slot) => slot?.value ?? null);
    assumeRelations(entry, given, values);
    if (entry.impossible) return [];
    const summaries = loud.summaries === this.#growing ? this.#tentative : this.#frozen;
    return execute(func, entry, loud, this.#context(summary, summaries, NOBODY), loops);
  }

  #outcomeOf(summary: Summary, exits: readonly Exit[]): Outcome | null {
    const { func } = summary;
    const assigned = assignedLocals(func);
    const context = this.#context(summary, this.#frozen, NOBODY).looking;
    let outcome: Outcome | null = null;
    for (const exit of exits) {
      if (context === null) break;
      const each = outcomeOfExit(func, exit, context, assigned);
      outcome = outcome === null ? each : joinOutcomes(outcome, each);
    }
    return outcome;
  }
}

/** What a board function gives: anything of its type. */
const ANYTHING: Outcome = { result: { least: -Infinity, most: Infinity, nan: true }, relations: null, answers: null };

/** A listener for runs in which checks are not wanted. */
const NOBODY: Listener = {
  recovers: false,
  index: () => undefined,
  slice: () => undefined,
  divisor: () => undefined,
  below: () => undefined,
  doubt: () => undefined,
};

/** Runs each loop from its fixpoint, and that is all. */
const EVERY_LOOP: LoopVisitor = {
  visit: ({ head, run }) => {
    run(head.clone());
  },
};

/** The whole type of each slot's value. */
function wholesOf({ parameters }: Func): (Interval | null)[] {
  const ofType = ({ type }: Func["parameters"][number]): Interval | null => {
    if (isScalar(type)) return wholeOf(type);
    return type.kind === "slice" ? LENGTH : null;
  };
  return [null, ...parameters.map(ofType)];
}

function wholesOfElements({ result }: Func): Interval[] {
  return typeof result === "string" || result.kind !== "tuple" ? [] : result.elements.map(({ type }) => wholeOf(type));
}

/**
 * The parameters' values at some point of the function, those in `skipped` left out; defines them if intervals are
 * given.
 */
function slotsOf(
  { parameters }: Func,
  state: State,
  skipped: readonly string[],
  intervals: readonly (Interval | null)[] = [],
): (Slot | null)[] {
  const { terms } = state;
  const slots: (Slot | null)[] = [null];
  for (const [index, { name, type }] of parameters.entries()) {
    const isSlice = !isScalar(type) && type.kind === "slice";
    if (skipped.includes(name) || (!isScalar(type) && !isSlice)) {
      slots.push(null);
      continue;
    }
    const place = { kind: "local", name, type, span: terms.func.span } as const;
    const term = isScalar(type) ? terms.local(name, type).number : terms.length(name, place).number;
    const interval = intervals[index + 1] ?? null;
    if (interval !== null) state.define(term, { interval, form: null });
    const form = isSlice || (isScalar(type) && isInteger(type)) ? formOfTerm(term) : null;
    slots.push({ value: { interval: state.interval(term), form }, isLength: isSlice });
  }
  return slots;
}

function outcomeOfExit(
  func: Func,
  { state, value, elements, statement }: Exit,
  context: Context,
  assigned: readonly string[],
): Outcome {
  const { result } = func;
  if (elements.length > 0) {
    const slots = elements.map((element): Slot => ({ value: element, isLength: false }));
    return { ...ANYTHING, relations: relate(state, [...slotsOf(func, state, assigned), ...slots]) };
  }
  if (typeof result !== "string" || result === "void" || value === null) return ANYTHING;
  if (result === "f32") return { result: value.interval, relations: null, answers: null };
  const parameters = slotsOf(func, state, assigned);
  if (result !== "bool") {
    const slots: (Slot | null)[] = [{ value, isLength: false }, ...parameters.slice(1)];
    return { result: value.interval, relations: relate(state, slots), answers: null };
  }
  const answer = (truth: boolean): Relations | null => {
    const returned = statement?.value ?? null;
    if (returned === null || returned.kind === "reference" || returned.kind === "slice") return null;
    const remaining = assume(context, state.clone(), returned, truth);
    return remaining === null ? null : relate(remaining, slotsOf(func, remaining, assigned));
  };
  return { result: value.interval, relations: null, answers: { whenTrue: answer(true), whenFalse: answer(false) } };
}

function joinOutcomes(a: Outcome, b: Outcome): Outcome {
  const both = (x: Relations | null, y: Relations | null): Relations | null =>
    x === null || y === null ? (x ?? y) : joinRelations(x, y);
  return {
    result: join(a.result, b.result),
    relations: a.relations === null || b.relations === null ? null : joinRelations(a.relations, b.relations),
    answers:
      a.answers === null || b.answers === null
        ? null
        : {
            whenTrue: both(a.answers.whenTrue, b.answers.whenTrue),
            whenFalse: both(a.answers.whenFalse, b.answers.whenFalse),
          },
  };
}

function widenOutcome(before: Outcome, after: Outcome, func: Func, thresholds: readonly number[]): Outcome {
  const whole = typeof func.result === "string" && func.result !== "void" ? wholeOf(func.result) : null;
  const wholes = [whole, ...wholesOf(func).slice(1), ...wholesOfElements(func)];
  const both = (a: Relations | null, b: Relations | null): Relations | null =>
    a === null || b === null ? (a ?? b) : widenRelations(a, b, wholes, thresholds);
  const { answers } = before;
  return {
    result: widen(before.result, after.result, whole ?? after.result, thresholds),
    relations: both(before.relations, after.relations),
    answers:
      answers === null || after.answers === null
        ? null
        : {
            whenTrue: both(answers.whenTrue, after.answers.whenTrue),
            whenFalse: both(answers.whenFalse, after.answers.whenFalse),
          },
  };
}

function equalOutcomes(a: Outcome, b: Outcome): boolean {
  const same = (x: Relations | null, y: Relations | null): boolean =>
    x === null || y === null ? x === y : equalRelations(x, y);
  return (
    equal(a.result, b.result) &&
    same(a.relations, b.relations) &&
    same(a.answers?.whenTrue ?? null, b.answers?.whenTrue ?? null) &&
    same(a.answers?.whenFalse ?? null, b.answers?.whenFalse ?? null)
  );
}

/** Parameters that the function gives other values: at its end, they say nothing about the arguments. */
function assignedLocals(func: Func): readonly string[] {
  const assigned = new Set<string>();
  walk(func.body, {
    statement(statement) {
      if (statement.kind === "assign" && statement.place.kind === "local") assigned.add(statement.place.name);
    },
  });
  return [...assigned];
}

/** The constants that the program compares with, and the lengths of its arrays: where growing values tend to stop. */
function thresholdsOf({ functions }: CallGraph): readonly number[] {
  const thresholds = new Set<number>([-1, 0, 1]);
  for (const func of functions.values()) {
    walk(func.body, {
      expression(expression) {
        if (expression.kind !== "binary") return;
        for (const operand of [expression.left, expression.right]) {
          if (operand.kind !== "const" || !isInteger(operand.type)) continue;
          const { least: value } = exactly(operand.value);
          if (Number.isFinite(value)) thresholds.add(value - 1).add(value);
        }
      },
      place({ type }) {
        if (!isScalar(type) && type.kind === "array") thresholds.add(type.length - 1).add(type.length);
      },
    });
  }
  return [...thresholds].sort((a, b) => a - b);
}

function isInteger(type: StorageType): boolean {
  return type !== "f32" && type !== "bool";
}
