/**
 * The schema as data for hosts: what the board carries, and what the generated client has in it.
 *
 * It is short, since it lies in a chip's flash: types are as signatures spell them where that says it all, and what is
 * empty is left out.
 *
 * @packageDocumentation
 */
import { type Method, methodHash, type Refusal, type Schema, schemaHash, type Value, type WireType } from "./schema.ts";

/** Version of this form. */
const VERSION = 1;

/** A type: a scalar's name, an array `[element, length]` or `[element, length, counter]`, or the fields of a record. */
export type DictionaryType =
  | string
  | readonly [element: DictionaryType, length: number]
  | readonly [element: DictionaryType, length: number, counter: string]
  | { readonly name: string; readonly fields: readonly DictionaryValue[] };

/** An argument, a result or a field. */
export interface DictionaryValue {
  readonly name: string;
  readonly type: DictionaryType;
  readonly doc?: string;
  readonly range?: readonly [least: number, most: number];
  readonly members?: Readonly<Record<string, number>>;
}

/** Why a method may refuse. */
export interface DictionaryRefusal {
  readonly name: string;
  readonly code: number;
  readonly doc?: string;
}

/** A method. */
export interface DictionaryMethod {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
  readonly doc?: string;
  readonly maxTimeMs?: number;
  readonly arguments: readonly DictionaryValue[];
  readonly results: readonly DictionaryValue[];
  readonly refusals?: readonly DictionaryRefusal[];
}

/** All of them. */
export interface Dictionary {
  readonly version: number;
  readonly hash: string;
  readonly methods: readonly DictionaryMethod[];
}

/** The schema as a dictionary. */
export function dictionaryOf(schema: Schema): Dictionary {
  return { version: VERSION, hash: schemaHash(schema), methods: schema.methods.map(methodOf) };
}

function methodOf(method: Method): DictionaryMethod {
  return {
    number: method.number,
    name: method.name,
    hash: methodHash(method),
    ...(method.doc === "" ? {} : { doc: method.doc }),
    ...(method.maxTimeMs === 0 ? {} : { maxTimeMs: method.maxTimeMs }),
    arguments: method.arguments.map(valueOf),
    results: method.results.map(valueOf),
    ...(method.refusals.length === 0 ? {} : { refusals: method.refusals.map(refusalOf) }),
  };
}

function refusalOf({ name, code, doc }: Refusal): DictionaryRefusal {
  return { name, code, ...(doc === "" ? {} : { doc }) };
}

function valueOf({ name, type, doc, range, members }: Value): DictionaryValue {
  return {
    name,
    type: typeOf(type),
    ...(doc === "" ? {} : { doc }),
    ...(range === null ? {} : { range: [range.least, range.most] as const }),
    ...(members === null ? {} : { members: Object.fromEntries(members.map((one) => [one.name, one.value])) }),
  };
}

function typeOf(type: WireType): DictionaryType {
  if (typeof type === "string") return type;
  if (type.kind === "record") return { name: type.name, fields: type.fields.map(valueOf) };
  const element = typeOf(type.element);
  return type.counted === null ? [element, type.length] : [element, type.length, type.counted];
}
