/**
 * Programs of run/ and fuzz/found/ with the expectations that they carry: `//? name(1, 2.5) = 3` is a call of a public
 * function and what it gives (`[1, true]` for a tuple), `//? name()` one that gives nothing. The calls of a file are
 * made in order, on one instance.
 *
 * @packageDocumentation
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fold } from "../../src/fold/fold.ts";
import { readProgram } from "../../src/front-end.ts";
import type { Program } from "../../src/ir/ir.ts";
import type { Scalar } from "../../src/ir/operators.ts";
import type { Type } from "../../src/ir/types.ts";
import { prove } from "../../src/prove/prove.ts";
import { renderDiagnostics } from "../../src/render.ts";
import type { Call, Result } from "./engine.ts";
import { agree, publicFunctions } from "./engine.ts";

const ROOT = join(import.meta.dirname, "..");
const FOLDERS = ["run", "fuzz/found"];

export interface ProgramFile {
  readonly name: string;
  readonly program: Program;
  /** As whole programs are compiled. */
  readonly folded: Program;
  readonly expectations: readonly Expectation[];
}

interface Expectation extends Call {
  readonly line: number;
  readonly expected: Result;
}

/** Names of all programs, as paths. */
export function programFiles(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `${folder}/${file}`),
  );
}

/** Compiles a program, proofs included, with what it expects of itself. */
export function readProgramFile(name: string): ProgramFile {
  const path = join(ROOT, name);
  const program = compileProgram(path);
  const functions = publicFunctions(program);
  const expectations = expectationsIn(read(path) ?? "").map((one) => ({
    ...one,
    values: one.values.map((value, index) => argumentOf(functions.get(one.name)?.parameters[index]?.type, value)),
  }));
  return { name, program, folded: fold(program, { isProven: true }), expectations };
}

/** Compiles the program at a path, proofs included. Throws, with the diagnostics, if anything in it is refused. */
export function compileProgram(path: string): Program {
  const { program, diagnostics } = readProgram({ read }, path);
  const all = program === null ? diagnostics : prove(program).diagnostics;
  if (program === null || all.length > 0) throw new Error(renderDiagnostics(all, read, { colour: false }));
  return program;
}

/** Says, line by line, which expectations the results do not meet. */
export function unmetExpectations({ expectations }: ProgramFile, results: readonly Result[]): string[] {
  return expectations.flatMap(({ line, name, values, expected }, index) => {
    const actual = results[index] ?? null;
    if (agree(actual, expected)) return [];
    return [`line ${line}: ${name}(${values.join(", ")}) is ${show(actual)}, not ${show(expected)}`];
  });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

const EXPECTATION = /^\s*\/\/\? (?<name>\w+)\((?<values>[^)]*)\)(?: = (?<expected>\S.*))?$/;

function expectationsIn(text: string): Expectation[] {
  return text.split("\n").flatMap((content, index): Expectation[] => {
    if (!content.trimStart().startsWith("//?")) return [];
    const groups = EXPECTATION.exec(content)?.groups;
    if (groups === undefined) throw new Error(`line ${index + 1} is no expectation: ${content}`);
    const { name = "", values = "", expected } = groups;
    const call = { name, values: values === "" ? [] : values.split(", ").map(valueOf) };
    return [{ ...call, line: index + 1, expected: expected === undefined ? null : resultIn(expected) }];
  });
}

function resultIn(text: string): Result {
  return text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).split(", ").map(valueOf) : valueOf(text);
}

/** A number that is no f32 stands for the nearest. */
function argumentOf(type: Type | undefined, value: Scalar): Scalar {
  return type === "f32" ? Math.fround(Number(value)) : value;
}

/** A number or bigint as JavaScript writes it, or a bool. */
function valueOf(text: string): Scalar {
  if (text === "true" || text === "false") return text === "true" ? 1 : 0;
  if (/^-?[0-9]+n$/.test(text)) return BigInt(text.slice(0, -1));
  const value = Number(text);
  if (Number.isNaN(value) && text !== "NaN") throw new Error(`'${text}' is no value`);
  return value;
}

function show(result: Result): string {
  if (typeof result === "object" && result !== null) return `[${result.map(show).join(", ")}]`;
  if (typeof result === "bigint") return `${result}n`;
  return Object.is(result, -0) ? "-0" : String(result);
}
