/**
 * `--watch` in a process of its own, stopped as a person stops it.
 *
 * @packageDocumentation
 */
import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const folder = scratchFolder();
const entry = join(folder, "main.ts");
const PROGRAM = "export function f(): void {}\n";

/** At once, as careful editors do: under load, the other process could see a file that is empty still. */
function save(text: string | Uint8Array): void {
  writeFileSync(`${entry}~`, text);
  renameSync(`${entry}~`, entry);
}

test.each([
  ["check", "no errors in 1 file"],
  ["build", "wrote 7 files"],
])("%s runs again after each change, and Ctrl-C ends it with its code", async (command, success) => {
  writeFileSync(entry, PROGRAM);
  const out = join(folder, command);
  const options = command === "build" ? ["--target", "c,js,wasm", "--out", out, "--watch"] : ["--watch"];
  const main = join(import.meta.dirname, "main.ts");
  // Continuous integration asks for colour without a terminal; what is compared here has none.
  const env = { ...process.env, NO_COLOR: "1" };
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), main, command, entry, ...options], {
    env,
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const rounds = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const roundOver = async (): Promise<string> => {
    const told: string[] = [];
    while (!/\d+ ms; waiting for a change$/.test(told.at(-1) ?? "")) told.push(String((await rounds.next()).value));
    return told.join("\n");
  };
  try {
    await roundOver();
    save(`${PROGRAM}oops\n`);
    expect(await roundOver()).toContain("1 error in 1 file");
    save(Uint8Array.of(0xff));
    expect(await roundOver()).toContain("is not UTF-8 text");
    save(`${PROGRAM}/** Another. */\nexport function g(): void {}\n`);
    await roundOver();
    expect(lines).toEqual([success, success]);
    if (command === "build") {
      expect(readFileSync(join(out, "main.js"), "utf8")).toContain("Another.");
      await ganglion("build", entry, "--target", "wasm", "--out", join(folder, "once"));
      expect(readFileSync(join(out, "main.wasm"))).toEqual(readFileSync(join(folder, "once", "main.wasm")));
    }
  } finally {
    child.kill("SIGINT");
  }
  expect(await ended).toBe(EXIT.interrupted);
});
