/**
 * Resolves the types that a program writes.
 *
 * @packageDocumentation
 */
import type { LocalPlace, ScalarValue } from "../ir/ir.ts";
import type { ElementType, StorageType, Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import type { Identifier, TypeIndexedSyntax, TypeNameSyntax, TypeSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { VOCABULARY, lookupType, report, reportComputed } from "./context.ts";
import type { IntrinsicEntity, TypeAliasEntity } from "./entities.ts";
import { TYPED_ARRAYS, describeScalar, describeType, shortName } from "./spelling.ts";
import { unionOf } from "./unions.ts";

/** A type as something is declared with it: the storage of an enum, and which; u32, and what its values are below. */
export interface Declared {
  readonly type: Type;
  readonly enumeration: string | undefined;
  readonly below?: number | undefined;
}

/** The enum and the bound of what is declared, as properties of the place that it is. */
export function refinementOf({ enumeration, below }: Partial<Declared>): Pick<LocalPlace, "enumeration" | "below"> {
  return { ...(enumeration === undefined ? {} : { enumeration }), ...(below === undefined ? {} : { below }) };
}

/** What a declaration says of its type; null after a report. */
export function resolveDeclared(context: Context, syntax: TypeSyntax): Declared | null {
  const type = resolveWritten(context, syntax);
  if (type === null) return null;
  return { type, enumeration: enumerationOf(context, syntax), below: boundOf(context, syntax) };
}

/** The enum that a sound type names, if it does. */
export function enumerationOf(context: Context, syntax: TypeSyntax): string | undefined {
  if (syntax.kind !== "type-name" || syntax.name.text === "void") return undefined;
  const entity = lookupType(context, syntax.name);
  if (entity.kind === "enum") return entity.name;
  return entity.kind === "type-alias" ? entity.enumeration : undefined;
}

/** The bound of a sound type `Below<N>`. */
export function boundOf(context: Context, syntax: TypeSyntax): number | undefined {
  if (syntax.kind !== "type-name" || syntax.name.text === "void") return undefined;
  const entity = lookupType(context, syntax.name);
  if (entity.kind === "type-alias") return entity.below;
  if (entity.kind !== "intrinsic" || entity.name !== "Below") return undefined;
  return resolveBound(context, syntax) ?? undefined;
}

/** A written type where values are not kept below a bound; null after a report. */
export function resolveType(context: Context, syntax: TypeSyntax): Type | null {
  const type = resolveWritten(context, syntax);
  return type === null || boundOf(context, syntax) === undefined ? type : reportBound(context, syntax);
}

/** Refuses a bound where nothing would keep it. */
export function reportBound(context: Context, { span }: TypeSyntax): null {
  const message = "a bound is kept by parameters, variables, fields and results, and by nothing else";
  return report(context, "GN2012", span, message, "write `u32`");
}

function resolveWritten(context: Context, syntax: TypeSyntax): Type | null {
  switch (syntax.kind) {
    case "refused":
      return null;
    case "type-name":
      return resolveName(context, syntax);
    case "type-list": {
      const element = resolveElement(context, syntax.element);
      return element === null ? null : { kind: "slice", element };
    }
    case "type-union":
      return report(
        context,
        "GN1030",
        syntax.span,
        "a union type has no name here",
        "declare it, of classes that have a tag: `type Event = Press | Release`",
      );
    case "type-tuple":
      return report(
        context,
        "GN4020",
        syntax.span,
        "a tuple is only the result of a function",
        "write it behind the parentheses of the function: `: [f32, u32]`",
      );
    case "type-indexed":
      return resolveElementOf(context, syntax);
    case "type-length":
    case "type-of":
      return report(
        context,
        "GN2012",
        syntax.span,
        "this is a number, not a type",
        "numbers stand only in `Fixed<Float32Array, 16>`",
      );
  }
}

/** `Values[number]`: what is in an array. */
function resolveElementOf(context: Context, syntax: TypeIndexedSyntax): Type | null {
  const type = resolveType(context, syntax.array);
  if (type === null) return null;
  if (!isScalar(type) && type.kind !== "struct") return type.element;
  const remedy = "write the type itself";
  return report(context, "GN2012", syntax.span, `${describeType(type)} has no elements`, remedy);
}

/** What can be an element of a list: not a scalar, which has typed arrays, and not a slice. */
function resolveElement(context: Context, syntax: TypeSyntax): ElementType | null {
  const type = resolveType(context, syntax);
  if (type === null) return null;
  if (unionOf(context, type) !== null) {
    return report(
      context,
      "GN4030",
      syntax.span,
      "there are no lists of a union",
      "write a list of a class that has it",
    );
  }
  if (typeof type !== "string" && type.kind !== "slice") return type;
  const enumeration = enumerationOf(context, syntax);
  if (enumeration !== undefined) {
    const message = `there are no lists of ${shortName(enumeration)}`;
    return report(context, "GN4004", syntax.span, message, "make it a field of a class, and write a list of that");
  }
  const scalar = typeof type === "string" ? type : null;
  const typedArray = [...TYPED_ARRAYS].find(([, element]) => element === scalar)?.[0];
  return report(
    context,
    "GN4004",
    syntax.span,
    `there are no lists of ${describeType(type)}`,
    typedArray === undefined ? "use Uint8Array, or a list of a class" : `write \`${typedArray}\``,
  );
}

function resolveName(context: Context, syntax: TypeNameSyntax): Type | null {
  const entity = lookupType(context, syntax.name);
  if (entity.kind === "intrinsic" && entity.name === "Below") {
    return resolveBound(context, syntax) === null ? null : "u32";
  }
  const isFixed = entity.kind === "intrinsic" && entity.name === "Fixed";
  if (syntax.arguments.length > 0 && !isFixed && entity.kind !== "unknown") {
    return report(context, "GN2012", syntax.span, `\`${syntax.name.text}\` takes no type arguments`, "remove them");
  }
  switch (entity.kind) {
    case "unknown":
      return null;
    case "struct":
      return { kind: "struct", name: entity.name };
    case "enum":
      return entity.storage;
    case "type-alias":
      return resolveAlias(context, entity, syntax.name);
    case "type-argument":
      if (entity.argument.kind === "type") return entity.argument.type;
      return report(context, "GN2012", syntax.span, `\`${syntax.name.text}\` is a length`, "write it in `Fixed`");
    case "interface": {
      const remedy = `use it in a generic function: \`<T extends ${syntax.name.text}>\``;
      return report(context, "GN2012", syntax.span, "an interface says what a class has, and is no type", remedy);
    }
    case "intrinsic":
      return isFixed ? resolveFixed(context, syntax) : resolveIntrinsic(context, entity, syntax.name);
    case "local":
    case "constant":
    case "constant-object":
    case "static":
    case "function":
    case "generic":
      return reportNoType(context, syntax.name);
  }
}

function resolveIntrinsic(context: Context, entity: IntrinsicEntity, name: Identifier): Type | null {
  const element = TYPED_ARRAYS.get(entity.name);
  if (element !== undefined) return { kind: "slice", element };
  if (entity.name === "boolean" || entity.name === "bool") return "bool";
  if (entity.name === "void") {
    return report(context, "GN2012", name.span, "`void` is not a value", "only the result of a function can be void");
  }
  return VOCABULARY.get(entity.name) === "both" ? (entity.name as StorageType) : reportNoType(context, name);
}

function reportNoType(context: Context, name: Identifier): null {
  const remedy = "write a type of lib/types.ts, a typed array or a class";
  return report(context, "GN2012", name.span, `\`${name.text}\` is not a type`, remedy);
}

/** What an alias stands for, found when it is first needed; null after a report. */
export function resolveAlias(context: Context, entity: TypeAliasEntity, name: Identifier): Type | null {
  if (entity.type !== undefined) return entity.type;
  if (entity.resolving) {
    const message = `the type \`${name.text}\` is defined by itself`;
    return report(context, "GN2019", name.span, message, "write what it stands for");
  }
  entity.resolving = true;
  const declared = resolveDeclared({ ...context, locals: null }, entity.syntax.type);
  entity.type = declared?.type ?? null;
  entity.enumeration = declared?.enumeration;
  entity.below = declared?.below;
  entity.resolving = false;
  return entity.type;
}

/** `Fixed<Elements, Length>`. */
function resolveFixed(context: Context, syntax: TypeNameSyntax): Type | null {
  const [elements, length, ...rest] = syntax.arguments;
  if (elements === undefined || length === undefined || rest.length > 0) {
    return report(
      context,
      "GN2012",
      syntax.span,
      "`Fixed` takes the kind of array and its length",
      "write `Fixed<Float32Array, 16>`",
    );
  }
  const list = resolveType(context, elements);
  const count = resolveLength(context, length);
  if (list === null || count === null) return null;
  if (typeof list !== "string" && list.kind === "slice") return { kind: "array", element: list.element, length: count };
  return report(
    context,
    "GN2012",
    elements.span,
    `${describeType(list)} has no elements`,
    "write a typed array or `Name[]`, such as `Fixed<Float32Array, 16>`",
  );
}

/** The bound of `Below<Bound>`; null after a report. */
function resolveBound(context: Context, syntax: TypeNameSyntax): number | null {
  const [bound, ...rest] = syntax.arguments;
  if (bound === undefined || rest.length > 0) {
    return report(context, "GN2012", syntax.span, "`Below` takes one number", "write `Below<16>`");
  }
  const below = resolveNumber(context, bound, "a bound is a constant number");
  if (below === null) return null;
  if (typeof below === "number" && Number.isInteger(below) && below >= 1 && below <= BOUND_MAX) return below;
  const remedy = `a bound is a whole number from 1 to ${BOUND_MAX}`;
  return report(context, "GN4001", bound.span, `nothing can be kept below ${describeScalar(below)}`, remedy);
}

/** The largest bound that leaves out a value. */
const BOUND_MAX = 0xffffffff;

/** A length among type arguments; null after a report. */
export function resolveLength(context: Context, syntax: TypeSyntax): number | null {
  const length = resolveNumber(context, syntax, "the length of an array is a constant number");
  return length === null ? null : checkLength(context, length, syntax.span);
}

/** A number among type arguments; null after a report. */
function resolveNumber(context: Context, syntax: TypeSyntax, message: string): ScalarValue | null {
  if (syntax.kind === "refused") return null;
  if (syntax.kind === "type-length") return syntax.value;
  if (syntax.kind === "type-name") {
    const entity = lookupType(context, syntax.name);
    if (entity.kind === "unknown") return null;
    if (entity.kind === "type-argument" && entity.argument.kind === "length") return entity.argument.length;
  }
  if (syntax.kind === "type-of") {
    const entity = lookupType(context, syntax.name);
    if (entity.kind === "unknown") return null;
    if (entity.kind === "constant") return entity.value ?? reportComputed(context, syntax.name, "GN4001");
  }
  const remedy = "write `16`, or `typeof DIMENSIONS` for a constant of that name";
  return report(context, "GN4001", syntax.span, message, remedy);
}

/** Longest array, so that offsets in bytes stay far below 2^31. */
const ARRAY_LENGTH_MAX = 0x1000000;

/** The length of an array, or null and a report if it cannot be one. */
export function checkLength(context: Context, length: ScalarValue, span: TypeSyntax["span"]): number | null {
  const isLength = typeof length === "number" && Number.isInteger(length) && length >= 1 && length <= ARRAY_LENGTH_MAX;
  if (isLength) return length;
  return report(
    context,
    "GN4001",
    span,
    `${describeScalar(length)} is not the length of an array`,
    `a length is a whole number from 1 to ${ARRAY_LENGTH_MAX}`,
  );
}
