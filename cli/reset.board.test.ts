/**
 * `ganglion reset` over a real pseudo-terminal, at whose other end the node's program runs in this process.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { EXIT } from "./terminal.ts";
import { ganglion } from "./test/ganglion.ts";
import { nodePort } from "./test/node-port.ts";

const port = nodePort();

test("ganglion reset starts the board anew and waits until it is back", async () => {
  await ganglion("call", "--port", port(), "init", "4", "0", "7");
  expect((await ganglion("info", "--port", port())).out).toMatch(/started by +power on\n/);
  const { code, out, err } = await ganglion("reset", "--port", port());
  expect({ code, err }).toEqual({ code: EXIT.ok, err: "" });
  expect(out).toBe(`the board on ${port()} is back: started by software, firmware 0.1.0`);
  const info = await ganglion("info", "--port", port());
  expect(info.out).toMatch(/started by +software\n/);
  expect(info.out).toContain("not initialised");
  const json = await ganglion("reset", "--port", port(), "--json");
  expect(JSON.parse(json.out)).toEqual({ port: port(), resetReason: "software", firmwareVersion: "0.1.0" });
});

test("a port where nobody answers", async () => {
  const { code, err } = await ganglion("reset", "--port", "/dev/null/none");
  expect(code).toBe(EXIT.device);
  expect(err).toContain("/dev/null/none");
});
