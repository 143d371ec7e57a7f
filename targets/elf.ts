/**
 * Reads what we need of an ELF file: where its bytes go, what its sections weigh and what its symbols are called.
 *
 * Our own reader, because the emulated boards need symbols and segments in memory, and because the compilers'
 * `size` and `nm` print text that changes between versions. It reads 32- and 64-bit little-endian files and
 * refuses the rest; relocations, notes and debug information are left out.
 *
 * @packageDocumentation
 */

/** What of an ELF file matters here. Addresses are those of the running program unless they say otherwise. */
export interface Elf {
  readonly machine: number;
  readonly entry: number;
  readonly sections: readonly ElfSection[];
  readonly segments: readonly ElfSegment[];
  readonly symbols: readonly ElfSymbol[];
}

/** What the linker put together. */
export interface ElfSection {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  /** Takes up memory in the running program. */
  readonly allocated: boolean;
  readonly writable: boolean;
  readonly executable: boolean;
  /** Has bytes in the file; `.bss` has none. */
  readonly stored: boolean;
}

/** A piece that a loader puts into memory. */
export interface ElfSegment {
  readonly address: number;
  /** Where it lies before start-up code copies it: its place in flash. */
  readonly loadAddress: number;
  readonly offset: number;
  readonly data: Uint8Array;
  readonly memorySize: number;
}

/** A name for an address. */
export interface ElfSymbol {
  readonly name: string;
  /** For a function of an ARM Thumb program, without the lowest bit. */
  readonly address: number;
  readonly size: number;
  readonly kind: "function" | "object" | "other";
}

/** The file is not an ELF file that we can read. */
export class ElfError extends Error {
  override readonly name = "ElfError";
}

/** Reads a whole ELF file; throws {@link ElfError} if it is none, or one of another kind. */
export function readElf(bytes: Uint8Array): Elf {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const layout = layoutOf(view);
  try {
    const sections = readSections(view, bytes, layout);
    return {
      machine: view.getUint16(0x12, true),
      entry: layout.word(view, 0x18),
      sections: sections.map((section) => section.public),
      segments: readSegments(view, bytes, layout),
      symbols: readSymbols(view, bytes, layout, sections),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new ElfError("The ELF file is cut short: build it again.");
    throw error;
  }
}

/** The symbol of that name. Throws {@link ElfError} if there is none: perhaps it was inlined or removed as unused. */
export function symbolNamed(elf: Elf, name: string): ElfSymbol {
  const symbol = elf.symbols.find((candidate) => candidate.name === name);
  if (symbol === undefined) throw new ElfError(`The program has no symbol "${name}": it was inlined or is never used.`);
  return symbol;
}

/** The function that an address lies in, as `name+0x12`; the bare address where there is none. */
export function describeAddress(elf: Elf, address: number): string {
  const hex = `0x${address.toString(16).padStart(8, "0")}`;
  const symbol = elf.symbols.find(
    ({ kind, address: start, size }) => kind === "function" && address >= start && address < start + size,
  );
  return symbol === undefined ? hex : `${hex} (${symbol.name}+0x${(address - symbol.address).toString(16)})`;
}

/** What loads into `start`..`start + capacity`, as one image; gaps are 0xff, as erased flash is. */
export function flatten(elf: Elf, start: number, capacity: number): Uint8Array {
  const pieces = elf.segments.filter(
    ({ loadAddress, data }) => data.length > 0 && loadAddress >= start && loadAddress < start + capacity,
  );
  const end = Math.max(start, ...pieces.map(({ loadAddress, data }) => loadAddress + data.length));
  const image = new Uint8Array(end - start).fill(0xff);
  for (const { loadAddress, data } of pieces) image.set(data, loadAddress - start);
  return image;
}

/** Offsets that differ between the 32- and the 64-bit format. */
interface Layout {
  readonly word: (view: DataView, offset: number) => number;
  readonly programHeaders: number;
  readonly sectionHeaders: number;
  readonly counts: number;
  readonly segment: Readonly<Record<"offset" | "address" | "loadAddress" | "fileSize" | "memorySize", number>>;
  readonly section: Readonly<Record<"flags" | "address" | "offset" | "size" | "link", number>>;
  readonly symbol: Readonly<Record<"address" | "size" | "info" | "bytes", number>>;
}

const WORD_32: Layout = {
  word: (view, offset) => view.getUint32(offset, true),
  programHeaders: 0x1c,
  sectionHeaders: 0x20,
  counts: 0x2a,
  segment: { offset: 4, address: 8, loadAddress: 12, fileSize: 16, memorySize: 20 },
  section: { flags: 8, address: 12, offset: 16, size: 20, link: 24 },
  symbol: { address: 4, size: 8, info: 12, bytes: 16 },
};

const WORD_64: Layout = {
  word: (view, offset) => Number(view.getBigUint64(offset, true)),
  programHeaders: 0x20,
  sectionHeaders: 0x28,
  counts: 0x36,
  segment: { offset: 8, address: 16, loadAddress: 24, fileSize: 32, memorySize: 40 },
  section: { flags: 8, address: 16, offset: 24, size: 32, link: 40 },
  symbol: { address: 8, size: 16, info: 4, bytes: 24 },
};

const MAGIC = 0x464c457f;
const CLASS_OFFSET = 4;
const ENCODING_OFFSET = 5;
const LITTLE_ENDIAN = 1;
const SEGMENT_LOAD = 1;
const SECTION_NO_BYTES = 8;
const SECTION_SYMBOLS = 2;
const FLAG_WRITE = 1;
const FLAG_ALLOCATED = 2;
const FLAG_EXECUTABLE = 4;
const MACHINE_ARM = 40;

function layoutOf(view: DataView): Layout {
  if (view.byteLength < 0x34 || view.getUint32(0, true) !== MAGIC) throw new ElfError("This is not an ELF file.");
  if (view.getUint8(ENCODING_OFFSET) !== LITTLE_ENDIAN) throw new ElfError("Big-endian ELF files are not supported.");
  return view.getUint8(CLASS_OFFSET) === 1 ? WORD_32 : WORD_64;
}

interface RawSection {
  readonly type: number;
  readonly offset: number;
  readonly link: number;
  readonly public: ElfSection;
}

function readSections(view: DataView, bytes: Uint8Array, layout: Layout): RawSection[] {
  const start = layout.word(view, layout.sectionHeaders);
  const size = view.getUint16(layout.counts + 4, true);
  const count = view.getUint16(layout.counts + 6, true);
  const namesHeader = start + size * view.getUint16(layout.counts + 8, true);
  const names = layout.word(view, namesHeader + layout.section.offset);
  return Array.from({ length: count }, (_, index) => {
    const header = start + index * size;
    const type = view.getUint32(header + 4, true);
    const flags = layout.word(view, header + layout.section.flags);
    return {
      type,
      offset: layout.word(view, header + layout.section.offset),
      link: view.getUint32(header + layout.section.link, true),
      public: {
        name: textAt(bytes, names + view.getUint32(header, true)),
        address: layout.word(view, header + layout.section.address),
        size: layout.word(view, header + layout.section.size),
        allocated: (flags & FLAG_ALLOCATED) !== 0,
        writable: (flags & FLAG_WRITE) !== 0,
        executable: (flags & FLAG_EXECUTABLE) !== 0,
        stored: type !== SECTION_NO_BYTES,
      },
    };
  });
}

function readSegments(view: DataView, bytes: Uint8Array, layout: Layout): ElfSegment[] {
  const start = layout.word(view, layout.programHeaders);
  const size = view.getUint16(layout.counts, true);
  const count = view.getUint16(layout.counts + 2, true);
  return Array.from({ length: count }, (_, index) => start + index * size)
    .filter((header) => view.getUint32(header, true) === SEGMENT_LOAD)
    .map((header) => {
      const offset = layout.word(view, header + layout.segment.offset);
      return {
        address: layout.word(view, header + layout.segment.address),
        loadAddress: layout.word(view, header + layout.segment.loadAddress),
        offset,
        data: bytes.subarray(offset, offset + layout.word(view, header + layout.segment.fileSize)),
        memorySize: layout.word(view, header + layout.segment.memorySize),
      };
    });
}

function readSymbols(view: DataView, bytes: Uint8Array, layout: Layout, sections: readonly RawSection[]): ElfSymbol[] {
  const table = sections.find(({ type }) => type === SECTION_SYMBOLS);
  const names = sections[table?.link ?? -1];
  if (table === undefined || names === undefined) return [];
  const thumb = view.getUint16(0x12, true) === MACHINE_ARM;
  return Array.from({ length: table.public.size / layout.symbol.bytes }, (_, index) => {
    const entry = table.offset + index * layout.symbol.bytes;
    const kind = symbolKind(view.getUint8(entry + layout.symbol.info) & 15);
    const address = layout.word(view, entry + layout.symbol.address);
    return {
      name: textAt(bytes, names.offset + view.getUint32(entry, true)),
      address: thumb && kind === "function" ? address - (address % 2) : address,
      size: layout.word(view, entry + layout.symbol.size),
      kind,
    };
  }).filter(({ name }) => name !== "");
}

function symbolKind(type: number): ElfSymbol["kind"] {
  if (type === 2) return "function";
  return type === 1 ? "object" : "other";
}

function textAt(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(0, start);
  return new TextDecoder().decode(bytes.subarray(start, end < 0 ? bytes.length : end));
}
