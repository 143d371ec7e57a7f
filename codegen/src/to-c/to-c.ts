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
import { isSameTree } from "../ir/same.ts";
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
export function toC(program: Program, options: COptions, memory = new CMemory()): ReadonlyMap<string, string> {
  const context = contextOf(program, options);
  memory.begin(program, context, options);
  const files = new Map<string, string>();
  const runtime = new Set<RuntimeName>();
  let usesFloat = false;
  for (const module of program.modules) {
    const { header, source, uses } = memory.filesOf(module, () => emitModule(module, context));
    if (header !== null) files.set(headerPath(module), header);
    if (source !== null) files.set(`${module.id}.c`, source);
    for (const name of uses.runtime) runtime.add(name);
    usesFloat ||= uses.float;
  }
  if (runtime.size > 0 || usesFloat) files.set("ganglion.h", emitRuntime(runtime, usesFloat));
  return files;
}

/** What is the same for all files. */
type Surroundings = Omit<ProgramContext, "finish">;

/** The C of one module. */
interface ModuleFiles {
  /** Null if nobody needs one. */
  readonly header: string | null;
  /** Null if nothing would be in it. */
  readonly source: string | null;
  /** What they use of `ganglion.h`. */
  readonly uses: { readonly runtime: ReadonlySet<RuntimeName>; readonly float: boolean };
}

/**
 * The C of modules, for the next program that has them. A module's files follow from its text and from what the program
 * declares, never from what is in the functions of other modules. The entry's header speaks of all modules.
 */
export class CMemory {
  #entry = "";
  #texts: SourceTexts = new Map();
  #surroundings: unknown = null;
  #before: ReadonlyMap<Module, Kept> = new Map();
  #now = new Map<Module, Kept>();

  /** Forgets all if this program declares something else than the one before. */
  begin(program: Program, { reached, external, escaping }: Surroundings, options: COptions): void {
    const { sources, lineDirectives, bareNames } = options;
    const modules = program.modules.map((module) => ({
      ...module,
      functions: module.functions.map((func) => ({ ...func, body: null })),
    }));
    const sets = [reached, external, escaping].map((names) => [...names]);
    const surroundings = [{ ...program, modules }, sets, lineDirectives, bareNames];
    this.#before = isSameTree(this.#surroundings, surroundings) ? this.#now : new Map();
    this.#now = new Map();
    this.#surroundings = surroundings;
    this.#entry = program.entry;
    this.#texts = sources;
  }

  /** The files that a module had when it was the same object with the same text, else those that are made now. */
  filesOf(module: Module, make: () => ModuleFiles): ModuleFiles {
    const text = this.#texts.get(module.file);
    const before = this.#before.get(module);
    const isCurrent = before !== undefined && before.text === text && module.id !== this.#entry;
    const files = isCurrent ? before.files : make();
    this.#now.set(module, { text, files });
    return files;
  }
}

interface Kept {
  /** Numbers are spelled as there. */
  readonly text: string | undefined;
  readonly files: ModuleFiles;
}

function emitModule(module: Module, context: Surroundings): ModuleFiles {
  const files: FileContext[] = [];
  const counted: ProgramContext = { ...context, finish: (file) => void files.push(file) };
  const header = emitHeader(module, counted);
  const source = emitSource(module, header !== null, counted);
  const runtime = new Set(files.flatMap((file) => [...file.runtime]));
  return { header, source, uses: { runtime, float: files.some(({ usesFloat }) => usesFloat.value) } };
}

function contextOf(program: Program, options: COptions): Surroundings {
  const { sources, lineDirectives = false, bareNames = false } = options;
  const reached = reachedFrom(program);
  const constants = typesOfConstants(program);
  const names = new CNames(program, bareNames);
  const structOf = structFinder(program);
  const enumerationOf = enumerationFinder(program);
  return {
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
  };
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
