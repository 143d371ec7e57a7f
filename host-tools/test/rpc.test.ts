/**
 * Both ends of a wire from one set of functions: what a program's dispatcher, compiled, answers to what a host packs by
 * its dictionary. The program has a method of every type; the node's own files are held to what they are made from.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ganglion } from "../../cli/test/ganglion.ts";
import { compile } from "../../codegen/src/compile.ts";
import { readProgram } from "../../codegen/src/front-end.ts";
import { CLIENT_NAMES } from "../../codegen/src/to-rpc/read-schema.ts";
import { brokenPromises, type RpcOutputs, toRpc } from "../../codegen/src/to-rpc/to-rpc.ts";
import { BAD_ARG, BAD_LENGTH, UNKNOWN_METHOD } from "../../firmware-src/wire/refusals.ts";
import { readDictionary, type WireMethod } from "../rpc/dictionary.ts";
import { packArguments, unpackResults } from "../rpc/packing.ts";
import { RpcClient } from "../rpc/rpc-client.ts";
import type { Session } from "../session/session.ts";

const FIRMWARE = join(import.meta.dirname, "../../firmware-src");

/** Methods that give back what they got, of every type; and some that do not take everything. */
const METHODS = `
/** Methods of a test. @packageDocumentation */
import { array, i32, i64, u8, type bool, type f32, type Fixed, type i16, type i8, type u16, type u32, type u64 } from "./lib/types.ts";
import { Outcome as Verdict, refuse as decline } from "./wire/outcome.ts";

export enum Mode { Idle, Busy }

export class Point { x: f32 = 0; y: f32 = 0; }
export class Everything {
  a: bool = false;
  b: i8 = 0;
  c: u8 = 0;
  d: i16 = 0;
  e: u16 = 0;
  f: i32 = 0;
  g: u32 = 0;
  h: f32 = 0;
  i: i64 = 0n;
  j: u64 = 0n;
  corner = new Point();
  line = array(Point, 2);
  samples = new Int16Array(3);
}
export class Chunk {
  size: u8 = 0;
  /** @length size */
  bytes = new Uint8Array(20);
}
/** Of a name that the dispatcher needs itself, as have the functions behind. */
export class Outcome { value: u32 = 0; }
export class Report { mode: Mode = Mode.Idle; count: u32 = 0; }

/** @rpc 1 */
export function echo(given: Everything, back: Everything): void {
  back.a = given.a;
  back.b = given.b;
  back.c = given.c;
  back.d = given.d;
  back.e = given.e;
  back.f = given.f;
  back.g = given.g;
  back.h = given.h;
  back.i = given.i;
  back.j = given.j;
  back.corner.x = given.corner.x;
  back.corner.y = given.corner.y;
  for (let i: u32 = 0; i < 2; i++) {
    back.line[i].x = given.line[i].x;
    back.line[i].y = given.line[i].y;
  }
  for (let i: u32 = 0; i < 3; i++) back.samples[i] = given.samples[i];
}

/** @rpc 2 */
export function reverse(chunk: Chunk, reversed: Chunk): void {
  const size = Math.min(chunk.size, 20);
  reversed.size = u8(size);
  for (let i: u32 = 0; i < size; i++) reversed.bytes[i] = chunk.bytes[size - 1 - i];
}

/**
 * @rpc 7
 * @range level -5..LEVEL_MAX
 * @range weights 0..1
 */
export function ranged(level: i32, weights: Fixed<Float32Array, 4>, isOn: bool): [double: i32, sum: f32] {
  return [2 * level, isOn ? weights[0] + weights[1] + weights[2] + weights[3] : 0];
}
export const LEVEL_MAX = 100;

/** @rpc 9 */
export function wide(a: u64, b: i64, c: i8, d: u16): i64 {
  return b + i64(a) + i64(i32(c)) + i64(i32(d));
}

/** @rpc 10 */
export function report(into: Report): void {
  into.mode = Mode.Busy;
  into.count++;
}

/** @rpc 21 */
export function run(steps: u32): u32 { return steps + 1; }

/** @rpc 22 */
export function begin(refuse: u32, outcome: u32, into: Outcome): void { into.value = refuse + outcome; }

/** @rpc 23 */
export function callRun(): u32 { return 13; }

/** There is none. */
export const EMPTY = 200;

/**
 * Half of a number.
 * @rpc 24
 * @refuses EMPTY - of nothing there is
 *   no half
 */
export function half(of: u32, verdict: Verdict): u32 {
  if (of === 0) decline(verdict, EMPTY, 7, 9);
  return of >>> 1;
}

/** @rpc 25 */
export function only(verdict: Verdict): void { decline(verdict, EMPTY, 1, 2); }
`;

const MAIN = `
/** A place for requests and results. @packageDocumentation */
import type { u32 } from "./lib/types.ts";
import { run } from "./methods.rpc.ts";
import { Outcome } from "./wire/outcome.ts";

const outcome = new Outcome();
export const request = new Uint8Array(240);
export const result = new Uint8Array(240);

export function call(method: u32, bytes: u32): u32 {
  run(method, request.subarray(0, Math.min(bytes, 240)), result, outcome);
  return outcome.resultBytes;
}
export function refusal(): u32 { return outcome.refusal; }
export function aux(): u32 { return outcome.aux; }
`;

interface Board {
  readonly request: Uint8Array;
  readonly result: Uint8Array;
  call(method: number, bytes: number): number;
  refusal(): number;
  aux(): number;
}

function hostOf(files: ReadonlyMap<string, string>): { read: (path: string) => string | null } {
  return {
    read: (path) => files.get(path) ?? (/^(lib|wire)\//.test(path) ? readFileSync(join(FIRMWARE, path), "utf8") : null),
  };
}

function make(methods: string): RpcOutputs {
  const { program, diagnostics } = readProgram(hostOf(new Map([["methods.ts", methods]])), "methods.ts");
  if (program === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  const made = toRpc({ program, compress: (bytes) => bytes, typesSpecifier: "./lib/types.ts" });
  if (made === null) throw new Error("no methods");
  return made;
}

const made = make(METHODS);
const dictionary = readDictionary(JSON.stringify(made.dictionary));
const board = start();

function start(): Board {
  const files = new Map([
    ["main.ts", MAIN],
    ["methods.ts", METHODS],
    ["methods.rpc.ts", made.dispatcher],
  ]);
  const { outputs, diagnostics } = compile({ host: hostOf(files), entry: "main.ts", targets: ["js"] });
  const javascript = outputs.get("main.js");
  if (typeof javascript !== "string") throw new Error(JSON.stringify(diagnostics, null, 2));
  const script = `(() => {\n${javascript.replace(/^export /gm, "")}\nreturn instantiate;\n})()`;
  return (runInThisContext(script) as () => Board)();
}

function methodNamed(name: string): WireMethod {
  const method = dictionary.methods.find((each) => each.name === name);
  if (method === undefined) throw new Error(`no ${name}`);
  return method;
}

/** Sends a payload, and takes the answer apart. */
function send(method: WireMethod, payload: Uint8Array): unknown {
  board.request.set(payload);
  const bytes = board.call(method.number, payload.length);
  if (board.refusal() !== 0) return { refusal: board.refusal(), aux: board.aux() };
  return unpackResults(method, board.result.slice(0, bytes));
}

function call(name: string, ...values: readonly unknown[]): unknown {
  return send(methodNamed(name), packArguments(methodNamed(name), values));
}

const point = fc.record({ x: fc.float({ noNaN: true }), y: fc.float({ noNaN: true }) });
const everything = fc.record({
  a: fc.boolean(),
  b: fc.integer({ min: -128, max: 127 }),
  c: fc.nat(255),
  d: fc.integer({ min: -32_768, max: 32_767 }),
  e: fc.nat(65_535),
  f: fc.integer(),
  g: fc.nat(0xffffffff),
  h: fc.float({ noNaN: true }),
  i: fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  j: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  corner: point,
  line: fc.tuple(point, point),
  samples: fc.int16Array({ minLength: 3, maxLength: 3 }),
});

describe("a program with methods of every type", () => {
  test("gets what was sent and gives back what it made of it", () => {
    fc.assert(
      fc.property(everything, (given) => {
        expect(call("echo", given)).toEqual(given);
      }),
    );
  });

  test("takes and gives lists of any length that there is room for", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        expect(call("reverse", { bytes })).toEqual({ bytes: bytes.toReversed() });
      }),
    );
  });

  test("gives several results by name, and bigints where they are wide", () => {
    expect(call("ranged", -5, [0.5, 0.25], true)).toEqual({ double: -10, sum: 0.75 });
    expect(call("wide", 2n ** 40n, -7n, -1, 65_535)).toBe(2n ** 40n - 7n + 65_534n);
    expect(call("report")).toEqual({ mode: 1, count: 1 });
    expect(methodNamed("report").results[0]?.type).toMatchObject({ fields: [{ members: { Idle: 0, Busy: 1 } }, {}] });
  });

  test("has methods and structs of names that the dispatcher needs itself", () => {
    expect(call("run", 1)).toBe(2);
    expect(call("begin", 4, 8)).toEqual({ value: 12 });
    expect(call("callRun")).toBe(13);
  });

  test("has methods that refuse for reasons of their own", () => {
    expect(call("half", 9)).toBe(4);
    expect(call("half", 0)).toEqual({ refusal: 200, aux: 7 });
    expect(call("half", 2)).toBe(1);
    expect(call("only")).toEqual({ refusal: 200, aux: 1 });
    expect(methodNamed("half").refusals).toEqual([{ name: "EMPTY", code: 200, doc: "of nothing there is no half" }]);
    expect(methodNamed("only").arguments).toEqual([]);
    expect(made.client).toContain("@throws RefusedError - `EMPTY`: of nothing there is no half");
    expect(made.page).toContain("| `EMPTY` | 200 | of nothing there is no half |");
  });

  test("has no method of a name that the client has", () => {
    const own = Object.getOwnPropertyNames(RpcClient.prototype);
    const instance = Object.keys(new RpcClient(null as unknown as Session, dictionary));
    expect(CLIENT_NAMES).toEqual(new Set([...own, ...instance, "then"]));
    const readAgain = (name: string) => (): unknown => make(`/** @rpc 1 */ export function ${name}(): void {}`);
    for (const name of CLIENT_NAMES) expect(readAgain(name), name).toThrow("GN9007");
  });

  test("has no two methods of one name", () => {
    const text = (number: number): string => `/** @rpc ${number} */\nexport function reset(): void {}`;
    const files = new Map([
      ["a.ts", text(1)],
      ["main.ts", `import { reset as other } from "./a.ts";\nexport { other };\n${text(2)}`],
    ]);
    const { diagnostics } = readProgram(hostOf(files), "main.ts");
    expect(diagnostics.map(({ message }) => message)).toEqual(["method 1 is called `reset` already"]);
  });

  test("tells its dictionary from any offset on", () => {
    const text = JSON.stringify(made.dictionary);
    let told = "";
    while (told.length < text.length) {
      new DataView(board.request.buffer).setUint32(board.request.byteOffset, told.length, true);
      const bytes = board.call(0, 4);
      expect(bytes).toBeGreaterThan(4);
      told += Buffer.from(board.result.subarray(4, bytes)).toString();
    }
    expect(told).toBe(text);
    board.request.fill(255);
    expect(board.call(0, 4)).toBe(4);
  });
});

describe("what is refused before it is sent", () => {
  test.each<readonly [string, readonly unknown[], string]>([
    ["ranged", [-6, [0], true], "level is -6"],
    ["ranged", [101, [0], true], "level is 101"],
    ["ranged", [1.5, [0], true], "level is 1.5"],
    ["ranged", [1, [0, 2], true], "weights[1] is 2"],
    ["ranged", [1, [NaN], true], "weights[0] is NaN"],
    ["ranged", [1, [], true], "weights has 0 elements"],
    ["ranged", [1, [0, 0, 0, 0, 0], true], "weights has 5 elements"],
    ["ranged", [1, "four", true], 'weights is "four"'],
    ["ranged", [1, [0], 2], "isOn is 2"],
    ["wide", [1, 0n, 0, 0], "a is 1"],
    ["wide", [-1n, 0n, 0, 0], "a is -1"],
    ["wide", [0n, 0n, 128, 0], "c is 128"],
    ["reverse", [{ bytes: new Uint8Array(21) }], "chunk.bytes"],
    ["reverse", [null], "chunk is null"],
  ])("%s %o: %s", (name, values, message) => {
    expect(() => packArguments(methodNamed(name), values)).toThrow(message);
  });
});

describe("what the board refuses", () => {
  const ranged = methodNamed("ranged");
  const good = packArguments(ranged, [1, [0, 0, 0, 0], true]);
  const spoilt = (at: number, ...bytes: readonly number[]): Uint8Array => {
    const payload = good.slice();
    payload.set(bytes, at);
    return payload;
  };

  test.each<readonly [string, Uint8Array, object]>([
    ["nothing", good, { double: 2, sum: 0 }],
    ["a byte too few", good.slice(1), { refusal: BAD_LENGTH, aux: good.length - 1 }],
    ["a level of 101", spoilt(0, 101), { refusal: BAD_ARG, aux: 0 }],
    ["a level of -6", spoilt(0, 250, 255, 255, 255), { refusal: BAD_ARG, aux: 0 }],
    ["a weight that is NaN", spoilt(4, 0, 0, 192, 127), { refusal: BAD_ARG, aux: 1 }],
    ["a weight below 0", spoilt(16, 0, 0, 128, 191), { refusal: BAD_ARG, aux: 1 }],
    ["a bool of 2", spoilt(20, 2), { refusal: BAD_ARG, aux: 2 }],
  ])("%s", (_, payload, answer) => {
    expect(send(ranged, payload)).toEqual(answer);
  });

  test("a list whose length does not fit the message", () => {
    const reverse = methodNamed("reverse");
    expect(send(reverse, Uint8Array.of(3, 1, 2))).toMatchObject({ refusal: BAD_LENGTH });
    expect(send(reverse, Uint8Array.of(21, ...new Uint8Array(20)))).toMatchObject({ refusal: BAD_ARG, aux: 0 });
  });

  test("a method that it does not have, and any bytes whatever", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.uint8Array({ maxLength: 240 }), (method, payload) => {
        board.request.set(payload);
        const bytes = board.call(method, payload.length);
        expect(bytes).toBeLessThanOrEqual(240);
        const isKnown = method === 0 || dictionary.methods.some(({ number }) => number === method);
        if (!isKnown) expect(board.refusal()).toBe(UNKNOWN_METHOD);
      }),
    );
  });
});

describe("examples", () => {
  test.each(dictionary.methods.map((method) => [method.name, method] as const))(
    "of %s are what is packed",
    (name, method) => {
      const example = made.examples[name];
      if (example === undefined) throw new Error("no example");
      const values = example.request.values.map((value, i) => withBigints(value, method.arguments[i]?.type));
      expect(Buffer.from(packArguments(method, values)).toString("hex")).toBe(example.request.bytes);
      expect(() => unpackResults(method, Buffer.from(example.response.bytes, "hex"))).not.toThrow();
    },
  );

  /** JSON has no bigints. */
  function withBigints(value: unknown, type: unknown): unknown {
    if (type === "i64" || type === "u64") return BigInt(String(value));
    if (typeof type !== "object" || type === null || !("fields" in type)) return value;
    const fields = type.fields as readonly { readonly name: string; readonly type: unknown }[];
    const record = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(fields.map((field) => [field.name, withBigints(record[field.name], field.type)]));
  }
});

describe("promises", () => {
  const brokenBy = (from: string, to: string): readonly string[] => {
    expect(METHODS).toContain(from);
    return brokenPromises(made.dictionary, make(METHODS.replaceAll(from, to)).dictionary);
  };

  test.each([
    ["a new method", "/** @rpc 10 */", "/** @rpc 11 */\nexport function more(): u32 { return 1; }\n/** @rpc 10 */"],
    ["another range", "-5..LEVEL_MAX", "-500..LEVEL_MAX"],
    ["another name of a struct", "Point", "Place"],
  ])("are kept by %s", (_, from, to) => {
    expect(brokenBy(from, to)).toEqual([]);
  });

  test.each([
    ["another type", "c: i8", "c: i16"],
    ["another length", "Fixed<Float32Array, 4>", "Fixed<Float32Array, 5>"],
    ["another name of an argument", "isOn", "isLit"],
    ["another number", "@rpc 9", "@rpc 12"],
    ["another field", "e: u16 = 0;", "e: u16 = 0;\n  e2: u16 = 0;"],
  ])("are broken by %s", (_, from, to) => {
    expect(brokenBy(from, to)).toHaveLength(1);
  });
});

test("what a board sends as its dictionary is not trusted", () => {
  const base = { version: 1, hash: "0", methods: [{ number: 1, name: "a", hash: "0", arguments: [], results: [] }] };
  expect(readDictionary(JSON.stringify(base)).methods).toHaveLength(1);
  for (const bad of [
    "",
    "[]",
    JSON.stringify({ ...base, version: 2 }),
    JSON.stringify({ ...base, methods: {} }),
    JSON.stringify({ ...base, methods: [{}] }),
    JSON.stringify({ ...base, methods: [{ ...base.methods[0], results: [{ name: "x", type: "f128" }] }] }),
    JSON.stringify({ ...base, methods: [{ ...base.methods[0], results: [{ name: "x", type: ["u8", 1e9] }] }] }),
  ]) {
    expect(() => readDictionary(bad)).toThrow("malformed");
  }
});

test("the node's files are what its methods say (`npm run rpc` makes them)", async () => {
  const { scripts } = JSON.parse(readFileSync(join(FIRMWARE, "../package.json"), "utf8")) as {
    scripts: Readonly<Record<string, string>>;
  };
  const args = (scripts.rpc ?? "").split(" ").slice(2);
  const { code, err } = await ganglion(...args, "--check");
  expect(err).toBe("");
  expect(code).toBe(0);
});
