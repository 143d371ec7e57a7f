/**
 * Where names are looked up and mistakes are reported.
 *
 * A name is looked for in the blocks of the function from the inside out, then in the module, then among the
 * names that every module has. A block knows all names that it will declare, so that a use above the
 * declaration is refused and never finds an outer name that it would hide.
 *
 * @packageDocumentation
 */
import { diagnostic } from "../diagnostics-table.ts";
import type { DiagnosticCode } from "../diagnostics-table.ts";
import type { Span } from "../ir/ir.ts";
import type { Identifier, SyntaxModule } from "../parse/syntax.ts";
import type { Binding, Context, Entity, IntrinsicEntity, ProgramScope } from "./entities.ts";
import { UNKNOWN } from "./entities.ts";
import { TYPED_ARRAYS, suggestion } from "./spelling.ts";

export type { Context, LocalScope } from "./entities.ts";

/** Reports a mistake; null, so that it can be returned in place of a result. */
export function report(
  context: { readonly program: ProgramScope },
  code: DiagnosticCode,
  span: Span,
  message: string,
  remedy: string,
): null {
  context.program.diagnostics.push(diagnostic(code, span, message, remedy));
  return null;
}

/** The source text of a place if it is short enough for a message, else `...`. */
export function quote(context: { readonly syntax: SyntaxModule }, span: Span): string {
  const text = context.syntax.text.slice(span.start, span.end);
  return text.length > 40 || /[\r\n]/.test(text) ? "..." : text;
}

/** Enters a name into a scope, unless it is taken or cannot be one in C. */
export function declare(
  context: { readonly program: ProgramScope },
  bindings: Map<string, Binding>,
  name: Identifier,
  entity: Entity,
  noun: string | null,
  typeOnly = false,
): void {
  checkSpelling(context, name);
  if (bindings.has(name.text)) {
    report(context, "GN2002", name.span, `\`${name.text}\` is declared twice`, "give one of the two another name");
  } else bindings.set(name.text, { entity, span: name.span, typeOnly, used: false, noun });
}

/** The qualified name of what a module declares. */
export function qualified(context: Context, syntax: { readonly name: Identifier }): string {
  return `${context.syntax.id}.${syntax.name.text}`;
}

/** Refuses what C has no way to spell. */
export function checkSpelling(context: { readonly program: ProgramScope }, name: Identifier): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.text)) return;
  const message = `\`${name.text}\` cannot be a name in C`;
  report(context, "GN1033", name.span, message, "use the letters a to z, digits and underscores");
}

/** Finds what a name stands for where a value is meant; `unknown` after a report. */
export function lookup(context: Context, name: Identifier): Entity {
  if (context.module.bindings.get(name.text)?.typeOnly !== true || isLocal(context, name.text)) {
    return lookupType(context, name);
  }
  const remedy = `import it without \`type\`: \`import { ${name.text} }\``;
  report(context, "GN2012", name.span, `\`${name.text}\` is imported only as a type`, remedy);
  return UNKNOWN;
}

function isLocal(context: Context, name: string): boolean {
  for (let scope = context.locals; scope !== null; scope = scope.parent) {
    if (scope.pending.has(name) || scope.bindings.has(name)) return true;
  }
  return false;
}

/** Finds what a name stands for where a type is meant, in which `import type` is enough. */
export function lookupType(context: Context, name: Identifier): Entity {
  for (let scope = context.locals; scope !== null; scope = scope.parent) {
    if (scope.pending.has(name.text)) return reportEarly(context, name);
    const binding = scope.bindings.get(name.text);
    if (binding !== undefined) return use(binding);
  }
  const binding = context.module.bindings.get(name.text);
  if (binding !== undefined) return isShared(context, binding) ? use(binding) : reportPrivate(context, name);
  if (context.module.pending.has(name.text)) return reportPending(context, name);
  return GLOBALS.get(name.text) ?? reportUnknown(context, name);
}

/** Whether a name stands for something already; asking is no use of it. */
export function isNamed(context: Context, name: string): boolean {
  return isLocal(context, name) || context.module.bindings.has(name);
}

function use(binding: Binding): Entity {
  binding.used = true;
  return binding.entity;
}

/** Whether the module that the function will belong to can import what a name stands for. */
function isShared(context: Context, { entity, noun }: Binding): boolean {
  if (context.home === context.module || noun === "import") return true;
  const isLinked = entity.kind === "function" || entity.kind === "static" || entity.kind === "constant";
  return !isLinked || [...context.module.exports.values()].includes(entity);
}

function reportPrivate(context: Context, name: Identifier): Entity {
  const message = `\`${name.text}\` is private, and \`${context.home.syntax.id}\` would use it`;
  report(context, "GN8004", name.span, message, `export \`${name.text}\`, as the generic function is`);
  return UNKNOWN;
}

function reportEarly(context: Context, name: Identifier): Entity {
  const message = `\`${name.text}\` is used above its declaration`;
  report(context, "GN2003", name.span, message, "move the declaration up, or rename it if another one is meant");
  return UNKNOWN;
}

/** While a module's constants are being found, what is not one of them is still pending. */
function reportPending(context: Context, name: Identifier): Entity {
  const kind = context.module.pending.get(name.text);
  if (kind === "below") return reportEarly(context, name);
  if (kind === "computed") {
    reportComputed(context, name);
    return UNKNOWN;
  }
  const message = `\`${name.text}\` is not known at compile time`;
  report(context, "GN2020", name.span, message, "use numbers, constants, arithmetic and Math here");
  return UNKNOWN;
}

/** Reports a constant that is not known yet, because a function computes it, where a number is needed. */
export function reportComputed(context: Context, name: Identifier, code: "GN2020" | "GN4001" = "GN2020"): null {
  const message = `\`${name.text}\` is computed by a function, too late for this`;
  return report(context, code, name.span, message, "write the number, or arithmetic of constants");
}

function reportUnknown(context: Context, name: Identifier): Entity {
  const known = KNOWN_ELSEWHERE.get(name.text);
  const remedy = known ?? suggestion(name.text, visibleNames(context), "declare it, or import it");
  report(context, "GN2001", name.span, `there is no \`${name.text}\` here`, remedy);
  return UNKNOWN;
}

function visibleNames(context: Context): readonly string[] {
  const names = [...context.module.bindings.keys(), ...context.module.pending.keys(), ...GLOBALS.keys()];
  for (let scope = context.locals; scope !== null; scope = scope.parent) names.push(...scope.bindings.keys());
  return names;
}

/** The names of `lib/types.ts`, and which of them are only types. */
export const VOCABULARY: ReadonlyMap<string, "type" | "function" | "both"> = new Map([
  ["i8", "both"],
  ["u8", "both"],
  ["i16", "both"],
  ["u16", "both"],
  ["i32", "both"],
  ["u32", "both"],
  ["f32", "both"],
  ["i64", "both"],
  ["u64", "both"],
  ["bool", "type"],
  ["Fixed", "type"],
  ["Below", "type"],
  ["bitsOf", "function"],
  ["f32FromBits", "function"],
  ["popcount", "function"],
  ["array", "function"],
  ["tabulate", "function"],
]);

/** Kinds of storage that JavaScript has and the language does not: known, to be refused by name. */
const FOREIGN = "Float64Array Uint8ClampedArray ArrayBuffer DataView Array Map Set".split(" ");

/** The names that JavaScript gives every module, as far as the language knows them. */
const GLOBALS: ReadonlyMap<string, IntrinsicEntity> = new Map(
  ["Math", "Infinity", "NaN", "boolean", "void", ...TYPED_ARRAYS.keys(), ...FOREIGN].map((name) => [
    name,
    { kind: "intrinsic", name },
  ]),
);

/** What to do about names that are no misspellings: those to import, and those that only JavaScript or C has. */
const KNOWN_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ...[...VOCABULARY.keys()].map((name): [string, string] => [
    name,
    `import it: \`import { ${name} } from "ganglion/types"\`, or from your lib/types.ts`,
  ]),
  ["undefined", "every variable has a value: use a number of your own, such as -1"],
  ["f64", "floating point has 32 bits here: use f32"],
  ["console", "a program has no text: send numbers, and print them on the host"],
]);
