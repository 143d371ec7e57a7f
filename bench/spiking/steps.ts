/**
 * What a step of the spiking engine costs on an emulated RP2040, which has no unit for floating-point numbers: once
 * with neurons in binary32, which is software there, and once in fixed point.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import { runOnChip } from "../emulated-chip.ts";
import { compileProgram, textOutputs } from "../programs.ts";
import { median } from "../table.ts";

const ENTRY = join(import.meta.dirname, "../program/steps.ts");
const STEP = "schedule_step";

/** Values of the option `ARITHMETIC`. */
export const ARITHMETIC = { float: 0, fixed: 1 } as const;

/** Cycles of steps of 32 neurons: of the middle one of 200, and of the dearest, in which neurons fire. */
export interface StepCycles {
  readonly median: number;
  readonly most: number;
}

/** Builds the program in a folder and runs it. Rejects with `ToolchainMissingError` if there is no compiler for it. */
export async function measureSteps(arithmetic: number, outDir: string): Promise<StepCycles> {
  const sources = textOutputs(compileProgram(ENTRY, ["c"], { set: { ARITHMETIC: arithmetic } }));
  const { callsOf } = await runOnChip({ program: "steps", sources, watched: [STEP] }, outDir);
  const cycles = callsOf(STEP);
  return { median: median(cycles), most: Math.max(...cycles) };
}
