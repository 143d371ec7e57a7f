/**
 * The command line in tests: run in this process, its output kept.
 *
 * @packageDocumentation
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import colors from "picocolors";
import { afterAll } from "vitest";
import { run } from "../run.ts";
import type { Terminal } from "../terminal.ts";

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line. */
export async function ganglion(...args: string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    print: (line) => out.push(line),
    report: (line) => err.push(line),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
    redraw: (lines) => out.push(...lines),
    colors: colors.createColors(false),
  };
  const code = await run(args, terminal);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** A folder that is removed after the tests of the file that asks for it. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-cli-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
