/**
 * How large the programs of this project become.
 *
 * @packageDocumentation
 */
import type { Compilation } from "../../codegen/src/compile.ts";
import { buildFirmware } from "../../targets/build.ts";
import { RP2040 } from "../../targets/rp2040/chip.ts";
import { compileProgram, firmwareEntry, inFolder, textOutputs } from "../programs.ts";
import type { BenchTable, Cell } from "../table.ts";

/** The programs, smallest first; of these, the ones that can be a chip's main program. */
const PROGRAMS = ["hello", "core", "full", "node"];
const MAIN_PROGRAMS: ReadonlySet<string> = new Set(["node"]);

/** Bytes of each program in each form. */
export const SIZES: BenchTable = {
  name: "sizes",
  title: "sizes, bytes: sources, machine code, and RAM of the statics",
  columns: [
    { key: "program", head: "program" },
    { key: "cBytes", head: "C" },
    { key: "jsBytes", head: "JavaScript" },
    { key: "wasmBytes", head: "WASM" },
    { key: "flashBytes", head: "RP2040 flash" },
    { key: "ramBytes", head: "RAM" },
  ],
  measure: async (onStep) => {
    const rows: Cell[][] = [];
    for (const program of PROGRAMS) {
      onStep(program);
      rows.push(await sizesOf(program));
    }
    return rows;
  },
};

async function sizesOf(program: string): Promise<Cell[]> {
  const compilation = compileProgram(firmwareEntry(program), ["c", "js", "wasm"]);
  const bytesOf = (ending: RegExp): number =>
    compilation.sizes.filter(({ part }) => ending.test(part)).reduce((sum, { bytes }) => sum + bytes, 0);
  const flash = MAIN_PROGRAMS.has(program) ? await flashBytes(program, compilation) : null;
  return [program, bytesOf(/\.[ch]$/), bytesOf(/\.js$/), bytesOf(/\.wasm$/), flash, ramBytes(compilation)];
}

/** What the statics of a program take of a chip's RAM. */
export function ramBytes({ sizes }: Compilation): number {
  return sizes.filter(({ section }) => section === "ram").reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What the linked program takes of the chip's flash. */
async function flashBytes(program: string, compilation: Compilation): Promise<number | null> {
  return inFolder(async (outDir) => {
    const sources = textOutputs(compilation);
    const { sizes } = await buildFirmware({ program, sources, chip: RP2040, outDir });
    return sizes.flash?.usedBytes ?? null;
  });
}
