/**
 * The program of all functions on two engines at once, JavaScript with its checks and WebAssembly, built with the same
 * options: what one answers, the other has to answer.
 *
 * Functions are found by the compiler, with the types of their parameters, so a new one is among them by itself.
 *
 * @packageDocumentation
 */
import type { Settings } from "../../codegen/src/compile.ts";
import { readProgram } from "../../codegen/src/front-end.ts";
import type { ResultType } from "../../codegen/src/ir/ir.ts";
import { isScalar, type Type } from "../../codegen/src/ir/types.ts";
import { FULL_ENTRY, sourceHost } from "./builds.ts";
import { callExport, instantiateJavaScript, instantiateWasm } from "./cores.ts";

/** A function of the program, as its source declares it. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly result: ResultType;
}

/** The functions that a program built with these options has, by name. */
export function signaturesOf(set: Settings): readonly Signature[] {
  const { program } = readProgram(sourceHost, FULL_ENTRY, { settings: set });
  if (program === null) throw new Error("full.ts does not compile");
  const functions = new Map(program.modules.flatMap(({ functions }) => functions.map((one) => [one.name, one])));
  return program.exports.flatMap(({ name, kind, target }) => {
    const found = functions.get(target);
    return kind !== "function" || found === undefined ? [] : [{ ...found, name }];
  });
}

/** One engine. Vectors and records are those of the selected core. */
export interface Engine {
  /** Calls a function that takes numbers, and brings its result to its type; references and nothing give null. */
  call(signature: Signature, values: readonly number[]): number | null;
  /** Merges the first records of a list, as `merge(pointer, count)` does. */
  merge(list: ListName, count: number): number;
  /** Writes to the start of a buffer. */
  put(buffer: "get_insert_ptr" | "get_query_ptr" | "get_delta_ptr", vector: readonly number[]): void;
  /** The records of a list, as numbers. */
  records(list: ListName): number[][];
  snapshot(): Uint8Array;
  restore(bytes: Uint8Array): boolean;
}

/** Who gives the address of a list of records. */
export type ListName = "get_result_ptr" | "get_global_ptr" | "get_merge_ptr";

const RESULTS = 16;
const RECORD_BYTES = 8;

/** Both engines, fresh. */
export async function buildPair(set: Settings): Promise<readonly [javascript: Engine, wasm: Engine]> {
  return [new JavaScriptEngine(await instantiateJavaScript(set)), new WasmEngine(instantiateWasm(FULL_ENTRY, set))];
}

type Exports = Readonly<Record<string, unknown>>;

interface ResultRecord {
  readonly index: number;
  readonly core: number;
  readonly indexHigh: number;
  readonly flags: number;
  readonly distance: number;
}

class JavaScriptEngine implements Engine {
  constructor(private readonly exports: Exports) {}

  call({ name, result }: Signature, values: readonly number[]): number | null {
    return canonical(result, callExport(this.exports, name, values));
  }

  merge(list: ListName, count: number): number {
    return Number(this.any("merge", this.list(list).slice(0, count)));
  }

  put(buffer: string, vector: readonly number[]): void {
    (this.any(buffer) as Float32Array).set(vector);
  }

  records(list: ListName): number[][] {
    return this.list(list).map((one) => [one.index, one.core, one.indexHigh, one.flags, one.distance]);
  }

  snapshot(): Uint8Array {
    const bytes = new Uint8Array(Number(this.any("snapshot_size")));
    this.any("snapshot", bytes, 0);
    return bytes;
  }

  restore(bytes: Uint8Array): boolean {
    return Boolean(this.any("restore", bytes));
  }

  private list(name: ListName): readonly ResultRecord[] {
    const list = this.any(name) as ResultRecord[] | { readonly records: ResultRecord[] };
    return Array.isArray(list) ? list : list.records;
  }

  private any(name: string, ...values: unknown[]): unknown {
    return callExport(this.exports, name, values);
  }
}

class WasmEngine implements Engine {
  private readonly heap: number;

  constructor(private readonly exports: Exports) {
    this.heap = (exports.__heap_base as { value: number }).value;
    // The host's part of memory has room for a snapshot.
    const { buffer } = this.exports.memory as { readonly buffer: ArrayBuffer };
    if (buffer.byteLength - this.heap < this.any("snapshot_size")) throw new Error("no room for a snapshot");
  }

  call({ name, result }: Signature, values: readonly number[]): number | null {
    return canonical(result, callExport(this.exports, name, values));
  }

  merge(list: ListName, count: number): number {
    return this.any("merge", this.any(list), count);
  }

  put(buffer: string, vector: readonly number[]): void {
    new Float32Array(this.memory(), this.any(buffer), vector.length).set(vector);
  }

  records(list: ListName): number[][] {
    const view = new DataView(this.memory(), this.any(list), RESULTS * RECORD_BYTES);
    return Array.from({ length: RESULTS }, (_, rank) => {
      const bytes = [0, 1, 2, 3].map((i) => view.getUint8(rank * RECORD_BYTES + i));
      return [...bytes, view.getFloat32(rank * RECORD_BYTES + 4, true)];
    });
  }

  snapshot(): Uint8Array {
    const size = this.any("snapshot_size");
    this.any("snapshot", this.heap, size, 0);
    return new Uint8Array(this.memory()).slice(this.heap, this.heap + size);
  }

  restore(bytes: Uint8Array): boolean {
    new Uint8Array(this.memory()).set(bytes, this.heap);
    return this.any("restore", this.heap, bytes.length) === 1;
  }

  private memory(): ArrayBuffer {
    return (this.exports.memory as { readonly buffer: ArrayBuffer }).buffer;
  }

  private any(name: string, ...values: number[]): number {
    return Number(callExport(this.exports, name, values));
  }
}

/** What a host makes of a result, knowing its type. */
function canonical(result: ResultType, raw: unknown): number | null {
  if (result === "void" || typeof result !== "string") return null;
  const number = Number(raw);
  if (result === "f32") return number;
  return result.startsWith("i") ? number | 0 : number >>> 0;
}

/** Whether all parameters are numbers. */
export function takesNumbers({ parameters }: Signature): boolean {
  return parameters.every(({ type }) => isScalar(type));
}
