/**
 * Snapshots over the wire: what is saved is brought back, on the same board and on another, and what is damaged,
 * forged or not permitted changes nothing.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import { Client } from "../client/client.ts";
import { SnapshotRefusedError, SnapshotTornError } from "../errors.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { instantiateNode } from "./node-program.ts";

let boards: Client[] = [];

async function makeBoard(): Promise<Client> {
  const identity = { chip: 0, buildId: [0, 0], uniqueId: [1, 0] } as const;
  const board = await Client.open(new InProcessTransport({ name: "node", instantiate: instantiateNode, ...identity }));
  boards.push(board);
  return board;
}

/** A board whose core has something of everything. */
async function filledBoard(): Promise<Client> {
  const board = await makeBoard();
  await board.init(4, "cosine", 7);
  for (let i = 0; i < 20; i++) await board.insert([Math.sin(i), Math.cos(i), i / 20, 1]);
  await board.setNodeType(3, 5);
  for (let i = 0; i < 10; i++) {
    await board.snnInject(i, 1.1);
    await board.snnTick(1, 0.5, true);
  }
  return board;
}

/** What a board does from here on, which is all that its core holds. */
async function behaviour(board: Client): Promise<unknown> {
  const seen: unknown[] = [await board.describe(), await board.getNodeType(3)];
  for (let i = 0; i < 8; i++) {
    seen.push(await board.search([i / 8, 1, 0, 0.5], 5), await board.snnTick(1, 0.5, true), await board.getMembrane(i));
  }
  return seen;
}

beforeEach(() => {
  boards = [];
});

afterEach(async () => {
  await Promise.all(boards.map((board) => board.close()));
});

test("another board goes on where the first one was", async () => {
  const [first, second] = [await filledBoard(), await makeBoard()];
  const snapshot = await first.snapshot();
  await second.restore(snapshot);
  expect(await second.snapshot()).toEqual(snapshot);
  expect(await behaviour(second)).toEqual(await behaviour(first));
});

test("the same board goes back to what it was", async () => {
  const board = await filledBoard();
  const snapshot = await board.snapshot();
  const before = await behaviour(board);
  await board.init(2);
  await board.restore(snapshot);
  expect(await behaviour(board)).toEqual(before);
});

test("every damaged byte is noticed before anything is sent, and a forged one by the board", async () => {
  const board = await filledBoard();
  const snapshot = await board.snapshot();
  for (const at of [0, 4, 8, 20, 24, 500, snapshot.length - 1]) {
    const damaged = snapshot.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    await expect(board.restore(damaged), `byte ${at}`).rejects.toThrow(SnapshotRefusedError);
  }
  await expect(board.restore(snapshot.subarray(0, -1))).rejects.toThrow(`one of this core ${snapshot.length}`);
  await expect(board.restore(new Uint8Array())).rejects.toThrow(SnapshotRefusedError);
  expect(await board.snapshot()).toEqual(snapshot);
});

test("without the session's token, nothing is restored", async () => {
  const board = await filledBoard();
  const { methods, session } = board;
  const snapshot = await board.snapshot();
  await board.init(2);
  const empty = await board.snapshot();
  for (const token of [0, session.token ^ 1, session.token ^ 0x8000]) {
    await expect(methods.restoreBegin(token)).rejects.toMatchObject({
      code: "DENIED",
      message: expect.stringContaining("the token is not the one") as string,
    });
  }
  const piece = new Uint8Array(224);
  piece.set(snapshot.subarray(0, 224));
  expect(await methods.restoreWrite(0, 224, piece)).toBe(false);
  expect(await methods.restoreCommit()).toBe(false);
  expect(await board.snapshot()).toEqual(empty);
  // A transfer that is open is over after its commit, whatever came of it.
  expect(await methods.restoreBegin(session.token)).toBe(true);
  expect(await methods.restoreWrite(0xffffff00, 224, piece)).toBe(false);
  expect(await methods.restoreCommit()).toBe(false);
  expect(await methods.restoreWrite(0, 224, piece)).toBe(false);
  expect(await board.snapshot()).toEqual(empty);
});

test("a core that changes meanwhile gives no snapshot", async () => {
  const board = await filledBoard();
  const { methods } = board;
  const read = methods.snapshotRead.bind(methods);
  methods.snapshotRead = async (offset, options) => {
    const [piece] = await Promise.all([read(offset, options), methods.snnInject(0, 0.3)]);
    return piece;
  };
  await expect(board.snapshot()).rejects.toThrow(SnapshotTornError);
});
