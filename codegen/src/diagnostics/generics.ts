/**
 * GN8xxx: generic functions and their type arguments.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const GENERIC_DIAGNOSTICS = {
  GN8001: {
    title: "type arguments",
    explanation:
      "The type arguments of a call are all written, or found from its arguments. A plain number has no type that " +
      "could be found.",
    bad: `
      function least<T extends f32 | u32>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function f(x: f32): f32 {
        return x * least(1, 2);
      }
    `,
    good: `
      function least<T extends f32 | u32>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function f(x: f32): f32 {
        return x * least<f32>(1, 2);
      }
    `,
  },
  GN8002: {
    title: "type that a type parameter cannot be",
    explanation:
      "A type argument is one of the types that the type parameter extends, or a class with all fields of the interface.",
    bad: `
      function least<T extends f32 | u32>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function f(x: i32): i32 {
        return least(x, 1);
      }
    `,
    good: `
      function least<T extends f32 | u32 | i32>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function f(x: i32): i32 {
        return least(x, 1);
      }
    `,
  },
  GN8003: {
    title: "too many instances",
    explanation:
      "Each list of type arguments makes a function of its own in the module that uses it, and 256 of them are enough.",
    bad: null,
    good: null,
  },
  GN8004: {
    title: "private name in a generic function",
    explanation:
      "A generic function that another module uses becomes a function of that module. What it uses has to be exported.",
    bad: null,
    good: null,
  },
  GN8005: {
    title: "generic function as a public one",
    explanation: "Callers from C and JavaScript have no type arguments: what a program exports is not generic.",
    bad: `
      export function least<T extends f32 | u32>(a: T, b: T): T {
        return a < b ? a : b;
      }
    `,
    good: `
      function least<T extends f32 | u32>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function leastFloat(a: f32, b: f32): f32 {
        return least(a, b);
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
