/**
 * Checks the bodies of functions.
 *
 * @packageDocumentation
 */
import type { Const, Expression, Reference, ResultType, ScalarValue, Span, TupleResult } from "../ir/ir.ts";
import type { Type, ValueType } from "../ir/types.ts";
import { isRepeatable, isSame } from "../ir/same.ts";
import { isScalar } from "../ir/types.ts";
import type {
  CallStatementSyntax,
  DoWhileSyntax,
  ExpressionSyntax,
  ForSyntax,
  Identifier,
  JumpSyntax,
  ReturnSyntax,
  StatementSyntax,
  SwitchCaseSyntax,
  SwitchSyntax,
  WhileSyntax,
} from "../parse/syntax.ts";
import { checkAssign, checkUpdate } from "./assignments.ts";
import type { Body, Surrounding } from "./body.ts";
import { declareLocal, enterLocal, noteUnused, openScope, rootOf, silenced } from "./body.ts";
import type { CheckedStatement, CheckedSwitchCase } from "./checked.ts";
import type { Context } from "./context.ts";
import { report } from "./context.ts";
import { checkCounter } from "./counters.ts";
import type { DeclaredFunction } from "./declarations.ts";
import { SELF } from "./declarations.ts";
import type { EnumEntity } from "./entities.ts";
import { UNKNOWN } from "./entities.ts";
import { numberOf, reportNoMember } from "./enum-values.ts";
import {
  checkCallStatement,
  checkCondition,
  checkOperand,
  checkReference,
  checkStored,
  checkValue,
} from "./expressions.ts";
import { fitReference } from "./fit.ts";
import { completes } from "./flow.ts";
import type { Narrowing, Subject } from "./narrowing.ts";
import { narrow, narrowingBy, narrowingTo, subjectOf, tagsLeft } from "./narrowing.ts";
import { checkReplace } from "./replacing.ts";
import { isInUnion } from "./unions.ts";
import { constantOf, valueType } from "./fold.ts";
import { NOTHING, checkLet } from "./locals.ts";
import { describeType, shortName, suggestion } from "./spelling.ts";
import { checkAssignTuple, checkLetTuple, checkReturnTuple } from "./tuples.ts";
import { describeOperand, requireTyped } from "./untyped.ts";

/** The body of a function; an extern has none. */
export function checkBody(outer: Context, declared: DeclaredFunction): readonly CheckedStatement[] {
  const { syntax, entity } = declared;
  const locals = openScope(outer.locals);
  const names = new Map<string, Type>();
  const { result, enumeration } = entity;
  const base = { ...outer, locals, canCall: true, result, enumeration, names };
  const body: Body = { ...base, surroundings: [], progress: { isWhole: true } };
  const implied = entity.parameters.length - syntax.parameters.length;
  if (implied > 0) declareSelf(body, entity.parameters[0]?.type ?? "i32", syntax.name.span);
  for (const [index, parameter] of syntax.parameters.entries()) {
    const checked = entity.parameters[index + implied];
    const type = checked?.type ?? "i32";
    const root = isScalar(type) ? null : "parameter";
    const { enumeration, below } = checked ?? {};
    declareLocal(body, parameter.name, type, { mutable: true, root, noun: null, enumeration, below });
  }
  if (syntax.body === null) return [];
  const statements = checkBlock(body, syntax.body);
  if (entity.result !== "void" && body.progress.isWhole && completes(statements)) {
    const message = `\`${syntax.name.text}\` can end without returning a value`;
    report(body, "GN3001", syntax.end, message, "return a value at the end");
  }
  return statements;
}

/** `this` of a method: its name in the IR is taken, whatever else the method declares. */
function declareSelf(body: Body, type: Type, span: Span): void {
  body.names.set(SELF, { kind: "struct", name: "this" });
  const entity = { kind: "local", name: SELF, type, mutable: true, root: "parameter", enumeration: undefined } as const;
  enterLocal(body, { text: "this", span }, entity, null);
}

function checkBlock(outer: Body, nodes: readonly StatementSyntax[]): readonly CheckedStatement[] {
  const locals = openScope(outer.locals);
  const body: Body = { ...outer, locals };
  for (const name of nodes.flatMap(declaredNames)) locals.pending.add(name.text);
  const statements: CheckedStatement[] = [];
  let isReachable = true;
  for (const node of nodes) {
    const checked = checkStatement(body, node);
    noteVariants(body, node, checked, statements.at(-1));
    if (!isReachable && body.progress.isWhole) {
      report(body, "GN3002", node.span, "this is never reached", "remove it, or the jump before it");
    }
    // One report for a run of dead statements is enough.
    isReachable = !isReachable || checked === null || checked === NOTHING || completes([checked]);
    if (checked === null) body.progress.isWhole = false;
    else if (checked !== NOTHING) statements.push(checked);
  }
  noteUnused(body);
  return statements;
}

/** What the statements after this one may know: how an `if` that did not leave came out, and what was just replaced. */
function noteVariants(
  body: Body,
  node: StatementSyntax,
  checked: CheckedStatement | typeof NOTHING | null,
  before: CheckedStatement | undefined,
): void {
  if (checked === null || checked === NOTHING) return;
  const { narrowed } = body.locals;
  const note = (narrowing: Narrowing): void => {
    for (const [local, variants] of narrowing) narrowed.set(local, variants);
  };
  if (node.kind === "if" && checked.kind === "if") {
    if (leaves(node.then, checked.then)) note(narrowingBy(body, node.condition, false));
    else if (leaves(node.otherwise, checked.otherwise)) note(narrowingBy(body, node.condition, true));
  }
  if (checked.kind !== "alias" || before?.kind !== "replace" || checked.target.kind !== "reference") return;
  if (!isRepeatable(before.place) || !isSame(checked.target.place, before.place)) return;
  note(new Map([[checked.local, new Set([before.variant])]]));
}

/** Whether control does not come out of a branch; a jump at its end may have been refused for something else. */
function leaves(nodes: readonly StatementSyntax[], statements: readonly CheckedStatement[]): boolean {
  const last = nodes.at(-1)?.kind;
  return last === "return" || last === "break" || last === "continue" || !completes(statements);
}

function declaredNames(node: StatementSyntax): readonly Identifier[] {
  if (node.kind === "let") return [node.name];
  if (node.kind === "let-tuple") return node.names.filter((name) => name !== null);
  return node.kind === "refused-statement" ? node.names : [];
}

/** Null after a report. */
function checkStatement(body: Body, node: StatementSyntax): CheckedStatement | typeof NOTHING | null {
  const { span } = node;
  const { comments } = node;
  switch (node.kind) {
    case "refused-statement":
      for (const name of node.names) enterLocal(body, name, UNKNOWN, null);
      return null;
    case "let":
      return checkLet(body, node);
    case "let-tuple":
      return checkLetTuple(body, node);
    case "assign":
      return checkAssign(body, node);
    case "replace":
      return checkReplace(body, node);
    case "assign-tuple":
      return checkAssignTuple(body, node);
    case "call-statement":
      return checkCallNode(body, node);
    case "if": {
      const condition = checkCondition(body, node.condition);
      const then = checkBlock(narrow(body, narrowingBy(body, node.condition, true)), node.then);
      const otherwise = checkBlock(narrow(body, narrowingBy(body, node.condition, false)), node.otherwise);
      return condition === null ? null : { kind: "if", condition, then, otherwise, span, comments };
    }
    case "for":
      return checkFor(body, node);
    case "while":
    case "do-while":
      return checkWhile(body, node);
    case "switch":
      return checkSwitch(body, node);
    case "block":
      return { kind: "block", body: checkBlock(body, node.body), span, comments };
    case "break":
    case "continue":
      return checkJump(body, node);
    case "return":
      return checkReturn(body, node);
  }
}

function checkCallNode(body: Body, node: CallStatementSyntax): CheckedStatement | null {
  const invocation = checkCallStatement(body, node.call);
  if (invocation === null) return null;
  return { kind: "call-statement", invocation, span: node.span, comments: node.comments };
}

// ---------------------------------------------------------------------------------------------
// Loops and choices

function checkFor(body: Body, node: ForSyntax): CheckedStatement | null {
  const header: Body = { ...body, locals: openScope(body.locals) };
  for (const counter of node.initial) header.locals.pending.add(counter.name.text);
  const initial = node.initial.map((counter) => checkCounter(header, node, counter));
  const condition =
    node.condition === null ? constantOf("bool", true, node.span) : checkCondition(header, node.condition);
  const update = node.update.map((assign) => checkUpdate(header, assign));
  const statements = checkLoopBody(header, node.label, node.body);
  noteUnused(header);
  const wholeInitial = initial.filter((counter) => counter !== null);
  const wholeUpdate = update.filter((assign) => assign !== null);
  if (condition === null || wholeInitial.length < initial.length || wholeUpdate.length < update.length) return null;
  return {
    kind: "for",
    initial: wholeInitial,
    condition,
    update: wholeUpdate,
    body: statements,
    label: node.label?.text ?? null,
    span: node.span,
    comments: node.comments,
  };
}

function checkLoopBody(
  outer: Body,
  label: Identifier | null,
  nodes: readonly StatementSyntax[],
): readonly CheckedStatement[] {
  if (label !== null && outer.surroundings.some((surrounding) => surrounding.label === label.text)) {
    report(
      outer,
      "GN2002",
      label.span,
      `the label \`${label.text}\` is used twice`,
      "give one of the two another name",
    );
  }
  const surroundings: readonly Surrounding[] = [...outer.surroundings, { kind: "loop", label: label?.text ?? null }];
  return checkBlock({ ...outer, surroundings }, nodes);
}

function checkWhile(body: Body, node: WhileSyntax | DoWhileSyntax): CheckedStatement | null {
  const condition = checkCondition(body, node.condition);
  const statements = checkLoopBody(body, node.label, node.body);
  if (condition === null) return null;
  const label = node.label?.text ?? null;
  return { kind: node.kind, condition, body: statements, label, span: node.span, comments: node.comments };
}

function checkSwitch(body: Body, node: SwitchSyntax): CheckedStatement | null {
  const subject = checkSubject(body, node.subject);
  const seen = new Set<ScalarValue>();
  const inner: Body = { ...body, surroundings: [...body.surroundings, { kind: "switch", label: null }] };
  const asked = subjectOf(body, node.subject);
  const cases = node.cases.map((one, index) => {
    const own = asked === null ? inner : narrow(inner, narrowingOfCase(body, asked, node, one));
    return checkCase(own, one, subject, seen, index === node.cases.length - 1);
  });
  if (subject === null) return null;
  const { span, comments } = node;
  const base = { kind: "switch", subject: subject.value, span, comments } as const;
  const otherwise = node.cases.findIndex((one) => one.isDefault);
  const last = cases.at(-1);
  const values = node.cases.flatMap((one) => one.values);
  const left = asked === null ? null : tagsLeft(body, asked, values);
  if (otherwise < 0 && (left?.size === 0 || subject.enumeration !== null) && last !== undefined) {
    const { enumeration } = subject;
    if (enumeration !== null && !checkExhaustive(body, node, enumeration, seen, left)) return null;
    return { ...base, cases: cases.slice(0, -1), otherwise: last.body, otherwiseValues: last.values };
  }
  // What stands together with `default` is what `default` means anyway.
  return { ...base, cases: cases.filter((_, index) => index !== otherwise), otherwise: cases[otherwise]?.body ?? null };
}

/** What a switch chooses by. */
interface Chooser {
  readonly value: Expression;
  readonly type: ValueType;
  readonly enumeration: EnumEntity | null;
}

function checkSubject(body: Body, node: ExpressionSyntax): Chooser | null {
  const operand = checkOperand(body, node);
  if (operand?.kind === "enum-value") {
    const value = numberOf(operand);
    const enumeration = body.program.enumerations.get(operand.enumeration) ?? null;
    return { value, type: valueType(value), enumeration };
  }
  const value = operand === null ? null : requireTyped(body, operand);
  if (value === null) return null;
  const type = valueType(value);
  if (type === "i32" || type === "u32") return { value, type, enumeration: null };
  const message = `a switch chooses by an i32, a u32 or an enum, not by ${type}`;
  return report(body, "GN3013", value.span, message, "write `if`");
}

/** Without `default`, every member of an enum has its case, or every tag that is left of a union. */
function checkExhaustive(
  body: Body,
  node: SwitchSyntax,
  enumeration: EnumEntity,
  seen: ReadonlySet<ScalarValue>,
  left: ReadonlySet<number | null> | null,
): boolean {
  const isMissing = (value: number): boolean => !seen.has(value) && (left?.has(value) ?? true);
  const missing = [...enumeration.members].filter(([, value]) => isMissing(value)).map(([name]) => name);
  if (missing.length === 0) return true;
  const name = shortName(enumeration.name);
  const shown = missing.length > 4 ? [...missing.slice(0, 3), `${missing.length - 3} more`] : missing;
  const message = `this switch leaves out ${shown.join(", ")} of ${name}`;
  report(body, "GN3016", node.subject.span, message, `write \`case ${name}.${missing[0] ?? ""}:\`, or \`default:\``);
  return false;
}

/** Which variants lead to a case: those that it names, or for `default` those that no other case names. */
function narrowingOfCase(body: Body, subject: Subject, { cases }: SwitchSyntax, one: SwitchCaseSyntax): Narrowing {
  if (!one.isDefault) return narrowingTo(body, subject, one.values, true);
  const others = cases.filter((each) => each !== one).flatMap(({ values }) => values);
  return narrowingTo(body, subject, others, false);
}

function checkCase(
  body: Body,
  node: SwitchCaseSyntax,
  subject: Chooser | null,
  seen: Set<ScalarValue>,
  isLast: boolean,
): CheckedSwitchCase {
  const values = node.values.flatMap((value) => checkCaseValue(body, value, subject, seen));
  const statements = checkBlock(body, node.body);
  if (!isLast && !node.endsInBreak && body.progress.isWhole && completes(statements)) {
    const message = "this case would run on into the next one";
    report(body, "GN3014", node.span, message, "end it with `break`, `return` or `continue`");
  }
  return { values, body: statements };
}

function checkCaseValue(
  body: Body,
  node: ExpressionSyntax,
  subject: Chooser | null,
  seen: Set<ScalarValue>,
): readonly Const[] {
  const value = subject === null ? null : caseValue(body, node, subject);
  if (value === null) return [];
  if (value.kind !== "const") {
    const message = "the value of a case is not known at compile time";
    report(body, "GN2020", node.span, message, "write a number or a constant, or use `if`");
    return [];
  }
  if (seen.has(value.value)) {
    report(body, "GN3011", node.span, `the case ${Number(value.value)} stands here twice`, "remove one of the two");
  }
  seen.add(value.value);
  return [value];
}

function caseValue(body: Body, node: ExpressionSyntax, { type, enumeration }: Chooser): Expression | null {
  if (enumeration === null) return checkValue(body, node, type);
  const operand = checkOperand(body, node);
  if (operand === null) return null;
  if (operand.kind === "enum-value" && operand.enumeration === enumeration.name) return numberOf(operand);
  return reportNoMember(body, enumeration.name, describeOperand(operand), node.span);
}

// ---------------------------------------------------------------------------------------------
// Jumps

function checkJump(body: Body, node: JumpSyntax): CheckedStatement | null {
  const label = node.label?.text ?? null;
  const jump = { kind: node.kind, label, span: node.span, comments: node.comments };
  const innermost = body.surroundings.at(-1);
  const loops = body.surroundings.filter((surrounding) => surrounding.kind === "loop");
  if (label !== null && !loops.some((loop) => loop.label === label)) {
    const names = loops.flatMap((loop) => loop.label ?? []);
    const remedy = suggestion(label, names, "put the label before a loop around this");
    return report(body, "GN3010", node.span, `no loop around this is called \`${label}\``, remedy);
  }
  if (node.kind === "break" && label === null && innermost?.kind === "switch") {
    const message = "a `break` inside of a case cannot end it early";
    return report(body, "GN3015", node.span, message, "turn the condition around, or move the case to a function");
  }
  if (loops.length > 0) return jump;
  return report(body, "GN3009", node.span, `\`${node.kind}\` stands outside of a loop`, "remove it, or write `return`");
}

function checkReturn(body: Body, node: ReturnSyntax): CheckedStatement | null {
  const { span, comments, value: syntax } = node;
  const { result } = body;
  if (typeof result !== "string" && result.kind === "tuple") return checkReturnTuple(body, node, result);
  if (syntax?.kind === "element-list") {
    const message = "the function returns no tuple";
    return report(body, "GN1014", span, message, "write the tuple as its result, or return one value");
  }
  if (syntax === null) {
    if (result === "void") return { kind: "return", value: null, span, comments };
    return report(body, "GN3008", span, "this returns no value", `return ${describeResult(result)}`);
  }
  if (result === "void") {
    checkOperand(silenced(body), syntax);
    return report(
      body,
      "GN3008",
      span,
      "a function of type void returns no value",
      "write `return` alone, or give it a type",
    );
  }
  const value =
    typeof result === "string"
      ? checkStored(body, syntax, result, body.enumeration)
      : checkReferenceResult(body, syntax, result.type);
  return value === null ? null : { kind: "return", value, span, comments };
}

function describeResult(result: Exclude<ResultType, "void" | TupleResult>): string {
  return describeType(typeof result === "string" ? result : result.type);
}

/** What a function returns by reference outlives it: it belongs to the module. */
function checkReferenceResult(body: Body, node: ExpressionSyntax, type: Type): Reference | null {
  const reference = checkReference(body, node);
  if (reference === null || isScalar(type)) return null;
  const fitted = fitReference(body, reference, type);
  const place = reference.kind === "reference" ? reference.place : reference.base;
  if (fitted === null || (rootOf(body, node) === "static" && !isInUnion(body, place))) return fitted;
  const message = "a returned reference leads to a variable of the module";
  return report(
    body,
    "GN4013",
    node.span,
    message,
    "return a variable that is declared with `new` or `array` in the module",
  );
}
