/**
 * A random program as a tree of text with holes, so that it can be written in two languages and taken apart again.
 *
 * One text is the firmware language. The other is plain JavaScript that calls the table of operators for every
 * operation: what the first must mean, and found without the compiler. Only JavaScript's own order of evaluation
 * and the meaning of each operator are in it, so the front end is tested as well as the backends.
 *
 * @packageDocumentation
 */
import type { ValueType } from "../../src/ir/types.ts";

/** An expression has a type; a statement or declaration has none; a list is pieces one after the other, on lines. */
export type PieceKind = ValueType | "place" | "statement" | "list";

export interface Piece {
  readonly kind: PieceKind;
  /** In the firmware language. `$0` to `$9` stand for the children. Empty for a list. */
  readonly source: string;
  /** In JavaScript over the table of operators, which has bools as 0 and 1. */
  readonly reference: string;
  readonly children: readonly Piece[];
}

/** Which of its two texts. */
export type Language = "source" | "reference";

/** The text of a piece and of all that is in it. */
export function write(piece: Piece, language: Language): string {
  const children = piece.children.map((child) => write(child, language));
  if (piece.kind === "list") return children.join("\n");
  return piece[language].replace(/\$(\d)/g, (_, index: string) => children[Number(index)] ?? "");
}

export function piece(kind: PieceKind, source: string, reference: string, ...children: readonly Piece[]): Piece {
  return { kind, source, reference, children };
}

/** A piece that reads the same in both languages. */
export function same(kind: PieceKind, text: string, ...children: readonly Piece[]): Piece {
  return piece(kind, text, text, ...children);
}

export function list(children: readonly Piece[]): Piece {
  return { kind: "list", source: "", reference: "", children };
}

/** How many pieces it consists of. */
export function sizeOf({ children }: Piece): number {
  return children.reduce((sum, child) => sum + sizeOf(child), 1);
}
