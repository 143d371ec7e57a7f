/**
 * GN3xxx: control flow and calls.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const CONTROL_DIAGNOSTICS = {
  GN3001: {
    title: "missing return",
    explanation: "Every way through a function that has a result returns one.",
    bad: `
      export function sign(x: i32): i32 {
        if (x < 0) return -1;
      }
    `,
    good: `
      export function sign(x: i32): i32 {
        if (x < 0) return -1;
        return 1;
      }
    `,
  },
  GN3002: {
    title: "code that is never reached",
    explanation: "What stands behind a jump, or behind a loop without end, cannot run.",
    bad: `
      export function f(): u32 {
        return 1;
        return 2;
      }
    `,
    good: `
      export function f(): u32 {
        return 1;
      }
    `,
  },
  GN3003: {
    title: "recursion",
    explanation:
      "The worst stack is known when the program is built, so no function calls itself, directly or by way " +
      "of others.",
    bad: `
      export function f(n: u32): u32 {
        return n === 0 ? 0 : f(n - 1);
      }
    `,
    good: `
      export function f(n: u8): u32 {
        let sum: u32 = 0;
        for (let i = 0; i < n; i++) sum += i;
        return sum;
      }
    `,
  },
  GN3004: {
    title: "wrong number of arguments",
    explanation: "A call passes what the function takes, no less and no more.",
    bad: `
      export function f(x: f32): f32 {
        return Math.sqrt(x, 2);
      }
    `,
    good: `
      export function f(x: f32): f32 {
        return Math.sqrt(x);
      }
    `,
  },
  GN3005: {
    title: "not a function",
    explanation: "Functions of modules and of `Math` are called by name. Arrays and structs have no methods.",
    bad: `
      const values = new Float32Array(4);
      export function clear(): void {
        values.fill(0);
      }
    `,
    good: `
      const values = new Float32Array(4);
      export function clear(): void {
        for (let i = 0; i < 4; i++) values[i] = 0;
      }
    `,
  },
  GN3006: {
    title: "result that nothing uses",
    explanation: "A statement that only computes does nothing, nor does one that assigns a variable to itself.",
    bad: `
      export function f(x: f32): f32 {
        Math.abs(x);
        return x;
      }
    `,
    good: `
      export function f(x: f32): f32 {
        return Math.abs(x);
      }
    `,
  },
  GN3007: {
    title: "no result to use",
    explanation: "A function of type void gives no value.",
    bad: `
      let count: u32 = 0;
      function bump(): void {
        count += 1;
      }
      export function f(): u32 {
        return bump();
      }
    `,
    good: `
      let count: u32 = 0;
      function bump(): void {
        count += 1;
      }
      export function f(): u32 {
        bump();
        return count;
      }
    `,
  },
  GN3008: {
    title: "wrong return",
    explanation: "`return` gives a value where the function has a result, and none where it is void.",
    bad: `
      export function f(): void {
        return 1;
      }
    `,
    good: `
      export function f(): u32 {
        return 1;
      }
    `,
  },
  GN3009: {
    title: "jump outside of a loop",
    explanation: "`break` and `continue` belong to a loop.",
    bad: `
      export function f(): void {
        break;
      }
    `,
    good: `
      export function f(): void {
        return;
      }
    `,
  },
  GN3010: {
    title: "unknown label",
    explanation: "A labelled jump names a loop that it stands in.",
    bad: `
      export function f(): void {
        while (true) {
          break outer;
        }
      }
    `,
    good: `
      export function f(): void {
        outer: while (true) {
          break outer;
        }
      }
    `,
  },
  GN3011: {
    title: "case that stands twice",
    explanation: "Only the first of two equal cases could ever run.",
    bad: `
      export function f(x: u32): u32 {
        switch (x) {
          case 1:
            return 2;
          case 1:
            return 3;
          default:
            return 4;
        }
      }
    `,
    good: `
      export function f(x: u32): u32 {
        switch (x) {
          case 1:
            return 2;
          default:
            return 4;
        }
      }
    `,
  },
  GN3012: {
    title: "calls in the header of a for",
    explanation:
      "The last part of a `for` steps its counters. Calls stand in the body, where their order is plain to see.",
    bad: `
      declare function read(): u32;
      export function f(): void {
        for (let i = 0; i < 9; i = read()) {}
      }
    `,
    good: `
      declare function read(): u32;
      export function f(): u32 {
        let sum: u32 = 0;
        for (let i = 0; i < 9; i++) sum += read();
        return sum;
      }
    `,
  },
  GN3013: {
    title: "switch by what is no integer",
    explanation: "A switch chooses among integers.",
    bad: `
      export function f(x: f32): u32 {
        switch (x) {
          default:
            return 1;
        }
      }
    `,
    good: `
      export function f(x: u32): u32 {
        switch (x) {
          case 0:
            return 2;
          default:
            return 1;
        }
      }
    `,
  },
  GN3014: {
    title: "case that runs into the next",
    explanation: "A case ends with `break`, `return` or `continue`. Several values may share one body.",
    bad: `
      export function f(x: u32): u32 {
        let y: u32 = 0;
        switch (x) {
          case 1:
            y = 2;
          case 2:
            y += 1;
            break;
          default:
            y = 9;
        }
        return y;
      }
    `,
    good: `
      export function f(x: u32): u32 {
        let y: u32 = 0;
        switch (x) {
          case 1:
          case 2:
            y = 3;
            break;
          default:
            y = 9;
        }
        return y;
      }
    `,
  },
  GN3015: {
    title: "break in the middle of a case",
    explanation:
      "`break` ends a case; within an `if` of a case it would be a jump forward that reads like the end of " +
      "a loop.",
    bad: `
      export function f(x: u32): u32 {
        switch (x) {
          case 1:
            if (x > 0) break;
            return 2;
          default:
            return 1;
        }
        return 0;
      }
    `,
    good: `
      export function f(x: u32): u32 {
        switch (x) {
          case 1:
            if (x === 0) return 2;
            break;
          default:
            return 1;
        }
        return 0;
      }
    `,
  },
  GN3016: {
    title: "switch that leaves members out",
    explanation:
      "A switch over an enum without `default` has a case for each member, so that a new one is not forgotten. If every " +
      "case returns, nothing need be returned behind it.",
    bad: `
      enum State { Idle, Busy }
      export function isIdle(state: State): bool {
        switch (state) {
          case State.Idle:
            return true;
        }
      }
    `,
    good: `
      enum State { Idle, Busy }
      export function isIdle(state: State): bool {
        switch (state) {
          case State.Idle:
            return true;
          case State.Busy:
            return false;
        }
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
