/**
 * GN6xxx: what cannot be proven safe.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const PROOF_DIAGNOSTICS = {
  GN6001: {
    title: "index that may be out of bounds",
    explanation:
      "Every index is proven to be inside of its array, so that no access is checked at run time. The message " +
      "says what is known of the index; a guard before the access, or `Math.min`, makes up for what is missing.",
    bad: `
      const values = new Float32Array(16);
      export function read(index: u32): f32 {
        return values[index];
      }
    `,
    good: `
      const values = new Float32Array(16);
      export function read(index: u32): f32 {
        if (index >= 16) return 0;
        return values[index];
      }
    `,
  },
  GN6002: {
    title: "part of an array that may not be inside",
    explanation: "The bounds of `subarray` are proven: the start is not behind the end, nor the end behind the array.",
    bad: `
      const values = new Float32Array(16);
      export function first(count: u32): u32 {
        const part = values.subarray(0, count);
        return part.length;
      }
    `,
    good: `
      const values = new Float32Array(16);
      export function first(count: u32): u32 {
        const part = values.subarray(0, Math.min(count, 16));
        return part.length;
      }
    `,
  },
  GN6003: {
    title: "divisor that may be zero",
    explanation:
      "An integer is divided only by what is proven not to be zero. (A float may be: the result is infinite.)",
    bad: `
      export function mean(sum: u32, count: u32): u32 {
        return sum / count;
      }
    `,
    good: `
      export function mean(sum: u32, count: u32): u32 {
        if (count === 0) return 0;
        return sum / count;
      }
    `,
  },
  GN6004: {
    title: "loop without a bound",
    explanation:
      "Every loop ends after a number of rounds that is known, or that a comment before it declares: with " +
      "`/** @bound 32 */`, a counter leaves the loop after 32 rounds.",
    bad: `
      export function wait(x: u32): void {
        while (x !== 7) x = (x * 5) & 31;
      }
    `,
    good: `
      export function wait(x: u32): void {
        for (let i = 0; i < 32 && x !== 7; i++) x = (x * 5) & 31;
      }
    `,
  },
  GN6005: {
    title: "loop that runs too long",
    explanation: "A loop has a bound, but so high a one that a device would seem to hang.",
    bad: `
      export function count(limit: u32): u32 {
        let sum: u32 = 0;
        for (let i = 0; i < limit; i++) sum += i;
        return sum;
      }
    `,
    good: `
      export function count(limit: u32): u32 {
        let sum: u32 = 0;
        const end = Math.min(limit, 1000);
        for (let i = 0; i < end; i++) sum += i;
        return sum;
      }
    `,
  },
  GN6006: {
    title: "declared bound that is none",
    explanation: "`@bound` takes a number of rounds, or the name of a constant.",
    bad: `
      export function wait(x: u32): void {
        /** @bound many */
        while (x > 7) x = x >>> 1;
      }
    `,
    good: `
      export function wait(x: u32): void {
        /** @bound 32 */
        while (x > 7) x = x >>> 1;
      }
    `,
  },
  GN6007: {
    title: "recursion in a program that was not checked",
    explanation: "The stack is computed from the calls, so no call may lead back. In source text this is GN3003.",
    bad: null,
    good: null,
  },
  GN6008: {
    title: "value that may be its bound or more",
    explanation:
      "What is `Below<N>` is less than N wherever it is read, so whatever is stored, passed, returned or begins there is " +
      "proven to be less. A guard before, or `Math.min`, makes up for what is missing.",
    bad: `
      let next: Below<16> = 0;
      export function advance(): u32 {
        next = next + 1;
        return next;
      }
    `,
    good: `
      let next: Below<16> = 0;
      export function advance(): u32 {
        next = (next + 1) % 16;
        return next;
      }
    `,
  },
  GN6009: {
    title: "bound that nobody keeps",
    explanation:
      "`Below<N>` is proven, not believed. Whoever calls a public function, writes to what the program hands out, or " +
      "supplies a function of the board can give any number: take it as `u32`, and test it.",
    bad: `
      const values = new Float32Array(16);
      export function read(index: Below<16>): f32 {
        return values[index];
      }
    `,
    good: `
      const values = new Float32Array(16);
      export function read(index: u32): f32 {
        return index < 16 ? values[index] : 0;
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
