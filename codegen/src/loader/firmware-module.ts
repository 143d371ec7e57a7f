/**
 * One firmware module as JavaScript: what both loaders do when somebody imports a firmware source.
 *
 * The module is compiled as the entry of a program of its own, in the form that keeps imports as imports, so all
 * importers share its state as they would share that of any module. It need not be proven, since a part of
 * a program may rely on the rest; instead, an index out of bounds or a division by zero throws.
 *
 * Nothing is cached here: the hosts of the loaders cache modules themselves, and a change in an imported file must
 * show. A module of the core takes some 20 ms.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readProgram } from "../front-end.ts";
import type { SourceMap } from "../print/source-map.ts";
import { sourceMapComment } from "../print/source-map.ts";
import { renderDiagnostics } from "../render.ts";
import { toModules } from "../to-js/to-js.ts";

/** The sources that the loaders compile unless told otherwise: all below a folder `firmware-src`. */
export const DEFAULT_INCLUDE = /(?:^|\/)firmware-src\//;

/** What no loader compiles: tests, declarations, and the vocabulary, which is plain TypeScript. */
const NEVER = /(?:\.test\.ts|\.d\.ts|\/lib\/types\.ts)$|\/firmware-src\/(?:.*\/)?test\//;

/** Whether a file is a firmware source. `path` is absolute, with `/`. */
export function isFirmwareModule(path: string, include = DEFAULT_INCLUDE): boolean {
  return path.endsWith(".ts") && include.test(path) && !NEVER.test(path);
}

/** A firmware source as JavaScript, and which of its lines each line was made from. */
export interface CompiledModule {
  readonly javascript: string;
  readonly map: SourceMap;
}

/** The JavaScript with its map inside, as Node wants it. */
export function withInlineMap({ javascript, map }: CompiledModule): string {
  const url = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  return `${javascript}${sourceMapComment(url)}`;
}

/**
 * Compiles one firmware module; its imports end with `extension`. Throws an error that shows every diagnostic.
 */
export function compileFirmwareModule(path: string, extension: ".ts" | ".js" = ".ts"): CompiledModule {
  const { program, diagnostics, sources } = readProgram({ read: readText }, path);
  if (program === null) {
    const text = renderDiagnostics(diagnostics, (file) => sources.get(file) ?? null, { colour: false });
    throw new Error(`${path} is not a firmware program:\n${text}`);
  }
  const module = toModules(program, extension, { checks: true, sources }).find(({ id }) => id === program.entry);
  if (module === undefined) throw new Error(`loader: no output for ${path}`);
  const { javascript, map } = module;
  return { javascript, map: { ...map, sources: [pathToFileURL(path).href] } };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
