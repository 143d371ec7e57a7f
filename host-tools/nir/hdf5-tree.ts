/**
 * An HDF5 file as plain groups, numbers and strings: all that is asked of the library that reads it.
 *
 * h5wasm is the HDF Group's own library, so it reads every layout and filter that a framework may have used. It sees
 * the file in memory of its own, so no link in it leads to a file of the machine. Depth, objects and elements are
 * bounded: a file may claim more than a machine has.
 *
 * @packageDocumentation
 */
import type * as Library from "h5wasm";
import type { Dataset, Entity, File, Group } from "h5wasm";
import { NirFileError } from "./errors.ts";

/** A group and what is in it, by name. */
export interface Hdf5Group {
  readonly kind: "group";
  readonly members: ReadonlyMap<string, Hdf5Member>;
}

/** An array, row by row. A scalar has no dimensions. */
export interface Hdf5Dataset {
  readonly kind: "dataset";
  readonly shape: readonly number[];
  /** Null if they are neither numbers nor strings. */
  readonly values: Float64Array | readonly string[] | null;
}

/** What a group has. */
export type Hdf5Member = Hdf5Group | Hdf5Dataset;

/** Deeper than any network nests its parts. */
const DEPTH_MAX = 16;
const OBJECTS_MAX = 65_536;
/** Far more weights than the engine has synapses. */
const ELEMENTS_MAX = 1 << 23;
/** Nothing that runs: what frameworks write there is not read. */
const METADATA = "metadata";

/**
 * Reads all of a file but metadata.
 *
 * @throws {@link NirFileError} if it is no HDF5 file, is damaged, or is too large
 */
export async function readTree(bytes: Uint8Array): Promise<Hdf5Group> {
  const library = await import("h5wasm");
  const module = await library.ready;
  // The library takes an open file for another one of its name.
  const path = `nir-${++filesRead}`;
  module.FS.writeFile(path, bytes);
  // Or else it prints what is wrong, and goes on with what it has.
  module.activate_throwing_error_handler();
  let file: File | null = null;
  try {
    file = new library.File(path, "r");
    return readGroup(file, { library, objects: 0, elements: 0 }, 0);
  } catch (error) {
    if (error instanceof NirFileError) throw error;
    throw new NirFileError(DAMAGED);
  } finally {
    close(file);
    module.deactivate_throwing_error_handler();
    module.FS.unlink(path);
  }
}

/** What is wrong with a file that cannot be read. */
export const DAMAGED = "is no HDF5 file, or is damaged";

let filesRead = 0;

function close(file: File | null): void {
  try {
    file?.close();
  } catch {
    // A damaged file may not close; it costs its memory.
  }
}

/** What has been read of a file. */
interface Progress {
  readonly library: typeof Library;
  objects: number;
  elements: number;
}

function readGroup(group: Group, progress: Progress, depth: number): Hdf5Group {
  if (depth > DEPTH_MAX) throw new NirFileError(`nests groups more than ${DEPTH_MAX} deep`);
  const members = new Map<string, Hdf5Member>();
  for (const name of group.keys()) {
    if (name === METADATA) continue;
    if (++progress.objects > OBJECTS_MAX) throw new NirFileError(`has more than ${OBJECTS_MAX} objects`);
    const member = readMember(group.get(name), progress, depth);
    if (member !== null) members.set(name, member);
  }
  return { kind: "group", members };
}

/** Null for what is neither a group nor a dataset, such as a link to another file. */
function readMember(entity: Entity | null, progress: Progress, depth: number): Hdf5Member | null {
  const { library } = progress;
  if (entity instanceof library.Group) return readGroup(entity, progress, depth + 1);
  if (entity instanceof library.Dataset) return readDataset(entity, progress);
  return null;
}

function readDataset(dataset: Dataset, progress: Progress): Hdf5Dataset {
  const shape = dataset.shape ?? [];
  progress.elements += shape.reduce((product, length) => product * length, 1);
  if (!(progress.elements <= ELEMENTS_MAX)) throw new NirFileError(`has more than ${ELEMENTS_MAX} numbers`);
  return { kind: "dataset", shape, values: valuesOf(dataset.value) };
}

function valuesOf(value: Dataset["value"]): Hdf5Dataset["values"] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "bigint") return Float64Array.of(Number(value));
  if (ArrayBuffer.isView(value)) return Float64Array.from(value as ArrayLike<number | bigint>, Number);
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value : null;
}
