/**
 * A board that may come and go: connected whenever it is there.
 *
 * A session is one conversation, and ends when the cable is pulled, the board restarts, or another program takes it
 * over. What the board held may then be gone, so nothing that mattered is repaired in secret. A connection only does
 * what its user would do: it looks for the board again, shakes hands, and says so.
 *
 * ```
 *            board found            handshake
 *   absent -------------> opening -------------> synced
 *     ^  ^                   |                      |
 *     |  +----- nobody ------+                      | session ends
 *     +------------------ lost <--------------------+
 *                                 close(), from any:   closed
 * ```
 *
 * Between attempts it waits, longer each time, and not for exactly the same time as others, so that a board which is
 * not there costs little and several programs do not collide. A call in flight when the session ends rejects with
 * DisconnectedError, which says whether it may have run; it is never made again, since only its caller knows whether it
 * may be.
 *
 * @packageDocumentation
 */
import { Client } from "./client/client.ts";
import { DEFAULT_BAUD } from "./connect.ts";
import { findBoard } from "./discover.ts";
import { ConnectionClosedError, NotConnectedError } from "./errors.ts";
import { type Clock, systemClock } from "./session/clock.ts";
import type { CallOptions } from "./session/session.ts";
import { openSerial } from "./transport/serial.ts";
import type { Transport } from "./transport/transport.ts";

/** Where a connection stands; see the file's comment. */
export type ConnectionState = "absent" | "opening" | "synced" | "lost" | "closed";

/** A change of state. */
export interface StateChange {
  readonly state: ConnectionState;
  /** Why: what an attempt failed with, or what ended the session. Null where there is no cause. */
  readonly cause: Error | null;
  /** Sessions until now, this one included. */
  readonly sessions: number;
}

/** Which board, and how to wait for it. */
export interface ConnectionOptions {
  /** Its port, at which it will come back. By default, whichever port the board answers at, each time. */
  readonly port?: string;
  /** Of several boards, the one that says this id. */
  readonly uniqueId?: string;
  /** Baud rate; 115200 by default. */
  readonly baud?: number;
  /** The time allowed for each handshake; 5 s by default. */
  readonly timeoutMs?: number;
  /** The pause after a failed attempt, doubled each time up to the longest; 100 ms and 5 s by default. */
  readonly pauseMsMin?: number;
  readonly pauseMsMax?: number;
  /** Opens the transport in place of a serial port: for simulated boards, browsers and tests. */
  readonly open?: (signal: AbortSignal) => Promise<Transport>;
  /** A test's own time, and its own chance, 0 to 1. */
  readonly clock?: Clock;
  readonly random?: () => number;
}

const PAUSE_MS_MIN = 100;
const PAUSE_MS_MAX = 5_000;
/** A pause is longer by up to this part of it. */
const JITTER = 0.25;
const WAIT_MS = 10_000;

/** See the file's comment. It begins at once. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(change: StateChange) => void>();
  readonly #done: Promise<void>;
  #state: ConnectionState = "absent";
  #cause: Error | null = null;
  #client: Client | null = null;
  #sessions = 0;
  /** Ends the pause that is under way. */
  #wake: () => void = () => undefined;

  constructor(options: ConnectionOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#done = this.#run();
  }

  /** Where it stands now. */
  get state(): ConnectionState {
    return this.#state;
  }

  /** What an attempt last failed with, or what ended the last session; null while synced. */
  get cause(): Error | null {
    return this.#cause;
  }

  /** The board, while it is there. */
  get client(): Client | null {
    return this.#client;
  }

  /** Hears of every change of state. Gives a function that ends that. A listener must not throw. */
  onState(listener: (change: StateChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * The board, as soon as it is there. Rejects with NotConnectedError when the time is over (10 s by default),
   * ConnectionClosedError, or the signal's reason.
   */
  ready({ timeoutMs = WAIT_MS, signal }: CallOptions = {}): Promise<Client> {
    return new Promise((resolve, reject) => {
      if (this.#settleReady(resolve, reject, signal)) return;
      const settle = (): void => {
        if (!this.#settleReady(resolve, reject, signal)) return;
        release();
      };
      const forget = this.onState(settle);
      const cancel = this.#clock.schedule(timeoutMs, () => {
        release();
        reject(new NotConnectedError(this.#state, timeoutMs, this.#cause));
      });
      const release = (): void => {
        forget();
        cancel();
        signal?.removeEventListener("abort", settle);
      };
      signal?.addEventListener("abort", settle);
    });
  }

  /** Ends the session and the search for others. Idempotent; never rejects. */
  async close(): Promise<void> {
    this.#closing.abort(new ConnectionClosedError());
    this.#wake();
    await this.#client?.close();
    await this.#done;
  }

  /** `await using connection = ...` closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #settleReady(resolve: (client: Client) => void, reject: (reason: unknown) => void, signal?: AbortSignal): boolean {
    if (signal?.aborted === true) reject(signal.reason);
    else if (this.#isClosing()) reject(new ConnectionClosedError());
    else if (this.#client !== null) resolve(this.#client);
    else return false;
    return true;
  }

  async #run(): Promise<void> {
    const { pauseMsMin = PAUSE_MS_MIN, pauseMsMax = PAUSE_MS_MAX, random = Math.random } = this.#options;
    let pauseMs = pauseMsMin;
    while (!this.#isClosing()) {
      if (await this.#converse()) pauseMs = pauseMsMin;
      if (this.#isClosing()) break;
      await this.#pause(pauseMs * (1 + JITTER * random()));
      pauseMs = Math.min(2 * pauseMs, pauseMsMax);
    }
    this.#change("closed", null);
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** One session, from the search for the board to its end. Whether there was one. Never rejects. */
  async #converse(): Promise<boolean> {
    const { signal } = this.#closing;
    try {
      this.#change("opening", this.#cause);
      const transport = await this.#open(signal);
      const { timeoutMs } = this.#options;
      const client = await Client.open(transport, { signal, clock: this.#clock, ...(timeoutMs && { timeoutMs }) });
      this.#client = client;
      this.#sessions++;
      this.#change("synced", null);
      const cause = await client.session.ended;
      this.#client = null;
      if (!this.#isClosing()) this.#change("lost", cause);
      return true;
    } catch (error) {
      if (!this.#isClosing()) this.#change("absent", error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  }

  async #open(signal: AbortSignal): Promise<Transport> {
    const { port, uniqueId, baud = DEFAULT_BAUD, open } = this.#options;
    if (open !== undefined) return await open(signal);
    return await openSerial(port ?? (await findBoard({ baud, uniqueId, signal })).port.path, { baud });
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(milliseconds, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
      if (this.#isClosing()) this.#wake();
    });
  }

  #change(state: ConnectionState, cause: Error | null): void {
    this.#state = state;
    this.#cause = cause;
    for (const listener of [...this.#listeners]) listener({ state, cause, sessions: this.#sessions });
  }
}
