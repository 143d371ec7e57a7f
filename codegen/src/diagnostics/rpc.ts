/**
 * GN9xxx: methods, which hosts call over the wire.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const RPC_DIAGNOSTICS = {
  GN9001: {
    title: "number of a method",
    explanation:
      "`@rpc` makes an exported function a method, and gives it the number by which hosts call it: 1 to 255, another for " +
      "each. A number is for ever: a method that changes its signature becomes a new method.",
    bad: `
      /**
       * The sum of two numbers.
       * @rpc 0
       */
      export function add(a: u32, b: u32): u32 {
        return a + b;
      }
    `,
    good: `
      /**
       * The sum of two numbers.
       * @rpc 1
       */
      export function add(a: u32, b: u32): u32 {
        return a + b;
      }
    `,
  },
  GN9002: {
    title: "what does not travel",
    explanation:
      "Methods take and give numbers, and by reference arrays of a fixed length and structs. What a method only reads is " +
      "an argument, what it writes to is a result. Arrays of any length, unions, members of enums as arguments and " +
      "references that are returned do not travel.",
    bad: `
      /** @rpc 1 */
      export function sum(values: Uint32Array): u32 {
        return values.length === 0 ? 0 : values[0];
      }
    `,
    good: `
      /** @rpc 1 */
      export function sum(values: Fixed<Uint32Array, 8>): u32 {
        return values[0];
      }
    `,
  },
  GN9003: {
    title: "message that is too long",
    explanation: "The arguments of a method must fit one frame, and so must its results: 240 bytes.",
    bad: `
      /** @rpc 1 */
      export function first(values: Fixed<Uint32Array, 61>): u32 {
        return values[0];
      }
    `,
    good: `
      /** @rpc 1 */
      export function first(values: Fixed<Uint32Array, 60>): u32 {
        return values[0];
      }
    `,
  },
  GN9004: {
    title: "range of an argument",
    explanation:
      "`@range level 0..100` says between which numbers an argument lies, both included; of an array, each element. The " +
      "ends are numbers or constants. A host refuses others before it sends them, and the board refuses them again.",
    bad: `
      /**
       * Twice a level.
       * @rpc 1
       * @range volume 0..100
       */
      export function twice(level: u32): u32 {
        return 2 * level;
      }
    `,
    good: `
      /**
       * Twice a level.
       * @rpc 1
       * @range level 0..100
       */
      export function twice(level: u32): u32 {
        return 2 * level;
      }
    `,
  },
  GN9005: {
    title: "length of an array that travels",
    explanation:
      "`@length count` at an array of a struct says that only its first elements travel, as many as the field `count` says, " +
      "which stands before it. Among arguments, such an array is the last thing.",
    bad: `
      export class Samples {
        count: u8 = 0;
        /** @length size */
        values = new Uint16Array(32);
      }
      /** @rpc 1 */
      export function first(samples: Samples): u32 {
        return samples.values[0];
      }
    `,
    good: `
      export class Samples {
        count: u8 = 0;
        /** @length count */
        values = new Uint16Array(32);
      }
      /** @rpc 1 */
      export function first(samples: Samples): u32 {
        return samples.values[0];
      }
    `,
  },
  GN9006: {
    title: "longest time of a method",
    explanation:
      "`@maxTime 20 ms` says how long a method takes at most, on the slowest board. Hosts wait so much longer for its " +
      "answer before they ask again.",
    bad: `
      /**
       * Rests.
       * @rpc 1
       * @maxTime soon
       */
      export function rest(): void {
        return;
      }
    `,
    good: `
      /**
       * Rests.
       * @rpc 1
       * @maxTime 20 ms
       */
      export function rest(): void {
        return;
      }
    `,
  },
  GN9007: {
    title: "name of a method",
    explanation:
      "A host calls methods by name, as functions of one object. So no two methods of a program have the same name, in " +
      "whichever modules they are, and none has the name of what that object has itself, such as `close` and `ping`.",
    bad: `
      /** @rpc 1 */
      export function close(): void {}
    `,
    good: `
      /** @rpc 1 */
      export function closeValve(): void {}
    `,
  },
  GN9008: {
    title: "reason to refuse",
    explanation:
      "`@refuses EMPTY - there is none` names a code with which a method may refuse what it is asked, by `refuse` and the outcome " +
      "that it takes: a constant from 1 to 255. Those up to 127 are the wire's, the others a program's own. Hosts get an error of this name.",
    bad: `
      /**
       * The last sample.
       * @rpc 1
       * @refuses when there is none
       */
      export function last(): u32 {
        return 0;
      }
    `,
    good: `
      /** There is none. */
      export const EMPTY = 128;
      /**
       * The last sample.
       * @rpc 1
       * @refuses EMPTY - there is none
       */
      export function last(): u32 {
        return 0;
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
