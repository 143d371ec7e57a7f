/**
 * Composes expressions of C and JavaScript with as few parentheses as a reader wants.
 *
 * The two languages rank their operators alike, so one table serves both. Beyond what the grammar needs,
 * parentheses are kept where people misread: bit operators and shifts next to anything else, `&&` inside `||`,
 * a comparison of comparisons. That is also what `-Wparentheses` asks for.
 *
 * @packageDocumentation
 */
import { SOFT_BREAK, WEAK_BREAK } from "./writer.ts";

/** Source text of an expression, and how tightly its outermost operator binds. */
export interface Printed {
  readonly text: string;
  readonly precedence: number;
}

/** Higher binds tighter. */
export const PRECEDENCE = {
  conditional: 1,
  or: 2,
  and: 3,
  bitOr: 4,
  bitXor: 5,
  bitAnd: 6,
  equality: 7,
  relational: 8,
  shift: 9,
  additive: 10,
  multiplicative: 11,
  unary: 12,
  postfix: 13,
  primary: 14,
} as const;

const BINARY: Readonly<Record<string, number>> = {
  "||": PRECEDENCE.or,
  "&&": PRECEDENCE.and,
  "|": PRECEDENCE.bitOr,
  "^": PRECEDENCE.bitXor,
  "&": PRECEDENCE.bitAnd,
  "==": PRECEDENCE.equality,
  "!=": PRECEDENCE.equality,
  "===": PRECEDENCE.equality,
  "!==": PRECEDENCE.equality,
  "<": PRECEDENCE.relational,
  "<=": PRECEDENCE.relational,
  ">": PRECEDENCE.relational,
  ">=": PRECEDENCE.relational,
  "<<": PRECEDENCE.shift,
  ">>": PRECEDENCE.shift,
  ">>>": PRECEDENCE.shift,
  "+": PRECEDENCE.additive,
  "-": PRECEDENCE.additive,
  "*": PRECEDENCE.multiplicative,
  "/": PRECEDENCE.multiplicative,
  "%": PRECEDENCE.multiplicative,
};

/** A name, a literal, anything that never needs parentheses. */
export function primary(text: string): Printed {
  return { text, precedence: PRECEDENCE.primary };
}

/** A number; a negative one is an operator and its operand. */
export function literal(text: string): Printed {
  return text.startsWith("-") ? { text, precedence: PRECEDENCE.unary } : primary(text);
}

/** `left operator right`, for a left-associative operator. */
export function binary(left: Printed, operator: string, right: Printed): Printed {
  const precedence = BINARY[operator];
  if (precedence === undefined) throw new Error(`print: '${operator}' is no binary operator`);
  const leftText = operand(left, precedence, left.precedence < precedence || isChainOfAnother(left, operator));
  const rightText = operand(right, precedence, right.precedence <= precedence);
  const gap = precedence <= PRECEDENCE.and ? SOFT_BREAK : precedence <= PRECEDENCE.additive ? WEAK_BREAK : " ";
  return { text: `${leftText} ${operator}${gap}${rightText}`, precedence };
}

/** `operator operand`, for a prefix operator or a C cast. */
export function prefix(operator: string, inner: Printed): Printed {
  const runsTogether = operator === "-" && inner.text.startsWith("-");
  const text = inner.precedence < PRECEDENCE.unary || runsTogether ? `(${inner.text})` : inner.text;
  return { text: operator + text, precedence: PRECEDENCE.unary };
}

/** `condition ? then : otherwise`. */
export function conditional(condition: Printed, then: Printed, otherwise: Printed): Printed {
  const [first, second, third] = [condition, then, otherwise].map((each) =>
    each.precedence <= PRECEDENCE.conditional ? `(${each.text})` : each.text,
  );
  return {
    text: `${String(first)}${SOFT_BREAK}? ${String(second)}${SOFT_BREAK}: ${String(third)}`,
    precedence: PRECEDENCE.conditional,
  };
}

/** `callee(first, second)`. */
export function call(callee: string, values: readonly Printed[]): Printed {
  return { text: `${callee}(${list(values.map((each) => each.text))})`, precedence: PRECEDENCE.postfix };
}

/** `base.name`, `base->name` or `base[index]`: `suffix` is all that follows the base. */
export function postfix(base: Printed, suffix: string): Printed {
  const text = base.precedence < PRECEDENCE.postfix ? `(${base.text})` : base.text;
  return { text: text + suffix, precedence: PRECEDENCE.postfix };
}

/** Items separated by commas; may break after each. */
export function list(items: readonly string[]): string {
  return items.join(`,${SOFT_BREAK}`);
}

function operand(printed: Printed, outer: number, required: boolean): string {
  return required || isMisread(printed.precedence, outer) ? `(${printed.text})` : printed.text;
}

function isMisread(inner: number, outer: number): boolean {
  if (inner >= PRECEDENCE.unary || inner === outer) return false;
  if (outer === PRECEDENCE.or) return inner === PRECEDENCE.and;
  if (outer === PRECEDENCE.equality) return inner === PRECEDENCE.relational;
  return outer === PRECEDENCE.shift || (outer >= PRECEDENCE.bitOr && outer <= PRECEDENCE.bitAnd);
}

/** `a % b * c`, `a << b >> c`, `a === b === c`: operators of one rank that do not read as a chain. */
function isChainOfAnother(left: Printed, operator: string): boolean {
  if (left.precedence !== BINARY[operator]) return false;
  switch (left.precedence) {
    case PRECEDENCE.shift:
    case PRECEDENCE.equality:
    case PRECEDENCE.relational:
      return true;
    case PRECEDENCE.multiplicative:
      return (operator === "%") !== left.text.includes("%");
    default:
      return false;
  }
}
