/**
 * Says what is missing in a proof, and what to write.
 *
 * A person reads three things: what is known of the value, what is needed of it, and the guard that closes the
 * gap. Facts are told only if they mention the value, and at most three of them.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../diagnostic.ts";
import { ITERATIONS_MAX } from "../ir/declared-bound.ts";
import type { Expression, IndexPlace, SliceReference, Span } from "../ir/ir.ts";
import { isScalar, isWide } from "../ir/types.ts";
import type { BelowCheck, DivisorCheck, IndexCheck, SliceCheck } from "./context.ts";
import type { State, Value } from "./facts.ts";
import { describe, isSingle } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import { mentions } from "./linear.ts";
import type { Loop } from "./loops.ts";
import type { LoopProof } from "./report.ts";
import { SOURCE, textOf, textOfPlace, textOfReference } from "./text.ts";

const FACTS_MAX = 3;

/** The diagnostic for an index that is not shown to be in bounds. */
export function explainIndex(place: IndexPlace, { index, length, state }: IndexCheck): Diagnostic {
  const text = textOf(place.index, SOURCE);
  const array = textOfPlace(place.base, SOURCE);
  const { type } = place.base;
  const canBeNegative = index.interval.least < 0;
  const known = `index \`${text}\` is in ${describe(index.interval)}${factsAbout(state, index)}`;
  if (!isScalar(type) && type.kind === "array") {
    const { length: count } = type;
    const guard = canBeNegative ? `${text} < 0 || ${text} >= ${count}` : `${text} >= ${count}`;
    const clamp = canBeNegative ? `Math.max(0, Math.min(${text}, ${count - 1}))` : `Math.min(${text}, ${count - 1})`;
    return {
      code: "GN6001",
      span: place.index.span,
      message: `${known}, but \`${array}\` has ${count} elements${wrapNote(place.index, index)}`,
      remedy: `write \`if (${guard}) return ...\` before, or index with \`${clamp}\``,
    };
  }
  const lengthKnown = isSingle(length.interval) ? "" : ` (${describe(length.interval)})`;
  const guard = `${text} >= ${array}.length`;
  return {
    code: "GN6001",
    span: place.index.span,
    message: `${known}, and nothing says that it is less than \`${array}.length\`${lengthKnown}${wrapNote(place.index, index)}`,
    remedy: `write \`if (${canBeNegative ? `${text} < 0 || ` : ""}${guard}) return ...\` before`,
  };
}

/** The diagnostic for a slice that is not shown to lie in its array. */
export function explainSlice(reference: SliceReference, check: SliceCheck): Diagnostic {
  const base = textOfPlace(reference.base, SOURCE);
  const start = reference.start === null ? "0" : textOf(reference.start, SOURCE);
  const end = reference.end === null ? `${base}.length` : textOf(reference.end, SOURCE);
  const length = isSingle(check.length.interval) ? `${check.length.interval.least}` : `${base}.length`;
  const reversed = check.missing === "start <= end";
  const [value, text, limit] = reversed ? [check.start, start, end] : [check.end, end, length];
  const expression = reversed ? reference.start : reference.end;
  return {
    code: "GN6002",
    span: reference.span,
    message:
      `\`${textOfReference(reference, SOURCE)}\` needs ${start} <= ${end} <= ${length}, but \`${text}\` is in ` +
      `${describe(value.interval)}${factsAbout(check.state, value)}` +
      (expression === null ? "" : wrapNote(expression, value)),
    remedy: `write \`if (${text} > ${limit}) return ...\` before`,
  };
}

/** The diagnostic for a divisor that is not shown to differ from 0. */
export function explainDivisor(expression: Expression, { divisor, state }: DivisorCheck): Diagnostic {
  const text = textOf(expression, SOURCE);
  return {
    code: "GN6003",
    span: expression.span,
    message: `divisor \`${text}\` is in ${describe(divisor.interval)}${factsAbout(state, divisor)}, so it can be 0`,
    remedy: isWide(expression.type)
      ? `write \`if (${text} === 0n) return ...\` before`
      : `write \`if (${text} === 0) return ...\` before, or divide by \`Math.max(${text}, 1)\``,
  };
}

/** The diagnostic for a value that is not shown to be less than the bound of where it goes. */
export function explainBelow(expression: Expression, { value, below, state }: BelowCheck): Diagnostic {
  const text = textOf(expression, SOURCE);
  const known = `\`${text}\` is in ${describe(value.interval)}${factsAbout(state, value)}`;
  return {
    code: "GN6008",
    span: expression.span,
    message: `${known}, but \`Below<${below}>\` holds 0 to ${below - 1}${wrapNote(expression, value)}`,
    remedy: `write \`if (${text} >= ${below}) return ...\` before, or give it \`Math.min(${text}, ${below - 1})\``,
  };
}

/** The diagnostic for an initial value that is not less than its bound. */
export function explainInitial(name: string, value: number, below: number, span: Span): Diagnostic {
  return {
    code: "GN6008",
    span,
    message: `\`${name}\` begins with ${value}, but \`Below<${below}>\` holds 0 to ${below - 1}`,
    remedy: `let it begin with a number from 0 to ${below - 1}`,
  };
}

/** The diagnostic for a bound that somebody outside of the program can break. */
export function explainOutside(name: string, below: number, span: Span): Diagnostic {
  return {
    code: "GN6009",
    span,
    message: `\`${name}\` is \`Below<${below}>\`, but whoever is outside of the program can give it any number`,
    remedy: `let it be \`u32\`, and test it where it is used: \`if (${name} >= ${below}) return ...\``,
  };
}

/** The diagnostic for a loop without a bound, or with one that is too large. */
export function explainLoop(loop: Loop, found: LoopProof): Diagnostic {
  const condition = textOf(loop.condition, SOURCE);
  if (found.bound === null) {
    return {
      code: "GN6004",
      span: loopHead(loop),
      message: `nothing bounds this loop: no iteration is shown to bring \`${condition}\` closer to being false`,
      remedy:
        "count the rounds and leave the loop at a limit, or let the compiler do it: `/** @bound 32 */` before the loop",
    };
  }
  return {
    code: "GN6005",
    span: loopHead(loop),
    message: `this loop can run ${found.bound} times, more than a device can do while somebody waits (${ITERATIONS_MAX})`,
    remedy: `limit what \`${condition}\` compares with, for instance with \`Math.min\`, or let it be left at a limit: \`/** @bound 32 */\``,
  };
}

/** The diagnostic for a `@bound` that is no bound. */
export function explainDeclaration(loop: Loop, text: string): Diagnostic {
  return {
    code: "GN6006",
    span: loopHead(loop),
    message: `\`@bound ${text}\` is not a number of iterations from 1 to ${ITERATIONS_MAX}`,
    remedy: "write a whole number, `/** @bound 32 */`, or the name of a constant of this module",
  };
}

/** The diagnostic for functions that call each other in a circle. */
export function explainRecursion(cycle: readonly string[], span: Span | null): Diagnostic {
  const names = cycle.map((name) => SOURCE.name(name));
  return {
    code: "GN6007",
    span,
    message: `recursion: ${names.join(" -> ")}; the stack that it needs is not known`,
    remedy: "write a loop, with an array as its stack where one is needed",
  };
}

/** A loop's diagnostic points to its head, not to all of it. */
function loopHead(loop: Loop): Span {
  return { ...loop.span, end: Math.max(loop.span.start + 1, Math.min(loop.span.end, loop.condition.span.end)) };
}

/** `; known: i <= count`. */
function factsAbout(state: State, { form }: Value): string {
  if (form === null) return "";
  const facts = state.facts.filter((fact) => form.terms.some((term) => mentions(fact, term)));
  const texts = facts.flatMap((fact) => textOfFact(fact, state) ?? []).slice(0, FACTS_MAX);
  return texts.length === 0 ? "" : ` (known: ${texts.join(", ")})`;
}

/** `a + b - c - 2 <= 0` as `a + b <= c + 2`; null if it speaks of what is not in the source. */
function textOfFact({ terms, factors, constant }: LinearForm, state: State): string | null {
  const sides: [string[], string[]] = [[], []];
  for (const [index, number] of terms.entries()) {
    const term = state.terms.term(number);
    if (term.source === null) return null;
    const factor = factors[index] ?? 0;
    sides[factor > 0 ? 0 : 1].push(Math.abs(factor) === 1 ? term.text : `${Math.abs(factor)} * ${term.text}`);
  }
  const [left, right] = sides;
  // Over whole numbers, a + 1 <= b says a < b.
  const strict = constant === 1 && right.length > 0;
  if (constant !== 0 && !strict) (constant > 0 ? left : right).push(`${Math.abs(constant)}`);
  const sum = (parts: readonly string[]): string => (parts.length === 0 ? "0" : parts.join(" + "));
  return `${sum(left)} ${strict ? "<" : "<="} ${sum(right)}`;
}

/** Why a plain sum or difference is not known to be what it looks like. */
function wrapNote(expression: Expression, { interval }: Value): string {
  if (expression.kind !== "binary" || (expression.operator !== "add" && expression.operator !== "subtract")) return "";
  const wraps = expression.type === "u32" && interval.most === 0xffffffff;
  return wraps ? `; \`${textOf(expression, SOURCE)}\` may wrap` : "";
}
