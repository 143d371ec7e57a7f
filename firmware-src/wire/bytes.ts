/**
 * Little-endian numbers in byte arrays: how every field of a frame and every argument of a method is packed.
 *
 * Fields are packed without padding, so none of them can be assumed to be aligned; each function moves single
 * bytes and is right on every chip. All are total: reading past the end gives 0, writing past it changes nothing.
 * Which NaN a NaN becomes on the way is not specified.
 *
 * @packageDocumentation
 */
import { bitsOf, f32FromBits, u32, u64, u8, type f32 } from "../lib/types.ts";

/** The byte at `offset`. */
export function readU8(bytes: Uint8Array, offset: u32): u32 {
  return offset < bytes.length ? bytes[offset] : 0;
}

/** The 16-bit number at `offset`. */
export function readU16(bytes: Uint8Array, offset: u32): u32 {
  if (bytes.length < 2 || offset > bytes.length - 2) return 0;
  return bytes[offset] | (bytes[offset + 1] << 8);
}

/** The 32-bit number at `offset`. */
export function readU32(bytes: Uint8Array, offset: u32): u32 {
  if (bytes.length < 4 || offset > bytes.length - 4) return 0;
  return u32(bytes[offset] | (bytes[offset + 1] << 8) | (bytes[offset + 2] << 16) | (bytes[offset + 3] << 24));
}

/** The 64-bit number at `offset`. */
export function readU64(bytes: Uint8Array, offset: u32): u64 {
  return u64(readU32(bytes, offset)) | (u64(readU32(bytes, offset + 4)) << 32n);
}

/** The binary32 at `offset`. */
export function readF32(bytes: Uint8Array, offset: u32): f32 {
  return f32FromBits(readU32(bytes, offset));
}

/** Stores the low 8 bits of `value` at `offset`. */
export function writeU8(bytes: Uint8Array, offset: u32, value: u32): void {
  if (offset < bytes.length) bytes[offset] = u8(value);
}

/** Stores the low 16 bits of `value` at `offset`. */
export function writeU16(bytes: Uint8Array, offset: u32, value: u32): void {
  if (bytes.length < 2 || offset > bytes.length - 2) return;
  bytes[offset] = u8(value);
  bytes[offset + 1] = u8(value >>> 8);
}

/** Stores the 32 bits of `value` at `offset`. */
export function writeU32(bytes: Uint8Array, offset: u32, value: u32): void {
  if (bytes.length < 4 || offset > bytes.length - 4) return;
  bytes[offset] = u8(value);
  bytes[offset + 1] = u8(value >>> 8);
  bytes[offset + 2] = u8(value >>> 16);
  bytes[offset + 3] = u8(value >>> 24);
}

/** Stores the binary32 `value` at `offset`. */
export function writeF32(bytes: Uint8Array, offset: u32, value: f32): void {
  writeU32(bytes, offset, bitsOf(value));
}
