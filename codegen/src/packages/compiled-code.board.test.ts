/**
 * Code that is kept is used, and whatever is wrong with it or with its folder, the package is there all the same.
 *
 * @packageDocumentation
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const scratch = fs.mkdtempSync(path.join(tmpdir(), "compiled-code-"));
afterAll(() => {
  fs.rmSync(scratch, { recursive: true });
});

const SCRIPT = `
  import fs from "node:fs";
  import module from "node:module";
  import path from "node:path";
  import vm from "node:vm";
  const [url, folder] = process.argv.slice(1);
  const { keepCompiledCodeIn, requireCompiled } = await import(url);
  keepCompiledCodeIn(folder);
  let wishes = 0;
  process.on("newListener", (event) => (wishes += event === "exit"));
  const { version } = requireCompiled("typescript", url, { fs, module, path, vm, process });
  console.log(version, wishes);
`;

/** A process that needs the package: the version that it found, and whether it wants to keep code at its end. */
function use(folder: string): { readonly version: string | undefined; readonly keeps: boolean } {
  const url = new URL("compiled-code.ts", import.meta.url).href;
  const options = ["--import", import.meta.resolve("tsx"), "--input-type=module", "-e", SCRIPT, url, folder];
  const { stdout } = spawnSync(process.execPath, options, { encoding: "utf8", timeout: 30_000 });
  const [version, wishes] = stdout.split(" ");
  return { version, keeps: Number(wishes) > 0 };
}

test("the second process takes what the first has kept; what is damaged is made again", () => {
  const folder = path.join(scratch, "some", "where");
  expect(use(folder)).toEqual({ version: "6.0.3", keeps: true });
  expect(use(folder)).toEqual({ version: "6.0.3", keeps: false });
  const [name = ""] = fs.readdirSync(folder);
  const file = path.join(folder, name);
  const good = fs.readFileSync(file);
  for (const damaged of [new Uint8Array(), good.subarray(0, 1000), new Uint8Array(good.length)]) {
    fs.writeFileSync(file, damaged);
    expect(use(folder)).toEqual({ version: "6.0.3", keeps: true });
    expect(use(folder)).toEqual({ version: "6.0.3", keeps: false });
  }
  expect(fs.readdirSync(folder)).toEqual([name]);
});

test.each([
  ["a file where the folder would be", "file"],
  ["a place where no folder can be made", "/proc/none/ganglion"],
])("%s: it is done without", (_, folder) => {
  fs.writeFileSync(path.join(scratch, "file"), "");
  expect(use(path.resolve(scratch, folder))).toEqual({ version: "6.0.3", keeps: true });
  expect(fs.statSync(path.join(scratch, "file")).size).toBe(0);
});
