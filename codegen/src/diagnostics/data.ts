/**
 * GN4xxx: arrays, structs and storage.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const DATA_DIAGNOSTICS = {
  GN4001: {
    title: "length of an array",
    explanation: "A length is a whole number of at least 1 that is known at compile time.",
    bad: `
      const values = new Float32Array(0);
      export function f(): u32 {
        return values.length;
      }
    `,
    good: `
      const values = new Float32Array(4);
      export function f(): u32 {
        return values.length;
      }
    `,
  },
  GN4002: {
    title: "variable of a module",
    explanation:
      "A scalar is `let count: u32 = 0`. An array or struct is a `const`, because it is never replaced: " +
      "`const query = new Float32Array(16)`.",
    bad: `
      let query = new Float32Array(16);
      export function f(): f32 {
        return query[0];
      }
    `,
    good: `
      const query = new Float32Array(16);
      export function f(): f32 {
        return query[0];
      }
    `,
  },
  GN4003: {
    title: "storage of an unknown kind",
    explanation:
      "`new` makes a class or one of the typed arrays of 8 to 32 bits; `array` makes an array of a class. " +
      "Functions have only scalars of their own.",
    bad: `
      const values = new Float64Array(4);
      export function f(): u32 {
        return values.length;
      }
    `,
    good: `
      const values = new Float32Array(4);
      export function f(): u32 {
        return values.length;
      }
    `,
  },
  GN4004: {
    title: "fields and elements",
    explanation: "Every field has an initial value, from which its storage follows. Lists of numbers are typed arrays.",
    bad: `
      class Neuron {
        v: f32;
      }
      export function f(neuron: Neuron): f32 {
        return neuron.v;
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
  GN4005: {
    title: "class inside itself",
    explanation: "A field holds its struct, not a pointer to it, so a class cannot contain itself. Links are indices.",
    bad: `
      class Node {
        next = new Node();
      }
      export function f(node: Node): void {}
    `,
    good: `
      class Node {
        next: u32 = 0;
      }
      export function f(node: Node): u32 {
        return node.next;
      }
    `,
  },
  GN4006: {
    title: "arrays and structs are not assigned",
    explanation:
      "In JavaScript an assignment would make two names for one struct; in C it would copy. Fields and " +
      "elements are assigned.",
    bad: `
      class Neuron {
        v: f32 = 0;
      }
      const neurons = array(Neuron, 4);
      export function f(): void {
        neurons[0] = neurons[1];
      }
    `,
    good: `
      class Neuron {
        v: f32 = 0;
      }
      const neurons = array(Neuron, 4);
      export function f(): void {
        neurons[0].v = neurons[1].v;
      }
    `,
  },
  GN4007: {
    title: "wrong array or struct",
    explanation: "A parameter of a fixed length takes an array of that length; `Float32Array` takes every length.",
    bad: `
      const short = new Float32Array(4);
      function first(values: Fixed<Float32Array, 16>): f32 {
        return values[0];
      }
      export function f(): f32 {
        return first(short);
      }
    `,
    good: `
      const long = new Float32Array(16);
      function first(values: Fixed<Float32Array, 16>): f32 {
        return values[0];
      }
      export function f(): f32 {
        return first(long);
      }
    `,
  },
  GN4008: {
    title: "index of the wrong type",
    explanation: "An index is a u32 or i32, the bounds of `subarray` are u32.",
    bad: `
      const values = new Float32Array(4);
      export function f(x: f32): f32 {
        return values[x];
      }
    `,
    good: `
      const values = new Float32Array(4);
      export function f(x: f32): f32 {
        return values[u32(x) & 3];
      }
    `,
  },
  GN4009: {
    title: "variable too large",
    explanation: "A variable has at most 16 MiB, more than the chips have.",
    bad: `
      const values = new Float32Array(8000000);
      export function f(): f32 {
        return values[0];
      }
    `,
    good: `
      const values = new Float32Array(8000);
      export function f(): f32 {
        return values[0];
      }
    `,
  },
  GN4010: {
    title: "result of unknown length",
    explanation: "A function can return an array of its module, as a pointer in C; its length is in the type.",
    bad: `
      const query = new Float32Array(16);
      export function get(): Float32Array {
        return query;
      }
    `,
    good: `
      const query = new Float32Array(16);
      export function get(): Fixed<Float32Array, 16> {
        return query;
      }
    `,
  },
  GN4011: {
    title: "part of an array",
    explanation: "`subarray` of an array of numbers is passed as an argument, or named by a `const`.",
    bad: `
      const values = new Float32Array(16);
      export function f(): f32 {
        return values.subarray(0, 4) + 1;
      }
    `,
    good: `
      const values = new Float32Array(16);
      export function f(): u32 {
        const part = values.subarray(0, 4);
        return part.length;
      }
    `,
  },
  GN4012: {
    title: "reference as a value",
    explanation:
      "A result that refers to an array is for callers outside of the program. Inside, the array itself is named.",
    bad: `
      const query = new Float32Array(16);
      export function get(): Fixed<Float32Array, 16> {
        return query;
      }
      export function f(): f32 {
        const q = get();
        return 0;
      }
    `,
    good: `
      const query = new Float32Array(16);
      export function get(): Fixed<Float32Array, 16> {
        return query;
      }
      export function f(): f32 {
        return query[0];
      }
    `,
  },
  GN4013: {
    title: "returned reference",
    explanation: "What a function returns by reference belongs to a module, so that it outlives the call.",
    bad: `
      export function f(values: Fixed<Float32Array, 4>): Fixed<Float32Array, 4> {
        return values;
      }
    `,
    good: `
      const values = new Float32Array(4);
      export function f(): Fixed<Float32Array, 4> {
        return values;
      }
    `,
  },
  GN4014: {
    title: "members of an enum",
    explanation:
      "An enum has members, and each is a whole number from -2147483648 to 2147483647, known at compile time. Without " +
      "a value, it is one more than the member before it.",
    bad: `
      export enum State { Idle, Busy = 0.5 }
    `,
    good: `
      export enum State { Idle, Busy = 5 }
    `,
  },
  GN4020: {
    title: "tuple that is no result",
    explanation:
      "A tuple is the result of a function of the program: 2 to 8 numbers and bools. It is not stored, passed or put " +
      "into another. What has more parts is a struct that is passed by reference.",
    bad: `
      export function sum(pair: [f32, f32]): f32 {
        return 0;
      }
    `,
    good: `
      export function pair(x: f32): [whole: f32, rest: f32] {
        return [Math.floor(x), x - Math.floor(x)];
      }
    `,
  },
  GN4021: {
    title: "tuple as a value",
    explanation: "Where a function returns a tuple, the call stands behind `const [first, second] =`.",
    bad: `
      function divide(a: u32): [quotient: u32, remainder: u32] {
        return [a / 10, a % 10];
      }
      export function digits(a: u32): u32 {
        const both = divide(a);
        return 0;
      }
    `,
    good: `
      function divide(a: u32): [quotient: u32, remainder: u32] {
        return [a / 10, a % 10];
      }
      export function digits(a: u32): u32 {
        const [quotient, remainder] = divide(a);
        return quotient + remainder;
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
