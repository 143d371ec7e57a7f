/**
 * What a program weighs, and which part of it weighs what.
 *
 * Totals come from the sections of the linked file. The share of each module comes from the linker's map, the
 * only record of which object file a piece of the result came from; the C library and the compiler's
 * arithmetic appear as modules too, since soft floating point is often the largest of them.
 *
 * @packageDocumentation
 */
import type { Memory, MemoryRange } from "./chip.ts";
import type { Elf, ElfSection } from "./elf.ts";

/** What a whole program weighs. */
export interface SizeReport {
  /** Code, wherever it runs. */
  readonly codeBytes: number;
  /** Constants. */
  readonly constantBytes: number;
  /** Variables with an initial value: in flash and in RAM. */
  readonly dataBytes: number;
  /** Variables that start at zero, or keep what they held. */
  readonly zeroBytes: number;
  /** What the flash holds and has room for; null on a chip without flash of its own. */
  readonly flash: Occupancy | null;
  readonly ram: Occupancy | null;
  /** RAM set aside for the stack. */
  readonly stackBytes: number | null;
  /** Largest first. */
  readonly modules: readonly ModuleSize[];
}

/** How full a memory is. */
export interface Occupancy {
  readonly usedBytes: number;
  readonly capacityBytes: number;
}

/** What one module weighs. */
export interface ModuleSize {
  /** `search/distance`, `rp2040/board`, `libgcc`. */
  readonly name: string;
  readonly codeBytes: number;
  readonly constantBytes: number;
  readonly dataBytes: number;
  readonly zeroBytes: number;
}

/** Weighs a linked program. `map` is the text that `-Wl,-Map` wrote for it. */
export function measureSizes(elf: Elf, map: string, memory: Memory | null): SizeReport {
  const sections = elf.sections.filter((section) => section.allocated && !isStack(section));
  const total = (kind: Kind): number =>
    sections.filter((section) => kindOf(section) === kind).reduce((sum, { size }) => sum + size, 0);
  return {
    codeBytes: total("codeBytes"),
    constantBytes: total("constantBytes"),
    dataBytes: total("dataBytes"),
    zeroBytes: total("zeroBytes"),
    flash: memory && occupancy(memory.flash, flashEnd(elf, memory.flash)),
    ram: memory && occupancy(memory.ram, ramEnd(sections, memory.ram)),
    stackBytes: memory?.stack.bytes ?? null,
    modules: moduleSizes(map, new Map(elf.sections.map((section) => [section.name, section]))),
  };
}

/** The report as lines of text, for a terminal. */
export function formatSizes(report: SizeReport): string {
  const heading = ["module", "code", "constants", "data", "zeroed"];
  const row = (name: string, size: Omit<ModuleSize, "name">): string[] => [
    name,
    ...KINDS.map((kind) => (size[kind] === 0 ? "" : size[kind].toLocaleString("en"))),
  ];
  const rows = [heading, ...report.modules.map((module) => row(module.name, module)), row("total", report)];
  const widths = heading.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", ...occupancyLines(report)].join("\n").trimEnd() + "\n";
}

const KINDS = ["codeBytes", "constantBytes", "dataBytes", "zeroBytes"] as const;
type Kind = (typeof KINDS)[number];

function kindOf(section: ElfSection): Kind {
  if (!section.stored) return "zeroBytes";
  if (section.executable) return "codeBytes";
  return section.writable ? "dataBytes" : "constantBytes";
}

/** The stack is a section only so that the linker keeps its place free. */
function isStack(section: ElfSection): boolean {
  return section.name === ".stack";
}

function occupancy(range: MemoryRange, end: number): Occupancy {
  return { usedBytes: Math.max(0, end - range.start), capacityBytes: range.bytes };
}

function flashEnd(elf: Elf, range: MemoryRange): number {
  const ends = elf.segments
    .filter(({ loadAddress, data }) => data.length > 0 && contains(range, loadAddress))
    .map(({ loadAddress, data }) => loadAddress + data.length);
  return Math.max(range.start, ...ends);
}

function ramEnd(sections: readonly ElfSection[], range: MemoryRange): number {
  const ends = sections.filter(({ address }) => contains(range, address)).map(({ address, size }) => address + size);
  return Math.max(range.start, ...ends);
}

function contains(range: MemoryRange, address: number): boolean {
  return address >= range.start && address < range.start + range.bytes;
}

function occupancyLines(report: SizeReport): string[] {
  const line = (what: string, { usedBytes, capacityBytes }: Occupancy): string =>
    `${what.padEnd(6)}${usedBytes.toLocaleString("en")} of ${capacityBytes.toLocaleString("en")} bytes ` +
    `(${((100 * usedBytes) / capacityBytes).toFixed(1)} %)`;
  return [
    ...(report.flash ? [line("flash", report.flash)] : []),
    ...(report.ram ? [line("RAM", report.ram)] : []),
    ...(report.stackBytes === null ? [] : [`stack ${report.stackBytes.toLocaleString("en")} bytes reserved`]),
  ];
}

/*
 * The map's second half, one line a piece; the name stands alone on the line before if it is long:
 *
 *   .text           0x10000100     0x1c74                                   an output section
 *    .text.node_poll
 *                   0x10000214       0x68 object/node.o                      what came from one object file
 *    *fill*         0x1000027c        0x2                                    alignment, nobody's
 */
const OUTPUT_SECTION = /^(\.[\w.]+)/;
const PIECE = /^ (?:(?:\.|COMMON)\S*)?\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S.*)$/;
const LONG_NAME = /^ (?:\.|COMMON)\S*$/;

function moduleSizes(map: string, sections: ReadonlyMap<string, ElfSection>): ModuleSize[] {
  const modules = new Map<string, Record<Kind, number>>();
  let output: ElfSection | undefined;
  let name = "";
  for (const line of map.slice(map.indexOf("Linker script and memory map")).split("\n")) {
    const section = OUTPUT_SECTION.exec(line)?.[1];
    if (section !== undefined) output = sections.get(section);
    if (LONG_NAME.test(line)) {
      name = line;
      continue;
    }
    const piece = PIECE.exec(name + line);
    name = "";
    const size = Number.parseInt(piece?.[2] ?? "0", 16);
    const module = moduleOf(piece?.[3] ?? "");
    if (module === null || size === 0 || !output?.allocated || isStack(output)) continue;
    const sizes = modules.get(module) ?? { codeBytes: 0, constantBytes: 0, dataBytes: 0, zeroBytes: 0 };
    sizes[kindOf(output)] += size;
    modules.set(module, sizes);
  }
  return [...modules]
    .map(([module, sizes]) => ({ name: module, ...sizes }))
    .sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1));
}

function weight(size: ModuleSize): number {
  return KINDS.reduce((sum, kind) => sum + size[kind], 0);
}

/**
 * `object/search/distance.o` is `search/distance`; `/usr/lib/.../libgcc.a(_addsubsf3.o)` is `libgcc`; what the system
 * links to every program is `start-up`. Null for what came from no object file: alignment and the script's own words.
 */
function moduleOf(origin: string): string | null {
  const archive = /([^/]+)\.(?:a|so)(?:\.\d+)*(?:\([^)]*\))?$/.exec(origin)?.[1];
  if (archive !== undefined) return archive;
  if (origin === "linker stubs") return origin;
  const own = /^object\/(.+)\.o$/.exec(origin)?.[1];
  return own ?? (origin.endsWith(".o") ? "start-up" : null);
}
