/**
 * A published network that reads Braille letters, on emulated chips: imported, loaded record by record and run, it does
 * in C on each of them to the last bit what it does in JavaScript.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readProgram } from "../../../codegen/src/front-end.ts";
import type { Program } from "../../../codegen/src/ir/ir.ts";
import { RISCV, XTENSA } from "../../../codegen/test/engines/chips.ts";
import type { Call, Result } from "../../../codegen/test/engines/engine.ts";
import { javascriptEngine } from "../../../codegen/test/engines/javascript.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../../../codegen/test/engines/native.ts";
import { wasmEngine } from "../../../codegen/test/engines/wasm.ts";
import { CORE_ENTRY, sourceHost } from "../../../firmware-src/test/builds.ts";
import { importNir, settingsFor } from "../../nir/import-nir.ts";
import { randomSpikes } from "./random.ts";

const STEPS = 128;
const OUTPUTS = 7;

/** A program that takes the file word by word, and makes a step with the inputs that are bits of a number. */
const TEXT = `
import { bitsOf, u8, type u32 } from "./lib/types.ts";
import { list, take } from "./spiking/events.ts";
import { buffer, load } from "./spiking/model.ts";
import { input, read } from "./spiking/neurons.ts";
import { reset, step } from "./spiking/schedule.ts";
import { EVENTS, NEURONS } from "./spiking/sizes.ts";

export function put(word: u32, value: u32): void {
  for (let i: u32 = 0; i < 4; i++) if (word < 60) buffer[4 * word + i] = u8((value >>> (8 * i)) & 255);
}

export function loaded(bytes: u32): u32 {
  return load(bytes);
}

export function start(): void {
  reset();
}

/** Who fired in a step, 32 neurons from \`first\` on. */
export function stepWith(inputs: u32, first: u32): u32 {
  for (let i: u32 = 0; i < 12; i++) if (((inputs >>> i) & 1) === 1) input(i, 2, 0);
  step();
  const length = take();
  let fired: u32 = 0;
  for (let i: u32 = 0; i < EVENTS; i++) {
    const neuron = list.records[i].neuron;
    if (i < length && neuron >= first && neuron < first + 32) fired |= 1 << (neuron - first);
  }
  return fired;
}

/** A number for all potentials and currents. */
export function state(): u32 {
  let hash: u32 = 2166136261;
  for (let index: u32 = 0; index < NEURONS; index++) {
    hash = (hash ^ bitsOf(read(index, 0))) * 16777619;
    hash = (hash ^ bitsOf(read(index, 1))) * 16777619;
  }
  return hash;
}
`;

const call = (name: string, ...values: number[]): Call => ({ name, values });

let program: Program;
let calls: Call[];
let expected: readonly Result[];

beforeAll(async () => {
  const file = readFileSync(join(import.meta.dirname, "data/braille_noDelay_bias_zero.nir"));
  const { bytes, needs, inputs, outputs } = await importNir(file, { method: "euler", limits: null });
  expect([inputs[0]?.neurons.length, outputs[0]?.neurons]).toEqual([12, [50, 51, 52, 53, 54, 55, 56]]);
  program = compiled(settingsFor(needs));
  calls = [...loading(bytes), call("start")];
  for (const { input = [] } of randomSpikes(STEPS, { input: 12 }, 0.1)) {
    calls.push(
      call(
        "stepWith",
        input.reduce((mask, bit, i) => mask | (bit << i), 0),
        57 - 32,
      ),
      call("state"),
    );
  }
  expected = await javascriptEngine("checked", true).run(program, calls);
});

test("the letters' neurons fire, and every record is taken", () => {
  const answers = (name: string): number[] =>
    calls.flatMap((each, i) => (each.name === name ? [Number(expected[i])] : []));
  expect(answers("loaded").reduce((sum, records) => sum + records, 0)).toBe(26748 / 12);
  const letters = answers("stepWith").map((fired) => fired >>> (32 - OUTPUTS));
  expect(letters.filter((fired) => fired !== 0).length).toBeGreaterThan(10);
  expect(new Set(answers("state")).size).toBe(STEPS);
});

test.each([wasmEngine(), NATIVE_CHECKED, NATIVE_OPTIMISED])("$name", async (engine) => {
  expect(await engine.run(program, calls)).toEqual(expected);
});

for (const chip of [RISCV, XTENSA]) {
  test.skipIf(chip.missing !== null)(`${chip.name}${chip.missing === null ? "" : `: ${chip.missing}`}`, async () => {
    expect(await chip.run(program, calls)).toEqual(expected);
  });
}

function compiled(settings: Readonly<Record<string, number>>): Program {
  const entry = CORE_ENTRY.replace(/core\.ts$/, "probe.ts");
  const read = (path: string): string | null => (path === entry ? TEXT : sourceHost.read(path));
  const { program: found, diagnostics } = readProgram({ read }, entry, { settings });
  if (found === null) throw new Error(JSON.stringify(diagnostics));
  return found;
}

/** The file, 240 bytes at a time. */
function loading(bytes: Uint8Array): Call[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const made: Call[] = [];
  for (let at = 0; at < bytes.length; at += 240) {
    const length = Math.min(240, bytes.length - at);
    for (let word = 0; word < length / 4; word++) made.push(call("put", word, view.getUint32(at + 4 * word, true)));
    made.push(call("loaded", length));
  }
  return made;
}
