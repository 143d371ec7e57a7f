/**
 * The vocabulary of the firmware language: its number types, conversions and static storage.
 *
 * Every type is an ordinary `number`, `bigint` or typed array with an optional phantom property, so that
 * plain `tsc --strict` and every editor accept a firmware program with no casts and no plugin, and
 * still refuse to mix, say, an `f32` with a `u32`. The compiler reads these names from the declared
 * types and gives each one exact meaning on every engine; the bodies below are those meanings in
 * JavaScript and run only where a program is executed without the compiler.
 *
 * Left out on purpose: `f64`. See codegen/SPEC.md for the rules.
 *
 * @packageDocumentation
 */

declare const width: unique symbol;
declare const extent: unique symbol;

type Scalar<Name extends string> = number & { readonly [width]?: Name };

/** Storage of 8 bits, signed, -128..127. Arithmetic happens in {@link i32}; narrow with `i8(x)`. */
export type i8 = Scalar<"i8">;
/** Storage of 8 bits, unsigned, 0..255. Arithmetic happens in {@link u32}; narrow with `u8(x)`. */
export type u8 = Scalar<"u8">;
/** Storage of 16 bits, signed, -32768..32767. Arithmetic happens in {@link i32}; narrow with `i16(x)`. */
export type i16 = Scalar<"i16">;
/** Storage of 16 bits, unsigned, 0..65535. Arithmetic happens in {@link u32}; narrow with `u16(x)`. */
export type u16 = Scalar<"u16">;
/** A 32-bit two's complement integer. Arithmetic wraps. Reading an {@link i8} or {@link i16} gives one. */
export type i32 = Scalar<"i32" | "i16" | "i8">;
/** A 32-bit unsigned integer. Arithmetic wraps. Reading a {@link u8} or {@link u16} gives one. */
export type u32 = Scalar<"u32" | "u16" | "u8">;
/** IEEE-754 binary32. Every operation rounds to nearest, ties to even. */
export type f32 = Scalar<"f32">;
/** A 64-bit two's complement integer, a `bigint`: literals are written `5n`. Arithmetic wraps. */
export type i64 = bigint & { readonly [width]?: "i64" };
/** A 64-bit unsigned integer, a `bigint`: literals are written `5n`. Arithmetic wraps. */
export type u64 = bigint & { readonly [width]?: "u64" };
/** `true` or `false`; one byte in memory. */
export type bool = boolean;

/**
 * A typed array whose length is known to the compiler: `Fixed<Float32Array, 16>`.
 * A parameter of this type is a plain pointer in C; one of type `Float32Array` is a pointer and a length.
 */
export type Fixed<Elements, Length extends number> = Elements & { readonly [extent]?: Length };

/**
 * A {@link u32} that the compiler proves to be less than `Bound` wherever it is stored, passed or returned:
 * `Below<16>`, `Below<typeof COUNT>`. So it is an index that needs no test where it is read. To TypeScript it is
 * `u32` and nothing else.
 */
export type Below<Bound extends number> = Bound extends number ? u32 : never;

/** Keeps the low 8 bits of an integer, sign-extended; saturates an `f32` (NaN gives 0). */
export function i8(value: number | boolean | bigint): i8 {
  return narrow(value, -0x80, 0x7f, (bits) => (bits << 24) >> 24);
}

/** Keeps the low 8 bits of an integer; saturates an `f32` (NaN gives 0). */
export function u8(value: number | boolean | bigint): u8 {
  return narrow(value, 0, 0xff, (bits) => bits & 0xff);
}

/** Keeps the low 16 bits of an integer, sign-extended; saturates an `f32` (NaN gives 0). */
export function i16(value: number | boolean | bigint): i16 {
  return narrow(value, -0x8000, 0x7fff, (bits) => (bits << 16) >> 16);
}

/** Keeps the low 16 bits of an integer; saturates an `f32` (NaN gives 0). */
export function u16(value: number | boolean | bigint): u16 {
  return narrow(value, 0, 0xffff, (bits) => bits & 0xffff);
}

/** Reinterprets an integer as signed; truncates and saturates an `f32` (NaN gives 0); a bool gives 0 or 1. */
export function i32(value: number | boolean | bigint): i32 {
  return narrow(value, -0x80000000, 0x7fffffff, (bits) => bits);
}

/** Reinterprets an integer as unsigned; truncates and saturates an `f32` (NaN gives 0); a bool gives 0 or 1. */
export function u32(value: number | boolean | bigint): u32 {
  return narrow(value, 0, 0xffffffff, (bits) => bits >>> 0);
}

/** Rounds an integer to the nearest `f32`, ties to even; a bool gives 0 or 1. */
export function f32(value: number | boolean | bigint): f32 {
  if (typeof value !== "bigint") return Math.fround(Number(value));
  // A double has no room for all bits: those below its own become one odd bit, so that rounding again goes right.
  const isExact = (value & 0x7ffn) === 0n || BigInt.asIntN(53, value) === value;
  return Math.fround(Number(isExact ? value : ((value >> 11n) | 1n) << 11n));
}

/** Keeps the low 64 bits of an integer, sign-extended; truncates and saturates an `f32` (NaN gives 0). */
export function i64(value: number | boolean | bigint): i64 {
  return widen(value, -(2n ** 63n), 2n ** 63n - 1n, (bits) => BigInt.asIntN(64, bits));
}

/** Keeps the low 64 bits of an integer, whose sign is extended; truncates and saturates an `f32` (NaN gives 0). */
export function u64(value: number | boolean | bigint): u64 {
  return widen(value, 0n, 2n ** 64n - 1n, (bits) => BigInt.asUintN(64, bits));
}

/** The 32 bits of an `f32`. Which NaN pattern a NaN gives is not specified. */
export function bitsOf(value: f32): u32 {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}

/** The `f32` that has these 32 bits. */
export function f32FromBits(bits: u32): f32 {
  scratch.setUint32(0, bits);
  return scratch.getFloat32(0);
}

/** The number of one bits, 0..32. */
export function popcount(bits: u32): u32 {
  let count = 0;
  for (let rest = bits >>> 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** An array for each length, outermost first, of elements. */
type Rows<Element, Lengths extends readonly number[]> = Lengths extends readonly [
  number,
  ...infer Inner extends number[],
]
  ? Rows<Element, Inner>[]
  : Element;
type Element = new (length: number) => unknown;
type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | BigInt64Array
  | BigUint64Array;

/**
 * A static array of arrays of numbers, all zero: `array(Float32Array, 32, 16)` has 32 rows of 16, and is
 * `float [32][16]` in C. The lengths are compile-time constants.
 */
export function array<Row extends Numbers, Lengths extends [number, ...number[]]>(
  row: new (length: number) => Row,
  ...lengths: [...Lengths, number]
): Rows<Row, Lengths>;
/**
 * A static array of structs, each field at its initial value; with several lengths, an array of arrays. The lengths are
 * compile-time constants.
 */
export function array<Struct, Lengths extends [number, ...number[]]>(
  struct: new () => Struct,
  ...lengths: Lengths
): Rows<Struct, Lengths>;
export function array(element: Element, ...lengths: number[]): unknown {
  return rows(element, lengths);
}

/**
 * A static table of `length` elements, the one at `index` being `elementOf(index)`, such as
 * `tabulate(Uint32Array, 256, crcOf)`. The compiler computes it; `elementOf` is an ordinary function of the program.
 */
export function tabulate<Element, Elements extends Record<number, Element>>(
  kind: new (length: number) => Elements,
  length: number,
  elementOf: (index: u32) => Element,
): Elements {
  const elements: Elements = new kind(length);
  for (let index = 0; index < length; index++) elements[index] = elementOf(index);
  return elements;
}

const scratch = new DataView(new ArrayBuffer(4));

/** A whole number wraps, as integer conversions do; any other number saturates, as float conversions do. */
function narrow(value: number | boolean | bigint, least: number, most: number, wrap: (bits: number) => number): number {
  const number = typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : Number(value);
  if (Number.isInteger(number) && Math.abs(number) <= 0xffffffff) return wrap(number | 0);
  return Number.isNaN(number) ? 0 : Math.trunc(Math.min(Math.max(number, least), most));
}

/** A whole number of 32 bits wraps, as integer conversions do; any other number saturates, as float conversions do. */
function widen(value: number | boolean | bigint, least: bigint, most: bigint, wrap: (bits: bigint) => bigint): bigint {
  if (typeof value !== "number") return wrap(BigInt(value));
  if (Number.isInteger(value) && Math.abs(value) <= 0xffffffff) return wrap(BigInt(value));
  if (!Number.isFinite(value)) return value > 0 ? most : value < 0 ? least : 0n;
  const whole = BigInt(Math.trunc(value));
  return whole < least ? least : whole > most ? most : whole;
}

/** The innermost length of numbers is that of the typed array. */
function rows(element: Element, [length = 0, ...inner]: readonly number[]): unknown {
  const isNumeric = "BYTES_PER_ELEMENT" in element;
  if (isNumeric && inner.length === 0) return new element(length);
  return Array.from({ length }, () => (isNumeric || inner.length > 0 ? rows(element, inner) : new element(0)));
}
