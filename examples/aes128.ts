/**
 * AES-128 (FIPS 197), one block of 16 bytes, encryption and decryption.
 *
 * Small rather than quick: the S-box is computed once, at start, from the field's inverse, and `mixColumns` doubles
 * bytes with a shift. It looks up tables by secret bytes: on a chip with a cache that would leak by time; the chips
 * meant here have none in front of their RAM.
 *
 * @packageDocumentation
 */
import { u8, type u32 } from "../firmware-src/lib/types.ts";

const ROUNDS = 10;

const block = new Uint8Array(16);
const key = new Uint8Array(16);
const roundKeys = new Uint8Array(176);
const sbox = new Uint8Array(256);
const inverseSbox = new Uint8Array(256);
const column = new Uint8Array(4);

/** Writes a byte of the block, 0 to 15. Other places are ignored. */
export function setBlock(index: u32, byte: u8): void {
  if (index < 16) block[index] = byte;
}

/** Writes a byte of the key, 0 to 15. Other places are ignored. */
export function setKey(index: u32, byte: u8): void {
  if (index < 16) key[index] = byte;
}

/** A byte of the block; 0 beyond its end. */
export function getBlock(index: u32): u32 {
  return index < 16 ? block[index] : 0;
}

/** Computes the tables and the round keys. Due once after the key has changed. */
export function expandKey(): void {
  makeSboxes();
  for (let i = 0; i < 16; i++) roundKeys[i] = key[i];
  let constant: u32 = 1;
  for (let word = 4; word < 44; word++) {
    const at = 4 * word;
    for (let i = 0; i < 4; i++) column[i] = roundKeys[at - 4 + i];
    if (word % 4 === 0) {
      const first = column[0];
      for (let i = 0; i < 3; i++) column[i] = sbox[column[i + 1]];
      column[3] = sbox[first];
      column[0] = u8(column[0] ^ constant);
      constant = double(constant);
    }
    for (let i = 0; i < 4; i++) roundKeys[at + i] = u8(roundKeys[at - 16 + i] ^ column[i]);
  }
}

/** Encrypts the block in place. */
export function encrypt(): void {
  addRoundKey(0);
  for (let round = 1; round <= ROUNDS; round++) {
    for (let i = 0; i < 16; i++) block[i] = sbox[block[i]];
    shiftRows(1);
    if (round < ROUNDS) mixColumns();
    addRoundKey(round);
  }
}

/** Decrypts the block in place. */
export function decrypt(): void {
  for (let done = 0; done < ROUNDS; done++) {
    const round = ROUNDS - done;
    addRoundKey(round);
    if (round < ROUNDS) {
      // Mixing four times is mixing not at all, so three times is the inverse.
      for (let times = 0; times < 3; times++) mixColumns();
    }
    shiftRows(3);
    for (let i = 0; i < 16; i++) block[i] = inverseSbox[block[i]];
  }
  addRoundKey(0);
}

function addRoundKey(round: u32): void {
  const base = 16 * Math.min(round, ROUNDS);
  for (let i = 0; i < 16; i++) block[i] = u8(block[i] ^ roundKeys[base + i]);
}

/** Rotates row r to the left by `times` r. The block lies column by column. */
function shiftRows(times: u32): void {
  for (let row = 1; row < 4; row++) {
    for (let i = 0; i < 4; i++) column[i] = block[4 * i + row];
    for (let i = 0; i < 4; i++) block[4 * i + row] = column[(i + times * row) & 3];
  }
}

function mixColumns(): void {
  for (let i = 0; i < 4; i++) mixColumn(4 * i);
}

function mixColumn(at: u32): void {
  if (at > 12) return;
  const all = block[at] ^ block[at + 1] ^ block[at + 2] ^ block[at + 3];
  for (let i = 0; i < 4; i++) column[i] = block[at + i];
  for (let i = 0; i < 4; i++) block[at + i] = u8(column[i] ^ all ^ double(column[i] ^ column[(i + 1) & 3]));
}

/** The S-box from powers of 3, which generates the field: 3^i and 3^-i meet on the way round. */
function makeSboxes(): void {
  let p: u32 = 1;
  let q: u32 = 1;
  for (let i = 0; i < 255; i++) {
    p = p ^ double(p);
    q = divideByThree(q);
    setSbox(p, q ^ rotate8(q, 1) ^ rotate8(q, 2) ^ rotate8(q, 3) ^ rotate8(q, 4) ^ 0x63);
  }
  setSbox(0, 0x63);
}

function setSbox(from: u32, to: u32): void {
  sbox[from & 255] = u8(to);
  inverseSbox[to & 255] = u8(from);
}

/** Times x in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1. */
function double(byte: u32): u32 {
  return ((byte << 1) & 0xff) ^ ((byte & 0x80) === 0 ? 0 : 0x1b);
}

function divideByThree(byte: u32): u32 {
  let q = byte ^ ((byte << 1) & 0xff);
  q = q ^ ((q << 2) & 0xff);
  q = q ^ ((q << 4) & 0xff);
  return (q & 0x80) === 0 ? q : q ^ 0x09;
}

function rotate8(byte: u32, count: u32): u32 {
  return ((byte << count) | (byte >>> (8 - count))) & 0xff;
}
