/**
 * Arrays of arrays: which element is which, rows by name and as arguments.
 *
 * @packageDocumentation
 */
import { array, u16, u8, type Fixed, type f32, type u32 } from "../../../firmware-src/lib/types.ts";

class Cell {
  weight: f32 = 0.5;
  counts = array(Uint16Array, 2, 3);
}

const grid = array(Int32Array, 3, 5);
const cube = array(Uint8Array, 2, 3, 4);
const cells = array(Cell, 2, 4);

function sum(values: Int32Array): u32 {
  let all: u32 = 0;
  for (let i = 0; i < values.length; i++) all += u(values, i);
  return all;
}

function u(values: Int32Array, i: u32): u32 {
  return i < values.length && values[i] > 0 ? 1 : 0;
}

function total(rows: Fixed<Int32Array, 5>[]): u32 {
  let all: u32 = 0;
  for (let y = 0; y < rows.length; y++) all += sum(rows[y]);
  return all;
}

//? put(0, 4) = 1
//? put(2, 0) = 2
//? put(1, 1) = 3
export function put(y: u32, x: u32): u32 {
  if (y >= grid.length || x >= grid[0].length) return 0;
  const row = grid[y];
  row[x] = 7;
  return total(grid);
}

//? inRow(2) = 1
//? inRow(0) = 1
export function inRow(y: u32): u32 {
  return y < 3 ? sum(grid[y].subarray(0, 5)) : 0;
}

//? voxel(1, 2, 3, 200) = 200
//? voxel(0, 0, 0, 300) = 44
//? planes() = 244
export function voxel(z: u32, y: u32, x: u32, value: u32): u32 {
  if (z > 1 || y > 2 || x > 3) return 0;
  cube[z][y][x] = u8(value);
  return cube[z][y][x];
}

export function planes(): u32 {
  let all: u32 = 0;
  for (let z = 0; z < cube.length; z++) {
    const plane = cube[z];
    for (let y = 0; y < plane.length; y++) {
      for (let x = 0; x < plane[y].length; x++) all += plane[y][x];
    }
  }
  return all;
}

//? weigh(0, 3) = 1
//? weigh(0, 3) = 1.5
//? weigh(1, 0) = 1
export function weigh(y: u32, x: u32): f32 {
  const cell = cells[y & 1][x & 3];
  cell.weight += 0.5;
  return cell.weight;
}

//? count(1, 2) = 1
//? count(1, 2) = 2
//? count(0, 2) = 1
export function count(i: u32, j: u32): u32 {
  if (i > 1 || j > 2) return 0;
  const counts = cells[1][3].counts;
  counts[i][j] = u16(counts[i][j] + 1);
  return counts[i][j];
}
