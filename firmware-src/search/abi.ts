/**
 * What a host asks before it calls anything else: which version of the functions these are, and what they can do.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { ARITHMETIC, FIXED } from "../spiking/sizes.ts";
import { BYTE_CODES, CORES, WORD_CODES } from "./limits.ts";

/** Major version 3, minor 0, patch 0, as in 0x00MMmmpp. */
const ABI_VERSION = 0x00030000;

/**
 * 1 if distances are computed four components at once, which changes no result: `--simd` sets it.
 *
 * @option
 * @range 0 to 1
 */
export const SIMD: u32 = 0;

/** Searches can be certified by codes of 8 bits. */
const INT8 = 2;

/** Searches can be by codes of 13 bits. */
const Q13 = 4;

/** Neurons of the spiking engine compute in fixed point. */
const FIXED_SNN = 8;

/** The program has more than one core. */
const MULTICORE = 16;

/** The version of the functions, 0x00030000. */
export function abiVersion(): u32 {
  return ABI_VERSION;
}

/** What was built in, a bit each: 1 SIMD, 2 int8, 4 13 bits, 8 fixed-point neurons, 16 more than one core. */
export function features(): u32 {
  return (
    SIMD + BYTE_CODES * INT8 + WORD_CODES * Q13 + (ARITHMETIC === FIXED ? FIXED_SNN : 0) + (CORES > 1 ? MULTICORE : 0)
  );
}
