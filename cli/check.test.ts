/**
 * `ganglion check` and `ganglion explain` as a user meets them.
 *
 * @packageDocumentation
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { DIAGNOSTIC_AREAS, DIAGNOSTICS } from "../codegen/src/diagnostics-table.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";
import { EXIT } from "./terminal.ts";

const folder = scratchFolder();
const RIGHT = "export function f(): void {}\n";
const WRONG = "export function g(x: number): boolean {\n  return x == 1;\n}\n";
const SHARED = 'import { g } from "./wrong.ts";\nexport function h(): void {\n  g();\n}\n';

beforeEach(() => {
  write("right.ts", RIGHT);
  write("wrong.ts", WRONG);
  write("one.ts", SHARED);
  write("two.ts", SHARED);
});

function write(path: string, text: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("check", () => {
  const check = (...entries: string[]): ReturnType<typeof ganglion> => ganglion("check", ...entries);

  test("a program without mistakes is fine, and nothing is written", async () => {
    const before = readdirSync(folder);
    expect(await check(join(folder, "right.ts"))).toEqual({ code: EXIT.ok, out: "no errors in 1 file", err: "" });
    expect(readdirSync(folder)).toEqual(before);
  });

  test("every mistake is shown, and at the end their number and where to read more, once", async () => {
    const { code, err } = await check(join(folder, "wrong.ts"));
    expect(code).toBe(EXIT.failed);
    expect(err).toMatch(/\n\n2 errors in 1 file\nganglion explain GN1031 tells more$/);
    expect(err.match(/ganglion explain/g)).toHaveLength(1);
  });

  test("what is wrong in a module that several entries share is said once", async () => {
    const { err } = await check(join(folder, "one.ts"), join(folder, "two.ts"));
    expect(err).toContain("2 errors in 1 file");
  });

  test("what cannot be proven is a mistake, too", async () => {
    const types = join(process.cwd(), "firmware-src/lib/types.ts");
    const entry = write(
      "unproven.ts",
      `import type { u32 } from "${relativeTo(types)}";
const table = new Uint32Array([1, 2, 3]);
export function at(index: u32): u32 {
  return table[index];
}
`,
    );
    expect((await check(entry)).err).toMatch(/unproven\.ts:4:\d+: error GN6/);
  });

  test("--json has a fixed form", async () => {
    const file = join(folder, "wrong.ts");
    const { code, out } = await check(file, "--json");
    expect(code).toBe(EXIT.failed);
    const { diagnostics, ...rest } = JSON.parse(out) as { diagnostics: unknown[] };
    expect(rest).toEqual({ ok: false, entries: [file], files: [file] });
    expect(diagnostics).toHaveLength(2);
    expect(diagnostics[1]).toEqual({
      code: "GN1009",
      severity: "error",
      file,
      line: 2,
      column: 10,
      endLine: 2,
      endColumn: 16,
      message: expect.any(String) as string,
      remedy: expect.any(String) as string,
    });
    expect(JSON.parse((await check(join(folder, "right.ts"), "--json")).out)).toMatchObject({
      ok: true,
      diagnostics: [],
    });
  });

  test.each([
    ["a missing file", "none.ts", "there is no file"],
    ["a folder", "folder.ts", "is not a file"],
    ["no TypeScript", "package.json", "is not a TypeScript module"],
    ["bytes", "bytes.ts", "is not UTF-8 text"],
  ])("%s is a wrong command line", async (_, name, sentence) => {
    mkdirSync(join(folder, "folder.ts"), { recursive: true });
    write("bytes.ts", Uint8Array.of(0xff, 0xfe, 0));
    const { code, err } = await check(join(folder, name));
    expect(err).toContain(sentence);
    expect(code).toBe(EXIT.usage);
  });

  test("where there are no sources, an entry has to be named", async () => {
    const { code, err } = await check();
    expect(err).toContain("there is nothing to check");
    expect(code).toBe(EXIT.usage);
  });

  function relativeTo(path: string): string {
    return `${"../".repeat(folder.split("/").length - 1)}${path.slice(1)}`;
  }
});

describe("explain", () => {
  test("shows a code with both examples, however it is spelled", async () => {
    const { code, out } = await ganglion("explain", "GN2005");
    const { title, bad, good } = DIAGNOSTICS.get("GN2005") ?? {};
    expect(code).toBe(EXIT.ok);
    expect(out).toMatch(new RegExp(`^GN2005: ${title}\n\n`));
    const indented = (text = ""): string => text.replaceAll(/^(?=.)/gm, "    ");
    expect(out).toContain(
      `\n\nRefused:\n\n${indented(bad ?? undefined)}\n\nAccepted:\n\n${indented(good ?? undefined)}`,
    );
    expect((await ganglion("explain", "gn2005")).out).toBe(out);
    expect((await ganglion("explain", "2005")).out).toBe(out);
  });

  test("every explanation fits the width of a terminal", async () => {
    for (const name of DIAGNOSTICS.keys()) {
      const [, prose = ""] = (await ganglion("explain", name)).out.split("\n\n");
      for (const line of prose.split("\n")) expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(80);
    }
  });

  test("without a code, lists all under their areas", async () => {
    const { out } = await ganglion("explain");
    for (const [name, { title }] of DIAGNOSTICS) expect(out).toContain(`  ${name}  ${title}`);
    const heads = out.split("\n\n").map((area) => area.split("\n")[0]);
    expect(heads).toEqual([...DIAGNOSTIC_AREAS.values()]);
  });

  test("a word lists the codes that have it in their title", async () => {
    const { out } = await ganglion("explain", "import");
    expect(out).toContain("GN5003");
    expect(out).not.toContain("GN2005");
  });

  test("--json gives the rows", async () => {
    const [row] = JSON.parse((await ganglion("explain", "GN2005", "--json")).out) as unknown[];
    expect(row).toEqual({ code: "GN2005", ...DIAGNOSTICS.get("GN2005") });
    expect(JSON.parse((await ganglion("explain", "--json")).out)).toHaveLength(DIAGNOSTICS.size);
  });

  test.each([
    ["GN2999", "The nearest is GN2"],
    ["GN0", "The nearest is GN1001"],
    ["gargoyle", "`ganglion explain` lists all"],
  ])("%s is unknown, and the remedy says what is there", async (asked, sentence) => {
    const { code, err } = await ganglion("explain", asked);
    expect(err).toContain(sentence);
    expect(code).toBe(EXIT.usage);
  });
});
