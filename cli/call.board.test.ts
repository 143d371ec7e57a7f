/**
 * `ganglion call` over a real pseudo-terminal, at whose other end the node's program runs in this process.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { EXIT } from "./terminal.ts";
import { ganglion, type Ran } from "./test/ganglion.ts";
import { nodePort } from "./test/node-port.ts";

const port = nodePort();

function call(...args: string[]): Promise<Ran> {
  return ganglion("call", "--port", port(), ...args);
}

describe("ganglion call", () => {
  test("lists the methods that the board tells of", async () => {
    const { code, out } = await call();
    expect(code).toBe(EXIT.ok);
    expect(out).toContain("search(query f32[16], k u8) -> answer Neighbours");
    expect(out).toContain("The k nearest vectors.");
    const json = JSON.parse((await call("--json")).out) as { readonly methods: readonly unknown[] };
    expect(json.methods).toHaveLength(23);
  });

  test("calls them by name, with arguments in JSON", async () => {
    expect(await call("init", "4", "0", "7")).toEqual({ code: EXIT.ok, out: "null", err: "" });
    expect((await call("insert", "[0.5, 1]")).out).toBe("0");
    expect((await call("insert", "[0.5, 2]")).out).toBe("1");
    const { out } = await call("search", "[0.5, 1]", "4", "--json");
    expect(JSON.parse(out)).toEqual({
      records: [
        { index: 0, core: 7, indexHigh: 0, flags: 0, distance: 0 },
        { index: 1, core: 7, indexHigh: 0, flags: 0, distance: 1 },
      ],
    });
    expect(JSON.parse((await call("describe", "--json")).out)).toMatchObject({ count: 2, coreId: 7, capacity: 32 });
    expect(JSON.parse((await call("query", "[0.5, 1]", "1", "4", "1", "2", "--json")).out)).toMatchObject({
      raster: [1, 0],
    });
  });

  test.each<readonly [string, string[], number, string]>([
    ["a method that is not there", ["serach", "[1]", "1"], EXIT.usage, "no method serach"],
    ["an argument too few", ["search", "[1]"], EXIT.usage, "search takes 2 arguments, and 1 are given"],
    ["no JSON", ["search", "[1", "1"], EXIT.usage, "query is no JSON"],
    ["an argument out of range", ["search", "[1]", "17"], EXIT.usage, "k is 17"],
  ])("says what is wrong: %s", async (_, args, exit, message) => {
    const { code, err } = await call(...args);
    expect(err).toContain(message);
    expect(code).toBe(exit);
  });
});
