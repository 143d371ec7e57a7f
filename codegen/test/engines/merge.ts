/**
 * Several programs as one, so that a compiler and an emulator start once for all of them.
 *
 * Each program keeps its modules and its state: every qualified name gets the program's number in front. The public
 * function `f` of the program at place 3 is `p3_f` of the whole.
 *
 * @packageDocumentation
 */
import type { Module, Program } from "../../src/ir/ir.ts";
import type { Call, Engine, Result } from "./engine.ts";
import { publicFunctions } from "./engine.ts";

/** A program and the calls to make of it. */
export interface Job {
  readonly program: Program;
  readonly calls: readonly Call[];
}

/** Runs several programs at once on an engine. Results are by job, then by call. */
export async function runTogether(engine: Engine, jobs: readonly Job[]): Promise<readonly (readonly Result[])[]> {
  const calls = jobs.flatMap(({ calls }, place) =>
    calls.map(({ name, values }) => ({ name: publicName(place, name), values })),
  );
  const results = await engine.run(merge(jobs.map(({ program }) => program)), calls);
  let start = 0;
  return jobs.map(({ calls }) => results.slice(start, (start += calls.length)));
}

const ENTRY = "batch";

/** The programs as one, whose entry exports what all of them export. */
function merge(programs: readonly Program[]): Program {
  const numbered = programs.map((program, place) => withPrefix(program, `p${place}/`));
  const entry: Module = {
    id: ENTRY,
    file: `${ENTRY}.ts`,
    doc: "",
    imports: numbered.map((program) => program.entry),
    structs: [],
    enumerations: [],
    constants: [],
    statics: [],
    externs: [],
    functions: [],
  };
  return {
    entry: ENTRY,
    modules: [...numbered.flatMap(({ modules }) => modules), entry],
    exports: numbered.flatMap((program, place) =>
      Array.from(publicFunctions(program), ([name, { name: target }]) => ({
        name: publicName(place, name),
        target,
        kind: "function" as const,
      })),
    ),
  };
}

function publicName(place: number, name: string): string {
  return `p${place}_${name}`;
}

/** The program with every module in a folder. */
function withPrefix(program: Program, folder: string): Program {
  const declared = program.modules.flatMap(({ structs, enumerations, constants, statics, externs, functions }) =>
    [...structs, ...enumerations, ...constants, ...statics, ...externs, ...functions].map(({ name }) => name),
  );
  const renamed = new Map(declared.map((name) => [name, folder + name]));
  const modules = program.modules.map((module) => ({
    ...rename(module, renamed),
    id: folder + module.id,
    imports: module.imports.map((id) => folder + id),
  }));
  return { entry: folder + program.entry, modules, exports: rename(program.exports, renamed) };
}

/** A qualified name has a dot, which no other name has, so it can be known wherever it stands. */
function rename<Node>(node: Node, names: ReadonlyMap<string, string>): Node;
function rename(node: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof node === "string") return names.get(node) ?? node;
  if (Array.isArray(node)) return node.map((item) => rename(item, names) as unknown);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rename(value, names) as unknown]));
}
