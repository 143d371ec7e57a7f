/**
 * The core with all of its functions, built to WebAssembly with chosen limits, as a host uses it: through its memory.
 * Benchmarks and tests of large cores work with it.
 *
 * @packageDocumentation
 */
import { compileProgram, firmwareEntry, wasmOutput } from "../programs.ts";
import { instantiateWasm, type WasmExports } from "../web-assembly.ts";

const RESULTS = 16;
const RECORD_BYTES = 8;
const EVENT_BYTES = 8;
/** What `events_take` answers, without the bit that tells of lost events. */
const EVENTS_MASK = 0x7fffffff;
const EMPTY = 0xffff;

/** How large a core is built: options of firmware-src/search/limits.ts. Without one, it is as there. */
export type Limits = Readonly<Partial<Record<LimitName, number>>>;

type LimitName = "CAPACITY" | "DIMENSIONS" | "LINKS" | "CORES" | "BYTE_CODES" | "WORD_CODES";

/** A vector that was found. */
export interface Found {
  readonly index: number;
  readonly distance: number;
  readonly isApproximate: boolean;
}

/** Ways to search, as `set_search_mode` takes them. */
export const MODE = { auto: 0, exact: 1, graph: 2, bytes: 3, words: 4 } as const;

/** A core of its own. */
export class BuiltCore {
  private readonly exports: WasmExports;

  constructor(limits: Limits = {}) {
    this.exports = instantiateWasm(buildWasm(limits));
  }

  /** Bytes of its memory. */
  get memoryBytes(): number {
    return this.exports.memory.buffer.byteLength;
  }

  /** Calls a function by its public name. */
  call(name: string, ...values: number[]): number {
    const called = this.exports[name];
    if (called === undefined) throw new Error(`the core exports no '${name}'`);
    return called(...values);
  }

  /** Stores a vector; its slot, or -1. */
  insert(vector: ArrayLike<number>): number {
    this.floats("get_insert_ptr", vector.length).set(vector);
    return this.call("insert_ex");
  }

  /** Puts a vector in the place of another; whether it did. */
  replace(index: number, vector: ArrayLike<number>): boolean {
    this.floats("get_insert_ptr", vector.length).set(vector);
    return this.call("replace", index) === 1;
  }

  /** What `search`, or another function that writes to the result buffer, finds. */
  search(query: ArrayLike<number>, k: number, name = "search", ...values: number[]): Found[] {
    this.floats("get_query_ptr", query.length).set(query);
    return this.records("get_result_ptr", this.call(name, k, ...values), RESULTS);
  }

  /** What `search_ex` finds. */
  searchMany(query: ArrayLike<number>, k: number, mask: number): Found[] {
    this.floats("get_query_ptr", query.length).set(query);
    const found = this.call("search_ex", k, mask);
    return this.records("get_ex_result_ptr", found, this.call("get_capacity"));
  }

  /** The spikes since they were last taken, as steps and neurons; some are lost if they are many. */
  takeSpikes(): [step: number, neuron: number][] {
    const length = this.call("events_take") & EVENTS_MASK;
    const view = new DataView(this.exports.memory.buffer, this.call("events_ptr"), length * EVENT_BYTES);
    return Array.from({ length }, (_, i) => [
      view.getUint32(i * EVENT_BYTES, true),
      view.getUint16(i * EVENT_BYTES + 4, true),
    ]);
  }

  /** A copy of a stored vector. */
  vector(index: number, dimensions: number): number[] {
    return [...this.floats("get_vector_ptr", dimensions, index)];
  }

  /** Indices of the live slots, ascending. */
  live(): number[] {
    return Array.from({ length: this.call("high_water") }, (_, i) => i).filter((i) => this.call("is_live", i) === 1);
  }

  /** The neighbours of a node, by branch. */
  neighbours(index: number): number[] {
    return Array.from({ length: this.call("degree", index) }, (_, branch) => this.call("neighbor", index, branch));
  }

  private floats(name: string, length: number, ...values: number[]): Float32Array {
    return new Float32Array(this.exports.memory.buffer, this.call(name, ...values), length);
  }

  /** The first records of a list; all others have to be empty. */
  private records(name: string, found: number, length: number): Found[] {
    const view = new DataView(this.exports.memory.buffer, this.call(name), length * RECORD_BYTES);
    const records = Array.from({ length }, (_, rank) => recordAt(view, rank * RECORD_BYTES));
    const filled = records.filter(({ index }) => index !== EMPTY);
    if (filled.length !== found) throw new Error(`${name}: ${found} were found, ${filled.length} are there`);
    return records.slice(0, found);
  }
}

function recordAt(view: DataView, offset: number): Found {
  const low = view.getUint8(offset);
  const high = view.getUint8(offset + 2);
  const distance = view.getFloat32(offset + 4, true);
  const isEmpty = low === 255 && distance === 3.4028234663852886e38;
  return { index: isEmpty ? EMPTY : low + 256 * high, distance, isApproximate: view.getUint8(offset + 3) === 1 };
}

const built = new Map<string, Uint8Array>();

/** The same limits are built once. */
function buildWasm(limits: Limits): Uint8Array {
  const key = JSON.stringify(limits);
  const before = built.get(key);
  if (before !== undefined) return before;
  const binary = wasmOutput(compileProgram(firmwareEntry("full"), ["wasm"], { set: limits }));
  built.set(key, binary);
  return binary;
}
