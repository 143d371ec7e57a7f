/**
 * Spells numbers for generated source: as the author wrote them where that is known, else as a person would.
 *
 * @packageDocumentation
 */
import type { Span } from "../ir/ir.ts";
import type { SourceTexts } from "./source.ts";
import { textOf } from "./source.ts";

/**
 * A whole number, in hexadecimal if the author wrote it so, or if it is a large power of two or one less,
 * which nobody recognises in decimal.
 */
export function spellInteger(value: number, span: Span | null, sources: SourceTexts): string {
  const written = span === null ? null : textOf(span, sources);
  const isHexadecimal = written !== null && /^0x[0-9a-f_]+$/i.test(written);
  if (isHexadecimal && Number(written.replaceAll("_", "")) === value) return written.replaceAll("_", "").toLowerCase();
  return value > 0x10000 && isNearPowerOfTwo(value) ? `0x${value.toString(16)}` : String(value);
}

/** The same of an integer of 64 bits, without `n`. */
export function spellWide(value: bigint, span: Span | null, sources: SourceTexts): string {
  const written = span === null ? null : textOf(span, sources);
  const digits = written?.replaceAll("_", "").toLowerCase() ?? "";
  if (/^0x[0-9a-f]+n$/.test(digits) && BigInt(digits.slice(0, -1)) === value) return digits.slice(0, -1);
  const isNear = (value & (value - 1n)) === 0n || (value & (value + 1n)) === 0n;
  return value > 0x10000n && isNear ? `0x${value.toString(16)}` : String(value);
}

/** The numbers of a table: in hexadecimal, all of one width, if most are words of bits rather than quantities. */
export function spellTable(values: readonly number[]): string[] {
  const large = values.filter((value) => value > 0xffffff).length;
  const isBits = values.every((value) => value >= 0) && large * 2 > values.length;
  if (!isBits) return values.map(String);
  return values.map((value) => `0x${value.toString(16).padStart(8, "0")}`);
}

function isNearPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value)) || Number.isInteger(Math.log2(value + 1));
}

/**
 * The shortest decimal that every correct reader takes for this f32, whether it rounds once (C's `0.1f`) or
 * by way of a double (`Math.fround(0.1)`). `value` is finite and rounded.
 */
export function spellFloat(value: number): string {
  if (Object.is(value, -0)) return "-0";
  for (let digits = 1; digits < 17; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (isUnmistakable(Number(text), value)) return text;
  }
  return String(value);
}

/** Whether not only `decimal` but also its neighbours among the doubles round to `value`. */
function isUnmistakable(decimal: number, value: number): boolean {
  const ulp = Math.abs(decimal) * 2 ** -52;
  return [decimal - ulp, decimal, decimal + ulp].every((each) => Math.fround(each) === value);
}
