/**
 * sqrtf for chips without a floating-point unit and without a C library: exact to the last bit, as IEEE-754
 * demands and as every other engine that runs these programs gives.
 *
 * Digit by digit: 25 binary digits of the root, the last of them for rounding. The root of a 24-bit number
 * never lies halfway between two 24-bit numbers, so that digit alone decides.
 */
#include <stdint.h>

float sqrtf(float value);

#define SIGN 0x80000000u
#define INFINITE 0x7f800000u
#define QUIET_NAN 0x7fc00000u
#define HIDDEN_ONE 0x00800000u
#define EXPONENT_BIAS 127

static uint32_t bits_of(float value) {
  union {
    float number;
    uint32_t bits;
  } both = {.number = value};
  return both.bits;
}

static float from_bits(uint32_t bits) {
  union {
    uint32_t bits;
    float number;
  } both = {.bits = bits};
  return both.number;
}

/* Twice the root's 24 digits and its rounding digit, of mantissa x 2^25 in 2^48..2^50. */
static uint32_t root_digits(uint32_t mantissa) {
  uint32_t root = 0;
  uint32_t twice_root = 0;
  uint32_t rest = mantissa << 1;
  for (uint32_t digit = HIDDEN_ONE << 1; digit != 0; digit >>= 1) {
    uint32_t trial = twice_root + digit;
    if (trial <= rest) {
      twice_root = trial + digit;
      rest -= trial;
      root += digit;
    }
    rest <<= 1;
  }
  return root;
}

float sqrtf(float value) {
  uint32_t bits = bits_of(value);
  if ((bits & ~SIGN) == 0 || bits == INFINITE) return value; /* both zeros keep their sign */
  if (bits > INFINITE) return from_bits(QUIET_NAN);          /* NaN, or less than zero */

  int32_t exponent = (int32_t)(bits >> 23);
  uint32_t mantissa = bits & (HIDDEN_ONE - 1);
  if (exponent == 0) {
    exponent = 1;
    while (!(mantissa & HIDDEN_ONE)) {
      mantissa <<= 1;
      exponent--;
    }
  }
  mantissa |= HIDDEN_ONE;
  exponent -= EXPONENT_BIAS;
  if (exponent & 1) mantissa <<= 1;

  uint32_t root = root_digits(mantissa);
  uint32_t rounded = (root >> 1) + (root & 1);
  /* The root of a number below 2^(2k+2) is below 2^(k+1), so rounding up never reaches the next exponent. */
  uint32_t biased = (uint32_t)((exponent >> 1) + EXPONENT_BIAS);
  return from_bits((biased << 23) + (rounded - HIDDEN_ONE));
}
