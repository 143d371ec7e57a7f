/**
 * The C backend as an engine: a native process, compiled by gcc.
 *
 * The calls come through standard input as words, so the generated `main` is the same for any number of them:
 * the position of a function, then its arguments; a word goes back for each result.
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Func, Program, ResultType } from "../../src/ir/ir.ts";
import { convert } from "../../src/ir/operators.ts";
import type { StorageType, Type } from "../../src/ir/types.ts";
import { isScalar } from "../../src/ir/types.ts";
import { toC } from "../../src/to-c/to-c.ts";
import type { Call, Engine, Result } from "./engine.ts";
import { publicFunctions } from "./engine.ts";

const FLAGS = ["-std=c99", "-ffp-contract=off"];

/**
 * Warnings are errors, as generated C promises to have none. Not among them is what a source may contain: a comparison
 * that is always true, a case that never comes, a parameter without use. Nor is the sign of conversions, where gcc 12
 * objects even to `x ^ (uint32_t)y` for a `y` of 8 bits.
 */
const WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wpedantic", "-Werror", "-Wno-sign-conversion"];
const POINTLESS = [
  "-Wno-type-limits",
  "-Wno-tautological-compare",
  "-Wno-switch-outside-range",
  "-Wno-unused-parameter",
];

/** As written, and told to stop at whatever C leaves undefined. (With sanitizers, gcc warns of what is not there.) */
export const NATIVE_CHECKED = nativeEngine("gcc -O0, sanitized", [
  "-O0",
  "-fsanitize=address,undefined",
  "-fno-sanitize-recover=all",
]);

export const NATIVE_OPTIMISED = nativeEngine("gcc -O2", ["-O2", ...WARNINGS, ...POINTLESS]);

function nativeEngine(name: string, flags: readonly string[]): Engine {
  return {
    name,
    run: async (program, calls) => {
      const folder = mkdtempSync(join(tmpdir(), "ganglion-native-"));
      try {
        const executable = await compile(program, [...FLAGS, ...flags], folder);
        return await execute(program, calls, executable);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

async function compile(program: Program, flags: readonly string[], folder: string): Promise<string> {
  const files = new Map([...toC(program, { sources: new Map() }), ["calls.c", mainOf(program)]]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const sources = [...files.keys()].filter((path) => path.endsWith(".c"));
  await run("gcc", [...flags, "-I.", "-o", "program", ...sources, "-lm"], { cwd: folder, timeout: TIMEOUT_MS });
  return join(folder, "program");
}

/** A `main` that answers calls until the input ends. */
function mainOf(program: Program): string {
  const name = program.entry.slice(program.entry.lastIndexOf("/") + 1);
  const cases = Array.from(publicFunctions(program), ([exported, func], index) => {
    const types = func.parameters.flatMap(({ type }) => (isScalar(type) ? [type] : []));
    if (types.length < func.parameters.length || typeof func.result !== "string") return "";
    const call = `${name}_${exported}(${types.map((_, position) => `v${position}`).join(", ")})`;
    const answer = func.result === "void" ? `${call};\n        answer(0);` : `answer_${func.result}(${call});`;
    return `    case ${index}: {\n${types.map(declare).join("")}        ${answer}\n        break;\n    }`;
  });
  return `#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "${program.entry}.h"

static uint32_t next(void) {
    uint32_t word = 0;
    return fread(&word, sizeof word, 1, stdin) == 1 ? word : 0;
}

float next_f32(void);
float next_f32(void) {
    const uint32_t word = next();
    float value;
    memcpy(&value, &word, sizeof value);
    return value;
}

static void answer(uint32_t word) {
    fwrite(&word, sizeof word, 1, stdout);
}

${ANSWERS.map(answerFunction).join("\n\n")}

int main(void) {
    uint32_t function;
    while (fread(&function, sizeof function, 1, stdin) == 1) {
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
  const header = `void answer_${type}(${C_TYPES[type]} value);\nvoid answer_${type}(${C_TYPES[type]} value) {`;
  if (type !== "f32") return `${header}\n    answer((uint32_t)value);\n}`;
  return `${header}\n    uint32_t word;\n    memcpy(&word, &value, sizeof word);\n    answer(word);\n}`;
}

function declare(type: StorageType, position: number): string {
  const read = type === "f32" ? "next_f32()" : type === "bool" ? "next() != 0" : `(${C_TYPES[type]})next()`;
  return `        const ${C_TYPES[type]} v${position} = ${read};\n`;
}

function execute(program: Program, calls: readonly Call[], executable: string): Promise<Result[]> {
  const functions = publicFunctions(program);
  const names = [...functions.keys()];
  const callees = calls.map(({ name }): Func => {
    const func = functions.get(name);
    if (func === undefined) throw new Error(`no function '${name}'`);
    return func;
  });
  const words = calls.flatMap(({ name, values }, index) => [
    names.indexOf(name),
    ...values.map((value, position) => toWord(callees[index]?.parameters[position]?.type, value)),
  ]);
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, encoding: "buffer", maxBuffer: 4 * calls.length + 65536 } as const;
    const child = execFile(executable, options, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${error.message}\n${stderr.toString()}`));
      else if (stdout.length !== 4 * calls.length) reject(new Error(`${stdout.length / 4} results`));
      else resolve(callees.map(({ result }, index) => fromWord(result, stdout.readUInt32LE(4 * index))));
    });
    child.stdin?.on("error", reject);
    child.stdin?.end(Buffer.from(Uint32Array.from(words).buffer));
  });
}

function toWord(type: Type | undefined, value: number): number {
  return type === "f32" ? (new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0) : value >>> 0;
}

function fromWord(type: ResultType, word: number): Result {
  if (type === "void" || typeof type !== "string") return null;
  if (type === "f32") return new Float32Array(Uint32Array.of(word).buffer)[0] ?? 0;
  return convert(word, "u32", type);
}
