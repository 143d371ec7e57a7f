/**
 * GN7xxx: what goes wrong when constants and tables are computed at compile time.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const EVALUATION_DIAGNOSTICS = {
  GN7001: {
    title: "not there at compile time",
    explanation:
      "A function that is run at compile time sees its arguments, constants, and tables that nothing writes. Variables " +
      "have no values yet, and there is no board.",
    bad: `
      const history = new Uint32Array(4);
      function last(index: u32): u32 {
        return history[index & 3];
      }
      const LAST = last(0);
      export function push(value: u32): u32 {
        history[0] = value;
        return LAST;
      }
    `,
    good: `
      const history = new Uint32Array(4);
      function last(index: u32): u32 {
        return history[index & 3];
      }
      export function push(value: u32): u32 {
        history[0] = value;
        return last(0);
      }
    `,
  },
  GN7002: {
    title: "failure at compile time",
    explanation:
      "An index out of bounds or an integer divided by zero, met while a constant or a table is computed. The message " +
      "has the calls that led there.",
    bad: `
      function share(parts: u32): u32 {
        return 100 / parts;
      }
      export const SHARES = tabulate(Uint32Array, 8, share);
    `,
    good: `
      function share(parts: u32): u32 {
        return parts === 0 ? 0 : 100 / parts;
      }
      export const SHARES = tabulate(Uint32Array, 8, share);
    `,
  },
  GN7003: {
    title: "computation that takes too long",
    explanation: "All that a program computes at compile time has a limit of steps, so that compiling ends.",
    bad: `
      function wait(x: u32): u32 {
        let state = x;
        while (state !== 7) state = (state * 5) & 31;
        return state;
      }
      export const DONE = wait(0);
    `,
    good: `
      function wait(x: u32): u32 {
        let state = x;
        for (let i = 0; i < 32 && state !== 7; i++) state = (state * 5) & 31;
        return state;
      }
      export const DONE = wait(0);
    `,
  },
  GN7004: {
    title: "wrong use of tabulate",
    explanation:
      "`tabulate` takes a typed array, a length, and a function of the program that gives the element for an index: " +
      "one u32, and a result that can be stored in the array.",
    bad: `
      function square(index: i32): u32 {
        return u32(index * index);
      }
      export const SQUARES = tabulate(Uint32Array, 16, square);
    `,
    good: `
      function square(index: u32): u32 {
        return index * index;
      }
      export const SQUARES = tabulate(Uint32Array, 16, square);
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
