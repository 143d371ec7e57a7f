/**
 * The programs in accept/, and calls that try their functions.
 *
 * @packageDocumentation
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readProgram } from "../src/front-end.ts";
import type { Program } from "../src/ir/ir.ts";
import type { Scalar } from "../src/ir/operators.ts";
import type { StorageType, Type } from "../src/ir/types.ts";
import { isScalar } from "../src/ir/types.ts";
import type { Call } from "./engines/engine.ts";
import { publicFunctions } from "./engines/engine.ts";

const FOLDER = join(import.meta.dirname, "accept");
const VOCABULARY = join(import.meta.dirname, "../../firmware-src/lib/types.ts");
const ROUNDS = 40;

/** A program of accept/ that needs no board. */
export interface AcceptedProgram {
  readonly name: string;
  readonly program: Program;
}

/** All that can run. */
export function programsToRun(): readonly AcceptedProgram[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
  return files.flatMap((file) => {
    const { program } = readProgram({ read: readSource }, join(FOLDER, file));
    if (program === null) throw new Error(`${file} is not accepted`);
    const needsBoard = program.modules.some((module) => module.externs.length > 0);
    return needsBoard ? [] : [{ name: file, program }];
  });
}

function readSource(path: string): string | null {
  return readFileSync(path.endsWith("/lib/types.ts") ? VOCABULARY : path, "utf8");
}

/** Every public function that takes and gives scalars or tuples, called in turn with values all over their types. */
export function callsOf(program: Program): readonly Call[] {
  const callable = [...publicFunctions(program)].filter(
    ([, { parameters, result }]) =>
      (typeof result === "string" || result.kind === "tuple") && parameters.every(({ type }) => isScalar(type)),
  );
  return Array.from({ length: ROUNDS }, (_, round) =>
    callable.map(([name, { parameters }]) => ({
      name,
      values: parameters.map(({ type }, index) => sample(type, round * 7919 + index * 104_729)),
    })),
  ).flat();
}

function sample(type: Type, seed: number): Scalar {
  const choices = SAMPLES[isScalar(type) ? type : "u32"];
  return choices[seed % choices.length] ?? 0;
}

const SAMPLES: Readonly<Record<StorageType, readonly Scalar[]>> = {
  bool: [0, 1],
  i8: [0, 1, -1, 7, -128, 127],
  u8: [0, 1, 2, 200, 255],
  i16: [0, 1, -1, 300, -32768, 32767],
  u16: [0, 1, 2, 700, 65535],
  i32: [0, 1, -1, 5, -12, 1000, -0x80000000, 0x7fffffff],
  u32: [0, 1, 2, 3, 4, 31, 1000, 0x80000000, 0xffffffff],
  f32: [0, -0, 1, -1, 0.5, -2.5, 1e-40, 16777217, 3e38, Infinity, -Infinity, NaN].map(Math.fround),
  i64: [0n, 1n, -1n, 5n, -12n, 5_000_000_000n, -(2n ** 63n), 2n ** 63n - 1n],
  u64: [0n, 1n, 2n, 31n, 64n, 5_000_000_000n, 2n ** 63n, 2n ** 64n - 1n],
};
