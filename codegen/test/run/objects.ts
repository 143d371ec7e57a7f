/**
 * Objects of constants: their members are numbers wherever a constant may stand.
 *
 * @packageDocumentation
 */
import { f32, u32, u8 } from "../../../firmware-src/lib/types.ts";
import { PINS } from "./modules/pins.ts";

enum Mode {
  Off = 3,
  On = 9,
}

const SETTINGS = { gain: 0.1, byte: u8(0x1ff), mode: Mode.On, table: { length: 4, last: -1 } } as const;
const MASK = 1 << PINS.led;

const table = new Float32Array(SETTINGS.table.length);
const numbers = new Uint8Array([PINS.led, PINS.serial.send]);

//? mask() = 0x2000000
export function mask(): u32 {
  return MASK;
}

//? choose(25) = 255
//? choose(14) = 9
//? choose(1) = 14
export function choose(pin: u32): u32 {
  switch (pin) {
    case PINS.led:
      return SETTINGS.byte;
    case PINS.button:
      return u32(SETTINGS.mode);
    default:
      return PINS.button;
  }
}

//? scaled(3) = 0.30000001192092896
export function scaled(x: f32): f32 {
  table[3] = x * SETTINGS.gain;
  return table[3];
}

//? last(2) = -1
export function last(i: u32): f32 {
  return i < 2 ? f32(numbers[i]) : SETTINGS.table.last;
}

//? number(0) = 25
//? number(1) = 7
export function number(i: u32): u32 {
  return i < numbers.length ? numbers[i] : 0;
}
