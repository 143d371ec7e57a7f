/**
 * Arguments to bytes, and bytes to results. Nothing is sent that the table of methods does not allow.
 *
 * @packageDocumentation
 */
import { readF32, readU32, writeF32, writeU32 } from "../../firmware-src/wire/bytes.ts";
import { ArgumentError, MalformedAnswerError } from "../errors.ts";
import { COMPONENT_MAX, type Method, type Parameter, type WireType } from "./methods.ts";

/** What a caller gives for one parameter. */
export type ArgumentValue = number | ArrayLike<number>;

/** Components of a vector on the wire. */
const VECTOR_COMPONENTS = 16;

const BYTES: Readonly<Record<WireType, number>> = { u32: 4, f32: 4, "f32[16]": 4 * VECTOR_COMPONENTS };

/** Checks and packs the arguments of a method, one value for each parameter. Throws ArgumentError. */
export function packArguments(method: Method, values: readonly ArgumentValue[]): Uint8Array {
  const payload = new Uint8Array(method.parameters.reduce((sum, { type }) => sum + BYTES[type], 0));
  let offset = 0;
  method.parameters.forEach((parameter, i) => {
    pack(payload, offset, method, parameter, values[i]);
    offset += BYTES[parameter.type];
  });
  return payload;
}

function pack(
  payload: Uint8Array,
  offset: number,
  method: Method,
  parameter: Parameter,
  value: ArgumentValue | undefined,
): void {
  switch (parameter.type) {
    case "u32":
      writeU32(payload, offset, checkWord(method, parameter, value));
      break;
    case "f32":
      writeF32(payload, offset, checkNumber(method, parameter, value));
      break;
    case "f32[16]":
      checkVector(method, parameter, value).forEach((component, i) => writeF32(payload, offset + 4 * i, component));
      break;
  }
}

function checkWord(method: Method, parameter: Parameter, value: ArgumentValue | undefined): number {
  const { name, least = 0, most = 0xffffffff } = parameter;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ArgumentError(method.name, name, `is ${show(value)}`, `a whole number, ${least} to ${most}`);
}

function checkNumber(method: Method, parameter: Parameter, value: ArgumentValue | undefined): number {
  const { name, least = -Infinity, most = Infinity } = parameter;
  if (typeof value === "number" && Number.isFinite(Math.fround(value)) && value >= least && value <= most) return value;
  const allowed = parameter.least === undefined ? "a finite number" : `a finite number, at least ${least}`;
  throw new ArgumentError(method.name, name, `is ${show(value)}`, allowed);
}

/** A copy of 1 to 16 components; what is missing stays 0 on the wire. */
function checkVector(method: Method, parameter: Parameter, value: ArgumentValue | undefined): number[] {
  const components = typeof value === "object" ? Array.from(value) : [];
  if (components.length === 0 || components.length > VECTOR_COMPONENTS) {
    const problem = typeof value === "object" ? `has ${components.length} components` : `is ${show(value)}`;
    throw new ArgumentError(method.name, parameter.name, problem, `1 to ${VECTOR_COMPONENTS} components`);
  }
  // Written so that a NaN, for which every comparison is false, is refused too.
  const wrong = components.findIndex((component) => !(Math.abs(component) <= COMPONENT_MAX));
  if (wrong < 0) return components;
  throw new ArgumentError(
    method.name,
    `${parameter.name}[${wrong}]`,
    `is ${show(components[wrong])}`,
    `a number of at most ${COMPONENT_MAX} in magnitude`,
  );
}

function show(value: ArgumentValue | undefined): string {
  return typeof value === "object" ? "an array" : String(value);
}

/** Reads the payload of a response from front to back; whatever is missing or left over is MalformedAnswerError. */
export class ResultReader {
  readonly #method: Method;
  readonly #payload: Uint8Array;
  #offset = 0;

  constructor(method: Method, payload: Uint8Array) {
    this.#method = method;
    this.#payload = payload;
  }

  /** A word, 0 to 2^32 - 1. */
  word(): number {
    return readU32(this.#payload, this.#take(4));
  }

  /** A number. */
  number(): number {
    return readF32(this.#payload, this.#take(4));
  }

  /** A byte, 0 to 255. */
  byte(): number {
    return this.#payload[this.#take(1)] ?? 0;
  }

  /** `count` results of a kind, read by `one`. */
  list<Result>(count: number, one: () => Result): Result[] {
    // Before anything is allocated: each result takes a byte at least.
    if (count > this.#payload.length) throw this.#malformed(`a list of ${count}`);
    return Array.from({ length: count }, one);
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
    return new MalformedAnswerError(this.#method.name, `${this.#payload.length} bytes, ${why}`);
  }
}
