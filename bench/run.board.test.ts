/**
 * The bench runs: its help, a table for people and one for scripts, and what is wrong on its command line.
 *
 * @packageDocumentation
 */
import colors from "picocolors";
import { expect, test } from "vitest";
import { EXIT, type Terminal } from "../cli/terminal.ts";
import { runBench } from "./run.ts";

async function bench(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    print: (line) => out.push(line),
    report: (line) => err.push(line),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
    redraw: () => undefined,
    colors: colors.createColors(false),
  };
  const code = await runBench(args, terminal);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

test("help lists the tables", async () => {
  const { code, out } = await bench("--help");
  expect(out).toMatch(/Tables:\n {2}compile .*\n {2}rebuild .*\n {2}sizes /);
  expect(code).toBe(EXIT.ok);
});

test("a table", { timeout: 60_000 }, async () => {
  const { code, out } = await bench("limits");
  expect(out).toMatch(/core\.wasm, the 58 functions +[\d,]+ +8,000 +\d\.\d{3}/);
  expect(code).toBe(EXIT.ok);
});

test("the same as JSON, with every column", { timeout: 60_000 }, async () => {
  const { out } = await bench("compile", "--json");
  const { compile } = JSON.parse(out) as { compile: Record<string, number>[] };
  expect(compile.map(({ program }) => program)).toEqual(["hello", "core", "node"]);
  for (const row of compile) expect(Object.keys(row)).toEqual(expect.arrayContaining(["firstMs", "proveMs", "wasmMs"]));
});

test("a table that is not there", async () => {
  const { code, err } = await bench("speed");
  expect(err).toContain("Allowed choices are compile");
  expect(code).toBe(EXIT.usage);
});
