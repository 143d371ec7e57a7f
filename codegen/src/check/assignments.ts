/**
 * Checks assignments, also those that step the counters of a `for`.
 *
 * @packageDocumentation
 */
import type { Expression, Place } from "../ir/ir.ts";
import { isRepeatable, isSame } from "../ir/same.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar, SCALAR_SIZE, valueTypeOf } from "../ir/types.ts";
import { walkExpression } from "../ir/walk.ts";
import type { AssignSyntax, ExpressionSyntax, Identifier } from "../parse/syntax.ts";
import type { Body } from "./body.ts";
import type { CheckedAssign } from "./checked.ts";
import type { LocalScope } from "./context.ts";
import { lookup, quote, report } from "./context.ts";
import type { Entity } from "./entities.ts";
import { enumValue } from "./enum-values.ts";
import { checkOperand, checkPlace, checkStored } from "./expressions.ts";
import { checkBinary, operatorOf } from "./operators.ts";
import { describeType } from "./spelling.ts";
import { unionOf } from "./unions.ts";
import { isTyped } from "./untyped.ts";

/** `place = value` or `place += value`; null after a report. */
export function checkAssign(body: Body, node: AssignSyntax): CheckedAssign | null {
  const place = checkTarget(body, node.target);
  if (place === null) {
    checkOperand(body, node.value);
    return null;
  }
  if (!isScalar(place.type)) {
    const message = `a whole ${place.type.kind === "struct" ? "struct" : "array"} is not assigned`;
    return report(body, "GN4006", node.span, message, "assign its fields or elements one by one");
  }
  const { span, comments } = node;
  if (node.operator === null) {
    const value = checkStored(body, node.value, place.type, enumerationOfPlace(place));
    if (value !== null && isValueOf(place, place.type, value)) {
      const message = `\`${quote(body, node.target.span)}\` is assigned to itself`;
      return report(body, "GN3006", span, message, "assign another value, or remove this");
    }
    return value === null ? null : { kind: "assign", place, operator: null, value, span, comments };
  }
  const value = checkCompound(body, node, place);
  return value === null ? null : { kind: "assign", place, operator: operatorOf(node.operator), value, span, comments };
}

/** Whether a value is what the place has already, widened and narrowed again perhaps. */
function isValueOf(place: Place, type: StorageType, value: Expression): boolean {
  if (value.kind === "load") return isSame(value.place, place) && isRepeatable(place);
  const isKept = type !== "f32" && value.type !== "f32" && SCALAR_SIZE[value.type] >= SCALAR_SIZE[type];
  return value.kind === "convert" && isKept && isValueOf(place, type, value.operand);
}

/** The right side of `place += value`, after the whole has been judged as `place = place + value`. */
function checkCompound(body: Body, node: AssignSyntax, place: Place): Expression | null {
  const operand = checkOperand(body, node.value);
  if (operand === null || node.operator === null || !isScalar(place.type)) return null;
  const type = valueTypeOf(place.type);
  const load: Expression = { kind: "load", place, type, span: place.span };
  const enumeration = enumerationOfPlace(place);
  const left = enumeration === undefined ? load : enumValue(enumeration, load);
  const whole = checkBinary(body, node.operator, left, operand, node.span);
  if (whole === null || !isTyped(whole)) return null;
  if (place.type !== type) {
    const text = quote(body, node.target.span);
    const remedy = `write \`${text} = ${place.type}(${text} ${node.operator} ${quoteOperand(body, node.value)})\``;
    const message = `this is ${type} and is stored as ${place.type}, which may lose bits`;
    return report(body, "GN2007", node.span, message, remedy);
  }
  return whole.kind === "binary" ? whole.right : null;
}

/** The right side of a compound assignment as an operand: of `++`, that is one. */
function quoteOperand(body: Body, value: ExpressionSyntax): string {
  if (value.kind === "one") return "1";
  const isCompound = value.kind === "binary" || value.kind === "logical" || value.kind === "conditional";
  return isCompound ? `(${quote(body, value.span)})` : quote(body, value.span);
}

/** The enum that a place holds members of. */
export function enumerationOfPlace(place: Place): string | undefined {
  return place.kind === "index" ? undefined : place.enumeration;
}

/** A place that may be assigned. */
export function checkTarget(body: Body, node: ExpressionSyntax): Place | null {
  if (node.kind !== "name") {
    const place = checkPlace(body, node);
    const isTag = place?.kind === "field" && isScalar(place.type) && unionOf(body, place.base.type) !== null;
    if (!isTag) return place;
    const message = `\`${place.field}\` is the tag of ${describeType(place.base.type)}`;
    return report(body, "GN2004", node.span, message, "replace the whole: `slot.event = new Press()`");
  }
  const entity = withoutUse(body, node, () => lookup(body, node));
  const message = unassignable(body, entity, node.text);
  if (message !== null) return report(body, "GN2004", node.span, message, remedyFor(entity, node.text));
  return withoutUse(body, node, () => checkPlace(body, node));
}

/** Assigning a local is no use of it: what is only assigned can go. */
function withoutUse<Result>(body: Body, name: Identifier, action: () => Result): Result {
  for (let scope: LocalScope | null = body.locals; scope !== null; scope = scope.parent) {
    const binding = scope.bindings.get(name.text);
    if (binding === undefined) continue;
    const used = binding.used;
    const result = action();
    binding.used = used;
    return result;
  }
  return action();
}

function unassignable(body: Body, entity: Entity, name: string): string | null {
  switch (entity.kind) {
    case "local":
      return entity.mutable || !isScalar(entity.type) ? null : `\`${name}\` is declared with \`const\``;
    case "static":
      if (!isScalar(entity.type)) return null;
      if (!entity.mutable) return `\`${name}\` is declared with \`const\``;
      return entity.module === body.home.syntax.id ? null : `\`${name}\` belongs to another module`;
    case "constant":
      return `\`${name}\` is a constant`;
    case "function":
    case "generic":
    case "interface":
    case "struct":
    case "enum":
    case "constant-object":
    case "type-alias":
    case "type-argument":
    case "intrinsic":
      return `\`${name}\` is not a variable`;
    case "unknown":
      return null;
  }
}

function remedyFor(entity: Entity, name: string): string {
  if (entity.kind === "static" && entity.mutable) return "export a function of that module that assigns it";
  return entity.kind === "local" || entity.kind === "constant"
    ? `declare it with \`let ${name}\``
    : "assign a variable";
}

/** A step of a counter, in the header of a `for`. */
export function checkUpdate(header: Body, node: AssignSyntax): CheckedAssign | null {
  const assign = checkAssign(header, node);
  if (assign === null) return null;
  if (assign.place.kind === "local" && !calls(assign.value)) return assign;
  const message = "the header of a `for` steps its counters and calls nothing";
  return report(header, "GN3012", node.span, message, "move this to the end of the body");
}

function calls(expression: Expression): boolean {
  let found = false;
  walkExpression(expression, {
    invocation: () => {
      found = true;
    },
  });
  return found;
}
