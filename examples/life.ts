/**
 * Conway's Game of Life on a torus of 32 by 32, a row in each word: all 32 cells of a row are counted at once, by
 * adders made of bit operations.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../firmware-src/lib/types.ts";

const ROWS = 32;

const rows = new Uint32Array(ROWS);
const next = new Uint32Array(ROWS);

/** Kills all cells. */
export function clear(): void {
  for (let y = 0; y < ROWS; y++) rows[y] = 0;
}

/** Makes a cell live. Coordinates are taken modulo 32. */
export function setCell(x: u32, y: u32): void {
  rows[y & 31] |= 1 << (x & 31);
}

/** Whether a cell lives. */
export function getCell(x: u32, y: u32): bool {
  return ((rows[y & 31] >>> (x & 31)) & 1) === 1;
}

/** A whole row, cell x in bit x. */
export function getRow(y: u32): u32 {
  return rows[y & 31];
}

/** One generation: a cell is born with three neighbours and survives with two or three. */
export function generation(): void {
  for (let y = 0; y < ROWS; y++) next[y] = nextRow(rows[(y + 31) & 31], rows[y], rows[(y + 1) & 31]);
  for (let y = 0; y < ROWS; y++) rows[y] = next[y];
}

/** Generations, at most 1000. */
export function run(generations: u32): void {
  for (let i = 0; i < Math.min(generations, 1000); i++) generation();
}

/**
 * Three full adders sum the neighbours above, beside and below to a one and a two each; the ones and the twos are
 * summed again. `four` is a count of four or more, of which no cell lives.
 */
function nextRow(above: u32, row: u32, below: u32): u32 {
  const aboveOne = left(above) ^ above ^ right(above);
  const aboveTwo = majority(left(above), above, right(above));
  const besideOne = left(row) ^ right(row);
  const besideTwo = left(row) & right(row);
  const belowOne = left(below) ^ below ^ right(below);
  const belowTwo = majority(left(below), below, right(below));

  const one = aboveOne ^ besideOne ^ belowOne;
  const carry = majority(aboveOne, besideOne, belowOne);
  const two = aboveTwo ^ besideTwo ^ belowTwo ^ carry;
  const pairs = (aboveTwo & besideTwo) | (belowTwo & carry) | ((aboveTwo ^ besideTwo) & (belowTwo ^ carry));
  const four = pairs | ((aboveTwo | besideTwo) & (belowTwo | carry));
  return two & ~four & (one | row);
}

function majority(a: u32, b: u32, c: u32): u32 {
  return (a & b) | (c & (a ^ b));
}

function left(row: u32): u32 {
  return (row << 1) | (row >>> 31);
}

function right(row: u32): u32 {
  return (row >>> 1) | (row << 31);
}
