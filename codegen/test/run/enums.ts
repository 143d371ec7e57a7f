/**
 * Enums: members, storage, switches, and what a host may pass that is no member.
 *
 * @packageDocumentation
 */
import { i32, u32, u8 } from "../../../firmware-src/lib/types.ts";

enum State {
  Idle,
  Busy = 5,
  Done,
}

enum Level {
  Low = -300,
  High = 300,
}

class Machine {
  state = State.Busy;
  level: Level = Level.Low;
}

const machine = new Machine();
const names = new Uint8Array([10, 0, 0, 0, 0, 15, 16]);
let current = State.Idle;

//? next(0) = 5
//? next(5) = 6
//? next(6) = 0
//? next(1) = 0
//? next(255) = 0
export function next(state: State): State {
  switch (state) {
    case State.Idle:
      return State.Busy;
    case State.Busy:
      return State.Done;
    case State.Done:
      return State.Idle;
  }
}

//? nameOf(0) = 10
//? nameOf(5) = 15
//? nameOf(200) = 10
//? nameOf(5) = 15
/** What a host passes is not kept before it is known. */
export function nameOf(state: State): u32 {
  switch (state) {
    case State.Busy:
      current = State.Busy;
      break;
    case State.Done:
      current = State.Done;
      break;
    default:
      current = State.Idle;
  }
  return names[u32(current)];
}

//? levelOf(1) = 300
//? levelOf(0) = -300
export function levelOf(high: u32): i32 {
  machine.level = high !== 0 ? Level.High : Level.Low;
  return i32(machine.level);
}

//? same(5) = 1
//? same(6) = 0
export function same(state: State): u32 {
  return state === machine.state ? 1 : 0;
}

//? kept(255) = 255
//? kept(6) = 6
export function kept(state: State): u8 {
  return u8(state);
}
