/**
 * docs/driver.md names every class of error with its code, and no other.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as errors from "../errors.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/driver.md"), "utf8");
const source = readFileSync(join(import.meta.dirname, "../errors.ts"), "utf8");

/** Classes that others extend and nobody throws. */
const FAMILIES: readonly string[] = ["GanglionError", "TransportError", "UnfinishedCallError"];

test("every error has its row", () => {
  const rows = [...page.matchAll(/^\| `(\w+Error)` +\| (?:`([A-Z_]+)`|by its cause) +\|/gm)];
  const wanted = Object.keys(errors).filter((name) => !FAMILIES.includes(name));
  expect(rows.map(([, name]) => name).toSorted()).toEqual(wanted.toSorted());
  for (const [, name = "", code] of rows) {
    const text = source.slice(source.indexOf(`class ${name} `)).split("\nexport class")[0] ?? "";
    if (code !== undefined) expect(text, name).toContain(`"${code}"`);
  }
});
