/**
 * The core with all of its functions as a program that golden scripts can call: buffers, lists and records are within
 * reach of functions that take and give scalars, and `fresh` makes everything as it is after power on.
 *
 * The build has codes of 8 and 13 bits, so that every way to search is there, and a spiking engine small enough for
 * a chip of 16 KB.
 *
 * @packageDocumentation
 */
import { readProgram } from "../../../codegen/src/front-end.ts";
import type { Program } from "../../../codegen/src/ir/ir.ts";
import { CORE_ENTRY, FULL_ENTRY, sourceHost } from "../builds.ts";
import { publicFunctions } from "../../../codegen/test/engines/engine.ts";

const SETTINGS = { BYTE_CODES: 1, WORD_CODES: 1, NEURONS: 8, SYNAPSES: 32, DELAY_SLOTS: 8, EVENTS: 16 };

/**
 * What gives or takes addresses, which a script cannot. Scripts reach what is there by the functions of the probe, and
 * other tests hold the addresses themselves.
 */
export const ADDRESSES: ReadonlySet<string> = new Set([
  "events_ptr",
  "get_delta_ptr",
  "get_ex_result_ptr",
  "get_global_ptr",
  "get_insert_ptr",
  "get_merge_ptr",
  "get_query_ptr",
  "get_result_ptr",
  "get_vector_ptr",
  "merge",
  "net_load_ptr",
  "restore",
  "set_delta_ptr",
  "snapshot",
]);

/** Public names of all functions of full.ts. */
export function functionNames(): readonly string[] {
  const { program } = readProgram(sourceHost, FULL_ENTRY);
  if (program === null) throw new Error("full.ts does not compile");
  return [...publicFunctions(program).keys()];
}

/** The program that scripts are run on. */
export function probe(): Program {
  const entry = CORE_ENTRY.replace(/core\.ts$/, "probe.ts");
  const names = functionNames().filter((name) => !ADDRESSES.has(name));
  const text = `${TEXT}\nexport { ${names.join(", ")} } from "./full.ts";\n`;
  const read = (path: string): string | null => (path === entry ? text : withinReach(sourceHost.read(path)));
  const { program, diagnostics } = readProgram({ read }, entry, { settings: SETTINGS });
  if (program === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return program;
}

/** Two buffers that a program's own code has no use for, only hosts have. */
function withinReach(text: string | null): string | null {
  return text?.replace(/^const (extended|incoming) =/m, "export const $1 =") ?? null;
}

/** Lists of records that a script reads: how they are called there, and what they are. */
const LISTS = [
  ["found", "exchanges[0].results.records"],
  ["merged", "exchanges[0].global.records"],
  ["extended", "extended"],
] as const;

/** Functions that read a field of the first 16 records of a list. */
function accessors(name: string, list: string): string {
  const read = (field: string, type: string, value: string): string =>
    `export function ${name}_${field}(rank: u32): ${type} {
  const records = ${list};
  return rank < 16 ? ${value} : 0;
}`;
  return [
    read("index", "u32", "indexOf(records[rank])"),
    read("core", "u32", "records[rank].core"),
    read("flags", "u32", "records[rank].flags"),
    read("distance", "f32", "records[rank].distance"),
  ].join("\n");
}

const TEXT = `
/** The core for scripts. @packageDocumentation */
import { F32_MAX } from "./lib/math.ts";
import type { f32, u32 } from "./lib/types.ts";
import { configure as configureModel } from "./neural/config.ts";
import { configure as configureRace } from "./neural/neuromorphic.ts";
import { setFloor, setMode as setModel } from "./neural/neuron.ts";
import { init } from "./neural/reset.ts";
import { exchanges } from "./search/buffers.ts";
import { lastError } from "./search/errors.ts";
import { extended } from "./search/filtered.ts";
import { incoming, merge } from "./search/merge.ts";
import { setBreadth, setMode } from "./search/mode.ts";
import { empty, indexOf, write } from "./search/result.ts";
import { stores } from "./search/store.ts";
import { save, size } from "./snapshot/snapshot.ts";
import { list } from "./spiking/events.ts";
import { configure as configureRule } from "./spiking/learning.ts";
import { buffer } from "./spiking/model.ts";
import { release, setTimeStep } from "./spiking/neurons.ts";
import { reset } from "./spiking/schedule.ts";
import { clear } from "./spiking/synapses.ts";
import { take } from "./spiking/events.ts";
import { writeF32, writeU16, writeU8 } from "./wire/bytes.ts";
import { crc32 } from "./wire/crc.ts";

const MODEL = new Float32Array([20, 2, 1, 0, 0, 0.01, 0.012, 20, 20, 0.1, 1000, 40, 0.8, 0]);
const RULE = new Float32Array([0, 0.01, 0.012, 20, 20, 1, 1, 1000, 1]);
const FLOOR = 4;
const piece = new Uint8Array(64);

export function fresh(): void {
  setMode(0);
  setBreadth(0);
  setModel(0);
  for (let parameter: u32 = 0; parameter < 14; parameter++) {
    if (parameter !== FLOOR) configureModel(parameter, MODEL[parameter]);
  }
  setFloor(-F32_MAX);
  configureRace(0, 0, 0.2, 0.2);
  init(16, 0, 0);
  clear();
  release();
  reset();
  setTimeStep(0.1);
  for (let parameter: u32 = 0; parameter < 9; parameter++) configureRule(parameter, RULE[parameter]);
  take();
  empty_records();
  lastError();
}

export function put_insert(i: u32, x: f32): void { if (i < 16) exchanges[0].insert.components[i] = x; }
export function put_query(i: u32, x: f32): void { if (i < 16) exchanges[0].query.components[i] = x; }
export function put_delta(i: u32, x: f32): void { if (i < 16) exchanges[0].delta.components[i] = x; }
export function delta_at(i: u32): f32 { return i < 16 ? exchanges[0].delta.components[i] : 0; }
export function vector_at(index: u32, i: u32): f32 {
  return index < 32 && i < 16 ? stores[0].vectors[index].components[i] : 0;
}

${LISTS.map(([name, records]) => accessors(name, records)).join("\n")}

export function put_record(rank: u32, index: u32, core: u32, distance: f32): void {
  if (rank < 16) write(incoming[rank], index, core, distance, 0);
}
export function merge_records(): u32 { return merge(incoming); }
export function empty_records(): void {
  for (let rank: u32 = 0; rank < 16; rank++) empty(incoming[rank]);
}

export function event_step(i: u32): u32 { return i < list.records.length ? list.records[i].step : 0; }
export function event_neuron(i: u32): u32 { return i < list.records.length ? list.records[i].neuron : 0; }

export function put_model(record: u32, kind: u32, parameter: u32, first: u32, second: u32, third: u32, value: f32): void {
  if (record >= 20) return;
  const at = record * 12;
  writeU8(buffer, at, kind);
  writeU8(buffer, at + 1, parameter);
  writeU16(buffer, at + 2, first);
  writeU16(buffer, at + 4, second);
  writeU16(buffer, at + 6, third);
  writeF32(buffer, at + 8, value);
}

/** A checksum of all that a snapshot has, but for its own. */
export function snapshot_sum(): u32 {
  let sum: u32 = 0;
  for (let offset: u32 = 0; offset < 16384; offset += 64) {
    if (offset + 4 < size()) {
      const count = Math.min(save(piece, offset), Math.min(size() - 4 - offset, 64));
      sum = (sum ^ crc32(piece.subarray(0, count))) * 16777619;
    }
  }
  return sum;
}
`;
