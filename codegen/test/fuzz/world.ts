/**
 * The state of a random program: its structs and its statics, and the ways from a static to a scalar in it.
 *
 * @packageDocumentation
 */
import type { Scalar } from "../../src/ir/operators.ts";
import type { StorageType } from "../../src/ir/types.ts";
import { isWide } from "../../src/ir/types.ts";
import type { EnumShape } from "./enums.ts";
import { createEnum } from "./enums.ts";
import type { Piece } from "./piece.ts";
import { list, piece, same } from "./piece.ts";
import type { Random } from "./random.ts";

/** What a name can stand for. */
export type Shape =
  | { readonly kind: "scalar"; readonly type: StorageType }
  | { readonly kind: "array"; readonly element: StorageType; readonly length: number }
  | { readonly kind: "grid"; readonly element: StorageType; readonly rows: number; readonly columns: number }
  | { readonly kind: "slice"; readonly element: StorageType }
  | { readonly kind: "struct"; readonly struct: StructShape }
  | { readonly kind: "structs"; readonly struct: StructShape; readonly length: number };

export type ArrayShape = Extract<Shape, { kind: "array" }>;

export interface StructShape {
  readonly name: string;
  readonly fields: readonly Named[];
}

/** A static or a field. */
export interface Named {
  readonly name: string;
  readonly shape: Shape;
}

export interface World {
  readonly statics: readonly Named[];
  readonly structs: readonly StructShape[];
  readonly union: UnionShape;
  /** Null where nothing that changes can be read. */
  readonly enumeration: EnumShape | null;
  readonly cursors: readonly Cursor[];
}

/** A variable of which every value is less than some number. */
export interface Cursor {
  readonly name: string;
  readonly below: number;
}

export const STORAGE_TYPES: readonly StorageType[] = [
  "bool",
  "i8",
  "u8",
  "i16",
  "u16",
  "i32",
  "u32",
  "f32",
  "i64",
  "u64",
];

/** The typed array of each type that has one. */
export const TYPED_ARRAYS: Readonly<Record<Exclude<StorageType, "bool">, string>> = {
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

/** What an array can hold. */
export const ELEMENT_TYPES = Object.keys(TYPED_ARRAYS) as Exclude<StorageType, "bool">[];
const LENGTHS = [1, 3, 4, 8];

/** At random: two structs, one inside the other, and statics of every shape. */
export function createWorld(random: Random): World {
  const inner: StructShape = { name: "Inner", fields: createFields(random, "scalar", random.between(1, 5)) };
  const fields: Named[] = [
    ...createFields(random, "scalar", random.between(0, 2)),
    { name: "inner", shape: { kind: "struct", struct: inner } },
    ...createFields(random, "array", random.between(1, 2)),
    { name: "inners", shape: { kind: "structs", struct: inner, length: random.between(1, 3) } },
    ...(random.chance(30) ? [createGrid(random)] : []),
  ];
  const outer: StructShape = { name: "Outer", fields: withNumbers(fields) };
  const statics: Named[] = [
    ...createFields(random, "scalar", random.between(1, 4)),
    ...createFields(random, "array", random.between(2, 4)),
    ...(random.chance(60) ? [createGrid(random)] : []),
    { name: "one", shape: { kind: "struct", struct: outer } },
    { name: "many", shape: { kind: "structs", struct: random.pick([inner, outer]), length: random.between(2, 4) } },
  ];
  return {
    statics: withNumbers(statics),
    structs: [inner, outer],
    union: createUnion(random),
    enumeration: createEnum(random),
    cursors: Array.from({ length: random.below(3) }, (_, index) => {
      return { name: `cursor${index}`, below: random.pick([1, 2, 3, 4, 8]) };
    }),
  };
}

/** An array of arrays. */
function createGrid(random: Random): Named {
  const [rows, columns] = [random.between(1, 4), random.pick(LENGTHS)];
  return { name: "grid", shape: { kind: "grid", element: random.pick(ELEMENT_TYPES), rows, columns } };
}

/** Of structs, with the methods of each by its name, of unions and of statics. */
export function declareWorld(random: Random, world: World, methods: ReadonlyMap<string, readonly Piece[]>): Piece[] {
  const { structs, union, statics, cursors } = world;
  return [
    ...structs.map((struct) => declareStruct(random, struct, methods.get(struct.name) ?? [])),
    ...union.declarations,
    ...statics.map((variable) => declareStatic(random, variable)),
    ...cursors.map(({ name, below }) =>
      same("statement", `let ${name}$0 = ${random.below(below)};`, annotation(`Below<${below}>`)),
    ),
  ];
}

function withNumbers(all: readonly Named[]): Named[] {
  return all.map((each, index) => ({ ...each, name: `${each.name}${index}` }));
}

/** The variants of the union; each has its place in the list as its tag. */
export interface UnionShape {
  readonly variants: readonly StructShape[];
  /** How many structs hold one. */
  readonly count: number;
  readonly declarations: readonly Piece[];
}

/** Structs of an array that each hold a union between two other fields. */
function createUnion(random: Random): UnionShape {
  const variants = Array.from({ length: random.between(2, 3) }, (_, tag): StructShape => {
    const arrays = random.chance(50) ? createFields(random, "array", 1) : [];
    return { name: `V${tag}`, fields: [...createFields(random, "scalar", random.between(1, 3)), ...arrays] };
  });
  const count = random.between(1, 3);
  const names = variants.map(({ name }) => name).join(" | ");
  const first = random.pick(variants).name;
  const text = `class Holder {\nbefore$0 = 1;\nheld$1 = new ${first}();\nafter$0 = 2;\n}`;
  const holder = piece("statement", `export ${text}`, text, annotation("u8"), annotation("Union"));
  const declarations = [
    ...variants.map((variant, tag) => declareVariant(random, variant, tag)),
    piece("statement", `export type Union = ${names};`, ""),
    holder,
    same("statement", `const holders = array(Holder, ${count});`),
  ];
  return { variants, count, declarations };
}

function declareVariant(random: Random, { name, fields }: StructShape, tag: number): Piece {
  const members = fields.map((field) => declareField(random, field));
  const holes = members.map((_, index) => `$${index}`).join("\n");
  const head = `class ${name} {\n`;
  return piece(
    "statement",
    `export ${head}readonly kind = ${tag};\n${holes}\n}`,
    `${head}kind = ${tag};\n${holes}\n}`,
    ...members,
  );
}

function createFields(random: Random, kind: "scalar" | "array", count: number): Named[] {
  return Array.from({ length: count }, (_, index): Named => {
    if (kind === "scalar") return { name: `s${index}`, shape: { kind, type: random.pick(STORAGE_TYPES) } };
    return {
      name: `a${index}`,
      shape: { kind, element: random.pick(ELEMENT_TYPES), length: random.pick(LENGTHS) },
    };
  });
}

function declareStruct(random: Random, { name, fields }: StructShape, methods: readonly Piece[]): Piece {
  const members = [...fields.map((field) => declareField(random, field)), list(methods)];
  const holes = members.map((_, index) => `  $${index}`).join("\n");
  const text = `class ${name} {\n${holes}\n}`;
  return piece("statement", `export ${text}`, text, ...members);
}

function declareField(random: Random, { name, shape }: Named): Piece {
  if (shape.kind !== "scalar") return same("statement", `${name} = ${newValue(shape)};`);
  return same("statement", `${name}$0 = $1;`, annotation(shape.type), initialValue(random, shape.type));
}

function declareStatic(random: Random, { name, shape }: Named): Piece {
  if (shape.kind === "scalar") {
    return same("statement", `let ${name}$0 = $1;`, annotation(shape.type), initialValue(random, shape.type));
  }
  if (shape.kind === "array" && shape.element !== "bool" && random.chance(50)) {
    const values = Array.from({ length: shape.length }, () => initialValue(random, shape.element));
    const holes = values.map((_, index) => `$${index}`).join(", ");
    return same("statement", `const ${name} = new ${TYPED_ARRAYS[shape.element]}([${holes}]);`, ...values);
  }
  return same("statement", `const ${name} = ${newValue(shape)};`);
}

function newValue(shape: Exclude<Shape, { kind: "scalar" }>): string {
  switch (shape.kind) {
    case "array":
      if (shape.element === "bool") throw new Error("fuzz: there is no array of bool");
      return `new ${TYPED_ARRAYS[shape.element]}(${shape.length})`;
    case "struct":
      return `new ${shape.struct.name}()`;
    case "structs":
      return `array(${shape.struct.name}, ${shape.length})`;
    case "grid":
      if (shape.element === "bool") throw new Error("fuzz: there is no array of bool");
      return `array(${TYPED_ARRAYS[shape.element]}, ${shape.rows}, ${shape.columns})`;
    case "slice":
      throw new Error("fuzz: a slice has no storage");
  }
}

/** `: u32`, which JavaScript has not. */
export function annotation(type: string): Piece {
  return piece("statement", `: ${type}`, "");
}

function initialValue(random: Random, type: StorageType): Piece {
  return random.chance(40) ? literal(type, 0) : literal(type, random.pick(INTERESTING[type]));
}

/** A constant as a bare literal, for a place that gives it its type. */
export function literal(type: StorageType, value: Scalar): Piece {
  if (isWide(type)) return same(type, value < 0 ? `(${value}n)` : `${value}n`);
  const kind = type === "bool" || type === "f32" ? type : type.startsWith("u") ? "u32" : "i32";
  if (type === "bool") return piece(kind, value === 0 ? "false" : "true", String(value));
  const digits = Object.is(value, -0) ? "-0" : String(value);
  const text = value < 0 || Object.is(value, -0) ? `(${digits})` : digits;
  return piece(kind, text, type === "f32" ? `Math.fround(${text})` : text);
}

const I32_VALUES = [0, 1, 2, 3, 7, 31, 255, 256, 65535, 0x7fffffff, -1, -2, -10, -128, -32769, -0x80000000];

const I64_VALUES = [
  ...[0n, 1n, 2n, 7n, 63n, 255n, 0xffff_ffffn, 0x1_0000_0000n, 2n ** 53n + 1n, 2n ** 54n + 2n ** 30n + 1n],
  ...[2n ** 63n - 1n, -1n, -2n, -10n, -(2n ** 31n), -(2n ** 32n) - 1n, -(2n ** 63n)],
];

/** Values near which something changes, as they are written in a program. */
export const INTERESTING: Readonly<Record<StorageType, readonly Scalar[]>> = {
  bool: [0, 1],
  i8: [0, 1, -1, 5, 127, -128],
  u8: [0, 1, 5, 127, 128, 255],
  i16: [0, 1, -1, 300, 32767, -32768],
  u16: [0, 1, 300, 32768, 65535],
  i32: I32_VALUES,
  u32: I32_VALUES.map((value) => value >>> 0),
  f32: [0, -0, 1, -1, 0.5, -0.5, 0.1, 1.5, 2.5, -3.25, 100, 16777216, 8388607.5, 1e-40, 1e10, -4294967296, 3e38],
  i64: I64_VALUES,
  u64: I64_VALUES.map((value) => BigInt.asUintN(64, value)),
};
