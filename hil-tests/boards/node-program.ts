/**
 * The program under test in every form that a board runs: firmware-src/node.ts, compiled once by our own compiler to C,
 * JavaScript and WebAssembly, and its C built once for each chip and set of options.
 *
 * Builds live in a temporary folder of this process and go with it.
 *
 * @packageDocumentation
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entryPath, readText, refused } from "../../codegen/src/cli/build.ts";
import { compileText, type Settings, type TextCompilation } from "../../codegen/src/pipeline.ts";
import { GanglionError } from "../../host-tools/errors.ts";
import { buildFirmware, buildIdOf, type Firmware } from "../../targets/build.ts";
import { packageFolder } from "../../targets/package-folder.ts";
import type { FirmwareSource } from "./firmware-source.ts";

/** A board's main program in all its forms. */
export interface NodeProgram {
  /** Its C, headers included, by path. */
  readonly sources: ReadonlyMap<string, string>;
  readonly firmware: FirmwareSource;
  /** The text of a JavaScript module with `instantiate(externs)`. */
  readonly javascript: string;
  /** The binary; compiled when first asked for, since no other board needs it and it takes the longest. */
  readonly wasm: () => Promise<Uint8Array>;
  /** As every build of it reports. */
  readonly buildId: readonly [number, number];
}

/** The program does not compile. */
class ProgramError extends GanglionError {
  constructor(entry: string, diagnostics: string) {
    super("PROGRAM_REFUSED", `${entry} does not compile:\n${diagnostics}`, "Mend what the diagnostics show.");
  }
}

/** The node program; compiled at the first call, the same ever after. Throws ProgramError. */
export function nodeProgram(): NodeProgram {
  return (compiled ??= compileProgram(join(packageFolder("firmware-src"), "node.ts")));
}

/** Another program in the same forms, or other settings. Throws ProgramError, or what an unreadable file throws. */
export function programAt(entry: string, set: Settings = {}): NodeProgram {
  return compileProgram(entryPath(entry), set);
}

/** Removes all builds now; the end of the process does, too, but not where it is killed, as test runners do. */
export function removeBuilds(): void {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

let compiled: NodeProgram | null = null;

function compileProgram(entry: string, set: Settings = {}): NodeProgram {
  const compiled = compileText({ host: { read: readText }, entry, targets: ["c", "js"], options: { set } });
  const { compilation } = compiled;
  const { program, outputs } = compilation;
  if (program === null) throw new ProgramError(entry, refused(compilation).render({ colour: false }));
  const sources = new Map([...outputs].flatMap(([path, content]) => cSource(path, content)));
  let wasm: Promise<Uint8Array> | null = null;
  return {
    sources,
    firmware: cachedBuilds(program, sources),
    javascript: textOf(outputs.get(`${program}.js`)),
    wasm: () => (wasm ??= compileWasm(compiled, program)),
    buildId: buildIdOf(sources),
  };
}

async function compileWasm({ compilation, folded }: TextCompilation, program: string): Promise<Uint8Array> {
  const { wasmOutputs } = await import("../../codegen/src/wasm-outputs.ts");
  if (folded === null) throw new Error("node-program: the compiler gave no program");
  return bytesOf(wasmOutputs(folded, compilation.sources, {}).get(`${program}.wasm`));
}

function cSource(path: string, content: string | Uint8Array): [string, string][] {
  return /\.[ch]$/.test(path) && typeof content === "string" ? [[path, content]] : [];
}

/** Builds each combination once; builds that are asked for at the same time do not get into each other's way. */
function cachedBuilds(program: string, sources: ReadonlyMap<string, string>): FirmwareSource {
  const builds = new Map<string, Promise<Firmware>>();
  return (chip, options) => {
    const { baud, optimizeFor = "speed", sanitize = false, callGraph = false } = options;
    const key = [chip.name, baud ?? "", optimizeFor, sanitize ? "sanitized" : "", callGraph ? "calls" : ""]
      .filter(String)
      .join("-");
    const begun = builds.get(key);
    if (begun !== undefined) return begun;
    const build = buildFirmware({ program, sources, chip, outDir: join(buildFolder(), key), options });
    builds.set(key, build);
    return build;
  };
}

function buildFolder(): string {
  if (folder === null) {
    folder = mkdtempSync(join(tmpdir(), "ganglion-build-"));
    process.once("exit", removeBuilds);
  }
  return folder;
}

let folder: string | null = null;

function textOf(output: string | Uint8Array | undefined): string {
  if (typeof output !== "string") throw new Error("node-program: the compiler gave no text");
  return output;
}

function bytesOf(output: string | Uint8Array | undefined): Uint8Array {
  if (!(output instanceof Uint8Array)) throw new Error("node-program: the compiler gave no bytes");
  return output;
}
