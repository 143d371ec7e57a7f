/**
 * The core and hand-written C on an emulated RP2040, in cycles: both in one image, compiled with the same flags, on the
 * same vectors. The emulator counts exactly, so two runs give the same figures.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileFile } from "../codegen/src/cli/build.ts";
import { Machine } from "../hil-tests/emulator/machine.ts";
import { buildFirmware } from "../targets/build.ts";
import { readElf, symbolNamed, type Elf } from "../targets/elf.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";

/** Cycles of one piece of work, done by the compiled core and by hand-written C. */
export interface CyclePair {
  readonly work: string;
  readonly ganglionCycles: number;
  readonly handwrittenCycles: number;
}

/** What the chip was seen to do. */
export interface ChipMeasurement {
  readonly pairs: readonly CyclePair[];
  /** Bytes of the results in which the two differ. */
  readonly differentBytes: number;
}

interface Work {
  readonly work: string;
  readonly ganglion: string;
  /** Which call of it, in the order of bench/c/chip.c; the first if not given. */
  readonly call?: number;
  readonly handwritten: string;
}

/** What is measured, by name: the function of bench/program/kernels.ts, and the one of bench/c beside it. */
export const WORK = [
  { work: "search for the nearest 10", ganglion: "kernels_search", handwritten: "exact_search" },
  { work: "the same by 13-bit codes", ganglion: "kernels_search", call: 1, handwritten: "exact_search" },
  { work: "the same, certified by 8-bit codes", ganglion: "kernels_search", call: 2, handwritten: "exact_search" },
  { work: "f32 distances alone", ganglion: "kernels_scan_floats", handwritten: "scans_floats" },
  { work: "13-bit products alone", ganglion: "kernels_scan_codes", handwritten: "scans_codes" },
] as const satisfies readonly Work[];

/** Builds the image in a folder and runs it. Rejects with `ToolchainMissingError` if there is no compiler for it. */
export async function measureOnChip(outDir: string): Promise<ChipMeasurement> {
  const sources = new Map([...generatedSources(), ...(await handwrittenSources())]);
  const { files, baud } = await buildFirmware({ program: "chip", sources, chip: RP2040, outDir });
  const elf = readElf(new Uint8Array(await readFile(files.elf)));
  const machine = new Machine({
    image: new Uint8Array(await readFile(files.bin ?? files.elf)),
    baud,
    seed: 1,
    stackBottom: symbolNamed(elf, "__stack_bottom").address,
    onFault: "stop",
    onSent: () => undefined,
  });
  const cyclesOf = run(machine, elf);
  return {
    pairs: WORK.map(({ work, ganglion, handwritten, ...rest }) => ({
      work,
      ganglionCycles: cyclesOf(ganglion, "call" in rest ? rest.call : 0),
      handwrittenCycles: cyclesOf(handwritten, 0),
    })),
    differentBytes: readWord(machine, symbolNamed(elf, "chip_differences").address),
  };
}

function generatedSources(): [path: string, text: string][] {
  const { outputs, diagnostics } = compileFile(join(import.meta.dirname, "program", "kernels.ts"), ["c"]);
  if (diagnostics.length > 0) throw new Error(`bench: kernels.ts does not compile: ${diagnostics[0]?.message ?? ""}`);
  return [...outputs].flatMap(([path, text]) => (typeof text === "string" ? [[path, text]] : []));
}

async function handwrittenSources(): Promise<[path: string, text: string][]> {
  return Promise.all(HANDWRITTEN_FILES.map(async (file) => [file, await readFile(join(C_FOLDER, file), "utf8")]));
}

/** Runs until the program sleeps; then tells how long a call of a function took. */
function run(machine: Machine, elf: Elf): (name: string, call: number) => number {
  const addressOf = (name: string): number => symbolNamed(elf, name).address;
  const names = WORK.flatMap(({ ganglion, handwritten }) => [ganglion, handwritten]);
  const watch = machine.watchFunctions(names.map(addressOf));
  const state = machine.run(INSTRUCTIONS_MAX);
  if (state !== "asleep") {
    throw new Error(`bench: the chip is ${state}: ${machine.fault?.cause ?? "it takes too long"}`);
  }
  return (name, call) => {
    const cycles = watch.callsOf(addressOf(name))[call];
    if (cycles === undefined) throw new Error(`bench: the chip did not call ${name}`);
    return cycles;
  };
}

function readWord(machine: Machine, address: number): number {
  const bytes = machine.readRam(address, 4);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

const C_FOLDER = join(import.meta.dirname, "c");
const HANDWRITTEN_FILES = ["chip.c", "exact.c", "exact.h", "scans.c", "scans.h"];
const INSTRUCTIONS_MAX = 20_000_000;
