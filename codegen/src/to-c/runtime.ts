/**
 * `ganglion.h`: what C lacks of the language, as small inline functions. Only those that a program uses are emitted.
 *
 * Everything here is freestanding C99: no library, no undefined behaviour, no trap. Signed arithmetic goes through
 * unsigned; conversion back to `int32_t` and `>>` of a negative number are implementation-defined in C99,
 * and defined as two's complement by GCC, clang and every other compiler for the chips that we know.
 *
 * @packageDocumentation
 */

/** Names of the functions and macros of `ganglion.h`. */
export type RuntimeName = keyof typeof RUNTIME;

interface Piece {
  /** Other pieces that this one uses. */
  readonly needs?: readonly string[];
  readonly source: string;
}

/** In the order in which they are emitted: what a piece needs stands before it. */
const RUNTIME = {
  i32_add: {
    source: `
/** a + b, wrapping. */
static inline int32_t i32_add(int32_t a, int32_t b) {
    return (int32_t)((uint32_t)a + (uint32_t)b);
}`,
  },
  i32_subtract: {
    source: `
/** a - b, wrapping. */
static inline int32_t i32_subtract(int32_t a, int32_t b) {
    return (int32_t)((uint32_t)a - (uint32_t)b);
}`,
  },
  i32_multiply: {
    source: `
/** a * b, wrapping. */
static inline int32_t i32_multiply(int32_t a, int32_t b) {
    return (int32_t)((uint32_t)a * (uint32_t)b);
}`,
  },
  i32_negate: {
    source: `
/** -a, wrapping: the least number is its own negation. */
static inline int32_t i32_negate(int32_t a) {
    return (int32_t)(0u - (uint32_t)a);
}`,
  },
  i32_abs: {
    needs: ["i32_negate"],
    source: `
/** The magnitude of a, wrapping: the least number stays as it is. */
static inline int32_t i32_abs(int32_t a) {
    return a < 0 ? i32_negate(a) : a;
}`,
  },
  i32_shift_left: {
    source: `
/** a << (count mod 32). */
static inline int32_t i32_shift_left(int32_t a, uint32_t count) {
    return (int32_t)((uint32_t)a << (count & 31));
}`,
  },
  i32_divide: {
    needs: ["i32_negate"],
    source: `
/** a / b toward zero. The least number by -1 wraps; by zero gives 0. */
static inline int32_t i32_divide(int32_t a, int32_t b) {
    if (b == 0) return 0;
    return b == -1 ? i32_negate(a) : a / b;
}`,
  },
  i32_remainder: {
    source: `
/** The remainder of a / b, with the sign of a. By zero it is 0. */
static inline int32_t i32_remainder(int32_t a, int32_t b) {
    return b == 0 || b == -1 ? 0 : a % b;
}`,
  },
  u32_from_signed: {
    source: `
/** The 32 bits of a signed number. */
static inline uint32_t u32_from_signed(int32_t a) {
    return (uint32_t)a;
}`,
  },
  i32_complement: {
    source: `
/** All bits inverted. */
static inline int32_t i32_complement(int32_t a) {
    return ~a;
}`,
  },
  u32_complement: {
    source: `
/** All bits inverted. */
static inline uint32_t u32_complement(uint32_t a) {
    return ~a;
}`,
  },
  i64_add: {
    source: `
/** a + b, wrapping. */
static inline int64_t i64_add(int64_t a, int64_t b) {
    return (int64_t)((uint64_t)a + (uint64_t)b);
}`,
  },
  i64_subtract: {
    source: `
/** a - b, wrapping. */
static inline int64_t i64_subtract(int64_t a, int64_t b) {
    return (int64_t)((uint64_t)a - (uint64_t)b);
}`,
  },
  i64_multiply: {
    source: `
/** a * b, wrapping. */
static inline int64_t i64_multiply(int64_t a, int64_t b) {
    return (int64_t)((uint64_t)a * (uint64_t)b);
}`,
  },
  i64_negate: {
    source: `
/** -a, wrapping: the least number is its own negation. */
static inline int64_t i64_negate(int64_t a) {
    return (int64_t)(0u - (uint64_t)a);
}`,
  },
  i64_shift_left: {
    source: `
/** a << (count mod 64). */
static inline int64_t i64_shift_left(int64_t a, uint64_t count) {
    return (int64_t)((uint64_t)a << (count & 63));
}`,
  },
  i64_divide: {
    needs: ["i64_negate"],
    source: `
/** a / b toward zero. The least number by -1 wraps; by zero gives 0. */
static inline int64_t i64_divide(int64_t a, int64_t b) {
    if (b == 0) return 0;
    return b == -1 ? i64_negate(a) : a / b;
}`,
  },
  i64_remainder: {
    source: `
/** The remainder of a / b, with the sign of a. By zero it is 0. */
static inline int64_t i64_remainder(int64_t a, int64_t b) {
    return b == 0 || b == -1 ? 0 : a % b;
}`,
  },
  u64_divide: {
    source: `
/** a / b; by zero it is 0. */
static inline uint64_t u64_divide(uint64_t a, uint64_t b) {
    return b == 0 ? 0 : a / b;
}`,
  },
  u64_remainder: {
    source: `
/** The remainder of a / b; by zero it is 0. */
static inline uint64_t u64_remainder(uint64_t a, uint64_t b) {
    return b == 0 ? 0 : a % b;
}`,
  },
  i32_min: {
    source: `
static inline int32_t i32_min(int32_t a, int32_t b) {
    return a < b ? a : b;
}`,
  },
  i32_max: {
    source: `
static inline int32_t i32_max(int32_t a, int32_t b) {
    return a > b ? a : b;
}`,
  },
  u32_divide: {
    source: `
/** a / b; by zero it is 0. */
static inline uint32_t u32_divide(uint32_t a, uint32_t b) {
    return b == 0 ? 0 : a / b;
}`,
  },
  u32_remainder: {
    source: `
/** The remainder of a / b; by zero it is 0. */
static inline uint32_t u32_remainder(uint32_t a, uint32_t b) {
    return b == 0 ? 0 : a % b;
}`,
  },
  u32_min: {
    source: `
static inline uint32_t u32_min(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}`,
  },
  u32_max: {
    source: `
static inline uint32_t u32_max(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}`,
  },
  u32_leading_zeros: {
    source: `
/** The number of zero bits above the highest one bit; 32 for zero. */
static inline uint32_t u32_leading_zeros(uint32_t bits) {
#if defined(__GNUC__)
    return bits == 0 ? 32 : (uint32_t)__builtin_clz(bits);
#else
    uint32_t count = 32;
    while (bits != 0) {
        bits >>= 1;
        count--;
    }
    return count;
#endif
}`,
  },
  u32_population: {
    source: `
/** The number of one bits. */
static inline uint32_t u32_population(uint32_t bits) {
    bits -= (bits >> 1) & 0x55555555u;
    bits = (bits & 0x33333333u) + ((bits >> 2) & 0x33333333u);
    return (((bits + (bits >> 4)) & 0x0f0f0f0fu) * 0x01010101u) >> 24;
}`,
  },
  f32_bits: {
    source: `
/** The bits of an f32. */
static inline uint32_t f32_bits(float value) {
    union {
        float value;
        uint32_t bits;
    } as;
    as.value = value;
    return as.bits;
}`,
  },
  f32_from_bits: {
    source: `
/** The f32 that has these bits. */
static inline float f32_from_bits(uint32_t bits) {
    union {
        uint32_t bits;
        float value;
    } as;
    as.bits = bits;
    return as.value;
}`,
  },
  F32_INFINITY: {
    source: `
#if defined(__GNUC__)
#define F32_INFINITY __builtin_inff()
#else
#include <math.h>
#define F32_INFINITY INFINITY
#endif`,
  },
  F32_NAN: {
    source: `
#if defined(__GNUC__)
#define F32_NAN __builtin_nanf("")
#else
#include <math.h>
#define F32_NAN NAN
#endif`,
  },
  f32_abs: {
    needs: ["f32_bits", "f32_from_bits"],
    source: `
static inline float f32_abs(float x) {
    return f32_from_bits(f32_bits(x) & 0x7fffffffu);
}`,
  },
  f32_min: {
    needs: ["f32_bits", "f32_from_bits"],
    source: `
/** The smaller, -0 being less than 0; NaN if either is. */
static inline float f32_min(float a, float b) {
    if (a < b) return a;
    if (a > b) return b;
    return a == b ? f32_from_bits(f32_bits(a) | f32_bits(b)) : a + b;
}`,
  },
  f32_max: {
    needs: ["f32_bits", "f32_from_bits"],
    source: `
/** The larger, 0 being more than -0; NaN if either is. */
static inline float f32_max(float a, float b) {
    if (a > b) return a;
    if (a < b) return b;
    return a == b ? f32_from_bits(f32_bits(a) & f32_bits(b)) : a + b;
}`,
  },
  f32_trunc: {
    needs: ["f32_bits", "f32_from_bits"],
    source: `
/** The whole number next to x toward zero, with the sign of x. */
static inline float f32_trunc(float x) {
    uint32_t bits = f32_bits(x);
    uint32_t exponent = (bits >> 23) & 0xffu;
    if (exponent >= 127 + 23) return x; /* whole already, infinite or NaN */
    if (exponent < 127) return f32_from_bits(bits & 0x80000000u);
    return f32_from_bits(bits & ~(0x7fffffu >> (exponent - 127)));
}`,
  },
  f32_floor: {
    needs: ["f32_trunc"],
    source: `
/** The largest whole number that is not above x. */
static inline float f32_floor(float x) {
    float whole = f32_trunc(x);
    return x < whole ? whole - 1.0f : whole;
}`,
  },
  f32_ceil: {
    needs: ["f32_trunc"],
    source: `
/** The smallest whole number that is not below x. */
static inline float f32_ceil(float x) {
    float whole = f32_trunc(x);
    return x > whole ? whole + 1.0f : whole;
}`,
  },
  f32_round: {
    needs: ["f32_bits", "f32_from_bits", "f32_floor"],
    source: `
/** The whole number nearest to x, a tie going up; with the sign of x. */
static inline float f32_round(float x) {
    float whole = f32_floor(x);
    float nearest = x - whole >= 0.5f ? whole + 1.0f : whole;
    return f32_from_bits(f32_bits(nearest) | (f32_bits(x) & 0x80000000u));
}`,
  },
  f32_sqrt: {
    needs: ["f32_bits", "f32_from_bits"],
    source: `
/** The square root, correctly rounded. Define GANGLION_WITHOUT_LIBM where there is a C library and no libm. */
#if __STDC_HOSTED__ && !defined(GANGLION_WITHOUT_LIBM)
#include <math.h>
static inline float f32_sqrt(float x) {
    return sqrtf(x);
}
#else
/*
 * Digit by digit. With x = m 2^e, e even and m an integer of 25 or 26 bits, the integer root of m 2^24 has 25 bits:
 * the 24 of the result, and one that tells how to round. The root is never halfway between two results.
 */
static inline float f32_sqrt(float x) {
    uint32_t bits = f32_bits(x);
    if ((bits & 0x7fffffffu) == 0 || bits == 0x7f800000u) return x;
    if (bits > 0x7f800000u) return f32_from_bits(0x7fc00000u); /* NaN, or of a negative number */
    int32_t exponent = (int32_t)(bits >> 23);
    uint32_t rest = bits & 0x7fffffu;
    if (exponent == 0) {
        exponent = 1;
        while (rest < 0x800000u) {
            rest <<= 1;
            exponent--;
        }
    }
    rest |= 0x800000u;
    exponent -= 127;
    rest <<= (exponent & 1) != 0 ? 2 : 1;
    exponent >>= 1;
    uint32_t root = 0;
    uint32_t sum = 0;
    for (uint32_t digit = 0x1000000u; digit != 0; digit >>= 1) {
        uint32_t trial = sum + digit;
        if (trial <= rest) {
            sum = trial + digit;
            rest -= trial;
            root += digit;
        }
        rest <<= 1;
    }
    root += root & 1;
    return f32_from_bits((root >> 1) + ((uint32_t)(exponent + 126) << 23));
}
#endif`,
  },
  f32_to_i8: { source: toSigned("i8", "int8_t", "127.0f", "-128.0f", "INT8") },
  f32_to_i16: { source: toSigned("i16", "int16_t", "32767.0f", "-32768.0f", "INT16") },
  f32_to_i32: { source: toSigned("i32", "int32_t", "2147483648.0f", "-2147483648.0f", "INT32") },
  f32_to_i64: { source: toSigned("i64", "int64_t", "9223372036854775808.0f", "-9223372036854775808.0f", "INT64") },
  f32_to_u64: { source: toUnsigned("u64", "uint64_t", "18446744073709551616.0f", "UINT64") },
  f32_to_u8: { source: toUnsigned("u8", "uint8_t", "255.0f", "UINT8") },
  f32_to_u16: { source: toUnsigned("u16", "uint16_t", "65535.0f", "UINT16") },
  f32_to_u32: { source: toUnsigned("u32", "uint32_t", "4294967296.0f", "UINT32") },
} satisfies Record<string, Piece>;

/** Every name that `ganglion.h` may define. */
export const RUNTIME_NAMES: readonly string[] = Object.keys(RUNTIME);

/** Emits `ganglion.h` with these pieces and what they need. `usesFloat` adds the checks of the float environment. */
export function emitRuntime(used: ReadonlySet<RuntimeName>, usesFloat: boolean): string {
  const needed = withNeeds(used);
  const pieces = Object.entries<Piece>(RUNTIME).filter(([name]) => needed.has(name));
  return [
    HEAD.trim(),
    ...(usesFloat ? [FLOAT_CHECKS.trim()] : []),
    ...pieces.map(([, piece]) => piece.source.trim()),
    "#endif",
  ]
    .join("\n\n")
    .concat("\n");
}

function withNeeds(used: ReadonlySet<RuntimeName>): ReadonlySet<string> {
  const pieces: Readonly<Record<string, Piece>> = RUNTIME;
  const needed = new Set<string>();
  const pending: string[] = [...used];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    pending.push(...(pieces[name]?.needs ?? []));
  }
  return needed;
}

function toSigned(name: string, type: string, above: string, least: string, limits: string): string {
  return `
/** Truncates toward zero and saturates; NaN gives 0. */
static inline ${type} f32_to_${name}(float x) {
    if (x >= ${above}) return ${limits}_MAX;
    if (x <= ${least}) return ${limits}_MIN;
    return x == x ? (${type})x : 0;
}`;
}

function toUnsigned(name: string, type: string, above: string, limits: string): string {
  return `
/** Truncates toward zero and saturates; NaN gives 0. */
static inline ${type} f32_to_${name}(float x) {
    if (x >= ${above}) return ${limits}_MAX;
    return x > 0.0f ? (${type})x : 0;
}`;
}

const HEAD = `
/**
 * @file
 * Operations of the firmware language that C lacks, as inline functions. Generated by ganglion; do not edit.
 */
#ifndef GANGLION_RUNTIME_H
#define GANGLION_RUNTIME_H

#include <stdint.h>

#if defined(__SIZEOF_INT__) && __SIZEOF_INT__ != 4
#error "This program needs an int of 32 bits."
#endif`;

const FLOAT_CHECKS = `
#if defined(__FAST_MATH__)
#error "This program needs IEEE arithmetic: compile it without -ffast-math."
#endif
#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0
#error "This program needs float arithmetic that rounds to float: on x86, compile it with -mfpmath=sse -msse2."
#endif
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__) && defined(__FP_FAST_FMAF) && !defined(__STRICT_ANSI__) && !defined(GANGLION_NO_CONTRACTION)
#error "This program must not fuse a * b + c: compile it with -ffp-contract=off -DGANGLION_NO_CONTRACTION, or -std=c99."
#endif`;
