/**
 * Finding out who is at the other end: HELLO until it is answered.
 *
 * A board may be booting, in the middle of a frame, or deaf at this baud rate, so HELLO is repeated, each time after
 * a longer pause, until the time allowed is over. All tries carry one nonce, which makes them one question: the
 * board answers each with the same session. What else the line brings is passed over and counted, and
 * decides which error the caller gets: silence, or bytes that are no answer.
 *
 * @packageDocumentation
 */
import { readU16, readU32 } from "../../firmware-src/wire/bytes.ts";
import { ERROR, HELLO, HELLO_ACK, VERSION } from "../../firmware-src/wire/frame.ts";
import { IDENTITY_BYTES, SLOTS } from "../../firmware-src/wire/link.ts";
import { BAD_VERSION } from "../../firmware-src/wire/refusals.ts";
import { BoardSilentError, NotANodeError, TransportClosedError, VersionMismatchError } from "../errors.ts";
import type { Channel, ReceivedFrame } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { grantedSession, grantedToken, helloPayload, readIdentity, type BoardIdentity } from "./identity.ts";
import { lineTimeMs } from "./round-trip.ts";

/** The first pause and the longest. */
const PAUSE_MS_MIN = 100;
const PAUSE_MS_MAX = 1000;

/** How long to try. */
export interface HandshakeOptions {
  /** The time allowed for all tries. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
}

/** What the handshake has settled. */
export interface Agreement {
  readonly session: number;
  /** What methods that destroy something ask for. */
  readonly token: number;
  readonly identity: BoardIdentity;
  /** From the last HELLO to its answer, beyond the bytes' own time; null if several HELLOs were sent. */
  readonly roundTripMs: number | null;
}

/** Shakes hands. Rejects with a typed error, or the signal's reason; leaves the channel open and without listeners. */
export function shakeHands(channel: Channel, options: HandshakeOptions): Promise<Agreement> {
  return new Promise((resolve, reject) => {
    new Handshake(channel, options, resolve, reject).begin();
  });
}

class Handshake {
  readonly #channel: Channel;
  readonly #options: HandshakeOptions;
  readonly #resolve: (agreement: Agreement) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #nonce = randomWord();
  readonly #startMs: number;
  #sentMs = 0;
  #tries = 0;
  #cancelTry: () => void = () => undefined;
  #cancelTimeout: () => void = () => undefined;
  readonly #abort = (): void => {
    this.#end();
    this.#reject(this.#options.signal?.reason);
  };

  constructor(
    channel: Channel,
    options: HandshakeOptions,
    resolve: (agreement: Agreement) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#channel = channel;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#startMs = options.clock.nowMs();
  }

  begin(): void {
    const { signal, clock, timeoutMs } = this.#options;
    if (signal?.aborted === true) {
      this.#reject(signal.reason);
      return;
    }
    signal?.addEventListener("abort", this.#abort);
    this.#channel.onFrame((frame) => {
      this.#hear(frame);
    });
    this.#channel.onEnd((cause) => {
      this.#fail(cause ?? new TransportClosedError(this.#channel.transport.name));
    });
    this.#cancelTimeout = clock.schedule(timeoutMs, () => {
      this.#fail(this.#unanswered());
    });
    this.#try();
  }

  #try(): void {
    const { clock } = this.#options;
    const answerMs = lineTimeMs(2 * IDENTITY_BYTES, this.#channel.transport.baud);
    const pauseMs = Math.min(PAUSE_MS_MIN * 2 ** this.#tries, PAUSE_MS_MAX) + answerMs;
    this.#tries++;
    this.#sentMs = clock.nowMs();
    this.#cancelTry = clock.schedule(pauseMs, () => {
      this.#try();
    });
    const payload = helloPayload(this.#nonce, SLOTS);
    this.#channel.send({ type: HELLO, session: 0, sequence: 0, method: 0, payload }, true);
  }

  #hear(frame: ReceivedFrame): void {
    if (frame.type === HELLO_ACK) this.#hearAgreement(frame.payload);
    else if (frame.type === ERROR && frame.session === 0 && frame.payload[0] === BAD_VERSION) {
      const spoken = `${readU16(frame.payload, 2)} to ${readU32(frame.payload, 4)}`;
      this.#fail(new VersionMismatchError(this.#channel.transport.name, spoken, String(VERSION)));
    }
  }

  #hearAgreement(payload: Uint8Array): void {
    const identity = readIdentity(payload, this.#nonce);
    if (identity === null) return;
    const waitedMs = this.#options.clock.nowMs() - this.#sentMs;
    const onLineMs = lineTimeMs(2 * IDENTITY_BYTES, this.#channel.transport.baud);
    this.#end();
    this.#resolve({
      session: grantedSession(payload),
      token: grantedToken(payload),
      identity,
      roundTripMs: this.#tries === 1 ? Math.max(0, waitedMs - onLineMs) : null,
    });
  }

  #unanswered(): Error {
    const { name } = this.#channel.transport;
    const waitedMs = this.#options.clock.nowMs() - this.#startMs;
    const { bytesReceived } = this.#channel.counters;
    return bytesReceived === 0
      ? new BoardSilentError(name, waitedMs)
      : new NotANodeError(name, waitedMs, bytesReceived);
  }

  #fail(reason: unknown): void {
    this.#end();
    this.#reject(reason);
  }

  #end(): void {
    this.#cancelTry();
    this.#cancelTimeout();
    this.#options.signal?.removeEventListener("abort", this.#abort);
    this.#channel.onFrame(() => undefined);
    this.#channel.onEnd(() => undefined);
  }
}

function randomWord(): number {
  return globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
