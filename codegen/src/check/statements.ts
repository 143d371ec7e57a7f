/**
 * Checks the bodies of functions.
 *
 * Names of the IR: a local keeps its name; where a function declares the name again in a block beside the first,
 * with another type, the second gets a number. Within one another, blocks may not declare a name twice.
 *
 * @packageDocumentation
 */
import type { Const, Expression, Let, Place, Reference, ResultType, Return } from "../ir/ir.ts";
import type { StorageType, Type, ValueType } from "../ir/types.ts";
import { isScalar, valueTypeOf } from "../ir/types.ts";
import { walkExpression } from "../ir/walk.ts";
import type {
  AssignSyntax,
  CallStatementSyntax,
  ExpressionSyntax,
  ForSyntax,
  Identifier,
  JumpSyntax,
  LetSyntax,
  ReturnSyntax,
  StatementSyntax,
  SwitchCaseSyntax,
  SwitchSyntax,
  WhileSyntax,
  DoWhileSyntax,
} from "../parse/syntax.ts";
import type { CheckedAssign, CheckedStatement, CheckedSwitchCase } from "./checked.ts";
import type { Context, LocalScope } from "./context.ts";
import { declare, lookup, quote, report } from "./context.ts";
import type { DeclaredFunction } from "./declarations.ts";
import type { Entity, LocalEntity, ModuleScope } from "./entities.ts";
import { UNKNOWN } from "./entities.ts";
import {
  checkCallStatement,
  checkCondition,
  checkOperand,
  checkPlace,
  checkReference,
  checkStored,
  checkValue,
  fitReference,
} from "./expressions.ts";
import { completes } from "./flow.ts";
import { constantOf, valueType } from "./fold.ts";
import { checkBinary, operatorOf } from "./operators.ts";
import { describeType, suggestion } from "./spelling.ts";
import { resolveType } from "./types.ts";
import { isTyped, materialise, requireTyped } from "./untyped.ts";

/** What the statements of one function share. */
interface Body extends Context {
  readonly locals: LocalScope;
  readonly result: ResultType;
  /** Types of the names that the IR has so far. */
  readonly names: Map<string, Type>;
  /** Loops and switches around the statement, innermost last. */
  readonly surroundings: readonly Surrounding[];
  readonly progress: Progress;
}

/** Where a statement was refused, what control does is unknown. */
interface Progress {
  isWhole: boolean;
}

interface Surrounding {
  readonly kind: "loop" | "switch";
  readonly label: string | null;
}

/** The body of a function; an extern has none. */
export function checkBody(module: ModuleScope, declared: DeclaredFunction): readonly CheckedStatement[] {
  const { syntax, entity } = declared;
  const locals: LocalScope = { parent: null, bindings: new Map(), pending: new Set() };
  const names = new Map<string, Type>();
  const base = { program: module.program, syntax: module.syntax, module, locals, result: entity.result, names };
  const body: Body = { ...base, surroundings: [], progress: { isWhole: true } };
  for (const [index, parameter] of syntax.parameters.entries()) {
    const type = entity.parameters[index]?.type ?? "i32";
    declareLocal(body, parameter.name, type, { mutable: true, root: isScalar(type) ? null : "parameter", noun: null });
  }
  if (syntax.body === null) return [];
  const statements = checkBlock(body, syntax.body);
  if (entity.result !== "void" && body.progress.isWhole && completes(statements)) {
    const message = `\`${syntax.name.text}\` can end without returning a value`;
    report(body, "GN3001", syntax.end, message, "return a value at the end");
  }
  return statements;
}

// ---------------------------------------------------------------------------------------------
// Blocks and names

function checkBlock(outer: Body, nodes: readonly StatementSyntax[], opened?: LocalScope): readonly CheckedStatement[] {
  const locals = opened ?? openScope(outer.locals);
  const body: Body = { ...outer, locals };
  for (const name of nodes.flatMap(declaredNames)) locals.pending.add(name.text);
  const statements: CheckedStatement[] = [];
  let isReachable = true;
  for (const node of nodes) {
    const checked = checkStatement(body, node);
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

/** What a local constant leaves: its uses are numbers. */
const NOTHING = "nothing";

function noteUnused(body: Body): void {
  for (const [name, { used, noun, span }] of body.locals.bindings) {
    if (!used && noun !== null) body.program.unused.push({ name, noun, span });
  }
}

function openScope(parent: LocalScope | null): LocalScope {
  return { parent, bindings: new Map(), pending: new Set() };
}

function declaredNames(node: StatementSyntax): readonly Identifier[] {
  if (node.kind === "let") return [node.name];
  return node.kind === "refused-statement" ? node.names : [];
}

interface LocalTraits {
  readonly mutable: boolean;
  readonly root: LocalEntity["root"];
  readonly noun: string | null;
}

/** Enters a local and gives its name in the IR. */
function declareLocal(body: Body, name: Identifier, type: Type, traits: LocalTraits): string {
  const unique = uniqueName(body.names, name.text, type);
  body.names.set(unique, type);
  enterLocal(
    body,
    name,
    { kind: "local", name: unique, type, mutable: traits.mutable, root: traits.root },
    traits.noun,
  );
  return unique;
}

/** The name itself, unless a local of another type has it. */
function uniqueName(names: ReadonlyMap<string, Type>, name: string, type: Type): string {
  let candidate = name;
  for (let count = 2; ; count++) {
    const other = names.get(candidate);
    if (other === undefined || JSON.stringify(other) === JSON.stringify(type)) return candidate;
    candidate = `${name}${count}`;
  }
}

function enterLocal(body: Body, name: Identifier, entity: Entity, noun: string | null): void {
  body.locals.pending.delete(name.text);
  for (let scope = body.locals.parent; scope !== null; scope = scope.parent) {
    if (!scope.bindings.has(name.text)) continue;
    const message = `\`${name.text}\` is declared in a block around this one`;
    report(body, "GN2002", name.span, message, "give one of the two another name");
    return;
  }
  declare(body, body.locals.bindings, name, entity, noun);
}

// ---------------------------------------------------------------------------------------------
// Statements

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
    case "assign":
      return checkAssign(body, node);
    case "call-statement":
      return checkCallNode(body, node);
    case "if": {
      const condition = checkCondition(body, node.condition);
      const then = checkBlock(body, node.then);
      const otherwise = checkBlock(body, node.otherwise);
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
// Locals

function checkLet(body: Body, node: LetSyntax): CheckedStatement | typeof NOTHING | null {
  const { value } = node;
  const declared = node.type === null ? undefined : resolveType(body, node.type);
  if (declared === null) return giveUp(body, node.name);
  if (value === null) return checkEmptyLet(body, node, declared);
  if (declared !== undefined && isScalar(declared)) return checkTypedLet(body, node, value, declared);
  if (isReference(body, value)) return checkAlias(body, node, value, declared);
  if (declared === undefined) return checkInferredLet(body, node, value);
  report(body, "GN2006", value.span, `this is not ${describeType(declared)}`, "name an array or a struct");
  return giveUp(body, node.name);
}

/** Enters a name of which nothing is known, after a report. */
function giveUp(body: Body, name: Identifier): null {
  enterLocal(body, name, UNKNOWN, null);
  return null;
}

function checkEmptyLet(body: Body, node: LetSyntax, type: Type | undefined): CheckedStatement | null {
  const { name, span, comments } = node;
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
  const local = declareLocal(body, name, type, { mutable: true, root: null, noun: "variable" });
  return { kind: "let", local, type, mutable: true, value: null, span, comments };
}

/** `const x: f32 = value`. The name has its type even if the value has another. */
function checkTypedLet(body: Body, node: LetSyntax, value: ExpressionSyntax, type: StorageType): Let | null {
  const stored = checkStored(body, value, type);
  const local = declareScalar(body, node, type);
  if (stored === null) return null;
  return { kind: "let", local, type, mutable: node.mutable, value: stored, span: node.span, comments: node.comments };
}

/** `const x = value`: of the value's type; a plain number declares a constant without a type. */
function checkInferredLet(body: Body, node: LetSyntax, value: ExpressionSyntax): Let | typeof NOTHING | null {
  const { name, mutable, span, comments } = node;
  const operand = checkOperand(body, value);
  if (operand === null) return giveUp(body, name);
  if (operand.kind === "untyped" && !mutable) {
    enterLocal(body, name, { kind: "constant", name: null, type: null, value: operand.value }, "constant");
    return NOTHING;
  }
  if (!isTyped(operand)) {
    const text = `${mutable ? "let" : "const"} ${name.text}: u32 = ${quote(body, value.span)}`;
    report(body, "GN2009", span, `nothing says which type \`${name.text}\` has`, `write \`${text}\``);
    return giveUp(body, name);
  }
  const type = valueType(operand);
  return { kind: "let", local: declareScalar(body, node, type), type, mutable, value: operand, span, comments };
}

function declareScalar(body: Body, node: LetSyntax, type: StorageType): string {
  const noun = node.mutable ? "variable" : "constant";
  return declareLocal(body, node.name, type, { mutable: node.mutable, root: null, noun });
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
  const traits = { mutable: false, root: rootOf(body, value), noun: "constant" };
  const local = declareLocal(body, node.name, type, traits);
  return { kind: "alias", local, type, target, span: node.span, comments: node.comments };
}

/** Where the storage behind a reference lives. */
function rootOf(body: Body, node: ExpressionSyntax): "static" | "parameter" | null {
  if (node.kind === "member" || node.kind === "element") return rootOf(body, node.object);
  if (node.kind === "call" && node.callee.kind === "member") return rootOf(body, node.callee.object);
  if (node.kind !== "name") return null;
  const entity = lookup(body, node);
  if (entity.kind === "static") return "static";
  return entity.kind === "local" ? entity.root : null;
}

// ---------------------------------------------------------------------------------------------
// Assignments

function checkAssign(body: Body, node: AssignSyntax): CheckedAssign | null {
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
    const value = checkStored(body, node.value, place.type);
    return value === null ? null : { kind: "assign", place, operator: null, value, span, comments };
  }
  const value = checkCompound(body, node, place);
  return value === null ? null : { kind: "assign", place, operator: operatorOf(node.operator), value, span, comments };
}

/** The right side of `place += value`, after the whole has been judged as `place = place + value`. */
function checkCompound(body: Body, node: AssignSyntax, place: Place): Expression | null {
  const operand = checkOperand(body, node.value);
  if (operand === null || node.operator === null || !isScalar(place.type)) return null;
  const type = valueTypeOf(place.type);
  const left: Expression = { kind: "load", place, type, span: place.span };
  const whole = checkBinary(body, node.operator, left, operand, node.span);
  if (whole === null || !isTyped(whole)) return null;
  if (place.type !== type) {
    const text = quote(body, node.target.span);
    const remedy = `write \`${text} = ${place.type}(${text} ${node.operator} ${quote(body, node.value.span)})\``;
    const message = `this is ${type} and is stored as ${place.type}, which may lose bits`;
    return report(body, "GN2007", node.span, message, remedy);
  }
  return whole.kind === "binary" ? whole.right : null;
}

/** A place that may be assigned. */
function checkTarget(body: Body, node: ExpressionSyntax): Place | null {
  if (node.kind !== "name") return checkPlace(body, node);
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
      return entity.module === body.syntax.id ? null : `\`${name}\` belongs to another module`;
    case "constant":
      return `\`${name}\` is a constant`;
    case "function":
    case "struct":
    case "type-alias":
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

/** A counter without written type takes that of its bound. */
function checkCounter(header: Body, loop: ForSyntax, node: LetSyntax): Let | null {
  if (!node.mutable) {
    report(header, "GN1023", node.span, "the counter of a `for` changes", "declare it with `let`");
    return giveUp(header, node.name);
  }
  const start = node.type === null && node.value !== null ? checkOperand(silenced(header), node.value) : null;
  const type = start?.kind === "untyped" ? counterType(header, loop.condition, node.name, start.value) : null;
  if (type !== null && start !== null) {
    const value = materialise(header, start, type);
    if (value === null) return giveUp(header, node.name);
    const local = declareLocal(header, node.name, type, { mutable: true, root: null, noun: "variable" });
    return { kind: "let", local, type, mutable: true, value, span: node.span, comments: [] };
  }
  const checked = checkLet(header, node);
  return checked !== null && checked !== NOTHING && checked.kind === "let" ? checked : null;
}

/** The type of what the condition compares a counter with; null if it compares it with nothing. */
function counterType(
  header: Body,
  condition: ExpressionSyntax | null,
  name: Identifier,
  start: number,
): ValueType | null {
  if (condition?.kind === "logical") {
    return counterType(header, condition.left, name, start) ?? counterType(header, condition.right, name, start);
  }
  if (condition?.kind !== "binary") return null;
  const isLeft = condition.left.kind === "name" && condition.left.text === name.text;
  const isRight = condition.right.kind === "name" && condition.right.text === name.text;
  if (isLeft === isRight) return null;
  const bound = checkOperand(silenced(header), isLeft ? condition.right : condition.left);
  if (bound === null || bound.kind === "pending") return null;
  if (isTyped(bound)) return bound.type === "bool" ? null : valueType(bound);
  // Both are plain numbers: u32 for counting up from zero or more, i32 for counting down past zero.
  const countsUp = (isLeft ? ["<", "<=", "!=="] : [">", ">=", "!=="]).includes(condition.operator);
  return countsUp && start >= 0 ? "u32" : "i32";
}

/** For a question whose answer may be no: nothing is reported. */
function silenced(body: Body): Body {
  return { ...body, program: { ...body.program, diagnostics: [] } };
}

function checkUpdate(header: Body, node: AssignSyntax): CheckedAssign | null {
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
  const operand = checkOperand(body, node.subject);
  const subject = operand === null ? null : requireTyped(body, operand);
  const type = subject === null ? null : valueType(subject);
  if (subject !== null && (type === "f32" || type === "bool")) {
    const message = `a switch chooses by an i32 or u32, not by ${type}`;
    report(body, "GN3013", subject.span, message, "write `if`");
    return null;
  }
  const seen = new Set<number | boolean>();
  const inner: Body = { ...body, surroundings: [...body.surroundings, { kind: "switch", label: null }] };
  const cases = node.cases.map((one, index) => checkCase(inner, one, type, seen, index === node.cases.length - 1));
  if (subject === null) return null;
  const otherwise = node.cases.findIndex((one) => one.isDefault);
  return {
    kind: "switch",
    subject,
    // What stands together with `default` is what `default` means anyway.
    cases: cases.filter((_, index) => index !== otherwise),
    otherwise: cases[otherwise]?.body ?? null,
    span: node.span,
    comments: node.comments,
  };
}

function checkCase(
  body: Body,
  node: SwitchCaseSyntax,
  type: ValueType | null,
  seen: Set<number | boolean>,
  isLast: boolean,
): CheckedSwitchCase {
  const values = node.values.flatMap((value) => checkCaseValue(body, value, type, seen));
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
  type: ValueType | null,
  seen: Set<number | boolean>,
): readonly Const[] {
  const value = type === null ? null : checkValue(body, node, type);
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

function checkReturn(body: Body, node: ReturnSyntax): Return | null {
  const { span, comments } = node;
  const { result } = body;
  if (node.value === null) {
    if (result === "void") return { kind: "return", value: null, span, comments };
    return report(body, "GN3008", span, "this returns no value", `return ${describeResult(result)}`);
  }
  if (result === "void") {
    checkOperand(silenced(body), node.value);
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
      ? checkStored(body, node.value, result)
      : checkReferenceResult(body, node.value, result.type);
  return value === null ? null : { kind: "return", value, span, comments };
}

function describeResult(result: Exclude<ResultType, "void">): string {
  return describeType(typeof result === "string" ? result : result.type);
}

/** What a function returns by reference outlives it: it belongs to the module. */
function checkReferenceResult(body: Body, node: ExpressionSyntax, type: Type): Reference | null {
  const reference = checkReference(body, node);
  if (reference === null || isScalar(type)) return null;
  const fitted = fitReference(body, reference, type);
  if (fitted === null || rootOf(body, node) === "static") return fitted;
  const message = "a returned reference leads to a variable of the module";
  return report(
    body,
    "GN4013",
    node.span,
    message,
    "return a variable that is declared with `new` or `array` in the module",
  );
}
