/**
 * Every operator on every type, and every conversion, applied to every boundary value: as programs to run on an
 * engine, and as the results that `ir/operators.ts` says they have.
 *
 * Each operator has a function that takes its operands as parameters, and others that have one operand built in,
 * because a backend and its optimiser take other paths for constants.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, Expression, Func, Program, UnaryOperator } from "../../src/ir/ir.ts";
import type { Scalar } from "../../src/ir/operators.ts";
import { applyBinary, applyUnary, BINARY, COMPARISONS, convert, UNARY } from "../../src/ir/operators.ts";
import type { StorageType, ValueType, WideType } from "../../src/ir/types.ts";
import {
  binary,
  constant,
  convert as conversion,
  func,
  load,
  local,
  parameter,
  program,
  returns,
  unary,
} from "./build.ts";
import type { Call, Result } from "./engine.ts";
import { agree } from "./engine.ts";

/** A program and the calls of it, with the result that each must have. */
export interface Batch {
  readonly name: string;
  readonly program: Program;
  readonly calls: readonly ExpectedCall[];
}

export interface ExpectedCall extends Call {
  readonly expected: Scalar;
}

/** All batches, one for each operator or source type of a conversion. */
export function matrix(): Batch[] {
  return [
    ...operatorsOf(UNARY).map((operator) => batchOf(operator, unaryCases(operator))),
    ...operatorsOf(BINARY).map((operator) => batchOf(operator, binaryCases(operator))),
    ...STORAGE_TYPES.map((from) => batchOf(`convert-${from}`, conversionCases(from))),
  ];
}

/** The first few calls of a batch whose results are wrong. */
export function wrongResults({ calls }: Batch, results: readonly Result[]): unknown[] {
  return calls
    .map((call, index) => ({ ...call, result: results[index] ?? null }))
    .filter(({ expected, result }) => !agree(result, expected))
    .slice(0, 10);
}

/** One function and its calls. */
interface Case {
  readonly func: Func;
  readonly calls: readonly ExpectedCall[];
}

function batchOf(name: string, cases: readonly Case[]): Batch {
  return {
    name,
    program: program({ functions: cases.map((one) => one.func) }),
    calls: cases.flatMap(({ calls }) => calls),
  };
}

function unaryCases(operator: UnaryOperator): Case[] {
  return typesOf(UNARY[operator]).map((type) => {
    const meaning = (x: Scalar): Scalar => known(applyUnary(operator, type, x));
    const result = operator === "bits-of" ? "u32" : operator === "from-bits" ? "f32" : type;
    const arguments_ = operator === "bits-of" ? NUMBERS.f32.filter((value) => !Number.isNaN(value)) : VALUES[type];
    return unaryCase(`${operator}_${type}`, type, result, (x) => unary(operator, x, result), arguments_, meaning);
  });
}

function conversionCases(from: StorageType): Case[] {
  return STORAGE_TYPES.filter((to) => to !== "bool" || from === "bool").map((to) =>
    unaryCase(
      `${from}_to_${to}`,
      from,
      to,
      (x) => conversion(x, to),
      VALUES[from],
      (x) => convert(x, from, to),
    ),
  );
}

function unaryCase(
  label: string,
  type: StorageType,
  result: StorageType,
  apply: (operand: Expression) => Expression,
  values: readonly Scalar[],
  meaning: (operand: Scalar) => Scalar,
): Case {
  const name = identifier(label);
  const body = returns(apply(load(local("x", type))));
  return {
    func: func(name, [parameter("x", type)], result, [body]),
    calls: values.map((value) => ({ name, values: [value], expected: meaning(value) })),
  };
}

function binaryCases(operator: BinaryOperator): Case[] {
  return typesOf(BINARY[operator]).flatMap((type) => {
    const meaning: Meaning = (a, b) => known(applyBinary(operator, type, a, b));
    return [
      freeCase(operator, type, meaning),
      ...BUILT_IN[type].flatMap((value, index) => [
        builtInCase(operator, type, meaning, "left", value, index),
        builtInCase(operator, type, meaning, "right", value, index),
      ]),
    ];
  });
}

type Meaning = (left: Scalar, right: Scalar) => Scalar;

function known(result: Scalar | null): Scalar {
  if (result === null) throw new Error("matrix: the operator is not in the table");
  return result;
}

function freeCase(operator: BinaryOperator, type: ValueType, meaning: Meaning): Case {
  const name = identifier(`${operator}_${type}`);
  const result = resultOf(operator, type);
  const body = returns(binary(operator, load(local("a", type)), load(local("b", type)), result));
  return {
    func: func(name, [parameter("a", type), parameter("b", type)], result, [body]),
    calls: VALUES[type].flatMap((a) => VALUES[type].map((b) => ({ name, values: [a, b], expected: meaning(a, b) }))),
  };
}

function builtInCase(
  operator: BinaryOperator,
  type: ValueType,
  meaning: Meaning,
  side: "left" | "right",
  value: Scalar,
  index: number,
): Case {
  const name = identifier(`${operator}_${type}_${side}_${index}`);
  const result = resultOf(operator, type);
  const [x, known] = [load(local("x", type)), constant(type, value)];
  const body = returns(side === "left" ? binary(operator, known, x, result) : binary(operator, x, known, result));
  return {
    func: func(name, [parameter("x", type)], result, [body]),
    calls: VALUES[type].map((other) => ({
      name,
      values: [other],
      expected: side === "left" ? meaning(value, other) : meaning(other, value),
    })),
  };
}

function resultOf(operator: BinaryOperator, type: ValueType): ValueType {
  return COMPARISONS.has(operator) ? "bool" : type;
}

function identifier(label: string): string {
  return label.replace(/-/g, "_");
}

function operatorsOf<Operator extends string>(table: Readonly<Record<Operator, unknown>>): Operator[] {
  return Object.keys(table) as Operator[];
}

function typesOf(row: Partial<Record<ValueType, unknown>>): ValueType[] {
  return Object.keys(row) as ValueType[];
}

const STORAGE_TYPES: readonly StorageType[] = ["bool", "i8", "u8", "i16", "u16", "i32", "u32", "f32", "i64", "u64"];

/** Shift counts are among the integers: 31, 32, 33 and -1 show the masking. */
const I32_VALUES = [
  0, 1, -1, 2, -2, 3, -3, 7, 10, -10, 31, 32, 33, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535,
  65536, 0xffffff, 0x1000000, 0x1000001, 0x1000003, 0x12345678, -0x12345678, 0x40000000, -0x40000000, 0x7fffff7f,
  0x7fffffbf, 0x7fffffc0, 0x7ffffffe, 0x7fffffff, -0x7fffffff, -0x80000000,
];

/** The ends of 64 bits, of 53 (a double) and of 24 (an f32), where conversion rounds; and what 32 bits leave over. */
const I64_VALUES = [
  ...[0n, 1n, 2n, 3n, 7n, 10n, 31n, 32n, 63n, 64n, 65n, 0xffn, 0x1_0000n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn],
  ...[0x1_0000_0000n, 0x1_0000_0001n, 0x1234_5678_9abc_def0n, 0x00ff_ff80_0000_0001n, 0x7fff_ff7f_ffff_ffffn],
  ...[24n, 25n, 52n, 53n, 54n, 62n].flatMap((bit) => [2n ** bit - 1n, 2n ** bit, 2n ** bit + 1n]),
  // Halfway between two f32, and next to that: a double in between would round to halfway first.
  ...[2n ** 54n + 2n ** 30n, 2n ** 54n + 2n ** 30n + 1n, 2n ** 54n + 3n * 2n ** 30n - 1n, 2n ** 62n + 2n ** 38n + 1n],
].flatMap((value) => [value, -value]);

const WIDE_VALUES = [...new Set([...I64_VALUES, 2n ** 63n - 1n, -(2n ** 63n - 1n), -(2n ** 63n)])];

const HALVES = [0.5, 1, 1.5, 2.5, 3.5, 0x3fffff + 0.5, 0x7ffffe + 0.5, 0x7fffff + 0.5, 0x400000, 0x800000, 0x800001];
const INTEGER_BOUNDS = [127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x1000000, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64];
const SPECIAL = [0, 2 ** -149, 2 ** -148, 2 ** -126, 1e-20, 0.1, 1 / 3, Math.PI, 1e10, 2 ** 64, 3.4028234663852886e38];

/** Values at which something changes. Each f32 comes with its two neighbours and in both signs. */
const NUMBERS: Readonly<Record<Exclude<StorageType, WideType>, readonly number[]>> = {
  bool: [0, 1],
  i8: [0, 1, -1, 127, -127, -128],
  u8: [0, 1, 127, 128, 254, 255],
  i16: [0, 1, -1, 255, 256, 32767, -32767, -32768],
  u16: [0, 1, 255, 256, 32767, 32768, 65534, 65535],
  i32: I32_VALUES,
  u32: [...new Set(I32_VALUES.map((value) => value >>> 0))],
  f32: [...new Set([...SPECIAL, ...HALVES, ...INTEGER_BOUNDS].flatMap(neighbourhood).concat(Infinity))]
    .flatMap((value) => [value, -value])
    .concat(NaN),
};

const VALUES: Readonly<Record<StorageType, readonly Scalar[]>> = {
  ...NUMBERS,
  i64: WIDE_VALUES,
  u64: [...new Set(WIDE_VALUES.map((value) => BigInt.asUintN(64, value)))],
};

/** Values that are worth building in: those that a backend or an optimiser may treat specially. */
const BUILT_IN: Readonly<Record<ValueType, readonly Scalar[]>> = {
  bool: NUMBERS.bool,
  i32: [0, 1, -1, 2, 3, -3, 10, 32, 255, 0x40000000, 0x7fffffff, -0x80000000],
  u32: [0, 1, 2, 3, 10, 32, 255, 0x7fffffff, 0x80000000, 0xffffffff],
  f32: [0, -0, 1, -1, 2, 0.5, Math.fround(0.1), 2 ** -149, Infinity, -Infinity, NaN],
  i64: [0n, 1n, -1n, 2n, 3n, -3n, 10n, 63n, 64n, 0xffff_ffffn, 2n ** 62n, 2n ** 63n - 1n, -(2n ** 63n)],
  u64: [0n, 1n, 2n, 3n, 10n, 63n, 64n, 0xffff_ffffn, 2n ** 63n, 2n ** 64n - 1n],
};

/** The nearest f32 and those just below and above it. */
function neighbourhood(value: number): number[] {
  const bits = new Uint32Array(new Float32Array([value]).buffer);
  const [own = 0] = bits;
  const around = own === 0 ? [0, 1] : [own - 1, own, own + 1];
  return Array.from(new Float32Array(Uint32Array.from(around).buffer));
}
