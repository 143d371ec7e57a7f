/**
 * What the readers of all formats take and give.
 *
 * @packageDocumentation
 */

/** A vector, and the label that its file gives it. */
export interface LabelledVector {
  readonly vector: Float32Array;
  /** Null if the file has none. */
  readonly label: number | null;
}

/** How a file holds its vectors. */
export type VectorFormat = "json" | "csv" | "npy" | "f32";

/** What is to be read. */
export interface VectorSource {
  /** For messages: the path, or `standard input`. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly format: VectorFormat;
  /** How many numbers a vector has; needed for `f32`, else only checked. */
  readonly dimensions?: number | undefined;
}
