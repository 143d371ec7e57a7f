/**
 * Checks the variables of functions: scalars, constants without a type, and names for arrays and structs.
 *
 * @packageDocumentation
 */
import type { Let } from "../ir/ir.ts";
import type { StorageType, Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import type { ExpressionSyntax, LetSyntax } from "../parse/syntax.ts";
import type { Body } from "./body.ts";
import { declareLocal, enterLocal, giveUp, rootOf, silenced } from "./body.ts";
import type { CheckedStatement } from "./checked.ts";
import { lookup, quote, report } from "./context.ts";
import { firstMember } from "./enum-values.ts";
import { checkOperand, checkPlace, checkReference, checkStored } from "./expressions.ts";
import { fitReference } from "./fit.ts";
import { valueType } from "./fold.ts";
import { describeType } from "./spelling.ts";
import type { Declared } from "./types.ts";
import { resolveDeclared } from "./types.ts";
import { isInUnion } from "./unions.ts";
import { isTyped } from "./untyped.ts";

/** What a local constant leaves: its uses are numbers. */
export const NOTHING = "nothing";

/** A variable of a function; null after a report. */
export function checkLet(body: Body, node: LetSyntax): CheckedStatement | typeof NOTHING | null {
  const { value } = node;
  const whole = node.type === null ? undefined : resolveDeclared(body, node.type);
  if (whole === null) return giveUp(body, node.name);
  const declared = whole?.type;
  if (value === null) return checkEmptyLet(body, node, whole);
  if (declared !== undefined && isScalar(declared)) {
    return checkTypedLet(body, node, value, declared, whole ?? {});
  }
  if (isReference(body, value)) return checkAlias(body, node, value, declared);
  if (declared === undefined) return checkInferredLet(body, node, value);
  report(body, "GN2006", value.span, `this is not ${describeType(declared)}`, "name an array or a struct");
  return giveUp(body, node.name);
}

/** What a declaration says beside the type. */
type Refinement = Pick<Let, "enumeration" | "below">;

function checkEmptyLet(body: Body, node: LetSyntax, declared: Declared | undefined): CheckedStatement | null {
  const { name, span, comments } = node;
  const type = declared?.type;
  if (declared?.enumeration !== undefined) {
    const member = firstMember(body, declared.enumeration);
    report(body, "GN2009", span, `\`${name.text}\` has no value`, `write one: \`${name.text} = ${member}\``);
    return giveUp(body, name);
  }
  if (type !== undefined && !isScalar(type)) {
    const remedy = `give a name to one that exists: \`const ${name.text} = neurons[i]\``;
    report(body, "GN4003", span, "a function has no arrays and structs of its own", remedy);
    return giveUp(body, name);
  }
  if (!node.mutable || type === undefined) {
    const message = `\`${name.text}\` has no ${node.mutable ? "type" : "value"}`;
    report(body, "GN2009", span, message, `write \`let ${name.text}: u32 = 0\``);
    return giveUp(body, name);
  }
  const below = declared?.below;
  const local = declareLocal(body, name, type, { mutable: true, root: null, noun: "variable", below });
  return { kind: "let", local, type, below, mutable: true, value: null, span, comments };
}

/** `const x: f32 = value`. The name has its type even if the value has another. */
function checkTypedLet(
  body: Body,
  node: LetSyntax,
  value: ExpressionSyntax,
  type: StorageType,
  { enumeration, below }: Refinement,
): Let | null {
  const stored = checkStored(body, value, type, enumeration);
  const local = declareScalar(body, node, type, { enumeration, below });
  if (stored === null) return null;
  const { mutable, span, comments } = node;
  return { kind: "let", local, type, enumeration, below, mutable, value: stored, span, comments };
}

/** `const x = value`: of the value's type; a plain number declares a constant without a type. */
function checkInferredLet(body: Body, node: LetSyntax, value: ExpressionSyntax): Let | typeof NOTHING | null {
  const { name, mutable, span, comments } = node;
  const operand = checkOperand(body, value);
  if (operand === null) return giveUp(body, name);
  if (operand.kind === "untyped" && !mutable) {
    const entity = { kind: "constant", name: null, type: null, value: operand.value, enumeration: undefined } as const;
    enterLocal(body, name, entity, "constant");
    return NOTHING;
  }
  if (operand.kind === "enum-value") {
    const { enumeration, value } = operand;
    const local = declareScalar(body, node, value.type, { enumeration });
    return { kind: "let", local, type: value.type, enumeration, mutable, value, span, comments };
  }
  if (!isTyped(operand)) {
    const text = `${mutable ? "let" : "const"} ${name.text}: u32 = ${quote(body, value.span)}`;
    report(body, "GN2009", span, `nothing says which type \`${name.text}\` has`, `write \`${text}\``);
    return giveUp(body, name);
  }
  const type = valueType(operand);
  return { kind: "let", local: declareScalar(body, node, type), type, mutable, value: operand, span, comments };
}

function declareScalar(body: Body, node: LetSyntax, type: StorageType, refinement: Refinement = {}): string {
  const noun = node.mutable ? "variable" : "constant";
  return declareLocal(body, node.name, type, { mutable: node.mutable, root: null, noun, ...refinement });
}

/** Whether an expression names an array or struct, judged without a report. */
function isReference(body: Body, node: ExpressionSyntax): boolean {
  if (node.kind === "call") return node.callee.kind === "member" && node.callee.member.text === "subarray";
  if (node.kind !== "name" && node.kind !== "member" && node.kind !== "element") return false;
  const silent = silenced(body);
  if (node.kind === "member" && node.member.text === "length") return false;
  if (node.kind === "name") {
    const entity = lookup(silent, node);
    return (entity.kind === "local" || entity.kind === "static") && !isScalar(entity.type);
  }
  const place = checkPlace(silent, node);
  return place !== null && !isScalar(place.type);
}

function checkAlias(
  body: Body,
  node: LetSyntax,
  value: ExpressionSyntax,
  declared: Type | undefined,
): CheckedStatement | null {
  const reference = checkReference(body, value);
  if (reference === null) return giveUp(body, node.name);
  if (node.mutable) {
    const message = "a name of an array or struct always means the same one";
    report(body, "GN4006", node.span, message, "declare it with `const`");
    return giveUp(body, node.name);
  }
  const wanted = declared === undefined || isScalar(declared) ? reference.type : declared;
  const target = fitReference(body, reference, wanted);
  if (target === null || isScalar(target.type)) return giveUp(body, node.name);
  const { type } = target;
  const place = target.kind === "reference" ? target.place : target.base;
  const root = isInUnion(body, place) ? "union" : rootOf(body, value);
  const traits = { mutable: false, root, noun: "constant" };
  const local = declareLocal(body, node.name, type, traits);
  return { kind: "alias", local, type, target, span: node.span, comments: node.comments };
}
