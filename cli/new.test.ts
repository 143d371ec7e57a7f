/**
 * `ganglion new`: what it writes, and where it does not. Whether the projects work: new.board.test.ts.
 *
 * @packageDocumentation
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TEMPLATES } from "./new-project.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const folder = scratchFolder();

test.each(TEMPLATES)("a project of template %s has no mistake", async (template) => {
  const path = join(folder, `My ${template}`);
  const { code, out } = await ganglion("new", path, "--template", template);
  expect(code).toBe(EXIT.ok);
  expect(out).toContain("npm install");
  const { name, ganglion: project } = manifestIn(path);
  expect({ name, project }).toEqual({ name: `my-${template}`, project: { entries: [`src/my_${template}.ts`] } });
  expect(await ganglion("check", join(path, `src/my_${template}.ts`))).toMatchObject({ code: EXIT.ok, err: "" });
});

test("every dependency has a version, and this package its path, since it is not installed", async () => {
  await ganglion("new", join(folder, "versions"));
  const { devDependencies } = manifestIn(join(folder, "versions"));
  const { ganglion: self, ...others } = devDependencies as Record<string, string>;
  expect(Object.values(others)).toEqual(Object.values(others).filter((one) => /^\d+\.\d+\.\d+$/.test(one)));
  expect(join(folder, "versions", (self ?? "").replace(/^file:/, ""))).toBe(process.cwd());
});

test("an empty folder, or one with nothing but a repository, is taken", async () => {
  mkdirSync(join(folder, "empty", ".git"), { recursive: true });
  expect(await ganglion("new", join(folder, "empty"))).toMatchObject({ code: EXIT.ok });
});

test("a folder with anything in it is left as it is", async () => {
  mkdirSync(join(folder, "full"));
  writeFileSync(join(folder, "full", "notes.txt"), "");
  const { code, err } = await ganglion("new", join(folder, "full"));
  expect(err).toContain("is not empty: it holds notes.txt");
  expect(code).toBe(EXIT.usage);
  expect(readdirSync(join(folder, "full"))).toEqual(["notes.txt"]);
});

test.each([
  ["42", "cannot be called"],
  ["???", "cannot be called"],
  ["board", "cannot be called"],
  ["Ganglion", "cannot be called"],
  ["file/below", "cannot write"],
  ["file", "is not a folder"],
])("%s is no place for a project", async (name, sentence) => {
  writeFileSync(join(folder, "file"), "");
  const { code, err } = await ganglion("new", join(folder, name));
  expect(err).toContain(sentence);
  expect(code).toBe(EXIT.usage);
});

function manifestIn(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Record<string, unknown>;
}
