/**
 * What a step of the spiking engine costs on an emulated RP2040, which has no unit for floating-point numbers: once
 * with neurons in binary32, which is software there, and once in fixed point.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "../../codegen/src/compile.ts";
import { Machine } from "../../hil-tests/emulator/machine.ts";
import { buildFirmware } from "../../targets/build.ts";
import { readElf, symbolNamed } from "../../targets/elf.ts";
import { RP2040 } from "../../targets/rp2040/chip.ts";

const ENTRY = join(import.meta.dirname, "../program/steps.ts");
const INSTRUCTIONS_MAX = 50_000_000;

/** Values of the option `ARITHMETIC`. */
export const ARITHMETIC = { float: 0, fixed: 1 } as const;

/** Cycles of steps of 32 neurons: of the middle one of 200, and of the dearest, in which neurons fire. */
export interface StepCycles {
  readonly median: number;
  readonly most: number;
}

/** Builds the program in a folder and runs it. Rejects with `ToolchainMissingError` if there is no compiler for it. */
export async function measureSteps(arithmetic: number, outDir: string): Promise<StepCycles> {
  const { files, baud } = await buildFirmware({
    program: "steps",
    sources: sourcesOf(arithmetic),
    chip: RP2040,
    outDir,
  });
  const elf = readElf(new Uint8Array(await readFile(files.elf)));
  const { address } = symbolNamed(elf, "schedule_step");
  const machine = new Machine({
    image: new Uint8Array(await readFile(files.bin ?? files.elf)),
    baud,
    seed: 1,
    stackBottom: symbolNamed(elf, "__stack_bottom").address,
    onFault: "stop",
    onSent: () => undefined,
  });
  const watch = machine.watchFunctions([address]);
  const state = machine.run(INSTRUCTIONS_MAX);
  if (state !== "asleep") {
    throw new Error(`bench: the chip is ${state}: ${machine.fault?.cause ?? "it takes too long"}`);
  }
  const cycles = [...watch.callsOf(address)].sort((a, b) => a - b);
  return { median: cycles[cycles.length >> 1] ?? NaN, most: cycles.at(-1) ?? NaN };
}

function sourcesOf(arithmetic: number): Map<string, string> {
  const { outputs, diagnostics } = compile({
    host: { read: (path) => (existsSync(path) ? readFileSync(path, "utf8") : null) },
    entry: ENTRY,
    targets: ["c"],
    options: { checks: false, set: { ARITHMETIC: arithmetic } },
  });
  if (diagnostics.length > 0) throw new Error(`bench: steps.ts does not compile: ${diagnostics[0]?.message ?? ""}`);
  return new Map([...outputs].flatMap(([path, text]) => (typeof text === "string" ? [[path, text] as const] : [])));
}
