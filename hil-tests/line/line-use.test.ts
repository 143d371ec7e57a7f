/**
 * docs/wire.md says how much of a line a stream of queries uses, and it is so.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lineUse } from "./line-use.ts";

const PAGE = join(import.meta.dirname, "../../docs/wire.md");

/** As in the table of docs/wire.md: baud, latency, and the share of the line that the board's slots can use. */
const ROWS = [...readFileSync(PAGE, "utf8").matchAll(/^\| ([\d,]+) +\| (\d+) ms +\| (\d\.\d\d) +\|/gm)].map(
  ([, baud = "", latency = "", use = ""]) => [Number(baud.replace(/,/g, "")), Number(latency), Number(use)] as const,
);

test("the page has a row for each speed and latency", () => {
  expect(ROWS).toHaveLength(6);
});

test.each(ROWS)(
  "at %d baud with %d ms of latency, the share of the line that is used is %d",
  async (baud, latency, use) => {
    expect(Math.round(100 * (await lineUse(baud, latency))) / 100).toBe(use);
  },
);
