/**
 * Makes a failing program small: takes away whatever can go while it still fails in the same way.
 *
 * A candidate that the compiler refuses, because it lost a declaration, say, does not fail in the same way, so nothing
 * here needs to know the language.
 *
 * @packageDocumentation
 */
import type { RandomProgram } from "./generate.ts";
import type { Piece } from "./piece.ts";
import { sizeOf, write } from "./piece.ts";
import { literal } from "./world.ts";

/** The smallest program found within a number of attempts that still fails, as `fails` says. */
export async function shrink(
  program: RandomProgram,
  fails: (candidate: RandomProgram) => Promise<boolean>,
  attempts: number,
): Promise<RandomProgram> {
  let best = program;
  let left = attempts;
  for (let found = true; found && left > 0;) {
    found = false;
    for (const candidate of candidates(best)) {
      if (left-- <= 0) break;
      if (await fails(candidate)) {
        best = candidate;
        found = true;
        break;
      }
    }
  }
  return best;
}

/** Smaller programs, the smallest first. */
function* candidates(program: RandomProgram): Generator<RandomProgram> {
  const { calls } = program;
  for (const part of [Math.ceil(calls.length / 2), 1]) {
    for (let start = 0; start + part <= calls.length && calls.length > 1; start += part) {
      yield { ...program, calls: calls.toSpliced(start, part) };
    }
  }
  const simpler = [...simplifications(program.module)].toSorted((a, b) => sizeOf(a) - sizeOf(b));
  for (const module of simpler) yield { ...program, module };
}

/** The piece with one thing in it simplified. */
function* simplifications(piece: Piece): Generator<Piece> {
  yield* replacements(piece);
  for (const [index, child] of piece.children.entries()) {
    if (piece.kind === "list") yield* removals(piece, index);
    for (const simpler of simplifications(child)) {
      yield { ...piece, children: piece.children.with(index, simpler) };
    }
  }
}

/** The list without one piece; and without what uses it as well, if it declares something. */
function* removals(piece: Piece, index: number): Generator<Piece> {
  yield { ...piece, children: piece.children.toSpliced(index, 1) };
  const declared = /^(?:let|const) (?<name>\w+)/.exec(piece.children[index]?.source ?? "")?.groups?.name;
  if (declared === undefined) return;
  const mention = new RegExp(`\\b${declared}\\b`);
  const rest = piece.children.slice(index + 1).filter((child) => !mention.test(write(child, "source")));
  yield { ...piece, children: [...piece.children.slice(0, index), ...rest] };
}

/** What can stand for an expression: a constant, or a part of the same type; for a statement, its inside. */
function* replacements(piece: Piece): Generator<Piece> {
  const { kind } = piece;
  if (kind === "place" || kind === "list") return;
  if (kind === "statement") {
    yield* piece.children.filter((child) => child.kind === "list");
    return;
  }
  if (piece.children.length === 0) return;
  const zero = literal(kind, 0);
  yield kind === "bool" ? zero : { ...zero, source: `${kind}(0)` };
  yield* descendants(piece).filter((part) => part.kind === kind && part.children.length > 0);
}

function descendants(piece: Piece): Piece[] {
  return piece.children.flatMap((child) => [child, ...descendants(child)]);
}
