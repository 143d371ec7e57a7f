/**
 * The WASM module as its users see it: exports, imports, declarations, text, checks, and equal bytes for equal input.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import {
  alias,
  assign,
  binary,
  constant,
  element,
  func,
  load,
  local,
  parameter,
  place,
  program,
  returns,
  SPAN,
  variable,
} from "../../test/engines/build.ts";
import { instantiate } from "../../test/engines/wasm.ts";
import type { Expression, Extern, Program, Reference, Statement, SwitchCase } from "../ir/ir.ts";
import type { ElementType, SliceType } from "../ir/types.ts";
import type { WasmOptions } from "./to-wasm.ts";
import { toWasm } from "./to-wasm.ts";

const BYTES: SliceType = { kind: "slice", element: "u8" };
const TABLE: ElementType = { kind: "array", element: "u8", length: 4 };

describe("toWasm", () => {
  it("gives the same bytes each time", () => {
    const source = sumProgram();
    expect(toWasm(source).binary).toEqual(toWasm(source).binary);
  });

  it("exports functions by public name, memory, and its bounds, and nothing else", () => {
    const { exports } = instantiate(toWasm(sumProgram()).binary);
    expect(Object.keys(exports).sort()).toEqual(["__data_end", "__heap_base", "memory", "sum", "sumTable"]);
    expect([valueOf(exports.__data_end), valueOf(exports.__heap_base)]).toEqual([20, 32]);
  });

  it("exports the address of a public static and the value of a public constant", () => {
    const source = sumProgram();
    const dimensions = { name: "test.DIM", doc: "", exported: true, span: SPAN, type: "u32", value: 16 } as const;
    const { exports } = instantiate(
      toWasm({
        ...source,
        modules: source.modules.map((module) => ({ ...module, constants: [dimensions] })),
        exports: [
          { name: "numbers", target: "test.table", kind: "static" },
          { name: "DIM", target: "test.DIM", kind: "constant" },
        ],
      }).binary,
    );
    expect([valueOf(exports.numbers), valueOf(exports.DIM)]).toEqual([16, 16]);
  });

  it("keeps names in the binary only if asked", () => {
    const text = (options: WasmOptions): string => Buffer.from(toWasm(sumProgram(), options).binary).toString("latin1");
    expect(text({ names: true })).toContain("test.sum");
    expect(text({})).not.toContain("test.sum");
    expect(toWasm(sumProgram()).text()).toContain("$test.sum");
  });

  it("passes a slice as address and length, from the program and from the host", () => {
    const { sum, sumTable, memory, __heap_base } = instantiate(toWasm(sumProgram()).binary).exports;
    expect(call(sumTable)).toBe(1 + 2 + 3 + 4);
    const address = valueOf(__heap_base);
    new Uint8Array((memory as { buffer: ArrayBuffer }).buffer).set([10, 20, 30], address);
    expect(call(sum, address + 1, 2)).toBe(50);
  });

  it("cuts a slice by subarray, through an alias", () => {
    expect(call(instantiate(toWasm(cutProgram()).binary).exports.cut, 1, 3)).toBe(2 + 3);
  });

  it("imports the externs that it calls from their module, and makes their results canonical", () => {
    const sent: number[][] = [];
    const imports = { board: { flag: () => 6, low: () => 0x1ff, send: (...values: number[]) => sent.push(values) } };
    const { exports } = instantiate(toWasm(externProgram()).binary, imports);
    expect([call(exports.flag), call(exports.low)]).toEqual([1, -1]);
    call(exports.talk);
    expect(sent).toEqual([[16, 4, 1]]);
  });

  it("hands on an extern that the program exports", () => {
    const board = externProgram();
    const exported = { name: "raw", target: "chips/board.flag", kind: "function" } as const;
    const { binary, dts } = toWasm({ ...board, exports: [...board.exports, exported] });
    const { exports } = instantiate(binary, { board: { flag: () => 6, low: () => 0, send: () => undefined } });
    expect(call(exports.raw)).toBe(6);
    expect(dts).toContain("  raw(): number;");
  });

  it("makes small arguments of a host canonical", () => {
    const types = ["bool", "i8", "u8", "i16", "u16"] as const;
    const functions = types.map((type) => func(type, [parameter("x", type)], type, [returns(load(local("x", type)))]));
    const { exports } = instantiate(toWasm(program({ functions })).binary);
    expect(types.map((type) => call(exports[type], 0x1ff80))).toEqual([1, -128, 128, -128, 65408]);
  });

  it.each([
    ["dense", [0, 1, 2, 3, 5]],
    ["of negative numbers", [-3, -2, -1]],
    ["sparse", [-1000000, 7, 99, 0x7fffffff, -0x80000000]],
    ["of one case", [4]],
    ["without cases", []],
  ])("chooses among cases: %s", (_, values) => {
    const { choose } = instantiate(toWasm(switchProgram(values)).binary).exports;
    const around = [...values, ...values.map((value) => (value + 1) | 0), ...values.map((value) => (value - 1) | 0), 4];
    const expected = around.map((value) => (values.includes(value) ? values.indexOf(value) + 10 : -1));
    expect(around.map((value) => call(choose, value))).toEqual(expected);
  });

  it("traps out of bounds and on a divisor of zero only if checks are asked for", () => {
    const without = instantiate(toWasm(uncheckedProgram()).binary).exports;
    const checked = instantiate(toWasm(uncheckedProgram(), { checks: true }).binary).exports;
    expect([call(checked.at, 3), call(checked.divide, 7, 2), call(checked.cut, 1, 4)]).toEqual([4, 3, 2 + 3 + 4]);
    expect(call(without.divide, 7, 0)).toBe(0);
    expect(call(checked.divide, -0x80000000, -1)).toBe(-0x80000000);
    const traps: [unknown, number[]][] = [
      [checked.at, [4]],
      [checked.at, [-1]],
      [checked.divide, [7, 0]],
      [checked.cut, [3, 2]],
      [checked.cut, [2, 5]],
    ];
    for (const [run, values] of traps) expect(() => call(run, ...values)).toThrow(/unreachable|divide by zero/);
  });

  it("gives no memory to what the program does not reach", () => {
    expect(toWasm(externProgram()).layout.map(({ name }) => name)).toEqual(["test.table"]);
  });

  it("describes the module in TypeScript", () => {
    expect(toWasm(externProgram()).dts).toMatchInlineSnapshot(`
      "/** In bytes from the start of memory. */
      export type Address = number;
      /** Of a constant: its value. Of a static: its address. */
      export interface Global<Value> {
        readonly value: Value;
      }
      /** What a host needs of a \`WebAssembly.Memory\`. A view of \`buffer\` is stale after \`grow\`. */
      export interface Memory {
        readonly buffer: ArrayBuffer;
        grow(pages: number): number;
      }

      export interface TestExports {
        readonly memory: Memory;
        /** The first address after the last static. */
        readonly __data_end: Global<Address>;
        /** The first address that the host may use for its own data. */
        readonly __heap_base: Global<Address>;
        flag(): number;
        low(): number;
        talk(): void;
      }

      /** What the host supplies. A u32 arrives as a signed number: apply \`>>> 0\`. */
      export interface TestImports {
        readonly board: {
          /** Does flag. */
          flag(): boolean | number;
          /** Does low. */
          low(): number;
          /** Does send. */
          send(bytes: Address, bytesLength: number, last: number): void;
        };
      }

      "
    `);
    expect(toWasm(cutProgram()).dts).toContain("sum(bytes: Address, bytesLength: number): number;");
  });
});

/** `table`, `sum` of a slice, `sumTable` of the whole table. */
function sumProgram(): Program {
  return program({ statics: [table()], functions: [sum(), callsSum("sumTable", wholeTable())] });
}

/** `cut(a, b)`: the sum of `table.subarray(a, b)`. */
function cutProgram(): Program {
  const parameters = [parameter("a", "u32"), parameter("b", "u32")];
  const start = load(local("a", "u32"));
  const end = load(local("b", "u32"));
  const part: Reference = { kind: "slice", base: place(table()), start, end, type: BYTES, span: SPAN };
  const view: Reference = { kind: "reference", place: local("view", BYTES), type: BYTES, span: SPAN };
  const cut = func("cut", parameters, "u32", [alias("view", part), ...callsSum("", view).body]);
  return program({ statics: [table()], functions: [sum(), cut] });
}

function uncheckedProgram(): Program {
  const [x, y] = [load(local("x", "i32")), load(local("y", "i32"))];
  const item = load(element(place(table()), x));
  const at = func("at", [parameter("x", "i32")], "u8", [returns(item)]);
  const divide = func("divide", [parameter("x", "i32"), parameter("y", "i32")], "i32", [
    returns(binary("divide", x, y, "i32")),
  ]);
  const [cuts] = cutProgram().modules;
  return program({ statics: [table()], functions: [at, divide, ...(cuts?.functions ?? [])] });
}

function table(): ReturnType<typeof variable> {
  return variable("table", TABLE, [1, 2, 3, 4]);
}

function wholeTable(): Reference {
  return { kind: "slice", base: place(table()), start: null, end: null, type: BYTES, span: SPAN };
}

/** `for (let i = 0; i < bytes.length; i++) total += bytes[i]`. */
function sum(): ReturnType<typeof func> {
  const bytes = local("bytes", BYTES);
  const [i, total] = [local("i", "u32"), local("total", "u32")];
  const item: Expression = { kind: "convert", operand: load(element(bytes, load(i))), type: "u32", span: SPAN };
  const loop: Statement = {
    kind: "for",
    initial: [letOf("i", constant("u32", 0))],
    condition: binary("less", load(i), { kind: "length", slice: bytes, type: "u32", span: SPAN }, "bool"),
    update: [assign(i, binary("add", load(i), constant("u32", 1), "u32"))],
    body: [assign(total, binary("add", load(total), item, "u32"))],
    label: null,
    span: SPAN,
    comments: [],
  };
  const body = [letOf("total", constant("u32", 0)), loop, returns(load(total))];
  return func("sum", [parameter("bytes", BYTES)], "u32", body);
}

function letOf(name: string, value: Expression): Extract<Statement, { kind: "let" }> {
  return { kind: "let", local: name, type: value.type, mutable: true, value, span: SPAN, comments: [] };
}

function callsSum(name: string, bytes: Reference): ReturnType<typeof func> {
  const invocation = { callee: "test.sum", arguments: [bytes], result: "u32", span: SPAN } as const;
  return func(name, [], "u32", [returns({ kind: "call", invocation, type: "u32", span: SPAN })]);
}

/** Externs of module `chips/board`, of which `unused` is not called. */
function externProgram(): Program {
  const extern = (name: string, result: Extern["result"]): Extern => ({
    name: `chips/board.${name}`,
    doc: `Does ${name}.`,
    exported: true,
    span: SPAN,
    parameters: name === "send" ? [parameter("bytes", BYTES), parameter("last", "bool")] : [],
    result,
  });
  const externs = [extern("flag", "bool"), extern("low", "i8"), extern("send", "void"), extern("unused", "void")];
  const calls = (["bool", "i8"] as const).map((type) => {
    const name = type === "bool" ? "flag" : "low";
    const invocation = { callee: `chips/board.${name}`, arguments: [], result: type, span: SPAN };
    return func(name, [], type, [returns({ kind: "call", invocation, type, span: SPAN })]);
  });
  const sending = {
    callee: "chips/board.send",
    arguments: [wholeTable(), constant("bool", true)],
    result: "void",
  } as const;
  const talk = func("talk", [], "void", [
    { kind: "call-statement", invocation: { ...sending, span: SPAN }, span: SPAN, comments: [] },
  ]);
  const { modules, ...rest } = program({ statics: [table(), variable("dead", "u32")], functions: [...calls, talk] });
  const board = { ...program({ externs, functions: [] }).modules[0], id: "chips/board" };
  return { ...rest, modules: [board as Program["modules"][number], ...modules] };
}

/** Gives 10 and the position of the case, or -1. */
function switchProgram(values: readonly number[]): Program {
  const cases = values.map((value, index): SwitchCase => {
    return { values: [constant("i32", value)], body: [assign(local("r", "i32"), constant("i32", index + 10))] };
  });
  const choice: Statement = {
    kind: "switch",
    subject: load(local("x", "i32")),
    cases,
    otherwise: [assign(local("r", "i32"), constant("i32", -1))],
    span: SPAN,
    comments: [],
  };
  const body = [letOf("r", constant("i32", 0)), choice, returns(load(local("r", "i32")))];
  return program({ functions: [func("choose", [parameter("x", "i32")], "i32", body)] });
}

function call(run: unknown, ...values: number[]): unknown {
  if (typeof run !== "function") throw new Error("no such export");
  return Reflect.apply(run, undefined, values);
}

function valueOf(global: unknown): number {
  return (global as { value: number }).value;
}
