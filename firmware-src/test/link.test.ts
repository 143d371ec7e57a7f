/**
 * The board's half of the protocol without a board: handshakes, whose frames are heard, and that a request repeated,
 * reordered or replayed runs its method at most once.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readU16, readU32, writeU32 } from "../wire/bytes.ts";
import {
  CANCEL,
  CREDIT,
  ERROR,
  HELLO,
  HELLO_ACK,
  LINE_BYTES_MAX,
  PAYLOAD,
  PING,
  REQUEST,
  RESET,
  RESPONSE,
  methodOf,
  seal,
  sequenceOf,
  sessionOf,
  typeOf,
  writeHeader,
} from "../wire/frame.ts";
import {
  IDENTITY_BYTES,
  Link,
  NOTHING,
  RESTART,
  RUN,
  SEND,
  SLOTS,
  accept,
  answer,
  refuse,
  start,
} from "../wire/link.ts";
import { Receiver, push } from "../wire/receiver.ts";
import { BAD_ARG, BAD_LENGTH, BAD_VERSION, CANCELLED, DENIED, NO_CREDIT, STALE_SESSION } from "../wire/refusals.ts";

interface Reply {
  readonly type: number;
  readonly session: number;
  readonly sequence: number;
  readonly method: number;
  readonly payload: Uint8Array;
}

/** A host at the other end of a link: sends frames and reads the replies. The method gives back its run number. */
class Peer {
  readonly link = new Link();
  runs: number[] = [];
  restarts = 0;
  session = 0;

  constructor(entropy = 0x12345678) {
    start(this.link, entropy);
  }

  /** The line bytes of a frame; `edit` may spoil its header before it is sealed. */
  send(type: number, sequence: number, payload: Uint8Array, edit?: (line: Uint8Array) => void): Reply | null {
    const line = new Uint8Array(LINE_BYTES_MAX);
    writeHeader(line, type, this.session, sequence, 3, 0);
    line.set(payload, PAYLOAD);
    edit?.(line);
    const length = seal(line, payload.length);
    let reply: Reply | null = null;
    for (const byte of line.subarray(0, length)) reply = this.push(byte) ?? reply;
    return reply;
  }

  hello(nonce: number, lowest = 1, highest = 1): Reply | null {
    const payload = new Uint8Array(8);
    writeU32(payload, 0, nonce);
    payload.set([lowest, highest, SLOTS], 4);
    const reply = this.send(HELLO, 0, payload);
    if (reply?.type === HELLO_ACK) this.session = readU16(reply.payload, 4);
    return reply;
  }

  request(sequence: number): Reply | null {
    return this.send(REQUEST, sequence, Uint8Array.of(1, 2));
  }

  private push(byte: number): Reply | null {
    const wanted = accept(this.link, byte);
    if (wanted === RUN) {
      const line = this.line();
      this.runs.push(sequenceOf(this.link.receiver.line));
      line.bytes[PAYLOAD] = this.runs.length & 255;
      answer(this.link, 1);
    }
    if (wanted === RESTART) this.restarts++;
    return wanted === NOTHING ? null : this.read();
  }

  line(): Link["lines"][number] {
    const line = this.link.lines[this.link.outgoing];
    if (line === undefined) throw new Error("no such line");
    return line;
  }

  private read(): Reply {
    const receiver = new Receiver();
    const { bytes, length } = this.line();
    const complete = [...bytes.subarray(0, length)].map((byte) => push(receiver, byte));
    expect(complete.indexOf(true)).toBe(length - 1);
    return {
      type: typeOf(receiver.line),
      session: sessionOf(receiver.line),
      sequence: sequenceOf(receiver.line),
      method: methodOf(receiver.line),
      payload: receiver.line.slice(PAYLOAD, PAYLOAD + receiver.payloadBytes),
    };
  }
}

function connected(): Peer {
  const peer = new Peer();
  peer.hello(1);
  return peer;
}

const refusal = (reply: Reply | null): number[] =>
  reply?.type === ERROR ? [reply.payload[0] ?? 0, readU16(reply.payload, 2), readU32(reply.payload, 4)] : [];

describe("handshake", () => {
  test("gives the nonce back and a session that is not 0", () => {
    const peer = new Peer();
    const reply = peer.hello(0xcafef00d);
    expect(reply?.type).toBe(HELLO_ACK);
    expect(reply?.payload).toHaveLength(IDENTITY_BYTES);
    expect(readU32(reply?.payload ?? new Uint8Array(0), 0)).toBe(0xcafef00d);
    expect(peer.session).not.toBe(0);
    expect(reply?.session).toBe(peer.session);
  });

  test("the same nonce keeps the session and its answers, another begins a new session", () => {
    const peer = connected();
    const first = peer.session;
    peer.request(1);
    peer.hello(1);
    expect(peer.session).toBe(first);
    peer.request(1);
    expect(peer.runs).toEqual([1]);
    peer.hello(2);
    expect(peer.session).not.toBe(first);
    peer.request(1);
    expect(peer.runs).toEqual([1, 1]);
  });

  test("a session is never 0 and never the one before", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer(), { minLength: 2, maxLength: 20 }), (entropy, nonces) => {
        const peer = new Peer(entropy >>> 0);
        let before = 0;
        for (const nonce of [...nonces, 0, 0xffff, 1, 0xfffe]) {
          const known = peer.link.nonce === nonce >>> 0 && before !== 0;
          peer.hello(nonce >>> 0);
          expect(peer.session).toBeGreaterThan(0);
          if (!known) expect(peer.session).not.toBe(before);
          before = peer.session;
        }
      }),
    );
  });

  test("a version that is not spoken is refused with the range that is", () => {
    expect(refusal(new Peer().hello(1, 2, 9))).toEqual([BAD_VERSION, 1, 1]);
    expect(refusal(new Peer().hello(1, 0, 0))).toEqual([BAD_VERSION, 1, 1]);
    expect(new Peer().hello(1, 0, 15)?.type).toBe(HELLO_ACK);
  });

  test("is heard whatever version the frame itself has, and has one length", () => {
    const peer = new Peer();
    const newer = peer.send(HELLO, 0, Uint8Array.of(1, 0, 0, 0, 1, 9, 4, 0), (line) => (line[1] = 0x91));
    expect(newer?.type).toBe(HELLO_ACK);
    expect(refusal(peer.send(HELLO, 0, new Uint8Array(9)))).toEqual([BAD_LENGTH, 9, 8]);
  });
});

describe("frames that are not for this session", () => {
  test("no session yet, or another one: STALE_SESSION, and nothing runs", () => {
    const peer = new Peer();
    expect(refusal(peer.request(1))[0]).toBe(STALE_SESSION);
    peer.hello(1);
    peer.session ^= 1;
    expect(refusal(peer.request(1))[0]).toBe(STALE_SESSION);
    expect(peer.runs).toEqual([]);
  });

  test("another version: BAD_VERSION", () => {
    const peer = connected();
    expect(refusal(peer.send(REQUEST, 1, new Uint8Array(0), (line) => (line[1] = 0x23)))).toEqual([BAD_VERSION, 1, 1]);
  });

  test("an unknown critical flag or type is ignored and counted, another flag is not minded", () => {
    const peer = connected();
    expect(peer.send(REQUEST, 1, new Uint8Array(0), (line) => (line[2] = 0x08))).toBeNull();
    expect(peer.send(CREDIT, 1, new Uint8Array(0))).toBeNull();
    expect(peer.send(15, 1, new Uint8Array(0))).toBeNull();
    expect(peer.link.ignored).toBe(3);
    expect(peer.runs).toEqual([]);
    expect(peer.send(REQUEST, 1, new Uint8Array(0), (line) => (line[2] = 0xf0))?.type).toBe(RESPONSE);
  });
});

describe("requests", () => {
  test("the answer repeats sequence and method", () => {
    const peer = connected();
    expect(peer.request(7)).toMatchObject({ type: RESPONSE, session: peer.session, sequence: 7, method: 3 });
  });

  test("a refusal is kept like a result", () => {
    const peer = connected();
    const { link } = peer;
    const line = new Uint8Array(LINE_BYTES_MAX);
    writeHeader(line, REQUEST, peer.session, 1, 3, 0);
    const bytes = line.subarray(0, seal(line, 0));
    expect([...bytes].map((byte) => accept(link, byte)).at(-1)).toBe(RUN);
    refuse(link, BAD_ARG, 2, 0);
    expect([...bytes].map((byte) => accept(link, byte)).at(-1)).toBe(SEND);
    expect(link.repeated).toBe(1);
  });

  test("PING echoes its payload and is not counted among the requests", () => {
    const peer = connected();
    const payload = Uint8Array.from({ length: 240 }, (_, i) => i);
    expect([...(peer.send(PING, 9, payload)?.payload ?? [])]).toEqual([...payload]);
    expect(peer.runs).toEqual([]);
  });

  test("what is cancelled before it comes does not run, whenever it comes", () => {
    const peer = connected();
    peer.request(1);
    expect(refusal(peer.send(CANCEL, 2, new Uint8Array(0)))).toEqual([CANCELLED, 0, 0]);
    expect(refusal(peer.request(2))).toEqual([CANCELLED, 0, 0]);
    expect(peer.request(3)).toMatchObject({ type: RESPONSE });
    expect(refusal(peer.send(CANCEL, 2, new Uint8Array(0)))).toEqual([CANCELLED, 0, 0]);
    expect(peer.runs).toEqual([1, 3]);
  });

  test("what has run when it is cancelled is answered", () => {
    const peer = connected();
    const answer = peer.request(1);
    expect(peer.send(CANCEL, 1, new Uint8Array(0))).toEqual(answer);
    for (let sequence = 2; sequence <= SLOTS + 1; sequence++) peer.request(sequence);
    expect(refusal(peer.send(CANCEL, 1, new Uint8Array(0)))).toEqual([NO_CREDIT, SLOTS, 0]);
    expect(peer.runs).toHaveLength(SLOTS + 1);
  });

  test("RESET restarts for who has the token, and for nobody else", () => {
    const peer = connected();
    const { link } = peer;
    const token = (value: number): Uint8Array => Uint8Array.of(value & 255, value >>> 8, 0, 0);
    expect(refusal(peer.send(RESET, 9, token(link.token ^ 2)))).toEqual([DENIED, 0, 0]);
    expect(refusal(peer.send(RESET, 9, Uint8Array.of(link.token & 255, link.token >>> 8)))).toEqual([BAD_LENGTH, 2, 4]);
    const high = token(link.token);
    high[2] = 1;
    expect(refusal(peer.send(RESET, 9, high))).toEqual([DENIED, 0, 0]);
    expect(peer.restarts).toBe(0);
    expect(peer.send(RESET, 9, token(link.token))).toMatchObject({ type: RESPONSE, sequence: 9 });
    expect(peer.restarts).toBe(1);
    expect(peer.runs).toEqual([]);
  });

  test("a replay from before the window is refused", () => {
    const peer = connected();
    for (let sequence = 1; sequence <= SLOTS + 6; sequence++) peer.request(sequence);
    expect(refusal(peer.request(6))).toEqual([NO_CREDIT, SLOTS, 0]);
    expect(peer.request(7)?.payload[0]).toBe(7);
    expect(peer.runs).toHaveLength(SLOTS + 6);
  });

  test("in any order a windowed host can cause, each request runs once and every repeat gets the same answer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0xff80, max: 0xffff }),
        fc.array(fc.nat(SLOTS - 1), { minLength: 1, maxLength: 400 }),
        (first, choices) => {
          const peer = connected();
          peer.link.newest = (first - 1) & 0xffff;
          const answers = new Map<number, number>();
          let oldest = first;
          for (const choice of choices) {
            const sequence = (oldest + choice) & 0xffff;
            const reply = peer.request(sequence);
            expect(reply).toMatchObject({ type: RESPONSE, sequence });
            const given = reply?.payload[0] ?? -1;
            expect(answers.get(sequence) ?? given).toBe(given);
            answers.set(sequence, given);
            // The host moves on as soon as the oldest request is answered.
            while (answers.has(oldest)) {
              answers.delete(oldest);
              oldest = (oldest + 1) & 0xffff;
            }
          }
          expect(new Set(peer.runs).size).toBe(peer.runs.length);
        },
      ),
    );
  });
});
