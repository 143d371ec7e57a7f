/**
 * The C backend: C99 that people want to read.
 *
 * Each module becomes a `.c` file and, if others need something of it, a `.h` beside it, in the folders of the
 * source. The entry module's header is the program's: it declares the public functions and is usable from C++.
 * `ganglion.h` has what C lacks, as far as it is used. Nothing is emitted that the public functions do not reach.
 * A module that only declares functions of the board becomes a header, to be implemented by hand.
 *
 * @packageDocumentation
 */
import { enumerationFinder } from "../ir/enumerations.ts";
import type { Module, Program } from "../ir/ir.ts";
import { reachedFrom } from "../ir/reach.ts";
import { structFinder } from "../ir/structs.ts";
import type { ValueType } from "../ir/types.ts";
import type { SourceTexts } from "../print/source.ts";
import { Writer } from "../print/writer.ts";
import type { FileContext } from "./file.ts";
import { emitHeader } from "./headers.ts";
import { CNames } from "./names.ts";
import type { RuntimeName } from "./runtime.ts";
import { emitRuntime } from "./runtime.ts";
import type { ProgramContext } from "./sources.ts";
import { emitSource } from "./sources.ts";
import { escapingStatics, externalNames } from "./visibility.ts";

/** What the C backend must be given. */
export interface COptions {
  /** For the spelling of numbers. */
  readonly sources: SourceTexts;
  /** `#line` directives in `.c` files, so that compilers and debuggers name the source. Default false. */
  readonly lineDirectives?: boolean;
  /** Public names as they are exported, without the program's name before them. Default false. */
  readonly bareNames?: boolean;
}

/** Emits the program as C: text by path, relative to where the files will lie. */
export function toC(program: Program, options: COptions): ReadonlyMap<string, string> {
  const { sources, lineDirectives = false, bareNames = false } = options;
  const reached = reachedFrom(program);
  const runtime = new Set<RuntimeName>();
  const usesFloat = { value: false };
  const constants = typesOfConstants(program);
  const names = new CNames(program, bareNames);
  const structOf = structFinder(program);
  const enumerationOf = enumerationFinder(program);
  const context: ProgramContext = {
    program,
    reached,
    external: externalNames(program, reached),
    escaping: escapingStatics(program),
    names,
    newFile: (): FileContext => ({
      // A directive cannot stand inside of a statement, so a statement is one line.
      writer: lineDirectives ? new Writer("    ", Infinity) : new Writer("    "),
      names,
      sources,
      lineDirectives,
      standardHeaders: new Set(),
      runtime: new Set(),
      usesFloat: { value: false },
      structOf,
      enumerationOf,
      typeOfConstant: (name, member) => typeOf(constantKey(name, member), constants),
    }),
    finish: (file) => {
      for (const each of file.runtime) runtime.add(each);
      usesFloat.value ||= file.usesFloat.value;
    },
  };

  const files = new Map<string, string>();
  for (const module of program.modules) {
    const header = emitHeader(module, context);
    const source = emitSource(module, header !== null, context);
    if (header !== null) files.set(headerPath(module), header);
    if (source !== null) files.set(`${module.id}.c`, source);
  }
  if (runtime.size > 0 || usesFloat.value) files.set("ganglion.h", emitRuntime(runtime, usesFloat.value));
  return files;
}

function headerPath(module: Module): string {
  return `${module.id}.h`;
}

function typesOfConstants({ modules }: Program): ReadonlyMap<string, ValueType> {
  const types = new Map<string, ValueType>();
  for (const { name, type, object } of modules.flatMap((module) => module.constants)) {
    types.set(constantKey(name, object?.member), type);
  }
  for (const { name, members } of modules.flatMap((module) => module.enumerations)) {
    for (const member of members) types.set(constantKey(name, member.name), "i32");
  }
  return types;
}

function constantKey(name: string, member: string | undefined): string {
  return member === undefined ? name : `${name}.${member}`;
}

function typeOf(name: string, constants: ReadonlyMap<string, ValueType>): ValueType {
  const type = constants.get(name);
  if (type === undefined) throw new Error(`to-c: constant '${name}' is not declared`);
  return type;
}
