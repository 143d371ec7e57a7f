/**
 * Where everything lies in WebAssembly memory.
 *
 * Every static has a fixed address, in the order of declaration, so a host can find it by name and can save
 * or compare the whole state of a program as one run of bytes. Structs are laid out as a C compiler for a
 * 32-bit target does: natural alignment, fields in order, so that offsets are the same on a board. Static
 * arrays and structs start at a multiple of 16, which suits hosts that look at them through vector registers.
 *
 * ```
 * 0        16                  dataEnd   heapBase            pages * 64 KiB
 * | unused | statics, in order | padding | free for the host |
 * ```
 *
 * The first 16 bytes stay unused, so that no static has address 0, which hosts take for "none". There is no
 * stack and no heap: programs need neither.
 *
 * @packageDocumentation
 */
import type { Initial, Program, ScalarValue, Struct } from "../ir/ir.ts";
import { initialVariant } from "../ir/structs.ts";
import type { ElementType, StorageType } from "../ir/types.ts";
import { isScalar, isWide, SCALAR_SIZE } from "../ir/types.ts";

/** Where one static lies. */
export interface StaticLayout {
  /** Qualified name: `search/index.query`. */
  readonly name: string;
  readonly type: ElementType;
  readonly address: number;
  /** In bytes. */
  readonly size: number;
  /** Whether the program never writes it. */
  readonly readonly: boolean;
}

/** Bytes that memory holds at the start, from `address` on. */
export interface InitialData {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** Where everything lies in linear memory. */
export interface MemoryLayout {
  readonly statics: readonly StaticLayout[];
  /** Only of statics that are not zero throughout. */
  readonly data: readonly InitialData[];
  /** The first address after the last static. */
  readonly dataEnd: number;
  /** `dataEnd`, rounded up to 16: the first address that a host may use for its own data. */
  readonly heapBase: number;
  /** Pages of 64 KiB that hold all statics; at least one. */
  readonly pages: number;
  addressOf(staticName: string): number;
  sizeOf(type: ElementType): number;
  /** What memory holds after a value of this type has been put there. */
  bytesOf(type: ElementType, initial: Initial): Uint8Array;
  /** Bytes from the start of a struct to its field. */
  offsetOf(structName: string, field: string): number;
}

/** Where the first static may lie; no array starts before it. */
export const FIRST_ADDRESS = 16;
const AGGREGATE_ALIGNMENT = 16;
const PAGE_SIZE = 0x10000;

/** Gives every static of a program its address. */
export function layOutMemory(program: Program): MemoryLayout {
  const structs = layOutStructs(program);
  const statics: StaticLayout[] = [];
  const data: InitialData[] = [];
  let end = FIRST_ADDRESS;
  for (const variable of program.modules.flatMap((module) => module.statics)) {
    const { name, type, readonly } = variable;
    const { size, alignment } = extentOf(type, structs);
    const address = alignUp(end, isScalar(type) ? alignment : AGGREGATE_ALIGNMENT);
    statics.push({ name, type, address, size, readonly });
    const bytes = initialBytes(type, variable.initial, structs);
    if (bytes.some((byte) => byte !== 0)) data.push({ address, bytes });
    end = address + size;
  }
  const heapBase = alignUp(end, AGGREGATE_ALIGNMENT);
  const addresses = new Map(statics.map(({ name, address }) => [name, address]));
  return {
    statics,
    data,
    dataEnd: end,
    heapBase,
    pages: Math.max(1, Math.ceil(heapBase / PAGE_SIZE)),
    addressOf: (staticName) => known(addresses.get(staticName), staticName),
    sizeOf: (type) => extentOf(type, structs).size,
    bytesOf: (type, initial) => initialBytes(type, initial, structs),
    offsetOf: (structName, field) => known(known(structs.get(structName), structName).offsets.get(field), field),
  };
}

interface Extent {
  readonly size: number;
  readonly alignment: number;
}

interface StructLayout extends Extent {
  readonly struct: Struct;
  readonly offsets: ReadonlyMap<string, number>;
}

type StructLayouts = ReadonlyMap<string, StructLayout>;

/** Structs come after the structs that they contain, except that a module may declare them in any order. */
function layOutStructs(program: Program): StructLayouts {
  const declared = new Map(program.modules.flatMap(({ structs }) => structs.map((struct) => [struct.name, struct])));
  const layouts = new Map<string, StructLayout>();
  const layOut = (name: string): void => {
    if (layouts.has(name)) return;
    const struct = known(declared.get(name), name);
    for (const { type } of struct.fields) structNamesIn(type).forEach(layOut);
    layouts.set(name, layOutStruct(struct, layouts));
  };
  for (const name of declared.keys()) layOut(name);
  return layouts;
}

function structNamesIn(type: ElementType): string[] {
  if (isScalar(type)) return [];
  return type.kind === "struct" ? [type.name] : structNamesIn(type.element);
}

function layOutStruct(struct: Struct, layouts: StructLayouts): StructLayout {
  const offsets = new Map<string, number>();
  let end = 0;
  let alignment = 1;
  const fields = struct.isUnion ? struct.fields.slice(0, 1) : struct.fields;
  for (const { name, type } of fields) {
    const extent = extentOf(type, layouts);
    const offset = alignUp(end, extent.alignment);
    offsets.set(name, offset);
    end = offset + extent.size;
    alignment = Math.max(alignment, extent.alignment);
  }
  if (struct.isUnion) return layOutVariants(struct, offsets, layouts);
  // C has no struct without members: one of nothing is one byte there.
  return { struct, offsets, size: Math.max(1, alignUp(end, alignment)), alignment };
}

/** Behind the tag, all variants begin at the same place, which suits the most demanding of them. */
function layOutVariants(struct: Struct, offsets: Map<string, number>, layouts: StructLayouts): StructLayout {
  const variants = struct.fields.slice(1).map(({ name, type }) => ({ name, ...extentOf(type, layouts) }));
  const alignment = Math.max(1, ...variants.map((variant) => variant.alignment));
  const start = alignUp(1, alignment);
  for (const { name } of variants) offsets.set(name, start);
  const size = Math.max(0, ...variants.map((variant) => variant.size));
  return { struct, offsets, size: alignUp(start + size, alignment), alignment };
}

function extentOf(type: ElementType, structs: StructLayouts): Extent {
  if (isScalar(type)) return { size: SCALAR_SIZE[type], alignment: SCALAR_SIZE[type] };
  if (type.kind === "struct") return known(structs.get(type.name), type.name);
  const { size, alignment } = extentOf(type.element, structs);
  return { size: size * type.length, alignment };
}

function initialBytes(type: ElementType, initial: Initial, structs: StructLayouts): Uint8Array {
  const bytes = new Uint8Array(extentOf(type, structs).size);
  writeInitial(new DataView(bytes.buffer), 0, type, initial, structs);
  return bytes;
}

function writeInitial(view: DataView, at: number, type: ElementType, initial: Initial, structs: StructLayouts): void {
  if (initial === "zero") return;
  if (isScalar(type)) {
    if (typeof initial === "object") throw new Error(`to-wasm: a list initialises a ${type}`);
    writeScalar(view, at, type, initial);
    return;
  }
  if (typeof initial !== "object") throw new Error(`to-wasm: a scalar initialises a ${type.kind}`);
  if (type.kind === "array") {
    const { size } = extentOf(type.element, structs);
    initial.forEach((value, index) => {
      writeInitial(view, at + index * size, type.element, value, structs);
    });
    return;
  }
  const { struct, offsets } = known(structs.get(type.name), type.name);
  if (struct.isUnion) {
    const variant = initialVariant(struct, initial, (name) => known(structs.get(name), name).struct);
    view.setUint8(at, variant.tag);
    const start = at + known(offsets.get(variant.field.name), variant.field.name);
    writeInitial(view, start, variant.field.type, variant.initial, structs);
    return;
  }
  struct.fields.forEach((field, index) => {
    const value = known(initial[index], field.name);
    writeInitial(view, at + known(offsets.get(field.name), field.name), field.type, value, structs);
  });
}

function writeScalar(view: DataView, at: number, type: StorageType, initial: ScalarValue): void {
  if (isWide(type)) {
    view.setBigUint64(at, BigInt.asUintN(64, BigInt(initial)), true);
    return;
  }
  const value = Number(initial);
  switch (type) {
    case "bool":
    case "i8":
    case "u8":
      view.setUint8(at, value);
      return;
    case "i16":
    case "u16":
      view.setUint16(at, value, true);
      return;
    case "i32":
    case "u32":
      view.setUint32(at, value, true);
      return;
    case "f32":
      view.setFloat32(at, value, true);
      return;
  }
}

function alignUp(address: number, alignment: number): number {
  return Math.ceil(address / alignment) * alignment;
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`to-wasm: '${name}' has no layout`);
  return value;
}
