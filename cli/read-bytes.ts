/**
 * Files that the command line names, read whole, where they have an end.
 *
 * @packageDocumentation
 */
import { readFile, stat } from "node:fs/promises";
import { UsageError } from "./usage-error.ts";

/** The largest file that any command takes. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** What a command wants of a file, for its errors. */
export interface WantedFile {
  /** `no image`, of a file that cannot be one. */
  readonly not: string;
  /** What to name instead, one sentence. */
  readonly remedy: string;
}

/**
 * The bytes of a file.
 *
 * @throws {@link UsageError} if it is not there, has no end, is too large, or cannot be read
 */
export async function readBytes(path: string, { not, remedy }: WantedFile): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`there is no file ${path}`, remedy);
  if (!found.isFile() || found.size > FILE_BYTES_MAX) {
    throw new UsageError(`${path} is ${not}`, "Name a file of 64 MB at most, no folder and no device.");
  }
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    throw new UsageError(`${path} cannot be read`, "Check its permissions.");
  }
}
