/**
 * The WebAssembly backend: a program becomes one small module, through Binaryen, with no C toolchain.
 *
 * The module exports the program's public functions under their public names; `memory`; an address for each
 * public static and a value for each public constant; and `__data_end` and `__heap_base`, named as linkers name
 * them: from `__heap_base` on, memory is the host's, to put there what it passes by reference, and to grow. It
 * imports only the externs that it calls: `board.send` is field `send` of import module `board`.
 *
 * Scalars cross the border as i32, f32 or i64 (a bigint of JavaScript); an array or struct as its address; a slice
 * as address and length; a tuple as several values, which JavaScript sees as an array. A u32 reaches JavaScript as a
 * signed number (apply `>>> 0`), and a u64 as a signed bigint (`BigInt.asUintN(64, x)`). The code uses WebAssembly
 * 1.0 with sign extension, saturating conversion and, for tuples, several results: every engine since 2020 has them.
 * Nothing in it can trap, except that a host passes an address outside of memory.
 *
 * The optimiser runs for size (optimise.ts). It is never allowed to relax floating point, so results keep every bit;
 * only the sign and payload of a NaN are unspecified, as in the language.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import { isInline } from "../ir/inline.ts";
import type { Extern, Program, ProgramExport } from "../ir/ir.ts";
import { reachedFrom } from "../ir/reach.ts";
import { structFinder } from "../ir/structs.ts";
import type { ProgramContext, Signature } from "./context.ts";
import { wasmConstant, wasmResultOf, wasmTypeOf, wasmTypesOf } from "./context.ts";
import { describeModule } from "./declarations.ts";
import type { StaticLayout } from "./layout.ts";
import { layOutMemory } from "./layout.ts";
import type { SourceTexts } from "../print/source.ts";
import { positionOf } from "../print/source.ts";
import { optimise } from "./optimise.ts";
import type { OptimiserMemory } from "./optimiser-memory.ts";
import { emitFunction, emitInline } from "./statements.ts";

export type { StaticLayout } from "./layout.ts";
export { OptimiserMemory } from "./optimiser-memory.ts";

/** What a user of the WASM build can choose. */
export interface WasmOptions {
  /** Keep the names of functions and locals in the binary. Default false. */
  readonly names?: boolean;
  /**
   * Trap on what a proof excludes: an index or slice out of bounds, an integer divisor of zero. For testing the
   * prover; without it such an access reads or writes elsewhere in memory, and such a quotient is 0. Default false.
   */
  readonly checks?: boolean;
  /** Whether to use vectors of four f32 (see lanes.ts), which not every engine has. Same bits. Default false. */
  readonly simd?: boolean;
  /** Default true. Without it, the module has the shape of the source. */
  readonly optimise?: boolean;
  /** Whether to make a source map, which the binary names. Default false. */
  readonly sourceMap?: SourceMapRequest;
  /** What programs before this one left for it. Not used where names or a source map are wanted. */
  readonly memory?: OptimiserMemory | undefined;
}

/** What a source map takes. */
export interface SourceMapRequest {
  /** Where it will be, as seen from the binary: `core.wasm.map`. */
  readonly url: string;
  /** The sources, which it will carry. */
  readonly sources: SourceTexts;
}

/** A compiled program. */
export interface WasmProgram {
  readonly binary: Uint8Array;
  /** The source map, version 3, as JSON; null if it was not asked for. */
  readonly sourceMap: string | null;
  /** TypeScript declarations of the module's exports and imports. */
  readonly dts: string;
  /** Where each static lies in memory, in order of address. */
  readonly layout: readonly StaticLayout[];
  /** The module as text (WAT), with names. */
  text(): string;
}

/** Compiles a program. The same program and options give the same bytes. */
export function toWasm(whole: Program, options: WasmOptions = {}): WasmProgram {
  const program = withoutDeadParts(whole);
  const { binary, sourceMap } = withModule(program, options, (module) => emitBinary(module, program, options));
  return {
    binary,
    sourceMap,
    dts: describeModule(program),
    layout: layOutMemory(program).statics,
    text: () => withModule(program, options, (module) => module.emitText()),
  };
}

/** What no public function reaches would take memory. (Dead functions the optimiser removes, but not what they use.) */
function withoutDeadParts(program: Program): Program {
  const reached = reachedFrom(program);
  const isReached = ({ name }: { readonly name: string }): boolean => reached.has(name);
  const modules = program.modules.map((module) => ({
    ...module,
    statics: module.statics.filter(isReached),
    externs: module.externs.filter(isReached),
    functions: module.functions.filter(isReached),
  }));
  return { ...program, modules };
}

/** Modules live in Binaryen's own memory, so each is built, used and freed here. */
function withModule<Result>(program: Program, options: WasmOptions, use: (module: binaryen.Module) => Result): Result {
  const module = new binaryen.Module();
  try {
    buildModule(module, program, options);
    if (module.validate() === 0) throw new Error("to-wasm: the module does not validate");
    const { names = false, sourceMap, memory = null } = options;
    if (options.optimise ?? true) optimise(module, names || sourceMap !== undefined ? null : memory);
    return use(module);
  } finally {
    module.dispose();
  }
}

function buildModule(module: binaryen.Module, program: Program, options: WasmOptions): void {
  const { checks = false, simd = false, sourceMap } = options;
  const locate = sourceMap === undefined ? null : locator(module, program, sourceMap.sources);
  const { SignExt, NontrappingFPToInt, Multivalue, SIMD128 } = binaryen.Features;
  if (simd) module.setFeatures(SignExt | NontrappingFPToInt | Multivalue | SIMD128);
  else module.setFeatures(SignExt | NontrappingFPToInt | Multivalue);
  const layout = layOutMemory(program);
  const structOf = structFinder(program);
  const signatures = signaturesOf(program);
  // A check looks at one element, and a vector has four.
  const context: ProgramContext = {
    module,
    layout,
    checks,
    simd: simd && !checks,
    locate,
    structOf,
    signatures,
    emitInline,
  };
  addMemory(context);
  const publicFunctions = new Set(program.exports.map(({ target }) => target));
  for (const { externs, functions } of program.modules) {
    for (const extern of externs) addImport(module, extern);
    for (const func of functions) emitFunction(context, func, publicFunctions.has(func.name));
  }
  for (const exported of program.exports) addExport(context, program, exported);
}

function signaturesOf({ modules }: Program): Map<string, Signature> {
  const signatures = new Map<string, Signature>();
  for (const { functions, externs } of modules) {
    for (const func of functions) {
      signatures.set(func.name, { ...func, inline: isInline(func) ? func : null, isExtern: false });
    }
    for (const extern of externs) signatures.set(extern.name, { ...extern, inline: null, isExtern: true });
  }
  return signatures;
}

const NO_MAXIMUM = -1;

function addMemory({ module, layout }: ProgramContext): void {
  const segments = layout.data.map(({ address, bytes }) => ({ offset: module.i32.const(address), data: bytes }));
  module.setMemory(layout.pages, NO_MAXIMUM, "memory", segments);
  addExportedGlobal(module, "__data_end", binaryen.i32, module.i32.const(layout.dataEnd));
  addExportedGlobal(module, "__heap_base", binaryen.i32, module.i32.const(layout.heapBase));
}

function addExportedGlobal(
  module: binaryen.Module,
  name: string,
  type: binaryen.Type,
  value: binaryen.ExpressionRef,
): void {
  module.addGlobal(name, type, false, value);
  module.addGlobalExport(name, name);
}

function addImport(module: binaryen.Module, { name, parameters, result }: Extern): void {
  const dot = name.lastIndexOf(".");
  const moduleName = name.slice(name.lastIndexOf("/", dot) + 1, dot);
  const types = binaryen.createType(parameters.flatMap(({ type }) => wasmTypesOf(type)));
  module.addFunctionImport(name, moduleName, name.slice(dot + 1), types, wasmResultOf(result));
}

function addExport({ module, layout }: ProgramContext, program: Program, { name, target, kind }: ProgramExport): void {
  switch (kind) {
    case "function":
      module.addFunctionExport(target, name);
      return;
    case "static":
      addExportedGlobal(module, name, binaryen.i32, module.i32.const(layout.addressOf(target)));
      return;
    case "constant": {
      const constant = program.modules.flatMap(({ constants }) => constants).find((one) => one.name === target);
      if (constant === undefined) throw new Error(`to-wasm: export of unknown '${target}'`);
      const { type, value } = constant;
      addExportedGlobal(module, name, wasmTypeOf(type), wasmConstant(module, type, value));
    }
  }
}

interface Emitted {
  readonly binary: Uint8Array;
  readonly sourceMap: string | null;
}

function emitBinary(module: binaryen.Module, program: Program, { names = false, sourceMap }: WasmOptions): Emitted {
  binaryen.setDebugInfo(names);
  if (sourceMap === undefined) return { binary: module.emitBinary(), sourceMap: null };
  const emitted = module.emitBinary(sourceMap.url);
  // Binaryen knows no contents of sources.
  const map = JSON.parse(emitted.sourceMap ?? "{}") as { readonly sources: readonly string[] };
  const texts = new Map(program.modules.map(({ id, file }) => [`${id}.ts`, sourceMap.sources.get(file) ?? ""]));
  const sourcesContent = map.sources.map((name) => texts.get(name) ?? "");
  return { binary: emitted.binary, sourceMap: `${JSON.stringify({ ...map, sourcesContent })}\n` };
}

/** Tells Binaryen the line and column of each statement. */
function locator(module: binaryen.Module, program: Program, sources: SourceTexts): ProgramContext["locate"] {
  const files = new Map(program.modules.map(({ id, file }) => [file, module.addDebugInfoFileName(`${id}.ts`)]));
  return (func, made) => {
    for (const { code, span } of made) {
      const [file, position] = [files.get(span.file), positionOf(span, sources)];
      if (file !== undefined && position !== null) {
        module.setDebugLocation(func, code, file, position.line, position.column - 1);
      }
    }
  };
}
