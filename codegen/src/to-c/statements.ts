/**
 * Statements in C, with the control flow of the source.
 *
 * `x = x + y` becomes `x += y` where C's operator means the same. A `break` out of a loop from inside a switch, or
 * of an outer loop, is a `goto` to a label behind that loop: C has no other.
 *
 * @packageDocumentation
 */
import type {
  Alias,
  Assign,
  Binary,
  Break,
  Const,
  Continue,
  Expression,
  For,
  Func,
  If,
  Let,
  LetTuple,
  Place,
  Reference,
  Replace,
  ReturnTuple,
  Statement,
  Switch,
} from "../ir/ir.ts";
import { canComplete } from "../ir/jumps.ts";
import { isRepeatable, isSame } from "../ir/same.ts";
import { replacementOf } from "../ir/structs.ts";
import { declaredLocals, isReference, localsOfTuple, walkExpression } from "../ir/walk.ts";
import { writeLineComments } from "../print/comments.ts";
import type { Scope } from "../print/names.ts";
import { splitQualifiedName } from "../print/names.ts";
import { list } from "../print/precedence.ts";
import { holds } from "../prove/interval.ts";
import { plainStepOf, rangeOf } from "../prove/range.ts";
import type { ExpressionContext } from "./expressions.ts";
import {
  emitExpression,
  emitInvocation,
  emitPlace,
  emitPointer,
  emitSliceLength,
  localNames,
  plainBinary,
} from "./expressions.ts";
import { scalarLiteral, unionContents } from "./literals.ts";
import { identifier } from "./names.ts";
import { declaration, pointer, scalarType, variableDeclaration } from "./types.ts";

/** What emitting a statement needs to know of the function and loops around it. */
export interface StatementContext extends ExpressionContext {
  readonly func: Func;
  readonly scope: Scope;
  /** Locals to which a reference leaves the function. */
  readonly returned: ReadonlySet<string>;
  /** What to do when the scope is written: fill reserved lines, the last first. */
  readonly atEnd: (() => void)[];
  /** The loops around, outermost first. */
  readonly loops: readonly Loop[];
  /** Whether a plain `break` would leave a switch. */
  readonly insideSwitch: boolean;
}

/** A loop that is being emitted. The C labels are made when a jump needs them. */
interface Loop {
  readonly label: string | null;
  endLabel: string | null;
  nextLabel: string | null;
}

/** Writes statements one after another. */
export function emitBody(body: readonly Statement[], context: StatementContext): void {
  inScope(context, (scope) => {
    for (const statement of body) {
      scope.file.writer.from(statement.span);
      writeLineComments(scope.file.writer, statement.comments);
      emitStatement(statement, scope);
    }
  });
}

/** Writes what declares locals, and then what waits for the end of their scope. */
function inScope(context: StatementContext, write: (scope: StatementContext) => void): void {
  const scope: StatementContext = { ...context, atEnd: [] };
  write(scope);
  for (const fill of scope.atEnd.reverse()) fill();
}

function emitStatement(statement: Statement, context: StatementContext): void {
  const { writer } = context.file;
  switch (statement.kind) {
    case "let":
      emitLet(statement, context);
      return;
    case "let-tuple":
      emitLetTuple(statement, context);
      return;
    case "alias":
      emitAlias(statement, context);
      return;
    case "assign":
      writer.line(`${emitAssign(statement, context)};`);
      return;
    case "replace":
      writer.line(emitReplace(statement, context));
      return;
    case "if":
      emitIf(statement, context);
      return;
    case "for":
      emitFor(statement, context);
      return;
    case "while": {
      const header = isConstTrue(statement.condition) ? "for (;;)" : `while (${text(statement.condition, context)})`;
      emitLoop(`${header} {`, statement, "}", context);
      return;
    }
    case "do-while":
      emitLoop("do {", statement, `} while (${text(statement.condition, context)});`, context);
      return;
    case "switch":
      emitSwitch(statement, context);
      return;
    case "block":
      writer.block("{", () => {
        emitBody(statement.body, context);
      });
      return;
    case "break":
      writer.line(emitBreak(statement, context));
      return;
    case "continue":
      writer.line(emitContinue(statement, context));
      return;
    case "return":
      writer.line(statement.value === null ? "return;" : `return ${valueOrPointer(statement.value, context)};`);
      return;
    case "return-tuple":
      writer.line(emitReturnTuple(statement, context));
      return;
    case "call-statement":
      writer.line(`${emitInvocation(statement.invocation, context).text};`);
      return;
  }
}

function text(expression: Expression, context: StatementContext): string {
  return emitExpression(expression, context).text;
}

function valueOrPointer(value: Expression | Reference, context: StatementContext): string {
  return isReference(value) ? emitPointer(value, context).text : text(value, context);
}

function isConstTrue(expression: Expression): boolean {
  return expression.kind === "const" && expression.value === true && expression.name === null;
}

// ---------------------------------------------------------------------------------------------
// Locals

function emitLet(statement: Let, context: StatementContext): void {
  const { writer } = context.file;
  const { name } = localNames(statement.local, context);
  const qualifier = statement.mutable ? "" : "const ";
  writer.line(`${qualifier}${variableDeclaration(statement, name, context.file)} = ${initial(statement, context)};`);
  silenceUnlessRead(statement.local, context);
}

/** Says of a local that nothing reads that this is on purpose. */
export function silenceUnlessRead(local: string, context: StatementContext): void {
  const fill = context.file.writer.reserve();
  context.atEnd.push(() => {
    // A block beside this one may use the name again.
    fill(context.read.delete(local) ? null : `(void)${localNames(local, context).name};`);
  });
}

function initial(statement: Let, context: StatementContext): string {
  return statement.value === null ? scalarLiteral(statement.type, 0, context.file) : text(statement.value, context);
}

/** The struct that the call returns, and a variable for each element that is wanted. */
function emitLetTuple(statement: LetTuple, context: StatementContext): void {
  const { file, scope } = context;
  const { invocation, mutable } = statement;
  const result = scope.take(`${identifier(splitQualifiedName(invocation.callee).name)}Result`);
  const type = file.names.ofTuple(invocation.callee);
  file.writer.line(`const ${type} ${result} = ${emitInvocation(invocation, context).text};`);
  const locals = localsOfTuple(statement);
  for (const { name, element, type: elementType } of locals) {
    const declared = declaration(elementType, localNames(name, context).name, file);
    file.writer.line(`${mutable ? "" : "const "}${declared} = ${result}.${file.names.field(element)};`);
  }
  for (const { name } of locals) silenceUnlessRead(name, context);
}

function emitReturnTuple({ values }: ReturnTuple, context: StatementContext): string {
  const { func, file } = context;
  const { result } = func;
  if (typeof result === "string" || result.kind !== "tuple") throw new Error(`to-c: ${func.name} returns no tuple`);
  const members = values.map((value, index) => {
    const name = result.elements[index]?.name ?? "";
    return `.${file.names.field(name)} = ${text(value, context)}`;
  });
  return `return (${file.names.ofTuple(func.name)}){${list(members)}};`;
}

/** A pointer, and for a slice its length if anything asks for it. */
function emitAlias(statement: Alias, context: StatementContext): void {
  const { writer } = context.file;
  const { target, type, local } = statement;
  const names = localNames(local, context);
  const readonly = !statement.written && !context.returned.has(local);
  writer.line(`${pointer(type, names.name, readonly, context.file)} = ${emitPointer(target, context).text};`);
  if (type.kind === "slice") {
    const fill = writer.reserve();
    context.atEnd.push(() => {
      if (!context.measured.delete(local)) return;
      fill(`const ${scalarType("u32", context.file)} ${names.length} = ${emitSliceLength(target, context).text};`);
    });
  }
  silenceUnlessRead(local, context);
}

// ---------------------------------------------------------------------------------------------
// Assignments

function emitAssign(statement: Assign, context: StatementContext): string {
  const place = emitTarget(statement.place, context);
  return emitCompound(statement, place, context) ?? `${place} = ${text(statement.value, context)}`;
}

/** The whole union anew, so that nothing of the last variant is left. */
function emitReplace(statement: Replace, context: StatementContext): string {
  const { file } = context;
  const { union, field, tag } = replacementOf(statement, (name) => file.structOf(name));
  const place = emitPlace(statement.place, context).text;
  return `${place} = (${file.names.of(union.name)})${unionContents(union, field, field.initial, tag, file)};`;
}

/** Where to store: a scalar local is not read by that. */
function emitTarget(place: Place, context: StatementContext): string {
  return place.kind === "local" ? localNames(place.name, context).name : emitPlace(place, context).text;
}

/** `x += y`, `x++`; null if it must be written out. To a C compiler, neither uses x. */
function emitCompound({ place, value }: Assign, printed: string, context: StatementContext): string | null {
  const operation = isRepeatable(place) ? operationOn(place, value) : null;
  if (operation === null) return null;
  const isUsed = place.kind !== "local" || context.read.has(place.name) || isLoaded(place, operation.right);
  const compound = compoundOf(operation, place, printed, context);
  if (compound !== null && !isUsed) context.read.delete(place.name);
  return compound;
}

function isLoaded(place: Place, expression: Expression): boolean {
  let found = false;
  walkExpression(expression, { place: (each) => (found ||= isSame(each, place)) });
  return found;
}

function compoundOf(operation: Binary, place: Place, printed: string, context: StatementContext): string | null {
  const isStep = operation.type !== "f32" && isOne(operation.right);
  if (isStep && operation.operator === "add" && isPlainStep(operation, place, context)) return `${printed}++`;
  if (isStep && operation.operator === "subtract" && isPlainStep(operation, place, context)) return `${printed}--`;
  // On less than 32 bits, C would compute in int and complain of narrowing.
  if (operation.type !== place.type || operation.type === "bool") return null;
  const plain = plainBinary(operation, context);
  return plain === null ? null : `${printed} ${plain.symbol}= ${plain.right.text}`;
}

/** The operation of `x = x op y`, also within the narrowing of a small place: `x = u8(x + 1)`. */
function operationOn(place: Place, value: Expression): Binary | null {
  const operation = value.kind === "convert" && isNarrow(place) ? value.operand : value;
  if (operation.kind !== "binary" || operation.type === "bool") return null;
  const left = operation.left.kind === "convert" && isNarrow(place) ? operation.left.operand : operation.left;
  return left.kind === "load" && isSame(left.place, place) ? operation : null;
}

function isNarrow(place: Place): boolean {
  return place.type === "u8" || place.type === "i8" || place.type === "u16" || place.type === "i16";
}

function isOne(expression: Expression): boolean {
  return expression.kind === "const" && (expression.value === 1 || expression.value === 1n) && expression.name === null;
}

/** A step of an unsigned or narrow place wraps as C's `++` does; of a signed one, it must not overflow. */
function isPlainStep(operation: Binary, place: Place, context: StatementContext): boolean {
  return (
    operation.type === "u32" || operation.type === "u64" || isNarrow(place) || plainBinary(operation, context) !== null
  );
}

// ---------------------------------------------------------------------------------------------
// Branches

/** An `else if` has no room for comments. */
function emitIf(statement: If, context: StatementContext): void {
  const { writer } = context.file;
  let current = statement;
  let opening = "if";
  for (;;) {
    const branch = current.then;
    writer.line(`${opening} (${text(current.condition, context)}) {`);
    writer.indented(() => {
      emitBody(branch, context);
    });
    const [next] = current.otherwise;
    if (next?.kind !== "if" || current.otherwise.length !== 1 || next.comments.length > 0) break;
    current = next;
    opening = "} else if";
    writer.from(next.span);
  }
  const { otherwise } = current;
  if (otherwise.length > 0) {
    writer.line("} else {");
    writer.indented(() => {
      emitBody(otherwise, context);
    });
  }
  writer.line("}");
}

/** Every switch has a default, as compilers and coding rules want it. */
function emitSwitch(statement: Switch, context: StatementContext): void {
  const { writer } = context.file;
  const inner: StatementContext = { ...context, insideSwitch: true };
  writer.block(`switch (${text(statement.subject, context)}) {`, () => {
    const labelsOf = (values: readonly Const[]): string[] =>
      values.filter((value) => isPossible(value, statement.subject)).map((value) => `case ${text(value, context)}:`);
    for (const each of statement.cases) {
      const labels = labelsOf(each.values);
      if (labels.length > 0) emitCase(labels, each.body, inner);
    }
    emitCase([...labelsOf(statement.otherwiseValues ?? []), "default:"], statement.otherwise ?? [], inner);
  });
}

/** Of a narrower subject, compilers complain of cases that it cannot have. */
function isPossible(value: Const, subject: Expression): boolean {
  return typeof value.value !== "number" || holds(rangeOf(subject, new Map()), value.value);
}

/** A body that declares something gets braces: in C a declaration cannot follow a label. */
function emitCase(labels: readonly string[], body: readonly Statement[], context: StatementContext): void {
  const { writer } = context.file;
  const isScope = declares(body);
  for (const label of labels.slice(0, -1)) writer.line(label);
  writer.line(`${labels.at(-1) ?? ""}${isScope ? " {" : ""}`);
  writer.indented(() => {
    emitBody(body, context);
    if (canComplete(body)) writer.line("break;");
  });
  if (isScope) writer.line("}");
}

function declares(body: readonly Statement[]): boolean {
  return body.some((statement) => declaredLocals(statement).length > 0);
}

// ---------------------------------------------------------------------------------------------
// Loops

/** Counters of one type share the header; others are declared in a block around the loop. */
function emitFor(statement: For, context: StatementContext): void {
  const { writer } = context.file;
  const [first] = statement.initial;
  if (statement.initial.every((each) => each.type === first?.type)) {
    emitForLoop(statement, first === undefined ? "" : forInitial(statement.initial, context), context);
    return;
  }
  writer.block("{", () => {
    for (const each of statement.initial) emitLet(each, context);
    emitForLoop(statement, "", context);
  });
}

function forInitial(lets: readonly Let[], context: StatementContext): string {
  const [first, ...others] = lets;
  if (first === undefined) return "";
  const variables = [first, ...others].map(
    (each) => `${localNames(each.local, context).name} = ${initial(each, context)}`,
  );
  return `${scalarType(first.type, context.file)} ${variables.join(", ")}`;
}

function emitForLoop(statement: For, header: string, context: StatementContext): void {
  const [counter] = statement.initial;
  const step = plainStepOf(statement, context.ranges);
  const update =
    counter !== undefined && step !== null
      ? `${localNames(counter.local, context).name}${step}`
      : statement.update.map((each) => emitAssign(each, context)).join(", ");
  const condition = isConstTrue(statement.condition) ? "" : ` ${text(statement.condition, context)}`;
  const locals = statement.initial.map((each) => each.local);
  emitLoop(`for (${header};${condition};${update === "" ? "" : ` ${update}`}) {`, statement, "}", context, locals);
}

function emitLoop(
  header: string,
  statement: { readonly body: readonly Statement[]; readonly label: string | null },
  footer: string,
  context: StatementContext,
  locals: readonly string[] = [],
): void {
  const { writer } = context.file;
  const loop: Loop = { label: statement.label, endLabel: null, nextLabel: null };
  const inner: StatementContext = { ...context, loops: [...context.loops, loop], insideSwitch: false };
  writer.block(
    header,
    () => {
      inScope(inner, (scope) => {
        for (const local of locals) silenceUnlessRead(local, scope);
        emitBody(statement.body, scope);
      });
      if (loop.nextLabel !== null) writer.line(`${loop.nextLabel}:;`);
    },
    footer,
  );
  if (loop.endLabel !== null) writer.line(`${loop.endLabel}:;`);
}

function emitBreak(statement: Break, context: StatementContext): string {
  const loop = loopOf(statement.label, context);
  if (loop === context.loops.at(-1) && !context.insideSwitch) return "break;";
  loop.endLabel ??= context.scope.take(`${loop.label ?? "loop"}_end`);
  return `goto ${loop.endLabel};`;
}

function emitContinue(statement: Continue, context: StatementContext): string {
  const loop = loopOf(statement.label, context);
  if (loop === context.loops.at(-1)) return "continue;";
  loop.nextLabel ??= context.scope.take(`${loop.label ?? "loop"}_next`);
  return `goto ${loop.nextLabel};`;
}

function loopOf(label: string | null, context: StatementContext): Loop {
  const loop = context.loops.findLast((each) => label === null || each.label === label);
  if (loop === undefined) throw new Error(`to-c: no loop '${label ?? ""}' to leave`);
  return loop;
}
