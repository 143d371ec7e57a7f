/**
 * A session: one program and one board that have shaken hands, and calls between them until one of them goes.
 *
 * It stands on any transport and knows no system, so it runs in Node, in a browser and over a board in the same
 * process. No call waits for ever, and when the session ends every call ends with it. A session that is lost is not
 * repaired: what the board held may be gone, which its user must know; so connect again.
 *
 * @packageDocumentation
 */
import { writeU16 } from "../../firmware-src/wire/bytes.ts";
import { EVENT, LOG, PAYLOAD_BYTES_MAX, PING, REQUEST, RESET } from "../../firmware-src/wire/frame.ts";
import { RESET_BYTES, SLOTS } from "../../firmware-src/wire/link.ts";
import {
  ArgumentError,
  DisconnectedError,
  SessionClosedError,
  SessionLostError,
  TransportClosedError,
} from "../errors.ts";
import type { Transport } from "../transport/transport.ts";
import { Calls, type CallCounters } from "./calls.ts";
import { Channel, type LineCounters, type ReceivedFrame } from "./channel.ts";
import { systemClock, type Clock } from "./clock.ts";
import { type BoardEvent, Events, type ListenOptions } from "./events.ts";
import { shakeHands, type Agreement } from "./handshake.ts";
import type { BoardIdentity } from "./identity.ts";
import { RoundTrip } from "./round-trip.ts";

/** The time allowed for a handshake, and for a call, unless said otherwise. */
const OPEN_TIMEOUT_MS = 5_000;
const CALL_TIMEOUT_MS = 10_000;

/** How a session begins. */
export interface SessionOptions {
  /** The time allowed for the handshake; 5 s by default. */
  readonly timeoutMs?: number;
  /** Gives the handshake up. */
  readonly signal?: AbortSignal;
  /** Most requests on their way at once; what the board has slots for, by default and at most. */
  readonly window?: number;
  /** A test's own time. */
  readonly clock?: Clock;
}

/** What any call can be given. */
export interface CallOptions {
  /** The time allowed for the call, waiting for a slot included; 10 s by default. */
  readonly timeoutMs?: number;
  /** Gives the call up; it then rejects with the signal's reason. The board may still run it. */
  readonly signal?: AbortSignal;
}

/** What a call of a method by its number can be given. */
export interface RequestOptions extends CallOptions {
  /** How errors name the call. */
  readonly name?: string;
  /** The longest time that the method itself takes on any board; 0 by default. */
  readonly methodTimeMsMax?: number;
}

/** Everything that a session has counted. */
export interface SessionCounters extends LineCounters, CallCounters {}

/** See the file's comment. */
export class Session {
  /** What the board says of itself. */
  readonly identity: BoardIdentity;
  /** Requests that may be on their way at once. */
  readonly slots: number;
  /** What the board's methods ask for that destroy something; another one in each session. */
  readonly token: number;
  /** Resolves when the session is over: with the cause, or with null if it was closed. Never rejects. */
  readonly ended: Promise<Error | null>;
  readonly #channel: Channel;
  readonly #calls: Calls;
  readonly #events = new Events();
  readonly #number: number;
  readonly #roundTrip = new RoundTrip();
  #resolveEnded: (cause: Error | null) => void = () => undefined;
  #over: "closed" | "lost" | null = null;

  /**
   * Shakes hands over a transport. The session takes the transport over and closes it when it ends, and if there is
   * no handshake: rejects with BoardSilentError, NotANodeError, VersionMismatchError, a transport's error, or the
   * signal's reason.
   */
  static async open(transport: Transport, options: SessionOptions = {}): Promise<Session> {
    const { timeoutMs = OPEN_TIMEOUT_MS, signal, window = SLOTS, clock = systemClock } = options;
    const channel = new Channel(transport);
    try {
      const agreement = await shakeHands(channel, { timeoutMs, signal, clock });
      return new Session(channel, agreement, window, clock);
    } catch (error) {
      await channel.close();
      throw error;
    }
  }

  private constructor(channel: Channel, agreement: Agreement, window: number, clock: Clock) {
    this.identity = agreement.identity;
    this.slots = Math.max(1, Math.min(window, agreement.identity.slots));
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#channel = channel;
    this.#number = agreement.session;
    this.token = agreement.token;
    if (agreement.roundTripMs !== null) this.#roundTrip.sample(agreement.roundTripMs);
    this.#calls = new Calls({
      channel,
      session: agreement.session,
      slots: this.slots,
      roundTrip: this.#roundTrip,
      clock,
      onStale: () => {
        this.#lose(new SessionLostError(this.name));
      },
    });
    channel.onFrame((frame) => {
      this.#hear(frame);
    });
    channel.onEnd((cause) => {
      this.#lose(cause ?? new TransportClosedError(this.name));
    });
  }

  /** Name of the transport: the port. */
  get name(): string {
    return this.#channel.transport.name;
  }

  /** Baud rate of the line; 0 where it has no meaning. */
  get baud(): number {
    return this.#channel.transport.baud;
  }

  /** Smoothed round trip beyond the line's time. */
  get roundTripMs(): number {
    return this.#roundTrip.meanMs;
  }

  get counters(): SessionCounters {
    return { ...this.#channel.counters, ...this.#calls.counters };
  }

  /**
   * Calls a method; resolves with the payload of its response. Any number may be called at once; they are sent in
   * order, as slots become free.
   *
   * Rejects with RefusedError, NoAnswerError, CallTimeoutError, DisconnectedError, SessionClosedError, or the
   * signal's reason.
   */
  request(method: number, payload: Uint8Array, options: RequestOptions = {}): Promise<Uint8Array> {
    return this.#call(REQUEST, method, payload, { name: `method ${method}`, ...options });
  }

  /**
   * Events of a topic from now on, as the board sends them once it was told that they are wanted; each says how many
   * were lost before it. Leaving the loop ends the listening. Throws DisconnectedError when the session ends, or the
   * signal's reason.
   */
  listen(topic: number, options: ListenOptions = {}): AsyncGenerator<BoardEvent, void, undefined> {
    return this.#events.listen(topic, options);
  }

  /** Sends bytes to the board and back. */
  ping(payload = new Uint8Array(0), options: CallOptions = {}): Promise<Uint8Array> {
    return this.#call(PING, 0, payload, { ...options, name: "ping" });
  }

  /**
   * Lets the board start anew, as its reset button does. All that it holds is gone, and so is the session: `ended`
   * resolves with SessionLostError.
   */
  async restart(options: CallOptions = {}): Promise<void> {
    const payload = new Uint8Array(RESET_BYTES);
    writeU16(payload, 0, this.token);
    try {
      await this.#call(RESET, 0, payload, { ...options, name: "restart" });
    } catch (error) {
      // A board that has restarted before its answer came knows no session when it is asked again.
      if (!(error instanceof DisconnectedError && error.maybeExecuted)) throw error;
    }
    this.#lose(new SessionLostError(this.name));
  }

  /** Ends the session: calls that are not done reject with DisconnectedError. Idempotent; never rejects. */
  async close(): Promise<void> {
    this.#finish("closed", null);
    await this.#channel.close();
  }

  /** `await using session = ...` closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #call(type: number, method: number, payload: Uint8Array, options: RequestOptions): Promise<Uint8Array> {
    const { name = "call", timeoutMs = CALL_TIMEOUT_MS, signal, methodTimeMsMax = 0 } = options;
    if (payload.length > PAYLOAD_BYTES_MAX) {
      throw new ArgumentError(name, "payload", `has ${payload.length} bytes`, `at most ${PAYLOAD_BYTES_MAX} bytes`);
    }
    if (this.#over === "closed") throw new SessionClosedError(name);
    if (this.#over === "lost") throw new DisconnectedError(name, "the session is lost", false);
    return await this.#calls.request({ name, type, method, payload, methodTimeMsMax, timeoutMs, signal });
  }

  #hear(frame: ReceivedFrame): void {
    const isTold = frame.type === EVENT || frame.type === LOG;
    if (!isTold) this.#calls.hear(frame);
    else if (frame.session === this.#number) this.#events.hear(frame);
  }

  #lose(cause: Error): void {
    this.#finish("lost", cause);
    void this.#channel.close();
  }

  #finish(how: "closed" | "lost", cause: Error | null): void {
    if (this.#over !== null) return;
    this.#over = how;
    const why = cause?.message ?? "the session was closed";
    this.#calls.end(why, cause);
    this.#events.end(new DisconnectedError("listening", why, false, cause ?? undefined));
    this.#resolveEnded(cause);
  }
}
