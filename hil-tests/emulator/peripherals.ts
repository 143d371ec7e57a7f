/**
 * The two blocks that a booting program reads and the emulator library lacks: the ring oscillator's random bit, and the
 * record of what reset the chip.
 *
 * @packageDocumentation
 */
import { BasePeripheral, type RP2040 } from "rp2040js";

const RANDOM_BIT = 0x1c;
const CHIP_RESET = 0x08;
const CHIP_RESET_HAD_POWER_ON = 1 << 8;

/** Random bits from a seed, so that a run can be repeated (xorshift, Marsaglia 2003). */
export class RingOscillator extends BasePeripheral {
  #state: number;

  constructor(chip: RP2040, seed: number) {
    super(chip, "ROSC");
    this.#state = seed >>> 0 || 1;
  }

  /** Where the sequence stands: the seed of the next chip after a reset. */
  get state(): number {
    return this.#state;
  }

  override readUint32(offset: number): number {
    if (offset !== RANDOM_BIT) return super.readUint32(offset);
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state & 1;
  }
}

/** Says that the chip was powered on: every reset here that is no watchdog's is one. */
export class VoltageRegulatorAndChipReset extends BasePeripheral {
  override readUint32(offset: number): number {
    return offset === CHIP_RESET ? CHIP_RESET_HAD_POWER_ON : super.readUint32(offset);
  }
}
