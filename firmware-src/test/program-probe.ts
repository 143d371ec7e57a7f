/**
 * A program that saves its settings and its spiking engine, damages what it has saved, and brings it back, all by
 * itself: so that the same calls can be made in JavaScript, in WebAssembly and in C.
 *
 * @packageDocumentation
 */
import { readProgram } from "../../codegen/src/front-end.ts";
import type { Program } from "../../codegen/src/ir/ir.ts";
import type { Settings } from "../../codegen/src/pipeline.ts";
import type { Call } from "../../codegen/test/engines/engine.ts";
import { CORE_ENTRY, sourceHost } from "./builds.ts";

const TEXT = `
import { f32, u8, type u32 } from "./lib/types.ts";
import { configure as configureModel } from "./neural/config.ts";
import { configure as configureRace } from "./neural/neuromorphic.ts";
import { setMode as setModel } from "./neural/neuron.ts";
import { lastError } from "./search/errors.ts";
import { setBreadth, setMode } from "./search/mode.ts";
import { restore, save, size } from "./snapshot/program.ts";
import { take } from "./spiking/events.ts";
import { configure as configureRule } from "./spiking/learning.ts";
import { configure, input, read, release } from "./spiking/neurons.ts";
import { NEURONS, SYNAPSES } from "./spiking/sizes.ts";
import { reset, reward, setTimeStep, step } from "./spiking/schedule.ts";
import { add, clear, count, weight } from "./spiking/synapses.ts";
import { crc32 } from "./wire/crc.ts";

const IMAGE_BYTES = 16384;
const image = new Uint8Array(IMAGE_BYTES);
const second = new Uint8Array(IMAGE_BYTES);

let state: u32 = 1;
let hash: u32 = 0;

/** A number below \`limit\`. */
function below(limit: u32): u32 {
  state = state * 1664525 + 1013904223;
  return (state >>> 8) % limit;
}

function part(least: f32, most: f32): f32 {
  return least + ((most - least) * f32(below(1000))) / 1000;
}

/** A network by chance: half of the neurons, plastic synapses and others, of all delays. */
export function build(seed: u32, synapses: u32): u32 {
  state = seed;
  clear();
  release();
  reset();
  setTimeStep(0.5);
  for (let index: u32 = 0; index < NEURONS / 2; index++) {
    configure(index, 0, part(5, 30));
    configure(index, 1, below(4) === 0 ? 0 : part(1, 10));
    configure(index, 2, part(-1, 0));
    configure(index, 3, part(1, 3));
    configure(index, 6, part(0, 3));
    configure(index, 7, f32(below(2)));
    configure(index, 8, f32(below(2)));
    configure(index, 9, part(0, 0.4));
  }
  configureRule(0, f32(below(3)));
  for (let id: u32 = 0; id < SYNAPSES && id < synapses; id++) {
    add(below(NEURONS / 2), below(NEURONS / 2), part(-0.3, 1), below(32), below(2));
  }
  return count();
}

/** All settings by chance. */
export function set(seed: u32): void {
  state = seed;
  setMode(below(5));
  setBreadth(below(100));
  setModel(below(3));
  for (let parameter: u32 = 0; parameter < 14; parameter++) configureModel(parameter, part(0.5, 1.5));
  configureRace(part(-1, 1), part(-1, 1), part(0, 1), part(0, 1));
}

/** Steps with input by chance; a number for all that happens in them. */
export function run(seed: u32, steps: u32): u32 {
  state = seed;
  hash = 2166136261;
  for (let round: u32 = 0; round < 1000 && round < steps; round++) {
    if (below(3) === 0) input(below(NEURONS / 2), 2, 0);
    if (below(50) === 0) reward(part(-1, 1));
    mix(step());
    mix(take());
    for (let index: u32 = 0; index < NEURONS / 2; index++) mix(bits(read(index, 0)) ^ bits(read(index, 1)));
  }
  for (let id: u32 = 0; id < SYNAPSES; id++) if (id < count()) mix(bits(weight(id)));
  return hash;
}

/** Saves the engine; the checksum of the bytes. */
export function keep(): u32 {
  return crcOf(save(image, 0));
}

/** Saves it in pieces of some length; the same. */
export function keepInPieces(length: u32): u32 {
  let total: u32 = 0;
  /** @bound 16384 */
  while (total < size() && total < IMAGE_BYTES) {
    const end = Math.min(total + Math.max(length, 1), IMAGE_BYTES);
    total += Math.max(save(image.subarray(total, end), total), 1);
  }
  return crcOf(total);
}

/** What it would save now, without touching what it has saved. */
export function present(): u32 {
  const written = Math.min(Math.max(save(second, 0), 4), IMAGE_BYTES);
  return crc32(second.subarray(0, written - 4));
}

export function bring(length: u32): u32 {
  return restore(image.subarray(0, Math.min(length, IMAGE_BYTES))) ? 1 : 0;
}

export function bytes(): u32 {
  return size();
}

export function error(): u32 {
  return lastError();
}

/** Changes a byte, and the checksum with it if \`isForged\`. */
export function change(at: u32, mask: u32, isForged: u32): void {
  if (at < IMAGE_BYTES) image[at] = u8(image[at] ^ (mask & 255));
  const end = Math.min(size(), IMAGE_BYTES) - 4;
  if (isForged === 0 || end > IMAGE_BYTES - 4) return;
  const crc = crc32(image.subarray(0, end));
  for (let i: u32 = 0; i < 4; i++) image[end + i] = u8((crc >>> (8 * i)) & 255);
}

/** Without the checksum at the end, with which that of all is the same for all. */
function crcOf(length: u32): u32 {
  return crc32(image.subarray(0, Math.min(Math.max(length, 4), IMAGE_BYTES) - 4));
}

function mix(value: u32): void {
  hash = (hash ^ value) * 16777619;
}
`.replace("type u32 } from", "bitsOf as bits, type u32 } from");

/** The program in a build. */
export function programProbe(settings: Settings): Program {
  const entry = CORE_ENTRY.replace(/core\.ts$/, "probe.ts");
  const read = (path: string): string | null => (path === entry ? TEXT : sourceHost.read(path));
  const { program, diagnostics } = readProgram({ read }, entry, { settings });
  if (program === null) throw new Error(JSON.stringify(diagnostics));
  return program;
}

/** A call of a function of the program. */
export function call(name: string, ...values: number[]): Call {
  return { name, values };
}

const BAD_ARGUMENT = 2;
const CORRUPT = 8;
const UNSUPPORTED = 9;

/** Calls, each with what it must answer: a number, or a name that stands for the same number wherever it is. */
export function script(size: number): readonly (readonly [call: Call, answer: number | string])[] {
  const fresh = [
    [call("set", 9), 0],
    [call("build", 7, 40), 40],
    [call("run", 8, 30), "elsewhere"],
    [call("present"), "other"],
  ] as const;
  const refused = (error: number) =>
    [
      [call("bring", size), 0],
      [call("error"), error],
      [call("present"), "other"],
    ] as const;
  const damaged = [0, 4, 8, 12, 16, 20, 24, 100, size >> 1, size - 1];
  const reasons = [CORRUPT, UNSUPPORTED, BAD_ARGUMENT, BAD_ARGUMENT, BAD_ARGUMENT, BAD_ARGUMENT];
  return [
    [call("bytes"), size],
    [call("set", 4), 0],
    [call("build", 1, 200), 200],
    [call("run", 2, 150), "before"],
    [call("keep"), "saved"],
    [call("keepInPieces", 240), "saved"],
    [call("keepInPieces", 7), "saved"],
    [call("run", 3, 200), "after"],
    ...fresh,
    [call("bring", size), 1],
    [call("present"), "saved"],
    [call("run", 3, 200), "after"],
    ...fresh,
    ...damaged.flatMap((at, i) => [
      [call("change", at, 0x55, 0), 0] as const,
      ...refused(reasons[i] ?? CORRUPT),
      [call("change", at, 0x55, 0), 0] as const,
    ]),
    [call("bring", size - 1), 0],
    [call("error"), CORRUPT],
    [call("bring", 0), 0],
    [call("error"), CORRUPT],
    // A time constant and the length of a step, negative by their highest bits; then the neurons in use, far too many.
    ...[39, 116, 120].flatMap((at) => [
      [call("change", at, 0x80, 1), 0] as const,
      ...refused(CORRUPT),
      [call("change", at, 0x80, 1), 0] as const,
    ]),
    [call("bring", size), 1],
    [call("run", 3, 200), "after"],
  ];
}

/** What is wrong with answers, null if nothing is. */
export function mistakeIn(answers: readonly unknown[], size: number): string | null {
  const names = new Map<string, number>();
  for (const [i, [{ name, values }, expected]] of script(size).entries()) {
    const answer = Number(answers[i] ?? 0) >>> 0;
    const wanted = typeof expected === "number" ? expected : (names.get(expected) ?? answer);
    if (typeof expected === "string") names.set(expected, wanted);
    if (answer !== wanted) return `${i}: ${name}(${values.join(", ")}) is ${answer}, not ${wanted}`;
  }
  return names.size === new Set(names.values()).size ? null : `different things are the same: ${[...names].join(" ")}`;
}
