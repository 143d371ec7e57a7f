/**
 * What is to be in flash, whatever file it came from, and the sectors that this takes.
 *
 * Flash is erased a sector at a time, so a sector is also what is compared and written. Where an image covers only part
 * of a sector, the rest becomes 0xff, as it is after erasing: the result does not depend on what was there before.
 *
 * @packageDocumentation
 */
import { hex, ImageOverlapError, ImageRangeError } from "./errors.ts";

/** Bytes with a place in flash. */
export interface Piece {
  readonly address: number;
  readonly data: Uint8Array;
}

/** Everything that is to be in flash. */
export interface Image {
  /** For messages: the file or files. */
  readonly name: string;
  readonly pieces: readonly Piece[];
}

/** The flash of a chip: a half-open range of addresses, and how it is erased. */
export interface FlashRange {
  readonly start: number;
  readonly bytes: number;
  readonly sectorBytes: number;
}

/** A sector as it is to be, from its first byte to its last. */
export interface Sector {
  readonly address: number;
  readonly data: Uint8Array;
}

/** Consecutive sectors. */
export interface Run {
  readonly address: number;
  readonly data: Uint8Array;
}

/** The byte that erased flash reads as. */
export const ERASED = 0xff;

/**
 * The sectors that an image touches, in order of address, each once. Throws ImageRangeError for bytes outside the flash
 * and ImageOverlapError for two bytes with one address.
 */
export function sectorsOf({ name, pieces }: Image, flash: FlashRange): Sector[] {
  const sectors = new Map<number, Uint8Array>();
  let end = flash.start;
  for (const { address, data } of pieces.toSorted((a, b) => a.address - b.address)) {
    if (data.length === 0) continue;
    const outside = firstOutside(address, data.length, flash);
    if (outside !== null) throw new ImageRangeError(name, outside, describeFlash(flash));
    if (address < end) throw new ImageOverlapError(name, address);
    end = address + data.length;
    fill(sectors, address, data, flash);
  }
  return [...sectors].map(([address, data]) => ({ address, data }));
}

/** Neighbours joined, none longer than `bytesMax` (at least a sector). */
export function runsOf(sectors: readonly Sector[], bytesMax: number): Run[] {
  const groups: Sector[][] = [];
  for (const sector of sectors) {
    const group = groups.at(-1);
    const [first, last] = [group?.at(0), group?.at(-1)];
    const joins =
      first !== undefined &&
      last !== undefined &&
      last.address + last.data.length === sector.address &&
      sector.address + sector.data.length - first.address <= bytesMax;
    if (joins) group?.push(sector);
    else groups.push([sector]);
  }
  return groups.map(joined);
}

/** The first place where two arrays of one length differ, or -1. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  if (Buffer.compare(a, b) === 0) return -1;
  const index = a.findIndex((byte, at) => byte !== b[at]);
  return index < 0 ? Math.min(a.length, b.length) : index;
}

/** How many bytes there are altogether. */
export function bytesOf(parts: readonly { readonly data: Uint8Array }[]): number {
  return parts.reduce((sum, { data }) => sum + data.length, 0);
}

/** The first address of a range that is not in flash, or null. */
function firstOutside(address: number, length: number, { start, bytes }: FlashRange): number | null {
  if (address < start) return address;
  return address + length > start + bytes ? Math.max(address, start + bytes) : null;
}

function describeFlash({ start, bytes }: FlashRange): string {
  return `the ${Math.round(bytes / 1024)} KB of flash from ${hex(start)}`;
}

function fill(sectors: Map<number, Uint8Array>, address: number, data: Uint8Array, flash: FlashRange): void {
  const { sectorBytes } = flash;
  for (let done = 0; done < data.length;) {
    const at = address + done;
    const start = at - ((at - flash.start) % sectorBytes);
    const sector = sectors.get(start) ?? new Uint8Array(sectorBytes).fill(ERASED);
    sectors.set(start, sector);
    const part = data.subarray(done, done + sectorBytes - (at - start));
    sector.set(part, at - start);
    done += part.length;
  }
}

function joined(group: readonly Sector[]): Run {
  return { address: group[0]?.address ?? 0, data: Buffer.concat(group.map(({ data }) => data)) };
}
