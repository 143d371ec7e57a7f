/**
 * What a step of the spiking engine costs on a chip without a floating-point unit.
 *
 * @packageDocumentation
 */
import { inFolder } from "../programs.ts";
import { ARITHMETIC, measureSteps } from "../spiking/steps.ts";
import type { BenchTable, Cell } from "../table.ts";

/** Cycles of steps in either arithmetic. */
export const SPIKING: BenchTable = {
  name: "spiking",
  title: "a step of 32 spiking neurons on the emulated RP2040, cycles: the median of 200, and the most",
  columns: [
    { key: "neurons", head: "neurons" },
    { key: "medianCycles", head: "median" },
    { key: "mostCycles", head: "most" },
  ],
  measure: async (onStep) => {
    const rows: Cell[][] = [];
    for (const [name, arithmetic] of Object.entries(ARITHMETIC)) {
      onStep(name);
      const { median, most } = await inFolder((outDir) => measureSteps(arithmetic, outDir));
      rows.push([name, median, most]);
    }
    return rows;
  },
};
