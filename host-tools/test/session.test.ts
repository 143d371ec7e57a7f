/**
 * The session against a board that does as it is told, in a time that the test owns.
 *
 * @packageDocumentation
 */
import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CANCEL, ERROR, REQUEST } from "../../firmware-src/wire/frame.ts";
import { BAD_ARG, BAD_VERSION, BUSY, STALE_SESSION } from "../../firmware-src/wire/refusals.ts";
import {
  ArgumentError,
  BoardSilentError,
  CallTimeoutError,
  DisconnectedError,
  MalformedAnswerError,
  NoAnswerError,
  NotANodeError,
  RefusedError,
  SessionClosedError,
  SessionLostError,
  TransportClosedError,
  VersionMismatchError,
} from "../errors.ts";
import { Session } from "../session/session.ts";
import { ManualClock } from "../../hil-tests/line/manual-clock.ts";
import { ScriptedBoard } from "./scripted-board.ts";

let clock: ManualClock;
let board: ScriptedBoard;

beforeEach(() => {
  clock = new ManualClock();
  board = new ScriptedBoard();
});

async function connected(): Promise<Session> {
  return await clock.run(Session.open(board.transport, { clock }));
}

/** The error with which a promise rejects; time does not pass by itself. */
async function caught(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => "no error",
    (error: unknown) => error,
  );
}

/** The same, and time passes until then. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return await clock.run(caught(promise));
}

const ignore = (): void => undefined;

describe("handshake", () => {
  // Whatever happens, nothing is left to wait for, and a failed handshake closes its transport.
  afterEach(async () => {
    expect(clock.pending).toBe(0);
    await expect(board.transport.write(Uint8Array.of(1))).rejects.toThrow(TransportClosedError);
  });

  test("a silent board: asked again and again with growing pauses, then BoardSilentError", async () => {
    board.onHello = ignore;
    const error = await failure(Session.open(board.transport, { clock, timeoutMs: 5000 }));
    expect(error).toBeInstanceOf(BoardSilentError);
    expect(clock.nowMs()).toBe(5000);
    // At 0, 100, 300, 700, 1500, 2500, 3500 and 4500 ms.
    expect(board.hellos).toBe(8);
  });

  test("bytes that are no answer: NotANodeError", async () => {
    board.onHello = () => void board.line.write(Uint8Array.from({ length: 300 }, (_, i) => i));
    expect(await failure(Session.open(board.transport, { clock, timeoutMs: 400 }))).toBeInstanceOf(NotANodeError);
  });

  test("a board that speaks other versions: VersionMismatchError at once", async () => {
    board.onHello = (frame) => {
      board.refuse(frame, BAD_VERSION, 2, 3);
    };
    const error = await failure(Session.open(board.transport, { clock }));
    expect(error).toBeInstanceOf(VersionMismatchError);
    expect((error as Error).message).toContain("2 to 3");
    expect(clock.nowMs()).toBe(0);
  });

  test("the transport ends: its error", async () => {
    board.onHello = () => void board.unplug();
    expect(await failure(Session.open(board.transport, { clock }))).toBeInstanceOf(TransportClosedError);
  });

  test("aborted before and during: the signal's reason, and no listener is left", async () => {
    board.onHello = ignore;
    const reason = new Error("enough");
    const controller = new AbortController();
    const opening = Session.open(board.transport, { clock, signal: controller.signal });
    controller.abort(reason);
    expect(await failure(opening)).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    const other = new ScriptedBoard();
    expect(await failure(Session.open(other.transport, { clock, signal: controller.signal }))).toBe(reason);
    expect(other.hellos).toBe(0);
  });

  test("an answer to another HELLO is not taken", async () => {
    board.onHello = (frame) => {
      board.welcome(frame, (identity) => (identity[0] = (identity[0] ?? 0) ^ 1));
    };
    expect(await failure(Session.open(board.transport, { clock, timeoutMs: 300 }))).toBeInstanceOf(NotANodeError);
  });

  test("succeeds once the board is up, and reads what it says", async () => {
    board.onHello = (frame) => {
      if (board.hellos < 3) return;
      board.welcome(frame, (identity) => {
        identity.set([0, 4, 7], 10);
        identity.set([0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01, 1, 2, 3], 12);
        identity.set([3, 0, 0, 0, 32, 0, 16, 0, 32, 0, 1, 0, 0x00, 0x10, 0x0e, 0x00, 9], 40);
      });
    };
    const session = await connected();
    expect(session.identity).toEqual({
      slots: 4,
      protocolVersion: 1,
      frameBytesMax: 0,
      resetReason: "unknown",
      lastFault: 4,
      lastFaultAddress: 9,
      schema: "0123456789abcdef",
      firmwareVersion: "1.2.3",
      buildId: "0000000000000000",
      uniqueId: "0000000000000000",
      chip: "RP2040",
      vectors: 32,
      dims: 16,
      neurons: 32,
      cores: 1,
      baudMax: 921_600,
    });
    await session.close();
  });
});

describe("a call", () => {
  afterEach(() => {
    expect(clock.pending).toBe(0);
  });

  test("brings the payload there and the answer back", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      board.answer(
        frame,
        Uint8Array.from(frame.payload, (byte) => byte + 1),
      );
    };
    expect([...(await clock.run(session.request(7, Uint8Array.of(1, 2))))]).toEqual([2, 3]);
    expect(board.requests).toMatchObject([{ method: 7, sequence: 1, version: 1 }]);
    expect([...(await clock.run(session.ping(Uint8Array.of(5))))]).toEqual([6]);
    expect(session.counters).toMatchObject({ calls: 2, answers: 2, retries: 0, strays: 0 });
  });

  test("is asked again with the same number when no answer comes, and the second try is enough", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      if (board.requests.length === 2) board.answer(frame);
    };
    await clock.run(session.request(7, new Uint8Array(0)));
    expect(board.sequences).toEqual([1, 1]);
    expect(clock.nowMs()).toBe(25);
    expect(session.counters).toMatchObject({ calls: 1, retries: 1, answers: 1 });
  });

  test("is asked again at once when a later one is answered, since a board answers in order", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      const [first] = board.requests;
      if (frame.sequence !== first?.sequence || board.requests.length > 4) board.answer(frame);
    };
    await clock.run(Promise.all([1, 2, 3, 4].map((method) => session.request(method, new Uint8Array(0)))));
    expect(clock.nowMs()).toBe(0);
    expect(board.sequences).toEqual([1, 2, 3, 4, 1]);
  });

  test("is given up after three tries, with growing patience: NoAnswerError, and the session lives on", async () => {
    const session = await connected();
    board.onRequest = ignore;
    const error = await failure(session.request(7, new Uint8Array(0), { name: "search" }));
    expect(error).toBeInstanceOf(NoAnswerError);
    expect(error).toMatchObject({ code: "NO_ANSWER", maybeExecuted: true });
    expect((error as Error).message).toContain("search: no answer to 3 tries");
    expect(clock.nowMs()).toBe(25 + 50 + 1000);
    board.onRequest = (frame) => {
      board.answer(frame);
    };
    await clock.run(session.request(7, new Uint8Array(0)));
    expect(board.sequences).toEqual([1, 1, 1, 2]);
  });

  test("waits for the line and for the method before it asks again", async () => {
    board = new ScriptedBoard("slow", 9600);
    const session = await connected();
    const startMs = clock.nowMs();
    board.onRequest = (frame) => {
      if (board.requests.length === 2) board.answer(frame);
    };
    await clock.run(session.request(7, new Uint8Array(66), { methodTimeMsMax: 500 }));
    const lineMs = ((66 + 14 + 254) * 10 * 1000) / 9600;
    expect(clock.nowMs() - startMs).toBeCloseTo(25 + lineMs + 500, 6);
  });

  test("a refusal rejects with the board's reason and is not repeated", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      board.refuse(frame, frame.method, 3, 40);
    };
    expect(await failure(session.request(BAD_ARG, new Uint8Array(0)))).toMatchObject({ code: "BAD_ARG", aux: 3 });
    expect(await failure(session.request(200, new Uint8Array(0)))).toMatchObject({ code: "REFUSED", refusal: 200 });
    board.onRequest = ({ session, sequence, method }) => {
      board.send({ type: ERROR, session, sequence, method, payload: new Uint8Array(7) });
    };
    expect(await failure(session.request(1, new Uint8Array(0)))).toBeInstanceOf(MalformedAnswerError);
    expect(board.requests).toHaveLength(3);
  });

  test("that the board has no time for goes again as a new request, when the board says", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      if (frame.sequence < 3) board.refuse(frame, BUSY, 40);
      else board.answer(frame);
    };
    const startMs = clock.nowMs();
    expect(await clock.run(session.request(7, Uint8Array.of(5)))).toEqual(Uint8Array.of(5));
    expect(clock.nowMs() - startMs).toBe(80);
    expect(board.sequences).toEqual([1, 2, 3]);
    expect(session.counters).toMatchObject({ calls: 3, retries: 0, busy: 2, answers: 3 });
    expect(clock.pending).toBe(0);
  });

  test("that the board never has time for ends with what the board said, and has not run", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      board.refuse(frame, BUSY);
    };
    const busy = await failure(session.request(7, new Uint8Array(0), { timeoutMs: 5.5 }));
    expect(busy).toBeInstanceOf(RefusedError);
    expect(busy).toMatchObject({ code: "BUSY", message: "method 7: the board is busy for 0 ms" });
    expect(board.requests).toHaveLength(6);
    const ended = caught(session.request(8, new Uint8Array(0)));
    await clock.quiet();
    await session.close();
    expect(await ended).toMatchObject({ code: "DISCONNECTED", maybeExecuted: false });
    expect(clock.pending).toBe(0);
  });

  test("that its caller gives up while the board has no time is not sent again", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      board.refuse(frame, BUSY, 1000);
    };
    const controller = new AbortController();
    const given = caught(session.request(7, new Uint8Array(0), { signal: controller.signal }));
    await clock.quiet();
    controller.abort(new Error("enough"));
    expect(await given).toMatchObject({ message: "enough" });
    expect(board.requests).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test("an answer that came too late, twice, or for another method or session is a stray", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      board.answer({ ...frame, method: frame.method + 1 });
      board.answer({ ...frame, session: frame.session + 1 });
      board.answer({ ...frame, sequence: frame.sequence + 1 });
      board.answer(frame);
      board.answer(frame);
    };
    await clock.run(session.request(7, new Uint8Array(0)));
    await clock.quiet();
    expect(session.counters).toMatchObject({ answers: 1, strays: 4 });
  });

  test("a payload that fits no frame is the caller's mistake", async () => {
    const session = await connected();
    expect(await failure(session.request(7, new Uint8Array(241)))).toBeInstanceOf(ArgumentError);
    expect(board.requests).toHaveLength(0);
  });
});

describe("the window", () => {
  test("reaches four numbers from the oldest unfinished call, whatever was answered between", async () => {
    const session = await connected();
    board.onRequest = ignore;
    const calls = Array.from({ length: 8 }, (_, i) => session.request(i, new Uint8Array(0)));
    await clock.quiet();
    expect(board.sequences).toEqual([1, 2, 3, 4]);
    for (const frame of board.requests.slice(1, 4)) board.answer(frame);
    await clock.quiet();
    // The first was overtaken, so it is asked again; nothing else goes.
    expect(board.sequences).toEqual([1, 2, 3, 4, 1]);
    const [oldest] = board.requests;
    if (oldest !== undefined) board.answer(oldest);
    await clock.quiet();
    expect(board.sequences).toEqual([1, 2, 3, 4, 1, 5, 6, 7, 8]);
    for (const frame of board.requests.slice(5)) board.answer(frame);
    await clock.run(Promise.all(calls));
    expect(clock.pending).toBe(0);
  });

  test("a smaller window of the host's own is kept to", async () => {
    const session = await clock.run(Session.open(board.transport, { clock, window: 1 }));
    board.onRequest = ignore;
    const calls = [session.ping(), session.ping()];
    await clock.quiet();
    expect(board.sequences).toEqual([1]);
    board.onRequest = (frame) => {
      board.answer(frame);
    };
    await clock.run(Promise.all(calls));
    expect(session.slots).toBe(1);
  });
});

describe("time and abort", () => {
  test("a call that waits in vain for a slot did not run; one that was sent may have", async () => {
    const session = await connected();
    board.onRequest = ignore;
    const sent = caught(session.request(1, new Uint8Array(0), { timeoutMs: 20 }));
    const others = [2, 3, 4].map((method) => caught(session.request(method, new Uint8Array(0))));
    const waiting = caught(session.request(5, new Uint8Array(0), { timeoutMs: 20 }));
    expect(await clock.run(sent)).toMatchObject({ code: "CALL_TIMEOUT", maybeExecuted: true });
    expect(await clock.run(waiting)).toMatchObject({ code: "CALL_TIMEOUT", maybeExecuted: false });
    expect(await sent).toBeInstanceOf(CallTimeoutError);
    expect(clock.nowMs()).toBe(20);
    await clock.run(Promise.all(others));
    expect(board.sequences).not.toContain(5);
    expect(clock.pending).toBe(0);
  });

  test("an aborted call rejects with the reason, keeps its place until answered, and is cancelled, not repeated", async () => {
    const session = await clock.run(Session.open(board.transport, { clock, window: 1 }));
    board.onRequest = ignore;
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = caught(session.request(1, new Uint8Array(0), { signal }));
    const next = session.request(2, new Uint8Array(0));
    await clock.quiet();
    controller.abort(new Error("enough"));
    expect(await aborted).toMatchObject({ message: "enough" });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await clock.quiet();
    expect(board.sequences).toEqual([1]);
    board.onRequest = (frame) => {
      board.answer(frame);
    };
    await clock.run(next);
    expect(board.requests.map(({ type, sequence }) => [type, sequence])).toEqual([
      [REQUEST, 1],
      [CANCEL, 1],
      [REQUEST, 2],
    ]);
    expect(await failure(session.request(3, new Uint8Array(0), { signal }))).toMatchObject({ message: "enough" });
    expect(board.requests).toHaveLength(3);
  });

  test("a signal whose reason is no error still gives an error", async () => {
    const session = await connected();
    const error = await failure(session.ping(undefined, { signal: AbortSignal.abort("why") }));
    expect(error).toMatchObject({ message: "aborted", cause: "why" });
  });
});

describe("the end", () => {
  test("close rejects what is not done, says what may have run, and can be repeated", async () => {
    const session = await connected();
    board.onRequest = ignore;
    const calls = [1, 2, 3, 4, 5].map((method) => caught(session.request(method, new Uint8Array(0))));
    await clock.quiet();
    await session.close();
    await session.close();
    const errors = await Promise.all(calls);
    expect(clock.nowMs()).toBe(0);
    expect(errors).toMatchObject(
      [1, 2, 3, 4]
        .map(() => ({ code: "DISCONNECTED", maybeExecuted: true }))
        .concat({ code: "DISCONNECTED", maybeExecuted: false }),
    );
    expect(await session.ended).toBeNull();
    expect(await failure(session.ping())).toBeInstanceOf(SessionClosedError);
    expect(clock.pending).toBe(0);
  });

  test("a transport that ends takes every call with it and says why", async () => {
    const session = await connected();
    board.onRequest = () => void board.unplug();
    const error = await failure(session.ping());
    expect(error).toBeInstanceOf(DisconnectedError);
    expect(error).toMatchObject({ maybeExecuted: true, cause: await session.ended });
    expect(await session.ended).toBeInstanceOf(TransportClosedError);
    expect(await failure(session.ping())).toMatchObject({ code: "DISCONNECTED", maybeExecuted: false });
  });

  test("a board that does not know the session did not run this try, and may have run an earlier one", async () => {
    const session = await connected();
    board.onRequest = (frame) => {
      board.refuse(frame, STALE_SESSION);
    };
    expect(await failure(session.ping())).toMatchObject({ code: "DISCONNECTED", maybeExecuted: false });
    expect(await session.ended).toBeInstanceOf(SessionLostError);

    board = new ScriptedBoard();
    const other = await connected();
    board.onRequest = (frame) => {
      if (board.requests.length === 2) board.refuse(frame, STALE_SESSION);
    };
    expect(await failure(other.ping())).toMatchObject({ code: "DISCONNECTED", maybeExecuted: true });
    expect(clock.pending).toBe(0);
  });

  test("a thousand sessions leave no timer and no listener", async () => {
    const controller = new AbortController();
    for (let i = 0; i < 1000; i++) {
      board = new ScriptedBoard();
      const session = await Session.open(board.transport, { clock, signal: controller.signal });
      await session.ping(undefined, { signal: controller.signal });
      await session.close();
    }
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });
});
