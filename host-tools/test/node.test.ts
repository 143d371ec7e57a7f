/**
 * The whole way in one process: client, session, transport, and the node program at the other end.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SCHEMA_HIGH, SCHEMA_LOW } from "../../firmware-src/methods.rpc.ts";
import { BAD_ARG, BAD_LENGTH, UNKNOWN_METHOD } from "../../firmware-src/wire/refusals.ts";
import { Client } from "../client/client.ts";
import { DICTIONARY } from "../client/methods-client.rpc.ts";
import { connect } from "../connect.ts";
import { methodNamed } from "../../hil-tests/cases/case.ts";
import EXAMPLES from "./methods-examples.json" with { type: "json" };
import { DisconnectedError, SchemaMismatchError, SessionLostError } from "../errors.ts";
import { openClient, RpcClient, type Session } from "../rpc/rpc-client.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { instantiateNode } from "./node-program.ts";
import { ScriptedBoard } from "./scripted-board.ts";

let transport: InProcessTransport;
let client: Client;

/** The hash of a signature that no method has. */
const OTHER = "0123456789abcdef";

const referenceBoard = (): InProcessTransport =>
  new InProcessTransport({
    name: "reference",
    instantiate: instantiateNode,
    chip: 0,
    buildId: [0x01234567, 0x89abcdef],
    uniqueId: [0xfedcba98, 0x76543210],
  });

beforeEach(async () => {
  transport = referenceBoard();
  client = await connect(transport);
});

afterEach(async () => {
  await client.close();
});

const axis = (i: number): number[] => Array.from({ length: 4 }, (_, j) => (i === j ? 1 : 0));

describe("the handshake", () => {
  test("tells who is there", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(client.identity).toEqual({
      slots: 64,
      protocolVersion: 1,
      frameBytesMax: 252,
      resetReason: "power on",
      lastFault: 0,
      lastFaultAddress: 0,
      schema: DICTIONARY.hash,
      firmwareVersion: version,
      buildId: "0123456789abcdef",
      uniqueId: "fedcba9876543210",
      chip: "reference",
      vectors: 32,
      dims: 16,
      neurons: 32,
      cores: 1,
      baudMax: 0,
    });
  });

  test("the firmware's hash is that of the client's dictionary", () => {
    const held = SCHEMA_HIGH.toString(16).padStart(8, "0") + SCHEMA_LOW.toString(16).padStart(8, "0");
    expect(held).toBe(DICTIONARY.hash);
  });

  test("a board with other methods is refused, and its port closed", async () => {
    const board = new ScriptedBoard();
    await expect(Client.open(board.transport)).rejects.toThrow(SchemaMismatchError);
    await expect(board.transport.write(Uint8Array.of(1))).rejects.toThrow("is closed");
  });

  test("of a board that has one method with another signature, that one is refused by name and the others work", async () => {
    const methods = DICTIONARY.methods.map((each) => (each.name === "insert" ? { ...each, hash: OTHER } : each));
    const other = { ...DICTIONARY, hash: OTHER, methods };
    class OtherClient extends RpcClient {
      constructor(session: Session, missing: ReadonlySet<number>) {
        super(session, other, missing);
      }
    }
    await using mixed = await openClient(referenceBoard(), other, OtherClient);
    await mixed.callByName("init", [4, 0, 0]);
    const { calls } = mixed.counters;
    const refused = mixed.callByName("insert", [axis(0)]);
    await expect(refused).rejects.toThrow(SchemaMismatchError);
    await expect(refused).rejects.toThrow("has no method insert with the signature");
    expect(mixed.counters.calls).toBe(calls);
    expect(await mixed.callByName("describe", [])).toMatchObject({ count: 0, dims: 4 });
  });
});

describe("the methods", () => {
  test("describe before and after init", async () => {
    expect(await client.describe()).toEqual({ count: 0, coreId: 0, metric: "l2", dims: 0, capacity: 32 });
    await client.init(7, "dot", 9);
    expect(await client.describe()).toEqual({ count: 0, coreId: 9, metric: "dot", dims: 7, capacity: 32 });
  });

  test("insert and search", async () => {
    await client.init(4, "l2", 5);
    expect(await client.insert(axis(0))).toBe(0);
    expect(await client.insert([0, 0.5])).toBe(1);
    expect(await client.search([0, 1], 16)).toEqual([
      { index: 1, core: 5, distance: 0.25, approximate: false },
      { index: 0, core: 5, distance: 2, approximate: false },
    ]);
    expect(await client.search(axis(0), 1)).toHaveLength(1);
    expect(await client.search(axis(0), 0)).toEqual([]);
  });

  test("insert says why it refuses", async () => {
    await expect(client.insert(axis(0))).rejects.toMatchObject({ code: "NOT_INITIALISED" });
    await client.init(4);
    for (let i = 0; i < 32; i++) expect(await client.insert([i])).toBe(i);
    await expect(client.insert([32])).rejects.toMatchObject({ code: "INDEX_FULL" });
    expect(await client.lastError()).toBe(0);
  });

  test("node types", async () => {
    await client.setNodeType(31, 15);
    expect(await client.getNodeType(31)).toBe(15);
    expect(await client.getNodeType(30)).toBe(0);
  });

  test("neurons: inject, step, spikes, membrane, reset", async () => {
    await client.init(4);
    for (let i = 0; i < 32; i++) await client.insert(axis(i % 4));
    await client.snnInject(31, 1.5);
    await client.snnInject(3, 0.5);
    expect(await client.getMembrane(31)).toBe(1.5);
    expect(await client.snnStep(1)).toEqual({ fired: 1, spikes: 0x80000000 });
    expect(await client.getSpikes()).toBe(0x80000000);
    expect(await client.getMembrane(3)).toBe(Math.fround(0.5 * Math.fround(0.95)));
    expect(await client.snnTick(1, 0, true)).toEqual({ fired: 0, spikes: 0 });
    await client.snnReset();
    expect(await client.getMembrane(3)).toBe(0);
  });

  test("hnswToSnn drives the nearest", async () => {
    await client.init(4);
    await client.insert(axis(0));
    await client.insert(axis(1));
    expect(await client.hnswToSnn(axis(1), 2, 3)).toBe(2);
    expect(await client.getMembrane(1)).toBe(3);
    expect(await client.getMembrane(0)).toBe(1);
  });

  test("query is snnReset and then hnswToSnn, snnTick, getSpikes for each tick", async () => {
    await client.init(4);
    for (let i = 0; i < 20; i++) await client.insert([i / 10, 1, 0, (i % 3) / 4]);
    const [k, gain, dt, ticks] = [16, 0.4, 1, 16];
    const query = [0.72, 0.9, 0, 0.2];
    await client.snnReset();
    const raster: number[] = [];
    for (let i = 0; i < ticks; i++) {
      await client.hnswToSnn(query, k, gain);
      raster.push((await client.snnTick(dt, 0)).spikes);
    }
    const result = await client.query(query, { k, gain, dt, ticks });
    expect([...result.raster]).toEqual(raster);
    expect(new Set(raster).size).toBeGreaterThan(2);
    expect(result.neighbours).toEqual(await client.search(query, k));
    const untimed = await client.query(query, { k, ticks: 0 });
    expect(untimed).toEqual({ neighbours: result.neighbours, raster: new Uint32Array(0) });
  });

  test("lastError tells of what the core refused, once", async () => {
    await client.init(4);
    await client.search(axis(0), 3);
    expect(await client.lastError()).toBe(5);
    expect(await client.lastError()).toBe(0);
  });

  test("ping brings any number of bytes back", async () => {
    expect(await client.ping()).toBeGreaterThanOrEqual(0);
    expect(await client.ping(240)).toBeGreaterThanOrEqual(0);
    await expect(client.ping(241)).rejects.toMatchObject({ code: "ARGUMENT" });
  });
});

describe("what the client does not send", () => {
  const VECTOR = [1, 2, 3, 4];

  test.each<readonly [string, (client: Client) => Promise<unknown>, string]>([
    ["dims 0", (client) => client.init(0), "dims"],
    ["dims 17", (client) => client.init(17), "dims"],
    ["dims 1.5", (client) => client.init(1.5), "dims"],
    ["an unknown metric", (client) => client.init(4, "manhattan" as "l2"), "metric"],
    ["core 256", (client) => client.init(4, "l2", 256), "coreId"],
    ["an empty vector", (client) => client.insert([]), "vector"],
    ["17 components", (client) => client.insert(new Float32Array(17)), "vector"],
    ["a NaN", (client) => client.insert([1, NaN]), "vector[1]"],
    ["an infinity", (client) => client.search([-Infinity], 1), "query[0]"],
    ["a component of 1e19", (client) => client.search([0, 0, 1e19], 1), "query[2]"],
    ["k 17", (client) => client.search(VECTOR, 17), "k"],
    ["k -1", (client) => client.hnswToSnn(VECTOR, -1, 1), "k"],
    ["a gain that is no f32", (client) => client.hnswToSnn(VECTOR, 1, 1e39), "gain"],
    ["index 2^32", (client) => client.getMembrane(2 ** 32), "index"],
    ["type 16", (client) => client.setNodeType(0, 16), "type"],
    ["a negative time step", (client) => client.snnStep(-1), "dt"],
    ["ticks 17", (client) => client.query(VECTOR, { ticks: 17 }), "ticks"],
    ["a current of NaN", (client) => client.snnInject(0, NaN), "current"],
  ])("%s", async (_, call, argument) => {
    const before = client.counters.framesSent;
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "ARGUMENT" });
    expect((error as Error).message).toContain(`: ${argument} `);
    expect(client.counters.framesSent).toBe(before);
  });
});

describe("what the node refuses", () => {
  /** Little-endian words. */
  const words = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);
  const queryWords = (k: number, ticks: number): Uint8Array => {
    const payload = new Uint8Array(74);
    payload.set([k], 64);
    payload.set([ticks], 73);
    return payload;
  };
  const numberOf = (name: string): number => methodNamed(name).number;

  test.each<readonly [string, number, Uint8Array, number, number, number]>([
    ["method 0 without an offset", 0, words(), BAD_LENGTH, 0, 4],
    ["method 200", 200, words(), UNKNOWN_METHOD, 200, 0],
    ["method 255", 255, words(), UNKNOWN_METHOD, 255, 0],
    ["dims 0", numberOf("init"), Uint8Array.of(0, 0, 0), BAD_ARG, 0, 0],
    ["dims 17", numberOf("init"), Uint8Array.of(17, 0, 0), BAD_ARG, 0, 0],
    ["metric 3", numberOf("init"), Uint8Array.of(4, 3, 0), BAD_ARG, 1, 0],
    ["index 32", numberOf("setNodeType"), Uint8Array.of(32, 0, 0, 0, 0), BAD_ARG, 0, 0],
    ["type 16", numberOf("setNodeType"), Uint8Array.of(0, 0, 0, 0, 16), BAD_ARG, 1, 0],
    ["index 2^32 - 1", numberOf("getNodeType"), words(0xffffffff), BAD_ARG, 0, 0],
    ["inject into 32", numberOf("snnInject"), words(32, 0), BAD_ARG, 0, 0],
    ["membrane of 32", numberOf("getMembrane"), words(32), BAD_ARG, 0, 0],
    ["17 ticks", numberOf("query"), queryWords(1, 17), BAD_ARG, 4, 0],
    ["255 ticks", numberOf("query"), queryWords(1, 255), BAD_ARG, 4, 0],
  ])("%s", async (_, method, payload, refusal, aux, aux2) => {
    await expect(client.session.request(method, payload)).rejects.toMatchObject({ refusal, aux, aux2 });
  });

  test.each(DICTIONARY.methods.map((method) => [method.name, method] as const))(
    "%s with a byte too many or too few",
    async (_, method) => {
      const example = (EXAMPLES as Readonly<Record<string, { readonly request: { readonly bytes: string } }>>)[
        method.name
      ];
      const bytes = (example?.request.bytes.length ?? 0) / 2;
      for (const wrong of [bytes - 1, bytes + 1, 240]) {
        if (wrong < 0) continue;
        await expect(client.session.request(method.number, new Uint8Array(wrong))).rejects.toMatchObject({
          refusal: BAD_LENGTH,
          aux: wrong,
          aux2: bytes,
        });
      }
    },
  );

  test("any floats leave the node well", async () => {
    await client.init(16);
    for (let i = 0; i < 32; i++) await client.insert([i]);
    for (let seed = 0; seed < 200; seed++) {
      const noise = Uint8Array.from({ length: 74 }, (_, i) => (Math.imul(seed * 80 + i, 0x9e3779b1) >>> 23) & 255);
      noise.set([seed % 17], 64);
      noise.set([seed % 17], 73);
      const answered = client.session.request(numberOf("query"), noise).then(
        ({ length }) => length,
        (error: unknown) => error,
      );
      const answer = await answered;
      if (typeof answer === "number") expect(answer).toBeLessThanOrEqual(2 + 16 * 8 + 16 * 4);
      else expect(answer).toMatchObject({ refusal: BAD_ARG });
    }
    expect(await client.getMembrane(0)).toSatisfy(Number.isFinite);
    expect(await client.describe()).toMatchObject({ count: 32, dims: 16 });
  });
});

describe("a board that restarts", () => {
  test("in the middle of a call: DisconnectedError, and the session is over", async () => {
    await client.init(4);
    transport.reset();
    const error: unknown = await client.insert(axis(0)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DisconnectedError);
    expect(error).toMatchObject({ maybeExecuted: false });
    expect(await client.session.ended).toBeInstanceOf(SessionLostError);
    await expect(client.describe()).rejects.toThrow(DisconnectedError);
  });

  test("because it was asked to: calls before are answered, those behind it are not run", async () => {
    await client.init(4);
    const before = client.insert(axis(0));
    const restarted = client.restart();
    const behind = client.insert(axis(1)).catch((reason: unknown) => reason);
    expect(await before).toBe(0);
    await restarted;
    expect(await behind).toBeInstanceOf(DisconnectedError);
    expect(await client.session.ended).toBeInstanceOf(SessionLostError);
    await expect(client.restart()).rejects.toThrow(DisconnectedError);
  });
});
