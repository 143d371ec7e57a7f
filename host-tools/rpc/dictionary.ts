/**
 * A dictionary: the names, numbers and types of a board's methods. A generated client has one in it; of another board
 * it can be fetched.
 *
 * What a board sends is not trusted: {@link readDictionary} takes nothing that packing could stumble over.
 *
 * @packageDocumentation
 */
import { MalformedAnswerError } from "../errors.ts";

/** A type: a scalar; an array and its length, or greatest length and the field that counts; a record's fields. */
export type WireType =
  | string
  | readonly [element: WireType, length: number]
  | readonly [element: WireType, length: number, counter: string]
  | { readonly name: string; readonly fields: readonly WireValue[] };

/** An argument, a result or a field. */
export interface WireValue {
  readonly name: string;
  readonly type: WireType;
  readonly doc?: string;
  /** Between which numbers it lies, both included; of an array, each element. */
  readonly range?: readonly [least: number, most: number];
  /** Names of its numbers. */
  readonly members?: Readonly<Record<string, number>>;
}

/** Why a method may refuse, in its own words. */
export interface WireRefusal {
  readonly name: string;
  /** As in the ERROR frame. */
  readonly code: number;
  readonly doc?: string;
}

/** A method. */
export interface WireMethod {
  readonly number: number;
  readonly name: string;
  /** 16 hexadecimal digits; those of another signature are others. */
  readonly hash: string;
  readonly doc?: string;
  /** The longest time that it takes on any board. */
  readonly maxTimeMs?: number;
  readonly arguments: readonly WireValue[];
  readonly results: readonly WireValue[];
  readonly refusals?: readonly WireRefusal[];
}

/** All methods of a board. */
export interface Dictionary {
  readonly version: number;
  /** 16 hexadecimal digits, as in the handshake. */
  readonly hash: string;
  readonly methods: readonly WireMethod[];
}

/** Bytes of the scalars. */
export const SCALAR_BYTES: ReadonlyMap<string, number> = new Map([
  ["bool", 1],
  ["i8", 1],
  ["u8", 1],
  ["i16", 2],
  ["u16", 2],
  ["i32", 4],
  ["u32", 4],
  ["f32", 4],
  ["i64", 8],
  ["u64", 8],
]);

const VERSION = 1;
/** More than any frame carries, so that no list of a board's making fills this machine's memory. */
const LENGTH_MAX = 240;
const DEPTH_MAX = 16;

/** The dictionary that a board sent as JSON. Rejects with MalformedAnswerError what is none. */
export function readDictionary(text: string): Dictionary {
  const data: unknown = parsed(text);
  const { version, hash, methods } = recordOf(data, "the dictionary");
  if (version !== VERSION) throw malformed(`it has version ${String(version)}, and this program reads ${VERSION}`);
  return { version: VERSION, hash: textOf(hash, "hash"), methods: listOf(methods, "methods").map(methodOf) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("it is no JSON");
  }
}

function methodOf(data: unknown): WireMethod {
  const method = recordOf(data, "a method");
  return {
    number: numberOf(method.number, "the number of a method"),
    name: textOf(method.name, "the name of a method"),
    hash: textOf(method.hash, "the hash of a method"),
    ...(method.doc === undefined ? {} : { doc: textOf(method.doc, "doc") }),
    ...(method.maxTimeMs === undefined ? {} : { maxTimeMs: numberOf(method.maxTimeMs, "maxTimeMs") }),
    arguments: listOf(method.arguments, "arguments").map((value) => valueOf(value, 0)),
    results: listOf(method.results, "results").map((value) => valueOf(value, 0)),
    ...(method.refusals === undefined ? {} : { refusals: listOf(method.refusals, "refusals").map(refusalOf) }),
  };
}

function refusalOf(data: unknown): WireRefusal {
  const { name, code, doc } = recordOf(data, "a refusal");
  return {
    name: textOf(name, "the name of a refusal"),
    code: numberOf(code, "the code of a refusal"),
    ...(doc === undefined ? {} : { doc: textOf(doc, "doc") }),
  };
}

function valueOf(data: unknown, depth: number): WireValue {
  const value = recordOf(data, "a value");
  const range = value.range === undefined ? [] : listOf(value.range, "range").map((end) => numberOf(end, "range"));
  const members = value.members === undefined ? null : Object.entries(recordOf(value.members, "members"));
  return {
    name: textOf(value.name, "the name of a value"),
    type: typeOf(value.type, depth),
    ...(value.doc === undefined ? {} : { doc: textOf(value.doc, "doc") }),
    ...(range.length === 0 ? {} : { range: [range[0] ?? 0, range[1] ?? 0] as const }),
    ...(members === null
      ? {}
      : { members: Object.fromEntries(members.map(([name, number]) => [name, numberOf(number, name)])) }),
  };
}

function typeOf(data: unknown, depth: number): WireType {
  if (depth > DEPTH_MAX) throw malformed("its types are nested too deep");
  if (typeof data === "string") {
    if (!SCALAR_BYTES.has(data)) throw malformed(`it has a type \`${data}\``);
    return data;
  }
  if (!Array.isArray(data)) {
    const { name, fields } = recordOf(data, "a type");
    const values = listOf(fields, "fields").map((field) => valueOf(field, depth + 1));
    return { name: textOf(name, "the name of a record"), fields: values };
  }
  const [element, length, counter] = listOf(data, "a type");
  const count = numberOf(length, "the length of an array");
  if (!Number.isInteger(count) || count < 0 || count > LENGTH_MAX) throw malformed(`it has an array of ${count}`);
  const type = typeOf(element, depth + 1);
  return counter === undefined ? [type, count] : [type, count, textOf(counter, "the counter of an array")];
}

function recordOf(data: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return { ...data };
  throw malformed(`${what} is no object`);
}

function listOf(data: unknown, what: string): readonly unknown[] {
  if (Array.isArray(data) && data.length <= LENGTH_MAX) return data;
  throw malformed(`${what} is no list`);
}

function textOf(data: unknown, what: string): string {
  if (typeof data === "string") return data;
  throw malformed(`${what} is no text`);
}

function numberOf(data: unknown, what: string): number {
  if (typeof data === "number") return data;
  throw malformed(`${what} is no number`);
}

function malformed(why: string): MalformedAnswerError {
  return new MalformedAnswerError("dictionary", why);
}
