/*
 * Products and quotients of 64 bits for Xtensa, which a compiler calls by these names and the ESP8266's libgcc lacks.
 *
 * Written with 32-bit products and shifts alone, so that none of them calls itself.
 */
#include <stdint.h>

uint64_t __muldi3(uint64_t a, uint64_t b);
uint64_t __udivdi3(uint64_t a, uint64_t b);
uint64_t __umoddi3(uint64_t a, uint64_t b);
int64_t __divdi3(int64_t a, int64_t b);
int64_t __moddi3(int64_t a, int64_t b);

/* The full product of two 32-bit numbers, by their halves. */
static uint64_t product(uint32_t a, uint32_t b) {
    const uint32_t low = (a & 0xffff) * (b & 0xffff);
    const uint32_t left = (a >> 16) * (b & 0xffff);
    const uint32_t right = (a & 0xffff) * (b >> 16);
    const uint32_t middle = (low >> 16) + (left & 0xffff) + (right & 0xffff);
    const uint32_t high = (a >> 16) * (b >> 16) + (left >> 16) + (right >> 16) + (middle >> 16);
    return ((uint64_t)high << 32) | (middle << 16) | (low & 0xffff);
}

uint64_t __muldi3(uint64_t a, uint64_t b) {
    const uint32_t cross = (uint32_t)(a >> 32) * (uint32_t)b + (uint32_t)a * (uint32_t)(b >> 32);
    return product((uint32_t)a, (uint32_t)b) + ((uint64_t)cross << 32);
}

/* Bit by bit, from the highest. */
static uint64_t divide(uint64_t a, uint64_t b, uint64_t *remainder) {
    uint64_t quotient = 0, rest = 0;
    for (int bit = 63; bit >= 0; bit--) {
        const uint64_t carry = rest >> 63;
        rest = (rest << 1) | ((a >> bit) & 1);
        quotient <<= 1;
        if (carry != 0 || rest >= b) {
            rest -= b;
            quotient |= 1;
        }
    }
    *remainder = rest;
    return quotient;
}

uint64_t __udivdi3(uint64_t a, uint64_t b) {
    uint64_t rest;
    return divide(a, b, &rest);
}

uint64_t __umoddi3(uint64_t a, uint64_t b) {
    uint64_t rest;
    divide(a, b, &rest);
    return rest;
}

static uint64_t magnitude(int64_t value) {
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int64_t __divdi3(int64_t a, int64_t b) {
    uint64_t rest;
    const uint64_t quotient = divide(magnitude(a), magnitude(b), &rest);
    return (int64_t)((a < 0) != (b < 0) ? 0 - quotient : quotient);
}

int64_t __moddi3(int64_t a, int64_t b) {
    uint64_t rest;
    divide(magnitude(a), magnitude(b), &rest);
    return (int64_t)(a < 0 ? 0 - rest : rest);
}
