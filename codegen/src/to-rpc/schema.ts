/**
 * The schema of a program: its methods, which are the functions tagged `@rpc <number>`, and how their values travel.
 *
 * Scalars and references that a function only reads are arguments; what it returns and references that it writes to are
 * results. Everything travels packed, little-endian, in the order of declaration. An array whose length varies follows
 * the field that says how long it is; among arguments only the last value may vary, so that a board knows the place of
 * each from the types alone.
 *
 * @packageDocumentation
 */
import { SCALAR_SIZE, type StorageType } from "../ir/types.ts";

/** What a program offers over the wire. */
export interface Schema {
  /** By number. */
  readonly methods: readonly Method[];
}

/** One method. */
export interface Method {
  /** 1 to 255, for ever. */
  readonly number: number;
  /** The function's name in the source. */
  readonly name: string;
  /** Id of the module that declares it. */
  readonly module: string;
  /** Its doc comment without tags. */
  readonly doc: string;
  /** The longest time that it takes on any board; 0 if nothing is said. */
  readonly maxTimeMs: number;
  readonly arguments: readonly Value[];
  readonly results: readonly Value[];
  /** Why it may not do what it is asked, beyond what its arguments' types and ranges say. */
  readonly refusals: readonly Refusal[];
  /** The function's parameters in order: each an argument, a result, or the outcome. */
  readonly order: readonly Passed[];
  /** What the function itself returns: nothing, one scalar, or a tuple. These come first among the results. */
  readonly returned: "nothing" | "scalar" | "tuple";
}

/** Where a parameter of the function comes from: the place among arguments or results, or the dispatcher itself. */
export type Passed = { readonly from: "arguments" | "results"; readonly index: number } | { readonly from: "outcome" };

/** The reason of an ERROR frame, as a method means it. */
export interface Refusal {
  /** The constant's name in the source, by which hosts know it. */
  readonly name: string;
  /** 1 to 255; 128 and up are the program's own. */
  readonly code: number;
  /** What it means here. */
  readonly doc: string;
}

/** A named value in a message. */
export interface Value {
  readonly name: string;
  readonly type: WireType;
  /** What is said of it, in a few words. */
  readonly doc: string;
  /** The least and greatest number that is accepted, for an argument or each element of one. */
  readonly range: Range | null;
  /** Names of the numbers, if they are members of an enum. */
  readonly members: readonly Member[] | null;
}

/** Both ends belong to it. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A member of an enum. */
export interface Member {
  readonly name: string;
  readonly value: number;
}

/** How a value travels. */
export type WireType = StorageType | WireArray | WireRecord;

/** Elements one after the other. */
export interface WireArray {
  readonly kind: "array";
  readonly element: WireType;
  /** How many there are, or at most are. */
  readonly length: number;
  /** The field before it that says how many there are; null if there are always `length`. */
  readonly counted: string | null;
}

/** Fields one after the other, without padding. */
export interface WireRecord {
  readonly kind: "record";
  /** The struct's name in the source. */
  readonly name: string;
  /** Id of the module that declares the struct. */
  readonly module: string;
  readonly fields: readonly Value[];
}

/** The most bytes of arguments or of results: the payload of a frame. */
export const PAYLOAD_BYTES_MAX = 240;

/** How many bytes a value takes at least and at most. */
export function bytesOf(type: WireType): { readonly least: number; readonly most: number } {
  if (typeof type === "string") return { least: SCALAR_SIZE[type], most: SCALAR_SIZE[type] };
  if (type.kind === "record") return sum(type.fields.map((field) => bytesOf(field.type)));
  const { least, most } = bytesOf(type.element);
  return { least: type.counted === null ? least * type.length : 0, most: most * type.length };
}

/** How many bytes a message takes at least and at most. */
export function bytesOfAll(values: readonly Value[]): { readonly least: number; readonly most: number } {
  return sum(values.map(({ type }) => bytesOf(type)));
}

/**
 * A signature as both ends hash it: `3 search(query f32[16], k u32) -> found u32`. Ranges, refusals and prose are no
 * part of it.
 */
export function signatureOf({ number, name, arguments: taken, results }: Method): string {
  const list = (values: readonly Value[]): string => values.map(describeValue).join(", ");
  return `${number} ${name}(${list(taken)}) -> ${results.length === 0 ? "nothing" : list(results)}`;
}

function describeValue({ name, type }: Value): string {
  return name === "" ? describeWireType(type) : `${name} ${describeWireType(type)}`;
}

/** A type as signatures have it. */
export function describeWireType(type: WireType): string {
  if (typeof type === "string") return type;
  if (type.kind === "record") return `{${type.fields.map(describeValue).join(", ")}}`;
  const length = type.counted === null ? String(type.length) : `${type.counted} <= ${type.length}`;
  return `${describeWireType(type.element)}[${length}]`;
}

/** 64 bits of FNV-1a over the UTF-8 of a text (Fowler, Noll, Vo and Eastlake, 2019). */
function hashOf(text: string): bigint {
  const [prime, mask] = [0x100000001b3n, (1n << 64n) - 1n];
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * prime) & mask;
  return hash;
}

/** The hash of one method's signature: 16 hexadecimal digits. */
export function methodHash(method: Method): string {
  return hexadecimal(hashOf(signatureOf(method)));
}

/** The hash of a schema, over all signatures, each ended by a line feed: 16 hexadecimal digits. */
export function schemaHash({ methods }: Schema): string {
  return hexadecimal(hashOf(methods.map((method) => `${signatureOf(method)}\n`).join("")));
}

function hexadecimal(hash: bigint): string {
  return hash.toString(16).padStart(16, "0");
}

function sum(sizes: readonly { readonly least: number; readonly most: number }[]): { least: number; most: number } {
  return sizes.reduce<{ least: number; most: number }>(
    (total, { least, most }) => ({ least: total.least + least, most: total.most + most }),
    { least: 0, most: 0 },
  );
}
