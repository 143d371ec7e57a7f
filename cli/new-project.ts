/**
 * The files of a new project: a program that does something, its test, and what builds, checks and lints them.
 *
 * Pure; the command writes them. They are few and short, because they are read and changed by their owner from the
 * first minute on.
 *
 * @packageDocumentation
 */

import { METHODS_FILES, RPC_FILES, WIRE_MODULES } from "./new-methods.ts";

/** What a project can start as. */
export const TEMPLATES = ["filter", "board", "methods"] as const;

/** One of {@link TEMPLATES}. */
export type Template = (typeof TEMPLATES)[number];

/** What the files depend on. */
export interface ProjectRequest {
  /** Name of the npm package. */
  readonly name: string;
  /** Name of the program and its module: a C identifier. */
  readonly program: string;
  readonly template: Template;
  /** Versions of the development dependencies, this package's own among them. */
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Text of a module of firmware-src, such as `board`: what a program may ask of a board. */
  readonly firmware: (module: string) => string;
}

/** What a template adds to what all projects have. */
interface Parts {
  readonly target: string;
  readonly about: string;
  readonly files: ReadonlyMap<string, string>;
  /** More scripts of the package. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The files of a project: text by path. */
export function projectFiles(request: ProjectRequest): ReadonlyMap<string, string> {
  const { target, about, files, scripts = {} } = PARTS[request.template](request);
  const build = `ganglion build src/${request.program}.ts --target ${target} --out build`;
  return new Map([
    ["package.json", manifestOf(request, build, scripts)],
    ["README.md", readmeOf(request, about, build)],
    ...files,
    ["tsconfig.json", TSCONFIG],
    ["vitest.config.ts", VITEST_CONFIG],
    ["eslint.config.js", ESLINT_CONFIG],
    [".gitignore", "node_modules/\nbuild/\n"],
  ]);
}

function manifestOf(
  { name, program, devDependencies }: ProjectRequest,
  build: string,
  scripts: Readonly<Record<string, string>>,
): string {
  const manifest = {
    name,
    version: "0.1.0",
    private: true,
    type: "module",
    scripts: {
      build,
      check: "ganglion check",
      lint: "eslint .",
      test: "vitest run",
      typecheck: "tsc",
      ...scripts,
    },
    ganglion: { entries: [`src/${program}.ts`] },
    devDependencies,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function readmeOf({ name }: ProjectRequest, about: string, build: string): string {
  return `# ${name}

${about}

| command             | what it does                                           |
| ------------------- | ------------------------------------------------------ |
| \`npm install\`       | installs the compiler and the tools                    |
| \`npm run check\`     | every mistake that the compiler finds, proofs included |
| \`npm test\`          | the tests, on the reference semantics                  |
| \`npm run build\`     | \`${build}\` |
| \`npm run lint\`      | ESLint, with the compiler's diagnostics                |
| \`npm run typecheck\` | TypeScript's own types                                 |

\`npx ganglion --help\` lists the other commands and targets, and \`npx ganglion explain\` every diagnostic.
`;
}

const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "nodenext",
    "lib": ["es2022"],
    "types": ["node"],
    "strict": true,
    "noEmit": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true
  },
  "include": ["src", "test", "host", "vitest.config.ts"]
}
`;

const VITEST_CONFIG = `import { ganglion } from "ganglion/vitest";
import { defineConfig } from "vitest/config";

// What tests import from src/ runs as the firmware runs: integers wrap, every float rounds, every index is checked.
export default defineConfig({ plugins: [ganglion({ include: /\\/src\\/.+\\.ts$/ })] });
`;

const ESLINT_CONFIG = `import { defineConfig } from "eslint/config";
import ganglion from "ganglion/eslint";
import typescript from "typescript-eslint";

export default defineConfig(typescript.configs.recommended, ganglion.configs.firmware);
`;

// ---------------------------------------------------------------------------------------------
// filter

function filterParts({ program }: ProjectRequest): Parts {
  const files = new Map([
    [`src/${program}.ts`, FILTER],
    [`test/${program}.test.ts`, FILTER_TEST.replaceAll("PROGRAM", program)],
  ]);
  const about = `A filter for a noisy sensor: \`src/${program}.ts\` becomes C for a project of your own.`;
  return { target: "c", about, files };
}

const FILTER = `/**
 * A filter for a noisy sensor: the mean of its last samples.
 *
 * @packageDocumentation
 */
import { f32, type u32 } from "ganglion/types";

/** Most samples that the mean is taken of. */
const LENGTH = 8;

const samples = new Float32Array(LENGTH);
let next: u32 = 0;
let count: u32 = 0;

/** Forgets all samples. */
export function reset(): void {
  next = 0;
  count = 0;
}

/** Takes a sample and gives the mean of the last eight, or of all if there were fewer. */
export function filter(sample: f32): f32 {
  samples[next] = sample;
  next = (next + 1) % LENGTH;
  if (count < LENGTH) count++;
  let sum: f32 = 0;
  for (let i: u32 = 0; i < count; i++) sum += samples[i];
  return sum / f32(count);
}
`;

const FILTER_TEST = `import { beforeEach, expect, test } from "vitest";
import { filter, reset } from "../src/PROGRAM.ts";

beforeEach(() => {
  reset();
});

test("the mean of a constant is the constant", () => {
  for (let i = 0; i < 20; i++) expect(filter(2.5)).toBe(2.5);
});

test("a sample counts for as long as it is one of the last eight", () => {
  expect(filter(8)).toBe(8);
  for (let i = 2; i <= 8; i++) expect(filter(0)).toBe(Math.fround(8 / i));
  expect(filter(0)).toBe(0);
});
`;

// ---------------------------------------------------------------------------------------------
// board

function boardParts({ program, firmware }: ProjectRequest): Parts {
  const files = new Map([
    [`src/${program}.ts`, ECHO],
    ["src/capital.ts", CAPITAL],
    ["src/board.ts", firmware("board")],
    ["test/capital.test.ts", CAPITAL_TEST],
  ]);
  const about = `A board's main program: what comes over the serial line goes back in capitals. \`src/board.ts\` is what it
may ask of the board; \`--target host\` makes a program for this computer.`;
  return { target: "rp2040", about, files };
}

const ECHO = `/**
 * A board's main program: what comes over the serial line goes back in capitals.
 *
 * A chip calls \`boot\` once and \`poll\` for ever; \`poll\` does a small piece of work and returns.
 *
 * @packageDocumentation
 */
import { u32 } from "ganglion/types";
import { idle, receive, send } from "./board.ts";
import { capital } from "./capital.ts";

/** Called once, after the chip has started. */
export function boot(): void {
  send(62); // >
}

/** Answers one byte, or sleeps until there may be one. */
export function poll(): void {
  const byte = receive();
  if (byte < 0) idle();
  else send(capital(u32(byte)));
}
`;

const CAPITAL = `/**
 * Letters of ASCII.
 *
 * @packageDocumentation
 */
import type { u32 } from "ganglion/types";

const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

/** The capital of a small letter; any other byte as it is. */
export function capital(byte: u32): u32 {
  return byte >= SMALL_A && byte <= SMALL_Z ? byte - 0x20 : byte;
}
`;

const CAPITAL_TEST = `import { expect, test } from "vitest";
import { capital } from "../src/capital.ts";

test("small letters become capitals, and nothing else changes", () => {
  const text = "abc xyz, ABC @[\`{ 09";
  const bytes = [...text].map((letter) => capital(letter.charCodeAt(0)));
  expect(String.fromCharCode(...bytes)).toBe("ABC XYZ, ABC @[\`{ 09");
});
`;

// ---------------------------------------------------------------------------------------------
// methods

function methodsParts({ program, firmware }: ProjectRequest): Parts {
  const own = [...METHODS_FILES].map(([path, text]) => [path.replace("PROGRAM", program), text] as const);
  const modules = ["board", "port", ...WIRE_MODULES.map((name) => `wire/${name}`)];
  const files = new Map([...own, ...modules.map((module) => [`src/${module}.ts`, firmware(module)] as const)]);
  const about = `A board whose functions a host calls: those of \`src/methods.ts\`. \`npm run rpc\` makes the dispatcher and the host's
client of them, \`npm run host\` is a host, and \`--target host\` makes a program for this computer.`;
  const { entry, client, dictionary } = RPC_FILES;
  const rpc = `ganglion rpc ${entry} --client ${client} --dictionary ${dictionary}`;
  return { target: "rp2040", about, files, scripts: { rpc, host: "tsx host/main.ts" } };
}

const PARTS: Readonly<Record<Template, (request: ProjectRequest) => Parts>> = {
  filter: filterParts,
  board: boardParts,
  methods: methodsParts,
};
