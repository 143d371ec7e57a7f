/**
 * Checks that a union is replaced only while nothing names it or a part of it.
 *
 * `slot.event = new Press()` puts another variant where the last one was. A name of the old one would then lead to the
 * bytes of the new one. So while a name of a union is in scope, nothing in that scope replaces a union of that type,
 * neither itself nor by calls. Names are aliases and parameters of the union's type; a parameter of another type leads
 * into a union only if the caller has such a name, and then the caller may not call.
 *
 * @packageDocumentation
 */
import type { Expression, Invocation, Place, Reference, Replace, Span } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { isReference, walkExpression, walkReference } from "../ir/walk.ts";
import type { ReplaceSyntax } from "../parse/syntax.ts";
import type { Body } from "./body.ts";
import type { FunctionDraft } from "./calls.ts";
import type { CheckedStatement } from "./checked.ts";
import { lookup, report } from "./context.ts";
import type { ModuleScope } from "./entities.ts";
import { checkPlace } from "./expressions.ts";
import { describeType, shortName } from "./spelling.ts";
import { describeVariants, unionOf, variantField } from "./unions.ts";
import { walkChecked } from "./walk.ts";

/** `slot.event = new Press()`; null after a report. */
export function checkReplace(body: Body, node: ReplaceSyntax): Replace | null {
  const { target, value, span, comments } = node;
  const place = checkPlace(body, target);
  const constructed = lookup(body, value.constructed);
  if (place === null || constructed.kind === "unknown") return null;
  const union = place.kind === "local" ? null : unionOf(body, place.type);
  if (union === null) {
    const message = "`new` stands only in declarations, and behind a field that is a union";
    return report(
      body,
      "GN1015",
      value.span,
      message,
      "declare the storage in the module: `const state = new State()`",
    );
  }
  const variant =
    constructed.kind === "struct" ? variantField(union, { kind: "struct", name: constructed.name }) : undefined;
  if (variant === undefined) {
    const message = `\`${value.constructed.text}\` is no variant of ${shortName(union.name)}`;
    return report(body, "GN4007", value.span, message, `the variants are ${describeVariants(union)}`);
  }
  if (value.arguments.length === 0) return { kind: "replace", place, variant: variant.name, span, comments };
  return report(body, "GN3004", value.span, `\`new ${value.constructed.text}\` takes no arguments`, "remove them");
}

/** What each function replaces, callees included: names of unions, by the name of the function. */
export type Replacements = Map<string, ReadonlySet<string>>;

/** Refuses replacements under a name, in the functions of a module; adds to `known` what they replace. */
export function reportReplaced(module: ModuleScope, functions: readonly FunctionDraft[], known: Replacements): void {
  const drafts = new Map(functions.map((draft) => [draft.name, draft]));
  const search: Search = { module, known, drafts };
  for (const draft of functions) replacedBy(search, draft.name);
  for (const { parameters, body } of functions) {
    const names = parameters.flatMap(({ name, type }): [string, Held][] => {
      const union = unionOf(module, type);
      return union === null ? [] : [[name, { unions: new Set([union.name]) }]];
    });
    if (known.size > 0) visit(search, body, new Map(names));
  }
}

interface Search {
  readonly module: ModuleScope;
  readonly known: Replacements;
  readonly drafts: ReadonlyMap<string, FunctionDraft>;
}

const NONE: ReadonlySet<string> = new Set();

function replacedBy(search: Search, name: string): ReadonlySet<string> {
  const found = search.known.get(name);
  const draft = search.drafts.get(name);
  if (found !== undefined || draft === undefined) return found ?? NONE;
  const own = new Set<string>();
  // Also the answer to a function that calls itself, which has been refused.
  search.known.set(name, own);
  walkChecked(draft.body, {
    replace: ({ place }) => own.add(nameOfUnion(place)),
    invocation: ({ callee }) => {
      for (const union of replacedBy(search, callee)) own.add(union);
    },
  });
  return own;
}

function nameOfUnion({ type }: Place): string {
  return isScalar(type) || type.kind !== "struct" ? "" : type.name;
}

/** The unions in which a name lies. */
interface Held {
  readonly unions: ReadonlySet<string>;
}

type Names = ReadonlyMap<string, Held>;

/** Follows statements in order; `outer` are the names around them. */
function visit(search: Search, statements: readonly CheckedStatement[], outer: Names): void {
  const names = new Map(outer);
  for (const statement of statements) {
    for (const inner of bodiesOf(statement)) visit(search, inner, names);
    checkOwn(search, statement, names);
    if (statement.kind !== "alias") continue;
    const unions = unionsAlong(search, placeOf(statement.target), names);
    if (unions.size > 0) names.set(statement.local, { unions });
  }
}

function bodiesOf(statement: CheckedStatement): readonly (readonly CheckedStatement[])[] {
  switch (statement.kind) {
    case "if":
      return [statement.then, statement.otherwise];
    case "for":
    case "while":
    case "do-while":
    case "block":
      return [statement.body];
    case "switch":
      return [...statement.cases.map(({ body }) => body), statement.otherwise ?? []];
    default:
      return [];
  }
}

/** What a statement does itself, without the statements in it. */
function checkOwn(search: Search, statement: CheckedStatement, names: Names): void {
  const refuse = (replaced: ReadonlySet<string>, span: Span, subject: string): void => {
    for (const [name, { unions }] of names) {
      const union = [...unions].find((each) => replaced.has(each));
      if (union !== undefined) reportHeld(search, span, subject, union, name);
    }
  };
  const replace = (one: Replace): void => {
    refuse(new Set([nameOfUnion(one.place)]), one.span, "this");
  };
  const invocation = (one: Invocation): void => {
    refuse(replacedBy(search, one.callee), one.span, `\`${shortName(one.callee)}\``);
    checkArguments(search, one, names);
  };
  walkChecked([withoutBodies(statement)], { replace, invocation });
}

function withoutBodies(statement: CheckedStatement): CheckedStatement {
  switch (statement.kind) {
    case "if":
      return { ...statement, then: [], otherwise: [] };
    case "for":
    case "while":
    case "do-while":
    case "block":
      return { ...statement, body: [] };
    case "switch":
      return { ...statement, cases: [], otherwise: null };
    default:
      return statement;
  }
}

/** A union that is passed is there until the function is called: computing the other arguments does not replace it. */
function checkArguments(search: Search, { arguments: given }: Invocation, names: Names): void {
  const passed = given.filter(isReference).map((argument) => unionsAlong(search, placeOf(argument), names));
  const unions = new Set(passed.flatMap((each) => [...each]));
  if (unions.size === 0) return;
  for (const argument of given) {
    walkArgument(argument, ({ callee, span }) => {
      const union = [...replacedBy(search, callee)].find((each) => unions.has(each));
      if (union !== undefined) reportHeld(search, span, `\`${shortName(callee)}\``, union, null);
    });
  }
}

function walkArgument(argument: Expression | Reference, invocation: (invocation: Invocation) => void): void {
  if (isReference(argument)) walkReference(argument, { invocation });
  else walkExpression(argument, { invocation });
}

function reportHeld({ module }: Search, span: Span, subject: string, union: string, name: string | null): void {
  const what = describeType({ kind: "struct", name: union });
  const message = `${subject} replaces a union ${what}, and ${name === null ? "one is passed here" : `\`${name}\` may name a part of it`}`;
  const remedy =
    name === null
      ? "compute the argument in a statement before"
      : `do it where \`${name}\` is not in scope: before it, or after its block`;
  report(module, "GN4032", span, message, remedy);
}

/** The unions in which a place lies. */
function unionsAlong(search: Search, place: Place, names: Names): ReadonlySet<string> {
  const own = unionOf(search.module, place.type);
  const outer =
    place.kind === "local"
      ? (names.get(place.name)?.unions ?? NONE)
      : place.kind === "static"
        ? NONE
        : unionsAlong(search, place.base, names);
  return own === null ? outer : new Set([...outer, own.name]);
}

function placeOf(reference: Reference): Place {
  return reference.kind === "reference" ? reference.place : reference.base;
}
