/**
 * Generic functions of a random program: one over types of numbers, and one over the length of an array.
 *
 * A generic function has no public name, so each comes with a public one that calls it. To the reference, the type
 * argument is a value: the column of the table of operators.
 *
 * @packageDocumentation
 */
import type { StorageType, ValueType } from "../../src/ir/types.ts";
import { isWide, valueTypeOf } from "../../src/ir/types.ts";
import type { Piece } from "./piece.ts";
import { list, piece, same } from "./piece.ts";
import type { Random } from "./random.ts";
import type { Named } from "./world.ts";
import { TYPED_ARRAYS } from "./world.ts";

export interface GenericShape {
  /** Takes three of a type and gives one. */
  readonly ofNumbers: { readonly name: string; readonly types: readonly ValueType[] };
  /** Takes an array of the element, of any known length, and gives one. */
  readonly ofLength: { readonly name: string; readonly element: StorageType };
  /** Public functions that call the two. */
  readonly callers: readonly {
    readonly name: string;
    readonly parameters: readonly Named[];
    readonly result: ValueType;
  }[];
  readonly declarations: readonly Piece[];
}

/** No type parameter is a bigint in one call and a number in another. */
const KINDS: readonly (readonly ValueType[])[] = [
  ["i32", "u32", "f32"],
  ["i64", "u64"],
];

/** Both of a program, given an array of a static to call the second with. */
export function createGenerics(random: Random, name: string, element: Exclude<StorageType, "bool">): GenericShape {
  const kind = random.pick(KINDS);
  const types = random.shuffle(kind).slice(0, random.between(1, kind.length));
  const [type = "i32"] = types;
  const result = valueTypeOf(element);
  const parameters = PARAMETERS.map((each): Named => ({ name: each, shape: { kind: "scalar", type } }));
  return {
    ofNumbers: { name: "mixed", types },
    ofLength: { name: "digest", element },
    callers: [
      { name: "mixedOf", parameters, result: type },
      { name: "digestOf", parameters: [], result },
    ],
    declarations: [
      list([declareMixed(random, types), declareCaller("mixedOf", type)]),
      list([declareDigest(element), declareDigestOf(name, result)]),
    ],
  };
}

const PARAMETERS = ["a", "b", "c"];

function declareMixed(random: Random, types: readonly ValueType[]): Piece {
  const constraint = types.join(" | ");
  const [first, second] = [createOfT(random, PARAMETERS, 3), createOfT(random, [...PARAMETERS, "d"], 3)];
  const [left, right] = [createOfT(random, PARAMETERS, 1), createOfT(random, PARAMETERS, 1)];
  const body = (changed: string): string => `let d$0 = $1;\nif ($2) d = ${changed};\nreturn d;\n}`;
  const condition = piece("bool", "$0 < $1", `B["less"][T]($0, $1)`, left, right);
  const [a = "a", b = "b", c = "c"] = PARAMETERS;
  return piece(
    "statement",
    `function mixed<T extends ${constraint}>(${a}: T, ${b}: T, ${c}: T): T {\n${body("d * $3")}`,
    `function mixed(T, ${PARAMETERS.join(", ")}) {\n${body("B.multiply[T](d, $3)")}`,
    piece("statement", ": T", ""),
    first,
    condition,
    second,
  );
}

const INFIX = [
  ["add", "+"],
  ["subtract", "-"],
  ["multiply", "*"],
] as const;

/** An expression of the type parameter. */
function createOfT(random: Random, names: readonly string[], depth: number): Piece {
  if (depth === 0 || random.chance(20)) return same("place", random.pick(names));
  const [left, right] = [createOfT(random, names, depth - 1), createOfT(random, names, depth - 1)];
  const [operator, symbol] = random.pick(INFIX);
  return piece("place", `($0 ${symbol} $1)`, `B["${operator}"][T]($0, $1)`, left, right);
}

function declareCaller(name: string, type: ValueType): Piece {
  const typed = PARAMETERS.map((each) => `${each}: ${type}`).join(", ");
  const all = PARAMETERS.join(", ");
  return piece(
    "statement",
    `export function ${name}(${typed}): ${type} {\nreturn mixed<${type}>(${all});\n}`,
    `function ${name}(${all}) {\nreturn mixed("${type}", ${all});\n}`,
  );
}

/** A polynomial in all elements, so that each and its place count. */
function declareDigest(element: Exclude<StorageType, "bool">): Piece {
  const type = valueTypeOf(element);
  const [zero, factor] = isWide(type) ? ["0n", "31n"] : ["0", "31"];
  const head = `let sum$0 = ${zero};\nfor (let i = 0; i < values.length; i++) `;
  return piece(
    "statement",
    `function digest<N extends number>(values: Fixed<${TYPED_ARRAYS[element]}, N>): ${type} {\n${head}sum = sum * ${factor} + values[i];\nreturn sum;\n}`,
    `function digest(values) {\n${head}sum = B.add.${type}(B.multiply.${type}(sum, ${factor}), values[i]);\nreturn sum;\n}`,
    piece("statement", `: ${type}`, ""),
  );
}

function declareDigestOf(name: string, type: ValueType): Piece {
  const body = `return digest(${name});\n}`;
  return piece("statement", `export function digestOf(): ${type} {\n${body}`, `function digestOf() {\n${body}`);
}
