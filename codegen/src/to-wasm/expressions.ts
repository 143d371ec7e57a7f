/**
 * Expressions, places and calls.
 *
 * A scalar of any type is one i32, f32 or i64, always canonical (see `ir/operators.ts`). A place in memory is an
 * address of two parts: what is computed at run time and what is constant, which goes into the offset of the
 * load or store.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import type { Const, Expression, IndexPlace, Invocation, Place, Reference, SliceReference } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import type { ElementType, StorageType } from "../ir/types.ts";
import { isScalar, isWide, SCALAR_SIZE, valueTypeOf } from "../ir/types.ts";
import type { FunctionContext } from "./context.ts";
import { FIRST_ADDRESS } from "./layout.ts";
import { hold, wasmConstant, wasmResultOf } from "./context.ts";
import { canonical, emitBinary, emitConvert, emitUnary } from "./operations.ts";

type Ref = binaryen.ExpressionRef;

/** A scalar value, canonical for its type. */
export function emitExpression(context: FunctionContext, expression: Expression): Ref {
  const { module } = context;
  switch (expression.kind) {
    case "const":
      return emitConst(context, expression);
    case "load":
      return emitLoad(context, expression.place);
    case "length":
      return emitLength(context, expression.slice);
    case "unary":
      return emitUnary(
        context,
        expression.operator,
        valueTypeOf(expression.operand.type),
        emitExpression(context, expression.operand),
      );
    case "binary":
      return emitBinary(
        context,
        expression.operator,
        valueTypeOf(expression.left.type),
        emitExpression(context, expression.left),
        emitExpression(context, expression.right),
        knownValue(expression.right),
      );
    case "logical": {
      const left = emitExpression(context, expression.left);
      const right = emitExpression(context, expression.right);
      return expression.operator === "and"
        ? module.if(left, right, module.i32.const(0))
        : module.if(left, module.i32.const(1), right);
    }
    case "conditional":
      return module.if(
        emitExpression(context, expression.condition),
        emitExpression(context, expression.then),
        emitExpression(context, expression.otherwise),
      );
    case "convert":
      return emitConvert(
        context,
        expression.operand.type,
        expression.type,
        emitExpression(context, expression.operand),
      );
    case "call":
      return emitInvocation(context, expression.invocation);
  }
}

function emitConst({ module }: FunctionContext, { type, value }: Const): Ref {
  return wasmConstant(module, type, value);
}

function knownValue(expression: Expression): Scalar | null {
  if (expression.kind !== "const") return null;
  return typeof expression.value === "bigint" ? expression.value : Number(expression.value);
}

function emitLoad(context: FunctionContext, place: Place): Ref {
  const { module } = context;
  const type = scalarTypeOf(place);
  if (place.kind === "local") return emitLocal(context, place.name, wasmResultOf(type));
  const { pointer, offset } = splitAddress(context, place);
  switch (type) {
    case "bool":
    case "u8":
      return module.i32.load8_u(offset, 1, pointer);
    case "i8":
      return module.i32.load8_s(offset, 1, pointer);
    case "u16":
      return module.i32.load16_u(offset, 2, pointer);
    case "i16":
      return module.i32.load16_s(offset, 2, pointer);
    case "i32":
    case "u32":
      return module.i32.load(offset, 4, pointer);
    case "f32":
      return module.f32.load(offset, 4, pointer);
    case "i64":
    case "u64":
      return module.i64.load(offset, 8, pointer);
  }
}

function emitLocal({ module, locals }: FunctionContext, name: string, type: binaryen.Type): Ref {
  const lane = locals.laneOf(name);
  if (lane === null) return module.local.get(locals.indexOf(name), type);
  return module.f32x4.extract_lane(module.local.get(lane.vector, binaryen.v128), lane.lane);
}

function setLocal({ module, locals }: FunctionContext, name: string, value: Ref): Ref {
  const lane = locals.laneOf(name);
  if (lane === null) return module.local.set(locals.indexOf(name), value);
  const before = module.local.get(lane.vector, binaryen.v128);
  return module.local.set(lane.vector, module.f32x4.replace_lane(before, lane.lane, value));
}

/** Stores a canonical scalar. */
export function emitStore(context: FunctionContext, place: Place, value: Ref): Ref {
  const { module } = context;
  const type = scalarTypeOf(place);
  if (place.kind === "local") return setLocal(context, place.name, value);
  const { pointer, offset } = splitAddress(context, place);
  if (type === "f32") return module.f32.store(offset, 4, pointer, value);
  if (isWide(type)) return module.i64.store(offset, 8, pointer, value);
  switch (SCALAR_SIZE[type]) {
    case 1:
      return module.i32.store8(offset, 1, pointer, value);
    case 2:
      return module.i32.store16(offset, 2, pointer, value);
    default:
      return module.i32.store(offset, 4, pointer, value);
  }
}

/** The scalar result of a call, or nothing if it has none. */
export function emitInvocation(context: FunctionContext, { callee, arguments: values, result }: Invocation): Ref {
  const signature = context.signatures.get(callee);
  if (signature === undefined) throw new Error(`to-wasm: call of unknown '${callee}'`);
  const operands = values.flatMap((value) =>
    isReference(value) ? emitReference(context, value) : [emitExpression(context, value)],
  );
  const isRepeated = context.loops.length > 0 || context.returnTo !== null;
  if (isRepeated && signature.inline !== null) return context.emitInline(context, signature.inline, operands);
  const call = context.module.call(callee, operands, wasmResultOf(result));
  return signature.isExtern && typeof result === "string" && result !== "void"
    ? canonical(context, result, call)
    : call;
}

/** Whether an argument is passed by reference. */
export function isReference(value: Expression | Reference): value is Reference {
  return value.kind === "reference" || value.kind === "slice";
}

/** The address that a reference stands for; of a slice also its length, which must be evaluated after the address. */
export function emitReference(context: FunctionContext, reference: Reference): Ref[] {
  if (reference.kind === "slice") return emitSlice(context, reference);
  const address = emitAddress(context, reference.place);
  if (isScalar(reference.type) || reference.type.kind !== "slice") return [address];
  return [address, emitLength(context, reference.place)];
}

function emitSlice(context: FunctionContext, { base, start, end }: SliceReference): Ref[] {
  const { i32 } = context.module;
  if (start === null && end === null) return [emitAddress(context, base), emitLength(context, base)];
  const length = end === null ? emitLength(context, base) : emitExpression(context, end);
  if (start === null) {
    return [emitAddress(context, base), context.checks ? checkedSlice(context, base, i32.const(0), length) : length];
  }
  const from = hold(context, emitExpression(context, start));
  const address = i32.add(emitAddress(context, base), scaled(context, from.first(), elementTypeOf(base)));
  if (context.checks) return [address, checkedSlice(context, base, from.again(), length)];
  return [address, i32.sub(length, from.again())];
}

/** The length of a slice from `start` to `end`; traps unless `start <= end <= length of base`. */
function checkedSlice(context: FunctionContext, base: Place, start: Ref, end: Ref): Ref {
  const { module } = context;
  const from = hold(context, start);
  const to = hold(context, end);
  const isOutside = module.i32.or(
    module.i32.gt_u(from.first(), to.first()),
    module.i32.gt_u(to.again(), emitLength(context, base)),
  );
  return module.block(
    null,
    [module.if(isOutside, module.unreachable()), module.i32.sub(to.again(), from.again())],
    binaryen.i32,
  );
}

function emitLength({ module, locals }: FunctionContext, place: Place): Ref {
  const { type } = place;
  if (isScalar(type) || type.kind === "struct") throw new Error("to-wasm: length of something that has none");
  if (type.kind === "array") return module.i32.const(type.length);
  if (place.kind !== "local") throw new Error("to-wasm: a slice that is not a local");
  return module.local.get(locals.indexOf(place.name) + 1, binaryen.i32);
}

/** Where a place lies: what is known at run time (null if nothing is) plus what is known now. */
interface Address {
  readonly base: Ref | null;
  readonly offset: number;
}

function addressOf(context: FunctionContext, place: Place): Address {
  switch (place.kind) {
    case "local":
      return { base: context.module.local.get(context.locals.indexOf(place.name), binaryen.i32), offset: 0 };
    case "static":
      return { base: null, offset: context.layout.addressOf(place.name) };
    case "field": {
      const { base, offset } = addressOf(context, place.base);
      const struct = place.base.type;
      if (isScalar(struct) || struct.kind !== "struct") throw new Error("to-wasm: field of something that has none");
      return { base, offset: offset + context.layout.offsetOf(struct.name, place.field) };
    }
    case "index":
      return addressOfElement(context, place);
  }
}

function addressOfElement(context: FunctionContext, { base: array, index }: IndexPlace): Address {
  const { base, offset } = addressOf(context, array);
  const element = elementTypeOf(array);
  if (index.kind === "const" && !context.checks) {
    return { base, offset: offset + Number(index.value) * context.layout.sizeOf(element) };
  }
  const { i32 } = context.module;
  const addend = context.checks ? null : constantAddend(index, context.layout.sizeOf(element));
  if (addend !== null) {
    // The index without its addend may be "negative": the sum with the start of the array is not, and does not wrap.
    const distance = scaled(context, emitExpression(context, addend.variable), element);
    const start = base ?? i32.const(offset);
    return { base: i32.add(start, distance), offset: (base === null ? 0 : offset) + addend.bytes };
  }
  const value = emitExpression(context, index);
  const distance = scaled(context, context.checks ? checkedIndex(context, array, value) : value, element);
  return { base: base === null ? distance : i32.add(base, distance), offset };
}

/** What an index adds to something variable. */
interface Addend {
  readonly variable: Expression;
  /** In bytes. */
  readonly bytes: number;
}

/**
 * The constant of an index `x + 3`, for the offset of a load or store: neighbouring elements then share one address.
 * Null if there is none, or if it is more than the first address: below that lies nothing, so that `start + x` is an
 * address even where `x` is as many elements before the first.
 */
function constantAddend(index: Expression, elementSize: number): Addend | null {
  if (index.kind !== "binary" || index.operator !== "add" || index.right.kind !== "const") return null;
  const bytes = Number(index.right.value) * elementSize;
  return bytes > 0 && bytes <= FIRST_ADDRESS ? { variable: index.left, bytes } : null;
}

/** The index; traps unless it is less than the length. A negative i32 is a large u32. */
function checkedIndex(context: FunctionContext, array: Place, value: Ref): Ref {
  const { module } = context;
  const index = hold(context, value);
  const isOutside = module.i32.ge_u(index.first(), emitLength(context, array));
  return module.block(null, [module.if(isOutside, module.unreachable()), index.again()], binaryen.i32);
}

/** An index in bytes. */
function scaled({ module, layout }: FunctionContext, index: Ref, element: ElementType): Ref {
  return module.i32.mul(index, module.i32.const(layout.sizeOf(element)));
}

/** The parts of an address as loads and stores take them. */
function splitAddress(context: FunctionContext, place: Place): { pointer: Ref; offset: number } {
  const { base, offset } = addressOf(context, place);
  return base === null ? { pointer: context.module.i32.const(offset), offset: 0 } : { pointer: base, offset };
}

/** An address as one value. */
export function emitAddress(context: FunctionContext, place: Place): Ref {
  const { i32 } = context.module;
  const { base, offset } = addressOf(context, place);
  if (base === null) return i32.const(offset);
  return offset === 0 ? base : i32.add(base, i32.const(offset));
}

function scalarTypeOf({ type }: Place): StorageType {
  if (!isScalar(type)) throw new Error(`to-wasm: a ${type.kind} where a scalar is due`);
  return type;
}

function elementTypeOf({ type }: Place): ElementType {
  if (isScalar(type) || type.kind === "struct") throw new Error("to-wasm: element of something that has none");
  return type.element;
}
