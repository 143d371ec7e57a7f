/**
 * Expressions as text, in two hands: as the author reads them (`SOURCE`), for messages, and with nothing left
 * open (`KEY`), so that equal text means equal expression within one function.
 *
 * @packageDocumentation
 */
import type {
  Binary,
  BinaryOperator,
  Const,
  Convert,
  Expression,
  Invocation,
  Place,
  Reference,
  ScalarValue,
  Unary,
  UnaryOperator,
} from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { valueTypeOf } from "../ir/types.ts";

interface Hand {
  name(qualified: string): string;
  constant(constant: Const): string;
  /** Whether an operand needs parentheses. */
  encloses(operand: Expression, outer: Binary | Unary): boolean;
  convert(convert: Convert, operand: string): string;
}

/** As a person would write it. */
export const SOURCE: Hand = {
  name: (qualified) => qualified.slice(qualified.lastIndexOf(".") + 1),
  constant: ({ name, value }) => (name === null ? textOfScalar(value) : SOURCE.name(name)),
  encloses: (operand, outer) =>
    bindingOf(operand) < bindingOf(outer) ||
    (outer.kind === "binary" && outer.right === operand && bindingOf(operand) === bindingOf(outer)),
  convert: ({ operand, type }, text) => (isWidening(operand.type, type) ? text : `${type}(${text})`),
};

/** Without ambiguity, so that equal texts mean equal expressions. */
export const KEY: Hand = {
  name: (qualified) => `@${qualified}`,
  constant: ({ value, type }) => `${type}:${Object.is(value, -0) ? "-0" : value}`,
  encloses: () => true,
  convert: ({ type }, text) => `${type}(${text})`,
};

function textOfScalar(value: ScalarValue): string {
  return typeof value === "bigint" ? `${value}n` : `${value}`;
}

/** The text of an expression. */
export function textOf(expression: Expression, hand: Hand): string {
  switch (expression.kind) {
    case "const":
      return hand.constant(expression);
    case "load":
      return textOfPlace(expression.place, hand);
    case "length":
      return `${textOfPlace(expression.slice, hand)}.length`;
    case "unary":
      return textOfUnary(expression, hand);
    case "binary":
      return textOfBinary(expression, hand);
    case "logical": {
      const operator = expression.operator === "and" ? "&&" : "||";
      return `(${textOf(expression.left, hand)} ${operator} ${textOf(expression.right, hand)})`;
    }
    case "conditional": {
      const { condition, then, otherwise } = expression;
      return `(${textOf(condition, hand)} ? ${textOf(then, hand)} : ${textOf(otherwise, hand)})`;
    }
    case "convert":
      return hand.convert(expression, textOf(expression.operand, hand));
    case "call":
      return textOfInvocation(expression.invocation, hand);
  }
}

/** The text of a place. */
export function textOfPlace(place: Place, hand: Hand): string {
  switch (place.kind) {
    case "local":
      return place.name;
    case "static":
      return hand.name(place.name);
    case "field":
      return `${textOfPlace(place.base, hand)}.${place.field}`;
    case "index":
      return `${textOfPlace(place.base, hand)}[${textOf(place.index, hand)}]`;
  }
}

/** The text of a reference. */
export function textOfReference(reference: Reference, hand: Hand): string {
  if (reference.kind === "reference") return textOfPlace(reference.place, hand);
  const base = textOfPlace(reference.base, hand);
  if (reference.start === null && reference.end === null) return base;
  const bounds = [reference.start, reference.end].map((bound) => (bound === null ? "" : textOf(bound, hand)));
  return `${base}.subarray(${bounds.filter((bound) => bound !== "").join(", ")})`;
}

function textOfInvocation({ callee, arguments: given }: Invocation, hand: Hand): string {
  const texts = given.map((argument) =>
    argument.kind === "reference" || argument.kind === "slice"
      ? textOfReference(argument, hand)
      : textOf(argument, hand),
  );
  return `${hand.name(callee)}(${texts.join(", ")})`;
}

function textOfUnary(expression: Unary, hand: Hand): string {
  const sign = SIGNS[expression.operator];
  const operand = textOf(expression.operand, hand);
  if (sign === undefined) return `${FUNCTIONS[expression.operator] ?? expression.operator}(${operand})`;
  return hand.encloses(expression.operand, expression) ? `${sign}(${operand})` : `${sign}${operand}`;
}

function textOfBinary(expression: Binary, hand: Hand): string {
  const { operator } = expression;
  const [left, right] = [expression.left, expression.right].map((operand) => {
    const text = textOf(operand, hand);
    return hand.encloses(operand, expression) ? `(${text})` : text;
  });
  if (operator === "min" || operator === "max") return `Math.${operator}(${left}, ${right})`;
  return `${left} ${SYMBOLS[operator].text} ${right}`;
}

/** How strongly the operator of an expression binds its operands; what is no operation binds most. */
function bindingOf(expression: Expression): number {
  if (expression.kind === "binary" && expression.operator !== "min" && expression.operator !== "max") {
    return SYMBOLS[expression.operator].binding;
  }
  return expression.kind === "unary" && SIGNS[expression.operator] !== undefined ? 20 : 30;
}

/** Conversions that a load makes by itself and that nobody writes. */
function isWidening(from: StorageType, to: StorageType): boolean {
  return from !== to && valueTypeOf(from) === to;
}

const SIGNS: Partial<Record<UnaryOperator, string>> = { negate: "-", not: "!", "bit-not": "~" };

const FUNCTIONS: Partial<Record<UnaryOperator, string>> = {
  abs: "Math.abs",
  sqrt: "Math.sqrt",
  floor: "Math.floor",
  ceil: "Math.ceil",
  trunc: "Math.trunc",
  round: "Math.round",
  clz: "Math.clz32",
  "bits-of": "bitsOf",
  "from-bits": "f32FromBits",
};

const SYMBOLS: Readonly<Record<BinaryOperator, { text: string; binding: number }>> = {
  multiply: { text: "*", binding: 12 },
  divide: { text: "/", binding: 12 },
  remainder: { text: "%", binding: 12 },
  add: { text: "+", binding: 11 },
  subtract: { text: "-", binding: 11 },
  "shift-left": { text: "<<", binding: 10 },
  "shift-right": { text: ">>", binding: 10 },
  less: { text: "<", binding: 9 },
  "less-equal": { text: "<=", binding: 9 },
  greater: { text: ">", binding: 9 },
  "greater-equal": { text: ">=", binding: 9 },
  equal: { text: "===", binding: 8 },
  "not-equal": { text: "!==", binding: 8 },
  "bit-and": { text: "&", binding: 7 },
  "bit-xor": { text: "^", binding: 6 },
  "bit-or": { text: "|", binding: 5 },
  min: { text: "min", binding: 30 },
  max: { text: "max", binding: 30 },
};
