/**
 * How types and initial values look in JavaScript and in its declarations.
 *
 * A numeric array is a typed array, so that stores narrow as memory does and a host can share it; bools and structs
 * are in plain arrays; a struct is an instance of a class with one property a field.
 *
 * @packageDocumentation
 */
import { memberOf } from "../ir/enumerations.ts";
import type { Enumeration, Initial, ResultType, Static, Struct } from "../ir/ir.ts";
import { initialVariant } from "../ir/structs.ts";
import type { ElementType, StorageType, Type } from "../ir/types.ts";
import { isScalar, isWide } from "../ir/types.ts";
import { isZero } from "../ir/uses.ts";
import { spellFloat, spellInteger, spellTable, spellWide } from "../print/numbers.ts";
import { list } from "../print/precedence.ts";
import type { Names } from "./names.ts";

/** The typed array that holds elements of each type; bools have none. */
const TYPED_ARRAYS: Readonly<Record<Exclude<StorageType, "bool">, string>> = {
  i8: "Int8Array",
  u8: "Uint8Array",
  i16: "Int16Array",
  u16: "Uint16Array",
  i32: "Int32Array",
  u32: "Uint32Array",
  f32: "Float32Array",
  i64: "BigInt64Array",
  u64: "BigUint64Array",
};

/** Where initial values find the structs of the program and their names. */
export interface TypeContext {
  readonly names: Names;
  structOf(name: string): Struct;
  enumerationOf(name: string): Enumeration;
}

/** The type as TypeScript declares it. Numbers keep their width as a name: `u32` is an alias of `number`. */
export function declaredType(type: Type | ResultType, names: Names): string {
  if (type === "void") return "void";
  if (typeof type === "string") return type === "bool" ? "boolean" : type;
  switch (type.kind) {
    case "reference":
      return declaredType(type.type, names);
    case "tuple":
      return `[${list(type.elements.map((element) => `${element.name}: ${declaredType(element.type, names)}`))}]`;
    case "struct":
      return names.of(type.name);
    case "array":
    case "slice":
      if (isScalar(type.element) && type.element !== "bool") return TYPED_ARRAYS[type.element];
      return `${declaredType(type.element, names)}[]`;
  }
}

/** The declared type of a variable, field, parameter or result: an enum if it holds members of one. */
export function typeOfVariable(
  variable: { readonly type: Type | ResultType; readonly enumeration?: string | undefined },
  names: Names,
): string {
  const { type, enumeration } = variable;
  return enumeration === undefined || !names.has(enumeration) ? declaredType(type, names) : names.of(enumeration);
}

/** The expression that makes what a static or field begins with: a member of an enum by its name. */
export function initialOf(
  variable: { readonly type: ElementType; readonly enumeration?: string | undefined },
  initial: Initial,
  context: TypeContext,
): string {
  const { type, enumeration } = variable;
  const isNamed = enumeration !== undefined && context.names.has(enumeration);
  const member = isNamed ? memberOf(context.enumerationOf(enumeration), initial) : null;
  return isNamed && member !== null
    ? `${context.names.of(enumeration)}.${member}`
    : initialValue(type, initial, context);
}

/** The expression that makes a new value of this type with these contents. */
function initialValue(type: ElementType, initial: Initial, context: TypeContext): string {
  if (isScalar(type)) return scalarValue(type, initial);
  if (type.kind === "struct") return structValue(type.name, initial, context);
  const { element, length } = type;
  if (isScalar(element) && element !== "bool") return typedArrayValue(element, length, initial);
  const items = itemsOf(initial, length).map((item) => initialValue(element, item, context));
  if (!items.every((item) => item === items[0])) return `[${list(items)}]`;
  const item = items[0] ?? "";
  if (element === "bool") return `new Array(${length}).fill(${item})`;
  return `Array.from({ length: ${length} }, () => ${item})`;
}

/** A scalar constant, canonical for its type. */
export function scalarValue(type: StorageType, initial: Initial): string {
  const value = initial === "zero" ? 0 : initial;
  if (typeof value === "object") throw new Error("to-js: a scalar has a list as initial value");
  if (isWide(type)) return `${spellWide(BigInt(value), null, new Map())}n`;
  if (type === "bool") return String(Boolean(value));
  return type === "f32" ? floatValue(Number(value)) : spellInteger(Number(value), null, new Map());
}

/** An f32 constant: a plain literal where the literal is exact. */
export function floatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = spellFloat(value);
  return Number(text) === value ? text : `Math.fround(${text})`;
}

/** Contents of an element or static, spelled out one level. */
function itemsOf(initial: Initial, length: number): readonly Initial[] {
  if (typeof initial !== "object") return new Array<Initial>(length).fill(initial);
  return Array.from({ length }, (_, index) => initial[index] ?? "zero");
}

function typedArrayValue(element: Exclude<StorageType, "bool">, length: number, initial: Initial): string {
  const type = TYPED_ARRAYS[element];
  if (isZero(initial)) return `new ${type}(${length})`;
  const items = itemsOf(initial, length);
  if (isWide(element)) return `new ${type}([${list(items.map((item) => scalarValue(element, item)))}])`;
  // The array rounds what it stores: 0.1 needs no Math.fround here.
  const values = items.map((item) => (item === "zero" ? 0 : Number(item)));
  const spelled = element === "f32" ? values.map(spellItem) : spellTable(values);
  return `new ${type}([${list(spelled)}])`;
}

function spellItem(value: number): string {
  return Number.isFinite(value) ? spellFloat(value) : String(value);
}

/** `new Neuron()`, followed by what differs from the class's own initial values. */
function structValue(name: string, initial: Initial, context: TypeContext): string {
  const struct = context.structOf(name);
  if (struct.isUnion) {
    const variant = initialVariant(struct, initial, (each) => context.structOf(each));
    return initialValue(variant.field.type, variant.initial, context);
  }
  const created = `new ${context.names.of(name)}()`;
  const items = itemsOf(initial, struct.fields.length);
  const different = struct.fields.flatMap((field, index) => {
    const item = items[index] ?? "zero";
    if (isSameContents(field.type, item, field.initial, context)) return [];
    return [`${field.name}: ${initialOf(field, item, context)}`];
  });
  return different.length === 0 ? created : `Object.assign(${created}, { ${list(different)} })`;
}

function isSameContents(type: ElementType, a: Initial, b: Initial, context: TypeContext): boolean {
  if (a === b || (isZero(a) && isZero(b))) return true;
  if (isScalar(type)) return scalarValue(type, a) === scalarValue(type, b);
  const types =
    type.kind === "array"
      ? new Array<ElementType>(type.length).fill(type.element)
      : context.structOf(type.name).fields.map((field) => field.type);
  const [left, right] = [itemsOf(a, types.length), itemsOf(b, types.length)];
  return types.every((each, index) => isSameContents(each, left[index] ?? "zero", right[index] ?? "zero", context));
}

/** Whether the variable itself is assigned to, so that it needs `let`. */
export function isVariable(variable: Static): boolean {
  return isScalar(variable.type) && !variable.readonly;
}
