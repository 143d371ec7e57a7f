/**
 * The table of methods that a node offers: what the client sends, checks and documents, row by row.
 *
 * Everything travels packed little-endian in this order. The table's text, one line a row, gives the 64-bit hash by
 * which a client and a board find out that they mean the same methods; firmware-src/methods.ts holds that number.
 * Rows are append-only: a changed signature is a new method with a new number.
 *
 * @packageDocumentation
 */

/** How a parameter or a result travels: 4 bytes, or 16 numbers of 4 bytes. */
export type WireType = "u32" | "f32" | "f32[16]";

/** One argument. */
export interface Parameter {
  readonly name: string;
  readonly type: WireType;
  /** What it means and in what unit. */
  readonly doc: string;
  /** Lowest and highest value that the method takes; for f32, any finite number if absent. */
  readonly least?: number;
  readonly most?: number;
}

/** One method. */
export interface Method {
  readonly number: number;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Results as they stand in the payload: `found u32`, `found x record`. */
  readonly results: readonly string[];
  readonly doc: string;
  /** The longest time that it takes on any board, emulated ones included. */
  readonly timeMsMax: number;
}

/** The largest component of a vector: beyond it a squared distance might overflow. */
export const COMPONENT_MAX = 1e18;

const U32_MAX = 0xffffffff;
const DIMS_MAX = 16;
const RESULTS_MAX = 16;
const TICKS_MAX = 16;

const index: Parameter = { name: "index", type: "u32", doc: "slot or neuron, from 0", least: 0, most: U32_MAX };
const query: Parameter = { name: "query", type: "f32[16]", doc: "components, 0 beyond the dimensions in use" };
const k: Parameter = { name: "k", type: "u32", doc: "how many nearest vectors", least: 0, most: RESULTS_MAX };
const gain: Parameter = { name: "gain", type: "f32", doc: "current for a vector at distance 0" };
const dt: Parameter = {
  name: "dt",
  type: "f32",
  doc: "time step in milliseconds",
  least: 0,
  most: 3.4028234663852886e38,
};

/** The methods, by name. */
export const METHODS = {
  init: {
    number: 1,
    name: "init",
    parameters: [
      { name: "dims", type: "u32", doc: "dimensions of the vectors", least: 1, most: DIMS_MAX },
      { name: "metric", type: "u32", doc: "0 squared L2, 1 cosine, 2 dot", least: 0, most: 2 },
      { name: "coreId", type: "u32", doc: "stands in every result of this core", least: 0, most: 255 },
    ],
    results: [],
    doc: "Empties the core and sets it up. Everything that it held is gone.",
    timeMsMax: 100,
  },
  insert: {
    number: 2,
    name: "insert",
    parameters: [{ name: "vector", type: "f32[16]", doc: "components, 0 beyond the dimensions in use" }],
    results: ["index u32"],
    doc: "Stores a vector; 255 if it was refused, then lastError says why.",
    timeMsMax: 200,
  },
  search: {
    number: 3,
    name: "search",
    parameters: [query, k],
    results: ["found u32", "found x record"],
    doc: "The k nearest vectors, nearest first; ties by index.",
    timeMsMax: 200,
  },
  setNodeType: {
    number: 4,
    name: "setNodeType",
    parameters: [index, { name: "type", type: "u32", doc: "any label", least: 0, most: 15 }],
    results: [],
    doc: "Labels a slot, whether or not it holds a vector.",
    timeMsMax: 50,
  },
  getNodeType: {
    number: 5,
    name: "getNodeType",
    parameters: [index],
    results: ["type u32"],
    doc: "The label of a slot.",
    timeMsMax: 50,
  },
  hnswToSnn: {
    number: 6,
    name: "hnswToSnn",
    parameters: [query, k, gain],
    results: ["found u32"],
    doc: "Searches, and drives the neuron of each vector found with a current that falls with its distance.",
    timeMsMax: 200,
  },
  snnReset: {
    number: 7,
    name: "snnReset",
    parameters: [],
    results: [],
    doc: "Puts every neuron to rest and time to 0. Vectors, labels and learned weights stay.",
    timeMsMax: 50,
  },
  snnInject: {
    number: 8,
    name: "snnInject",
    parameters: [index, { name: "current", type: "f32", doc: "added to the membrane potential" }],
    results: [],
    doc: "Drives one neuron.",
    timeMsMax: 50,
  },
  snnStep: {
    number: 9,
    name: "snnStep",
    parameters: [dt],
    results: ["fired u32", "spikes u32"],
    doc: "Lets dt milliseconds pass.",
    timeMsMax: 100,
  },
  snnTick: {
    number: 10,
    name: "snnTick",
    parameters: [
      dt,
      { name: "gain", type: "f32", doc: "current that a spike sends to each neighbour" },
      { name: "learn", type: "u32", doc: "1: weights change by the timing of spikes", least: 0, most: 1 },
    ],
    results: ["fired u32", "spikes u32"],
    doc: "A step, then spikes travel to the neighbours, then learning.",
    timeMsMax: 200,
  },
  getSpikes: {
    number: 11,
    name: "getSpikes",
    parameters: [],
    results: ["spikes u32"],
    doc: "Who fired in the last step: bit i is neuron i.",
    timeMsMax: 50,
  },
  describe: {
    number: 12,
    name: "describe",
    parameters: [],
    results: ["count u32", "coreId u32", "metric u32", "dims u32", "capacity u32"],
    doc: "What the core holds and how it is set up.",
    timeMsMax: 50,
  },
  getMembrane: {
    number: 13,
    name: "getMembrane",
    parameters: [index],
    results: ["v f32"],
    doc: "The membrane potential of a neuron; it fires at its threshold, 1 after a reset.",
    timeMsMax: 50,
  },
  query: {
    number: 14,
    name: "query",
    parameters: [
      query,
      k,
      gain,
      dt,
      { name: "ticks", type: "u32", doc: "ticks of dt milliseconds", least: 0, most: TICKS_MAX },
    ],
    results: ["found u32", "ticks u32", "found x record", "ticks x spikes u32"],
    doc: "snnReset, then ticks times hnswToSnn(query, k, gain) and snnTick(dt, 0, 0): what was found, who fired when.",
    timeMsMax: 250,
  },
  lastError: {
    number: 15,
    name: "lastError",
    parameters: [],
    results: ["code u32"],
    doc: "Why the core last refused; forgets it: 0 nothing, 1 full, 2 argument, 3 not finite, 4 time step, 5 empty.",
    timeMsMax: 50,
  },
} as const satisfies Record<string, Method>;

/** A method's signature as it stands in the schema: `3 search(query f32[16], k u32) -> found u32, found x record`. */
export function signatureOf(method: Method): string {
  const parameters = method.parameters.map(({ name, type }) => `${name} ${type}`).join(", ");
  const results = method.results.length === 0 ? "nothing" : method.results.join(", ");
  return `${method.number} ${method.name}(${parameters}) -> ${results}`;
}

/** The text of the schema: what a record is, then one signature a line, by number. */
export function schemaText(): string {
  const record = "record index u8, core u8, indexHigh u8, flags u8, distance f32\n";
  return (
    record +
    Object.values(METHODS)
      .map((method) => `${signatureOf(method)}\n`)
      .join("")
  );
}

/** 16 hexadecimal digits: FNV-1a, 64 bits, of the schema's text. */
export function schemaHash(): string {
  const [prime, mask] = [0x100000001b3n, (1n << 64n) - 1n];
  let hash = 0xcbf29ce484222325n;
  for (const letter of schemaText()) {
    hash = ((hash ^ BigInt(letter.charCodeAt(0))) * prime) & mask;
  }
  return hash.toString(16).padStart(16, "0");
}
