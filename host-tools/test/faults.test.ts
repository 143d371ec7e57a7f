/**
 * The whole way over a bad line: bytes lost, flipped, doubled and split, and still every call ends, with the right
 * answer, and runs once.
 *
 * Time is the test's own, so a retry costs nothing; the node program and its line run in real turns of the event loop.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { Client } from "../client/client.ts";
import { NoAnswerError } from "../errors.ts";
import { FaultTransport, type FaultOptions } from "../transport/fault.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { ManualClock } from "../../hil-tests/line/manual-clock.ts";
import { instantiateNode, type NodeProgram } from "./node-program.ts";

interface Bench {
  readonly clock: ManualClock;
  readonly line: FaultTransport;
  readonly client: Client;
  readonly node: () => NodeProgram;
}

async function bench(options: FaultOptions): Promise<Bench> {
  const clock = new ManualClock();
  let node: NodeProgram | null = null;
  const inner = new InProcessTransport({
    name: "reference",
    chip: 0,
    entropy: () => options.seed,
    instantiate: (externs) => (node = instantiateNode(externs)),
  });
  const line = new FaultTransport(inner, {
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
    ...options,
  });
  const client = await clock.run(Client.open(line, { clock, timeoutMs: 60_000 }));
  return {
    clock,
    line,
    client,
    node: () => {
      if (node === null) throw new Error("the node never started");
      return node;
    },
  };
}

/** A call until it is answered: after three tries in vain the caller may ask again, if it does no harm. */
async function persist<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let attempts = 0; ; attempts++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof NoAnswerError) || attempts === 20) throw error;
    }
  }
}

const FAULTS: readonly (readonly [string, FaultOptions])[] = [
  ["lost bytes", { seed: 1, toBoard: { drop: 0.002 }, fromBoard: { drop: 0.002 } }],
  ["flipped bits", { seed: 2, toBoard: { flip: 0.002 }, fromBoard: { flip: 0.002 } }],
  ["doubled bytes", { seed: 3, toBoard: { duplicate: 0.002 }, fromBoard: { duplicate: 0.002 } }],
  ["answers lost only", { seed: 4, fromBoard: { drop: 0.005 } }],
  ["split and delayed pieces", { seed: 5, toBoard: { split: 0.2 }, fromBoard: { split: 0.2 }, delayMs: 3 }],
  [
    "all of it",
    {
      seed: 6,
      toBoard: { drop: 0.001, flip: 0.001, duplicate: 0.001, split: 0.1 },
      fromBoard: { drop: 0.001, flip: 0.001, duplicate: 0.001, split: 0.1 },
      delayMs: 2,
    },
  ],
];

describe.each(FAULTS)("over a line with %s", (_, options) => {
  test("every insert runs exactly once, however often it was sent", async () => {
    const { clock, client, node } = await bench(options);
    let lost = 0;
    for (let round = 0; round < 12; round++) {
      await clock.run(persist(() => client.init(16)));
      const indices: number[] = [];
      const inserts = Array.from({ length: 32 }, async (_, i) => {
        // One that got no answer to any try may have run, but never twice: the others' slots show it.
        await client.insert([i, round]).then(
          (index) => indices.push(index),
          (error: unknown) => {
            if (!(error instanceof NoAnswerError)) throw error;
            lost++;
          },
        );
      });
      await clock.run(Promise.all(inserts));
      expect(new Set(indices).size).toBe(indices.length);
      const { count } = await clock.run(persist(() => client.describe()));
      expect(count).toBeGreaterThanOrEqual(indices.length);
      expect(count).toBeLessThanOrEqual(32);
    }
    const { retries, crcErrors, malformed } = client.counters;
    if (options.delayMs === undefined) {
      expect(retries).toBeGreaterThan(0);
      expect(node().counter(5)).toBeGreaterThan(0);
      expect(crcErrors + malformed).toBeGreaterThan(0);
    }
    // Three tries lose fewer than one in twenty on any of these lines.
    expect(lost).toBeLessThan((12 * 32) / 20);
    await client.close();
    expect(clock.pending).toBe(0);
  });

  test("every query's answer is that of a perfect line", async () => {
    const perfect = await bench({ seed: 9 });
    const faulty = await bench(options);
    const queries = Array.from({ length: 100 }, (_, i) => [Math.sin(i), Math.cos(i), (i % 7) / 7]);
    const answers: string[][] = [];
    for (const { client, clock } of [perfect, faulty]) {
      await clock.run(persist(() => client.init(3)));
      for (let i = 0; i < 20; i++) await clock.run(persist(() => client.insert([Math.sin(i), Math.cos(i), i / 20])));
      const asked = queries.map((query) => persist(() => client.query(query, { k: 5, gain: 0.5, timeoutMs: 600_000 })));
      answers.push((await clock.run(Promise.all(asked))).map((answer) => JSON.stringify(answer)));
      await client.close();
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(new Set(answers[0]).size).toBeGreaterThan(50);
  });
});

describe("a long session", () => {
  test("of 10,000 calls over a bad line answers them all", { timeout: 60_000 }, async () => {
    const { clock, client, line } = await bench({
      seed: 10,
      toBoard: { drop: 0.0002, flip: 0.0002 },
      fromBoard: { drop: 0.0002, flip: 0.0002 },
    });
    await clock.run(persist(() => client.init(16)));
    await clock.run(persist(() => client.insert([1, 2, 3])));
    const total = 10_000;
    let next = 0;
    let done = 0;
    const worker = async (): Promise<void> => {
      while (next < total) {
        next++;
        const [found] = await persist(() => client.search([1, 2, 3], 1));
        expect(found?.index).toBe(0);
        done++;
      }
    };
    await clock.run(Promise.all(Array.from({ length: 8 }, worker)));
    expect(done).toBe(total);
    expect(line.counters.dropped + line.counters.flipped).toBeGreaterThan(100);
    const { calls, answers, retries } = client.counters;
    expect(answers).toBeGreaterThanOrEqual(total);
    expect(calls - answers).toBeLessThan(20);
    expect(retries).toBeGreaterThan(100);
    await client.close();
    expect(clock.pending).toBe(0);
  });

  test("survives the wrap of the sequence number", { timeout: 60_000 }, async () => {
    const { clock, client } = await bench({ seed: 11 });
    const total = 66_000;
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next++ < total) await client.session.ping();
    };
    await clock.run(Promise.all(Array.from({ length: 64 }, worker)));
    expect(client.counters).toMatchObject({ calls: total, answers: total, retries: 0, strays: 0 });
    await client.close();
  });
});

test("a line that falls silent ends every call, and a new session finds the same board", async () => {
  const { clock, client, line } = await bench({ seed: 12 });
  line.silent = true;
  const error: unknown = await clock.run(client.describe().catch((reason: unknown) => reason));
  expect(error).toBeInstanceOf(NoAnswerError);
  line.silent = false;
  expect(await clock.run(client.describe())).toMatchObject({ count: 0 });
  await client.close();
});
