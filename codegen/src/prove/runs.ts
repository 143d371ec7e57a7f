/**
 * The runs of one function: made, put on record, or found to be as they were in the proof before.
 *
 * A function follows its record as long as every run goes as it went then. From the first that does not, it is run.
 * Since what a run finds may depend on the terms that earlier runs have met (terms are numbered as they come), those
 * that were only followed are then made up for, each in the surroundings that it had.
 *
 * @packageDocumentation
 */
import type { Func } from "../ir/ir.ts";
import type { Context, Listener, Outcome, Signatures } from "./context.ts";
import type { Exit, LoopVisitor } from "./execute.ts";
import { execute } from "./execute.ts";
import { State } from "./facts.ts";
import type { Interval } from "./interval.ts";
import type { Journal } from "./journal.ts";
import type { Memory, Region } from "./memory.ts";
import { outcomeOf, slotsOf } from "./outcomes.ts";
import type { Channels, Purpose, Run, Surroundings } from "./record.ts";
import { isSameRelations, Recorder, Reenactment, repeats } from "./record.ts";
import type { Relations } from "./relations.ts";
import { assumeRelations } from "./relations.ts";
import { TermTable } from "./terms.ts";

/** What the runs of all functions of a program share. */
export interface Shared {
  readonly memory: Memory;
  readonly signatures: Signatures;
  readonly invariant: (region: Region) => Interval;
  /** Holds what following a record that turns out to be another changes. */
  readonly journal: Journal;
  /** Whether runs are to be put on record. */
  readonly remembers: boolean;
  /** What the present run goes through; null between runs. */
  present: Surroundings | null;
}

/** The runs of one function. */
export class FunctionRuns {
  /** Those on record, in order. */
  readonly made: Run[] = [];
  readonly #func: Func;
  readonly #shared: Shared;
  readonly #terms: TermTable;
  /** The runs of the proof before, as long as they are followed. */
  #past: readonly Run[] | null;

  constructor(func: Func, shared: Shared, past: readonly Run[] | null) {
    this.#func = func;
    this.#shared = shared;
    this.#past = past;
    this.#terms = new TermTable(func, shared.memory, (region) =>
      shared.present === null ? shared.invariant(region) : shared.present.invariant(region),
    );
  }

  /** What the function gives when it is given this; null if it never returns. */
  outcome(purpose: Purpose, given: Relations, channels: Channels): Outcome | null {
    const followed = this.#follow(purpose, given, channels);
    return followed === null ? this.#make(purpose, given, channels, SILENT) : followed.outcome;
  }

  /** Runs the function for a listener who hears of everything that has to hold. */
  inspect(given: Relations, channels: Channels, listener: Listener, loops: (context: Context) => LoopVisitor): void {
    this.#catchUp();
    this.#make("inspect", given, channels, { listener, loops });
  }

  /** Whether an inspection would tell what it told in the proof before. */
  repeatsInspection(given: Relations, channels: Channels): boolean {
    return this.#follow("inspect", given, channels) !== null;
  }

  /** The inspection is not to be repeated. */
  forgetInspection(): void {
    if (this.made.at(-1)?.purpose === "inspect") this.made.pop();
  }

  /** The next run of the record, if this one is the same; it has then told all that it told. */
  #follow(purpose: Purpose, given: Relations, channels: Channels): Run | null {
    if (this.#past === null) return null;
    const { journal, invariant } = this.#shared;
    const run = this.#past[this.made.length];
    const isSame =
      run?.purpose === purpose &&
      isSameRelations(run.given, given) &&
      journal.attempt(() => this.#between(() => repeats(run, { channels, invariant })));
    if (isSame) {
      this.#keep(run);
      return run;
    }
    this.#catchUp();
    return null;
  }

  /** Makes up for all runs that were only followed: from now on, the function is run. */
  #catchUp(): void {
    if (this.#past === null) return;
    this.#past = null;
    for (const run of this.made) {
      if (run.purpose !== "inspect") this.#within(new Reenactment(run), (there) => this.#run(run.given, there, SILENT));
    }
  }

  #make(purpose: Purpose, given: Relations, channels: Channels, audience: Audience): Outcome | null {
    const { remembers, invariant } = this.#shared;
    const surroundings = { channels, invariant };
    if (!remembers) return this.#within(surroundings, (there) => this.#run(given, there, audience));
    const recorder = new Recorder(surroundings);
    const outcome = this.#within(recorder, (there) => this.#run(given, there, audience));
    this.#keep({ purpose, given, steps: recorder.steps, outcome });
    return outcome;
  }

  #keep(run: Run): void {
    this.made.push(run);
    this.#shared.journal.note(() => this.made.pop());
  }

  #run(given: Relations, { channels }: Surroundings, { listener, loops }: Audience): Outcome | null {
    const loud = this.#context(channels.loud, listener);
    const exits = this.#exits(given, loud, this.#context(channels.silent, NOBODY), loops(loud));
    // An inspection comes last, when what the function gives is known.
    if (listener !== NOBODY) return null;
    return outcomeOf(this.#func, exits, { ...this.#context(channels.after, NOBODY), listener: null, looking: null });
  }

  #exits(given: Relations, loud: Context, silent: Context, loops: LoopVisitor): readonly Exit[] {
    const entry = new State(this.#terms);
    const values = slotsOf(this.#func, entry, [], given.intervals).map((slot) => slot?.value ?? null);
    assumeRelations(entry, given, values);
    return entry.impossible ? [] : execute(this.#func, entry, loud, silent, loops);
  }

  #context(summaries: Context["summaries"], listener: Listener): Context {
    const { memory, signatures } = this.#shared;
    const looking: Context = { terms: this.#terms, memory, summaries, signatures, listener: null, looking: null };
    return { ...looking, listener, looking };
  }

  #within<Result>(surroundings: Surroundings, work: (surroundings: Surroundings) => Result): Result {
    const before = this.#shared.present;
    this.#shared.present = surroundings;
    const result = work(surroundings);
    this.#shared.present = before;
    return result;
  }

  /** What is done between runs, in nobody's surroundings. */
  #between<Result>(work: () => Result): Result {
    const before = this.#shared.present;
    this.#shared.present = null;
    const result = work();
    this.#shared.present = before;
    return result;
  }
}

/** Who hears of the checks of a run, and how its loops are visited. */
interface Audience {
  readonly listener: Listener;
  readonly loops: (context: Context) => LoopVisitor;
}

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

const SILENT: Audience = { listener: NOBODY, loops: () => EVERY_LOOP };
