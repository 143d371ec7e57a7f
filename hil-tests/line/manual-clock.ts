/**
 * Time that stands still until everything else does: then it jumps to the next timer. Tests of timeouts take no time
 * and depend on no machine.
 *
 * @packageDocumentation
 */
import type { Clock } from "../../host-tools/session/clock.ts";

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Turns of the event loop without a new or cancelled timer after which nothing more is expected to happen. */
const QUIET_TURNS = 4;

/** See the file's comment. */
export class ManualClock implements Clock {
  #nowMs = 0;
  #timers = new Set<Timer>();
  #activity = 0;

  /** Timers that wait; 0 when nothing was left behind. */
  get pending(): number {
    return this.#timers.size;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    this.#activity++;
    return () => {
      this.#activity++;
      this.#timers.delete(timer);
    };
  }

  /** Lets time pass until the promise is settled; fails if nothing is left that could settle it. */
  async run<Result>(promise: Promise<Result>): Promise<Result> {
    let settled = false;
    const settle = (): void => void (settled = true);
    promise.then(settle, settle);
    for (;;) {
      await this.quiet();
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the promise
      if (settled) return await promise;
      if (this.#timers.size === 0) throw new Error("the promise will never be settled: no timer is left");
      this.#fireNext();
    }
  }

  /** Lets time pass up to a moment from now. */
  async advance(milliseconds: number): Promise<void> {
    const endMs = this.#nowMs + milliseconds;
    await this.quiet();
    while (this.#next() !== null && (this.#next()?.atMs ?? 0) <= endMs) {
      this.#fireNext();
      await this.quiet();
    }
    this.#nowMs = endMs;
  }

  /** Waits, in no time of this clock, until nothing happens any more. */
  async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      const before = this.#activity;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#activity !== before) turns = -1;
    }
  }

  #next(): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) if (next === null || timer.atMs < next.atMs) next = timer;
    return next;
  }

  #fireNext(): void {
    const next = this.#next();
    if (next === null) return;
    this.#timers.delete(next);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    this.#activity++;
    next.callback();
  }
}
