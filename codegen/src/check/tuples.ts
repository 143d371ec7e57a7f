/**
 * Checks tuples: several scalars that a function returns at once.
 *
 * A tuple is no value that could be kept. It is written behind `return`, and taken apart where the function is called,
 * so nothing but signatures and three statements know of it. `[x, y] = f()` and `return f()` are spelled out here: the
 * elements get names in a block of their own, and are assigned or returned from there, in the order of JavaScript.
 *
 * @packageDocumentation
 */
import type { Assign, Expression, LetTuple, ReturnTuple, TupleResult } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import type { AssignTupleSyntax, ExpressionSyntax, LetTupleSyntax, ReturnSyntax } from "../parse/syntax.ts";
import { checkTarget, enumerationOfPlace } from "./assignments.ts";
import type { Body } from "./body.ts";
import { declareLocal, declareTemporary, giveUp, silenced } from "./body.ts";
import type { CheckedAssign, CheckedBlock } from "./checked.ts";
import { report } from "./context.ts";
import type { TupleCall } from "./expressions.ts";
import { checkStored, checkTupleCall } from "./expressions.ts";
import { widen } from "./fold.ts";
import { describeTuple } from "./spelling.ts";
import { store } from "./untyped.ts";

/** `const [quotient, remainder] = divide(7, 2)`. */
export function checkLetTuple(body: Body, node: LetTupleSyntax): LetTuple | null {
  const { names, mutable, span, comments } = node;
  const call = checkTupleCall(body, node.value);
  if (call === null || !checkCount(body, node, names, call)) {
    for (const name of names) if (name !== null) giveUp(body, name);
    return null;
  }
  const { invocation, tuple } = call;
  const noun = mutable ? "variable" : "constant";
  const locals = tuple.elements.map(({ type }, index) => {
    const name = names[index] ?? null;
    return name === null ? null : declareLocal(body, name, type, { mutable, root: null, noun });
  });
  return { kind: "let-tuple", invocation, mutable, locals, span, comments };
}

function checkCount(
  body: Body,
  { span }: LetTupleSyntax | AssignTupleSyntax,
  wanted: readonly unknown[],
  { tuple }: TupleCall,
): boolean {
  const { length } = tuple.elements;
  if (wanted.length <= length && wanted.some((name) => name !== null)) return true;
  const isEmpty = wanted.length <= length;
  const message = isEmpty ? "this takes no element of the tuple" : `the tuple has ${length} elements, and not more`;
  const remedy = isEmpty ? "call the function in a statement of its own" : `write \`${describeTuple(tuple)}\``;
  report(body, "GN4021", span, message, remedy);
  return false;
}

/** `[x, y] = f()`: the elements first, then the assignments from left to right. */
export function checkAssignTuple(body: Body, node: AssignTupleSyntax): CheckedBlock | null {
  const { span, comments } = node;
  const call = checkTupleCall(body, node.value);
  if (call === null || !checkCount(body, node, node.targets, call)) return null;
  const { declaration, values } = takeApart(body, call, node, (index) => (node.targets[index] ?? null) !== null);
  const assignments = node.targets.flatMap((target, index) => {
    const value = values[index];
    return target === null || value === undefined ? [] : [checkAssignment(body, target, value)];
  });
  const whole = assignments.filter((assignment) => assignment !== null);
  if (whole.length < assignments.length) return null;
  return { kind: "block", body: [declaration, ...whole], span, comments };
}

function checkAssignment(body: Body, target: ExpressionSyntax, value: Expression): CheckedAssign | null {
  const place = checkTarget(body, target);
  if (place === null) return null;
  const { span } = target;
  if (!isScalar(place.type)) {
    const message = `a whole ${place.type.kind === "struct" ? "struct" : "array"} is not assigned`;
    return report(body, "GN4006", span, message, "assign its fields or elements one by one");
  }
  const stored = store(silenced(body), value, place.type, enumerationOfPlace(place));
  if (stored !== null) return { kind: "assign", place, operator: null, value: stored, span, comments: [] };
  const message = `this is ${place.type}, and the element of the tuple is ${value.type}`;
  return report(body, "GN2006", span, message, "give the element a name, and assign that, converted");
}

/** `return [quotient, remainder]`, or `return divide(7, 2)`. */
export function checkReturnTuple(
  body: Body,
  node: ReturnSyntax,
  tuple: TupleResult,
): ReturnTuple | CheckedBlock | null {
  const { value, span, comments } = node;
  if (value === null) return report(body, "GN3008", span, "this returns no value", `return ${describeTuple(tuple)}`);
  if (value.kind === "refused") return null;
  if (value.kind === "call") return checkForward(body, node, value, tuple);
  if (value.kind !== "element-list" || value.elements.length !== tuple.elements.length) {
    const message = `the function returns ${tuple.elements.length} values`;
    return report(body, "GN3008", span, message, `return ${describeTuple(tuple)}`);
  }
  const values = tuple.elements.map(({ type }, index) => {
    const element = value.elements[index];
    return element === undefined ? null : checkStored(body, element, type);
  });
  const whole = values.filter((each) => each !== null);
  return whole.length < values.length ? null : { kind: "return-tuple", values: whole, span, comments };
}

function checkForward(
  body: Body,
  node: ReturnSyntax,
  value: ExpressionSyntax,
  tuple: TupleResult,
): CheckedBlock | null {
  const { span, comments } = node;
  const call = checkTupleCall(body, value);
  if (call === null) return null;
  const { declaration, values } = takeApart(body, call, node, () => true);
  const stored = tuple.elements.flatMap(({ type }, index) => {
    const element = values[index];
    return (element === undefined ? null : store(silenced(body), element, type)) ?? [];
  });
  if (stored.length === values.length && stored.length === tuple.elements.length) {
    const last: ReturnTuple = { kind: "return-tuple", values: stored, span, comments: [] };
    return { kind: "block", body: [declaration, last], span, comments };
  }
  const message = `this is ${describeTuple(call.tuple)}, and the function returns ${describeTuple(tuple)}`;
  return report(body, "GN3008", value.span, message, "take it apart, and return the values that are wanted");
}

interface Parts {
  readonly declaration: LetTuple;
  /** Uses of the elements, widened to 32 bits. */
  readonly values: readonly Expression[];
}

/** Names for the elements of a tuple that the source gives none. */
function takeApart(
  body: Body,
  { invocation, tuple }: TupleCall,
  { span }: { readonly span: Assign["span"] },
  isWanted: (index: number) => boolean,
): Parts {
  const locals = tuple.elements.map(({ name, type }) => declareTemporary(body, name, type));
  const wanted = locals.map((local, index) => (isWanted(index) ? local : null));
  const values = tuple.elements.map(({ type }, index) => {
    const name = locals[index] ?? "";
    return widen({ kind: "load", place: { kind: "local", name, type, span }, type, span });
  });
  return { declaration: { kind: "let-tuple", invocation, mutable: false, locals: wanted, span, comments: [] }, values };
}
