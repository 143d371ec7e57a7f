/**
 * A compiled program with a generated `main` that answers calls, for every engine that runs C.
 *
 * The calls come as words, so `main` is the same for any number of them: the position of a function, then its
 * arguments; a word goes back for each result, several for a tuple. Where the words come from and go to is the
 * engine's affair (chips/channel.h).
 *
 * @packageDocumentation
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Func, Program } from "../../src/ir/ir.ts";
import { convert } from "../../src/ir/operators.ts";
import type { StorageType, Type } from "../../src/ir/types.ts";
import { isScalar } from "../../src/ir/types.ts";
import { toC } from "../../src/to-c/to-c.ts";
import type { Call, Result } from "./engine.ts";
import { publicFunctions, resultOf, resultTypes } from "./engine.ts";

/** What to compile in a folder to which a program was written. */
export const PROGRAM_SOURCES = ["program.c", "calls.c"] as const;

/**
 * Writes the program's C to a folder. All modules are one unit, program.c, for speed: their names are one flat space
 * anyway.
 */
export function writeProgram(program: Program, folder: string): void {
  const generated = toC(program, { sources: new Map() });
  const modules = [...generated.keys()].filter((path) => path.endsWith(".c"));
  const unit = modules.map((path) => `#include "${path}"\n`).join("");
  for (const [path, text] of [...generated, ["program.c", unit], ["calls.c", mainOf(program)]] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A `main` that answers calls until the input ends. */
function mainOf(program: Program): string {
  const name = program.entry.slice(program.entry.lastIndexOf("/") + 1).replaceAll("-", "_");
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
};

const ANSWERS = Object.keys(C_TYPES) as StorageType[];

function answerFunction(type: StorageType): string {
  const header = `static inline void answer_${type}(${C_TYPES[type]} value) {`;
  if (type !== "f32") return `${header}\n    channel_write((uint32_t)value);\n}`;
  return `${header}\n    const union bits both = {.number = value};\n    channel_write(both.word);\n}`;
}

function declare(type: StorageType, position: number): string {
  const read = type === "f32" ? "next_f32()" : type === "bool" ? "next() != 0" : `(${C_TYPES[type]})next()`;
  return `        const ${C_TYPES[type]} v${position} = ${read};\n`;
}

/** The words that make the calls. */
export function encodeCalls(program: Program, calls: readonly Call[]): Uint8Array {
  const functions = publicFunctions(program);
  const positions = new Map([...functions.keys()].map((name, position) => [name, position]));
  const words = calls.flatMap(({ name, values }) => [
    positions.get(name) ?? 0,
    ...values.map((value, place) => toWord(calleeOf(functions, name).parameters[place]?.type, value)),
  ]);
  return new Uint8Array(Uint32Array.from(words).buffer);
}

/** The results that the words mean. */
export function decodeResults(program: Program, calls: readonly Call[], answer: Buffer): Result[] {
  const functions = publicFunctions(program);
  const callees = calls.map(({ name }) => calleeOf(functions, name));
  const count = callees.reduce((sum, func) => sum + Math.max(resultTypes(func).length, 1), 0);
  if (answer.length !== 4 * count) throw new Error(`${answer.length / 4} results, not ${count}`);
  let position = 0;
  const next = (): number => answer.readUInt32LE(4 * position++);
  return callees.map((func) => {
    const types = resultTypes(func);
    if (types.length === 0) next();
    return resultOf(
      func,
      types.map((type) => fromWord(type, next())),
    );
  });
}

function calleeOf(functions: ReadonlyMap<string, Func>, name: string): Func {
  const func = functions.get(name);
  if (func === undefined) throw new Error(`no function '${name}'`);
  return func;
}

function toWord(type: Type | undefined, value: number): number {
  return type === "f32" ? (new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0) : value >>> 0;
}

function fromWord(type: StorageType, word: number): number {
  if (type === "f32") return new Float32Array(Uint32Array.of(word).buffer)[0] ?? 0;
  return convert(word, "u32", type);
}
