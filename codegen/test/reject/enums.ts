import { type Fixed, type bool, type f32, type i32, u32, type u8 } from "../lib/types.ts";

export enum State {
  Idle,
  Busy = 5,
  Done,
}

export enum Colour {
  Red,
  Green,
}

export enum Empty {} //! GN4014 an enum without members

export enum Text {
  A = "a", //! GN1003
}

export enum Computed {
  ["a"] = 1, //! GN1025 a plain name
}

export enum Fraction {
  A = 1.5, //! GN4014 `A` is not a whole number
  B,
}

export enum Large {
  A = 2147483647,
  B, //! GN4014 `B` is not a whole number
}

export enum Changing {
  A = counter, //! GN2020
}

export enum Twice {
  A,
  A = 2, //! GN2002 declared twice
}

export enum Early {
  A = LATER, //! GN2003
}
const LATER = 3;
export const USED = LATER;

let counter: u32 = 0;
let state: State = State.Idle;
let number: State = 1; //! GN2021 a State is needed here, and this is a number
let colour: Colour = Colour.Red;
let other: Colour = State.Idle; //! GN2021 a Colour is needed here, and this is a State
export const STATES = new Uint8Array([State.Idle]); //! GN2021 u8 is needed here, and this is a State

class Machine {
  state: State = 0; //! GN2021
}
export const machine = new Machine();

export function mix(byte: u8, other: Colour, flag: bool, x: f32): u32 {
  counter += 1;
  state = byte; //! GN2021 a State is needed here, and this is u32
  state = State.Ready; //! GN2013 State has no member `Ready`
  state = State; //! GN2012 `State` is an enum, not a value
  state = flag ? State.Idle : Colour.Red; //! GN2021 a State is needed here, and this is a Colour
  state = flag ? 1 : State.Idle; //! GN2021
  state += 1; //! GN2021 `+` mixes a State and a number
  State.Idle = 2; //! GN2014
  colour = other; number = state;
  if (state) return 1; //! GN2021 bool is needed here, and this is a State
  if (state === other) return 1; //! GN2021 `===` mixes a State and a Colour
  if (state === byte) return 1; //! GN2021 `===` mixes a State and u32
  if (state < State.Done) return 1; //! GN2021 `<` does not take a State
  const sum: u32 = state; //! GN2021 u32 is needed here, and this is a State
  const negative = -x + State.Idle; //! GN2021
  let empty: State; //! GN2009
  return -state + sum; //! GN2021
}

export function all(list: State[]): u32 { //! GN4004 there are no lists of State
  return list.length;
}

export function fixed(list: Fixed<State, 3>): u32 { //! GN2012
  return list.length;
}

export function take(wanted: State): State {
  return wanted;
}

export function give(number: i32): State {
  take(number); //! GN2021
  take(State); //! GN2012
  return number; //! GN2021
}

export function choose(wanted: State): u32 {
  switch (wanted) { //! GN3016 this switch leaves out Done of State
    case State.Idle:
      return 1;
    case State.Busy:
      return 2;
  }
}

export function wrong(wanted: State): u32 {
  switch (wanted) {
    case 0: //! GN2021 a State is needed here, and this is a number
      return 1;
    case Colour.Red: //! GN2021 a State is needed here, and this is a Colour
      return 2;
    default:
      return 0;
  }
}

export function inside(): u32 {
  enum Inner { //! GN1025 an enum cannot stand inside a function
    A,
  }
  return u32(Inner.A);
}
