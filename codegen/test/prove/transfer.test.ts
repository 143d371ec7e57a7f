/**
 * Every operator and conversion on intervals, against the table of operators: whatever operands are taken from two
 * intervals, the result is in the interval that the rule gives. And the rules are as narrow as is said here.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import type { BinaryOperator, UnaryOperator } from "../../src/ir/ir.ts";
import type { Scalar } from "../../src/ir/operators.ts";
import { applyBinary, applyUnary, BINARY, convert, UNARY, WIDE_INTEGERS } from "../../src/ir/operators.ts";
import type { StorageType, ValueType, WideType } from "../../src/ir/types.ts";
import { isWide } from "../../src/ir/types.ts";
import type { Interval } from "../../src/prove/interval.ts";
import { between, clip, describe as show, exactly, holds, wholeOf, withoutZero } from "../../src/prove/interval.ts";
import { transferBinary, transferConvert, transferUnary } from "../../src/prove/transfer.ts";
import { Random } from "../fuzz/random.ts";
import { canonical } from "./soundness.ts";

const ROUNDS = 4000;

const STORAGE: readonly StorageType[] = ["bool", "i8", "u8", "i16", "u16", "i32", "u32", "f32", "i64", "u64"];

const unaryCases = Object.entries(UNARY).flatMap(([operator, row]) =>
  Object.keys(row).map((type) => ({ operator: operator as UnaryOperator, type: type as ValueType })),
);
const binaryCases = Object.entries(BINARY).flatMap(([operator, row]) =>
  Object.keys(row).map((type) => ({ operator: operator as BinaryOperator, type: type as ValueType })),
);

describe("soundness", () => {
  test.each(unaryCases)("$operator on $type", ({ operator, type }) => {
    const random = new Random(1);
    for (let round = 0; round < ROUNDS; round++) {
      const operand = createInterval(type, random);
      const interval = transferUnary(operator, operand, type);
      const value = pick(operand, type, random);
      expectIn(interval, applyUnary(operator, type, value), () => `${operator} ${show(operand)} at ${value}`);
    }
  });

  test.each(binaryCases)("$operator on $type", ({ operator, type }) => {
    const random = new Random(2);
    for (let round = 0; round < ROUNDS; round++) {
      const left = createInterval(type, random);
      const right = createInterval(type, random);
      const interval = transferBinary(operator, left, right, type);
      const [a, b] = [pick(left, type, random), pick(right, type, random)];
      expectIn(
        interval,
        applyBinary(operator, type, a, b),
        () => `${show(left)} ${operator} ${show(right)} at ${a}, ${b}`,
      );
    }
  });

  const conversions = STORAGE.flatMap((from) =>
    STORAGE.filter((to) => to !== "bool" || from === "bool").map((to) => ({ from, to })),
  );

  test.each(conversions)("$from to $to", ({ from, to }) => {
    const random = new Random(3);
    for (let round = 0; round < ROUNDS / 4; round++) {
      const operand = createInterval(from, random);
      const value = pick(operand, from, random);
      const interval = transferConvert(operand, from, to);
      expectIn(interval, convert(value, from, to), () => `${show(operand)} at ${value}`);
    }
  });
});

describe("precision", () => {
  const u32 = wholeOf("u32");
  const rows: readonly (readonly [BinaryOperator, Interval, Interval, ValueType, string])[] = [
    ["add", between(1, 2), between(3, 4), "u32", "4..6"],
    ["add", between(0xffffffff, 0xffffffff), between(2, 3), "u32", "1..2"],
    ["add", between(0, 0xffffffff), exactly(1), "u32", show(u32)],
    ["subtract", between(0, 5), exactly(1), "u32", show(u32)],
    ["subtract", between(1, 5), exactly(1), "u32", "0..4"],
    ["multiply", between(-2, 3), between(-5, 4), "i32", "-15..12"],
    ["multiply", between(0, 0x10000), exactly(0x10000), "u32", show(u32)],
    ["divide", between(-7, 7), between(2, 3), "i32", "-3..3"],
    ["divide", exactly(-0x80000000), exactly(-1), "i32", "-2147483648"],
    ["remainder", between(0, 100), between(1, 8), "u32", "0..7"],
    ["remainder", between(0, 5), exactly(8), "u32", "0..5"],
    ["remainder", between(-100, 3), exactly(8), "i32", "-7..3"],
    ["bit-and", u32, exactly(7), "u32", "0..7"],
    ["bit-and", wholeOf("i32"), exactly(7), "i32", "0..7"],
    ["bit-or", between(0, 4), between(2, 9), "u32", "2..15"],
    ["bit-xor", between(0, 4), between(0, 3), "u32", "0..7"],
    ["shift-left", between(1, 3), exactly(4), "u32", "16..48"],
    ["shift-left", exactly(1), exactly(33), "u32", "2"],
    ["shift-right", u32, exactly(28), "u32", "0..15"],
    ["shift-right", between(-8, 7), exactly(2), "i32", "-2..1"],
    ["min", between(0, 9), between(4, 6), "u32", "0..6"],
    ["max", between(0, 9), between(4, 6), "u32", "4..9"],
    ["divide", exactly(7), withoutZero(between(-7, 7)), "i32", "-7..7"],
    ["multiply", withoutZero(between(-2, 3)), exactly(2), "i32", "-4..6 without 0"],
    ["multiply", withoutZero(wholeOf("i32")), exactly(2), "i32", show(wholeOf("i32"))],
    ["bit-or", wholeOf("i32"), exactly(1), "i32", "-2147483648..2147483647 without 0"],
    ["equal", withoutZero(between(-2, 3)), exactly(0), "i32", "0"],
    ["less", between(0, 3), between(4, 5), "u32", "1"],
    ["less", between(0, 4), between(4, 5), "u32", "0..1"],
    ["add", between(0, 9), between(1, 2), "u64", "1..11"],
    ["subtract", between(0, 9), exactly(1), "u64", "0..Infinity"],
    ["subtract", between(0, 9), exactly(1), "i64", "-1..8"],
    ["add", wholeOf("i64"), exactly(1), "i64", "-Infinity..Infinity"],
    ["multiply", between(0, 0xffffffff), between(0, 0xffffffff), "u64", "0..Infinity"],
    ["divide", wholeOf("u64"), exactly(2 ** 32), "u64", "0..Infinity"],
    ["remainder", wholeOf("u64"), exactly(10), "u64", "0..9"],
    ["bit-and", wholeOf("i64"), exactly(7), "i64", "0..7"],
    ["shift-right", wholeOf("u64"), exactly(60), "u64", "0..15"],
    ["shift-right", wholeOf("i64"), exactly(63), "i64", "-1..0"],
    ["less", wholeOf("u64"), exactly(0), "u64", "0"],
    ["add", between(-1, 1), between(0.5, 2), "f32", "-0.5..3"],
    ["add", wholeOf("f32"), exactly(1), "f32", "-Infinity..Infinity or NaN"],
    ["divide", exactly(1), between(-1, 1), "f32", "-Infinity..Infinity"],
    ["divide", between(0, 1), between(1, 2), "f32", "0..1"],
  ];

  test.each(rows)("%s of %o and %o on %s is %s", (operator, left, right, type, wanted) => {
    expect(show(transferBinary(operator, left, right, type))).toBe(wanted);
  });

  test("a float saturates, and NaN is 0", () => {
    expect(show(transferConvert(between(-3.5, 300), "f32", "u8"))).toBe("0..255");
    expect(show(transferConvert({ least: 3, most: 4.5, nan: true }, "f32", "u8"))).toBe("0..4");
  });

  test("an integer that wraps as a whole moves", () => {
    expect(show(transferConvert(between(0x101, 0x104), "u32", "u8"))).toBe("1..4");
    expect(show(transferConvert(between(0xff, 0x100), "u32", "u8"))).toBe("0..255");
  });
});

function expectIn(interval: Interval, value: Scalar | null, where: () => string): void {
  if (value === null || !holds(interval, value)) expect.fail(`${where()} is ${value}, not in ${show(interval)}`);
}

const EDGES = [0, 1, -1, 2, 3, 7, 8, 31, 32, 33, 255, 256, 0xffff, 0x7fffffff, -0x80000000, 0xffffffff | 0];
const FLOATS = [0, -0, 1, -1, 0.5, 1.5, 255.5, -1e-45, 1e-45, 3.4e38, -3.4e38, 1e10, Infinity, -Infinity, 2147483648];

function createInterval(type: StorageType, random: Random): Interval {
  if (isWide(type)) return createWideInterval(type, random);
  const [a, b] = [createValue(type, random), createValue(type, random)];
  const nan = type === "f32" && random.chance(20);
  const interval = { least: Math.min(a, b), most: random.chance(30) ? Math.min(a, b) : Math.max(a, b), nan };
  const isHoled = (type === "i32" || type === "u32") && interval.least < interval.most && random.chance(30);
  return withoutZero(interval, isHoled);
}

function createWideInterval(type: WideType, random: Random): Interval {
  const [a, b] = [createWide(type, random), createWide(type, random)];
  const other = random.chance(30) ? a : b;
  const [least, most] = a < other ? [a, other] : [other, a];
  return withoutZero(clip(between(Number(least), Number(most))), least < most && random.chance(30));
}

function createWide(type: WideType, random: Random): bigint {
  const edge = BigInt(random.pick(EDGES)) + BigInt(random.below(3) - 1);
  const large = random.chance(40) ? edge << BigInt(random.below(64)) : edge;
  return WIDE_INTEGERS[type].wrap(random.chance(70) ? large : BigInt(random.below(0xffffffff)) * 0x1_0000_0001n);
}

/** Some value of an interval of 64 bits, an infinite end of which stands for that of the type. */
function pickWide(interval: Interval, type: WideType, random: Random): bigint {
  const { least, most } = WIDE_INTEGERS[type];
  const [low, high] = [
    interval.least === -Infinity ? least : BigInt(interval.least),
    interval.most === Infinity ? most : BigInt(interval.most),
  ];
  const choice = random.below(4);
  if (choice === 0) return low;
  if (choice === 1) return high;
  const value = createWide(type, random);
  const inside = value < low ? low : value > high ? high : value;
  return inside === 0n && interval.nonzero === true ? high : inside;
}

function createValue(type: Exclude<StorageType, WideType>, random: Random): number {
  if (type === "f32") {
    return Math.fround(
      random.chance(60) ? random.pick(FLOATS) : (random.below(0x10000) - 0x8000) / random.between(1, 99),
    );
  }
  return canonical(random.chance(60) ? random.pick(EDGES) + random.below(3) - 1 : random.below(0xffffffff), type);
}

/** Some value of an interval, its ends as often as not. */
function pick(interval: Interval, type: StorageType, random: Random): Scalar {
  if (isWide(type)) return pickWide(interval, type, random);
  const { least, most, nan, nonzero } = interval;
  if (nan && random.chance(20)) return NaN;
  const choice = random.below(4);
  if (choice === 0) return least;
  if (choice === 1) return most;
  const value = Math.min(Math.max(createValue(type, random), least), most);
  return value === 0 && nonzero === true ? most : value;
}
