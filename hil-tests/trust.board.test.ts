/**
 * What no client of ours sends, on every board: frames of other sessions, versions and times, and the wish to
 * restart without the token. Each is refused by its code, and runs nothing. With the token, the board starts anew.
 *
 * @packageDocumentation
 */
import { afterAll, describe, expect, test } from "vitest";
import { readU16, writeU32 } from "../firmware-src/wire/bytes.ts";
import {
  CANCEL,
  ERROR,
  ERROR_BYTES,
  HELLO,
  HELLO_ACK,
  LINE_BYTES_MAX,
  PAYLOAD,
  REQUEST,
  RESET,
  RESPONSE,
  seal,
  VERSION,
  writeError,
  writeHeader,
} from "../firmware-src/wire/frame.ts";
import { SLOTS } from "../firmware-src/wire/link.ts";
import { BAD_LENGTH, BAD_VERSION, CANCELLED, DENIED, NO_CREDIT, STALE_SESSION } from "../firmware-src/wire/refusals.ts";
import { Channel, type ReceivedFrame } from "../host-tools/session/channel.ts";
import type { Transport } from "../host-tools/transport/transport.ts";
import { boardsOf } from "./boards/boards.ts";
import { esp32c3Board } from "./boards/esp32c3.ts";
import { nodeProgram, removeBuilds } from "./boards/node-program.ts";
import { referenceBoard } from "./boards/reference.ts";
import { rp2040jsBoard } from "./boards/rp2040js.ts";
import { methodNamed } from "./cases/case.ts";

const RESET_REASON = 10;
const TOKEN = 42;
const BY_SOFTWARE = 3;
const ANSWER_MS_MAX = 10_000;

const program = nodeProgram();

afterAll(removeBuilds);

const boards = [
  referenceBoard(program),
  ...boardsOf(program),
  rp2040jsBoard(program.firmware, { usb: true }),
  esp32c3Board(program.firmware, { usb: true }),
];

describe.for(boards)("$name", (board) => {
  test("refuses by code what it must not do, and restarts for who has the token", async () => {
    const running = await board.start({ baud: 921_600 });
    try {
      const line = new RawLine(running.transport);
      const { session, token } = await line.hello(1);
      const insert = methodNamed("insert").number;
      const vector = new Uint8Array(64);
      await line.ask({ type: REQUEST, session, sequence: 1, method: methodNamed("init").number, payload: INIT });

      expect(await line.ask({ type: REQUEST, session, sequence: 2, method: insert, payload: vector })).toEqual([
        0, 0, 0, 0,
      ]);
      // The same number is the same request, whatever it says now.
      expect(await line.ask({ type: REQUEST, session, sequence: 2, method: insert, payload: vector })).toEqual([
        0, 0, 0, 0,
      ]);
      expect(await line.ask({ type: REQUEST, session, sequence: 3, method: insert, payload: vector })).toEqual([
        1, 0, 0, 0,
      ]);

      const later = { type: REQUEST, session, sequence: 3 + SLOTS, method: insert, payload: vector };
      expect(await line.ask(later)).toEqual([2, 0, 0, 0]);
      expect(await line.ask({ ...later, sequence: 3 })).toEqual(refused(NO_CREDIT, SLOTS, 0));
      expect(await line.ask({ ...later, sequence: 4, session: session ^ 1 })).toEqual(refused(STALE_SESSION, 0, 0));
      const version = VERSION + 1;
      expect(await line.ask({ ...later, sequence: 4, version })).toEqual(refused(BAD_VERSION, VERSION, VERSION));

      const late = { ...later, sequence: 5 + SLOTS };
      expect(await line.ask({ ...late, type: CANCEL, payload: new Uint8Array(0) })).toEqual(refused(CANCELLED, 0, 0));
      expect(await line.ask(late)).toEqual(refused(CANCELLED, 0, 0));

      const reset = { type: RESET, session, sequence: 5, method: 0, payload: tokenOf(token) };
      expect(await line.ask({ ...reset, payload: tokenOf(token ^ 2) })).toEqual(refused(DENIED, 0, 0));
      expect(await line.ask({ ...reset, payload: new Uint8Array(5) })).toEqual(refused(BAD_LENGTH, 5, 4));
      expect(await line.ask({ ...reset, session: session ^ 1 })).toEqual(refused(STALE_SESSION, 0, 0));
      // None of that has changed anything.
      expect(await line.ask({ ...later, sequence: 4 + SLOTS })).toEqual([3, 0, 0, 0]);

      expect(await line.ask(reset)).toEqual([]);
      const anew = await line.hello(1);
      expect(anew.resetReason).toBe(BY_SOFTWARE);
      expect(await line.ask(later)).toEqual(refused(STALE_SESSION, 0, 0));
    } finally {
      await running.stop();
    }
  });
});

/** Two dimensions, squared L2, core 0. */
const INIT = Uint8Array.of(2, 0, 0);

function tokenOf(token: number): Uint8Array {
  const payload = new Uint8Array(4);
  writeU32(payload, 0, token);
  return payload;
}

/** The payload of an ERROR frame, as numbers. */
function refused(code: number, aux: number, aux2: number): number[] {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeError(line, code, aux, aux2);
  return [ERROR, ...line.subarray(PAYLOAD, PAYLOAD + ERROR_BYTES)];
}

interface Asked {
  readonly type: number;
  readonly session: number;
  readonly sequence: number;
  readonly method: number;
  readonly payload: Uint8Array;
  readonly version?: number;
}

/** A host without manners: any frame, one at a time. */
class RawLine {
  readonly #transport: Transport;
  #hear: (frame: ReceivedFrame) => void = () => undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
    new Channel(transport).onFrame((frame) => {
      this.#hear(frame);
    });
  }

  /** The payload of a response; of an error, its type first. */
  async ask(asked: Asked): Promise<number[]> {
    const answer = this.#next([RESPONSE, ERROR]);
    await this.#transport.write(frameOf(asked));
    const { type, payload } = await answer;
    return type === ERROR ? [type, ...payload] : [...payload];
  }

  /** Shakes hands, again and again: a board that starts hears nothing. */
  async hello(nonce: number): Promise<{ session: number; token: number; resetReason: number }> {
    const payload = new Uint8Array(8);
    writeU32(payload, 0, nonce);
    payload.set([VERSION, VERSION, SLOTS], 4);
    const answer = this.#next([HELLO_ACK]);
    const asking = setInterval(() => void this.#transport.write(hello), 100);
    const hello = frameOf({ type: HELLO, session: 0, sequence: 0, method: 0, payload });
    try {
      await this.#transport.write(hello);
      const said = (await answer).payload;
      return { session: readU16(said, 4), token: readU16(said, TOKEN), resetReason: said[RESET_REASON] ?? 0 };
    } finally {
      clearInterval(asking);
    }
  }

  #next(types: readonly number[]): Promise<ReceivedFrame> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error("the board does not answer"));
      }, ANSWER_MS_MAX);
      this.#hear = (frame) => {
        if (!types.includes(frame.type)) return;
        clearTimeout(late);
        resolve(frame);
      };
    });
  }
}

/** With a delimiter first. */
function frameOf({ type, session, sequence, method, payload, version = VERSION }: Asked): Uint8Array {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, type, session, sequence, method, 0);
  line[1] = (version << 4) | type;
  line.set(payload, PAYLOAD);
  const length = seal(line, payload.length);
  return Uint8Array.of(0, ...line.subarray(0, length));
}
