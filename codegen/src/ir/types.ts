/**
 * Types of the intermediate representation, shared by every stage after `parse`.
 *
 * Storage types live in memory and in parameters; value types are what arithmetic sees. A load of
 * an 8- or 16-bit place yields its storage type and is always wrapped in an explicit `convert` to
 * u32 (u8, u16) or i32 (i8, i16); a store takes an expression of exactly the place's type.
 *
 * @packageDocumentation
 */

/** Integers of 64 bits: `bigint` in the source, and in every value that the compiler computes with. */
export type WideType = "i64" | "u64";
/** What a `number` of the source can be; a bool is 0 or 1 among them. */
export type NarrowType = "bool" | "i32" | "u32" | "f32";
export type ValueType = NarrowType | WideType;
export type StorageType = ValueType | "i8" | "u8" | "i16" | "u16";

/** A fixed array inside a static, a struct or behind a parameter (then passed by reference). */
export interface ArrayType {
  readonly kind: "array";
  readonly element: ElementType;
  readonly length: number;
}

/** A struct, by the qualified name of its declaration: `neural/neuron.Neuron`. */
export interface StructType {
  readonly kind: "struct";
  readonly name: string;
}

/** A view of a run of elements: pointer and length. Only parameters, arguments and local aliases have it. */
export interface SliceType {
  readonly kind: "slice";
  readonly element: ElementType;
}

/** What can be an element of an array or a field of a struct. */
export type ElementType = StorageType | ArrayType | StructType;
export type Type = StorageType | ArrayType | StructType | SliceType;

/** Whether a type is a scalar, which is passed by value. */
export function isScalar(type: Type): type is StorageType {
  return typeof type === "string";
}

/** The type in which arithmetic on a storage type happens. */
export function valueTypeOf(type: StorageType): ValueType {
  switch (type) {
    case "u8":
    case "u16":
      return "u32";
    case "i8":
    case "i16":
      return "i32";
    case "bool":
    case "i32":
    case "u32":
    case "f32":
    case "i64":
    case "u64":
      return type;
  }
}

/** Whether values of the type are bigints. */
export function isWide(type: StorageType): type is WideType {
  return type === "i64" || type === "u64";
}

/** Bytes that a scalar takes in memory; also its alignment. */
export const SCALAR_SIZE: Readonly<Record<StorageType, number>> = {
  bool: 1,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  f32: 4,
  i64: 8,
  u64: 8,
};
