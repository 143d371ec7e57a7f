/**
 * docs/wire.md says what the code does: its tables are held against the code's own.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as frame from "../../firmware-src/wire/frame.ts";
import { HELLO_BYTES, IDENTITY_BYTES, SLOTS } from "../../firmware-src/wire/link.ts";
import * as refusals from "../../firmware-src/wire/refusals.ts";
import { TRIES } from "../session/calls.ts";

const page = readFileSync(new URL("../../docs/wire.md", import.meta.url), "utf8");

/** First two cells of each row whose first cell is a number. */
const numbered = [...page.matchAll(/^\| (\d+) +\| ([A-Z_]+) +\|/gm)].map(([, number, name]) => [name, Number(number)]);

test("every code of an ERROR frame, and no other", () => {
  expect(numbered.filter(([name]) => String(name) in refusals)).toEqual(
    Object.entries(refusals).sort((a, b) => a[1] - b[1]),
  );
});

test("every type of frame", () => {
  const types = numbered.filter(([name]) => !(String(name) in refusals));
  expect(types).toHaveLength(11);
  for (const [name, number] of types) expect(frame).toHaveProperty(String(name), number);
});

test("the sizes and limits", () => {
  expect(page).toContain(`HELLO, ${HELLO_BYTES} bytes`);
  expect(page).toContain(`HELLO_ACK, ${IDENTITY_BYTES} bytes`);
  expect(page).toContain(`ERROR, ${frame.ERROR_BYTES} bytes`);
  expect(page).toContain(`n = 0..${frame.PAYLOAD_BYTES_MAX}`);
  expect(page).toContain(`12..${frame.FRAME_BYTES_MAX} bytes`);
  expect(page).toContain(`${frame.OVERHEAD_BYTES}..${frame.LINE_BYTES_MAX} bytes`);
  expect(page).toContain(`\`slots\` is ${SLOTS}.`);
  expect(TRIES).toBe(3);
  expect(page).toContain("After three tries");
});
