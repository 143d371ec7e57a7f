/**
 * How long each stage of a compilation takes.
 *
 * @packageDocumentation
 */
import type { RunStage, Stage } from "../stages.ts";

/** Milliseconds by stage, in the order in which the stages ran first. A stage that runs again adds to its time. */
export class Timings {
  readonly #milliseconds = new Map<Stage, number>();

  /** To be given to the compiler. */
  readonly run: RunStage = (stage, work) => {
    const start = performance.now();
    try {
      return work();
    } finally {
      this.#milliseconds.set(stage, (this.#milliseconds.get(stage) ?? 0) + performance.now() - start);
    }
  };

  /** What has been measured so far. */
  get milliseconds(): ReadonlyMap<Stage, number> {
    return this.#milliseconds;
  }
}
