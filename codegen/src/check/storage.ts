/**
 * Checks what variables and fields begin with, and so how much room they take: scalars, typed arrays, tables, structs,
 * and arrays of them.
 *
 * A class is checked when it is first needed, since the storage of its fields may take other classes.
 *
 * @packageDocumentation
 */
import type { Field, Span, Struct } from "../ir/ir.ts";
import type { ElementType, StorageType, Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import { isZero } from "../ir/uses.ts";
import type {
  CallSyntax,
  ClassSyntax,
  ExpressionSyntax,
  FieldSyntax,
  Identifier,
  InitialSyntax,
  TypeAliasSyntax,
  TypeUnionSyntax,
} from "../parse/syntax.ts";
import { checkTabulate, isTabulateCall } from "./compile-time.ts";
import { isKnown } from "./checked.ts";
import type { CheckedInitial } from "./checked.ts";
import type { Context } from "./context.ts";
import { checkSpelling, lookup, qualified, report } from "./context.ts";
import type { StructEntity } from "./entities.ts";
import { checkOperand } from "./expressions.ts";
import { sameType } from "./same-type.ts";
import { checkSize } from "./sizes.ts";
import { checkTag } from "./tags.ts";
import { describeVariants, unionFields, unionInitial, unionOf, variantField } from "./unions.ts";
import { TYPED_ARRAYS, describeType, shortName } from "./spelling.ts";
import type { Declared } from "./types.ts";
import { checkLength, resolveDeclared } from "./types.ts";
import { isTyped, store } from "./untyped.ts";

// ---------------------------------------------------------------------------------------------
// Classes

/** A class, or a type that is a union; other types leave nothing. */
export function checkStruct(context: Context, syntax: ClassSyntax | TypeAliasSyntax): readonly Struct[] {
  const entity = context.program.structs.get(qualified(context, syntax));
  if (entity === undefined) return [];
  const fields = structFields(context, entity, syntax.span);
  const { doc, exported, span } = syntax;
  const { name, isUnion, tag } = entity;
  return fields === null ? [] : [{ name, doc, exported, span, fields, isUnion, tag }];
}

/** The fields of a class or union, of this module or another; null after a report. */
function structFields(context: Context, entity: StructEntity, span: Span): readonly Field[] | null {
  if (entity.state === "checking") {
    const message = `\`${shortName(entity.name)}\` would contain itself`;
    return report(context, "GN4005", span, message, "keep the index of the other one in an array");
  }
  if (entity.state !== "declared") return entity.fields;
  for (const syntax of context.syntax.declarations) {
    if (qualified(context, syntax) !== entity.name) continue;
    if (syntax.kind === "class") return fieldsOf(context, entity, syntax);
    if (syntax.kind === "type-alias" && syntax.type.kind === "type-union") {
      return variantsOf(context, entity, syntax.type);
    }
  }
  return entity.fields;
}

/** The tag and the variants of a union of this module; null after a report. */
function variantsOf(context: Context, entity: StructEntity, syntax: TypeUnionSyntax): readonly Field[] | null {
  entity.state = "checking";
  entity.fields = unionFields(context, syntax, (variant, span) => {
    const initial = structStorage(context, variant, span)?.initial ?? null;
    return initial !== null && isKnown(initial) ? initial : null;
  });
  entity.state = entity.fields === null ? "wrong" : "sound";
  return entity.fields;
}

/** The fields of a class of this module; null after a report. */
function fieldsOf(context: Context, entity: StructEntity, syntax: ClassSyntax): readonly Field[] | null {
  entity.state = "checking";
  const tag = checkTag(context, syntax.fields);
  const fields = syntax.fields.filter(({ isReadonly }) => !isReadonly).map((field) => checkField(context, field));
  reportDoubleMembers(context, [...syntax.fields, ...syntax.methods]);
  const whole = fields.filter((field) => field !== null);
  if (syntax.complete && syntax.fields.length === 0) {
    report(
      context,
      "GN4004",
      syntax.name.span,
      "a class without fields holds nothing",
      "give it a field: `v: f32 = 0`",
    );
  }
  const isWhole = syntax.complete && whole.length === fields.length && tag !== null;
  const isSound = isWhole && (whole.length > 0 || tag !== "none");
  entity.tag = tag === "none" ? null : tag;
  entity.state = isSound ? "sound" : "wrong";
  entity.fields = isSound ? whole : null;
  return entity.fields;
}

/** Refuses members of one name. */
export function reportDoubleMembers(context: Context, members: readonly { readonly name: Identifier }[]): void {
  const names = new Set<string>();
  for (const { name } of members) {
    checkSpelling(context, name);
    if (names.has(name.text)) {
      report(context, "GN2002", name.span, `\`${name.text}\` is declared twice`, "give one of the two another name");
    }
    names.add(name.text);
  }
}

function checkField(context: Context, syntax: FieldSyntax): Field | null {
  const declared = syntax.type === null ? undefined : resolveDeclared(context, syntax.type);
  if (declared === null) return null;
  if (syntax.initial === null) {
    const message = `the field \`${syntax.name.text}\` has no initial value`;
    return report(context, "GN4004", syntax.span, message, "write it: `v: f32 = 0` or `values = new Float32Array(16)`");
  }
  const storage = checkStorage(context, syntax.initial, declared);
  if (storage === null) return null;
  const { initial, ...rest } = storage;
  if (isKnown(initial)) return { name: syntax.name.text, doc: syntax.doc, ...rest, initial };
  const message = "a field does not begin with what functions compute";
  return report(context, "GN2020", syntax.initial.span, message, "assign it in a function, such as `boot()`");
}

// ---------------------------------------------------------------------------------------------
// Storage: variables and fields

/** What is allocated, and what is in it at first. */
export interface Storage {
  readonly type: ElementType;
  readonly enumeration?: string | undefined;
  /** From `Below<N>`. */
  readonly below?: number | undefined;
  readonly initial: CheckedInitial;
}

/** Type and contents of what an initialiser describes; `declared` is the written type, if there is one. */
export function checkStorage(context: Context, syntax: InitialSyntax, whole: Declared | undefined): Storage | null {
  const declared = whole?.type;
  if (syntax.kind === "refused") return null;
  const isAllocated = syntax.kind === "new" || isArrayCall(syntax) || isTabulateCall(syntax);
  if (!isAllocated) return scalarStorage(context, syntax, whole);
  const storage = allocatedStorage(context, syntax);
  if (storage === null || declared === undefined || agrees(storage.type, declared)) return storage;
  const union = unionOf(context, declared);
  if (union !== null) return variantStorage(context, union, storage.type, syntax.span);
  const message = `this is ${describeType(storage.type)}, not ${describeType(declared)}`;
  return report(context, "GN4007", syntax.span, message, "leave the written type out");
}

function allocatedStorage(context: Context, syntax: InitialSyntax): Storage | null {
  if (syntax.kind === "new") return newStorage(context, syntax);
  return isTabulateCall(syntax) ? tabulatedStorage(context, syntax) : arrayStorage(context, syntax);
}

/** A union that begins as one of its variants. */
function variantStorage(context: Context, union: StructEntity, type: ElementType, span: Span): Storage | null {
  if (structFields(context, union, span) === null) return null;
  const variant = variantField(union, type);
  if (variant !== undefined) {
    return { type: { kind: "struct", name: union.name }, initial: unionInitial(context, union, variant) };
  }
  const message = `${describeType(type)} is no variant of ${shortName(union.name)}`;
  return report(context, "GN4007", span, message, `the variants are ${describeVariants(union)}`);
}

/** A written slice type names the kind of array and leaves the length to the initialiser. */
function agrees(type: ElementType, declared: Type): boolean {
  if (sameType(type, declared)) return true;
  if (isScalar(type) || isScalar(declared) || type.kind !== "array" || declared.kind !== "slice") return false;
  return sameType(type.element, declared.element);
}

function scalarStorage(context: Context, syntax: ExpressionSyntax, whole: Declared | undefined): Storage | null {
  const declared = whole?.type;
  if (declared === undefined) {
    const operand = checkOperand(context, syntax);
    if (operand === null) return null;
    if (operand.kind === "const") return { type: operand.type, initial: operand.value };
    if (operand.kind === "enum-value") {
      const { enumeration, value } = operand;
      if (value.kind === "const") return { type: value.type, enumeration, initial: value.value };
      if (context.canCall) return { type: value.type, enumeration, initial: value };
    }
    if (isTyped(operand) && context.canCall) return { type: operand.type, initial: operand };
    if (operand.kind !== "untyped") return reportNotConstant(context, syntax);
    return report(
      context,
      "GN2009",
      syntax.span,
      "nothing says which type this number has",
      "write the type: `count: u32 = 0`",
    );
  }
  if (!isScalar(declared)) {
    const message = `${describeType(declared)} begins with \`new\``;
    return report(
      context,
      "GN4002",
      syntax.span,
      message,
      "write `new Float32Array(16)`, `new State()` or `array(Neuron, 32)`",
    );
  }
  const initial = checkInitialScalar(context, syntax, declared, whole?.enumeration);
  return initial === null ? null : { type: declared, enumeration: whole?.enumeration, below: whole?.below, initial };
}

function newStorage(context: Context, syntax: Extract<InitialSyntax, { kind: "new" }>): Storage | null {
  const entity = lookup(context, syntax.constructed);
  if (entity.kind === "unknown") return null;
  const [argument, ...rest] = syntax.arguments;
  if (entity.kind === "struct" && !entity.isUnion) {
    if (argument === undefined) return structStorage(context, entity, syntax.span);
    return report(
      context,
      "GN3004",
      syntax.span,
      `\`new ${syntax.constructed.text}\` takes no arguments`,
      "remove them",
    );
  }
  const element = entity.kind === "intrinsic" ? TYPED_ARRAYS.get(entity.name) : undefined;
  if (element === undefined) return reportConstructed(context, syntax);
  if (argument === undefined || rest.length > 0) {
    const remedy = `write \`new ${syntax.constructed.text}(16)\``;
    return report(context, "GN3004", syntax.span, "a typed array takes its length, or its elements", remedy);
  }
  if (argument.kind === "element-list") return tableStorage(context, argument.elements, element, syntax.span);
  const length = checkConstantLength(context, argument);
  if (length === null) return null;
  const type: ElementType = { kind: "array", element, length };
  return checkSize(context, type, syntax.span) ? { type, initial: "zero" } : null;
}

function reportConstructed(context: Context, syntax: Extract<InitialSyntax, { kind: "new" }>): null {
  const { text, span } = syntax.constructed;
  const message = `\`${text}\` is neither a class nor a typed array of the language`;
  return report(context, "GN4003", span, message, `the typed arrays are ${[...TYPED_ARRAYS.keys()].join(", ")}`);
}

function tableStorage(
  context: Context,
  nodes: readonly ExpressionSyntax[],
  element: StorageType,
  span: Span,
): Storage | null {
  const length = checkLength(context, nodes.length, span);
  const values = nodes.map((node) => checkInitialScalar(context, node, element));
  const whole = values.filter((value) => value !== null);
  if (length === null || whole.length < values.length) return null;
  return { type: { kind: "array", element, length }, initial: whole };
}

/** `tabulate(Uint32Array, 256, crcOfByte)`. */
function tabulatedStorage(context: Context, syntax: CallSyntax): Storage | null {
  const parts = checkTabulate(context, syntax);
  const length = parts === null ? null : checkConstantLength(context, parts.length);
  if (parts === null || length === null) return null;
  const type: ElementType = { kind: "array", element: parts.element, length };
  return checkSize(context, type, syntax.span) ? { type, initial: parts.contents(length) } : null;
}

/** A length as an expression: an untyped constant, or a typed one. */
function checkConstantLength(outer: Context, syntax: ExpressionSyntax): number | null {
  const context: Context = { ...outer, canCall: false };
  const operand = checkOperand(context, syntax);
  if (operand === null) return null;
  if (operand.kind === "untyped" || operand.kind === "const") return checkLength(context, operand.value, syntax.span);
  return reportNotConstant(context, syntax);
}

/** `array(Neuron, 32)`, or with a length for each dimension: `array(Float32Array, 32, 16)`. */
function arrayStorage(context: Context, syntax: InitialSyntax): Storage | null {
  if (syntax.kind !== "call" || syntax.callee.kind !== "name") return null;
  const called = lookup(context, syntax.callee);
  const [kind, ...counts] = syntax.arguments;
  if (called.kind === "unknown") return null;
  if (called.kind !== "intrinsic" || called.name !== "array") {
    const message = "`array` is not the one of lib/types.ts";
    return report(context, "GN3005", syntax.callee.span, message, "import it from there");
  }
  if (kind === undefined || counts.length === 0) {
    const message = "`array` takes what it is made of, and a length for each dimension";
    return report(
      context,
      "GN3004",
      syntax.span,
      message,
      "write `array(Neuron, 32)` or `array(Float32Array, 32, 16)`",
    );
  }
  const lengths = counts.map((count) => checkConstantLength(context, count));
  const innermost = elementStorage(context, kind, syntax.span);
  if (innermost === null) return null;
  const whole = lengths.filter((length) => length !== null);
  if (whole.length < lengths.length) return null;
  if (isScalar(innermost.type) && whole.length === 1) {
    const text = kind.kind === "name" ? kind.text : "Float32Array";
    const message = "`array` of numbers has two dimensions or more";
    return report(context, "GN4003", kind.span, message, `write \`new ${text}(${whole[0] ?? 16})\``);
  }
  return whole.reduceRight<Storage | null>(
    (element, length) => repeated(context, element, length, syntax.span),
    innermost,
  );
}

/** An element of `array`: a struct as it begins, or the number that a typed array is made of. */
function elementStorage(context: Context, kind: ExpressionSyntax, span: Span): Storage | null {
  const entity = kind.kind === "name" ? lookup(context, kind) : null;
  if (entity?.kind === "unknown") return null;
  if (entity?.kind === "struct" && !entity.isUnion) return structStorage(context, entity, span);
  const number = entity?.kind === "intrinsic" ? TYPED_ARRAYS.get(entity.name) : undefined;
  if (number !== undefined) return { type: number, initial: "zero" };
  const message = "`array` is of a class, or of a typed array";
  return report(context, "GN4003", kind.span, message, "write `array(Neuron, 32)` or `array(Float32Array, 32, 16)`");
}

/** An array of so many of the same. */
function repeated(context: Context, element: Storage | null, length: number, span: Span): Storage | null {
  if (element === null) return null;
  const type: ElementType = { kind: "array", element: element.type, length };
  if (!checkSize(context, type, span)) return null;
  const initial = element.initial === "zero" ? "zero" : Array.from({ length }, () => element.initial);
  return { type, initial };
}

/** A struct as it begins: "zero" if every field does. */
function structStorage(context: Context, entity: StructEntity, span: Span): Storage | null {
  const fields = structFields(context, entity, span);
  if (fields === null) return null;
  const type: ElementType = { kind: "struct", name: entity.name };
  const isAllZero = fields.every(({ initial }) => isZero(initial));
  return { type, initial: isAllZero ? "zero" : fields.map((field) => field.initial) };
}

/** Whether an initial value is `array(...)`. */
export function isArrayCall(syntax: InitialSyntax): boolean {
  return syntax.kind === "call" && syntax.callee.kind === "name" && syntax.callee.text === "array";
}

/** Reports an expression that has to be known at compile time and is not. */
export function reportNotConstant(context: Context, syntax: ExpressionSyntax): null {
  const message = "this is not known at compile time";
  return report(context, "GN2020", syntax.span, message, "use numbers, constants, arithmetic and Math here");
}

/** The initial value of a scalar. */
function checkInitialScalar(
  context: Context,
  syntax: ExpressionSyntax,
  type: StorageType,
  enumeration?: string,
): CheckedInitial | null {
  const operand = checkOperand(context, syntax);
  const value = operand === null ? null : store(context, operand, type, enumeration);
  if (value === null) return null;
  if (value.kind === "const") return value.value;
  return context.canCall ? value : reportNotConstant(context, syntax);
}
