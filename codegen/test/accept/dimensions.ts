/**
 * Arrays of arrays.
 *
 * @packageDocumentation
 */
import { type Fixed, array, type f32, type u32 } from "../lib/types.ts";

const ROWS = 4;
const COLUMNS = 6;
type Row = Fixed<Float32Array, typeof COLUMNS>;
type Grid = Fixed<Row[], typeof ROWS>;

class Cell {
  weight: f32 = 1;
  counts = array(Uint16Array, 2, 3);
}

const grid = array(Float32Array, ROWS, COLUMNS);
const cube = array(Uint8Array, 2, 3, 4);
const cells = array(Cell, 3, 2);

function sum(values: Float32Array): f32 {
  let total: f32 = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

function fill(row: Row, value: f32): void {
  for (let i = 0; i < row.length; i++) row[i] = value;
}


function total(rows: Grid): f32 {
  let all: f32 = 0;
  for (let i = 0; i < rows.length; i++) all += sum(rows[i]);
  return all;
}

function any(rows: Row[]): f32 {
  let all: f32 = 0;
  for (let i = 0; i < rows.length; i++) all += rows[i][1];
  return all;
}

export function paint(row: u32, value: f32): f32 {
  const chosen = grid[row & 3];
  fill(chosen, value);
  chosen[0] = sum(chosen.subarray(1, 3));
  grid[0][row % COLUMNS] += 1;
  return total(grid) + any(grid);
}

export function count(i: u32, j: u32): u32 {
  const cell = cells[i % 3][j & 1];
  cell.counts[j & 1][i % 3] = 7;
  cell.weight = 2;
  cube[j & 1][i % 3][j & 3] = 9;
  const plane = cube[1];
  let all: u32 = grid.length * plane.length * plane[0].length;
  for (let y = 0; y < plane.length; y++) {
    for (let x = 0; x < plane[y].length; x++) all += plane[y][x];
  }
  return all + cells[2][1].counts[1][2];
}

/** All of it. */
export function pixels(): Grid {
  return grid;
}
