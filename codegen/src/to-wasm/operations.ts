/**
 * Operators and conversions as WebAssembly instructions: one row each, with the meanings of
 * `ir/operators.ts`. Most rows are one instruction; the others have their reason beside them.
 *
 * WebAssembly's own meanings help: integers wrap, shift counts are masked, `min` and `max` know NaN and -0 as
 * JavaScript does. Only division needs care, because it traps where ours is total.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import type { BinaryOperator, UnaryOperator } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import { INTEGERS } from "../ir/operators.ts";
import type { StorageType, ValueType, WideType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import type { FunctionContext } from "./context.ts";
import { hold } from "./context.ts";

type Ref = binaryen.ExpressionRef;
type Unary = (context: FunctionContext, operand: Ref) => Ref;
/** `known` is the value of the right operand if it is constant. */
type Binary = (context: FunctionContext, left: Ref, right: Ref, known: Scalar | null) => Ref;

/** Applies a unary operator to an operand of type `type`. */
export function emitUnary(context: FunctionContext, operator: UnaryOperator, type: ValueType, operand: Ref): Ref {
  const emit = UNARY[operator][type];
  if (emit === undefined) throw new Error(`to-wasm: no '${operator}' on ${type}`);
  return emit(context, operand);
}

/** Applies a binary operator to operands of type `type`; `known` is the right one's value if it is constant. */
export function emitBinary(
  context: FunctionContext,
  operator: BinaryOperator,
  type: ValueType,
  left: Ref,
  right: Ref,
  known: Scalar | null,
): Ref {
  const emit = BINARY[operator][type];
  if (emit === undefined) throw new Error(`to-wasm: no '${operator}' on ${type}`);
  return emit(context, left, right, known);
}

const UNARY: Readonly<Record<UnaryOperator, Partial<Record<ValueType, Unary>>>> = {
  negate: {
    ...integers(({ module: { i32 } }, x) => i32.sub(i32.const(0), x)),
    f32: ({ module }, x) => module.f32.neg(x),
    ...wides(({ module: { i64 } }, x) => i64.sub(i64.const(0n), x)),
  },
  not: { bool: ({ module }, x) => module.i32.eqz(x) },
  "bit-not": {
    ...integers(({ module: { i32 } }, x) => i32.xor(x, i32.const(-1))),
    ...wides(({ module: { i64 } }, x) => i64.xor(x, i64.const(-1n))),
  },
  abs: { i32: absolute, f32: ({ module }, x) => module.f32.abs(x) },
  sqrt: { f32: ({ module }, x) => module.f32.sqrt(x) },
  floor: { f32: ({ module }, x) => module.f32.floor(x) },
  ceil: { f32: ({ module }, x) => module.f32.ceil(x) },
  trunc: { f32: ({ module }, x) => module.f32.trunc(x) },
  round: { f32: roundHalfUp },
  clz: integers(({ module }, x) => module.i32.clz(x)),
  popcount: integers(({ module }, x) => module.i32.popcnt(x)),
  "bits-of": { f32: ({ module }, x) => module.i32.reinterpret(x) },
  "from-bits": { u32: ({ module }, x) => module.f32.reinterpret(x) },
};

const BINARY: Readonly<Record<BinaryOperator, Partial<Record<ValueType, Binary>>>> = {
  add: {
    ...integers(({ module }, a, b) => module.i32.add(a, b)),
    ...wides(({ module }, a, b) => module.i64.add(a, b)),
    f32: ({ module }, a, b) => module.f32.add(a, b),
  },
  subtract: {
    ...integers(({ module }, a, b) => module.i32.sub(a, b)),
    ...wides(({ module }, a, b) => module.i64.sub(a, b)),
    f32: ({ module }, a, b) => module.f32.sub(a, b),
  },
  multiply: {
    ...integers(({ module }, a, b) => module.i32.mul(a, b)),
    ...wides(({ module }, a, b) => module.i64.mul(a, b)),
    f32: ({ module }, a, b) => module.f32.mul(a, b),
  },
  divide: {
    i32: divideSigned,
    u32: divideUnsigned,
    f32: ({ module }, a, b) => module.f32.div(a, b),
    i64: divideWideSigned,
    u64: (context, a, b, known) => unlessZeroWide(context, a, b, known, (x, y) => context.module.i64.div_u(x, y)),
  },
  remainder: {
    i32: remainderSigned,
    u32: remainderUnsigned,
    i64: (context, a, b, known) => unlessZeroWide(context, a, b, known, (x, y) => context.module.i64.rem_s(x, y)),
    u64: (context, a, b, known) => unlessZeroWide(context, a, b, known, (x, y) => context.module.i64.rem_u(x, y)),
  },
  "bit-and": {
    ...bits(({ module }, a, b) => module.i32.and(a, b)),
    ...wides(({ module }, a, b) => module.i64.and(a, b)),
  },
  "bit-or": {
    ...bits(({ module }, a, b) => module.i32.or(a, b)),
    ...wides(({ module }, a, b) => module.i64.or(a, b)),
  },
  "bit-xor": {
    ...bits(({ module }, a, b) => module.i32.xor(a, b)),
    ...wides(({ module }, a, b) => module.i64.xor(a, b)),
  },
  "shift-left": {
    ...integers(({ module }, a, b) => module.i32.shl(a, b)),
    ...wides(({ module }, a, b) => module.i64.shl(a, b)),
  },
  "shift-right": {
    i32: ({ module }, a, b) => module.i32.shr_s(a, b),
    u32: ({ module }, a, b) => module.i32.shr_u(a, b),
    i64: ({ module }, a, b) => module.i64.shr_s(a, b),
    u64: ({ module }, a, b) => module.i64.shr_u(a, b),
  },
  equal: {
    ...bits(({ module }, a, b) => module.i32.eq(a, b)),
    ...wides(({ module }, a, b) => module.i64.eq(a, b)),
    f32: ({ module }, a, b) => module.f32.eq(a, b),
  },
  "not-equal": {
    ...bits(({ module }, a, b) => module.i32.ne(a, b)),
    ...wides(({ module }, a, b) => module.i64.ne(a, b)),
    f32: ({ module }, a, b) => module.f32.ne(a, b),
  },
  less: {
    i32: ({ module }, a, b) => module.i32.lt_s(a, b),
    u32: ({ module }, a, b) => module.i32.lt_u(a, b),
    f32: ({ module }, a, b) => module.f32.lt(a, b),
    i64: ({ module }, a, b) => module.i64.lt_s(a, b),
    u64: ({ module }, a, b) => module.i64.lt_u(a, b),
  },
  "less-equal": {
    i32: ({ module }, a, b) => module.i32.le_s(a, b),
    u32: ({ module }, a, b) => module.i32.le_u(a, b),
    f32: ({ module }, a, b) => module.f32.le(a, b),
    i64: ({ module }, a, b) => module.i64.le_s(a, b),
    u64: ({ module }, a, b) => module.i64.le_u(a, b),
  },
  greater: {
    i32: ({ module }, a, b) => module.i32.gt_s(a, b),
    u32: ({ module }, a, b) => module.i32.gt_u(a, b),
    f32: ({ module }, a, b) => module.f32.gt(a, b),
    i64: ({ module }, a, b) => module.i64.gt_s(a, b),
    u64: ({ module }, a, b) => module.i64.gt_u(a, b),
  },
  "greater-equal": {
    i32: ({ module }, a, b) => module.i32.ge_s(a, b),
    u32: ({ module }, a, b) => module.i32.ge_u(a, b),
    f32: ({ module }, a, b) => module.f32.ge(a, b),
    i64: ({ module }, a, b) => module.i64.ge_s(a, b),
    u64: ({ module }, a, b) => module.i64.ge_u(a, b),
  },
  min: {
    i32: chosenBy(({ module }, a, b) => module.i32.lt_s(a, b)),
    u32: chosenBy(({ module }, a, b) => module.i32.lt_u(a, b)),
    f32: ({ module }, a, b) => module.f32.min(a, b),
  },
  max: {
    i32: chosenBy(({ module }, a, b) => module.i32.gt_s(a, b)),
    u32: chosenBy(({ module }, a, b) => module.i32.gt_u(a, b)),
    f32: ({ module }, a, b) => module.f32.max(a, b),
  },
};

function integers<Emit>(emit: Emit): { i32: Emit; u32: Emit } {
  return { i32: emit, u32: emit };
}

function wides<Emit>(emit: Emit): Record<WideType, Emit> {
  return { i64: emit, u64: emit };
}

function bits<Emit>(emit: Emit): { bool: Emit; i32: Emit; u32: Emit } {
  return { bool: emit, i32: emit, u32: emit };
}

/** The left operand where the comparison holds, else the right one. (`select` evaluates its condition last.) */
function chosenBy(comparison: (context: FunctionContext, a: Ref, b: Ref) => Ref): Binary {
  return (context, left, right) => {
    const a = hold(context, left);
    const b = hold(context, right);
    return context.module.select(comparison(context, a.again(), b.again()), a.first(), b.first());
  };
}

/** The least i32 is its own absolute value, as negation wraps. */
function absolute(context: FunctionContext, operand: Ref): Ref {
  const { module } = context;
  const x = hold(context, operand);
  const negated = module.i32.sub(module.i32.const(0), x.first());
  return module.select(module.i32.lt_s(x.again(), module.i32.const(0)), negated, x.again());
}

/**
 * `floor(x + 1/2)` without forming `x + 1/2`, whose rounding goes wrong next to 1/2 and above 2^23: the ceiling,
 * less one if that is nearer. `ceiling - 1/2` is exact wherever `x` has a fraction, and the ceiling has the
 * sign of `x`, so that -0.2 gives -0.
 */
function roundHalfUp(context: FunctionContext, operand: Ref): Ref {
  const { module } = context;
  const { f32 } = module;
  const x = hold(context, operand, binaryen.f32);
  const ceiling = hold(context, f32.ceil(x.first()), binaryen.f32);
  const below = f32.sub(ceiling.first(), f32.const(1));
  const isBelow = f32.gt(f32.sub(ceiling.again(), f32.const(0.5)), x.again());
  return module.select(isBelow, below, ceiling.again());
}

/** Both divisors that trap, 0 and -1, give the product instead: 0, and the dividend negated with wrapping. */
function divideSigned(context: FunctionContext, left: Ref, right: Ref, known: Scalar | null): Ref {
  const { module } = context;
  const { i32 } = module;
  if (known === -1) return i32.sub(i32.const(0), left);
  if (known !== null && known !== 0) return i32.div_s(left, right);
  const a = hold(context, left);
  const b = hold(context, right);
  const isSpecial = context.checks
    ? i32.eq(b.first(), i32.const(-1))
    : i32.lt_u(i32.add(b.first(), i32.const(1)), i32.const(2));
  const quotient = module.if(isSpecial, i32.mul(a.again(), b.again()), i32.div_s(a.again(), b.again()));
  return module.block(null, [a.set(), quotient], binaryen.i32);
}

function divideUnsigned(context: FunctionContext, left: Ref, right: Ref, known: Scalar | null): Ref {
  return unlessZero(context, left, right, known, (a, b) => context.module.i32.div_u(a, b));
}

/** -1 needs no care here: WebAssembly defines the remainder of the least i32 by it as 0. */
function remainderSigned(context: FunctionContext, left: Ref, right: Ref, known: Scalar | null): Ref {
  return unlessZero(context, left, right, known, (a, b) => context.module.i32.rem_s(a, b));
}

function remainderUnsigned(context: FunctionContext, left: Ref, right: Ref, known: Scalar | null): Ref {
  return unlessZero(context, left, right, known, (a, b) => context.module.i32.rem_u(a, b));
}

/** Zero if the divisor is zero; WebAssembly's own trap if checks are wanted. */
function unlessZero(
  context: FunctionContext,
  left: Ref,
  right: Ref,
  known: Scalar | null,
  divide: (a: Ref, b: Ref) => Ref,
): Ref {
  const { module } = context;
  const { i32 } = module;
  if (context.checks || (known !== null && known !== 0)) return divide(left, right);
  const a = hold(context, left);
  const b = hold(context, right);
  const quotient = module.if(b.first(), divide(a.again(), b.again()), i32.const(0));
  return module.block(null, [a.set(), quotient], binaryen.i32);
}

/** As `divideSigned`, on 64 bits. */
function divideWideSigned(context: FunctionContext, left: Ref, right: Ref, known: Scalar | null): Ref {
  const { module } = context;
  const { i64 } = module;
  if (known === -1n) return i64.sub(i64.const(0n), left);
  if (known !== null && known !== 0n) return i64.div_s(left, right);
  const a = hold(context, left, binaryen.i64);
  const b = hold(context, right, binaryen.i64);
  const isSpecial = context.checks
    ? i64.eq(b.first(), i64.const(-1n))
    : i64.lt_u(i64.add(b.first(), i64.const(1n)), i64.const(2n));
  const quotient = module.if(isSpecial, i64.mul(a.again(), b.again()), i64.div_s(a.again(), b.again()));
  return module.block(null, [a.set(), quotient], binaryen.i64);
}

/** As `unlessZero`, on 64 bits. */
function unlessZeroWide(
  context: FunctionContext,
  left: Ref,
  right: Ref,
  known: Scalar | null,
  divide: (a: Ref, b: Ref) => Ref,
): Ref {
  const { module } = context;
  const { i64 } = module;
  if (context.checks || (known !== null && known !== 0n)) return divide(left, right);
  const a = hold(context, left, binaryen.i64);
  const b = hold(context, right, binaryen.i64);
  const quotient = module.if(i64.eqz(b.first()), i64.const(0n), divide(a.again(), b.again()));
  return module.block(null, [a.set(), quotient], binaryen.i64);
}

/** Converts a canonical value of one scalar type to another. */
export function emitConvert(context: FunctionContext, from: StorageType, to: StorageType, operand: Ref): Ref {
  const { f32 } = context.module;
  if (from === to) return operand;
  if (isWide(to)) return convertToWide(context, from, to, operand);
  if (isWide(from)) return convertFromWide(context, from, to, operand);
  if (to === "f32") return from === "u32" ? f32.convert_u.i32(operand) : f32.convert_s.i32(operand);
  if (to === "bool") return operand;
  return from === "f32" ? saturate(context, to, operand) : wrapTo(context, from, to, operand);
}

/** What has a sign is extended by it, to u64 as well. */
function convertToWide(context: FunctionContext, from: StorageType, to: WideType, operand: Ref): Ref {
  const { i64 } = context.module;
  if (isWide(from)) return operand;
  if (from === "f32") return to === "i64" ? i64.trunc_s_sat.f32(operand) : i64.trunc_u_sat.f32(operand);
  // Binaryen 132 merges the extension without sign of a loaded word into a load with sign.
  if (from === "u32") return i64.and(i64.extend_s(operand), i64.const(0xffff_ffffn));
  return from !== "bool" && INTEGERS[from].least < 0 ? i64.extend_s(operand) : i64.extend_u(operand);
}

function convertFromWide(context: FunctionContext, from: WideType, to: StorageType, operand: Ref): Ref {
  const { f32, i32 } = context.module;
  if (to === "f32") return from === "i64" ? f32.convert_s.i64(operand) : f32.convert_u.i64(operand);
  return canonical(context, to, i32.wrap(operand));
}

type IntegerType = keyof typeof INTEGERS;

/** Truncates an f32; what is out of range becomes the nearest bound, and NaN 0. */
function saturate(context: FunctionContext, to: IntegerType, operand: Ref): Ref {
  const { i32 } = context.module;
  const { least, most } = INTEGERS[to];
  const isSigned = least < 0;
  const wide = isSigned ? i32.trunc_s_sat.f32(operand) : i32.trunc_u_sat.f32(operand);
  if (to === "i32" || to === "u32") return wide;
  const type = isSigned ? "i32" : "u32";
  const atMost = emitBinary(context, "min", type, wide, i32.const(most), most);
  return isSigned ? emitBinary(context, "max", type, atMost, i32.const(least), least) : atMost;
}

/** Keeps the low bits; nothing to do where every value of `from` already fits. */
function wrapTo(
  context: FunctionContext,
  from: Exclude<StorageType, "f32" | WideType>,
  to: IntegerType,
  operand: Ref,
): Ref {
  return fits(from, to) ? operand : canonical(context, to, operand);
}

function fits(from: Exclude<StorageType, "f32" | WideType>, to: IntegerType): boolean {
  if (from === "bool") return true;
  return INTEGERS[from].least >= INTEGERS[to].least && INTEGERS[from].most <= INTEGERS[to].most;
}

/**
 * Makes a value that came from outside, such as an argument of a host, canonical for its type: an i8 is
 * sign-extended, a u8 zero-extended, a bool 0 or 1.
 */
export function canonical(context: FunctionContext, type: StorageType, value: Ref): Ref {
  const { i32 } = context.module;
  switch (type) {
    case "bool":
      return i32.ne(value, i32.const(0));
    case "i8":
      return i32.extend8_s(value);
    case "u8":
      return i32.and(value, i32.const(0xff));
    case "i16":
      return i32.extend16_s(value);
    case "u16":
      return i32.and(value, i32.const(0xffff));
    case "i32":
    case "u32":
    case "f32":
    case "i64":
    case "u64":
      return value;
  }
}
