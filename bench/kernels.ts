/**
 * The core and hand-written C on an emulated RP2040, in cycles: both in one image, compiled with the same flags, on the
 * same vectors.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runOnChip } from "./emulated-chip.ts";
import { compileProgram, textOutputs } from "./programs.ts";

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
export async function measureKernels(outDir: string): Promise<ChipMeasurement> {
  const generated = textOutputs(compileProgram(join(import.meta.dirname, "program", "kernels.ts"), ["c"]));
  const sources = new Map([...generated, ...(await handwrittenSources())]);
  const watched = WORK.flatMap(({ ganglion, handwritten }) => [ganglion, handwritten]);
  const { callsOf, readWord } = await runOnChip({ program: "chip", sources, watched }, outDir);
  return {
    pairs: WORK.map(({ work, ganglion, handwritten, ...rest }) => ({
      work,
      ganglionCycles: callsOf(ganglion)["call" in rest ? rest.call : 0] ?? NaN,
      handwrittenCycles: callsOf(handwritten)[0] ?? NaN,
    })),
    differentBytes: readWord("chip_differences"),
  };
}

async function handwrittenSources(): Promise<[path: string, text: string][]> {
  return Promise.all(HANDWRITTEN_FILES.map(async (file) => [file, await readFile(join(C_FOLDER, file), "utf8")]));
}

const C_FOLDER = join(import.meta.dirname, "c");
const HANDWRITTEN_FILES = ["chip.c", "exact.c", "exact.h", "scans.c", "scans.h"];
