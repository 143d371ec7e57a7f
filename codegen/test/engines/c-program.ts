/**
 * A compiled program with a generated `main` that answers calls, for every engine that runs C.
 *
 * The calls come as words, so `main` is the same for any number of them: the position of a function, then its
 * arguments; a word goes back for each result, several for a tuple. What has 64 bits takes two words, the low one
 * first. Where the words come from and go to is the engine's affair (chips/channel.h).
 *
 * @packageDocumentation
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Func, Program } from "../../src/ir/ir.ts";
import type { Scalar } from "../../src/ir/operators.ts";
import { convert } from "../../src/ir/operators.ts";
import type { StorageType, Type } from "../../src/ir/types.ts";
import { isScalar, isWide } from "../../src/ir/types.ts";
import { identifier } from "../../src/to-c/names.ts";
import { toC } from "../../src/to-c/to-c.ts";
import type { Call, Result } from "./engine.ts";
import { publicFunctions, resultOf, resultTypes } from "./engine.ts";

/** What to compile in a folder to which a program was written: the program, and what makes the calls. */
export const PROGRAM_SOURCE = "program.c";
export const CALLS_SOURCE = "calls.c";

/**
 * Writes the program's C to a folder. All modules are one unit for speed: their names are one flat space
 * anyway.
 */
export function writeProgram(program: Program, folder: string): void {
  const generated = toC(program, { sources: new Map() });
  const modules = [...generated.keys()].filter((path) => path.endsWith(".c"));
  const unit = modules.map((path) => `#include "${path}"\n`).join("");
  for (const [path, text] of [...generated, [PROGRAM_SOURCE, unit], [CALLS_SOURCE, mainOf(program)]] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A `main` that answers calls until the input ends. */
function mainOf(program: Program): string {
  const name = identifier(program.entry.slice(program.entry.lastIndexOf("/") + 1));
  const cases = Array.from(publicFunctions(program), ([exported, func], index) => {
    const types = func.parameters.flatMap(({ type }) => (isScalar(type) ? [type] : []));
    const { result } = func;
    if (types.length < func.parameters.length || (typeof result !== "string" && result.kind !== "tuple")) return "";
    const call = `${name}_${exported}(${types.map((_, position) => `v${position}`).join(", ")})`;
    const answer = answerTo(func, call, `${name}_${exported}_result`);
    return `    case ${index}: {\n${types.map(declare).join("")}        ${answer}\n        break;\n    }`;
  });
  return `#include <stdbool.h>
#include <stdint.h>

#include "${program.entry}.h"
#include "channel.h"

union bits {
    float number;
    uint32_t word;
};

static inline uint32_t next(void) {
    uint32_t word = 0;
    (void)channel_read(&word);
    return word;
}

static inline uint64_t next_wide(void) {
    const uint64_t low = next();
    return low | (uint64_t)next() << 32;
}

static inline float next_f32(void) {
    const union bits both = {.word = next()};
    return both.number;
}

${ANSWERS.map(answerFunction).join("\n\n")}

int main(void) {
    uint32_t function;
    while (channel_read(&function)) {
        switch (function) {
${cases.join("\n")}
        default:
            return 1;
        }
    }
    return 0;
}
`;
}

/** A word for each value, and one from a function without result. Labels of tuples must be no names of C's. */
function answerTo({ result }: Func, call: string, tuple: string): string {
  if (result === "void") return `${call};\n        channel_write(0);`;
  if (typeof result === "string") return `answer_${result}(${call});`;
  if (result.kind !== "tuple") throw new Error("a reference is no answer");
  const answers = result.elements.map(({ name, type }) => `answer_${type}(tuple.${name});`);
  return [`const ${tuple} tuple = ${call};`, ...answers].join("\n        ");
}

const C_TYPES: Readonly<Record<StorageType, string>> = {
  bool: "bool",
  i8: "int8_t",
  u8: "uint8_t",
  i16: "int16_t",
  u16: "uint16_t",
  i32: "int32_t",
  u32: "uint32_t",
  f32: "float",
  i64: "int64_t",
  u64: "uint64_t",
};

const ANSWERS = Object.keys(C_TYPES) as StorageType[];

function answerFunction(type: StorageType): string {
  const header = `static inline void answer_${type}(${C_TYPES[type]} value) {`;
  if (isWide(type)) {
    return `${header}\n    channel_write((uint32_t)value);\n    channel_write((uint32_t)((uint64_t)value >> 32));\n}`;
  }
  if (type !== "f32") return `${header}\n    channel_write((uint32_t)value);\n}`;
  return `${header}\n    const union bits both = {.number = value};\n    channel_write(both.word);\n}`;
}

function declare(type: StorageType, position: number): string {
  return `        const ${C_TYPES[type]} v${position} = ${readerOf(type)};\n`;
}

function readerOf(type: StorageType): string {
  if (type === "f32") return "next_f32()";
  if (type === "bool") return "next() != 0";
  return `(${C_TYPES[type]})${isWide(type) ? "next_wide" : "next"}()`;
}

/** The words that make the calls. */
export function encodeCalls(program: Program, calls: readonly Call[]): Uint8Array {
  const functions = publicFunctions(program);
  const positions = new Map([...functions.keys()].map((name, position) => [name, position]));
  const words = calls.flatMap(({ name, values }) => [
    positions.get(name) ?? 0,
    ...values.flatMap((value, place) => toWords(calleeOf(functions, name).parameters[place]?.type, value)),
  ]);
  return new Uint8Array(Uint32Array.from(words).buffer);
}

/** The results that the words mean. */
export function decodeResults(program: Program, calls: readonly Call[], answer: Buffer): Result[] {
  const functions = publicFunctions(program);
  const callees = calls.map(({ name }) => calleeOf(functions, name));
  const count = callees.reduce((sum, func) => sum + wordsOf(func), 0);
  if (answer.length !== 4 * count) throw new Error(`${answer.length / 4} words, not ${count}`);
  let position = 0;
  const next = (): number => answer.readUInt32LE(4 * position++);
  return callees.map((func) => {
    const types = resultTypes(func);
    if (types.length === 0) next();
    return resultOf(
      func,
      types.map((type) => fromWords(type, next)),
    );
  });
}

/** How many words the result of a function takes; nothing takes one. */
function wordsOf(func: Func): number {
  const words = resultTypes(func).reduce((sum, type) => sum + (isWide(type) ? 2 : 1), 0);
  return Math.max(words, 1);
}

function calleeOf(functions: ReadonlyMap<string, Func>, name: string): Func {
  const func = functions.get(name);
  if (func === undefined) throw new Error(`no function '${name}'`);
  return func;
}

function toWords(type: Type | undefined, value: Scalar): number[] {
  if (typeof value === "bigint") return [...new Uint32Array(BigInt64Array.of(value).buffer)];
  return type === "f32" ? [...new Uint32Array(Float32Array.of(value).buffer)] : [value >>> 0];
}

function fromWords(type: StorageType, next: () => number): Scalar {
  const word = next();
  if (type === "f32") return new Float32Array(Uint32Array.of(word).buffer)[0] ?? 0;
  return isWide(type) ? convert(BigInt(word) | (BigInt(next()) << 32n), "u64", type) : convert(word, "u32", type);
}
