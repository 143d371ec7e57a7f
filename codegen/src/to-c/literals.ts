/**
 * Numbers and initial values in C.
 *
 * @packageDocumentation
 */
import { memberOf } from "../ir/enumerations.ts";
import type { Field, Initial, ScalarValue, Span, Struct } from "../ir/ir.ts";
import { INTEGERS, WIDE_INTEGERS } from "../ir/operators.ts";
import { initialVariant } from "../ir/structs.ts";
import type { ElementType, StorageType, WideType } from "../ir/types.ts";
import { isScalar, isWide } from "../ir/types.ts";
import { isZero } from "../ir/uses.ts";
import { spellFloat, spellInteger, spellTable, spellWide } from "../print/numbers.ts";
import { list } from "../print/precedence.ts";
import type { FileContext } from "./file.ts";
import { useRuntime } from "./file.ts";

/** An f32: `0.1f`. */
export function floatLiteral(value: number, file: FileContext): string {
  if (Number.isNaN(value)) return useRuntime("F32_NAN", file);
  if (!Number.isFinite(value)) return `${value < 0 ? "-" : ""}${useRuntime("F32_INFINITY", file)}`;
  const text = spellFloat(value);
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

/** An integer. One that no int holds gets a suffix; so does any where `unsigned` asks for an unsigned type. */
export function integerLiteral(value: number, unsigned: boolean, span: Span | null, file: FileContext): string {
  if (value === INTEGERS.i32.least) {
    file.standardHeaders.add("<stdint.h>");
    return "INT32_MIN";
  }
  const text = spellInteger(value, span, file.sources);
  return unsigned || value > INTEGERS.i32.most ? `${text}u` : text;
}

/** An integer of 64 bits: one that an int holds is written as such, any other with a suffix. */
export function wideLiteral(value: bigint, type: WideType, span: Span | null, file: FileContext): string {
  if (value === WIDE_INTEGERS.i64.least) {
    file.standardHeaders.add("<stdint.h>");
    return "INT64_MIN";
  }
  const text = spellWide(value, span, file.sources);
  if (isInt(value)) return text;
  return `${text}${type === "i64" ? "ll" : "ull"}`;
}

/** Whether C takes a decimal literal of the value for an int. */
export function isInt(value: bigint): boolean {
  return BigInt.asIntN(32, value) === value && value !== -0x80000000n;
}

/** `true` or `false`, with the header that declares them. */
export function boolLiteral(value: boolean, file: FileContext): string {
  file.standardHeaders.add("<stdbool.h>");
  return String(value);
}

/** A scalar constant of a storage type. */
export function scalarLiteral(type: StorageType, value: ScalarValue, file: FileContext): string {
  if (isWide(type)) return wideLiteral(BigInt(value), type, null, file);
  if (type === "bool") return boolLiteral(Boolean(value), file);
  return type === "f32" ? floatLiteral(Number(value), file) : integerLiteral(Number(value), false, null, file);
}

/** The initialiser of a static, or null if it is zero throughout, which C gives unasked. */
export function initializer(variable: Variable, initial: Initial, file: FileContext): string | null {
  return isZero(initial) ? null : variableContents(variable, initial, file);
}

interface Variable {
  readonly type: ElementType;
  readonly enumeration?: string | undefined;
}

/** A member of an enum by its name, other contents by their type. */
function variableContents({ type, enumeration }: Variable, initial: Initial, file: FileContext): string {
  const member = enumeration === undefined ? null : memberOf(file.enumerationOf(enumeration), initial);
  if (enumeration !== undefined && member !== null) return file.names.ofMember(enumeration, member);
  return contents(type, initial, file);
}

function contents(type: ElementType, initial: Initial, file: FileContext): string {
  if (isScalar(type)) {
    if (typeof initial === "object") throw new Error("to-c: a scalar has a list as initial value");
    return scalarLiteral(type, initial === "zero" ? 0 : initial, file);
  }
  if (isZero(initial)) return "{0}";
  if (type.kind === "array") {
    if (type.element === "u32") return braces(tableOfWords(itemsOf(initial, type.length)));
    return braces(itemsOf(initial, type.length).map((item) => contents(type.element, item, file)));
  }
  const struct = file.structOf(type.name);
  if (struct.isUnion) {
    const variant = initialVariant(struct, initial, (name) => file.structOf(name));
    return unionContents(struct, variant.field, variant.initial, variant.tag, file);
  }
  const { fields } = struct;
  const items = itemsOf(initial, fields.length);
  const members = fields.flatMap((field, index) => {
    const item = items[index] ?? "zero";
    return isZero(item) ? [] : [`.${file.names.field(field.name)} = ${variableContents(field, item, file)}`];
  });
  return braces(members);
}

/** A union that is one of its variants: `{.kind = 1, .as.release = {.time = 5}}`. */
export function unionContents(union: Struct, variant: Field, initial: Initial, tag: number, file: FileContext): string {
  const { names } = file;
  const [first] = union.fields;
  if (first === undefined) throw new Error(`to-c: the union '${union.name}' has no tag`);
  return braces([
    `.${names.field(first.name)} = ${variableContents(first, tag, file)}`,
    `.as.${names.field(variant.name)} = ${contents(variant.type, initial, file)}`,
  ]);
}

function tableOfWords(items: readonly Initial[]): string[] {
  const values = items.map((item) => (typeof item === "number" ? item : 0));
  const isUnsigned = values.some((value) => value > INTEGERS.i32.most);
  return spellTable(values).map((text) => (isUnsigned ? `${text}u` : text));
}

function itemsOf(initial: Initial, length: number): readonly Initial[] {
  if (typeof initial !== "object") return new Array<Initial>(length).fill(initial);
  return initial;
}

function braces(items: readonly string[]): string {
  return `{${list(items)}}`;
}
