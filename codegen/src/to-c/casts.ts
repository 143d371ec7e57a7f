/**
 * C types of emitted expressions, and how one becomes another.
 *
 * An 8- or 16-bit operand and a plain literal are `int` to C, whatever they are to the language. A cast or a suffix is
 * written only where that would make a difference.
 *
 * @packageDocumentation
 */
import type { StorageType, WideType } from "../ir/types.ts";
import type { Printed } from "../print/precedence.ts";
import { call, PRECEDENCE, prefix, primary } from "../print/precedence.ts";
import type { FileContext } from "./file.ts";
import { useRuntime } from "./file.ts";
import { scalarType } from "./types.ts";

/** An expression and its C type; `int` is a literal or macro that C takes for an int. */
export interface Emitted extends Printed {
  readonly ctype: StorageType | "int";
}

/** An expression with its C type. */
export function typed(printed: Printed, ctype: Emitted["ctype"]): Emitted {
  return { ...printed, ctype };
}

/** The value, converted in writing. */
export function cast(printed: Printed, type: StorageType, file: FileContext): Emitted {
  return typed(prefix(`(${scalarType(type, file)})`, printed), type);
}

/** The same value with an unsigned C type. */
export function asUnsigned(value: Emitted, file: FileContext): Emitted {
  if (value.ctype === "u32") return value;
  if (isSuffixable(value)) return typed(primary(`${value.text}u`), "u32");
  return cast(value, "u32", file);
}

/** The same value with a C type of 64 bits. */
export function asWide(value: Emitted, type: WideType, file: FileContext): Emitted {
  if (value.ctype === type) return value;
  if (isSuffixable(value)) return typed(primary(`${value.text}${type === "i64" ? "ll" : "ull"}`), type);
  return cast(value, type, file);
}

/** Whether it is a literal without a suffix, and not something larger that begins with one, such as `1 < x ? a : b`. */
export function isSuffixable(value: Emitted): boolean {
  return value.ctype === "int" && /^[0-9]\w*$/.test(value.text);
}

/** GCC looks through the cast of a narrower signed number, and complains of the operation around it. */
export function bitsOfSigned(value: Emitted, file: FileContext): Emitted {
  const isCombined = value.precedence === PRECEDENCE.conditional || isBitwise(value.precedence);
  const mayBeNarrow = value.ctype === "i8" || value.ctype === "i16" || isCombined;
  if (!mayBeNarrow) return cast(value, "u32", file);
  return typed(call(useRuntime("u32_from_signed", file), [value]), "u32");
}

function isBitwise(precedence: number): boolean {
  return precedence >= PRECEDENCE.bitOr && precedence <= PRECEDENCE.bitAnd;
}

/** Whether C takes the type for a signed one of known width. */
export function isSigned(type: Emitted["ctype"]): boolean {
  return type === "i8" || type === "i16" || type === "i32";
}

/** Whether C converts without being told, and without changing the value. */
export function isWidening(from: Emitted["ctype"], to: StorageType): boolean {
  switch (to) {
    case "i32":
      return from === "i8" || from === "u8" || from === "i16" || from === "u16" || from === "int";
    case "u32":
      return from === "u8" || from === "u16";
    default:
      return false;
  }
}
