/**
 * Files that nobody should give to the compiler, given to every command that reads programs: each gets a diagnostic or
 * a sentence with a remedy, and never a stack trace or a wait.
 *
 * @packageDocumentation
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const folder = scratchFolder();

beforeAll(() => {
  const write = (name: string, content: string | Uint8Array): void => {
    writeFileSync(join(folder, name), content);
  };
  write("empty.ts", "");
  write("syntax.ts", "export function f(: void {{{\n");
  write("prose.ts", "Dear reader, this is no program.\n");
  write("binary.ts", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0));
  write("utf16.ts", Buffer.from("\uFEFFexport const A = 1;\n", "utf16le"));
  write("cycle.ts", 'export { g } from "./cycle2.ts";\n');
  write("cycle2.ts", 'export { f as g } from "./cycle.ts";\n');
  write("itself.ts", 'export { f } from "./itself.ts";\n');
  write("types.ts", "export function f(x: u32, y: Missing<f32>): Nothing {\n  return x;\n}\n");
  write("deep.ts", `export function f(): void { ${"if (true) {".repeat(5000)}\n`);
  write("long.ts", "export const A = 1;\n".padEnd(2_000_001, "/"));
  write("huge.ts", "");
  truncateSync(join(folder, "huge.ts"), 5_000_000_000);
  write("missing.ts", 'export { f } from "./none.ts";\n');
  write("folder.ts", 'export { f } from "./below.ts";\n');
  mkdirSync(join(folder, "below.ts"));
  symlinkSync("loop.ts", join(folder, "loop.ts"));
  symlinkSync("gone.ts", join(folder, "dangling.ts"));
  symlinkSync("/dev/zero", join(folder, "endless.ts"));
  execFileSync("mkfifo", [join(folder, "pipe.ts")]);
  for (const name of ["loop", "endless", "pipe", "huge", "dangling"]) {
    write(`imports-${name}.ts`, `export { f } from "./${name}.ts";\n`);
  }
  write("null.ts", 'export { f } from "./a\\0.ts";\n');
  write("far.ts", `export { f } from "./${"x".repeat(5000)}.ts";\n`);
});

/** Names of files with the exit code that they deserve and a part of what is said. */
const WRONG: readonly (readonly [name: string, code: number, sentence: string])[] = [
  ["empty.ts", EXIT.failed, "GN5010"],
  ["syntax.ts", EXIT.failed, "GN1001"],
  ["prose.ts", EXIT.failed, "GN1001"],
  ["binary.ts", EXIT.failed, "GN5008"],
  ["utf16.ts", EXIT.usage, "is not UTF-8 text"],
  ["cycle.ts", EXIT.failed, "GN5002"],
  ["itself.ts", EXIT.failed, "GN5002"],
  ["types.ts", EXIT.failed, "GN2001"],
  ["deep.ts", EXIT.failed, "error GN"],
  ["long.ts", EXIT.failed, "GN5009"],
  ["huge.ts", EXIT.usage, "5000000000 bytes"],
  ["missing.ts", EXIT.failed, "GN5001"],
  ["folder.ts", EXIT.usage, "below.ts' is not a file"],
  ["below.ts", EXIT.usage, "is not a file"],
  ["loop.ts", EXIT.usage, "too many symbolic links"],
  ["endless.ts", EXIT.usage, "is not a file"],
  ["pipe.ts", EXIT.usage, "is not a file"],
  ["dangling.ts", EXIT.usage, "there is no file"],
  ["imports-loop.ts", EXIT.usage, "too many symbolic links"],
  ["imports-endless.ts", EXIT.usage, "endless.ts' is not a file"],
  ["imports-pipe.ts", EXIT.usage, "pipe.ts' is not a file"],
  ["imports-huge.ts", EXIT.usage, "5000000000 bytes"],
  ["imports-dangling.ts", EXIT.failed, "GN5001"],
  ["null.ts", EXIT.usage, "cannot read"],
  ["far.ts", EXIT.usage, "name too long"],
  ["syntax.ts/below.ts", EXIT.usage, "there is no file"],
];

describe.each([
  ["check", []],
  ["build", ["--target", "c", "--out", join(folder, "out")]],
  ["doc", ["--out", join(folder, "out")]],
] as const)("%s", (command, options) => {
  test.each(WRONG)("%s ends with %i: %s", async (name, code, sentence) => {
    const ran = await ganglion(command, join(folder, name), ...options);
    expect(ran.err).toContain(sentence);
    expect(ran.err).not.toMatch(/internal error|^ +at .*:\d+:\d+\)?$/m);
    expect(ran).toMatchObject({ code, out: "" });
  });
});

test.each([
  ["/proc/ganglion", "cannot write"],
  ["/dev/null", "cannot write"],
  [join(folder, "empty.ts"), "cannot write"],
  [join(folder, "loop.ts/out"), "cannot write"],
])("nothing can be written to %s", async (out, sentence) => {
  for (const args of [
    ["build", "firmware-src/hello.ts", "--target", "c"],
    ["doc", "firmware-src/hello.ts"],
  ]) {
    const { code, err } = await ganglion(...args, "--out", out);
    expect(err).toContain(sentence);
    expect(code).toBe(EXIT.usage);
  }
});
