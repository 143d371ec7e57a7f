/**
 * Structs in arrays and in each other, their initial values, and aliases of them.
 *
 * @packageDocumentation
 */
import { array, f32, u8, type bool, type i16, type u32 } from "../../../firmware-src/lib/types.ts";

class Point {
  x: f32 = 0;
  y: f32 = 1.5;
}

class Body {
  name: u8 = 7;
  position = new Point();
  heavy: bool = true;
  trail = array(Point, 3);
  history = new Int16Array(2);
  mass: f32 = 2;
}

const bodies = array(Body, 4);
const origin = new Point();
let visits: u32 = 0;

//? initial(0) = 7
//? initial(1) = 1.5
//? initial(2) = 1
//? initial(3) = 1.5
//? initial(4) = 0
//? initial(5) = 2
export function initial(which: u32): f32 {
  const body = bodies[3];
  switch (which) {
    case 0:
      return f32(body.name);
    case 1:
      return body.position.y;
    case 2:
      return body.heavy ? 1 : 0;
    case 3:
      return body.trail[2].y;
    case 4:
      return f32(body.history[1]);
    default:
      return body.mass;
  }
}

function move(point: Point, dx: f32, dy: f32): void {
  point.x += dx;
  point.y += dy;
  visits++;
}

//? moveAll(2, 3) = 1018
//? xOf(0) = 2
//? xOf(3) = 5
//? traceOf(1, 1) = 3
//? visited() = 9
export function moveAll(dx: f32, dy: f32): f32 {
  for (let i: u32 = 0; i < 4; i++) {
    const body = bodies[i];
    const position = body.position;
    move(position, dx + f32(i), dy);
    move(body.trail[1], dx + 1, 0);
    body.history[0] = 1000;
  }
  move(origin, 1, 1);
  return f32(bodies[1].history[0]) + bodies[2].position.y * 4;
}

export function xOf(i: u32): f32 {
  return i < 4 ? bodies[i].position.x : -1;
}

export function traceOf(i: u32, k: u32): f32 {
  if (i >= 4 || k >= 3) return -1;
  return bodies[i].trail[k].x;
}

export function visited(): u32 {
  return visits;
}

//? swap() = 1
//? nameOf(0) = 1
//? nameOf(1) = 255
// An alias goes on naming the same element, whatever becomes of the variable that chose it.
export function swap(): u32 {
  let i: u32 = 0;
  const first = bodies[i];
  i = 1;
  const second = bodies[i];
  first.name = 255;
  second.name = 1;
  const kept = first.name;
  first.name = second.name;
  second.name = u8(kept);
  return i;
}

export function nameOf(i: u32): u32 {
  return i < 4 ? bodies[i].name : 0;
}

//? historyOf(-3) = -3
//? historyOf(32767) = 32767
export function historyOf(value: i16): i16 {
  bodies[2].history[1] = value;
  return bodies[2].history[1];
}
