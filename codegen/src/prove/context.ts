/**
 * What the parts of the analysis of one function share: its terms, the memory model, and two outward
 * connections, to what is known of other functions (`Summaries`) and to whoever wants to hear of checks (`Listener`).
 *
 * @packageDocumentation
 */
import type { Expression, Func, IndexPlace, SliceReference, Statement } from "../ir/ir.ts";
import type { State, Value } from "./facts.ts";
import type { Interval } from "./interval.ts";
import type { Memory, Region } from "./memory.ts";
import type { Relations } from "./relations.ts";
import type { TermTable } from "./terms.ts";

/** What following a function takes, beside its state. */
export interface Context {
  readonly terms: TermTable;
  readonly memory: Memory;
  readonly summaries: Summaries;
  /** What every function and board function promises and asks for, by name. */
  readonly signatures: Signatures;
  /** Null while looking at expressions that have been evaluated before: then nothing is checked and nothing happens. */
  readonly listener: Listener | null;
  /** The same without a listener; null if this is that one. */
  readonly looking: Context | null;
}

/** The parameters, and the bound of the result, of each function. */
export type Signatures = ReadonlyMap<string, Pick<Func, "parameters" | "resultBelow">>;

/** What functions tell each other. */
export interface Summaries {
  /** Notes a call with such arguments; answers what the callee then gives. Null if it never returns. */
  call(callee: string, given: () => Relations): Outcome | null;
  /** As far as is known by now, without noting anything. */
  outcomeOf(callee: string): Outcome | null;
  /** Notes that a value is stored. */
  store(regions: ReadonlySet<Region>, stored: Interval): void;
}

/**
 * What a function gives. Slot 0 of the relations is the result, slot i + 1 its i-th parameter; the elements of a tuple
 * come behind the parameters.
 */
export interface Outcome {
  readonly result: Interval;
  /** The result against the parameters; null where it is neither an integer nor a tuple. */
  readonly relations: Relations | null;
  /** For a bool result, what is known of the parameters for each answer; null for an answer that it never gives. */
  readonly answers: { readonly whenTrue: Relations | null; readonly whenFalse: Relations | null } | null;
}

/** Hears of everything that has to hold, once for each place in the source. */
export interface Listener {
  /** Whether to go on after a failed check as if it had held, so that one mistake is told once. */
  readonly recovers: boolean;
  index(place: IndexPlace, check: IndexCheck): void;
  slice(reference: SliceReference, check: SliceCheck): void;
  divisor(divisor: Expression, check: DivisorCheck): void;
  /** A value goes where every value is less than a bound. */
  below(value: Expression, check: BelowCheck): void;
  /** What is defined for every value, but may not do what its author thinks. */
  doubt(kind: DoubtKind, expression: Expression, interval: Interval): void;
  /** Every expression with what it can be, and every statement with what is known before it. For tests. */
  evaluated?(expression: Expression, interval: Interval): void;
  reached?(statement: Statement, state: State): void;
}

/**
 * `masked-shift`: a count that may be negative or as large as the type is wide, so that its mask matters.
 * `lossy-conversion`: an integer that may not fit the type to which it is converted, so that it wraps.
 */
export type DoubtKind = "masked-shift" | "lossy-conversion";

/** What is known of an index and of the length that it must stay below. */
export interface IndexCheck {
  readonly proven: boolean;
  readonly index: Value;
  readonly length: Value;
  readonly state: State;
}

/** What is known of the ends of a slice and of the length that they must stay within. */
export interface SliceCheck {
  readonly proven: boolean;
  readonly start: Value;
  readonly end: Value;
  readonly length: Value;
  /** Which of the two comparisons is missing. */
  readonly missing: "start <= end" | "end <= length" | null;
  readonly state: State;
}

/** What is known of a value that has to be less than a bound. */
export interface BelowCheck {
  readonly proven: boolean;
  readonly value: Value;
  readonly below: number;
  readonly state: State;
}

/** What is known of a divisor. */
export interface DivisorCheck {
  readonly proven: boolean;
  readonly divisor: Value;
  readonly state: State;
}
