/**
 * The drive of a board in its loader: found by the file INFO_UF2.TXT, written by copying a UF2 file.
 *
 * The file is written synchronously, so that progress is what the board has taken and not what the system has promised.
 * As the last block arrives the board restarts and the drive is gone, often before the file could be closed: an error
 * after the last byte is the good end, and a drive that stays is the bad one. Windows is left out: there the drive has
 * to be copied to by hand.
 *
 * @packageDocumentation
 */
import { constants } from "node:fs";
import { access, type FileHandle, open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DriveError, LoaderSilentError, UnpluggedError } from "./errors.ts";
import { poll, withinLimits } from "./steps.ts";

/** Where to look; other places than the system's are for tests. */
export interface DriveSearch {
  readonly system?: NodeJS.Platform;
  readonly mountsPath?: string;
  readonly volumesPath?: string;
}

/** How a file is copied. */
export interface CopyOptions {
  /** For a piece of the file, and for the drive to disappear. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

const INFO = "INFO_UF2.TXT";
const BOARD = "RPI-RP2";

/** The folders where the drive of an RP2040 in its loader is mounted. */
export async function findDrives(search: DriveSearch = {}): Promise<string[]> {
  const { system = process.platform, mountsPath = "/proc/self/mounts", volumesPath = "/Volumes" } = search;
  const folders = system === "linux" ? await fatMounts(mountsPath) : await foldersIn(volumesPath);
  const found = await Promise.all(folders.map(isLoader));
  return folders.filter((_, index) => found[index]);
}

/** Copies a UF2 file. Rejects with DriveError, UnpluggedError, LoaderSilentError, or the signal's reason. */
export async function copyToDrive(folder: string, file: Uint8Array, options: CopyOptions): Promise<void> {
  const path = join(folder, "ganglion.uf2");
  const handle = await open(path, WRITE_SYNCHRONOUSLY).catch((cause: unknown) => {
    throw new DriveError(
      folder,
      "does not take the file",
      "It may be mounted for reading only: mount it again.",
      cause,
    );
  });
  try {
    await writeAll(handle, folder, file, options);
    await within(handle.sync(), folder, options).catch(ignoreSystemErrors);
  } finally {
    await handle.close().catch(() => undefined);
  }
  await waitUntilGone(folder, options);
}

const WRITE_SYNCHRONOUSLY = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_SYNC;
const PIECE_BYTES = 16 * 1024;
const POLL_MS = 50;
const STEP = "the file was copied";

async function fatMounts(mountsPath: string): Promise<string[]> {
  const text = await readFile(mountsPath, "utf8").catch(() => "");
  return text
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "vfat" || type === "msdos")
    .map(([, folder = ""]) => folder.replaceAll(/\\([0-7]{3})/g, (_, code: string) => octal(code)));
}

/** Blanks in the names of folders stand there as octal numbers. */
function octal(code: string): string {
  return String.fromCharCode(parseInt(code, 8));
}

async function foldersIn(volumesPath: string): Promise<string[]> {
  return (await readdir(volumesPath).catch(() => [])).map((name) => join(volumesPath, name));
}

async function isLoader(folder: string): Promise<boolean> {
  const info = await readFile(join(folder, INFO), "latin1").catch(() => "");
  return info.includes(`Board-ID: ${BOARD}`);
}

async function writeAll(handle: FileHandle, folder: string, file: Uint8Array, options: CopyOptions): Promise<void> {
  for (let done = 0; done < file.length;) {
    const piece = file.subarray(done, done + PIECE_BYTES);
    const isLast = done + piece.length === file.length;
    const written = await within(handle.write(piece), folder, options).catch((cause: unknown) => {
      if (!isOfSystem(cause)) throw cause;
      if (isLast) return { bytesWritten: piece.length };
      if (cause.code === "ENOSPC") {
        throw new DriveError(
          folder,
          "is full",
          "Unplug the board, plug it in with BOOTSEL held, and try again.",
          cause,
        );
      }
      throw new UnpluggedError(folder, STEP, cause);
    });
    done += written.bytesWritten;
    options.onProgress?.(done, file.length);
  }
}

async function waitUntilGone(folder: string, { timeoutMs, signal }: CopyOptions): Promise<void> {
  const ask = async (): Promise<true | null> =>
    await access(join(folder, INFO)).then(
      () => null,
      () => true as const,
    );
  if ((await poll(ask, { timeoutMs, intervalMs: POLL_MS, signal })) !== null) return;
  throw new DriveError(
    folder,
    "is still there: the board did not take the file",
    "The file may be for another chip; unplug the board, plug it in with BOOTSEL held, and try again.",
  );
}

async function within<Result>(work: Promise<Result>, folder: string, options: CopyOptions): Promise<Result> {
  const { timeoutMs, signal } = options;
  return await withinLimits(work, {
    timeoutMs,
    signal,
    onTimeout: () => new LoaderSilentError(folder, STEP, timeoutMs),
  });
}

function ignoreSystemErrors(error: unknown): void {
  if (!isOfSystem(error)) throw error;
}

function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "errno" in error;
}
