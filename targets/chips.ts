/**
 * The chips that programs can be built for.
 *
 * @packageDocumentation
 */
import type { Chip } from "./chip.ts";
import { ESP32C3 } from "./esp32c3/chip.ts";
import { HOST } from "./host/chip.ts";
import { RP2040 } from "./rp2040/chip.ts";
import { RISCV32 } from "./virt/chip.ts";

/** Every chip, in the order in which help lists them. */
export const CHIPS: readonly Chip[] = [RP2040, ESP32C3, HOST, RISCV32];

/** The chip of that name, or null. */
export function chipNamed(name: string): Chip | null {
  return CHIPS.find((chip) => chip.name === name) ?? null;
}
