/**
 * The C of the programs in accept/ and of the firmware is clean: gcc, clang and a cross compiler have no warning about
 * it, freestanding or not, cppcheck has no remark, and its headers are C++ as well.
 *
 * @packageDocumentation
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../src/compile.ts";
import { complaints, CPP_JUDGES, JUDGES, withSources } from "./clean.ts";
import { goldenPrograms, outputsOf } from "./golden.ts";

const FIRMWARE = join(import.meta.dirname, "../../firmware-src");

/** Modules that are no programs by themselves: what the board supplies, and what its main program stands on. */
const PARTS_OF_NODE = ["board.ts", "live.ts", "methods.ts"];

const PROGRAMS: readonly (readonly [name: string, read: () => ReadonlyMap<string, string>])[] = [
  ...goldenPrograms().map((name) => [name, () => outputsOf(name)] as const),
  ...readdirSync(FIRMWARE)
    .filter((name) => name.endsWith(".ts") && !PARTS_OF_NODE.includes(name))
    .map((name) => [`firmware-src/${name}`, () => firmware(name)] as const),
];

describe.each(PROGRAMS)("%s", (_, read) => {
  const files = new Map([...read()].filter(([path]) => /\.[ch]$/.test(path)));
  const sources = [...files.keys()].filter((path) => path.endsWith(".c"));
  const headers = [...files.keys()].filter((path) => path.endsWith(".h") && path !== "ganglion.h");

  test.each(JUDGES)("%s %s", (tool, ...args) => {
    expect(withSources(files, (folder) => complaints(tool, [...args, ...sources], folder))).toBe("");
  });

  test.each(CPP_JUDGES)("%s %s takes the headers", (tool, ...args) => {
    const user = headers.map((header) => `#include "${header}"\n`).join("");
    const all = new Map([...files, ["user.cpp", `${user}int user;\n`]]);
    expect(withSources(all, (folder) => complaints(tool, [...args, "user.cpp"], folder))).toBe("");
  });
});

function firmware(name: string): ReadonlyMap<string, string> {
  const read = (path: string): string => readFileSync(path, "utf8");
  const { outputs, diagnostics } = compile({ host: { read }, entry: join(FIRMWARE, name), targets: ["c"] });
  if (diagnostics.length > 0) throw new Error(`${name} is not accepted: ${JSON.stringify(diagnostics[0])}`);
  return new Map([...outputs].filter((each): each is [string, string] => typeof each[1] === "string"));
}
