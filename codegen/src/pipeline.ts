/**
 * The stages of the compiler on one screen:
 *
 * ```
 * parse -> check -> lower -> evaluate -> prove -> fold -> { to-c, to-js, to-wasm }
 * ```
 *
 * The last one is not run here: Binaryen takes as long to load and to run as all the rest. Who compiles in one thread,
 * as compile.ts does, runs it afterwards; who has another thread starts it there as soon as the program is known.
 *
 * @packageDocumentation
 */
import type { Settings } from "./check/options.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { readProgram } from "./front-end.ts";
import { fold, FoldMemory } from "./fold/fold.ts";
import type { Program } from "./ir/ir.ts";
import { keepUnchanged } from "./ir/keep.ts";
import type { ParsedFiles, SourceHost } from "./parse/parse.ts";
import { lastSegment } from "./print/names.ts";
import { sourceMapComment } from "./print/source-map.ts";
import type { SourceTexts } from "./print/source.ts";
import type { ProofReport } from "./prove/prove.ts";
import { NOTHING_PROVEN, prove, type Proof } from "./prove/prove.ts";
import { runStage, type RunStage } from "./stages.ts";
import type { SizeRow } from "./sizes.ts";
import { sizesOfOutputs, sizesOfStatics } from "./sizes.ts";
import { CMemory, toC } from "./to-c/to-c.ts";
import type { JavaScriptProgram } from "./to-js/to-js.ts";
import { toModules, toProgram } from "./to-js/to-js.ts";

export type { Settings } from "./check/options.ts";
export type { Diagnostic } from "./diagnostic.ts";
export type { SourceHost } from "./parse/parse.ts";
export type { ProofReport } from "./prove/prove.ts";
export type { SizeRow } from "./sizes.ts";
export type { RunStage, Stage } from "./stages.ts";

/**
 * What a program can be compiled to here, without any other tool:
 *
 * | target    | files                                                                            |
 * |-----------|----------------------------------------------------------------------------------|
 * | `c`       | a `.c` and `.h` for each module, `<program>.h` for its users, `ganglion.h`         |
 * | `js`      | `<program>.js` with `instantiate(externs)`, its source map and its `.d.ts`         |
 * | `modules` | a `.js`, `.js.map` and `.d.ts` for each module, with exports and imports as written |
 * | `wasm`    | `<program>.wasm`, and `<program>.wasm.d.ts`                                        |
 */
export const SOURCE_TARGETS = ["c", "js", "modules", "wasm"] as const;

/** One of {@link SOURCE_TARGETS}. */
export type SourceTarget = (typeof SOURCE_TARGETS)[number];

/** A target whose files are text. */
export type TextTarget = Exclude<SourceTarget, "wasm">;

/** Whether a target is one of those that are made here. */
export function isText(target: SourceTarget): target is TextTarget {
  return target !== "wasm";
}

/** What to compile. */
export interface CompileRequest {
  readonly host: SourceHost;
  /** The entry module's file, as the host names it. */
  readonly entry: string;
  readonly targets: readonly SourceTarget[];
  readonly options?: CompileOptions;
  /** Runs each stage, for measuring. */
  readonly run?: RunStage;
}

/**
 * What one compilation leaves for the next, which then has less to do and comes to the same result: for those who
 * compile the same program again and again.
 */
export class CompilerMemory {
  readonly files: ParsedFiles = new Map();
  readonly #programs = new Map<string, ProgramMemory>();

  /** What there is of the program that starts at an entry. */
  of(entry: string): ProgramMemory {
    const known = this.#programs.get(entry) ?? new ProgramMemory();
    this.#programs.set(entry, known);
    return known;
  }
}

/** What one compilation of a program leaves for the next one of the same. */
class ProgramMemory {
  program: Program | undefined;
  folded: Program | undefined;
  proof = NOTHING_PROVEN;
  readonly folding = new FoldMemory();
  readonly c = new CMemory();
}

/** What to compile here. */
export interface TextRequest extends CompileRequest {
  readonly targets: readonly TextTarget[];
  readonly memory?: CompilerMemory | undefined;
  /** Hears of the program that outputs are made of when it is known, and before it is proven. */
  readonly known?: ((folded: Program, sources: SourceTexts) => void) | undefined;
}

/** Files by path, as text or bytes. */
export type Outputs = ReadonlyMap<string, string | Uint8Array>;

/** What can be chosen. */
export interface CompileOptions {
  /** Values of the program's options, by name: `{ CAPACITY: 256 }`. Others are as the source says. */
  readonly set?: Settings;
  /** Whether JavaScript throws where a proof fails a program: out of bounds, division by zero. Default true. */
  readonly checks?: boolean;
  /** Whether to refuse what is not proven safe. Default true; without it, run the output with checks. */
  readonly prove?: boolean;
  /** Whether a WASM file keeps the names of functions and locals. Default false. */
  readonly names?: boolean;
  /**
   * Whether WASM computes four floats at once where the source does so in four stripes. Same bits. A program that has
   * an option SIMD can tell by it; it is 1 then. Default false.
   */
  readonly simd?: boolean;
  /** Whether a WASM file has a source map, which is larger than itself. (JavaScript always has one.) Default false. */
  readonly sourceMap?: boolean;
  /** Whether C has `#line` directives, so that its compiler and debugger name the source. Default false. */
  readonly lineDirectives?: boolean;
  /** Whether the public names of C lack the program's name before them: `insert`, not `core_insert`. Default false. */
  readonly bareNames?: boolean;
}

/** What came of it. */
export interface Compilation {
  /** The program's name, the last segment of its entry's id; null if there are diagnostics. */
  readonly program: string | null;
  /** The entry module's id: its path from the folder that all modules share, without extension. */
  readonly entry: string | null;
  /** The names under which the program exports functions; empty if there are diagnostics. */
  readonly functions: readonly string[];
  /** Text or bytes by path, relative to wherever they will be written; empty if there are diagnostics. */
  readonly outputs: Outputs;
  readonly diagnostics: readonly Diagnostic[];
  /** Sizes of statics by module, and of outputs by file and section. */
  readonly sizes: readonly SizeRow[];
  /** Tells what was proven; null if proofs were not asked for, or the program has mistakes. */
  readonly proof: (() => ProofReport) | null;
  /** Text of every file that was read, for showing diagnostics. */
  readonly sources: SourceTexts;
}

/** A compilation, and the program that outputs are made of; null if there are diagnostics. */
export interface TextCompilation {
  readonly compilation: Compilation;
  readonly folded: Program | null;
}

/** Compiles a program to text. Mistakes of the user are diagnostics; a thrown error is a mistake of ours. */
export function compileText(request: TextRequest): TextCompilation {
  const { host, entry, targets, options = {}, run = runStage, memory, known } = request;
  const implied: Settings = options.simd === true ? { SIMD: 1 } : {};
  const reading = { run, settings: options.set ?? {}, implied, known: memory?.files };
  const { program: read, diagnostics, sources } = readProgram(host, entry, reading);
  if (read === null) return failed(diagnostics, sources);
  const before = memory?.of(entry);
  const program = keepUnchanged(read, before?.program);
  const isProven = options.prove !== false;
  const folded = run("fold", () => keepUnchanged(fold(program, { isProven }, before?.folding), before?.folded));
  if (before !== undefined) Object.assign(before, { program, folded });
  known?.(folded, sources);
  const proof = isProven ? run("prove", () => proveAgain(program, before)) : null;
  if (proof !== null && proof.diagnostics.length > 0) return failed(proof.diagnostics, sources);
  // A module by itself serves programs that are not known here.
  const programOf = (target: TextTarget): Program => (target === "modules" ? program : folded);
  const outputs = new Map(
    targets.flatMap((target) => run(target, () => emit(programOf(target), target, sources, options, before))),
  );
  const compilation: Compilation = {
    program: lastSegment(program.entry),
    entry: program.entry,
    functions: program.exports.filter(({ kind }) => kind === "function").map(({ name }) => name),
    outputs: new Map(),
    diagnostics: [],
    sizes: sizesOfStatics(folded),
    proof: proof?.report ?? null,
    sources,
  };
  return { compilation: withOutputs(compilation, outputs), folded };
}

function proveAgain(program: Program, before: ProgramMemory | undefined): Proof {
  const proof = prove(program, before?.proof ?? null);
  if (before !== undefined && proof.memory !== null) before.proof = proof.memory;
  return proof;
}

/** The same compilation with more outputs. */
export function withOutputs(compilation: Compilation, outputs: Outputs): Compilation {
  return {
    ...compilation,
    outputs: new Map([...compilation.outputs, ...outputs]),
    sizes: [...compilation.sizes, ...sizesOfOutputs(outputs)],
  };
}

function failed(diagnostics: readonly Diagnostic[], sources: SourceTexts): TextCompilation {
  const compilation: Compilation = {
    program: null,
    entry: null,
    functions: [],
    outputs: new Map(),
    diagnostics,
    sizes: [],
    proof: null,
    sources,
  };
  return { compilation, folded: null };
}

type Output = readonly [path: string, content: string | Uint8Array];

function emit(
  program: Program,
  target: TextTarget,
  sources: SourceTexts,
  options: CompileOptions,
  memory: ProgramMemory | undefined,
): Output[] {
  const name = lastSegment(program.entry);
  const checks = options.checks ?? true;
  switch (target) {
    case "c":
      return [...toC(program, { ...options, sources }, memory?.c)];
    case "js": {
      return javascriptOutputs(name, toProgram(program, { checks, sources }));
    }
    case "modules":
      return toModules(program, ".js", { checks, sources }).flatMap((each) => javascriptOutputs(each.id, each));
  }
}

/** The text, its declarations, and its source map, which the text names. */
function javascriptOutputs(id: string, { javascript, declarations, map }: JavaScriptProgram): Output[] {
  const mapFile = `${lastSegment(id)}.js.map`;
  return [
    [`${id}.js`, javascript + sourceMapComment(mapFile)],
    [`${id}.js.map`, `${JSON.stringify(map)}\n`],
    [`${id}.d.ts`, declarations],
  ];
}
