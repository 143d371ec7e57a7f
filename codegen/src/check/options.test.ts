/**
 * What a build can set, and what it is told when it cannot.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { compile } from "../compile.ts";
import type { Settings } from "./options.ts";

const FILES: Readonly<Record<string, string>> = {
  "lib/types.ts": "export type u32 = number;",
  "app/main.ts": `
    import type { u32 } from "../lib/types.ts";
    import { COUNT, LINKS } from "./limits.ts";
    import { PERIOD, SHIFT } from "./clock.ts";
    const values = new Uint32Array(COUNT);
    export function f(i: u32): u32 { return i < COUNT ? values[i] + LINKS : PERIOD + SHIFT; }
    export function length(): u32 { return values.length; }
    export function links(): u32 { return LINKS; }
  `,
  "app/limits.ts": `
    import { MANY } from "./many.ts";
    /** @option @range 4 to 64 by 4 */
    export const COUNT = 8;
    /**
     * Follows from COUNT, unless it is set.
     * @option
     */
    export const LINKS = COUNT > MANY ? 12 : 6;
    /** @option */
    export const PERIOD = 1;
  `,
  "app/many.ts": "export const MANY = 32;",
  "app/clock.ts": `
    /** @option */
    export const PERIOD = 20;
    export const SHIFT = 3;
  `,
};

describe("a setting", () => {
  test("is the value from which the rest is computed", async () => {
    expect(await lengthAndLinks({})).toEqual([8, 6]);
    expect(await lengthAndLinks({ COUNT: 64 })).toEqual([64, 12]);
    expect(await lengthAndLinks({ COUNT: 64, LINKS: 5 })).toEqual([64, 5]);
    expect(await lengthAndLinks({ "limits.COUNT": 12 })).toEqual([12, 6]);
  });

  test.each<[Settings, string]>([
    [{ COUNTS: 8 }, "GN5012 there is no option `COUNTS`; did you mean `COUNT`? the program has COUNT, LINKS, PERIOD"],
    [{ SHIFT: 8 }, "GN5012 there is no option `SHIFT`; the program has COUNT, LINKS, PERIOD"],
    [{ PERIOD: 8 }, "GN5012 more than one module has an option `PERIOD`; write `limits.PERIOD` or `clock.PERIOD`"],
    [{ COUNT: 68 }, "GN5013 `COUNT` cannot be 68; it takes whole numbers from 4 to 64 by 4"],
    [{ COUNT: 0 }, "GN5013 `COUNT` cannot be 0; it takes whole numbers from 4 to 64 by 4"],
    [{ COUNT: 10 }, "GN5013 `COUNT` cannot be 10; it takes whole numbers from 4 to 64 by 4"],
    [{ COUNT: 4.5 }, "GN5013 `COUNT` cannot be 4.5; it takes whole numbers from 4 to 64 by 4"],
    [{ LINKS: NaN }, "GN5013 `LINKS` cannot be NaN; it takes a whole number"],
  ])("%o is refused", (set, expected) => {
    const { diagnostics, outputs } = compiled(set);
    expect(diagnostics.map(({ code, message, remedy }) => `${code} ${message}; ${remedy}`)).toEqual([expected]);
    expect(outputs.size).toBe(0);
  });

  test("that fits the range and not the type is refused where it is declared", () => {
    expect(compiled({ LINKS: -1 }).diagnostics.map(({ code }) => code)).toContain("GN2008");
  });
});

test("a build with SIMD sets the option of that name, if there is one and it is not set", () => {
  const source = `
    import type { u32 } from "ganglion/types";
    /** @option */
    export const SIMD: u32 = 0;
    export function simd(): u32 {
      return SIMD;
    }
  `;
  const told = (set: Settings, simd: boolean): string => {
    const host = { read: () => source };
    const { outputs, diagnostics } = compile({ host, entry: "main.ts", targets: ["js"], options: { set, simd } });
    expect(diagnostics).toEqual([]);
    return /const SIMD = (\d)/.exec(String(outputs.get("main.js")))?.[1] ?? "";
  };
  expect([told({}, false), told({}, true), told({ SIMD: 0 }, true), told({ SIMD: 1 }, false)]).toEqual([
    "0",
    "1",
    "0",
    "1",
  ]);
  expect(compiled({}, true).diagnostics).toEqual([]);
});

function compiled(set: Settings, simd = false) {
  const host = { read: (path: string) => FILES[path] ?? null };
  return compile({ host, entry: "app/main.ts", targets: ["js"], options: { set, simd } });
}

async function lengthAndLinks(set: Settings): Promise<[unknown, unknown]> {
  const { outputs, diagnostics } = compiled(set);
  expect(diagnostics).toEqual([]);
  const text = String(outputs.get("main.js"));
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
    instantiate: (externs: object) => { length: () => number; links: () => number };
  };
  const { length, links } = module.instantiate({});
  return [length(), links()];
}
