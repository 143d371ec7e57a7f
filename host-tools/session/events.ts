/**
 * What a board tells without being asked, for whoever listens.
 *
 * Telemetry is lossy on purpose, so every event says how many of its topic were lost before it: dropped by the board,
 * on the line, or here, because its listener was slow. Each listener has a queue of its own, whose oldest event makes
 * room for the newest, so memory is bounded whatever the board sends.
 *
 * @packageDocumentation
 */
import type { ReceivedFrame } from "./channel.ts";

/** An event of a topic. */
export interface BoardEvent {
  readonly payload: Uint8Array;
  /** Events of the topic that came before this one and are not told. */
  readonly lost: number;
}

/** How to listen. */
export interface ListenOptions {
  /** Ends the listening, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Events that may wait for their listener; 1024 by default. */
  readonly capacity?: number | undefined;
}

const CAPACITY = 1024;

/** All listeners of a session. */
export class Events {
  readonly #listeners = new Map<number, Set<Listener>>();
  #failure: Error | null = null;
  /** Events that nobody listened to. */
  unheard = 0;

  /** Takes in an event; its sequence number is that of its topic. */
  hear({ method: topic, sequence, payload }: ReceivedFrame): void {
    const listeners = this.#listeners.get(topic);
    if (listeners === undefined) this.unheard++;
    else for (const listener of listeners) listener.hear(sequence, payload);
  }

  /** The session is over: who listens gets what waits, and then this. */
  end(failure: Error): void {
    this.#failure = failure;
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.fail(failure);
  }

  /** Events of a topic from now on. To leave the loop ends the listening. Throws what ends the session. */
  async *listen(
    topic: number,
    { signal, capacity = CAPACITY }: ListenOptions = {},
  ): AsyncGenerator<BoardEvent, void, undefined> {
    signal?.throwIfAborted();
    if (this.#failure !== null) throw this.#failure;
    const listener = new Listener(Math.max(1, capacity));
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    const abort = (): void => {
      listener.fail(signal?.reason);
    };
    signal?.addEventListener("abort", abort);
    try {
      for (;;) yield await listener.next();
    } finally {
      signal?.removeEventListener("abort", abort);
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    }
  }
}

/** One who listens. */
class Listener {
  readonly #capacity: number;
  #waiting: BoardEvent[] = [];
  /** The number that comes next; null before the first event. */
  #expected: number | null = null;
  #failure: { readonly reason: unknown } | null = null;
  #wake: () => void = () => undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  hear(sequence: number, payload: Uint8Array): void {
    const lost = this.#expected === null ? 0 : (sequence - this.#expected) & 0xffff;
    this.#expected = (sequence + 1) & 0xffff;
    this.#waiting.push({ payload, lost });
    if (this.#waiting.length > this.#capacity) this.#dropOldest();
    this.#wake();
  }

  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wake();
  }

  async next(): Promise<BoardEvent> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) return event;
      if (this.#failure !== null) throw this.#failure.reason;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next one then says that it is gone. */
  #dropOldest(): void {
    const [oldest, next, ...others] = this.#waiting;
    if (oldest === undefined || next === undefined) return;
    this.#waiting = [{ ...next, lost: next.lost + oldest.lost + 1 }, ...others];
  }
}
