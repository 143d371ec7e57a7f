/**
 * Programs on an emulated RP2040, and the cycles that their functions take there. The emulator counts exactly, so two
 * runs give the same figures.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import { Machine } from "../hil-tests/emulator/machine.ts";
import { buildFirmware } from "../targets/build.ts";
import { readElf, symbolNamed } from "../targets/elf.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";

/** What to run. */
export interface ChipProgram {
  /** The program's name, as of its generated header. */
  readonly program: string;
  readonly sources: ReadonlyMap<string, string>;
  /** Names of the functions whose calls are measured, as in C. */
  readonly watched: readonly string[];
}

/** What is known of a program that has run. */
export interface ChipRun {
  /** Cycles of each call of a watched function, in the order of the calls; at least one. */
  readonly callsOf: (name: string) => readonly number[];
  /** The word at a static of the program. */
  readonly readWord: (name: string) => number;
}

/**
 * Builds a program in a folder and runs it until it sleeps. Rejects with `ToolchainMissingError` if there is no
 * compiler for the chip.
 */
export async function runOnChip({ program, sources, watched }: ChipProgram, outDir: string): Promise<ChipRun> {
  const { files, baud } = await buildFirmware({ program, sources, chip: RP2040, outDir });
  const elf = readElf(new Uint8Array(await readFile(files.elf)));
  const addressOf = (name: string): number => symbolNamed(elf, name).address;
  const machine = new Machine({
    image: new Uint8Array(await readFile(files.bin ?? files.elf)),
    baud,
    seed: 1,
    stackBottom: addressOf("__stack_bottom"),
    onFault: "stop",
    onSent: () => undefined,
  });
  const watch = machine.watchFunctions(watched.map(addressOf));
  const state = machine.run(INSTRUCTIONS_MAX);
  if (state !== "asleep") {
    throw new Error(`bench: the chip is ${state}: ${machine.fault?.cause ?? "it takes too long"}`);
  }
  return {
    callsOf: (name) => {
      const calls = watch.callsOf(addressOf(name));
      if (calls.length === 0) throw new Error(`bench: the chip did not call ${name}`);
      return calls;
    },
    readWord: (name) => {
      const bytes = machine.readRam(addressOf(name), 4);
      return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    },
  };
}

const INSTRUCTIONS_MAX = 50_000_000;
