/**
 * Generic functions: each use is made a function of its own, for the types that it is used with.
 *
 * Type arguments are written, or found from the arguments of the call. The function that results belongs to the module
 * that uses it, as an inline function of C belongs to each file that includes it: so modules need to know nothing of
 * those that import them, and what such a function uses of its own module has to be exported. Its body is checked like
 * any other, once for each list of type arguments; later stages see no generics.
 *
 * Left out: generic classes, whose storage would have to be generic too; a class and a function over an interface do.
 *
 * @packageDocumentation
 */
import type { Type } from "../ir/types.ts";
import { isScalar, valueTypeOf } from "../ir/types.ts";
import type { CallSyntax, ExpressionSyntax, FunctionSyntax, TypeSyntax } from "../parse/syntax.ts";
import type { CheckedParameter } from "./checked.ts";
import type { Context, LocalScope } from "./context.ts";
import { declare, report } from "./context.ts";
import type {
  Constraint,
  FunctionEntity,
  GenericEntity,
  ModuleScope,
  ProgramScope,
  TypeArgument,
  TypeParameter,
} from "./entities.ts";
import { resolveFunctionResult } from "./results.ts";
import { sameType } from "./same-type.ts";
import { describeType, shortName } from "./spelling.ts";
import { boundOf, enumerationOf, resolveDeclared, resolveLength, resolveType } from "./types.ts";

/** Functions that generic ones may be made into, in one module. */
const INSTANCES_MAX = 256;

/** Enters a generic function's constraints; null after a report. */
export function checkTypeParameters(context: Context, syntax: FunctionSyntax): readonly TypeParameter[] | null {
  const parameters = syntax.typeParameters.map(({ name, constraint, isLength }): TypeParameter | null => {
    if (isLength) return { name: name.text, constraint: { kind: "length" } };
    const [first] = constraint;
    const entity = first === undefined ? null : interfaceOf(context, first);
    if (entity !== null && constraint.length === 1) return { name: name.text, constraint: entity };
    const types = constraint.map((one) => resolveType(context, one));
    const whole = types.filter((type) => type !== null);
    return whole.length < types.length ? null : { name: name.text, constraint: { kind: "types", types: whole } };
  });
  const whole = parameters.filter((parameter) => parameter !== null);
  return whole.length < parameters.length ? null : whole;
}

/** The fields that an interface asks for, if the type names one. */
function interfaceOf(context: Context, syntax: TypeSyntax): Constraint | null {
  if (syntax.kind !== "type-name" || syntax.arguments.length > 0) return null;
  const entity = context.module.bindings.get(syntax.name.text);
  if (entity?.entity.kind !== "interface") return null;
  entity.used = true;
  const { name, fields } = entity.entity;
  return { kind: "fields", name: shortName(name), fields };
}

/** What an argument is, null if it has no type before it has a parameter; "wrong" after a report. */
export type TypeOf = (argument: ExpressionSyntax) => Type | null | "wrong";

/** The function that a call of a generic one means; null after a report. */
export function instantiate(
  context: Context,
  generic: GenericEntity,
  syntax: CallSyntax,
  typeOf: TypeOf,
): FunctionEntity | null {
  const bound = syntax.typeArguments.length > 0 ? written(context, generic, syntax) : inferred(generic, syntax, typeOf);
  if (bound === null) return null;
  const values: TypeArgument[] = [];
  for (const { name, constraint } of generic.parameters) {
    const argument = bound.get(name);
    if (argument === undefined) return reportUnknown(context, generic, name, syntax);
    const lack = lackOf(context, argument, constraint);
    if (lack !== null) return reportLack(context, name, lack, constraint, syntax);
    values.push(argument);
  }
  return instanceFor(context, generic, values, syntax);
}

// ---------------------------------------------------------------------------------------------
// Type arguments

type Bound = ReadonlyMap<string, TypeArgument>;

function written(context: Context, generic: GenericEntity, syntax: CallSyntax): Bound | null {
  const { parameters } = generic;
  if (parameters.length !== syntax.typeArguments.length) {
    const wanted = parameters.length === 1 ? "1 type argument" : `${parameters.length} type arguments`;
    const message = `\`${generic.syntax.name.text}\` takes ${wanted}, not ${syntax.typeArguments.length}`;
    return report(context, "GN8001", syntax.span, message, "write one for each type parameter, or none");
  }
  const bound = new Map<string, TypeArgument>();
  for (const [index, { name, constraint }] of parameters.entries()) {
    const node = syntax.typeArguments[index];
    if (node === undefined) return null;
    if (constraint.kind === "length") {
      const length = resolveLength(context, node);
      if (length === null) return null;
      bound.set(name, { kind: "length", length });
    } else {
      const type = resolveType(context, node);
      if (type === null) return null;
      bound.set(name, { kind: "type", type });
    }
  }
  return bound;
}

/** What the arguments say, the first that knows deciding; null if one of them is wrong. */
function inferred(generic: GenericEntity, syntax: CallSyntax, typeOf: TypeOf): Bound | null {
  const bound = new Map<string, TypeArgument>();
  for (const [index, parameter] of generic.syntax.parameters.entries()) {
    const argument = syntax.arguments[index];
    const type = argument === undefined ? null : typeOf(argument);
    if (type === "wrong") return null;
    if (type !== null) unify(generic, parameter.type, type, bound);
  }
  return bound;
}

/** Binds the type parameters in a written type to what stands in their places in a given one. */
function unify(generic: GenericEntity, syntax: TypeSyntax, given: Type, bound: Map<string, TypeArgument>): void {
  if (syntax.kind === "type-list") {
    if (!isScalar(given) && given.kind !== "struct") unify(generic, syntax.element, given.element, bound);
    return;
  }
  if (syntax.kind !== "type-name") return;
  const [elements, length] = syntax.arguments;
  if (elements !== undefined && length !== undefined) {
    if (isScalar(given) || given.kind !== "array") return;
    unify(generic, elements, { kind: "slice", element: given.element }, bound);
    const parameter = parameterNamed(generic, length);
    if (parameter !== null && !bound.has(parameter.name)) {
      bound.set(parameter.name, { kind: "length", length: given.length });
    }
    return;
  }
  const parameter = parameterNamed(generic, syntax);
  if (parameter === null || bound.has(parameter.name)) return;
  bound.set(parameter.name, { kind: "type", type: accepted(given, parameter.constraint) });
}

function parameterNamed(generic: GenericEntity, syntax: TypeSyntax): TypeParameter | null {
  if (syntax.kind !== "type-name") return null;
  return generic.parameters.find(({ name }) => name === syntax.name.text) ?? null;
}

/** The type of a constraint as which an argument can be passed; its own if there is none, which is refused then. */
function accepted(given: Type, constraint: Constraint): Type {
  if (constraint.kind !== "types") return given;
  const isPassable = (type: Type): boolean => {
    if (isScalar(type) || isScalar(given)) {
      return isScalar(type) && isScalar(given) && type === valueTypeOf(given);
    }
    return type.kind === "slice" && given.kind === "array" && sameType(type.element, given.element);
  };
  return constraint.types.find((type) => sameType(type, given)) ?? constraint.types.find(isPassable) ?? given;
}

/** What a type argument lacks to satisfy a constraint; null if nothing. */
function lackOf(context: Context, argument: TypeArgument, constraint: Constraint): string | null {
  const text = describeArgument(argument);
  if (argument.kind === "length") return constraint.kind === "length" ? null : `${text} is a length`;
  const { type } = argument;
  switch (constraint.kind) {
    case "length":
      return `${text} is not a length`;
    case "types":
      return constraint.types.some((one) => sameType(one, type)) ? null : `${text} is not among its types`;
    case "fields": {
      if (isScalar(type) || type.kind !== "struct") return `${text} is not a class`;
      const fields = context.program.structs.get(type.name)?.fields ?? [];
      const missing = constraint.fields.find(
        (wanted) => !fields.some((field) => field.name === wanted.name && sameType(field.type, wanted.type)),
      );
      return missing === undefined ? null : `${text} has no field \`${missing.name}: ${describeType(missing.type)}\``;
    }
  }
}

function reportLack(context: Context, name: string, lack: string, constraint: Constraint, syntax: CallSyntax): null {
  return report(context, "GN8002", syntax.span, `\`${name}\` cannot be this: ${lack}`, `it is ${describe(constraint)}`);
}

function describe(constraint: Constraint): string {
  switch (constraint.kind) {
    case "length":
      return "the length of an array";
    case "types":
      return constraint.types.map(describeType).join(" or ");
    case "fields":
      return `a class with the fields of \`${constraint.name}\``;
  }
}

function reportUnknown(context: Context, generic: GenericEntity, name: string, syntax: CallSyntax): null {
  const text = generic.syntax.name.text;
  const example = generic.parameters.map(({ constraint }) => exampleOf(constraint)).join(", ");
  const remedy = `write it: \`${text}<${example}>(...)\``;
  return report(context, "GN8001", syntax.span, `nothing says what \`${name}\` of \`${text}\` is`, remedy);
}

function exampleOf(constraint: Constraint): string {
  const [first] = constraint.kind === "types" ? constraint.types : [];
  if (first !== undefined) return describeType(first);
  return constraint.kind === "length" ? "16" : "Name";
}

// ---------------------------------------------------------------------------------------------
// Instances

/** The function for these type arguments: the one that there is, or a new one whose body is to be checked. */
function instanceFor(
  context: Context,
  generic: GenericEntity,
  values: readonly TypeArgument[],
  syntax: CallSyntax,
): FunctionEntity | null {
  const { home } = context;
  const key = JSON.stringify([generic.name, values]);
  const known = home.instances.get(key);
  if (known !== undefined) return known.entity;
  if (home.instances.size >= INSTANCES_MAX) {
    const message = `this module makes more than ${INSTANCES_MAX} functions of generic ones`;
    return report(context, "GN8003", syntax.span, message, "pass arrays of any length, or write a loop");
  }
  const inner = contextOf(context, generic, values);
  const signature = signatureOf(inner, generic);
  if (signature === null) return null;
  const text = generic.syntax.name.text;
  const name = uniqueName(home, [text, ...values.map(nameOfArgument)].join("_"));
  const entity: FunctionEntity = {
    kind: "function",
    name: `${home.syntax.id}.${name}`,
    publicName: null,
    ...signature,
  };
  home.instances.set(key, { entity, generic, context: inner });
  return entity;
}

/** Where the signature and the body are read: in the generic function's module, with its type parameters known. */
function contextOf(outer: Context, generic: GenericEntity, values: readonly TypeArgument[]): Context {
  const { module } = generic;
  const title = generic.parameters
    .map(({ name }, index) => {
      const value = values[index];
      return value === undefined ? name : `${name} = ${describeArgument(value)}`;
    })
    .join(", ");
  const program = programNaming(outer.home.program, `in \`${generic.syntax.name.text}\` with ${title}`);
  const locals: LocalScope = { parent: null, bindings: new Map(), pending: new Set(), narrowed: new Map() };
  const context: Context = { program, syntax: module.syntax, module, home: outer.home, locals, canCall: false };
  for (const [index, { name }] of generic.syntax.typeParameters.entries()) {
    const argument = values[index];
    if (argument !== undefined) declare(context, locals.bindings, name, { kind: "type-argument", argument }, null);
  }
  return context;
}

/**
 * The program, to report into from an instance: messages name the type arguments. What is wrong whatever they are
 * is said once.
 */
function programNaming(program: ProgramScope, title: string): ProgramScope {
  const { diagnostics } = program;
  const report = (found: ProgramScope["diagnostics"][number]): number => {
    const isKnown = diagnostics.some(
      ({ code, span }) => code === found.code && JSON.stringify(span) === JSON.stringify(found.span),
    );
    if (!isKnown) diagnostics.push({ ...found, message: `${found.message}, ${title}` });
    return diagnostics.length;
  };
  return { ...program, diagnostics: Object.assign([], { push: report }) };
}

function signatureOf(
  context: Context,
  { syntax }: GenericEntity,
): Pick<FunctionEntity, "parameters" | "result" | "enumeration" | "resultBelow"> | null {
  const parameters = syntax.parameters.map(({ name, type }): CheckedParameter | null => {
    const resolved = resolveDeclared(context, type);
    return resolved === null ? null : { name: name.text, ...resolved };
  });
  const result = resolveFunctionResult(context, syntax.result);
  const whole = parameters.filter((parameter) => parameter !== null);
  if (whole.length < parameters.length || result === null) return null;
  const [enumeration, resultBelow] = [enumerationOf(context, syntax.result), boundOf(context, syntax.result)];
  return { parameters: whole, result, enumeration, resultBelow };
}

/** A name that no declaration of the module has, nor another instance in it. */
function uniqueName(home: ModuleScope, wanted: string): string {
  const taken = new Set([
    ...home.syntax.declarations.map(({ name }) => name.text),
    ...[...home.instances.values()].map(({ entity }) => shortName(entity.name)),
  ]);
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
  return name;
}

function nameOfArgument(argument: TypeArgument): string {
  return describeArgument(argument)
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replace(/_$/, "");
}

function describeArgument(argument: TypeArgument): string {
  return argument.kind === "length" ? `${argument.length}` : describeType(argument.type);
}
