/**
 * The specification says what the compiler does: its examples compile, and its tables are the compiler's.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DIAGNOSTICS } from "../src/diagnostics-table.ts";
import { SOURCE_LENGTH_MAX } from "../src/parse/parse.ts";
import { NESTING_DEPTH_MAX } from "../src/parse/source.ts";
import { prove } from "../src/prove/prove.ts";
import { diagnosticsOf, programOf, withVocabulary } from "./program.ts";

const SPEC = readFileSync(new URL("../SPEC.md", import.meta.url), "utf8");

const examples = [...SPEC.matchAll(/```ts\n(.*?)```/gs)].map(([, text = ""]) => text);

describe("examples", () => {
  test.each(examples.map((text) => [text.split("\n")[0], text]))("%s ...", (_title, text = "") => {
    expect(prove(programOf(withVocabulary(text))).diagnostics).toEqual([]);
  });
});

describe("the table of operators", () => {
  const TYPES = ["bool", "i32", "u32", "f32", "i64", "u64"] as const;
  const rows = [...SPEC.matchAll(/^\| (`[^|]*(?:\\\|[^|]*)*`) +\| (yes| {3})  ?((?:\| (?:yes| {3}) ){5})\|/gm)];
  const cases = rows.flatMap(([, spellings = "", onBool = "", others = ""]) => {
    const marks = [onBool, ...others.split("|").slice(1)].map((mark) => mark.trim());
    const texts = [...spellings.replaceAll("\\|", "|").matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
    return texts.flatMap((text) => TYPES.map((type, index) => ({ text, type, exists: marks[index] === "yes" })));
  });

  test("has all its rows", () => {
    expect(rows.length).toBe(27);
  });

  test.each(cases)("$text on $type: $exists", ({ text, type, exists }) => {
    const expression = text.startsWith("Math.m") ? `${text}(a, b)` : text;
    const count = type === "i64" || type === "u64" ? "u64" : "u32";
    const parameters = `a: ${type}, b: ${type}, x: ${type}, n: ${count}, c: bool`;
    const program = withVocabulary(`export function f(${parameters}): void { const y = ${expression}; }`);
    // Nothing uses y: that is told only where nothing else is wrong.
    const codes = diagnosticsOf(program).map(({ code }) => code);
    const mistakes = new Set(codes.filter((code) => code !== "GN2015"));
    expect([...mistakes]).toEqual(exists ? [] : [expect.stringMatching(/GN20(10|11|16)/)]);
  });
});

describe("the table of diagnostics", () => {
  const rows = [...SPEC.matchAll(/^\| (GN\d{4}) \| (.*?) +\|$/gm)].map(([, code, title]) => [code, title]);

  test("is the compiler's", () => {
    expect(rows).toEqual([...DIAGNOSTICS].map(([code, { title }]) => [code, title.replaceAll("|", "\\|")]));
  });

  test("every code is mentioned in the rules, but for forms of syntax that need no rule of their own", () => {
    const rules = SPEC.slice(0, SPEC.indexOf("## Diagnostics"));
    const unmentioned = [...DIAGNOSTICS.keys()].filter((code) => !rules.includes(code) && !/GN1|GN6007/.test(code));
    expect(unmentioned).toEqual([]);
  });

  test("every code that the rules mention exists", () => {
    const mentioned = [...SPEC.matchAll(/GN\d{4}/g)].map(([code]) => code);
    expect(mentioned.filter((code) => !DIAGNOSTICS.has(code))).toEqual([]);
  });
});

test("the limits are the compiler's", () => {
  const limit = (what: string) =>
    Number(new RegExp(`^\\| ${what} +\\| ([\\d,]+)`, "m").exec(SPEC)?.[1]?.replaceAll(",", ""));
  expect(limit("characters of a file")).toBe(SOURCE_LENGTH_MAX);
  expect(limit("levels of nesting")).toBe(NESTING_DEPTH_MAX);
  const withArray = (type: string, length: number) =>
    diagnosticsOf(`export const values = new ${type}(${length});`).map(({ code }) => code);
  const elements = limit("elements of an array");
  expect(withArray("Uint8Array", elements)).toEqual([]);
  expect(withArray("Uint8Array", elements + 1)).toEqual(["GN4001"]);
  const bytes = limit("bytes of a variable");
  expect(withArray("Float32Array", bytes / 4)).toEqual([]);
  expect(withArray("Float32Array", bytes / 4 + 1)).toEqual(["GN4009"]);
});
