/**
 * Reads UF2 files: 512-byte blocks, each of which says where its 256 bytes go and for which family of chips.
 *
 * A file may hold blocks for several families, one after the other; only those of the wanted family are taken, and a
 * file without any is refused with the family that it has. Blocks may come in any order, but none may be missing.
 * Blocks that are not for the main flash (a flag of the format) are left out.
 *
 * @packageDocumentation
 */
import { ImageFormatError, WrongImageError } from "./errors.ts";
import type { Piece } from "./image.ts";

/** Which chip a file has to be for. */
export interface Uf2Family {
  readonly id: number;
  /** For messages. */
  readonly name: string;
}

/** The blocks of one family. Throws ImageFormatError or WrongImageError. */
export function readUf2(file: string, bytes: Uint8Array, family: Uf2Family): Piece[] {
  const blocks = readBlocks(file, bytes);
  const wanted = blocks.filter((block) => block.family === family.id);
  if (wanted.length === 0) throw new WrongImageError(file, familyNames(blocks), family.name);
  const numbers = new Set(wanted.map(({ number }) => number));
  const total = wanted[0]?.total ?? 0;
  const missing = Array.from({ length: total }, (_, number) => number).find((number) => !numbers.has(number));
  if (missing !== undefined) {
    throw new ImageFormatError(
      file,
      `lacks block ${missing} of ${total}: it was cut short`,
      "Build or download it again.",
    );
  }
  return wanted.map(({ address, data }) => ({ address, data }));
}

interface Block {
  readonly family: number | null;
  readonly number: number;
  readonly total: number;
  readonly address: number;
  readonly data: Uint8Array;
}

const BLOCK_BYTES = 512;
const MAGIC_START = [0x0a324655, 0x9e5d5157] as const;
const MAGIC_END = 0x0ab16f30;
const DATA_OFFSET = 32;
const DATA_BYTES_MAX = 476;
const FLAG_NOT_MAIN_FLASH = 1;
const FLAG_FAMILY = 0x2000;

/** Families that people are likely to mix up; the others are shown as numbers. */
const FAMILIES: ReadonlyMap<number, string> = new Map([
  [0xe48bff56, "the RP2040"],
  [0xe48bff57, "the RP2350 (absolute)"],
  [0xe48bff58, "the RP2350 (data)"],
  [0xe48bff59, "the RP2350 (Arm, secure)"],
  [0xe48bff5a, "the RP2350 (RISC-V)"],
  [0x1c5f21b0, "the ESP32"],
  [0xd42ba06c, "the ESP32-C3"],
]);

function readBlocks(file: string, bytes: Uint8Array): Block[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isUf2 = bytes.length >= BLOCK_BYTES && MAGIC_START.every((word, at) => view.getUint32(4 * at, true) === word);
  if (!isUf2) throw new ImageFormatError(file, "is no UF2 file", "Name a .uf2 as `ganglion build` writes it.");
  const blocks: Block[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const block = readBlock(file, view, bytes, at);
    if (block !== null) blocks.push(block);
  }
  return blocks;
}

/** Null for a block that is not for the main flash. */
function readBlock(file: string, view: DataView, bytes: Uint8Array, at: number): Block | null {
  const whole = at + BLOCK_BYTES <= bytes.length;
  const marked =
    whole &&
    MAGIC_START.every((word, index) => view.getUint32(at + 4 * index, true) === word) &&
    view.getUint32(at + BLOCK_BYTES - 4, true) === MAGIC_END;
  const length = whole ? view.getUint32(at + 16, true) : 0;
  if (!marked || length > DATA_BYTES_MAX) {
    throw new ImageFormatError(file, `is damaged from byte ${at} on`, "Build or download it again.");
  }
  const flags = view.getUint32(at + 8, true);
  if ((flags & FLAG_NOT_MAIN_FLASH) !== 0) return null;
  return {
    family: (flags & FLAG_FAMILY) === 0 ? null : view.getUint32(at + 28, true),
    address: view.getUint32(at + 12, true),
    number: view.getUint32(at + 20, true),
    total: view.getUint32(at + 24, true),
    data: bytes.slice(at + DATA_OFFSET, at + DATA_OFFSET + length),
  };
}

function familyNames(blocks: readonly Block[]): string {
  const families = new Set(blocks.map(({ family }) => family));
  const names = [...families].map((family) => {
    if (family === null) return "no named family of chips";
    return FAMILIES.get(family) ?? `the family 0x${family.toString(16).padStart(8, "0")}`;
  });
  return names.length === 0 ? "no flash at all" : names.join(" and ");
}
