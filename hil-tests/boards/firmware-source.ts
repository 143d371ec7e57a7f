/**
 * Where boards get their firmware from: a function that builds the program under test for a chip.
 *
 * @packageDocumentation
 */
import type { Firmware, FirmwareOptions } from "../../targets/build.ts";
import type { Chip } from "../../targets/chip.ts";

/** Builds the program for a chip, or returns the build that is there already. */
export type FirmwareSource = (chip: Chip, options: FirmwareOptions) => Promise<Firmware>;
