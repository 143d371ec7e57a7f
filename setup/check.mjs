/**
 * `npm run check`: everything that can be judged in a moment and without any system package. Two steps run at
 * a time; each tells its time, and those that fail tell why at the end.
 *
 * @packageDocumentation
 */
import { spawn } from "node:child_process";
import { build } from "./build.mjs";
import { ROOT, SetupError } from "./terminal.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command for Node
 * @property {string} remedy what to do when it fails
 */

/**
 * Longest first, so that the two lanes end together.
 *
 * @type {readonly Step[]}
 */
const STEPS = [
  {
    name: "unit tests",
    command: ["setup/test.mjs", "--project", "unit"],
    remedy: "npx vitest run --project unit FILE runs one",
  },
  { name: "lint", command: ["node_modules/eslint/bin/eslint.js", "."], remedy: "npm run lint -- --fix mends some" },
  { name: "types", command: ["node_modules/typescript/bin/tsc", "-b"], remedy: "npm run typecheck shows them again" },
  {
    name: "tidy",
    command: ["setup/test.mjs", "--project", "tidy"],
    remedy: "the rules and their reasons are in tidy.test.ts",
  },
  {
    name: "format",
    command: ["node_modules/prettier/bin/prettier.cjs", "--check", "."],
    remedy: "npm run format mends all",
  },
  {
    name: "unused code",
    command: ["node_modules/knip/bin/knip.js"],
    remedy: "remove what nothing uses, or stop exporting it",
  },
];

const start = Date.now();
/** @type {{ step: Step, output: string }[]} */
const failures = [];
const queue = [...STEPS];
await prepare();
await Promise.all([lane(), lane()]);
for (const { step, output } of failures) console.log(`\n── ${step.name} ──\n${output.trimEnd()}\n(${step.remedy})`);
const verdict =
  failures.length === 0 ? "all steps passed" : `failed: ${failures.map(({ step }) => step.name).join(", ")}`;
console.log(`\n${verdict} in ${seconds(start)}`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Tests that import built code want it fresh. Its mistakes are the `types` step's to tell. */
async function prepare() {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
  }
}

async function lane() {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const from = Date.now();
    const { code, output } = await run(step.command);
    console.log(`${code === 0 ? "pass" : "FAIL"}  ${step.name.padEnd(12)} ${seconds(from)}`);
    if (code !== 0) failures.push({ step, output });
  }
}

/**
 * @param {readonly string[]} command
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {number} from */
function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}
