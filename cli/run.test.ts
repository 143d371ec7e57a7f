/**
 * The command line as a user meets it: every wrong word gets a sentence, a remedy and an exit code.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ganglion, scratchFolder } from "./test/ganglion.ts";
import { EXIT } from "./terminal.ts";

const folder = scratchFolder();

test.each([
  [["frob"], "unknown command 'frob'"],
  [["build"], "required option"],
  [["build", "firmware-src/hello.ts", "--target", "c"], "required option '--out <dir>'"],
  [["build", "firmware-src/hello.ts", "--target", "z80", "--out", folder], "Allowed choices are c, js"],
  [["build", "firmware-src/hello.ts", "--target", "js", "--out", folder, "--names"], "--names changes nothing for js"],
  [["build", join(folder, "none.ts"), "--target", "c", "--out", folder], "there is no file"],
  [["build", "package.json", "--target", "c", "--out", folder], "is not a TypeScript module"],
  [["build", "firmware-src/hello.ts", "--target", "c", "--out", "/proc/none"], "cannot write"],
  [["build", "firmware-src/hello.ts", "--target", "rp2040", "--out", folder], "exports no boot() and no poll()"],
  [["build", "firmware-src/hello.ts", "--target", "c,", "--out", folder], "Allowed choices are c, js"],
  [["build", "firmware-src/hello.ts", "--target", "c,rp2040", "--out", folder], "Allowed choices are c, js"],
  [["build", "firmware-src/hello.ts", "--target", "js,modules", "--out", folder], "files of the same names"],
  [["demo", "--queries", "0"], "a whole number from 1 to 200"],
  [["demo", "--board", "z80"], "Allowed choices are"],
  [["info", "/dev/none", "--baud", "fast"], "a whole number"],
])("%j is a wrong command line", async (args, sentence) => {
  const { code, err } = await ganglion(...args);
  expect(err).toContain(sentence);
  expect(code).toBe(EXIT.usage);
});

test("a port that is not there is a device's failure", async () => {
  const { code, err } = await ganglion("info", "--port", "/dev/ganglion-none");
  expect(err).toContain("there is no port /dev/ganglion-none");
  expect(err).toContain("ganglion ports");
  expect(code).toBe(EXIT.device);
});

test("help and version are no failures", async () => {
  expect(await ganglion("--help")).toMatchObject({ code: EXIT.ok });
  expect((await ganglion("demo", "--help")).out).toContain("Examples:");
  expect((await ganglion("--version")).out).toMatch(/^\d+\.\d+\.\d+$/);
});

test("a program with mistakes is refused with each of them, and writes nothing", async () => {
  const entry = join(folder, "wrong.ts");
  writeFileSync(entry, "export function f(x: number): boolean {\n  return x == 1;\n}\n");
  const text = await ganglion("build", entry, "--target", "c", "--out", join(folder, "wrong"));
  expect(text.err).toContain("2 errors");
  expect(text.code).toBe(EXIT.failed);
  const data = await ganglion("build", entry, "--target", "c", "--out", join(folder, "wrong"), "--json");
  expect(JSON.parse(data.out)).toMatchObject({ ok: false, diagnostics: [{ line: 1 }, { line: 2, code: "GN1009" }] });
  expect(() => readFileSync(join(folder, "wrong", "wrong.c"))).toThrow("ENOENT");
});

test("options of a build reach the compiler", async () => {
  const hello = "firmware-src/hello.ts";
  await ganglion("build", hello, "--target", "c", "--out", folder, "--line-directives", "--bare-names");
  const text = readFileSync(join(folder, "hello.c"), "utf8");
  expect(text).toMatch(/^#line \d+ "hello.ts"$/m);
  expect(text).not.toMatch(/\bhello_\w+\(/);
  await ganglion("build", hello, "--target", "wasm", "--out", folder, "--names", "--source-map");
  expect(readFileSync(join(folder, "hello.wasm.map"), "utf8")).toContain('"version":3');
});

test("a component of ESP-IDF is a folder of the program's name; what is no board is a library", async () => {
  const components = join(folder, "components");
  const { code, out } = await ganglion("build", "firmware-src/hello.ts", "--target", "esp-idf", "--out", components);
  expect([code, out]).toEqual([0, `${join(components, "hello")}: wrote 6 files, a component of ESP-IDF`]);
  expect(existsSync(join(components, "hello/program/hello.h"))).toBe(true);
  const node = ["build", "firmware-src/node.ts", "--target", "esp-idf", "--out", components, "--baud", "921600"];
  const data = await ganglion(...node, "--json");
  expect(JSON.parse(data.out)).toMatchObject({ ok: true, program: "node", folder: join(components, "node") });
  expect(readFileSync(join(components, "node/Kconfig"), "utf8")).toContain("default 921600");
  expect((await ganglion(...node)).out).toContain("idf.py set-target esp32");
});

test("a build writes what it says", async () => {
  const { code, out } = await ganglion("build", "firmware-src/hello.ts", "--target", "c", "--out", folder, "--json");
  expect(code).toBe(EXIT.ok);
  const { files } = JSON.parse(out) as { files: string[] };
  expect(files).toContain(join(folder, "hello.c"));
  for (const file of files) expect(readFileSync(file, "utf8")).not.toBe("");
});

test("several targets are built together, and --timings shows the stages", async () => {
  const args = ["build", "firmware-src/hello.ts", "--target", "c,wasm", "--out", join(folder, "both"), "--timings"];
  const { code, err } = await ganglion(...args);
  expect(code).toBe(EXIT.ok);
  expect(err.split("\n").map((line) => line.split(" ")[0])).toEqual([
    "stage",
    "parse",
    "check",
    "lower",
    "evaluate",
    "fold",
    "prove",
    "c",
    "wasm",
    "total",
  ]);
  expect(readFileSync(join(folder, "both", "hello.wasm"))).not.toHaveLength(0);
  const { timings } = JSON.parse((await ganglion(...args, "--json")).out) as { timings: Record<string, number> };
  expect(timings.prove).toBeGreaterThan(0);
});

test("the demo answers right and with the reference's bits on the WASM board", async () => {
  const { code, out } = await ganglion("demo", "--board", "wasm", "--queries", "50", "--json");
  expect(code).toBe(EXIT.ok);
  const figures = JSON.parse(out) as Record<string, number>;
  expect(figures).toMatchObject({ queries: 50, differingBits: 0 });
  expect(figures.comparedBits).toBeGreaterThan(30_000);
  expect(figures.spikeAccuracy).toBeGreaterThan(0.9);
});
