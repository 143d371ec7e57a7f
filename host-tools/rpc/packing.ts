/**
 * Arguments to bytes, and bytes to results, by a method's entry in a dictionary. Nothing is sent that the entry does
 * not allow, and of an answer no byte may be missing or left over.
 *
 * @packageDocumentation
 */
import { ArgumentError, MalformedAnswerError } from "../errors.ts";
import { SCALAR_BYTES, type WireMethod, type WireType, type WireValue } from "./dictionary.ts";

/** What a caller gives for an argument, or gets as a result. */
export type RpcValue =
  | number
  | bigint
  | boolean
  | ArrayLike<number | bigint | boolean>
  | readonly RpcValue[]
  | { readonly [field: string]: RpcValue };

/** Checks and packs the arguments of a method, one value for each. Throws ArgumentError. */
export function packArguments(method: WireMethod, values: readonly unknown[]): Uint8Array<ArrayBuffer> {
  const packing = new Packing(method.name);
  method.arguments.forEach((argument, i) => {
    packing.value(argument.name, argument, values[i]);
  });
  return packing.bytes();
}

/**
 * Unpacks the results of a method: nothing, the only one, or an object with one property for each. Throws
 * MalformedAnswerError.
 */
export function unpackResults(method: WireMethod, payload: Uint8Array): RpcValue | undefined {
  const unpacking = new Unpacking(method.name, payload);
  const values = method.results.map(({ name, type }) => [name === "" ? "value" : name, unpacking.value(type)] as const);
  unpacking.end();
  return values.length <= 1 ? values[0]?.[1] : Object.fromEntries(values);
}

/** How a scalar is written and read at a place. */
interface Scalar {
  readonly write: (view: DataView, at: number, value: number | bigint) => void;
  readonly read: (view: DataView, at: number) => number | bigint | boolean;
  /** What a whole number may be; null for f32. */
  readonly limits: readonly [least: bigint, most: bigint] | null;
  /** A typed array of such scalars. */
  readonly list: (values: readonly (number | bigint | boolean)[]) => RpcValue;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  bool: {
    write: (view, at, value) => {
      view.setUint8(at, Number(value));
    },
    read: (view, at) => view.getUint8(at) !== 0,
    limits: [0n, 1n],
    list: (values) => values,
  },
  i8: whole(8, true, (values) => Int8Array.from(values)),
  u8: whole(8, false, (values) => Uint8Array.from(values)),
  i16: whole(16, true, (values) => Int16Array.from(values)),
  u16: whole(16, false, (values) => Uint16Array.from(values)),
  i32: whole(32, true, (values) => Int32Array.from(values)),
  u32: whole(32, false, (values) => Uint32Array.from(values)),
  f32: {
    write: (view, at, value) => {
      view.setFloat32(at, Number(value), true);
    },
    read: (view, at) => view.getFloat32(at, true),
    limits: null,
    list: (values) => Float32Array.from(values.map(Number)),
  },
  i64: {
    write: (view, at, value) => {
      view.setBigInt64(at, BigInt(value), true);
    },
    read: (view, at) => view.getBigInt64(at, true),
    limits: [-(1n << 63n), (1n << 63n) - 1n],
    list: (values) => BigInt64Array.from(values.map(BigInt)),
  },
  u64: {
    write: (view, at, value) => {
      view.setBigUint64(at, BigInt(value), true);
    },
    read: (view, at) => view.getBigUint64(at, true),
    limits: [0n, (1n << 64n) - 1n],
    list: (values) => BigUint64Array.from(values.map(BigInt)),
  },
};

/** A whole number of up to 32 bits. */
function whole(bits: 8 | 16 | 32, isSigned: boolean, list: (values: number[]) => RpcValue): Scalar {
  const kind = `${isSigned ? "Int" : "Uint"}${bits}` as const;
  const size = 1n << BigInt(bits);
  return {
    write: (view, at, value) => {
      view[`set${kind}`](at, Number(value), true);
    },
    read: (view, at) => view[`get${kind}`](at, true),
    limits: isSigned ? [-size / 2n, size / 2n - 1n] : [0n, size - 1n],
    list: (values) => list(values.map(Number)),
  };
}

function scalarOf(type: string): Scalar {
  const scalar = SCALARS[type];
  if (scalar === undefined) throw new Error(`rpc: there is no type ${type}`);
  return scalar;
}

class Packing {
  readonly #method: string;
  #view = new DataView(new ArrayBuffer(PAYLOAD_BYTES_MAX));
  #size = 0;

  constructor(method: string) {
    this.#method = method;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#view.buffer).slice(0, this.#size);
  }

  value(path: string, { type, range }: Pick<WireValue, "type" | "range">, value: unknown): void {
    if (typeof type === "string") this.#scalar(path, type, range, value);
    else if (isRecord(type)) this.#record(path, type.fields, value);
    else this.#list(path, type, range, value);
  }

  #scalar(path: string, type: string, range: WireValue["range"], value: unknown): void {
    const { write, limits } = scalarOf(type);
    const isWide = type === "i64" || type === "u64";
    const number = type === "bool" && typeof value === "boolean" ? Number(value) : value;
    const isNumber = isWide ? typeof number === "bigint" : typeof number === "number";
    if (!isNumber || (typeof number !== "number" && typeof number !== "bigint")) {
      this.#refuse(path, value, allowed(type, limits, range));
    }
    const isWhole = limits === null || typeof number === "bigint" || Number.isInteger(number);
    const least = range?.[0] ?? limits?.[0];
    const most = range?.[1] ?? limits?.[1];
    // Written so that a NaN, for which every comparison is false, is refused where there is a range.
    const isWithin = (least === undefined || number >= least) && (most === undefined || number <= most);
    if (!isWhole || !isWithin) this.#refuse(path, value, allowed(type, limits, range));
    write(this.#view, this.#take(type), number);
  }

  #record(path: string, fields: readonly WireValue[], value: unknown): void {
    if (typeof value !== "object" || value === null) this.#refuse(path, value, "an object");
    const given: Readonly<Record<string, unknown>> = { ...value };
    const counts = new Map(fields.flatMap(({ name, type }) => countOf(type, given[name])));
    for (const field of fields) {
      this.value(`${path}.${field.name}`, field, counts.get(field.name) ?? given[field.name]);
    }
  }

  /** Of a list of fixed length, what is missing is sent as 0. */
  #list(path: string, type: ListType, range: WireValue["range"], value: unknown): void {
    const [element, length, counter] = type;
    const items =
      typeof value === "object" && value !== null && "length" in value ? Array.from(value as ArrayLike<unknown>) : null;
    const isFixed = counter === undefined;
    if (items === null || items.length > length || (isFixed && items.length === 0)) {
      const problem = items === null ? `is ${show(value)}` : `has ${items.length} elements`;
      const remedy = `a list of ${isFixed ? 1 : 0} to ${length}`;
      throw new ArgumentError(this.#method, path, problem, remedy);
    }
    for (let i = 0; i < (isFixed ? length : items.length); i++) {
      const each = range === undefined ? { type: element } : { type: element, range };
      if (i < items.length) this.value(`${path}[${i}]`, each, items[i]);
      else this.#zero(element);
    }
  }

  #zero(type: WireType): void {
    if (typeof type === "string") this.#take(type);
    else if (isRecord(type)) for (const field of type.fields) this.#zero(field.type);
    else for (let i = 0; i < type[1] && type[2] === undefined; i++) this.#zero(type[0]);
  }

  #take(type: string): number {
    const at = this.#size;
    this.#size += SCALAR_BYTES.get(type) ?? 0;
    if (this.#size > PAYLOAD_BYTES_MAX) {
      throw new ArgumentError(this.#method, "the arguments", `take more than ${PAYLOAD_BYTES_MAX} bytes`, "less");
    }
    return at;
  }

  #refuse(path: string, value: unknown, wanted: string): never {
    throw new ArgumentError(this.#method, path, `is ${show(value)}`, wanted);
  }
}

class Unpacking {
  readonly #method: string;
  readonly #payload: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(method: string, payload: Uint8Array) {
    this.#method = method;
    this.#payload = payload;
    this.#view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  }

  value(type: WireType, count?: number): RpcValue {
    if (typeof type === "string") return scalarOf(type).read(this.#view, this.#take(SCALAR_BYTES.get(type) ?? 0));
    if (isRecord(type)) return this.#record(type.fields);
    const [element, length] = type;
    const size = count ?? length;
    if (size > length) throw this.#malformed(`a list of ${size} where there are at most ${length}`);
    if (typeof element !== "string") return Array.from({ length: size }, () => this.value(element));
    const { read, list } = scalarOf(element);
    return list(Array.from({ length: size }, () => read(this.#view, this.#take(SCALAR_BYTES.get(element) ?? 0))));
  }

  /** The fields that count are left out: each list knows its length. */
  #record(fields: readonly WireValue[]): RpcValue {
    const counters = new Set(fields.flatMap(({ type }) => counterOf(type) ?? []));
    const values = new Map<string, RpcValue>();
    for (const { name, type } of fields) {
      const counter = counterOf(type);
      values.set(name, this.value(type, counter === undefined ? undefined : Number(values.get(counter) ?? 0)));
    }
    return Object.fromEntries([...values].filter(([name]) => !counters.has(name)));
  }

  /** Nothing may be left. */
  end(): void {
    if (this.#offset !== this.#payload.length) throw this.#malformed(`only ${this.#offset} are expected`);
  }

  #take(bytes: number): number {
    const offset = this.#offset;
    if (offset + bytes > this.#payload.length) throw this.#malformed(`at least ${offset + bytes} are expected`);
    this.#offset += bytes;
    return offset;
  }

  #malformed(why: string): MalformedAnswerError {
    return new MalformedAnswerError(this.#method, `${this.#payload.length} bytes, ${why}`);
  }
}

/** The payload of a frame. */
const PAYLOAD_BYTES_MAX = 240;

type ListType = readonly [element: WireType, length: number, counter?: string];

function isRecord(type: Exclude<WireType, string>): type is Extract<WireType, { readonly name: string }> {
  return !Array.isArray(type);
}

function counterOf(type: WireType): string | undefined {
  return typeof type === "string" || isRecord(type) ? undefined : type[2];
}

/** The field that counts a list, and how long the list is that was given. */
function countOf(type: WireType, value: unknown): readonly (readonly [counter: string, count: number])[] {
  const counter = counterOf(type);
  if (counter === undefined || typeof value !== "object" || value === null || !("length" in value)) return [];
  return [[counter, Number(value.length)]];
}

function allowed(type: string, limits: Scalar["limits"], range: WireValue["range"]): string {
  const [least, most] = range ?? limits ?? [];
  if (type === "bool") return "true or false";
  const kind = type === "i64" || type === "u64" ? "a bigint" : limits === null ? "a number" : "a whole number";
  return least === undefined ? kind : `${kind}, ${least} to ${most ?? ""}`;
}

function show(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
