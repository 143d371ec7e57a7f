/**
 * Completion as shells ask for it, and help that shows how each command is used.
 *
 * @packageDocumentation
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const folder = scratchFolder();
const MAIN = ["--import", import.meta.resolve("tsx"), join(import.meta.dirname, "main.ts")];

function run(...args: string[]): string {
  return spawnSync(process.execPath, [...MAIN, ...args], { encoding: "utf8" }).stdout;
}

describe("ganglion complete", () => {
  test.each<readonly [args: readonly string[], wanted: string]>([
    [["inf"], "info\task a board"],
    [["search", "--"], "--timeout\ttime allowed"],
    [["emulate", ""], "esp32c3"],
    [["flash", "--target", ""], "rp2040"],
    [["compl"], "completion\t"],
  ])("offers what may follow %j", (args, wanted) => {
    expect(run("complete", "--", ...args)).toContain(wanted);
  });
});

test.each(["bash", "zsh", "fish"])("the script for %s is one that asks ganglion", (shell) => {
  const script = run("completion", shell);
  expect(script).toContain("ganglion complete --");
});

test("bash takes its script, and knows then how to complete ganglion", () => {
  const script = join(folder, "ganglion.bash");
  writeFileSync(script, run("completion", "bash"));
  const { stdout, stderr } = spawnSync("bash", ["-c", `source ${script} && complete -p ganglion`], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^complete .*__ganglion_complete ganglion/);
});

test("the help of every command shows examples", async () => {
  const { out } = await ganglion("--help");
  const commands = [...out.matchAll(/^ {2}(\w+) (?:\[options\]|<)/gm)].map(([, name = ""]) => name);
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) {
    expect((await ganglion(command, "--help")).out, command).toMatch(/Examples:\n.*ganglion /);
  }
});
