/**
 * GN5xxx: files and modules. In the examples, `neuron.ts` exports a function `step`.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

/** The rows by code. */
export const MODULE_DIAGNOSTICS = {
  GN5001: {
    title: "missing file",
    explanation:
      "The entry, and every file that is imported, exists. An import's path begins at the file that it stands in.",
    bad: `
      import { step } from "./nevron.ts";
      export function f(): u32 {
        return step();
      }
    `,
    good: `
      import { step } from "./neuron.ts";
      export function f(): u32 {
        return step();
      }
    `,
  },
  GN5002: {
    title: "modules that import each other",
    explanation: "Imports form no circle, so modules can be read, and are built, from the bottom up.",
    bad: `
      import { f } from "./main.ts";
      export function g(): u32 {
        return f();
      }
    `,
    good: `
      import { step } from "./neuron.ts";
      export function f(): u32 {
        return step();
      }
    `,
  },
  GN5003: {
    title: "import of a package",
    explanation:
      "A program consists of its own files: imports begin with `./` or `../`. `ganglion/types` is the language's own.",
    bad: `
      import { step } from "neuron";
      export function f(): u32 {
        return step();
      }
    `,
    good: `
      import { step } from "./neuron.ts";
      export function f(): u32 {
        return step();
      }
    `,
  },
  GN5004: {
    title: "import without .ts",
    explanation: "An import names the file as it is, so nothing has to be searched for.",
    bad: `
      import { step } from "./neuron";
      export function f(): u32 {
        return step();
      }
    `,
    good: `
      import { step } from "./neuron.ts";
      export function f(): u32 {
        return step();
      }
    `,
  },
  GN5005: {
    title: "default imports and exports",
    explanation: "Names stay the same in all modules and in C, so everything is exported by its name.",
    bad: `
      export default function f(): u32 {
        return 1;
      }
    `,
    good: `
      export function f(): u32 {
        return 1;
      }
    `,
  },
  GN5006: {
    title: "forms of import that the language does not have",
    explanation: "Imports and exports list their names, at the top of the file.",
    bad: `
      import * as neuron from "./neuron.ts";
      export function f(): u32 {
        return 1;
      }
    `,
    good: `
      import { step } from "./neuron.ts";
      export function f(): u32 {
        return step();
      }
    `,
  },
  GN5007: {
    title: "name that a module does not export",
    explanation: "An import names what the other module exports.",
    bad: `
      import { stop } from "./neuron.ts";
      export function f(): u32 {
        return stop();
      }
    `,
    good: `
      import { step } from "./neuron.ts";
      export function f(): u32 {
        return step();
      }
    `,
  },
  GN5008: {
    title: "not UTF-8 text",
    explanation: "Sources are UTF-8. A file with other bytes, or with U+FFFD or zero bytes, is damaged or no source.",
    bad: `
      export function f(): u32 {
        return 1;
      } // \uFFFD
    `,
    good: `
      export function f(): u32 {
        return 1;
      } //
    `,
  },
  GN5009: {
    title: "file too large",
    explanation: "A source has at most 2,000,000 characters, a hundred times what a person writes into one file.",
    bad: null,
    good: null,
  },
  GN5010: {
    title: "program that exports nothing",
    explanation: "What the entry exports is the program. Without an export nobody can call it.",
    bad: "const LIMIT = 1;",
    good: "export const LIMIT = 1;",
  },
  GN5011: {
    title: "two exports of one name",
    explanation:
      "Public names are the names in C, in WebAssembly and on the wire: each means one thing. `memory`, `__data_end` and " +
      "`__heap_base` are what every WebAssembly module exports by itself.",
    bad: `
      /** @export go */
      export function f(): u32 {
        return 1;
      }
      export function go(): u32 {
        return 2;
      }
    `,
    good: `
      /** @export run */
      export function f(): u32 {
        return 1;
      }
      export function go(): u32 {
        return 2;
      }
    `,
  },
  GN5012: {
    title: "unknown option",
    explanation:
      "`--set NAME=VALUE` names an option of the program: an exported constant with `@option` in its doc comment. Where " +
      "two modules have one of the same name, the module's id goes before it: `search/limits.CAPACITY`.",
    bad: null,
    good: null,
  },
  GN5013: {
    title: "value that an option does not take",
    explanation:
      "An option takes whole numbers, and `@range` says which: `@range 4 to 64 by 4`. That holds for the value in the " +
      "source, too.",
    bad: `
      /**
       * Components of a vector.
       * @option
       * @range 4 to 64 by 4
       */
      export const DIMENSIONS = 18;
    `,
    good: `
      /**
       * Components of a vector.
       * @option
       * @range 4 to 64 by 4
       */
      export const DIMENSIONS = 16;
    `,
  },
  GN5014: {
    title: "option that is none",
    explanation:
      "What a build can set is an exported constant that is a whole number of 32 bits. Its range is `least to most`, or " +
      "`least to most by step`.",
    bad: `
      /**
       * Milliseconds.
       * @option
       */
      export const PERIOD: f32 = 20;
    `,
    good: `
      /**
       * Milliseconds.
       * @option
       */
      export const PERIOD = 20;
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
