/**
 * What the converters of one file share: its text, its TypeScript tree, and the diagnostics so far.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import type { Diagnostic } from "../diagnostic.ts";
import { diagnostic } from "../diagnostics-table.ts";
import type { DiagnosticCode } from "../diagnostics-table.ts";
import type { Span } from "../ir/ir.ts";
import type { Identifier, ModuleSource, RefusedSyntax } from "./syntax.ts";

/** A file in conversion, and where its mistakes go. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly diagnostics: Diagnostic[];
  /** Levels of nesting at the node being converted; see {@link nested}. */
  depth: number;
  /** Whether the file has been refused for its depth: once is enough. */
  isTooDeep: boolean;
  /** Whether `this` stands for something. */
  insideMethod: boolean;
  /** Finds the module that an import or export names, loading it first. */
  readonly load: (specifier: ts.Expression) => ModuleSource;
}

/** Why a construct is refused. */
export interface Refusal {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly remedy: string;
}

/**
 * How deep expressions and statements may nest. Every later stage walks the tree by recursion and
 * relies on this limit; the C standard promises far less of its compilers.
 */
export const NESTING_DEPTH_MAX = 200;

/** The place of a node, without the blanks and comments before it. */
export function spanOf(source: Source, node: ts.Node): Span {
  return { file: source.file, start: node.getStart(source.tree), end: node.end };
}

/** A name of TypeScript's tree with its place. */
export function identifierOf(source: Source, node: ts.Identifier): Identifier {
  return { text: node.text, span: spanOf(source, node) };
}

/** Reports a construct and gives the node that stands in its place. */
export function refuse(source: Source, node: ts.Node, refusal: Refusal): RefusedSyntax {
  const span = spanOf(source, node);
  source.diagnostics.push(diagnostic(refusal.code, span, refusal.message, refusal.remedy));
  return { kind: "refused", span };
}

/** Converts one level deeper, or refuses the node if the nesting has no sensible end. */
export function nested<Result>(source: Source, node: ts.Node, convert: () => Result): Result | RefusedSyntax {
  if (source.depth >= NESTING_DEPTH_MAX) return refuseDepth(source, node);
  source.depth += 1;
  const result = convert();
  source.depth -= 1;
  return result;
}

function refuseDepth(source: Source, node: ts.Node): RefusedSyntax {
  if (source.isTooDeep) return { kind: "refused", span: spanOf(source, node) };
  source.isTooDeep = true;
  return refuse(source, node, {
    code: "GN1002",
    message: `this is nested more than ${NESTING_DEPTH_MAX} levels deep`,
    remedy: "give parts of it a name, or a function of their own",
  });
}
