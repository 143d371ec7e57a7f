/**
 * What no client of ours sends, on every board: frames of other sessions, versions and times, and the wish to
 * restart without the token. Each is refused by its code, and runs nothing. With the token, the board starts anew.
 *
 * @packageDocumentation
 */
import { afterAll, describe, expect, test } from "vitest";
import { writeU32 } from "../firmware-src/wire/bytes.ts";
import {
  CANCEL,
  ERROR,
  ERROR_BYTES,
  LINE_BYTES_MAX,
  PAYLOAD,
  REQUEST,
  RESET,
  VERSION,
  writeError,
} from "../firmware-src/wire/frame.ts";
import { SLOTS } from "../firmware-src/wire/link.ts";
import { BAD_LENGTH, BAD_VERSION, CANCELLED, DENIED, NO_CREDIT, STALE_SESSION } from "../firmware-src/wire/refusals.ts";
import { boardsOf } from "./boards/boards.ts";
import { nodeProgram, removeBuilds } from "./boards/node-program.ts";
import { referenceBoard } from "./boards/reference.ts";
import { methodNamed } from "./cases/case.ts";
import { RawLine } from "./line/raw-line.ts";

const BY_SOFTWARE = 3;

const program = nodeProgram();

afterAll(removeBuilds);

describe.for([referenceBoard(program), ...boardsOf(program)])("$name", (board) => {
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
