/**
 * `ganglion doctor` as a user meets it: on this machine, with a port that is not there.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { CHECKS } from "../host-tools/doctor/checks.ts";
import { CHIPS } from "../targets/chips.ts";
import { EXIT } from "./terminal.ts";
import { ganglion } from "./test/ganglion.ts";

test("every check is told, the port that was named is missed, and the exit code says so", async () => {
  const { code, out } = await ganglion("doctor", "/dev/ganglion-none", "--json");
  const rows = out.split("\n").map((line) => JSON.parse(line) as { check: string; state: string; what: string });
  expect(code).toBe(EXIT.failed);
  expect(new Set(rows.map(({ check }) => check))).toEqual(
    new Set([...CHECKS.map(({ name }) => name), ...CHIPS.map(({ name }) => `build ${name}`), "answer"]),
  );
  const said = (name: string): unknown => rows.find(({ check }) => check === name);
  expect(said("port")).toMatchObject({ state: "problem", what: "there is no /dev/ganglion-none" });
  expect(said("answer")).toMatchObject({ state: "problem", what: "there is no port /dev/ganglion-none" });
});

test("a person reads a line a finding, and below a problem what to do", async () => {
  const { out } = await ganglion("doctor", "/dev/ganglion-none");
  expect(out).toMatch(/^ok {7}node {11}Node \d+\.\d+\.\d+$/m);
  expect(out).toMatch(/^problem {2}port {11}there is no \/dev\/ganglion-none\n {24}\S/m);
});
