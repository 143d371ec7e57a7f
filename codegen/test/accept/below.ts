/**
 * Values that are kept below a bound: plain u32 in every output, and indices that need no test.
 *
 * @packageDocumentation
 */
import { array, type Below, type f32, type u32 } from "../lib/types.ts";

const SLOTS = 16;

/** A place in the ring. */
type Slot = Below<typeof SLOTS>;

class Cursor {
  next: Slot = 0;
  turns: u32 = 0;
}

const cursors = array(Cursor, 2);
const levels = new Float32Array(SLOTS);
let loudest: Slot = 0;

/** Every caller proves that the slot is one. */
function put(slot: Slot, level: f32): void {
  levels[slot] = level;
  if (level > levels[loudest]) loudest = slot;
}

/** The slot after this one. */
function after(slot: Slot): Slot {
  return slot + 1 < SLOTS ? slot + 1 : 0;
}

function locate(position: u32): [slot: Slot, turns: u32] {
  return [position % SLOTS, position / SLOTS];
}

/** Appends a level. */
export function push(level: f32): void {
  const cursor = cursors[0];
  put(cursor.next, level);
  cursor.next = after(cursor.next);
  if (cursor.next === 0) cursor.turns++;
}

/** Goes to a position, counted over all turns. */
export function seek(position: u32): void {
  const cursor = cursors[0];
  [cursor.next, cursor.turns] = locate(position);
}

/** A u32 becomes a slot where it is tested. */
export function levelAt(index: u32): f32 {
  if (index >= SLOTS) return 0;
  const slot: Slot = index;
  return levels[slot] - levels[loudest];
}

/** A result can be relied on by callers inside of the program. */
export function current(): Below<16> {
  return cursors[1].next;
}
