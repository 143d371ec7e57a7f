/**
 * What the checks ask of a machine, and nothing else, so that a test can give them any machine it likes.
 *
 * Every question has an answer: what is not there, or may not be looked at, is null or empty.
 *
 * @packageDocumentation
 */
import { constants } from "node:fs";
import { access, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { listUsbDevices } from "../flash/picoboot/usb.ts";
import { listPorts, type PortInfo } from "../transport/ports.ts";

/** A machine to look at. */
export interface DoctorSystem {
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  /** Ids of the groups that this process is in. */
  readonly groupIds: readonly number[];
  /** Null on systems without. */
  readonly userId: number | null;
  readonly userName: string;
  readText(path: string): Promise<string | null>;
  list(folder: string): Promise<readonly string[]>;
  /** Where a symbolic link leads, or null. */
  linkTarget(path: string): Promise<string | null>;
  /** The path without symbolic links, or null if there is nothing. */
  realPath(path: string): Promise<string | null>;
  /** Whether this process may read and write. */
  canOpen(path: string): Promise<boolean>;
  /** The group of a file, or null. */
  groupOf(path: string): Promise<number | null>;
  ports(): Promise<readonly PortInfo[]>;
  /** Null if USB devices can be listed, else why not, with its remedy. */
  usbProblem(): Promise<{ readonly message: string; readonly remedy: string } | null>;
}

/** The machine that this runs on. */
export function thisSystem(): DoctorSystem {
  return {
    platform: process.platform,
    nodeVersion: process.versions.node,
    groupIds: process.getgroups?.() ?? [],
    userId: process.getuid?.() ?? null,
    userName: process.env.USER ?? process.env.LOGNAME ?? "$USER",
    readText: (path) => readFile(path, "utf8").catch(() => null),
    list: (folder) => readdir(folder).catch(() => []),
    linkTarget: (path) => readlink(path).catch(() => null),
    realPath: (path) => realpath(path).catch(() => null),
    canOpen: (path) =>
      access(path, constants.R_OK | constants.W_OK).then(
        () => true,
        () => false,
      ),
    groupOf: (path) =>
      stat(path).then(
        ({ gid }) => gid,
        () => null,
      ),
    ports: () => listPorts().catch(() => []),
    usbProblem,
  };
}

async function usbProblem(): Promise<{ message: string; remedy: string } | null> {
  try {
    await listUsbDevices();
    return null;
  } catch (error) {
    const remedy = error instanceof Error && "remedy" in error ? String(error.remedy) : "";
    return { message: error instanceof Error ? error.message : String(error), remedy };
  }
}
