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
import type { LoopVisitor } from "./execute.ts";
import type { Interval } from "./interval.ts";
import { EMPTY, exactly, includes, join, joinIntegers, widen, wholeOf } from "./interval.ts";
import { Journal } from "./journal.ts";
import type { Memory, Region } from "./memory.ts";
import { makeMemory } from "./memory.ts";
import { ANYTHING, equalOutcomes, joinOutcomes, wholesOf, widenOutcome } from "./outcomes.ts";
import type { ProofMemory } from "./proof-memory.ts";
import { Recall } from "./proof-memory.ts";
import type { Channels } from "./record.ts";
import type { Relations } from "./relations.ts";
import { includesRelations, joinRelations, widenRelations } from "./relations.ts";
import type { Shared } from "./runs.ts";
import { FunctionRuns } from "./runs.ts";

/** How often something may grow before it is widened to thresholds, and then before it is given its whole type. */
const GROWTH_MAX = 2;
const WIDENINGS_MAX = 3;
/** Runs of one function beyond this are our own mistake. */
const RUNS_MAX = 1000;

/** Everything that is known of one function from outside. */
interface Summary {
  readonly func: Func;
  readonly runs: FunctionRuns;
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
  readonly #whole = { isWidened: false };
  #runs = 0;

  readonly #shared: Shared;
  /** What the proof before left; null if nothing is to be remembered. */
  readonly #recall: Recall | null;
  readonly #journal = new Journal();

  /** The program must be free of recursion. */
  constructor(program: Program, graph: CallGraph = makeCallGraph(program), before: ProofMemory | null = null) {
    this.graph = graph;
    this.memory = makeMemory(program, graph);
    this.signatures = new Map(
      program.modules.flatMap(({ functions, externs }) => [...functions, ...externs].map((each) => [each.name, each])),
    );
    this.#recall = before === null ? null : new Recall(program, this.memory, this.signatures, before);
    this.#shared = {
      memory: this.memory,
      signatures: this.signatures,
      invariant: (region) => this.invariant(region),
      journal: this.#journal,
      remembers: before !== null,
      present: null,
    };
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
    const { given, runs } = this.#summaryOf(name);
    if (given !== null) runs.inspect(given, this.#finished, listener, loops);
  }

  /** Whether inspecting a function would tell what it told in the proof before. */
  repeatsInspection(name: string): boolean {
    const { given, runs } = this.#summaryOf(name);
    return given !== null && runs.repeatsInspection(given, this.#finished);
  }

  /** The inspection of a function is not to be repeated in the next proof. */
  forgetInspection(name: string): void {
    this.#summaryOf(name).runs.forgetInspection();
  }

  /** What the next proof may take over; null if nothing was to be remembered. */
  remember(): ProofMemory | null {
    const summaries = [...this.#summaries.values()];
    return this.#recall?.remember(summaries.map(({ func, runs }) => [func, runs.made] as const)) ?? null;
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
      runs: new FunctionRuns(func, this.#shared, this.#recall?.runsOf(func) ?? null),
      given: isRoot ? { intervals: wholesOf(func), bounds: new Map() } : null,
      outcome: null,
      stale: isRoot,
      hasRun: false,
      givenGrowth: 0,
      outcomeGrowth: 0,
    };
  }

  #summaryOf(name: string): Summary {
    const summary = this.#summaries.get(name);
    if (summary === undefined) throw new Error(`prove: there is no function ${name}`);
    return summary;
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
    if (this.#whole.isWidened) this.#narrow(order);
  }

  /** Runs a function again and passes on what it then gives. */
  #update(summary: Summary, given: Relations): void {
    const { runs, func } = summary;
    if (this.#runs++ > RUNS_MAX * this.#summaries.size) throw new Error("prove: the program has no fixpoint");
    this.#journal.set(summary, "stale", false);
    this.#journal.set(summary, "hasRun", true);
    const found = runs.outcome("solve", given, this.#growing);
    if (found === null) return;
    const next = summary.outcome === null ? found : joinOutcomes(summary.outcome, found);
    if (summary.outcome !== null && equalOutcomes(summary.outcome, next)) return;
    const wider = summary.outcome === null ? next : this.#widenedOutcome(summary, summary.outcome, next);
    this.#journal.set(summary, "outcome", wider);
    for (const caller of this.graph.callers.get(func.name) ?? []) this.#setStale(this.#summaries.get(caller));
  }

  #widenedOutcome(summary: Summary, before: Outcome, next: Outcome): Outcome {
    const thresholds = this.#thresholdsAfter(this.#grown(summary, "outcomeGrowth"));
    return thresholds === null ? next : widenOutcome(before, next, summary.func, thresholds);
  }

  /** How often something has grown, once more from now on. */
  #grown<Name extends "growth" | "givenGrowth" | "outcomeGrowth">(counts: Record<Name, number>, name: Name): number {
    const count = counts[name];
    this.#journal.set(counts, name, count + 1);
    return count;
  }

  /** Where what has grown so often may stop; null if it need not be widened yet. */
  #thresholdsAfter(growth: number): readonly number[] | null {
    if (growth < GROWTH_MAX) return null;
    this.#journal.set(this.#whole, "isWidened", true);
    return growth < GROWTH_MAX + WIDENINGS_MAX ? this.#thresholds : [];
  }

  /** A region's own limits where one of them is large enough, and else those of the whole program. */
  #thresholdsOf(region: Region, { least, most }: Interval, all: readonly number[] | null): readonly number[] | null {
    const own = (this.#limits.get(region) ?? []).filter((limit) => limit >= most);
    return all === null || own.length === 0
      ? all
      : [...all.filter((one) => one <= least), ...own.sort((a, b) => a - b)];
  }

  #setStale(summary: Summary | undefined): void {
    if (summary !== undefined) this.#journal.set(summary, "stale", true);
  }

  /** When nothing changes any more. */
  readonly #frozen: Summaries = {
    call: (callee) => this.outcomeOf(callee),
    outcomeOf: (callee) => this.outcomeOf(callee),
    store: () => undefined,
  };

  /** In the first rounds of a loop: only a function that has never run is given something. */
  readonly #tentative: Summaries = {
    ...this.#frozen,
    call: (callee, given) => {
      const summary = this.#summaries.get(callee);
      return summary?.hasRun === false ? this.#give(summary, given()) : this.outcomeOf(callee);
    },
  };

  /** While the fixpoint grows. */
  readonly #growing: Channels = {
    loud: {
      ...this.#frozen,
      call: (callee, given) => {
        const summary = this.#summaries.get(callee);
        return summary === undefined ? ANYTHING : this.#give(summary, given());
      },
      store: (regions, stored) => {
        for (const region of regions) this.#grow(region, stored);
      },
    },
    silent: this.#tentative,
    after: this.#frozen,
  };

  readonly #finished: Channels = { loud: this.#frozen, silent: this.#frozen, after: this.#frozen };

  /** Notes what a function is given, and what it then gives. */
  #give(summary: Summary, given: Relations): Outcome | null {
    if (!this.graph.roots.has(summary.func.name)) this.#giveMore(summary, given);
    // At once, so that the caller can go on with what the callee gives.
    if (summary.stale && summary.given !== null) this.#update(summary, summary.given);
    return summary.outcome;
  }

  #giveMore(summary: Summary, given: Relations): void {
    const before = summary.given;
    if (before !== null && includesRelations(before, given)) return;
    const wider = before === null ? given : this.#widenedGiven(summary, before, joinRelations(before, given));
    this.#journal.set(summary, "given", wider);
    this.#setStale(summary);
  }

  #widenedGiven(summary: Summary, before: Relations, next: Relations): Relations {
    const thresholds = this.#thresholdsAfter(this.#grown(summary, "givenGrowth"));
    return thresholds === null ? next : widenRelations(before, next, wholesOf(summary.func), thresholds);
  }

  #grow(region: Region, stored: Interval): void {
    const known = this.#invariants.get(region);
    const type = this.memory.types.get(region);
    if (known === undefined || type === undefined || includes(known.interval, stored)) return;
    const next = type === "f32" ? join(known.interval, stored) : joinIntegers(known.interval, stored);
    const thresholds = this.#thresholdsOf(region, next, this.#thresholdsAfter(this.#grown(known, "growth")));
    const wider = thresholds === null ? next : widen(known.interval, next, wholeOf(type), thresholds);
    this.#journal.set(known, "interval", wider);
    for (const reader of this.#readers.get(region) ?? []) this.#setStale(reader);
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
        this.#put(given, summary, known === undefined ? relations() : joinRelations(known, relations()));
        return summary.outcome;
      },
      store: (regions, interval) => {
        for (const region of regions) this.#put(stored, region, join(stored.get(region) ?? EMPTY, interval));
      },
    };
    const channels = { ...this.#finished, loud: collecting };
    for (const summary of order) {
      if (summary.given === null) continue;
      outcomes.set(summary, summary.runs.outcome("narrow", summary.given, channels));
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

  #put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
    const before = map.get(key);
    this.#journal.note(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    map.set(key, value);
  }
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
