import type { f32, u32 } from "../lib/types.ts";

class Limits {
  low: f32 = 0;
}

export const plain = { a: 1 }; //! GN1013 stands for constants only
export let variable = { a: 1 } as const; //! GN1013 stands for constants only
export const typed: Limits = { low: 1 }; //! GN1013 stands for constants only
export const OTHER = { a: 1 } as Limits; //! GN1013 stands for constants only
export const limits = new Limits();

const shared = 3;
let counter: u32 = 0;

export const MEMBERS = {
  shared, //! GN1013 a plain name and a value
  ...limits, //! GN1013
  ["computed"]: 1, //! GN1013
  "quoted": 1, //! GN1013
  method(): void {}, //! GN1013
  text: "a", //! GN1003
  list: [1, 2], //! GN1014
} as const;

export const TWICE = { a: 1, a: 2 } as const; //! GN2002
export const CHANGING = { a: counter } as const; //! GN2020
export const EARLY = { a: LATER } as const; //! GN2003
const LATER = shared;

const PINS = { led: 25, serial: { receive: 1 }, large: 300 } as const;

export function use(x: u32): u32 {
  counter += LATER;
  PINS.led = 3; //! GN2014
  const whole = PINS; //! GN2012 object of constants
  const inner = PINS.serial; //! GN2012 `PINS.serial` is an object of constants
  const missing = PINS.lead; //! GN2013 there is no `PINS.lead`
  const deeper = PINS.led.more; //! GN2014
  const local = { a: 1 } as const; //! GN1019
  counter += PINS.serial.receive + x;
  return PINS;  //! GN2012
}

export const bytes = new Uint8Array([PINS.large]); //! GN2008 300 does not fit u8
