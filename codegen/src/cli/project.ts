/**
 * The programs of a project: which modules are entries when the command line names none.
 *
 * `package.json` may list them, `"ganglion": { "entries": ["src/app.ts"] }`. Otherwise every module right in `src/` is
 * one, unless another of them imports it: a part of a program relies on the rest and need not be proven alone.
 *
 * @packageDocumentation
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readProgram } from "../front-end.ts";
import { readText } from "./build.ts";
import { BuildUsageError, FileError } from "./errors.ts";

/**
 * The entries of the project in `folder`, in order, as paths that begin with it; none if there are no sources.
 *
 * @throws {@link BuildUsageError} for a package.json whose list is not one of strings
 * @throws {@link FileError} for a file that cannot be read
 */
export function projectEntries(folder: string, read = readText): readonly string[] {
  const listed = listedEntries(folder);
  if (listed !== null) return listed.map((entry) => join(folder, entry));
  const modules = modulesIn(join(folder, "src"));
  const reads = new Map(modules.map((file) => [file, readProgram({ read }, file).sources]));
  const isRead = (file: string, by: string): boolean => file !== by && reads.get(by)?.has(file) === true;
  // Of modules that import each other in a circle, the first is the entry: somebody has to say so.
  return modules.filter((file) => !modules.some((by) => isRead(file, by) && !(isRead(by, file) && file < by)));
}

function listedEntries(folder: string): readonly string[] | null {
  const path = join(folder, "package.json");
  const text = readText(path);
  if (text === null) return null;
  const entries = valueAt(parseManifest(path, text), ["ganglion", "entries"]);
  if (entries === undefined) return null;
  if (Array.isArray(entries) && entries.every((entry) => typeof entry === "string")) return entries;
  throw new BuildUsageError(
    `'ganglion.entries' in ${path} is not a list of paths`,
    'write, for example, "ganglion": { "entries": ["src/app.ts"] }',
  );
}

function parseManifest(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileError(`'${path}' is not JSON`, "correct it, or name the entry modules", error);
  }
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return valueAt(Object.entries(value).find(([name]) => name === key)?.[1], rest);
}

function modulesIn(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith(".ts") && !/\.(test|d)\.ts$/.test(name))
    .map((name) => join(folder, name).replaceAll("\\", "/"))
    .toSorted();
}
