/**
 * The echo program, built for a chip into a folder of its own, for tests that need some firmware.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFirmware, type Firmware, type FirmwareOptions } from "../build.ts";
import type { Chip } from "../chip.ts";

/** The C of targets/test/echo.c as the compiler would hand it over. */
export function echoSources(): ReadonlyMap<string, string> {
  return sourcesOf("echo.c");
}

/** One file of this folder as a program's sources. */
export function sourcesOf(file: string): ReadonlyMap<string, string> {
  return new Map([[file, readFileSync(join(import.meta.dirname, file), "utf8")]]);
}

/** Builds the echo program; the caller removes the folder. */
export async function buildEcho(chip: Chip, options: FirmwareOptions = {}): Promise<Firmware & AsyncDisposable> {
  const outDir = await temporaryFolder();
  const firmware = await buildFirmware({ program: "echo", sources: echoSources(), chip, outDir, options });
  return { ...firmware, [Symbol.asyncDispose]: () => rm(outDir, { recursive: true, force: true }) };
}

/** A folder that is nobody else's. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "ganglion-test-"));
}
