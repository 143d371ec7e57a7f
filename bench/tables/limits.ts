/**
 * Sizes that have a limit, each beside it.
 *
 * @packageDocumentation
 */
import type { Compilation } from "../../codegen/src/compile.ts";
import { compileProgram, firmwareEntry, wasmOutput } from "../programs.ts";
import type { BenchTable } from "../table.ts";
import { instantiateWasm } from "../web-assembly.ts";
import { ramBytes } from "./sizes.ts";

const PAGE_BYTES = 65_536;
const MANY_CORES = 256;

/** What is measured, in bytes, and the most it may be. */
interface Limited {
  readonly what: string;
  readonly limitBytes: number;
  readonly measure: () => number;
}

const LIMITED: readonly Limited[] = [
  { what: "core.wasm, the 58 functions", limitBytes: 8_000, measure: () => wasmOutput(build("core")).length },
  { what: "its memory", limitBytes: PAGE_BYTES, measure: () => memoryBytes(build("core")) },
  { what: "full.wasm, all functions", limitBytes: 16_000, measure: () => wasmOutput(build("full")).length },
  {
    what: "RAM of one core more",
    limitBytes: 5_500,
    measure: () => ramBytes(build("core", 2)) - ramBytes(build("core")),
  },
  {
    what: `statics of ${MANY_CORES} cores with all functions`,
    limitBytes: 1_500_000,
    measure: () => ramBytes(build("full", MANY_CORES)),
  },
];

/** Bytes beside their limits. */
export const LIMITS: BenchTable = {
  name: "limits",
  title: "sizes that have a limit, bytes; 32 vectors of 16 components a core",
  columns: [
    { key: "what", head: "what" },
    { key: "bytes", head: "bytes" },
    { key: "limitBytes", head: "limit" },
    { key: "share", head: "share", decimals: 3 },
  ],
  measure: (onStep) => {
    const rows = LIMITED.map(({ what, limitBytes, measure }) => {
      onStep(what);
      const bytes = measure();
      return [what, bytes, limitBytes, bytes / limitBytes];
    });
    return Promise.resolve(rows);
  },
};

function build(program: string, cores = 1): Compilation {
  return compileProgram(firmwareEntry(program), ["wasm"], { set: { CORES: cores } });
}

function memoryBytes(compilation: Compilation): number {
  return instantiateWasm(wasmOutput(compilation)).memory.buffer.byteLength;
}
