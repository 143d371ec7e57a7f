/**
 * From source text to the intermediate representation: the stages that every backend stands on, in a row.
 *
 * Pure: files come through a {@link SourceHost}. The texts that were read go along with the program, for line
 * numbers and for rendering diagnostics.
 *
 * @packageDocumentation
 */
import { check } from "./check/check.ts";
import type { Settings } from "./check/options.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Program } from "./ir/ir.ts";
import { enforceBounds } from "./lower/enforce.ts";
import { lower } from "./lower/lower.ts";
import { parse, type ParsedFiles, type SourceHost } from "./parse/parse.ts";
import { readSchema } from "./to-rpc/read-schema.ts";
import { runStage, type RunStage } from "./stages.ts";

/** What became of a source program. */
export interface FrontEndResult {
  /** Null if there are diagnostics. */
  readonly program: Program | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Text of every file that was read, by `Span.file`. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What reading a program may be given. */
export interface FrontEndOptions {
  readonly run?: RunStage;
  /** Values of the program's options. */
  readonly settings?: Settings;
  /** Values of options that the program may have, and that are not set. */
  readonly implied?: Settings;
  /** Files that were read before. */
  readonly known?: ParsedFiles | undefined;
}

/** Parses, checks and lowers the program that starts at `entry`, its options set as wanted. */
export function readProgram(
  host: SourceHost,
  entry: string,
  { run = runStage, settings = {}, implied = {}, known }: FrontEndOptions = {},
): FrontEndResult {
  const sources = new Map<string, string>();
  const read = (path: string): string | null => remember(path, host.read(path), sources);
  const parsed = run("parse", () => parse({ read }, entry, known));
  const checked = run("check", () => check(parsed.modules, settings, implied));
  const diagnostics = [...parsed.diagnostics, ...checked.diagnostics];
  const { program } = checked;
  if (program === null || diagnostics.length > 0) return { program: null, diagnostics, sources };
  const lowered = run("lower", () => lower(program));
  const evaluated = run("evaluate", () => evaluate(lowered));
  if (evaluated.program === null) return { ...evaluated, sources };
  const methods = readSchema(evaluated.program);
  if (methods.diagnostics.length > 0) return { program: null, diagnostics: methods.diagnostics, sources };
  return { ...evaluated, program: enforceBounds(evaluated.program), sources };
}

function remember(path: string, text: string | null, sources: Map<string, string>): string | null {
  if (text !== null) sources.set(path, text);
  return text;
}
