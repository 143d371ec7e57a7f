/**
 * GN1xxx: TypeScript that the language does not have.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const SYNTAX_DIAGNOSTICS = {
  GN1001: {
    title: "not TypeScript",
    explanation: "TypeScript's own parser does not understand the text. Nothing else of the file is looked at.",
    bad: "export function area(width: f32): f32 { return width * ; }",
    good: `
      export function area(width: f32): f32 {
        return width * width;
      }
    `,
  },
  GN1002: {
    title: "nested too deeply",
    explanation:
      "Expressions and statements may nest 200 levels. No person writes more; a program that generates " +
      "source can give names to parts.",
    bad: null,
    good: null,
  },
  GN1003: {
    title: "strings",
    explanation:
      "A program has no text, because text needs memory that grows. It sends numbers and bytes; the host, " +
      "which has memory, turns them into words.",
    bad: `
      export function mode(): u32 {
        return "search";
      }
    `,
    good: `
      const MODE_SEARCH = 1;
      export function mode(): u32 {
        return MODE_SEARCH;
      }
    `,
  },
  GN1004: {
    title: "regular expressions",
    explanation: "Matching by a pattern takes memory and time without a bound. Look at the bytes one by one.",
    bad: `
      export function digit(): bool {
        return /[0-9]/;
      }
    `,
    good: `
      export function digit(byte: u32): bool {
        return byte >= 48 && byte <= 57;
      }
    `,
  },
  GN1005: {
    title: "functions as values",
    explanation:
      "Functions and classes belong to modules. A function inside a function would keep the variables " +
      "around it alive, and a call through a variable would hide from the compiler how deep the stack can " +
      "grow.",
    bad: `
      export function twice(x: f32): f32 {
        const double = (y: f32): f32 => y * 2;
        return double(x);
      }
    `,
    good: `
      function double(y: f32): f32 {
        return y * 2;
      }
      export function twice(x: f32): f32 {
        return double(x);
      }
    `,
  },
  GN1006: {
    title: "async functions and generators",
    explanation:
      "A program never waits in the middle of a function. What goes on later is state of the module, and " +
      "`poll()` continues it.",
    bad: "export async function step(): void {}",
    good: "export function step(): void {}",
  },
  GN1007: {
    title: "exceptions",
    explanation: "Nothing is thrown: there is no code on a chip that could catch it. A status is returned.",
    bad: `
      export function check(index: u32): void {
        if (index > 31) throw index;
      }
    `,
    good: `
      export function check(index: u32): bool {
        return index <= 31;
      }
    `,
  },
  GN1008: {
    title: "var and using",
    explanation: "A variable lives in its block, from its declaration on: `let`, or `const` for what does not change.",
    bad: `
      export function two(): u32 {
        var x: u32 = 2;
        return x;
      }
    `,
    good: `
      export function two(): u32 {
        const x: u32 = 2;
        return x;
      }
    `,
  },
  GN1009: {
    title: "== and !=",
    explanation: "They convert before they compare. `===` and `!==` do not.",
    bad: `
      export function isZero(x: u32): bool {
        return x == 0;
      }
    `,
    good: `
      export function isZero(x: u32): bool {
        return x === 0;
      }
    `,
  },
  GN1010: {
    title: "for-of and for-in",
    explanation: "Iterators are objects made at run time. Count an index: its range is what proves the accesses.",
    bad: `
      export function sum(values: Float32Array): f32 {
        let total: f32 = 0;
        for (const v of values) total += v;
        return total;
      }
    `,
    good: `
      export function sum(values: Float32Array): f32 {
        let total: f32 = 0;
        for (let i = 0; i < values.length; i++) total += values[i];
        return total;
      }
    `,
  },
  GN1011: {
    title: "spread and rest",
    explanation: "The number of arguments and elements is part of the program's text.",
    bad: `
      export function sum(...values: u32[]): u32 {
        return 0;
      }
    `,
    good: `
      export function count(values: Uint32Array): u32 {
        return values.length;
      }
    `,
  },
  GN1012: {
    title: "destructuring",
    explanation:
      "A pattern hides several loads and often a copy. Each load is written. Only the tuple that a function returns is " +
      "taken apart, into plain names: `const [quotient, remainder] = divide(7, 2)`.",
    bad: `
      class Point {
        x: f32 = 0;
      }
      export function read(point: Point): f32 {
        const { x } = point;
        return x;
      }
    `,
    good: `
      class Point {
        x: f32 = 0;
      }
      export function read(point: Point): f32 {
        const x = point.x;
        return x;
      }
    `,
  },
  GN1013: {
    title: "object literals",
    explanation:
      "Nothing is allocated at run time. What has fields is a class, and its instances are the module's. Constants can be " +
      "members of one object: `const PINS = { led: 25 } as const` in the module.",
    bad: `
      export function reset(): void {
        const state = { v: 0 };
      }
    `,
    good: `
      class State {
        v: f32 = 0;
      }
      const state = new State();
      export function reset(): void {
        state.v = 0;
      }
    `,
  },
  GN1014: {
    title: "array literals in code",
    explanation:
      "A list of numbers is a table of the module, made once: `const table = new Uint32Array([1, 2, 3])`. In code, a list " +
      "is only the tuple behind `return`.",
    bad: `
      export function pick(i: u32): u32 {
        return [1, 2, 4, 8][i];
      }
    `,
    good: `
      const WEIGHTS = new Uint32Array([1, 2, 4, 8]);
      export function pick(i: u32): u32 {
        return WEIGHTS[i & 3];
      }
    `,
  },
  GN1015: {
    title: "new in code",
    explanation: "There is no heap. `new` and `array` stand where a module or a class declares its storage.",
    bad: `
      export function reset(): void {
        const buffer = new Float32Array(16);
      }
    `,
    good: `
      const buffer = new Float32Array(16);
      export function reset(): void {
        buffer[0] = 0;
      }
    `,
  },
  GN1016: {
    title: "assignments inside expressions",
    explanation:
      "An assignment is a statement, and so are `++` and `--`. Then it does not matter in which order the " +
      "operands of an expression are evaluated.",
    bad: `
      export function next(i: u32): u32 {
        return i++;
      }
    `,
    good: `
      export function next(i: u32): u32 {
        return i + 1;
      }
    `,
  },
  GN1017: {
    title: "the comma operator",
    explanation: "Two expressions are two statements.",
    bad: `
      export function last(a: u32, b: u32): u32 {
        return (a, b);
      }
    `,
    good: `
      export function last(a: u32, b: u32): u32 {
        return b;
      }
    `,
  },
  GN1018: {
    title: "operators that the language does not have",
    explanation:
      "`**`, `??`, `?.`, `in`, `instanceof`, `typeof`, `delete`, `void` and unary `+` ask questions about " +
      "values that have one answer here, or need a library at run time.",
    bad: `
      export function square(x: f32): f32 {
        return x ** 2;
      }
    `,
    good: `
      export function square(x: f32): f32 {
        return x * x;
      }
    `,
  },
  GN1019: {
    title: "type assertions",
    explanation: "A type says what the bits are, so it is never asserted. Values are converted: `f32(x)`.",
    bad: `
      export function real(x: u32): f32 {
        return x as f32;
      }
    `,
    good: `
      export function real(x: u32): f32 {
        return f32(x);
      }
    `,
  },
  GN1020: {
    title: "this outside of methods, and super",
    explanation:
      "`this` is what a method is called on. Another function that works on a struct has a parameter for it.",
    bad: `
      class Neuron {
        v: f32 = 0;
      }
      export function reset(this: Neuron): void {}
    `,
    good: `
      class Neuron {
        v: f32 = 0;
      }
      export function reset(neuron: Neuron): void {
        neuron.v = 0;
      }
    `,
  },
  GN1021: {
    title: "null",
    explanation: 'Every variable has a value of its type. For "none", use a number of your own.',
    bad: `
      export function find(): i32 {
        return null;
      }
    `,
    good: `
      export function find(): i32 {
        return -1;
      }
    `,
  },
  // No code is given twice: GN1022 once refused integers of 64 bits.
  GN1023: {
    title: "the header of a for",
    explanation:
      "A `for` declares its counters with `let`, compares, and steps them by assignments. Other loops are " +
      "written with `while`.",
    bad: `
      export function count(): u32 {
        let i: u32 = 0;
        for (i = 0; i < 9; i++) {}
        return i;
      }
    `,
    good: `
      export function count(): u32 {
        let n: u32 = 0;
        for (let i = 0; i < 9; i++) n += i;
        return n;
      }
    `,
  },
  GN1024: {
    title: "classes with more than fields and methods",
    explanation:
      "A class is a struct, and functions that work on it: fields with initial values, and methods. It has no " +
      "constructors, accessors, static members, modifiers and base classes.",
    bad: `
      class Neuron {
        v: f32 = 0;
        constructor() {}
      }
      const neuron = new Neuron();
      export function read(): f32 {
        return neuron.v;
      }
    `,
    good: `
      class Neuron {
        v: f32 = 0;
        reset(): void {
          this.v = 0;
        }
      }
      const neuron = new Neuron();
      export function read(): f32 {
        neuron.reset();
        return neuron.v;
      }
    `,
  },
  GN1025: {
    title: "declarations that the language does not have",
    explanation: "A module declares functions, classes, enums, types, constants and variables.",
    bad: `
      export const enum Metric {
        L2,
        Dot,
      }
    `,
    good: `
      export enum Metric {
        L2,
        Dot,
      }
    `,
  },
  GN1026: {
    title: "generics",
    explanation:
      "A type parameter of a function says what it can be: some types, an interface, or `number` for a length. Classes " +
      "and functions of the board have none.",
    bad: `
      function least<T>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function f(x: f32): f32 {
        return least(x, 1);
      }
    `,
    good: `
      function least<T extends f32 | i32>(a: T, b: T): T {
        return a < b ? a : b;
      }
      export function f(x: f32): f32 {
        return least(x, 1);
      }
    `,
  },
  GN1027: {
    title: "optional parameters",
    explanation: "A call passes every argument: functions are called from C, too.",
    bad: `
      export function scale(x: f32, by: f32 = 2): f32 {
        return x * by;
      }
    `,
    good: `
      export function scale(x: f32, by: f32): f32 {
        return x * by;
      }
    `,
  },
  GN1028: {
    title: "parameters and results without a type",
    explanation: "The signature of a function is its contract with C, WASM and the host; nothing of it is guessed.",
    bad: `
      export function scale(x: f32) {
        return x * 2;
      }
    `,
    good: `
      export function scale(x: f32): f32 {
        return x * 2;
      }
    `,
  },
  GN1029: {
    title: "code outside of functions",
    explanation: "Loading a module runs nothing: on a chip, its variables simply are there. Code stands in functions.",
    bad: `
      let count: u32 = 0;
      count += 1;
      export function read(): u32 {
        return count;
      }
    `,
    good: `
      let count: u32 = 0;
      export function boot(): void {
        count += 1;
      }
      export function read(): u32 {
        return count;
      }
    `,
  },
  GN1030: {
    title: "types that the language does not have",
    explanation: "A type is a number, a bool, a class, a typed array, `Name[]` or `Fixed<..., n>`.",
    bad: "export function pick(x: f32 | u32): void {}",
    good: "export function pick(x: f32): void {}",
  },
  GN1031: {
    title: "types without a width",
    explanation: "`number`, `any`, `string` and the like do not say what is in memory.",
    bad: `
      export function half(x: number): f32 {
        return 0.5;
      }
    `,
    good: `
      export function half(x: f32): f32 {
        return x * 0.5;
      }
    `,
  },
  GN1032: {
    title: "statements that the language does not have",
    explanation: "There is no `with` and no `debugger`, and only loops have labels.",
    bad: `
      export function stop(): void {
        debugger;
      }
    `,
    good: "export function stop(): void {}",
  },
  GN1033: {
    title: "names that C cannot spell",
    explanation: "Names keep their spelling in C, so they consist of ASCII letters, digits and underscores.",
    bad: `
      export function grösse(): u32 {
        return 1;
      }
    `,
    good: `
      export function size(): u32 {
        return 1;
      }
    `,
  },
  GN1099: {
    title: "other syntax",
    explanation: "Everything that the language does not have is refused; this code stands for the rarest of it.",
    bad: `
      export function where(): u32 {
        return import.meta;
      }
    `,
    good: `
      export function where(): u32 {
        return 0;
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
