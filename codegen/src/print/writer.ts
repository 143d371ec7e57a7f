/**
 * Writes indented lines of generated source, breaking those that are too long.
 *
 * An emitter marks the places where a long line may break with `SOFT_BREAK`, which is a space when the line
 * fits. The outermost marks break first and each line takes as much as fits, the way a person wraps a
 * call; that is all the layout that generated code needs, and its output depends on nothing but its input.
 *
 * @packageDocumentation
 */

import type { Span } from "../ir/ir.ts";

/** A space that may become a line break. */
export const SOFT_BREAK = "\v";

/** A space that may become one if its level of nesting has no other: before an operand, rather than an argument. */
export const WEAK_BREAK = "\f";

const WIDTH = 100;
const CONTINUATION = "    ";

/** A line of output, and what in the source it was made from, if anything. */
export interface WrittenLine {
  readonly text: string;
  readonly origin: Span | null;
}

/** Collects lines of output and keeps their indentation. */
export class Writer {
  /** Null is a reserved line that was not needed. */
  readonly #lines: (WrittenLine | null)[] = [];
  readonly #unit: string;
  readonly #width: number;
  #indent = "";
  #origin: Span | null = null;

  /** `unit` is one level of indentation; a line longer than `width` is broken. */
  constructor(unit: string, width = WIDTH) {
    this.#unit = unit;
    this.#width = width;
  }

  /** Says what in the source the next lines are made from. A block goes back to what its header was made from. */
  from(origin: Span | null): void {
    this.#origin = origin;
  }

  /** Writes one logical line. */
  line(text: string): void {
    const origin = this.#origin;
    this.#lines.push(...layOut(this.#indent + text, this.#width).map((line) => ({ text: line, origin })));
  }

  /** Keeps a place here for a line that is known only later; null leaves it out. To be filled once. */
  reserve(): (text: string | null) => void {
    const at = this.#lines.push(null) - 1;
    const indent = this.#indent;
    const origin = this.#origin;
    return (text) => {
      this.#lines[at] = text === null ? null : { text: layOut(indent + text, this.#width).join("\n"), origin };
    };
  }

  /** An empty line, unless one is there already or a block or the file begins here. */
  blank(): void {
    const last = this.#lines.findLast((line) => line !== null)?.text ?? "";
    if (last !== "" && !last.endsWith("{")) this.#lines.push({ text: "", origin: null });
  }

  /** Writes `header`, what `body` writes one level deeper, and `footer`. */
  block(header: string, body: () => void, footer = "}"): void {
    this.line(header);
    this.indented(body);
    this.line(footer);
  }

  /** Runs `body` one level deeper. */
  indented(body: () => void): void {
    const before = this.#indent;
    const origin = this.#origin;
    this.#indent += this.#unit;
    body();
    this.#indent = before;
    this.#origin = origin;
  }

  /** The lines of {@link toString}, each with its origin. */
  lines(): readonly WrittenLine[] {
    const lines = this.#lines
      .filter((line) => line !== null)
      .flatMap(({ text, origin }) => text.split("\n").map((part) => ({ text: part, origin })));
    return lines.slice(0, lines.findLastIndex(({ text }) => text !== "") + 1);
  }

  /** Everything written, with one line break at the end. */
  toString(): string {
    return `${this.lines()
      .map(({ text }) => text)
      .join("\n")}\n`;
  }
}

function layOut(text: string, width: number): string[] {
  const flat = text.replaceAll(ANY_BREAK, " ");
  if (flat.length <= width || flat === text) return [flat];
  const indent = text.slice(0, text.length - text.trimStart().length);
  const lines: string[] = [];
  let current: string | null = null;
  for (const piece of splitAtOutermostBreaks(text)) {
    const joined: string | null = current === null ? null : `${current}${SOFT_BREAK}${piece}`;
    if (joined !== null && joined.length <= width) {
      current = joined;
    } else {
      if (current !== null) lines.push(current);
      current = current === null ? piece : indent + CONTINUATION + piece;
    }
  }
  if (current !== null) lines.push(current);
  return lines.length === 1 ? [flat] : lines.flatMap((line) => layOut(line, width));
}

const ANY_BREAK = new RegExp(`[${SOFT_BREAK}${WEAK_BREAK}]`, "g");

/** Splits at the breaks of least nesting depth; of these, at the soft ones if there are any. */
function splitAtOutermostBreaks(text: string): string[] {
  const breaks: { at: number; depth: number; isWeak: boolean }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (character === SOFT_BREAK || character === WEAK_BREAK) {
      breaks.push({ at, depth, isWeak: character === WEAK_BREAK });
    }
  }
  const outermost = Math.min(...breaks.map((each) => each.depth));
  const candidates = breaks.filter((each) => each.depth === outermost);
  const isOnlyWeak = candidates.every((each) => each.isWeak);
  const pieces: string[] = [];
  let start = 0;
  for (const { at, isWeak } of candidates) {
    if (isWeak !== isOnlyWeak) continue;
    pieces.push(text.slice(start, at));
    start = at + 1;
  }
  pieces.push(text.slice(start));
  return pieces;
}
