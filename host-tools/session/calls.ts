/**
 * The calls of one session: which wait, which are on their way, and when each is asked again or given up.
 *
 * A request is sent only while fewer than `slots` sequence numbers lie between it and the oldest unfinished one. The
 * board keeps that many answers, so a request can be repeated with the same number and is answered again, not run
 * again; and its receive ring holds that many, so nothing is lost for being sent too soon. A call that its caller
 * no longer wants keeps its place until it is answered or its time is over, for the same reason; where others would be
 * asked again, it is cancelled, so that a request which is late on the line does not run.
 *
 * Only the host repeats: when the line has been silent for longer than the oldest request may take, and at once when
 * the answer to a request that was sent later has come, since a board answers in the order in which it is asked. So
 * one timer watches all calls, however many are on their way. Every call ends: with the answer, a refusal, an error
 * that says whether it may have run, or its signal's reason.
 *
 * A board that says BUSY has not run the request and names a time: after that, the call is sent as a new request, for
 * as long as its caller allows. Calls that were made after it may have gone before it then.
 *
 * @packageDocumentation
 */
import { CANCEL, ERROR, LINE_BYTES_MAX, OVERHEAD_BYTES, REQUEST, RESPONSE } from "../../firmware-src/wire/frame.ts";
import { BUSY, STALE_SESSION } from "../../firmware-src/wire/refusals.ts";
import { CallTimeoutError, DisconnectedError, NoAnswerError, RefusedError } from "../errors.ts";
import type { Channel, ReceivedFrame } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { refusedError } from "./refused.ts";
import { lineTimeMs, type RoundTrip } from "./round-trip.ts";

/** How often a request is sent before it is given up. */
export const TRIES = 3;

const NOTHING = new Uint8Array(0);

/** The least wait after the last try: what is merely late, on a busy machine, is not lost. */
const LAST_WAIT_MS_MIN = 1000;

/** What a caller asks for. */
export interface Request {
  /** How errors name the call: `search`. */
  readonly name: string;
  /** Type of the frame: a request or a ping. */
  readonly type: number;
  readonly method: number;
  readonly payload: Uint8Array;
  /** The longest time that the method itself takes. */
  readonly methodTimeMsMax: number;
  /** The time allowed for everything, waiting for a slot included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What has become of the calls so far. */
export interface CallCounters {
  /** Calls that were sent. */
  readonly calls: number;
  /** Times that a call was sent again. */
  readonly retries: number;
  /** Times that the board had no time for a call; such a call is another one when it is sent again. */
  readonly busy: number;
  /** Calls that were answered, refusals included. */
  readonly answers: number;
  /** Answers to no unfinished call: late, doubled, or of another session. */
  readonly strays: number;
}

interface Call extends Request {
  readonly resolve: (payload: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
  sequence: number;
  /** 0 while it waits for a slot. */
  tries: number;
  firstSentMs: number;
  sentMs: number;
  /** Position of its first and of its last try among all that the session has sent. */
  firstPosition: number;
  lastPosition: number;
  /** What the board said when it had no time for it. */
  busy: RefusedError | null;
  /** The caller has its result; what is left is the place in the window. */
  settled: boolean;
  /** Takes away the deadline and the listener on the signal. */
  release: () => void;
}

/** What calls are made over. */
export interface CallsOptions {
  readonly channel: Channel;
  readonly session: number;
  readonly slots: number;
  readonly roundTrip: RoundTrip;
  readonly clock: Clock;
  /** The board does not know this session any more. */
  readonly onStale: () => void;
}

/** See the file's comment. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #waiting = new Set<Call>();
  /** By sequence number; in order of it, since a repeated request keeps its place. */
  readonly #outstanding = new Map<number, Call>();
  /** For which the board had no time, each with what ends its wait. */
  readonly #postponed = new Map<Call, () => void>();
  readonly #watched = new WatchedSignals();
  /** Ends the wait for the oldest request. */
  #cancelWait: () => void = () => undefined;
  #nextSequence = 1;
  #nextPosition = 0;
  readonly #counters = { calls: 0, retries: 0, busy: 0, answers: 0, strays: 0 };

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  get counters(): CallCounters {
    return { ...this.#counters };
  }

  /** Resolves with the payload of the response. */
  request(request: Request): Promise<Uint8Array> {
    if (request.signal?.aborted === true) return Promise.reject(asError(request.signal.reason));
    return new Promise((resolve, reject) => {
      const call = this.#makeCall(request, resolve, reject);
      this.#waiting.add(call);
      this.#sendNext();
    });
  }

  /** Takes in a frame that came. */
  hear(frame: ReceivedFrame): void {
    const call = this.#outstanding.get(frame.sequence);
    const answers =
      (frame.type === RESPONSE || frame.type === ERROR) &&
      frame.session === this.#options.session &&
      frame.method === call?.method;
    if (call === undefined || !answers) {
      this.#counters.strays++;
    } else if (frame.type === ERROR && frame.payload[0] === STALE_SESSION) {
      this.#hearStale(call);
    } else {
      this.#hearAnswer(call, frame);
    }
  }

  /** Ends every call: the board is gone for the reason given. */
  end(why: string, cause: Error | null): void {
    this.#cancelWait();
    const calls = [...this.#outstanding.values(), ...this.#waiting, ...this.#postponed.keys()];
    this.#outstanding.clear();
    this.#waiting.clear();
    for (const call of calls) {
      this.#settle(call, () => {
        call.reject(new DisconnectedError(call.name, why, call.tries > 0, cause ?? undefined));
      });
    }
  }

  #makeCall(request: Request, resolve: Call["resolve"], reject: Call["reject"]): Call {
    const { clock } = this.#options;
    const call: Call = {
      ...request,
      resolve,
      reject,
      sequence: 0,
      tries: 0,
      firstSentMs: 0,
      sentMs: 0,
      firstPosition: 0,
      lastPosition: 0,
      busy: null,
      settled: false,
      release: () => {
        cancelDeadline();
        unwatch();
      },
    };
    const cancelDeadline = clock.schedule(request.timeoutMs, () => {
      const late = new CallTimeoutError(call.name, call.timeoutMs, call.tries > 0);
      this.#abandon(call, call.tries === 0 ? (call.busy ?? late) : late);
    });
    const unwatch = this.#watched.watch(request.signal, (reason) => {
      this.#abandon(call, reason);
    });
    return call;
  }

  /** Sends what waits, as far as the window reaches. */
  #sendNext(): void {
    for (const call of this.#waiting) {
      if (!this.#hasRoom()) return;
      this.#waiting.delete(call);
      call.sequence = this.#nextSequence;
      call.firstSentMs = this.#options.clock.nowMs();
      this.#nextSequence = (this.#nextSequence + 1) & 0xffff;
      this.#outstanding.set(call.sequence, call);
      this.#counters.calls++;
      this.#send(call);
      if (this.#outstanding.size === 1) this.#await();
    }
  }

  #hasRoom(): boolean {
    for (const oldest of this.#outstanding.keys()) {
      return ((this.#nextSequence - oldest) & 0xffff) < this.#options.slots;
    }
    return true;
  }

  #send(call: Call): void {
    const { channel, clock, session } = this.#options;
    const { sequence, method } = call;
    const [type, payload] = call.settled ? [CANCEL, NOTHING] : [call.type, call.payload];
    // A delimiter first where the line was idle, or where the first try may have been cut short.
    const fresh = call.tries > 0 || this.#outstanding.size === 1;
    call.lastPosition = this.#nextPosition++;
    if (call.tries === 0) call.firstPosition = call.lastPosition;
    call.tries++;
    call.sentMs = clock.nowMs();
    channel.send({ type, session, sequence, method, payload }, fresh);
  }

  /** Waits for the answer to the oldest request from now on: it was just sent, or the one before it answered. */
  #await(): void {
    this.#cancelWait();
    for (const oldest of this.#outstanding.values()) {
      this.#cancelWait = this.#options.clock.schedule(this.#patienceMs(oldest), () => {
        this.#hearNothing(oldest);
        this.#await();
      });
      return;
    }
  }

  /** How long the line may be silent before the oldest request is lost, or its answer. */
  #patienceMs({ payload, methodTimeMsMax, tries }: Call): number {
    const { channel, roundTrip } = this.#options;
    const bytes = payload.length + OVERHEAD_BYTES + LINE_BYTES_MAX;
    const ownMs = lineTimeMs(bytes, channel.transport.baud) + methodTimeMsMax;
    const patienceMs = roundTrip.timeoutMs * 2 ** (tries - 1) + ownMs;
    return tries < TRIES ? patienceMs : Math.max(patienceMs, LAST_WAIT_MS_MIN);
  }

  /** No answer to this try has come in time, or none can come any more. */
  #hearNothing(call: Call): void {
    if ((!call.settled || call.type === REQUEST) && call.tries < TRIES) {
      this.#counters.retries++;
      this.#send(call);
      return;
    }
    const waitedMs = this.#options.clock.nowMs() - call.firstSentMs;
    this.#settle(call, () => {
      call.reject(new NoAnswerError(call.name, call.tries, waitedMs));
    });
    this.#leave(call);
  }

  #hearAnswer(call: Call, frame: ReceivedFrame): void {
    const { channel, clock, roundTrip } = this.#options;
    if (call.tries === 1) {
      const bytes = call.payload.length + frame.payload.length + 2 * OVERHEAD_BYTES;
      roundTrip.sample(clock.nowMs() - call.sentMs - lineTimeMs(bytes, channel.transport.baud));
    }
    this.#counters.answers++;
    const position = call.firstPosition;
    const refusal = frame.type === RESPONSE ? null : refusedError(call.name, frame.payload);
    if (refusal instanceof RefusedError && refusal.refusal === BUSY) this.#postpone(call, refusal);
    else {
      this.#settle(call, () => {
        if (refusal === null) call.resolve(frame.payload);
        else call.reject(refusal);
      });
    }
    this.#leave(call);
    this.#repeatOvertaken(position);
    this.#await();
  }

  /** The board has not run it, and says when to ask again: as a request of its own, since this one is answered. */
  #postpone(call: Call, refusal: RefusedError): void {
    if (call.settled) return;
    this.#counters.busy++;
    call.busy = refusal;
    call.tries = 0;
    const again = this.#options.clock.schedule(Math.max(refusal.aux, 1), () => {
      this.#postponed.delete(call);
      this.#waiting.add(call);
      this.#sendNext();
    });
    this.#postponed.set(call, again);
  }

  /** What was sent before an answered request and is not answered is lost: it, or its answer. */
  #repeatOvertaken(position: number): void {
    for (const call of [...this.#outstanding.values()]) {
      if (call.lastPosition < position) this.#hearNothing(call);
    }
  }

  /** The board says that it has not run this try. Whether it ran an earlier one, before it restarted, is not known. */
  #hearStale(call: Call): void {
    this.#outstanding.delete(call.sequence);
    this.#settle(call, () => {
      call.reject(new DisconnectedError(call.name, "the board no longer knows the session", call.tries > 1));
    });
    this.#options.onStale();
  }

  /** The caller wants no answer any more. */
  #abandon(call: Call, reason: unknown): void {
    this.#waiting.delete(call);
    this.#settle(call, () => {
      call.reject(asError(reason));
    });
  }

  #settle(call: Call, tell: () => void): void {
    if (call.settled) return;
    call.settled = true;
    call.release();
    this.#postponed.get(call)?.();
    this.#postponed.delete(call);
    tell();
  }

  /** Its place in the window is free. */
  #leave(call: Call): void {
    this.#outstanding.delete(call.sequence);
    this.#sendNext();
  }
}

/** Signals of calls: one listener for each, however many calls have it, since many may have the same. */
class WatchedSignals {
  readonly #watchers = new Map<AbortSignal, Set<(reason: unknown) => void>>();

  /** Tells when the signal fires. Gives a function that ends that. */
  watch(signal: AbortSignal | undefined, tell: (reason: unknown) => void): () => void {
    if (signal === undefined) return () => undefined;
    const watchers = this.#watchers.get(signal) ?? this.#listen(signal);
    watchers.add(tell);
    return () => {
      watchers.delete(tell);
      if (watchers.size === 0) this.#forget(signal);
    };
  }

  #listen(signal: AbortSignal): Set<(reason: unknown) => void> {
    const watchers = new Set<(reason: unknown) => void>();
    this.#watchers.set(signal, watchers);
    signal.addEventListener("abort", this.#abort);
    return watchers;
  }

  #forget(signal: AbortSignal): void {
    signal.removeEventListener("abort", this.#abort);
    this.#watchers.delete(signal);
  }

  readonly #abort = ({ target }: Event): void => {
    const signal = target as AbortSignal;
    for (const tell of [...(this.#watchers.get(signal) ?? [])]) tell(signal.reason);
  };
}

/** A signal's reason may be anything; an `AbortError` or another error, as a rule. */
function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted", { cause: reason });
}
