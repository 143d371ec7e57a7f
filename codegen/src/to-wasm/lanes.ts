/**
 * Four scalars in one vector, for builds with SIMD: superword-level parallelism (Larsen and Amarasinghe, 2000), kept to
 * what striped loops need.
 *
 * ```
 *   const d0 = a[i] - b[i];          sum0 += d0 * d0;
 *   const d1 = a[i + 1] - b[i + 1];  sum1 += d1 * d1;
 *   ...                              ...
 * ```
 *
 * Four f32 locals that are declared one after the other, by expressions of one shape, become the four lanes of one
 * v128 local. From then on that is all there is of them: whoever reads one of them takes a lane out, whoever writes
 * one puts a lane in, and four assignments of one shape to all of them, in order, are one operation. So the rest of a
 * function may do with them what it likes, and nothing has to be proven about it.
 *
 * Expressions have one shape if they are equal constants, the lanes of one vector in order, one other local for all
 * four, four elements in a row of one array, or one operator on operands of one shape. Each lane then computes what
 * its scalar did, in the same order, so every bit is the same. Calls and stores have no place in them, so it makes no
 * difference that all are evaluated before any is assigned.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import type { Binary, Expression, IndexPlace, Load, Place, Statement, Unary } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { walk } from "../ir/walk.ts";
import type { FunctionContext } from "./context.ts";
import { emitAddress } from "./expressions.ts";

type Ref = binaryen.ExpressionRef;

/** How many lanes a vector has. */
export const LANES = 4;

/** The code of the four statements that a list begins with, if they are one operation on vectors; else null. */
export function emitLanes(context: FunctionContext, statements: readonly Statement[]): Ref | null {
  if (!context.simd) return null;
  const four = statements.slice(0, LANES);
  return four.length < LANES ? null : (declare(context, four) ?? assign(context, four));
}

/** The names that four assignments in a row are to: it is worth to have these in one vector from the start. */
export function quadsOf(body: readonly Statement[]): ReadonlySet<string> {
  const quads = new Set<string>();
  let names: string[] = [];
  walk(body, {
    statement(statement) {
      const isLocal = statement.kind === "assign" && statement.place.kind === "local";
      names = isLocal ? [...names, statement.place.name].slice(-LANES) : [];
      if (names.length === LANES) quads.add(names.join());
    },
  });
  return quads;
}

function declare(context: FunctionContext, four: readonly Statement[]): Ref | null {
  const names: string[] = [];
  const values: Expression[] = [];
  for (const statement of four) {
    if (statement.kind !== "let" || statement.type !== "f32" || statement.value === null) return null;
    names.push(statement.local);
    values.push(statement.value);
  }
  const isComputed = values[0]?.kind === "binary" || values[0]?.kind === "unary";
  if (!isComputed && !context.quads.has(names.join())) return null;
  const value = emitVector(context, values);
  return value === null ? null : context.module.local.set(context.locals.declareLanes(names), value);
}

function assign(context: FunctionContext, four: readonly Statement[]): Ref | null {
  const places: Place[] = [];
  const values: Expression[] = [];
  for (const statement of four) {
    if (statement.kind !== "assign") return null;
    places.push(statement.place);
    values.push(statement.value);
  }
  const vector = vectorOf(context, places);
  const value = vector === null ? null : emitVector(context, values);
  return vector === null || value === null ? null : context.module.local.set(vector, value);
}

/** Four values of one shape as one vector; null if they are not. */
function emitVector(context: FunctionContext, four: readonly Expression[]): Ref | null {
  const [first] = four;
  if (first?.type !== "f32") return null;
  switch (first.kind) {
    case "const":
      return four.every((each) => each.kind === "const" && Object.is(each.value, first.value))
        ? context.module.f32x4.splat(context.module.f32.const(Number(first.value)))
        : null;
    case "load":
      return emitLoads(
        context,
        four.filter((each) => each.kind === "load"),
      );
    case "unary":
      return emitUnaries(
        context,
        first,
        four.filter((each) => each.kind === "unary"),
      );
    case "binary":
      return emitBinaries(
        context,
        first,
        four.filter((each) => each.kind === "binary"),
      );
    default:
      return null;
  }
}

function emitLoads(context: FunctionContext, loads: readonly Load[]): Ref | null {
  const { module, locals } = context;
  const places = loads.map(({ place }) => place);
  const [first] = places;
  if (places.length < LANES || first === undefined) return null;
  const vector = vectorOf(context, places);
  if (vector !== null) return module.local.get(vector, binaryen.v128);
  if (first.kind === "local" && locals.laneOf(first.name) === null) {
    const isSame = places.every((place) => place.kind === "local" && place.name === first.name);
    return isSame ? module.f32x4.splat(module.local.get(locals.indexOf(first.name), binaryen.f32)) : null;
  }
  return first.kind === "index" && isRow(places) ? module.v128.load(0, 4, emitAddress(context, first)) : null;
}

function emitUnaries(context: FunctionContext, { operator }: Unary, four: readonly Unary[]): Ref | null {
  if (four.length < LANES || four.some((each) => each.operator !== operator)) return null;
  const operand = emitVector(
    context,
    four.map((each) => each.operand),
  );
  if (operand === null) return null;
  const { f32x4 } = context.module;
  switch (operator) {
    case "negate":
      return f32x4.neg(operand);
    case "abs":
      return f32x4.abs(operand);
    case "sqrt":
      return f32x4.sqrt(operand);
    default:
      return null;
  }
}

function emitBinaries(context: FunctionContext, { operator }: Binary, four: readonly Binary[]): Ref | null {
  if (four.length < LANES || four.some((each) => each.operator !== operator)) return null;
  const left = emitVector(
    context,
    four.map((each) => each.left),
  );
  const right =
    left === null
      ? null
      : emitVector(
          context,
          four.map((each) => each.right),
        );
  if (left === null || right === null) return null;
  const { f32x4 } = context.module;
  switch (operator) {
    case "add":
      return f32x4.add(left, right);
    case "subtract":
      return f32x4.sub(left, right);
    case "multiply":
      return f32x4.mul(left, right);
    case "divide":
      return f32x4.div(left, right);
    default:
      return null;
  }
}

/** The vector whose lanes these places are, in order. */
function vectorOf({ locals }: FunctionContext, places: readonly Place[]): number | null {
  const lanes = places.map((place) => (place.kind === "local" ? locals.laneOf(place.name) : null));
  const [first] = lanes;
  return lanes.every((each, index) => each !== null && each.vector === first?.vector && each.lane === index)
    ? (first?.vector ?? null)
    : null;
}

/** Whether places are elements of one array, one behind the other. */
function isRow(places: readonly Place[]): boolean {
  const elements = places.filter((place) => place.kind === "index");
  const [first] = elements;
  if (first === undefined || elements.length < places.length) return false;
  const start = partsOf(first);
  return elements.every((element, lane) => {
    const { variable, constant } = partsOf(element);
    return (
      constant === start.constant + lane &&
      isSamePlace(element.base, first.base) &&
      isSameLocal(variable, start.variable)
    );
  });
}

/** An index is something variable and something constant. */
function partsOf({ index }: IndexPlace): { readonly variable: Expression; readonly constant: number } {
  const isSum = index.kind === "binary" && index.operator === "add" && index.right.kind === "const";
  if (!isSum) return { variable: index, constant: 0 };
  return { variable: index.left, constant: Number(index.right.value) };
}

/** Only indices that are a local: what is computed might be computed twice. */
function isSameLocal(a: Expression, b: Expression): boolean {
  return a.kind === "load" && b.kind === "load" && a.place.kind === "local" && isSamePlace(a.place, b.place);
}

function isSamePlace(a: Place, b: Place): boolean {
  if (a.kind === "field") return b.kind === "field" && a.field === b.field && isSamePlace(a.base, b.base);
  if (a.kind === "index") return false;
  return a.kind === b.kind && a.name === b.name && isScalar(a.type) === isScalar(b.type);
}
