/**
 * What a search costs on a chip without a floating-point unit, beside the same algorithm written by hand in C.
 *
 * @packageDocumentation
 */
import { measureKernels } from "../kernels.ts";
import { inFolder } from "../programs.ts";
import type { BenchTable } from "../table.ts";

/** Cycles of searches and of bare loops over distances. */
export const CHIP: BenchTable = {
  name: "chip",
  title: "the same on the emulated RP2040, cycles; and its distances in bare loops",
  columns: [
    { key: "work", head: "work" },
    { key: "ganglionCycles", head: "Ganglion" },
    { key: "handwrittenCycles", head: "C by hand" },
    { key: "ratio", head: "ratio", decimals: 3 },
  ],
  measure: async (onStep) => {
    onStep("build and run");
    const { pairs } = await inFolder(measureKernels);
    return pairs.map(({ work, ganglionCycles, handwrittenCycles }) => [
      work,
      ganglionCycles,
      handwrittenCycles,
      ganglionCycles / handwrittenCycles,
    ]);
  },
};
