/**
 * Statements and function bodies in JavaScript.
 *
 * @packageDocumentation
 */
import type {
  Assign,
  Break,
  Const,
  Expression,
  For,
  Func,
  If,
  Let,
  Reference,
  Return,
  Statement,
  Struct,
  Switch,
} from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { breaksOutOfSwitch, canComplete } from "../ir/jumps.ts";
import { replacementOf } from "../ir/structs.ts";
import { declaredLocals, isReference, walk } from "../ir/walk.ts";
import { writeLineComments } from "../print/comments.ts";
import type { Scope } from "../print/names.ts";
import { methodName } from "../print/names.ts";
import { list, primary } from "../print/precedence.ts";
import type { SourceTexts } from "../print/source.ts";
import { lineOf } from "../print/source.ts";
import type { Writer } from "../print/writer.ts";
import { plainStepOf, rangesOfLocals } from "../prove/range.ts";
import type { ExpressionContext } from "./expressions.ts";
import { canonicalOf, emitExpression, emitInvocation, emitPlace, emitReference, localName } from "./expressions.ts";
import type { Names } from "./names.ts";
import { scalarValue } from "./types.ts";

/** What a function body needs from the piece of source around it. */
export interface BodyContext {
  readonly writer: Writer;
  readonly names: Names;
  readonly sources: SourceTexts;
  readonly checks: boolean;
  structOf(name: string): Struct;
}

interface StatementContext extends ExpressionContext {
  readonly writer: Writer;
  readonly scope: Scope;
  /** Label of the innermost loop, if it has one. */
  readonly loopLabel: string | null;
  /** Whether a plain `break` would leave a switch. */
  readonly insideSwitch: boolean;
}

/**
 * Writes a function; the first parameter of a method is `this`. Hosts may pass any number for a scalar: to a function
 * that they call, it is brought to its type.
 */
export function emitFunction(
  func: Func,
  head: (parameters: string) => string,
  isForHosts: boolean,
  context: BodyContext,
): void {
  const scope = context.names.localScope();
  const locals = new Map<string, string>();
  const self = methodName(func.name) === null ? undefined : func.parameters[0]?.name;
  for (const name of localsOf(func)) locals.set(name, name === self ? "this" : scope.take(name));
  const qualified = func.name;
  const statementContext: StatementContext = {
    ...context,
    locals,
    scope,
    ranges: rangesOfLocals(func),
    loopLabel: null,
    insideSwitch: false,
    where: (span) => {
      const line = lineOf(span, context.sources);
      return line === null ? qualified : `${qualified}:${line}`;
    },
  };
  const passed = func.parameters.filter(({ name }) => name !== self);
  const parameters = passed.map((parameter) => localName(parameter.name, statementContext));
  context.writer.block(head(list(parameters)), () => {
    if (isForHosts) emitCanonicalParameters(func, statementContext);
    emitBody(func.body, statementContext);
  });
}

function emitCanonicalParameters({ parameters }: Func, context: StatementContext): void {
  for (const { name, type } of parameters) {
    const local = localName(name, context);
    if (isScalar(type)) context.writer.line(`${local} = ${canonicalOf(primary(local), type).text};`);
  }
}

/** Names of parameters and locals, in order of first declaration: blocks beside each other may share a name. */
function localsOf(func: Func): ReadonlySet<string> {
  const names = new Set(func.parameters.map((parameter) => parameter.name));
  walk(func.body, {
    statement: (statement) => {
      for (const local of declaredLocals(statement)) names.add(local);
    },
  });
  return names;
}

function emitBody(body: readonly Statement[], context: StatementContext): void {
  for (const statement of body) {
    context.writer.from(statement.span);
    writeLineComments(context.writer, statement.comments);
    emitStatement(statement, context);
  }
}

function emitStatement(statement: Statement, context: StatementContext): void {
  const { writer } = context;
  switch (statement.kind) {
    case "let":
      writer.line(`${emitLet(statement, context)};`);
      return;
    case "let-tuple": {
      const locals = statement.locals.map((local) => (local === null ? "" : localName(local, context)));
      const keyword = statement.mutable ? "let" : "const";
      writer.line(`${keyword} [${list(trimmed(locals))}] = ${emitInvocation(statement.invocation, context).text};`);
      return;
    }
    case "alias": {
      const target = emitReference(statement.target, context).text;
      writer.line(`const ${localName(statement.local, context)} = ${target};`);
      return;
    }
    case "assign":
      writer.line(`${emitAssign(statement, context)};`);
      return;
    case "replace": {
      const { struct } = replacementOf(statement, (name) => context.structOf(name));
      writer.line(`${emitPlace(statement.place, context).text} = new ${context.names.of(struct.name)}();`);
      return;
    }
    case "if":
      emitIf(statement, context);
      return;
    case "for":
      emitFor(statement, context);
      return;
    case "while":
      emitLoop(`while (${text(statement.condition, context)}) {`, statement, "}", context);
      return;
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
      writer.line(statement.label === null ? "continue;" : `continue ${statement.label};`);
      return;
    case "return":
      writer.line(emitReturn(statement, context));
      return;
    case "return-tuple":
      writer.line(`return [${list(statement.values.map((value) => text(value, context)))}];`);
      return;
    case "call-statement":
      writer.line(`${emitInvocation(statement.invocation, context).text};`);
      return;
  }
}

/** Without the gaps at the end. */
function trimmed(names: readonly string[]): readonly string[] {
  return names.slice(0, names.findLastIndex((name) => name !== "") + 1);
}

function text(expression: Expression, context: StatementContext): string {
  return emitExpression(expression, context).text;
}

function emitLet(statement: Let, context: StatementContext): string {
  const value = statement.value === null ? scalarValue(statement.type, "zero") : text(statement.value, context);
  return `${statement.mutable ? "let" : "const"} ${localName(statement.local, context)} = ${value}`;
}

function emitAssign(statement: Assign, context: StatementContext): string {
  const place = emitPlace(statement.place, context).text;
  return `${place} = ${text(statement.value, context)}`;
}

function emitReturn(statement: Return, context: StatementContext): string {
  if (statement.value === null) return "return;";
  return `return ${valueOrReference(statement.value, context)};`;
}

function valueOrReference(value: Expression | Reference, context: StatementContext): string {
  return isReference(value) ? emitReference(value, context).text : text(value, context);
}

/** An `if` that is alone in an `else` continues the chain. */
function emitIf(statement: If, context: StatementContext): void {
  const { writer } = context;
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

function emitFor(statement: For, context: StatementContext): void {
  const declarations = statement.initial.map((each) => {
    const value = each.value === null ? scalarValue(each.type, "zero") : text(each.value, context);
    return `${localName(each.local, context)} = ${value}`;
  });
  const initial = declarations.length === 0 ? "" : `let ${declarations.join(", ")}`;
  const updates = statement.update.map((each) => emitAssign(each, context));
  const [counter] = statement.initial;
  const step = plainStepOf(statement, context.ranges);
  const update =
    counter !== undefined && step !== null ? `${localName(counter.local, context)}${step}` : updates.join(", ");
  emitLoop(`for (${initial}; ${text(statement.condition, context)}; ${update}) {`, statement, "}", context);
}

function emitLoop(
  header: string,
  loop: { readonly body: readonly Statement[]; readonly label: string | null },
  footer: string,
  context: StatementContext,
): void {
  const label = loop.label ?? (breaksOutOfSwitch(loop.body) ? context.scope.take("loop") : null);
  context.writer.block(
    label === null ? header : `${label}: ${header}`,
    () => {
      emitBody(loop.body, { ...context, loopLabel: label, insideSwitch: false });
    },
    footer,
  );
}

function emitBreak(statement: Break, context: StatementContext): string {
  const label = statement.label ?? (context.insideSwitch ? context.loopLabel : null);
  return label === null ? "break;" : `break ${label};`;
}

function emitSwitch(statement: Switch, context: StatementContext): void {
  const { writer } = context;
  const inner: StatementContext = { ...context, insideSwitch: true };
  writer.block(`switch (${text(statement.subject, context)}) {`, () => {
    const labelsOf = (values: readonly Const[]) => values.map((value) => `case ${text(value, context)}:`);
    for (const each of statement.cases) emitCase(labelsOf(each.values), each.body, inner);
    const { otherwise, otherwiseValues } = statement;
    if (otherwise !== null) emitCase([...labelsOf(otherwiseValues ?? []), "default:"], otherwise, inner);
  });
}

/** A body that declares locals gets braces, so that they are its own. */
function emitCase(labels: readonly string[], body: readonly Statement[], context: StatementContext): void {
  const { writer } = context;
  const declares = body.some((statement) => declaredLocals(statement).length > 0);
  for (const label of labels.slice(0, -1)) writer.line(label);
  writer.line(`${labels.at(-1) ?? ""}${declares ? " {" : ""}`);
  writer.indented(() => {
    emitBody(body, context);
    if (canComplete(body)) writer.line("break;");
  });
  if (declares) writer.line("}");
}
