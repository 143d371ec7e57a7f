/**
 * SHA-256 (FIPS 180-4), a byte at a time: `begin`, `update` for each byte, `finish`, then the digest by words.
 *
 * One block of 64 bytes is kept, whatever the length of the message. The message schedule is a ring of sixteen words,
 * since each word is made from those of the last sixteen rounds.
 *
 * @packageDocumentation
 */
import type { u32, u8 } from "../firmware-src/lib/types.ts";

/** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
const ROUND_CONSTANTS = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

/** The same of the square roots of the first eight. */
const INITIAL = new Uint32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

const hash = new Uint32Array(8);
const schedule = new Uint32Array(16);

/** Bytes so far; messages are shorter than 512 MiB, so that their length in bits is 32 bits. */
let length: u32 = 0;

/** Starts a message. */
export function begin(): void {
  for (let i = 0; i < 8; i++) hash[i] = INITIAL[i];
  for (let i = 0; i < 16; i++) schedule[i] = 0;
  length = 0;
}

/** Adds a byte to the message. */
export function update(byte: u8): void {
  put(byte);
  length++;
}

/** Ends the message: a one bit, zeros, and its length in bits. */
export function finish(): void {
  const bits = length * 8;
  const position = length & 63;
  put(0x80);
  // No room for the length behind the one bit; a block that the bit itself has filled is compressed already.
  if (position > 55 && position < 63) compressBlock();
  schedule[15] = bits;
  compressBlock();
}

/** A word of the digest, the first with index 0; 0 beyond the eighth. */
export function digest(index: u32): u32 {
  return index < 8 ? hash[index] : 0;
}

/** Puts a byte into the block, big end first, and compresses the block when it is full. */
function put(byte: u32): void {
  const position = length & 63;
  const shift = 24 - 8 * (position & 3);
  schedule[position >>> 2] |= byte << shift;
  if (position === 63) compressBlock();
}

function compressBlock(): void {
  let a = hash[0];
  let b = hash[1];
  let c = hash[2];
  let d = hash[3];
  let e = hash[4];
  let f = hash[5];
  let g = hash[6];
  let h = hash[7];
  for (let i = 0; i < 64; i++) {
    if (i >= 16) schedule[i & 15] = nextWord(i);
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const one = h + sum1 + choice + ROUND_CONSTANTS[i] + schedule[i & 15];
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = d + one;
    d = c;
    c = b;
    b = a;
    a = one + sum0 + majority;
  }
  hash[0] += a;
  hash[1] += b;
  hash[2] += c;
  hash[3] += d;
  hash[4] += e;
  hash[5] += f;
  hash[6] += g;
  hash[7] += h;
  for (let i = 0; i < 16; i++) schedule[i] = 0;
}

/** The word of round `i`, which takes the place of the word of round `i - 16`. */
function nextWord(i: u32): u32 {
  const early = schedule[(i + 1) & 15];
  const late = schedule[(i + 14) & 15];
  const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
  const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
  return schedule[i & 15] + sigma0 + schedule[(i + 9) & 15] + sigma1;
}

/** Rotates to the right by 1 to 31. */
function rotate(word: u32, count: u32): u32 {
  return (word >>> count) | (word << (32 - count));
}
