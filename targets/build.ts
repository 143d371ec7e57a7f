/**
 * Builds a program for a chip: C in, firmware out.
 *
 * The program's C comes from the compiler as text, the chip's own C from its folder here; the chip description says
 * how to compile and link them. The same input gives the same bytes on any machine with the same
 * C compiler: every path that reaches the compiler is relative to the output folder or mapped to a
 * name, and no date is used.
 *
 * Folder after a build of `node` for `rp2040`:
 *
 *     source/...        the C as it was given, to be read
 *     object/...        one object file a source
 *     node.elf  .map    linked program, and the linker's account of it
 *     node.bin  .uf2    flash image, and the same as a USB drive takes it
 *
 * @packageDocumentation
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { COMMON_COMPILE_FLAGS, type Chip } from "./chip.ts";
import { boardDefinitions } from "./definitions.ts";
import { flatten, readElf } from "./elf.ts";
import { packageFolder } from "./package-folder.ts";
import { measureSizes, type SizeReport } from "./sizes.ts";
import { runCompiler } from "./toolchain.ts";
import { encodeUf2 } from "./uf2.ts";

/** What to build. */
export interface FirmwareRequest {
  /** Names the files and the entry points: `node` has `node_boot` and `node_poll`. */
  readonly program: string;
  /** Relative path to text, headers included. */
  readonly sources: ReadonlyMap<string, string>;
  readonly chip: Chip;
  /** Made if it is not there; files of an earlier build are overwritten. */
  readonly outDir: string;
  readonly options?: FirmwareOptions;
}

/** What may differ between two builds of one program. */
export interface FirmwareOptions {
  /** Baud rate of the serial line; 115200 unless given. */
  readonly baud?: number;
  /** Optimise for speed (the default) or for size. */
  readonly optimizeFor?: "speed" | "size";
  /** Stop at the first error of memory or arithmetic. Only on this computer. */
  readonly sanitize?: boolean;
  /** Leave the compiler's account of frames and calls beside the objects (`.ci`), for stack.ts. */
  readonly callGraph?: boolean;
  /** Functions that stay although nothing calls them. */
  readonly keep?: readonly string[];
}

/** A finished build. */
export interface Firmware {
  readonly chip: Chip;
  readonly program: string;
  readonly baud: number;
  /** The first 64 bits of the SHA-256 of the sources, as two words. */
  readonly buildId: readonly [number, number];
  readonly files: FirmwareFiles;
  readonly sizes: SizeReport;
  /** What the C compiler said though it accepted the program; empty as a rule. */
  readonly warnings: string;
}

/** Where its files are. */
export interface FirmwareFiles {
  /** The linked program; on this computer, it can be run. */
  readonly elf: string;
  readonly map: string;
  /** The flash image, on chips that have flash. */
  readonly bin: string | null;
  readonly uf2: string | null;
}

/**
 * Compiles, links, seals and packs. Rejects with `ToolchainMissingError` if there is no compiler for the chip, and
 * with `CompilationError` if it refuses the program.
 */
export async function buildFirmware(request: FirmwareRequest): Promise<Firmware> {
  const { program, chip, outDir } = request;
  const baud = request.options?.baud ?? DEFAULT_BAUD;
  const buildId = buildIdOf(request.sources);
  const flags = compileFlags(request, baud, buildId);

  await writeSources(request);
  const compiled = await compileAll(request, flags);
  const linked = await link(request, flags, compiled.objects);

  const elf = new Uint8Array(await readFile(join(outDir, `${program}.elf`)));
  if (chip.seal !== null) {
    chip.seal(elf);
    await writeFile(join(outDir, `${program}.elf`), elf);
  }
  const map = await readFile(join(outDir, `${program}.map`), "utf8");
  return {
    chip,
    program,
    baud,
    buildId,
    files: await writeImages(request, elf),
    sizes: measureSizes(readElf(elf), map, chip.memory),
    warnings: compiled.warnings + linked,
  };
}

/**
 * What names a build on the wire: the same sources, the same number, on every chip. Its two words, written one after
 * the other in hexadecimal, are the first 16 digits of the hash.
 */
export function buildIdOf(sources: ReadonlyMap<string, string>): readonly [number, number] {
  const hash = createHash("sha256");
  for (const [path, text] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${Buffer.byteLength(text)}\0${text}`);
  }
  const digest = hash.digest();
  return [digest.readUInt32BE(0), digest.readUInt32BE(4)];
}

const DEFAULT_BAUD = 115200;
const OBJECTS_AT_ONCE = 2;

/** The folder that holds the chips' C sources. */
const TARGETS = packageFolder("targets");

function compileFlags(request: FirmwareRequest, baud: number, buildId: readonly [number, number]): string[] {
  const { chip, program, outDir, options } = request;
  return [
    ...chip.compileFlags,
    ...COMMON_COMPILE_FLAGS,
    options?.optimizeFor === "size" ? "-Os" : "-O2",
    ...(options?.sanitize === true ? SANITIZE_FLAGS : []),
    ...(options?.callGraph === true ? ["-fcallgraph-info=su"] : []),
    `-DGANGLION_BAUD=${baud}`,
    ...boardDefinitions(program, buildId).map((definition) => `-D${definition}`),
    "-Isource",
    `-I${TARGETS}`,
    ...renamePath(TARGETS, "targets"),
    ...renamePath(resolve(outDir), "."),
  ];
}

/** What the finished file says in place of a path: two flags, because the assembler does not know the common one. */
function renamePath(path: string, name: string): string[] {
  return [`-fdebug-prefix-map=${path}=${name}`, `-fmacro-prefix-map=${path}=${name}`];
}

const SANITIZE_FLAGS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];

async function writeSources({ sources, outDir }: FirmwareRequest): Promise<void> {
  for (const [path, text] of sources) {
    await mkdir(dirname(join(outDir, "source", path)), { recursive: true });
    await writeFile(join(outDir, "source", path), text);
  }
}

interface Compiled {
  readonly objects: readonly string[];
  readonly warnings: string;
}

async function compileAll(request: FirmwareRequest, flags: readonly string[]): Promise<Compiled> {
  const { chip, sources, outDir } = request;
  const jobs = [
    ...[...sources.keys()].filter((path) => path.endsWith(".c")).map((path) => [path, join("source", path)] as const),
    ...chip.sources.map((path) => [path, join(TARGETS, path)] as const),
  ].map(([path, source]) => ({ source, object: join("object", path.replace(/\.[^.]+$/, ".o")) }));
  const waiting = [...jobs];
  const warnings = new Map<string, string>();
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      await mkdir(dirname(join(outDir, job.object)), { recursive: true });
      const args = [...flags, "-c", "-o", job.object, job.source];
      warnings.set(job.object, await runCompiler(chip.compiler, args, outDir));
    }
  };
  await Promise.all(Array.from({ length: OBJECTS_AT_ONCE }, worker));
  const objects = jobs.map(({ object }) => object);
  return { objects, warnings: objects.map((object) => warnings.get(object) ?? "").join("") };
}

async function link(request: FirmwareRequest, flags: readonly string[], objects: readonly string[]): Promise<string> {
  const { chip, program, outDir, options } = request;
  const kept = (options?.keep ?? []).map((name) => `-Wl,-u,${name}`);
  const script = chip.linkerScript === null ? [] : ["-T", join(TARGETS, chip.linkerScript)];
  const libraries = chip.linkFlags.includes("-nostdlib") ? ["-lgcc"] : [];
  const args = [...flags, ...script, ...kept, ...objects, ...chip.linkFlags, ...libraries, `-Wl,-Map=${program}.map`];
  return runCompiler(chip.compiler, [...args, "-o", `${program}.elf`], outDir);
}

async function writeImages(request: FirmwareRequest, elf: Uint8Array): Promise<FirmwareFiles> {
  const { chip, program, outDir } = request;
  const file = (extension: string): string => join(outDir, `${program}.${extension}`);
  const files = { elf: file("elf"), map: file("map") };
  if (chip.memory === null) return { ...files, bin: null, uf2: null };

  const { start, bytes } = chip.memory.flash;
  const image = flatten(readElf(elf), start, bytes);
  await writeFile(file("bin"), image);
  if (chip.uf2Family === null) return { ...files, bin: file("bin"), uf2: null };
  await writeFile(file("uf2"), encodeUf2(image, start, chip.uf2Family));
  return { ...files, bin: file("bin"), uf2: file("uf2") };
}
