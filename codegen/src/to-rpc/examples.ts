/**
 * Golden messages: for each method a request and a response with values that show every byte's place.
 *
 * A port of the protocol to another language can be held to them, and our own two ends are.
 *
 * @packageDocumentation
 */
import type { StorageType } from "../ir/types.ts";
import { bytesOf, type Method, type Schema, type Value, type WireType } from "./schema.ts";

/** What a message holds, as JSON has it: 64-bit numbers are strings of digits. */
export type ExampleValue =
  number | boolean | string | readonly ExampleValue[] | { readonly [field: string]: ExampleValue };

/** A message, and its bytes in hexadecimal. */
export interface ExampleMessage {
  readonly values: readonly ExampleValue[];
  readonly bytes: string;
}

/** The examples by method. */
export type ExampleMessages = Readonly<
  Record<string, { readonly number: number; readonly request: ExampleMessage; readonly response: ExampleMessage }>
>;

/** An example of each method's messages. */
export function examplesOf({ methods }: Schema): ExampleMessages {
  return Object.fromEntries(methods.map((method) => [method.name, exampleOf(method)]));
}

function exampleOf(method: Method): ExampleMessages[string] {
  return { number: method.number, request: messageOf(method.arguments), response: messageOf(method.results) };
}

function messageOf(values: readonly Value[]): ExampleMessage {
  const packer = new Packer();
  return { values: values.map((value) => packer.pack(value.type, value)), bytes: packer.hexadecimal() };
}

/** Elements of an array whose length varies. */
const COUNT = 2;

class Packer {
  readonly #bytes: number[] = [];
  /** Counts the scalars, so that no two are alike. */
  #scalars = 0;

  hexadecimal(): string {
    return this.#bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  pack(type: WireType, { range }: Pick<Value, "range">): ExampleValue {
    if (typeof type === "string") return this.#scalar(type, range);
    if (type.kind === "array") {
      const length = type.counted === null ? type.length : Math.min(COUNT, type.length);
      return Array.from({ length }, () => this.pack(type.element, { range }));
    }
    const counts = new Map(type.fields.flatMap((field) => countOf(field)));
    return Object.fromEntries(
      type.fields.map((field) => {
        const count = counts.get(field.name);
        if (count === undefined) return [field.name, this.pack(field.type, field)];
        this.#write(BigInt(count), bytesOf(field.type).most);
        return [field.name, count];
      }),
    );
  }

  #scalar(type: StorageType, range: Value["range"]): ExampleValue {
    this.#scalars++;
    const bits = 8 * bytesOf(type).most;
    if (type === "bool") return this.#number(this.#scalars % 2, 8) !== 0;
    if (type === "f32") {
      const value = Math.min(this.#scalars + 0.5, range?.most ?? Infinity);
      const view = new DataView(new ArrayBuffer(4));
      view.setFloat32(0, value);
      this.#write(BigInt(view.getUint32(0)), 4);
      return view.getFloat32(0);
    }
    if (type === "i64" || type === "u64") {
      const wide = 0x0102030405060700n + BigInt(this.#scalars);
      this.#write(wide, 8);
      return String(wide);
    }
    const wanted = type.startsWith("i") ? -this.#scalars : 2 ** (bits - 8) + this.#scalars;
    return this.#number(Math.max(Math.min(wanted, range?.most ?? Infinity), range?.least ?? -Infinity), bits);
  }

  #number(value: number, bits: number): number {
    this.#write(BigInt.asUintN(bits, BigInt(value)), bits / 8);
    return value;
  }

  #write(value: bigint, bytes: number): void {
    for (let i = 0; i < bytes; i++) this.#bytes.push(Number((value >> BigInt(8 * i)) & 0xffn));
  }
}

/** The field that counts the elements of an array, and how many there are in the example. */
function countOf({ type }: Value): readonly (readonly [counter: string, count: number])[] {
  if (typeof type === "string" || type.kind !== "array" || type.counted === null) return [];
  return [[type.counted, Math.min(COUNT, type.length)]];
}
