/**
 * Where the package's own files are: sources that are read at run time stay where they are, whether this code runs as
 * TypeScript or compiled below `dist`.
 *
 * @packageDocumentation
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A folder of this package: `targets`, `firmware-src`. */
export function packageFolder(name: string): string {
  return join(ROOT, name);
}

const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  if (dirname(folder) === folder) throw new Error("package-folder: no package.json above this file");
  return rootAbove(dirname(folder));
}
