/**
 * A board built for fewer requests at once says so, its host keeps to it, and all calls are answered in order; also
 * where the sequence number wraps, which a number of slots that is no power of two must not disturb.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { REQUEST } from "../firmware-src/wire/frame.ts";
import { Client } from "../host-tools/client/client.ts";
import { packageFolder } from "../targets/package-folder.ts";
import { programAt, removeBuilds } from "./boards/node-program.ts";
import { processBoard } from "./boards/process.ts";
import { referenceBoard } from "./boards/reference.ts";
import { methodNamed } from "./cases/case.ts";
import { RawLine } from "./line/raw-line.ts";

const NODE = join(packageFolder("firmware-src"), "node.ts");
const WRAP = 65_536;

afterAll(removeBuilds);

test.for([1, 3, 5])("a board with SLOTS = %i answers all calls in order", async (slots) => {
  const running = await processBoard(programAt(NODE, { SLOTS: slots }).firmware).start({ baud: 921_600 });
  try {
    await using client = await Client.open(running.transport);
    expect(client.identity.slots).toBe(slots);
    await client.init(2);
    const indices = Array.from({ length: 32 }, (_, index) => index);
    expect(await Promise.all(indices.map((index) => client.insert([index, 1])))).toEqual(indices);
    expect(client.session.slots).toBe(slots);
  } finally {
    await running.stop();
  }
});

test("a board with SLOTS = 3 keeps its answers where the sequence number wraps", async () => {
  const running = await referenceBoard(programAt(NODE, { SLOTS: 3 })).start({ baud: 921_600 });
  try {
    const line = new RawLine(running.transport);
    const { session } = await line.hello(1);
    const ask = (sequence: number, name: "init" | "insert"): Promise<number[]> =>
      line.ask({
        type: REQUEST,
        session,
        sequence: sequence & 0xffff,
        method: methodNamed(name).number,
        payload: name === "init" ? Uint8Array.of(2, 0, 0) : new Uint8Array(64),
      });
    // Half of the circle at most is ahead.
    for (const sequence of [1, 30_000, 60_000]) await ask(sequence, "init");
    for (let sequence = WRAP - 4; sequence < WRAP + 4; sequence++) {
      const index = sequence - (WRAP - 4);
      expect(await ask(sequence, "insert")).toEqual([index, 0, 0, 0]);
      // Each of the last three is answered again, and does not run again.
      for (let back = 0; back < Math.min(3, index + 1); back++) {
        expect(await ask(sequence - back, "insert")).toEqual([index - back, 0, 0, 0]);
      }
    }
  } finally {
    await running.stop();
  }
});
