/**
 * What a board tells without being asked: spikes of calls and of a free run, counters, log lines; what is lost is
 * counted, and nothing is left behind when nobody listens any more.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Client } from "../client/client.ts";
import { DisconnectedError } from "../errors.ts";
import { Events } from "../session/events.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { instantiateNode } from "./node-program.ts";

let node: InProcessTransport;
let board: Client;

beforeEach(async () => {
  const identity = { chip: 0, buildId: [0, 0], uniqueId: [1, 0] } as const;
  node = new InProcessTransport({ name: "node", instantiate: instantiateNode, ...identity });
  board = await Client.open(node);
  await board.init(2);
  await board.insert([0.5, 1]);
});

afterEach(async () => {
  await board.close();
});

/** The first so many events. */
async function take<Event>(events: AsyncIterable<Event>, count: number): Promise<Event[]> {
  const taken: Event[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

describe("spikes", () => {
  test("are told after each step that a call makes", async () => {
    const told = take(board.spikes(), 3);
    await board.snnInject(0, 1.5);
    const steps = [await board.snnStep(1), await board.snnTick(1, 0), await board.snnTick(0.5, 0)];
    expect(await told).toEqual([
      { timeMs: 1, ...steps[0], lost: 0 },
      { timeMs: 2, ...steps[1], lost: 0 },
      { timeMs: 2.5, ...steps[2], lost: 0 },
    ]);
    expect(steps[0]).toEqual({ fired: 1, spikes: 1 });
  });

  test("are told of a board in which time passes by itself, until it stands still", async () => {
    const told = take(board.spikes(), 20);
    await board.run({ periodMs: 1, dt: 0.25 });
    const times = (await told).map(({ timeMs }) => timeMs);
    const [first = NaN] = times;
    // What was told is without a gap: a listener that keeps up loses nothing.
    expect(times).toEqual(times.map((_, index) => first + 0.25 * index));
    await board.stop();
    // The next step is one that a call makes, and comes after all that passed by itself.
    const next = take(board.spikes(), 1);
    const { fired, spikes } = await board.snnStep(100);
    const [event] = await next;
    expect(event).toMatchObject({ fired, spikes });
    expect(event?.timeMs).toBeGreaterThanOrEqual(100 + (times.at(-1) ?? 0));
  });

  test("a free run ends with its session", async () => {
    await board.run({ periodMs: 1, dt: 1 });
    const again = await Client.open(node);
    const told = take(again.spikes(), 1);
    await again.snnReset();
    await again.snnStep(0.5);
    expect(await told).toEqual([{ timeMs: 0.5, fired: 0, spikes: 0, lost: 0 }]);
    await again.close();
  });

  test("of more steps than the board can keep, those that are not told are counted", async () => {
    const told: { lost: number }[] = [];
    const controller = new AbortController();
    const listening = (async () => {
      for await (const event of board.spikes({ signal: controller.signal })) told.push(event);
    })();
    const steps = 200;
    await Promise.all(Array.from({ length: steps }, () => board.snnStep(1)));
    // What was dropped at the end, the next event tells.
    await board.snnStep(1);
    await vi.waitFor(() => {
      expect(told.reduce((sum, { lost }) => sum + lost + 1, 0)).toBe(steps + 1);
    });
    expect(told.length).toBeLessThan(steps);
    controller.abort(new Error("enough"));
    await expect(listening).rejects.toThrow("enough");
  });
});

test("a slow listener loses the oldest, and is told so", async () => {
  const events = board.spikes({ capacity: 4 });
  const first = events.next();
  for (let step = 0; step < 10; step++) await board.snnStep(1);
  await board.ping();
  const seen = [await first, await events.next(), await events.next()].map(({ value }) => value);
  // One was taken at once; of the nine others, four are left.
  expect(seen.map((event) => event?.timeMs)).toEqual([1, 7, 8]);
  expect(seen.map((event) => event?.lost)).toEqual([0, 5, 0]);
  await events.return();
});

describe("the log", () => {
  test("says why the board started, what it refuses, and what is noise", async () => {
    const lines = take(board.log(), 4);
    await board.session.request(200, new Uint8Array()).catch(() => undefined);
    await node.write(Uint8Array.of(0, 1, 2, 3, 0));
    await board.ping();
    await board.run({ periodMs: 60_000 });
    const told = await lines;
    expect(told.map(({ level, text, lost }) => [level, text, lost])).toEqual([
      ["info", "the board was started by power", 0],
      ["warning", "method 200 was refused with code 1", 0],
      ["warning", "noise on the line: 0 wrong checksums and 1 misshapen runs so far", 0],
      ["info", "time passes by itself, a step each 60000 ms", 0],
    ]);
    expect(told[0]?.timeS).toBeGreaterThan(0);
  });

  test("of a level has nothing that is less grave", async () => {
    const everything = take(board.log(), 3);
    const warnings = take(board.log({ level: "warning" }), 1);
    await board.run({ periodMs: 60_000 });
    await board.session.request(201, new Uint8Array()).catch(() => undefined);
    expect((await everything).map(({ level }) => level)).toEqual(["info", "info", "warning"]);
    expect((await warnings).map(({ text }) => text)).toEqual(["method 201 was refused with code 1"]);
  });
});

test("counters come about once a second", async () => {
  const told = take(board.linkCounters(), 1);
  const begin = performance.now();
  let isTold = false;
  void told.then(() => (isTold = true));
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the promise
  while (!isTold && performance.now() - begin < 5_000) {
    await board.ping();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [counters] = await told;
  expect(counters?.frames).toBeGreaterThan(3);
  expect(counters).toMatchObject({ noise: 0, repeated: 0, dropped: 0, lost: 0 });
});

describe("listening ends", () => {
  test("with the session", async () => {
    const told = take(board.spikes(), 1);
    await board.ping();
    await board.close();
    await expect(told).rejects.toThrow(DisconnectedError);
    await expect(take(board.spikes(), 1)).rejects.toThrow();
  });

  test("with the signal's reason, before it begins and later", async () => {
    await expect(take(board.spikes({ signal: AbortSignal.abort(new Error("never")) }), 1)).rejects.toThrow("never");
    const controller = new AbortController();
    const told = take(board.spikes({ signal: controller.signal }), 1);
    await board.ping();
    controller.abort(new Error("enough"));
    await expect(told).rejects.toThrow("enough");
  });

  test("and the board is told when nobody is left", async () => {
    const [one, other] = [take(board.spikes(), 1), take(board.spikes(), 2)];
    await board.snnStep(1);
    expect(await one).toHaveLength(1);
    await board.snnStep(1);
    expect((await other).map(({ timeMs }) => timeMs)).toEqual([1, 2]);
    await board.ping();
    const { framesReceived } = board.counters;
    await board.snnStep(1);
    await board.ping();
    // Two answers, and no event.
    expect(board.counters.framesReceived).toBe(framesReceived + 2);
  });
});

test("numbers that wrap, and gaps, are counted right", async () => {
  const events = new Events();
  const told = take(events.listen(1), 4);
  await Promise.resolve();
  for (const sequence of [0xfffe, 0xffff, 0, 3]) {
    events.hear({ type: 6, version: 1, session: 1, sequence, method: 1, credit: 0, payload: new Uint8Array() });
  }
  expect((await told).map(({ lost }) => lost)).toEqual([0, 0, 0, 2]);
  events.hear({ type: 6, version: 1, session: 1, sequence: 4, method: 1, credit: 0, payload: new Uint8Array() });
  expect(events.unheard).toBe(1);
});
