/**
 * How much room storage takes, at least: what is surely too much is refused before any backend lays it out.
 *
 * @packageDocumentation
 */
import type { Span } from "../ir/ir.ts";
import type { ElementType } from "../ir/types.ts";
import { SCALAR_SIZE, isScalar } from "../ir/types.ts";
import type { Context } from "./context.ts";
import { report } from "./context.ts";

/** Largest variable, in bytes: more than any chip that is in sight has. */
const STORAGE_SIZE_MAX = 0x1000000;

/** Refuses storage that is too large. */
export function checkSize(context: Context, type: ElementType, span: Span): boolean {
  const size = leastSize(context, type);
  if (size <= STORAGE_SIZE_MAX) return true;
  const remedy = `no variable may take more than ${STORAGE_SIZE_MAX} bytes`;
  report(context, "GN4009", span, `this would take ${size} bytes or more`, remedy);
  return false;
}

/** Bytes without padding. */
function leastSize(context: Context, type: ElementType): number {
  if (isScalar(type)) return SCALAR_SIZE[type];
  if (type.kind === "array") return type.length * leastSize(context, type.element);
  const entity = context.program.structs.get(type.name);
  const sizes = (entity?.fields ?? []).map((field) => leastSize(context, field.type));
  return entity?.isUnion === true ? Math.max(0, ...sizes) : sizes.reduce((sum, size) => sum + size, 0);
}
