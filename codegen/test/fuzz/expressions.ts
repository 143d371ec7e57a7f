/**
 * Random expressions, each of a wanted type, within what the language can prove: indices are masked or counted,
 * divisors are never zero.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, UnaryOperator } from "../../src/ir/ir.ts";
import type { StorageType, ValueType } from "../../src/ir/types.ts";
import { isWide, valueTypeOf } from "../../src/ir/types.ts";
import { MOOD } from "./enums.ts";
import type { GenericShape } from "./generics.ts";
import type { Piece } from "./piece.ts";
import { piece, same } from "./piece.ts";
import type { Random } from "./random.ts";
import type { ArrayShape, Named, Shape, StructShape, World } from "./world.ts";
import { INTERESTING, literal } from "./world.ts";

/** A name in scope. */
export interface Variable extends Named {
  /** Whether statements may assign to it or through it. */
  readonly writable: boolean;
  /** A counter that is known to be less. */
  readonly below?: number;
}

/** What a function gives; a list is a tuple. */
export type ResultShape = StorageType | "void" | readonly StorageType[];

export interface FunctionShape {
  readonly name: string;
  readonly parameters: readonly Named[];
  readonly result: ResultShape;
  /** Whether it certainly changes state: only then may its result be ignored. */
  readonly writes: boolean;
  /** Whether it may replace a union. */
  readonly replaces: boolean;
  /** An upper bound of the statements that a call runs. */
  readonly cost: number;
  /** Of a method, on what it is called. */
  readonly receiver: StructShape | null;
}

/** What an expression can refer to. */
export interface Scope {
  readonly random: Random;
  readonly world: World;
  readonly variables: readonly Variable[];
  /** Functions that may be called: those declared before, so that nothing recurses. */
  readonly functions: readonly FunctionShape[];
  readonly generics: GenericShape | null;
  /** How often the place is reached in one call of its function, at most. */
  readonly repeats: number;
  /** Whether a name of a union is in scope. */
  readonly holdsUnion: boolean;
  /** Told that a union is replaced. */
  readonly replace: () => void;
  /** Told of what will run, in statements. */
  readonly spend: (cost: number) => void;
}

const COST_MAX = 20_000;

/** An expression of the type, of at most `depth` levels. */
export function createExpression(scope: Scope, type: ValueType, depth: number): Piece {
  const { random } = scope;
  if (depth <= 0 || random.chance(15)) return createLeaf(scope, type);
  const made =
    type === "bool" ? random.pick(BOOL_MAKERS)(scope, type, depth) : random.pick(NUMBER_MAKERS)(scope, type, depth);
  return made ?? createLeaf(scope, type);
}

/** Null if there is nothing of the kind in scope. */
type Maker<Type extends ValueType> = (scope: Scope, type: Type, depth: number) => Piece | null;

type NumberType = Exclude<ValueType, "bool">;

const NUMBER_MAKERS: readonly Maker<NumberType>[] = [
  createBinary,
  createBinary,
  createBinary,
  createUnary,
  createConversion,
  createConditional,
  createCall,
  createGenericCall,
  createNumberOfMember,
  createLoad,
  createLoad,
];

const BOOL_MAKERS: readonly Maker<"bool">[] = [
  createComparison,
  createComparison,
  createLogical,
  createMemberTest,
  createConditional,
  createCall,
];

function createLeaf(scope: Scope, type: ValueType): Piece {
  // Of two bool constants one would be half of all conditions.
  if (type === "bool" && scope.random.chance(60)) return createComparison(scope, type, 0);
  return (scope.random.chance(70) ? createLoad(scope, type) : null) ?? typedLiteral(scope, type);
}

/** A literal that says its type: `f32(0.5)`. */
function typedLiteral({ random }: Scope, type: ValueType): Piece {
  const bare = literal(type, random.pick(INTERESTING[type]));
  return type === "bool" ? bare : piece(type, `${type}(${bare.source})`, bare.reference);
}

/** An operand beside another that gives a bare literal its type. */
function createOperand(scope: Scope, type: ValueType, depth: number): Piece {
  const { random } = scope;
  return random.chance(25) ? literal(type, random.pick(INTERESTING[type])) : createExpression(scope, type, depth - 1);
}

const SIGNED_INFIX: readonly (readonly [BinaryOperator, string])[] = [
  ["add", "+"],
  ["subtract", "-"],
  ["multiply", "*"],
  ["bit-and", "&"],
  ["bit-or", "|"],
  ["bit-xor", "^"],
  ["divide", "/"],
  ["remainder", "%"],
  ["shift-left", "<<"],
  ["shift-right", ">>"],
];

const INFIX: Readonly<Record<NumberType, readonly (readonly [BinaryOperator, string])[]>> = {
  i32: SIGNED_INFIX,
  i64: SIGNED_INFIX,
  u64: SIGNED_INFIX,
  u32: [
    ["add", "+"],
    ["subtract", "-"],
    ["multiply", "*"],
    ["bit-and", "&"],
    ["bit-or", "|"],
    ["bit-xor", "^"],
    ["divide", "/"],
    ["remainder", "%"],
    ["shift-left", "<<"],
    ["shift-right", ">>>"],
  ],
  f32: [
    ["add", "+"],
    ["subtract", "-"],
    ["multiply", "*"],
    ["divide", "/"],
  ],
};

function createBinary(scope: Scope, type: NumberType, depth: number): Piece {
  const { random } = scope;
  if (!isWide(type) && random.chance(15)) return createExtreme(scope, type, depth);
  const [operator, symbol] = random.pick(INFIX[type]);
  const left = createExpression(scope, type, depth - 1);
  if (type !== "f32" && (operator === "divide" || operator === "remainder")) {
    return createDivision(scope, type, operator, left, depth);
  }
  const isShift = operator === "shift-left" || operator === "shift-right";
  const right = isShift ? createCount(scope, type) : createOperand(scope, type, depth);
  return piece(type, `($0 ${symbol} $1)`, operation(operator, type), left, right);
}

export function operation(operator: BinaryOperator, type: ValueType, left = "$0", right = "$1"): string {
  return `B[${JSON.stringify(operator)}].${type}(${left}, ${right})`;
}

/**
 * A constant count must be less than the width, so anything that could be folded is left out; and TypeScript's
 * parser takes `a << (b > (c))` for type arguments, so no comparison stands here.
 */
function createCount(scope: Scope, type: NumberType): Piece {
  const { random } = scope;
  const types = isWide(type) ? (["i64", "u64"] as const) : (["i32", "u32"] as const);
  const variable = random.chance(50) ? createLoad(scope, random.pick(types)) : null;
  return variable ?? literal(types[1], random.below(isWide(type) ? 64 : 32));
}

function createDivision(
  scope: Scope,
  type: Exclude<NumberType, "f32">,
  operator: "divide" | "remainder",
  left: Piece,
  depth: number,
): Piece {
  const { random } = scope;
  const symbol = operator === "divide" ? "/" : "%";
  if (random.chance(50)) {
    const divisor = literal(type, random.pick(INTERESTING[type].filter((value) => Number(value) !== 0)));
    return piece(type, `($0 ${symbol} $1)`, operation(operator, type), left, divisor);
  }
  const [mask, one] = isWide(type) ? ["15n", "1n"] : ["15", "1"];
  const divisor = operation("add", type, operation("bit-and", type, "$1", mask), one);
  const right = createExpression(scope, type, depth - 1);
  return piece(type, `($0 ${symbol} (($1 & ${mask}) + ${one}))`, operation(operator, type, "$0", divisor), left, right);
}

function createExtreme(scope: Scope, type: NumberType, depth: number): Piece {
  const operator = scope.random.pick(["min", "max"] as const);
  const left = createExpression(scope, type, depth - 1);
  const right = createOperand(scope, type, depth);
  return piece(type, `Math.${operator}($0, $1)`, operation(operator, type), left, right);
}

/** Of each type: operator, how it is written, and the type of the operand. */
const PREFIX: Readonly<Record<NumberType, readonly (readonly [UnaryOperator, string, NumberType])[]>> = {
  i32: [
    ["negate", "(-$0)", "i32"],
    ["bit-not", "(~$0)", "i32"],
    ["abs", "Math.abs($0)", "i32"],
    ["clz", "Math.clz32($0)", "i32"],
  ],
  u32: [
    ["bit-not", "(~$0)", "u32"],
    ["clz", "Math.clz32($0)", "u32"],
    ["popcount", "popcount($0)", "u32"],
  ],
  f32: [
    ["negate", "(-$0)", "f32"],
    ["abs", "Math.abs($0)", "f32"],
    ["sqrt", "Math.sqrt($0)", "f32"],
    ["floor", "Math.floor($0)", "f32"],
    ["ceil", "Math.ceil($0)", "f32"],
    ["trunc", "Math.trunc($0)", "f32"],
    ["round", "Math.round($0)", "f32"],
    ["from-bits", "f32FromBits($0)", "u32"],
  ],
  i64: [
    ["negate", "(-$0)", "i64"],
    ["bit-not", "(~$0)", "i64"],
  ],
  u64: [
    ["negate", "(-$0)", "u64"],
    ["bit-not", "(~$0)", "u64"],
  ],
};

function createUnary(scope: Scope, type: NumberType, depth: number): Piece {
  const bits = type === "u32" && scope.random.chance(25) ? createBitsOf(scope) : null;
  if (bits !== null) return bits;
  const [operator, source, operand] = scope.random.pick(PREFIX[type]);
  const reference = `U[${JSON.stringify(operator)}].${operand}($0)`;
  return piece(type, source, reference, createExpression(scope, operand, depth - 1));
}

/** The bits of a NaN are not specified, so a NaN is kept out, which takes a variable: it is read twice. */
function createBitsOf({ random, variables }: Scope): Piece | null {
  const floats = variables.filter(({ shape }) => shape.kind === "scalar" && shape.type === "f32");
  if (floats.length === 0) return null;
  const { name } = random.pick(floats);
  const reference = `(${name} === ${name} ? U["bits-of"].f32(${name}) : 0)`;
  return piece("u32", `(${name} === ${name} ? bitsOf(${name}) : u32(0))`, reference);
}

const SMALL_TYPES: readonly StorageType[] = ["i8", "u8", "i16", "u16"];

function createConversion(scope: Scope, type: NumberType, depth: number): Piece {
  const { random } = scope;
  const from = random.pick(["bool", "i32", "u32", "f32", "i64", "u64"] as const);
  const operand = createExpression(scope, from, depth - 1);
  // A conversion to 8 or 16 bits is a u32 or i32 again where it is used.
  const small = type === "f32" ? [] : SMALL_TYPES.filter((to) => valueTypeOf(to) === type);
  const to = small.length > 0 && random.chance(50) ? random.pick(small) : type;
  return piece(type, `${to}($0)`, conversion(from, to), operand);
}

export function conversion(from: ValueType, to: StorageType, operand = "$0"): string {
  return `convert(${operand}, "${from}", "${to}")`;
}

function createConditional(scope: Scope, type: ValueType, depth: number): Piece {
  const condition = createExpression(scope, "bool", depth - 1);
  const [then, otherwise] = [createExpression(scope, type, depth - 1), createOperand(scope, type, depth)];
  return same(type, "($0 ? $1 : $2)", condition, then, otherwise);
}

const COMPARISONS: readonly (readonly [BinaryOperator, string])[] = [
  ["equal", "==="],
  ["not-equal", "!=="],
  ["less", "<"],
  ["less-equal", "<="],
  ["greater", ">"],
  ["greater-equal", ">="],
];

function createComparison(scope: Scope, _: ValueType, depth: number): Piece {
  const { random } = scope;
  const type = random.pick(["bool", "i32", "u32", "f32", "i64", "u64"] as const);
  const [operator, symbol] = random.pick(type === "bool" ? COMPARISONS.slice(0, 2) : COMPARISONS);
  const left = createExpression(scope, type, depth - 1);
  return piece("bool", `($0 ${symbol} $1)`, operation(operator, type), left, createOperand(scope, type, depth));
}

const LOGICAL = [
  ["($0 && $1)", "($0 && $1)"],
  ["($0 || $1)", "($0 || $1)"],
  ["(!$0)", "U.not.bool($0)"],
] as const;

function createLogical(scope: Scope, _: ValueType, depth: number): Piece {
  const [source, reference] = scope.random.pick(LOGICAL);
  const operands = (source.includes("$1") ? [0, 1] : [0]).map(() => createExpression(scope, "bool", depth - 1));
  return piece("bool", source, reference, ...operands);
}

/** Whether the variable of the enum holds some member. */
function createMemberTest({ random, world }: Scope): Piece | null {
  if (world.enumeration === null) return null;
  const { name, value } = random.pick(world.enumeration.members);
  const [operator, symbol] = random.pick(COMPARISONS.slice(0, 2));
  return piece("bool", `(${MOOD} ${symbol} ${name})`, operation(operator, "i32", MOOD, String(value)));
}

function createNumberOfMember({ world }: Scope, type: NumberType): Piece | null {
  if (world.enumeration === null) return null;
  return piece(type, `${type}(${MOOD})`, conversion(valueTypeOf(world.enumeration.storage), type, MOOD));
}

/** Of the function over types, or of the one over lengths. */
function createGenericCall(scope: Scope, type: NumberType, depth: number): Piece | null {
  const { generics, random } = scope;
  if (generics === null) return null;
  const { ofNumbers, ofLength } = generics;
  if (ofNumbers.types.includes(type) && random.chance(70)) {
    const values = [0, 1, 2].map(() => createExpression(scope, type, depth - 1));
    const call = `${ofNumbers.name}<${type}>($0, $1, $2)`;
    return piece(type, call, `${ofNumbers.name}("${type}", $0, $1, $2)`, ...values);
  }
  if (valueTypeOf(ofLength.element) !== type) return null;
  const arrays = [1, 3, 4, 7, 8, 16].flatMap((length) =>
    references(scope, { kind: "array", element: ofLength.element, length }),
  );
  if (arrays.length === 0) return null;
  scope.spend(16 * scope.repeats);
  return same(type, `${ofLength.name}($0)`, random.pick(arrays).make());
}

/** A call of a function with a result of the type. */
function createCall(scope: Scope, type: ValueType, depth: number): Piece | null {
  const fitting = affordable(scope).filter(
    ({ result }) => typeof result === "string" && result !== "void" && valueTypeOf(result) === type,
  );
  if (fitting.length === 0) return null;
  return createCallOf(scope, scope.random.pick(fitting), type, depth);
}

/** Functions that may still be called here without making the program slow. */
export function affordable({ functions, repeats }: Scope): readonly FunctionShape[] {
  return functions.filter(({ cost }) => cost * repeats <= COST_MAX);
}

export function createCallOf(scope: Scope, callee: FunctionShape, kind: ValueType | "statement", depth: number): Piece {
  scope.spend(callee.cost * scope.repeats);
  if (callee.replaces) scope.replace();
  const values = callee.parameters.map(({ shape }) => createArgument(scope, shape, depth - 1));
  const call = `${callee.name}(${values.map((_, index) => `$${index}`).join(", ")})`;
  if (callee.receiver === null) return same(kind, call, ...values);
  const receiver = scope.random.pick(references(scope, { kind: "struct", struct: callee.receiver })).make();
  return same(kind, `$${values.length}.${call}`, ...values, receiver);
}

function createArgument(scope: Scope, shape: Shape, depth: number): Piece {
  if (shape.kind === "scalar") return createStored(scope, shape.type, depth);
  return scope.random.pick(references(scope, shape)).make();
}

/** A value in the form in which a place of the type takes it: narrowed if it is of 8 or 16 bits. */
export function createStored(scope: Scope, type: StorageType, depth: number): Piece {
  const value = valueTypeOf(type);
  if (value === type) return createExpression(scope, value, depth);
  const from = scope.random.pick([value, value, "f32", "i64"] as const);
  return piece(value, `${type}($0)`, conversion(from, type), createExpression(scope, from, depth));
}

/** A way to an array, slice or struct. */
export interface ReferencePlace {
  readonly writable: boolean;
  readonly make: () => Piece;
}

/** Everything in scope that can be passed for a shape, or be named by an alias of it. */
export function references(scope: Scope, wanted: Shape): ReferencePlace[] {
  return rootsOf(scope).flatMap(({ name, shape, writable }) =>
    referencesIn(scope, shape, () => same("place", name), wanted).map((make) => ({ writable, make })),
  );
}

function referencesIn(scope: Scope, shape: Shape, base: () => Piece, wanted: Shape): (() => Piece)[] {
  switch (shape.kind) {
    case "scalar":
      return [];
    case "slice":
      return wanted.kind === "slice" && wanted.element === shape.element ? [base] : [];
    case "array":
      if (wanted.kind === "slice" && wanted.element === shape.element) return [() => sliceOf(scope, base(), shape)];
      return isSameArray(wanted, shape) ? [base] : [];
    case "grid":
      return referencesIn(scope, rowOf(shape), () => elementOf(scope, base(), shape.rows), wanted);
    case "struct": {
      const own = wanted.kind === "struct" && wanted.struct.name === shape.struct.name ? [base] : [];
      const inner = shape.struct.fields.flatMap((field) =>
        referencesIn(scope, field.shape, () => same("place", `$0.${field.name}`, base()), wanted),
      );
      return [...own, ...inner];
    }
    case "structs":
      return referencesIn(
        scope,
        { kind: "struct", struct: shape.struct },
        () => elementOf(scope, base(), shape.length),
        wanted,
      );
  }
}

function rowOf({ element, columns }: Extract<Shape, { kind: "grid" }>): ArrayShape {
  return { kind: "array", element, length: columns };
}

function isSameArray(left: Shape, right: ArrayShape): boolean {
  return left.kind === "array" && left.element === right.element && left.length === right.length;
}

/** The whole array or a part, which may be empty. */
function sliceOf({ random }: Scope, array: Piece, { length }: ArrayShape): Piece {
  if (random.chance(50)) return array;
  const start = random.between(0, length);
  return same("place", `$0.subarray(${start}, ${random.between(start, length)})`, array);
}

/** Everything that a place can start from. */
function rootsOf({ world, variables }: Scope): Variable[] {
  const cursors = world.cursors.map(({ name, below }): Variable => {
    return { name, shape: { kind: "scalar", type: "u32" }, writable: false, below };
  });
  return [...world.statics.map((variable) => ({ ...variable, writable: true })), ...cursors, ...variables];
}

/** A way to a scalar. */
export interface ScalarPlace {
  readonly type: StorageType;
  readonly writable: boolean;
  readonly make: () => Piece;
}

function createLoad(scope: Scope, type: ValueType): Piece | null {
  const fitting = scalarPlaces(scope).filter((place) => valueTypeOf(place.type) === type);
  if (fitting.length === 0) return null;
  return { ...scope.random.pick(fitting).make(), kind: type };
}

export function scalarPlaces(scope: Scope): ScalarPlace[] {
  return rootsOf(scope).flatMap(({ name, shape, writable }) =>
    scalarsIn(scope, shape, () => same("place", name)).map((place) => ({ ...place, writable })),
  );
}

function scalarsIn(scope: Scope, shape: Shape, base: () => Piece): Omit<ScalarPlace, "writable">[] {
  switch (shape.kind) {
    case "scalar":
      return [{ type: shape.type, make: base }];
    case "array":
      return [{ type: shape.element, make: () => elementOf(scope, base(), shape.length) }];
    case "grid":
      return scalarsIn(scope, rowOf(shape), () => elementOf(scope, base(), shape.rows));
    case "struct":
      return shape.struct.fields.flatMap((field) =>
        scalarsIn(scope, field.shape, () => same("place", `$0.${field.name}`, base())),
      );
    case "structs":
      return scalarsIn(scope, { kind: "struct", struct: shape.struct }, () => elementOf(scope, base(), shape.length));
    case "slice":
      // Its length is not known here: a loop over it has the index.
      return [];
  }
}

function elementOf(scope: Scope, base: Piece, length: number): Piece {
  return same("place", "$0[$1]", base, createIndex(scope, length));
}

/** An index that is less than the length: a constant, a counter, or a remainder. */
export function createIndex(scope: Scope, length: number): Piece {
  const { random, variables, world } = scope;
  const counters = [...variables, ...world.cursors].filter(({ below }) => below !== undefined && below <= length);
  if (counters.length > 0 && random.chance(60)) return same("u32", random.pick(counters).name);
  if (random.chance(40)) return literal("u32", random.below(length));
  const isPower = (length & (length - 1)) === 0;
  const any = createExpression(withScalarsOnly(scope), "u32", 1);
  return isPower
    ? piece("u32", `($0 & ${length - 1})`, operation("bit-and", "u32", "$0", String(length - 1)), any)
    : piece("u32", `($0 % ${length})`, operation("remainder", "u32", "$0", String(length)), any);
}

/** An index in an index in an index would never end. */
function withScalarsOnly(scope: Scope): Scope {
  const isScalar = ({ shape }: Named): boolean => shape.kind === "scalar";
  const statics = scope.world.statics.filter(isScalar);
  const variables = scope.variables.filter(isScalar);
  return { ...scope, world: { ...scope.world, statics }, variables, functions: [], generics: null };
}
