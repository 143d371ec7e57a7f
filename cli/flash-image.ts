/**
 * What the command line gives to be flashed, as one image: UF2, ELF and binary files, or a program that is built first.
 *
 * A binary file says nothing of its place, so it is named with it: `app.bin@0x10000`. For the RP2040 it may be left out
 * and is the start of flash; for an ESP32 there is no place that would be right for every file.
 *
 * @packageDocumentation
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { compileFile, refused, type Refused } from "../codegen/src/cli/build.ts";
import { ImageFormatError, WrongImageError } from "../host-tools/flash/errors.ts";
import { bytesOf, type Image, type Piece } from "../host-tools/flash/image.ts";
import { readUf2 } from "../host-tools/flash/uf2.ts";
import { buildFirmware } from "../targets/build.ts";
import type { Chip } from "../targets/chip.ts";
import { chipNamed } from "../targets/chips.ts";
import { ElfError, readElf } from "../targets/elf.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";
import { encodeUf2 } from "../targets/uf2.ts";
import { requireEntryPoints } from "./build.ts";
import { readBytes } from "./read-bytes.ts";
import { UsageError } from "./usage-error.ts";

/** An image for an RP2040. */
export interface Rp2040Image {
  readonly kind: "image";
  readonly image: Image;
  /** The same as a UF2 file. */
  readonly uf2: () => Uint8Array;
}

/** An image for an ESP32. */
export interface EspImage {
  readonly kind: "image";
  readonly image: Image;
}

/** Reads files, or builds a program, for an RP2040. `Refused`: the program has mistakes. */
export async function readRp2040Image(names: readonly string[], baud: number): Promise<Rp2040Image | Refused> {
  const pieces: Piece[] = [];
  for (const name of names) {
    const { path, address } = placeOf(name);
    if (extname(path) === ".ts") {
      const built = await buildProgram(path, RP2040, baud);
      if (built.kind === "refused") return built;
      pieces.push(...elfPieces(path, built.elf));
    } else pieces.push(...rp2040Pieces(path, await readBytes(path, IMAGE), address));
  }
  const image = imageOf(names, pieces);
  return { kind: "image", image, uf2: () => uf2Of(image) };
}

/** Reads binary files with their addresses, or builds a program, for an ESP32. `Refused`: the program has mistakes. */
export async function readEspImage(
  names: readonly string[],
  target: string,
  baud: number,
): Promise<EspImage | Refused> {
  const pieces: Piece[] = [];
  for (const name of names) {
    const { path, address } = placeOf(name);
    if (extname(path) === ".ts") {
      const built = await buildProgram(path, chipFor(target), baud);
      if (built.kind === "refused") return built;
      pieces.push({ address: 0, data: built.bin });
      continue;
    }
    const data = await readBytes(path, IMAGE);
    // An ELF file is refused by its content, whatever address it is given.
    if (address === null && extname(path) !== ".elf") {
      throw new UsageError(
        `${path} needs an address`,
        `Write ${path}@0x10000 for an application, or ${path}@0 for a merged image; idf.py's flasher_args.json lists them.`,
      );
    }
    pieces.push({ address: address ?? 0, data });
  }
  return { kind: "image", image: imageOf(names, pieces) };
}

/** What a file to be flashed is. */
const IMAGE = { not: "no image", remedy: "Name a .uf2, .elf or .bin file, or a .ts program." };
const MACHINE_ARM = 40;
const FAMILY = { id: RP2040.uf2Family ?? 0, name: "the RP2040" };

function imageOf(names: readonly string[], pieces: readonly Piece[]): Image {
  const name = names.map((one) => basename(placeOf(one).path)).join(", ");
  if (bytesOf(pieces) > 0) return { name, pieces };
  throw new ImageFormatError(name, "has not a single byte for flash", "Build it again.");
}

interface Place {
  readonly path: string;
  readonly address: number | null;
}

function placeOf(name: string): Place {
  const [, path, address] = /^(.+)@(0x[0-9a-f]{1,8}|\d{1,10})$/i.exec(name) ?? [];
  return path === undefined ? { path: name, address: null } : { path, address: Number(address) };
}

function rp2040Pieces(path: string, bytes: Uint8Array, address: number | null): Piece[] {
  const extension = extname(path);
  if (address !== null && extension !== ".bin") {
    throw new UsageError(`${path} has its addresses inside`, "Leave out what stands behind @.");
  }
  switch (extension) {
    case ".uf2":
      return readUf2(path, bytes, FAMILY);
    case ".elf":
      return elfPieces(path, bytes);
    case ".bin":
      return [{ address: address ?? RP2040.memory?.flash.start ?? 0, data: bytes }];
    default:
      throw new UsageError(
        `what ${path} holds cannot be told from its name`,
        "Name a .uf2, .elf or .bin file, or a .ts program.",
      );
  }
}

function elfPieces(path: string, bytes: Uint8Array): Piece[] {
  try {
    const { machine, segments } = readElf(bytes);
    if (machine !== MACHINE_ARM) throw new WrongImageError(path, "another processor", FAMILY.name);
    return segments
      .filter(({ data }) => data.length > 0)
      .map(({ loadAddress, data }) => ({ address: loadAddress, data }));
  } catch (error) {
    if (!(error instanceof ElfError)) throw error;
    throw new ImageFormatError(path, `cannot be read: ${error.message}`, "Name an .elf as `ganglion build` writes it.");
  }
}

function chipFor(target: string): Chip {
  const chip = chipNamed(target);
  if (chip !== null) return chip;
  throw new UsageError(
    `programs are not built for ${target} yet`,
    "Compile it to C (`ganglion build --target c`), build it in an ESP-IDF project, and flash what that writes.",
  );
}

/** A linked program, and its flash image. */
interface BuiltProgram {
  readonly kind: "built";
  readonly elf: Uint8Array;
  readonly bin: Uint8Array;
}

async function buildProgram(entry: string, chip: Chip, baud: number): Promise<BuiltProgram | Refused> {
  const compilation = compileFile(entry, ["c"]);
  const { program, outputs } = compilation;
  if (program === null) return refused(compilation);
  requireEntryPoints(compilation, chip, entry);
  const outDir = await mkdtemp(join(tmpdir(), "ganglion-flash-"));
  try {
    const sources = new Map([...outputs].filter((one): one is [string, string] => typeof one[1] === "string"));
    const { files } = await buildFirmware({ program, sources, chip, outDir, options: { baud } });
    const elf = new Uint8Array(await readFile(files.elf));
    return { kind: "built", elf, bin: files.bin === null ? elf : new Uint8Array(await readFile(files.bin)) };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** From the first byte to the last; a gap is erased flash. */
function uf2Of({ pieces }: Image): Uint8Array {
  const start = Math.min(...pieces.map(({ address }) => address));
  const end = Math.max(...pieces.map(({ address, data }) => address + data.length));
  const bytes = new Uint8Array(end - start).fill(0xff);
  for (const { address, data } of pieces) bytes.set(data, address - start);
  return encodeUf2(bytes, start, FAMILY.id);
}
