/**
 * The two forms of generated JavaScript, its checks, and how a host meets it. What it computes is tested against the
 * table of operators and the other engines; how it reads, by the golden files.
 *
 * @packageDocumentation
 */
import type { SourceMapPayload } from "node:module";
import { SourceMap } from "node:module";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { Files } from "../../test/program.ts";
import { instantiate } from "../../test/engines/wasm.ts";
import { hostOf } from "../../test/program.ts";
import { readProgram } from "../front-end.ts";
import type { Program } from "../ir/ir.ts";
import { toWasm } from "../to-wasm/to-wasm.ts";
import { toModules, toProgram } from "./to-js.ts";

interface Read {
  readonly program: Program;
  readonly sources: ReadonlyMap<string, string>;
}

function read(files: Files): Read {
  const { program, sources, diagnostics } = readProgram(hostOf(files), "main.ts");
  if (program === null) throw new Error(JSON.stringify(diagnostics));
  return { program, sources };
}

type Callable = (...values: unknown[]) => unknown;
type Instance = Readonly<Record<string, Callable>>;

/** Imports the one-file form and starts it. */
async function start(files: Files, externs?: unknown, checks = true): Promise<Instance> {
  const { program, sources } = read(files);
  const { javascript } = toProgram(program, { checks, sources });
  const module = (await import(`data:text/javascript,${encodeURIComponent(javascript)}`)) as Instance;
  return module.instantiate?.(externs) as Instance;
}

const CHECKED = `import type { i32, u32 } from "./lib/types.ts";
const table = new Uint32Array(4);
export function load(index: i32): u32 {
  return table[index];
}
export function divide(a: u32, b: u32): u32 {
  return a / b + a % b;
}
export function cut(start: u32, end: u32): u32 {
  return count(table.subarray(start, end));
}
function count(values: Uint32Array): u32 {
  return values.length;
}
`;

describe("checks", () => {
  test("an index, a divisor or a slice that is wrong throws, and says where", async () => {
    const { load, divide, cut } = await start(CHECKED);
    expect(() => load?.(4)).toThrow("index 4 is out of bounds (length 4) in main.load:4");
    expect(() => load?.(-1)).toThrow("index -1 is out of bounds (length 4) in main.load:4");
    expect(() => divide?.(1, 0)).toThrow("division by zero in main.divide:7");
    expect(() => cut?.(3, 2)).toThrow("slice 3..2 is out of bounds (length 4) in main.cut:10");
    expect(() => cut?.(0, 5)).toThrow(RangeError);
    expect([load?.(3), divide?.(7, 2), cut?.(1, 4)]).toEqual([0, 4, 3]);
  });

  test("without them, the code has none", () => {
    const { program, sources } = read(CHECKED);
    const { javascript } = toProgram(program, { checks: false, sources });
    expect(javascript).toContain("return table[index];");
    expect(javascript).not.toContain("RangeError");
  });

  test("what is evidently right is not checked", () => {
    const { program, sources } = read(`import type { u32 } from "./lib/types.ts";
const table = new Uint32Array(4);
export function sum(n: u32): u32 {
  let total: u32 = 0;
  for (let i = 0; i < 4; i++) total += table[i] / 3 + table[(n & 3)];
  return total;
}
`);
    expect(toProgram(program, { checks: true, sources }).javascript).not.toContain("RangeError");
  });
});

const BOARD = {
  "main.ts": `import { read, write } from "./board.ts";
import type { i32, u32 } from "./lib/types.ts";
let count: u32 = 0;
export function poll(): i32 {
  const value = read(count);
  count += 1;
  write(value);
  return value;
}
`,
  "board.ts": `import type { i32, u32 } from "./lib/types.ts";
/** Reads. */
export declare function read(channel: u32): i32;
/** Writes. */
export declare function write(value: i32): void;
`,
};

describe("a program that instantiate starts", () => {
  test("has fresh state each time", async () => {
    const files = `import type { u32 } from "./lib/types.ts";
let count: u32 = 0;
export function next(): u32 {
  count += 1;
  return count;
}
`;
    const { program, sources } = read(files);
    const { javascript } = toProgram(program, { checks: true, sources });
    const module = (await import(`data:text/javascript,${encodeURIComponent(javascript)}`)) as Instance;
    const [first, second] = [module.instantiate?.(), module.instantiate?.()] as Instance[];
    expect([first?.next?.(), first?.next?.(), second?.next?.()]).toEqual([1, 2, 1]);
  });

  test("calls the host's functions as methods, and takes no result on trust", async () => {
    const board = {
      written: [] as number[],
      read: (channel: number) => channel + 0.5 + 2 ** 32,
      write(value: number) {
        this.written.push(value);
      },
    };
    const { poll } = await start(BOARD, { board });
    expect([poll?.(), poll?.(), board.written]).toEqual([0, 1, [0, 1]]);
  });

  test.each([[undefined], [{}], [{ board: {} }]])("names the function that a host forgot: %j", async (externs) => {
    const { poll } = await start(BOARD, externs);
    expect(() => poll?.()).toThrow("board.read() was called, but the host has supplied no such function");
  });

  test("gives arrays by reference, variables through getters, and classes to make instances of", async () => {
    const program = await start(`import type { f32, Fixed, u32 } from "./lib/types.ts";
/** A pair. */
export class Pair {
  first: f32 = 1.5;
  rest = new Uint8Array(3);
}
const query = new Float32Array(2);
export let count: u32 = 0;
export const LIMIT = 7;
export function getQuery(): Fixed<Float32Array, 2> {
  return query;
}
export function total(pair: Pair): f32 {
  count += 1;
  query[0] = pair.first;
  return pair.first + query[1] + f32Of(pair.rest[2]);
}
function f32Of(byte: u32): f32 {
  return byte > 0 ? 1 : 0;
}
`);
    const { Pair } = program as unknown as { Pair: new () => { first: number; rest: Uint8Array } };
    const pair = new Pair();
    pair.rest[2] = 9;
    expect(program.total?.(pair)).toBe(2.5);
    expect(program.getQuery?.()).toEqual(new Float32Array([1.5, 0]));
    expect({ ...program }).toMatchObject({ count: 1, LIMIT: 7 });
  });

  test("leaves out what its public functions do not reach", () => {
    const { program, sources } = read({
      "main.ts": `import { used } from "./other.ts";\nimport type { u32 } from "./lib/types.ts";
export function f(): u32 {\n  return used();\n}\n`,
      "other.ts": `import type { u32 } from "./lib/types.ts";\nlet spare: u32 = 0;
export function used(): u32 {\n  return 1;\n}\nexport function unused(): u32 {\n  spare += 1;\n  return spare;\n}\n`,
    });
    expect(toProgram(program, { checks: true, sources }).javascript).not.toMatch(/unused|spare/);
  });
});

describe("a host's arguments", () => {
  const FILES = `import type { bool, f32, i32, i8, u32, u8 } from "./lib/types.ts";
export function wide(x: u32): u32 {\n  return x;\n}
export function whole(x: i32): i32 {\n  return x;\n}
export function byte(x: u8): u32 {\n  return x;\n}
export function signed(x: i8): i32 {\n  return x;\n}
export function real(x: f32): f32 {\n  return x;\n}
export function flag(x: bool): bool {\n  return x;\n}
export function twice(x: f32): f32 {\n  return real(x) + real(x);\n}
`;
  const CALLS: readonly (readonly [name: string, given: unknown, taken: unknown])[] = [
    ["wide", -1, 4294967295],
    ["wide", 2 ** 32 + 0.5, 0],
    ["whole", 4294967295, -1],
    ["whole", undefined, 0],
    ["byte", 300, 44],
    ["signed", 200, -56],
    ["real", 0.1, Math.fround(0.1)],
    ["real", "2", 2],
    ["flag", 2, true],
    ["flag", 0.5, false],
    ["twice", 0.1, 2 * Math.fround(0.1)],
  ];

  test.each(CALLS)("%s takes %j for %j", async (name, given, taken) => {
    const program = await start(FILES);
    expect(program[name]?.(given)).toBe(taken);
    const { program: parsed, sources } = read(FILES);
    const [module] = toModules(parsed, ".js", { checks: true, sources });
    const exported = (await import(`data:text/javascript,${encodeURIComponent(module?.javascript ?? "")}`)) as Instance;
    expect(exported[name]?.(given)).toBe(taken);
  });

  test.each(CALLS.filter(([name]) => name !== "wide"))(
    "%s takes %j for %j in WebAssembly as well",
    (name, given, taken) => {
      const exported = instantiate(toWasm(read(FILES).program).binary).exports as unknown as Instance;
      expect(exported[name]?.(given)).toBe(typeof taken === "boolean" ? Number(taken) : taken);
    },
  );

  test("cost nothing inside the program", () => {
    const { program, sources } = read(FILES);
    const { javascript } = toProgram(program, { checks: true, sources });
    expect(javascript).toContain("return Math.fround(real(x) + real(x));");
    expect(javascript).toContain("real(x) { return real(Math.fround(x)); },");
  });
});

describe("source maps", () => {
  test("lead from each line to the statement that it was made from, in either form", () => {
    const { program, sources } = read(CHECKED);
    const [module] = toModules(program, ".js", { checks: true, sources });
    if (module === undefined) throw new Error("no module");
    for (const { javascript, map } of [toProgram(program, { checks: true, sources }), module]) {
      expect([map.sources, map.sourcesContent]).toEqual([["main.ts"], [CHECKED]]);
      const lines = javascript.split("\n");
      const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text));
      const found = (text: string): number | undefined => {
        const entry = new SourceMap({ ...map, sourceRoot: "" } as SourceMapPayload).findEntry(lineOf(text), 99);
        return "originalLine" in entry ? entry.originalLine + 1 : undefined;
      };
      expect(found("return table[at(")).toBe(4);
      expect(found("main.divide")).toBe(7);
      expect(found("return count(")).toBe(10);
      expect(found("return values.length")).toBe(13);
    }
  });
});

test("a program needs nothing of Node: a browser can load it", () => {
  const { program, sources } = read(CHECKED);
  const { javascript } = toProgram(program, { checks: true, sources });
  expect(javascript).not.toMatch(/^import\b|\bimport\(|\brequire\(|node:/m);
  const script = `${javascript.replace("export function", "function")}; instantiate().load(3);`;
  expect(runInNewContext(script, {})).toBe(0);
});

describe("ES modules", () => {
  test("keep imports and exports, under the names that they have", () => {
    const { program, sources } = read({
      "main.ts": `import { step as advance } from "./neural/neuron.ts";
import type { u32 } from "./lib/types.ts";
export { reset as snn_reset } from "./neural/neuron.ts";
export function step(): u32 {\n  return advance() + 1;\n}\n`,
      "neural/neuron.ts": `import type { u32 } from "../lib/types.ts";\nlet time: u32 = 0;
export function step(): u32 {\n  time += 1;\n  return time;\n}\nexport function reset(): void {\n  time = 0;\n}\n`,
    });
    const modules = toModules(program, ".js", { checks: true, sources });
    const main = modules.find(({ id }) => id === "main");
    expect(modules.map(({ id }) => id)).toEqual(["neural/neuron", "main"]);
    expect(main?.javascript).toContain('import { step as neuron_step } from "./neural/neuron.js";');
    expect(main?.javascript).toContain('export { reset as snn_reset } from "./neural/neuron.js";');
    expect(main?.javascript).toContain("return (neuron_step() + 1) >>> 0;");
    expect(main?.declarations).toContain("export declare function step(): u32;");
  });

  test("get their board through bind", async () => {
    const { program, sources } = read(BOARD);
    const board = toModules(program, ".js", { checks: true, sources }).find(({ id }) => id === "board");
    const module = (await import(`data:text/javascript,${encodeURIComponent(board?.javascript ?? "")}`)) as Instance;
    expect(() => module.read?.(1)).toThrow("board.read() was called, but the host has supplied no such function");
    module.bind?.({ read: (channel: number) => channel * 2 });
    expect(module.read?.(4)).toBe(8);
    expect(board?.declarations).toContain("read(channel: u32): i32;");
  });
});
