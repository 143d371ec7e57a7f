/**
 * Who listens to what, told to the board: it sends a topic as long as anybody here wants it.
 *
 * @packageDocumentation
 */
import { TOPIC_COUNTERS, TOPIC_LOG, TOPIC_SPIKES } from "../../firmware-src/wire/telemetry.ts";
import type { BoardEvent, ListenOptions } from "../session/events.ts";
import type { MethodsClient } from "./methods-client.rpc.ts";
import { LOG_LEVELS, type LogLevel } from "./telemetry.ts";

/** A topic of events, or a level of the log. */
export type Wanted = "spikes" | "counters" | LogLevel;

const TOPICS = { spikes: TOPIC_SPIKES, counters: TOPIC_COUNTERS } as const;

/** See the file's comment. */
export class Subscriptions {
  readonly #methods: MethodsClient;
  readonly #wanted = new Map<Wanted, number>();

  constructor(methods: MethodsClient) {
    this.#methods = methods;
  }

  /** Events of a topic, read so. The board is told before the first, and again when the loop is left. */
  async *listen<Event>(
    wanted: Wanted,
    { signal, capacity }: ListenOptions,
    read: (event: BoardEvent) => Event,
  ): AsyncGenerator<Event, void, undefined> {
    const topic = wanted === "spikes" || wanted === "counters" ? TOPICS[wanted] : TOPIC_LOG;
    const events = this.#methods.session.listen(topic, { signal, capacity });
    // From here on events are kept, so that none is missed while the board is told.
    const first = events.next();
    first.catch(() => undefined);
    try {
      await this.#change(wanted, 1);
      for (let next = await first; next.done !== true; next = await events.next()) yield read(next.value);
    } finally {
      await events.return();
      await this.#change(wanted, -1).catch(() => undefined);
    }
  }

  /** Tells the board what is wanted now. */
  async #change(wanted: Wanted, by: number): Promise<void> {
    this.#wanted.set(wanted, (this.#wanted.get(wanted) ?? 0) + by);
    const isWanted = (each: Wanted): boolean => (this.#wanted.get(each) ?? 0) > 0;
    const topics = (["spikes", "counters"] as const).filter(isWanted).map((name) => TOPICS[name]);
    const levels = (Object.keys(LOG_LEVELS) as LogLevel[]).filter(isWanted).map((level) => LOG_LEVELS[level]);
    const mask = topics.reduce((bits, topic) => bits | (1 << topic), 0);
    // Sent at once, so it comes before every call that is made later.
    await this.#methods.subscribe(mask, Math.max(0, ...levels));
  }
}
