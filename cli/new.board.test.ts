/**
 * New projects are used as their owner would: with the built package behind its exports, in a folder of their own.
 *
 * @packageDocumentation
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { RPC_FILES } from "./new-methods.ts";
import { TEMPLATES } from "./new-project.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = scratchFolder();

beforeAll(() => {
  execFileSync(process.execPath, ["setup/build.mjs"], { cwd: ROOT });
});

/** Continuous integration asks for colour without a terminal; what is compared here has none. */
const env = { ...process.env, NO_COLOR: "1" };

describe.each(TEMPLATES)("template %s", (template) => {
  const project = join(folder, `my-${template}`);
  const source = join(project, "src", `my_${template}.ts`);

  beforeAll(async () => {
    await ganglion("new", project, "--template", template);
    // What `npm install` would do, without a network.
    mkdirSync(join(project, "node_modules"));
    symlinkSync(ROOT, join(project, "node_modules/ganglion"));
    for (const name of ["@types", "eslint", "tsx", "typescript", "typescript-eslint", "vitest"]) {
      symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name));
    }
  });

  /** Runs the program of a package that the project has, and gives what it says. */
  function node(path: string, ...args: string[]): { status: number | null; output: string } {
    const command = [join("node_modules", path), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: project, encoding: "utf8", env });
    return { status, output: stdout + stderr };
  }

  const commands = (): [string, ...string[]][] => [
    ["ganglion/dist/cli/main.js", "check"],
    ["ganglion/dist/cli/main.js", "build", source, "--target", "c", "--out", "build/c"],
    ["ganglion/dist/cli/main.js", "build", source, "--target", "wasm", "--out", "build/wasm"],
    ["typescript/bin/tsc"],
    ["eslint/bin/eslint.js", "."],
    ["vitest/vitest.mjs", "run"],
  ];

  test("checks, builds, lints and passes its tests", () => {
    for (const command of commands()) expect(node(...command), command.join(" ")).toMatchObject({ status: 0 });
    expect(existsSync(join(project, "build/c", `my_${template}.c`))).toBe(true);
  });

  test("a mistake is seen by the compiler and by ESLint at the same place", () => {
    const text = readFileSync(source, "utf8");
    writeFileSync(source, `${text}\nexport function wrong(x: f64): void {}\n`);
    const line = text.split("\n").length + 1;
    const checked = node("ganglion/dist/cli/main.js", "check").output;
    const linted = node("eslint/bin/eslint.js", ".").output;
    writeFileSync(source, text);
    expect(checked).toContain(`my_${template}.ts:${line}:26: error GN2001`);
    expect(linted).toMatch(new RegExp(`${line}:26 +error .*\\(GN2001\\)`));
  });
});

test("the host of a project with methods calls them on its board, and what is generated is up to date", async () => {
  const project = join(folder, "my-methods");
  const main = join(ROOT, "dist/cli/main.js");
  const link = join(folder, "methods-port");
  const program = join(project, "src/my_methods.ts");
  const board = spawn(process.execPath, [main, "emulate", "process", "--program", program, "--link", link], { env });
  try {
    await vi.waitUntil(() => existsSync(link), { timeout: 60_000 });
    const host = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), "host/main.ts", link];
    const { stdout, stderr } = spawnSync(process.execPath, host, { cwd: project, encoding: "utf8", env });
    expect({ stdout, stderr }).toEqual({ stdout: "the mean of 1, 2 and 6 is 3, says host process\n", stderr: "" });
    const info = await ganglion("info", "--port", link);
    expect(info).toMatchObject({ code: 0, err: "" });
    expect(info.out).toMatch(/^chip +host process[^]*^program +another than the node/m);
  } finally {
    board.kill("SIGINT");
  }
  const { entry, client, dictionary } = RPC_FILES;
  const rpc = [main, "rpc", entry, "--client", client, "--dictionary", dictionary, "--check"];
  expect(spawnSync(process.execPath, rpc, { cwd: project, encoding: "utf8", env }).status).toBe(0);
});

test("a board's project becomes a program for this computer", () => {
  const source = join(folder, "my-board/src/my_board.ts");
  const command = [join(ROOT, "dist/cli/main.js"), "build", source, "--target", "host", "--out", join(folder, "host")];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8", env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(existsSync(join(folder, "host/my_board.elf"))).toBe(true);
});
