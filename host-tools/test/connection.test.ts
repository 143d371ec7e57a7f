/**
 * A board that comes and goes: states, pauses, calls in flight, and a thousand reconnections that leave nothing behind.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Connection, type ConnectionOptions, type StateChange } from "../connection.ts";
import { ConnectionClosedError, DisconnectedError, NotConnectedError, PortNotFoundError } from "../errors.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import type { Transport } from "../transport/transport.ts";
import { ManualClock } from "../../hil-tests/line/manual-clock.ts";
import { instantiateNode } from "./node-program.ts";

/** A socket into which a board can be plugged. */
class Socket {
  #board: InProcessTransport | null = null;
  opened = 0;

  plug(): void {
    const identity = { chip: 0, buildId: [0, 0], uniqueId: [1, 0] } as const;
    this.#board = new InProcessTransport({ name: "socket", instantiate: instantiateNode, ...identity });
  }

  /** Pulls the cable: the transport ends without anybody having closed it. */
  async pull(): Promise<void> {
    const board = this.#board;
    this.#board = null;
    await board?.close();
  }

  readonly open = (): Promise<Transport> => {
    this.opened++;
    return this.#board === null ? Promise.reject(new PortNotFoundError("socket")) : Promise.resolve(this.#board);
  };
}

let clock: ManualClock;
let socket: Socket;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
/** Node warns of too many listeners on one signal or emitter. */
const warnings: unknown[] = [];
const onWarning = (warning: Error): void => void warnings.push(warning);

beforeEach(() => {
  clock = new ManualClock();
  socket = new Socket();
  unhandled.length = 0;
  warnings.length = 0;
  process.on("unhandledRejection", onUnhandled);
  process.on("warning", onWarning);
});

afterEach(() => {
  process.off("unhandledRejection", onUnhandled);
  process.off("warning", onWarning);
  expect(unhandled).toEqual([]);
  expect(warnings).toEqual([]);
  expect(clock.pending).toBe(0);
});

function connectTo(options: ConnectionOptions = {}): { connection: Connection; changes: StateChange[] } {
  const connection = new Connection({ open: socket.open, clock, random: () => 0, ...options });
  const changes: StateChange[] = [];
  connection.onState((change) => changes.push(change));
  return { connection, changes };
}

describe("a connection", () => {
  test("waits for its board, and tells every change", async () => {
    const { connection, changes } = connectTo();
    await clock.advance(250);
    expect(connection.client).toBeNull();
    socket.plug();
    const client = await clock.run(connection.ready());
    expect(connection.client).toBe(client);
    await socket.pull();
    await clock.quiet();
    expect(connection.state).toBe("lost");
    await connection.close();
    expect(changes.map(({ state }) => state)).toEqual([
      ...["absent", "opening", "absent", "opening", "synced", "lost", "closed"],
    ]);
    expect(changes.map(({ cause }) => cause?.name ?? null)).toEqual([
      ...["PortNotFoundError", "PortNotFoundError", "PortNotFoundError", "PortNotFoundError"],
      ...[null, "TransportClosedError", null],
    ]);
  });

  test("pauses longer each time, and begins anew after a session", async () => {
    const { connection } = connectTo({ pauseMsMin: 100, pauseMsMax: 1000 });
    await clock.quiet();
    const opened: number[] = [];
    for (let second = 0; second < 5; second++) {
      await clock.advance(1000);
      opened.push(socket.opened);
    }
    // At 0, 100, 300, 700 and 1500 ms, then each second.
    expect(opened).toEqual([4, 5, 6, 7, 8]);
    socket.plug();
    await clock.run(connection.ready());
    await socket.pull();
    await clock.quiet();
    const before = socket.opened;
    await clock.advance(150);
    expect(socket.opened).toBe(before + 1);
    await connection.close();
  });

  test("lets a call in flight fail, and says whether it may have run", async () => {
    socket.plug();
    const { connection } = connectTo();
    const client = await clock.run(connection.ready());
    const call = client.init(16);
    await socket.pull();
    await expect(call).rejects.toThrow(DisconnectedError);
    await expect(call).rejects.toMatchObject({ maybeExecuted: true });
    await connection.close();
  });

  test("gives up waiting when the time is over, or the signal fires, or it is closed", async () => {
    const { connection } = connectTo();
    await expect(clock.run(connection.ready({ timeoutMs: 500 }))).rejects.toThrow(NotConnectedError);
    const controller = new AbortController();
    const waiting = connection.ready({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    const left = connection.ready();
    await Promise.all([connection.close(), expect(left).rejects.toThrow(ConnectionClosedError)]);
    await expect(connection.ready()).rejects.toThrow(ConnectionClosedError);
    await connection.close();
    expect(connection.state).toBe("closed");
  });

  test("can be closed in the middle of a handshake with somebody who never answers", async () => {
    let closed = false;
    const silent: Transport = {
      name: "silent",
      baud: 0,
      write: () => Promise.resolve(),
      onData: () => undefined,
      onClose: () => undefined,
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    };
    const { connection } = connectTo({ open: () => Promise.resolve(silent) });
    await clock.advance(50);
    expect(connection.state).toBe("opening");
    await connection.close();
    expect(closed).toBe(true);
  });
});

test("a thousand reconnections leave no timer, no listener and no rejection behind", { timeout: 60_000 }, async () => {
  const { connection, changes } = connectTo();
  for (let round = 1; round <= 1000; round++) {
    socket.plug();
    const client = await clock.run(connection.ready());
    if (round % 100 === 0) await clock.run(client.init(16));
    await socket.pull();
    await clock.quiet();
  }
  expect(changes.at(-1)).toMatchObject({ state: "lost", sessions: 1000 });
  // The pause before the next attempt, and nothing else.
  expect(clock.pending).toBe(1);
  await connection.close();
});
