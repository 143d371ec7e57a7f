/**
 * `ganglion new <folder>`: a project that builds and tests at once.
 *
 * @packageDocumentation
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { type Command, Option } from "commander";
import { writeOutput } from "../codegen/src/cli/build.ts";
import { packageFolder } from "../targets/package-folder.ts";
import { RPC_FILES } from "./new-methods.ts";
import { projectFiles, type Template, TEMPLATES } from "./new-project.ts";
import { makeRpc } from "./rpc.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { dependencyVersion, version } from "./version.ts";

interface NewOptions {
  readonly template: Template;
}

/** Names that a module or a header of every project, or npm, has already. */
const TAKEN: ReadonlySet<string> = new Set(["ganglion", "board", "capital", "methods", "port", "wire", "node_modules"]);

const EXAMPLES = `
Templates:
  filter    arithmetic for a sensor, to C
  board     a chip's main program that answers on the serial line
  methods   a board whose functions a host calls, and the host

Examples:
  ganglion new my-filter
  ganglion new my-node --template board`;

/** Adds the command. */
export function addNew(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("new")
    .description("make a project that builds and tests at once")
    .argument("<folder>", "where; its name is the project's. Made if it is not there, and empty if it is")
    .addOption(new Option("--template <template>", "what it starts as").choices(TEMPLATES).default("filter"))
    .addHelpText("after", EXAMPLES)
    .action(async (folder: string, { template }: NewOptions) => {
      requireEmpty(folder);
      await writeProject(folder, template, terminal);
      terminal.print(`${folder} is a project. Next:\n\n  cd ${folder}\n  npm install\n  npm test\n  npm run build`);
      finish(EXIT.ok);
    });
}

async function writeProject(folder: string, template: Template, terminal: Terminal): Promise<void> {
  const { name, program } = namesFor(basename(resolve(folder)));
  const files = projectFiles({
    name,
    program,
    template,
    devDependencies: devDependencies(folder),
    firmware: firmwareModule,
  });
  for (const [path, text] of files) await writeOutput(join(folder, path), text);
  if (template === "methods") await writeMethods(folder, terminal);
}

/** As `npm run rpc` does it again after a change. */
async function writeMethods(folder: string, terminal: Terminal): Promise<void> {
  const [client, dictionary] = [join(folder, RPC_FILES.client), join(folder, RPC_FILES.dictionary)];
  const options = { client, dictionary, runtime: "ganglion/rpc", wire: "./wire" };
  const code = await makeRpc(join(folder, RPC_FILES.entry), options, { ...terminal, print: () => undefined });
  if (code !== EXIT.ok) throw new Error("the template's methods have a mistake");
}

/** As a project has it, which has no folder `lib`. */
function firmwareModule(module: string): string {
  const text = readFileSync(join(packageFolder("firmware-src"), `${module}.ts`), "utf8");
  return text.replace(/"\.\.?\/lib\/types\.ts"/, '"ganglion/types"');
}

/** A repository that is there already does no harm. */
function requireEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new UsageError(`'${folder}' is not a folder that can be read`, "Name a folder that does not exist yet.");
  }
  const [first] = names.filter((name) => name !== ".git");
  if (first === undefined) return;
  throw new UsageError(`the folder '${folder}' is not empty: it holds ${first}`, "Name a folder that is new or empty.");
}

/** The npm package's name, and the program's, which names C functions. */
function namesFor(folder: string): { readonly name: string; readonly program: string } {
  const words = folder.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const program = words.join("_");
  if (TAKEN.has(program) || !/^[a-z]/.test(program)) {
    throw new UsageError(
      `a project cannot be called '${folder}'`,
      "Choose a name of letters, digits and dashes that begins with a letter, such as my-filter.",
    );
  }
  return { name: words.join("-"), program };
}

/** This package as it is here: by its path if it was not installed from a registry. */
function devDependencies(folder: string): Readonly<Record<string, string>> {
  const root = packageFolder(".");
  const isInstalled = root.split(sep).includes("node_modules");
  const path = relative(resolve(folder), root).replaceAll("\\", "/");
  return {
    eslint: dependencyVersion("eslint"),
    "@types/node": dependencyVersion("@types/node"),
    ganglion: isInstalled ? version() : `file:${path}`,
    tsx: dependencyVersion("tsx"),
    typescript: dependencyVersion("typescript"),
    "typescript-eslint": dependencyVersion("typescript-eslint"),
    vitest: dependencyVersion("vitest"),
  };
}
