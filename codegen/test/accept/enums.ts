/**
 * Enums, and switches that have a case for each member.
 *
 * @packageDocumentation
 */
import { type bool, i32, u32 } from "../lib/types.ts";
import { Colour, type Hue, brightest, next } from "./modules/colour.ts";

const STEP = 5;

/** What the machine does. */
export enum State {
  /** Nothing. */
  Idle,
  Busy = STEP,
  Done = Busy + 1, // And off.
}

enum Level {
  Low = -1,
  Middle,
  High,
}

enum Wide {
  Small = 1,
  Large = 70000,
}

const START = State.Idle;
const FIRST: Level = Level.Low;
const TABLE_LENGTH = u32(State.Done) + 1;

class Machine {
  state = State.Idle;
  level: Level = Level.Low;
  wide: Wide = Wide.Small;
}

const machine = new Machine();
const durations = new Uint8Array(TABLE_LENGTH);
let current: State = START;
let hue: Hue = Colour.Red;

/** The next state. */
export function advance(state: State): State {
  switch (state) {
    case State.Idle:
      return State.Busy;
    case State.Busy:
      return State.Done;
    case State.Done:
      return State.Idle;
  }
}

export function step(hurry: bool): i32 {
  const before = current;
  current = hurry ? State.Done : advance(before);
  machine.state = current;
  let level: Level = FIRST;
  switch (machine.state) {
    case State.Idle:
    case State.Done:
      level = Level.High;
      break;
    case State.Busy:
      level = machine.level === Level.Middle ? Level.Low : Level.Middle;
  }
  machine.level = level;
  return i32(machine.level);
}

export function duration(state: State): u32 {
  return state === State.Busy || state === State.Done ? durations[u32(state)] : 0;
}

/** Holds a member, whatever `code` is. */
export function decode(code: u32): u32 {
  let wide = Wide.Small;
  switch (code) {
    case u32(Wide.Large):
      wide = Wide.Large;
      break;
    default:
      wide = Wide.Small;
  }
  machine.wide = wide;
  return durations[u32(machine.state)] + u32(machine.wide);
}

export function paint(): u32 {
  hue = next(hue);
  switch (hue) {
    case Colour.Red:
      return 1;
    default:
      return brightest() === hue ? 2 : 3;
  }
}
