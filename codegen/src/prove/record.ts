/**
 * Runs of functions on record, so that a program that is proven again after a change need not be run again where it
 * is the same.
 *
 * A run of a function, in the sense of the analysis, depends on the function, on what it is given, and on what the rest
 * of the program answers while it goes on: what memory holds, what the called functions give. So a record has each
 * question with its answer, and each thing told, in order. Where all questions have the same answers again, the rest of
 * the program is told the same, and the run is over, without any of its work.
 *
 * Nothing is approximate: a proof with records goes, step by step, as it goes without, and ends with the same result.
 *
 * @packageDocumentation
 */
import type { Outcome, Summaries } from "./context.ts";
import type { Interval } from "./interval.ts";
import type { Region } from "./memory.ts";
import type { Relations } from "./relations.ts";

/** Whom a run speaks to: in the last round of each loop, in the rounds before, and when it is over. */
export type Channels = Readonly<Record<Channel, Summaries>>;

/** One of {@link Channels}. */
export type Channel = "loud" | "silent" | "after";

/** What a run is for: the fixpoint, what follows it, or the checks. */
export type Purpose = "solve" | "narrow" | "inspect";

/** A run that was made. */
export interface Run {
  readonly purpose: Purpose;
  readonly given: Relations;
  readonly steps: readonly Step[];
  readonly outcome: Outcome | null;
}

/** A question with its answer, or something told. Questions whose answer has not changed since are left out. */
export type Step =
  | { readonly kind: "invariant"; readonly region: Region; readonly interval: Interval }
  | { readonly kind: "outcome"; readonly callee: string; readonly outcome: Outcome | null }
  | {
      readonly kind: "call";
      readonly channel: Channel;
      readonly callee: string;
      /** Null if nobody wanted to know. */
      readonly given: Relations | null;
      readonly outcome: Outcome | null;
    }
  | { readonly kind: "store"; readonly regions: ReadonlySet<Region>; readonly stored: Interval };

/** The rest of the program, as a run sees it. */
export interface Surroundings {
  readonly channels: Channels;
  readonly invariant: (region: Region) => Interval;
}

/** The same surroundings, with a record of all that goes through them. */
export class Recorder implements Surroundings {
  readonly steps: Step[] = [];
  readonly channels: Channels;
  readonly #surroundings: Surroundings;
  readonly #intervals = new Map<Region, Interval>();
  readonly #outcomes = new Map<string, Outcome | null>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const { loud, silent, after } = surroundings.channels;
    this.channels = {
      loud: this.#listen("loud", loud),
      silent: this.#listen("silent", silent),
      after: this.#listen("after", after),
    };
  }

  readonly invariant = (region: Region): Interval => {
    const interval = this.#surroundings.invariant(region);
    if (this.#intervals.get(region) !== interval) {
      this.#intervals.set(region, interval);
      this.steps.push({ kind: "invariant", region, interval });
    }
    return interval;
  };

  #listen(channel: Channel, summaries: Summaries): Summaries {
    return {
      call: (callee, given) => {
        let noted: Relations | null = null;
        const outcome = summaries.call(callee, () => (noted = given()));
        this.steps.push({ kind: "call", channel, callee, given: noted, outcome });
        return outcome;
      },
      outcomeOf: (callee) => {
        const outcome = summaries.outcomeOf(callee);
        if (!this.#outcomes.has(callee) || this.#outcomes.get(callee) !== outcome) {
          this.#outcomes.set(callee, outcome);
          this.steps.push({ kind: "outcome", callee, outcome });
        }
        return outcome;
      },
      store: (regions, stored) => {
        // In the rounds before the last, nothing is told.
        if (channel === "loud") this.steps.push({ kind: "store", regions, stored });
        summaries.store(regions, stored);
      },
    };
  }
}

/** Tells the surroundings what a run told them. False as soon as they answer otherwise than they did. */
export function repeats({ steps }: Run, { channels, invariant }: Surroundings): boolean {
  return steps.every((step) => {
    switch (step.kind) {
      case "invariant":
        return isSameInterval(invariant(step.region), step.interval);
      case "outcome":
        return isSameOutcome(channels.after.outcomeOf(step.callee), step.outcome);
      case "call": {
        let isWanted = false;
        const outcome = channels[step.channel].call(step.callee, () => {
          isWanted = true;
          return step.given ?? NOTHING;
        });
        return isWanted === (step.given !== null) && isSameOutcome(outcome, step.outcome);
      }
      case "store":
        channels.loud.store(step.regions, step.stored);
        return true;
    }
  });
}

const NOTHING: Relations = { intervals: [], bounds: new Map() };

/** Surroundings that answer as they did in a run that is made again. Nobody hears what is told. */
export class Reenactment implements Surroundings {
  readonly channels: Channels;
  readonly #steps: readonly Step[];
  #next = 0;
  readonly #intervals = new Map<Region, Interval>();
  readonly #outcomes = new Map<string, Outcome | null>();

  constructor({ steps }: Run) {
    this.#steps = steps;
    const told: Summaries = {
      call: (callee) => this.#call(callee),
      outcomeOf: (callee) => this.#outcomeOf(callee),
      store: () => undefined,
    };
    const store = (): void => {
      this.#next++;
    };
    this.channels = { loud: { ...told, store }, silent: told, after: told };
  }

  readonly invariant = (region: Region): Interval => {
    const step = this.#steps[this.#next];
    if (step?.kind === "invariant" && step.region === region) {
      this.#next++;
      this.#intervals.set(region, step.interval);
    }
    return known(this.#intervals.get(region));
  };

  #call(callee: string): Outcome | null {
    const step = this.#steps[this.#next++];
    return known(step?.kind === "call" && step.callee === callee ? step.outcome : undefined);
  }

  #outcomeOf(callee: string): Outcome | null {
    const step = this.#steps[this.#next];
    if (step?.kind === "outcome" && step.callee === callee) {
      this.#next++;
      this.#outcomes.set(callee, step.outcome);
    }
    return known(this.#outcomes.get(callee));
  }
}

function known<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw new Error("prove: a run does not go as it did");
  return answer;
}

/** Whether two say the same in the same order, so that whoever assumes them gets the same facts. */
export function isSameRelations(a: Relations | null, b: Relations | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (a.bounds.size !== b.bounds.size || a.intervals.length !== b.intervals.length) return false;
  const others = b.bounds.entries();
  for (const [key, { most }] of a.bounds) {
    const other = others.next().value;
    if (other?.[0] !== key || other[1].most !== most) return false;
  }
  return a.intervals.every((interval, slot) => {
    const other = b.intervals[slot] ?? null;
    return interval === null || other === null ? interval === other : isSameInterval(interval, other);
  });
}

function isSameOutcome(a: Outcome | null, b: Outcome | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || !isSameInterval(a.result, b.result)) return false;
  if (!isSameRelations(a.relations, b.relations)) return false;
  if (a.answers === null || b.answers === null) return a.answers === b.answers;
  return (
    isSameRelations(a.answers.whenTrue, b.answers.whenTrue) && isSameRelations(a.answers.whenFalse, b.answers.whenFalse)
  );
}

/** Unlike `equal`, tells 0 from -0. */
function isSameInterval(a: Interval, b: Interval): boolean {
  return (
    a === b || (Object.is(a.least, b.least) && Object.is(a.most, b.most) && a.nan === b.nan && a.nonzero === b.nonzero)
  );
}
