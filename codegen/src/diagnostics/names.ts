/**
 * GN2xxx: names and types.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const NAME_DIAGNOSTICS = {
  GN2001: {
    title: "unknown name",
    explanation:
      "A name is declared in the function, in the module, or imported; number types come from `ganglion/types`.",
    bad: `
      export function read(): u32 {
        return cuont;
      }
    `,
    good: `
      let count: u32 = 0;
      export function read(): u32 {
        count += 1;
        return count;
      }
    `,
  },
  GN2002: {
    title: "declared twice",
    explanation: "A name means one thing in a scope, and a block does not hide the names of the blocks around it.",
    bad: `
      export function f(x: u32): u32 {
        const x: u32 = 1;
        return x;
      }
    `,
    good: `
      export function f(x: u32): u32 {
        const y: u32 = 1;
        return x + y;
      }
    `,
  },
  GN2003: {
    title: "used above its declaration",
    explanation: "Constants, and variables of functions, exist from their declaration on.",
    bad: `
      export const DOUBLE = SINGLE * 2;
      export const SINGLE = 4;
    `,
    good: `
      export const SINGLE = 4;
      export const DOUBLE = SINGLE * 2;
    `,
  },
  GN2004: {
    title: "assignment to what does not change",
    explanation: "Constants are constant, and a variable of a module is assigned only by functions of that module.",
    bad: `
      const LIMIT = 3;
      export function raise(): void {
        LIMIT = 4;
      }
    `,
    good: `
      let limit: u32 = 3;
      export function raise(): void {
        limit = 4;
      }
    `,
  },
  GN2005: {
    title: "mixed types",
    explanation: "i32, u32 and f32 have different arithmetic. Where they meet, one is converted in writing.",
    bad: `
      export function scale(x: f32, n: u32): f32 {
        return x * n;
      }
    `,
    good: `
      export function scale(x: f32, n: u32): f32 {
        return x * f32(n);
      }
    `,
  },
  GN2006: {
    title: "wrong type",
    explanation: "What is stored, passed or returned has the type that is declared there.",
    bad: `
      export function count(x: f32): u32 {
        return x;
      }
    `,
    good: `
      export function count(x: f32): u32 {
        return u32(x);
      }
    `,
  },
  GN2007: {
    title: "narrowing",
    explanation:
      "8- and 16-bit types are for storage. They are read as 32 bits, and what is computed is narrowed in " +
      "writing, unless it is a constant that fits.",
    bad: `
      const bytes = new Uint8Array(4);
      export function put(x: u32): void {
        bytes[0] = x;
      }
    `,
    good: `
      const bytes = new Uint8Array(4);
      export function put(x: u32): void {
        bytes[0] = u8(x);
      }
    `,
  },
  GN2008: {
    title: "constant that does not fit",
    explanation: "A constant takes its type from where it is used, and must be a value of that type.",
    bad: `
      export function low(): u32 {
        return -1;
      }
    `,
    good: `
      export function low(): i32 {
        return -1;
      }
    `,
  },
  GN2009: {
    title: "number without a type",
    explanation:
      "A plain number takes its type from what it meets. A variable that begins with one meets nothing, so " +
      "its type is written. (A counter of a `for` meets its bound.)",
    bad: `
      export function f(): void {
        let total = 0;
        total += 1;
      }
    `,
    good: `
      export function f(): u32 {
        let total: u32 = 0;
        total += 1;
        return total;
      }
    `,
  },
  GN2010: {
    title: "condition that is no bool",
    explanation: "Numbers are neither true nor false; they are compared.",
    bad: `
      export function f(n: u32): u32 {
        return n ? 1 : 2;
      }
    `,
    good: `
      export function f(n: u32): u32 {
        return n !== 0 ? 1 : 2;
      }
    `,
  },
  GN2011: {
    title: "operator on the wrong type",
    explanation: "Each operator exists on some types: see the table of operators.",
    bad: `
      export function f(x: f32): f32 {
        return x % 2;
      }
    `,
    good: `
      export function f(x: u32): u32 {
        return x % 2;
      }
    `,
  },
  GN2012: {
    title: "type and value confused",
    explanation: "A type stands where a type is meant, a variable or constant where a value is meant.",
    bad: `
      class Neuron {
        v: f32 = 0;
      }
      export function f(): f32 {
        return Neuron;
      }
    `,
    good: `
      class Neuron {
        v: f32 = 0;
      }
      const neuron = new Neuron();
      export function f(): f32 {
        return neuron.v;
      }
    `,
  },
  GN2013: {
    title: "no such member",
    explanation: "A struct has its fields, an array its `length`, and `Math` the functions that are exact everywhere.",
    bad: `
      class Neuron {
        v: f32 = 0;
      }
      export function f(neuron: Neuron): f32 {
        return neuron.w;
      }
    `,
    good: `
      class Neuron {
        v: f32 = 0;
      }
      export function f(neuron: Neuron): f32 {
        return neuron.v;
      }
    `,
  },
  GN2014: {
    title: "not a variable",
    explanation: "What is assigned, indexed or passed by reference is a variable, a field or an element.",
    bad: `
      export function f(): void {
        Math.PI = 3;
      }
    `,
    good: `
      let circle: f32 = Math.PI;
      export function f(): f32 {
        circle = 3;
        return circle;
      }
    `,
  },
  GN2015: {
    title: "unused",
    explanation: "What is neither used nor exported is a mistake or a remainder.",
    bad: `
      export function f(x: u32): u32 {
        const y = x * 2;
        return x;
      }
    `,
    good: `
      export function f(x: u32): u32 {
        const y = x * 2;
        return y;
      }
    `,
  },
  GN2016: {
    title: ">> on u32, >>> on i32",
    explanation:
      "In JavaScript `>>` copies the sign bit and `>>>` does not. So `>>` is for i32 and `>>>` for u32; " +
      "bytes are read as u32.",
    bad: `
      export function high(x: u32): u32 {
        return x >> 16;
      }
    `,
    good: `
      export function high(x: u32): u32 {
        return x >>> 16;
      }
    `,
  },
  GN2017: {
    title: "comparison with NaN",
    explanation: "Nothing equals NaN, not even NaN. The test for it is `x !== x`.",
    bad: `
      export function isNotNumber(x: f32): bool {
        return x === NaN;
      }
    `,
    good: `
      export function isNotNumber(x: f32): bool {
        return x !== x;
      }
    `,
  },
  GN2018: {
    title: "division by zero",
    explanation: "An integer cannot be divided by zero. Here the divisor is a constant, and it is zero.",
    bad: `
      export function f(x: u32): u32 {
        return x / 0;
      }
    `,
    good: `
      export function f(x: u32): u32 {
        return x / 2;
      }
    `,
  },
  GN2019: {
    title: "type defined by itself",
    explanation: "A type alias stands for another type.",
    bad: `
      type Vector = Vector;
      export function f(values: Vector): void {}
    `,
    good: `
      type Vector = Fixed<Float32Array, 16>;
      export function f(values: Vector): f32 {
        return values[0];
      }
    `,
  },
  GN2020: {
    title: "not known at compile time",
    explanation:
      "Constants, lengths, initial values and cases are computed by the compiler: from numbers, constants, " +
      "operators and Math.",
    bad: `
      let count: u32 = 0;
      export const DOUBLE = count * 2;
    `,
    good: `
      export const COUNT = 4;
      export const DOUBLE = COUNT * 2;
    `,
  },
  GN2021: {
    title: "enum mixed with something else",
    explanation:
      "A value of an enum is compared with members of that enum and stored as one; `u32(state)` converts it. No " +
      "number converts to it, so that it always is a member: where a number decides, a switch does.",
    bad: `
      enum State { Idle, Busy }
      let state: State = State.Idle;
      export function set(number: u32): void {
        state = number;
      }
    `,
    good: `
      enum State { Idle, Busy }
      let state: State = State.Idle;
      export function set(number: u32): void {
        state = number === u32(State.Busy) ? State.Busy : State.Idle;
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
