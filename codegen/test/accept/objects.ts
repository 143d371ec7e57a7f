/**
 * Objects of constants.
 *
 * @packageDocumentation
 */
import { type bool, f32, type u32, u8 } from "../lib/types.ts";
import { LIMITS } from "./modules/limits.ts";

enum Mode {
  Off,
  On,
}

const FIRST = 4;

/** Where things are connected. */
export const PINS = {
  /** The green one. */
  led: 25,
  button: 14, // active low
  serial: { receive: 1, send: FIRST - 4 },
} as const;

const DEFAULTS = { gain: 0.5, byte: u8(0x1ff), mode: Mode.On, quiet: false, deep: { er: { still: -3 } } } as const;
const MASK = 1 << PINS.led;

const table = new Uint32Array(LIMITS.COUNT);
let mode: Mode = DEFAULTS.mode;

export function mask(pin: u32): u32 {
  switch (pin) {
    case PINS.led:
      return MASK;
    case PINS.serial.send:
      return 1 << PINS.serial.receive;
    default:
      return pin > PINS.button ? LIMITS.MAX : DEFAULTS.byte;
  }
}

export function scale(x: f32): f32 {
  return x * DEFAULTS.gain + PINS.button + f32(DEFAULTS.deep.er.still);
}

export function toggle(): bool {
  mode = mode === DEFAULTS.mode ? Mode.Off : DEFAULTS.mode;
  table[LIMITS.COUNT - 1] = u32Of(mode);
  return DEFAULTS.quiet || table[LIMITS.COUNT - 1] === 1;
}

function u32Of(value: Mode): u32 {
  return value === Mode.On ? 1 : 0;
}
