/**
 * The engines that random programs run on, by short name.
 *
 * @packageDocumentation
 */
import { ARM, RISCV, XTENSA } from "../engines/chips.ts";
import type { Engine, OptionalEngine } from "../engines/engine.ts";
import { javascriptEngine } from "../engines/javascript.ts";
import { CLANG, NATIVE_CHECKED, NATIVE_OPTIMISED, NATIVE_QUICK } from "../engines/native.ts";
import { wasmEngine } from "../engines/wasm.ts";
import type { BatchEngine } from "./compare.ts";

/** Several engines under one name take turns, one a batch. */
interface Row {
  readonly engines: readonly (Engine | OptionalEngine)[];
  readonly together: number;
}

/** How many programs are compared before the next are made; a compiler gets all at once. */
export const BATCH = 50;

/** The other emulated chips have room for some. */
const ON_CHIP = 20;

/** The microbit's 16 KB of RAM hold few programs at once. */
const ON_MICROBIT = 5;

const ROWS = {
  js: { engines: [javascriptEngine("javascript", true)], together: 1 },
  wasm: {
    engines: [
      wasmEngine("wasm"),
      wasmEngine("wasm, checked", { checks: true }),
      wasmEngine("wasm with simd", { simd: true }),
    ],
    together: 1,
  },
  gcc: { engines: [NATIVE_QUICK], together: BATCH },
  "gcc-sanitized": { engines: [NATIVE_CHECKED], together: BATCH },
  "gcc-O2": { engines: [NATIVE_OPTIMISED], together: BATCH },
  clang: { engines: [CLANG], together: BATCH },
  arm: { engines: [ARM], together: ON_MICROBIT },
  riscv: { engines: [RISCV], together: ON_CHIP },
  xtensa: { engines: [XTENSA], together: ON_CHIP },
} as const satisfies Record<string, Row>;

export type EngineName = keyof typeof ROWS;

/** All short names. */
export const ENGINE_NAMES = Object.keys(ROWS) as readonly EngineName[];

/** Why an engine cannot run here; null if it can. */
export function missingEngine(name: EngineName): string | null {
  const { engines }: Row = ROWS[name];
  for (const engine of engines) if ("missing" in engine && engine.missing !== null) return engine.missing;
  return null;
}

/** The engines of one batch. */
export function enginesOf(names: readonly EngineName[], batch: number): readonly BatchEngine[] {
  return names.flatMap((name): BatchEngine[] => {
    const { engines, together }: Row = ROWS[name];
    const engine = engines[batch % engines.length];
    return engine === undefined ? [] : [{ engine, together }];
  });
}
