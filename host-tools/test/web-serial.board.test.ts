/**
 * The client in a real browser: headless Chromium opens a page that talks to a node over a port of the Web Serial API.
 * The same calls over the same program in this process give what has to come out.
 *
 * @packageDocumentation
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeProgram } from "../../hil-tests/boards/node-program.ts";
import { connect } from "../connect.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { instantiateNode } from "./node-program.ts";

const ROOT = join(import.meta.dirname, "../..");
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const browser = BROWSERS.find((name) => spawnSync(name, ["--version"]).status === 0);
let server: Server;
let origin = "";

beforeAll(async () => {
  const built = spawnSync(process.execPath, [join(ROOT, "setup/build.mjs")], { encoding: "utf8" });
  expect(built.status, built.stderr).toBe(0);
  server = createServer(({ url = "/" }, response) => {
    const body = contentOf(url);
    response.writeHead(body === null ? 404 : 200, {
      "content-type": url === "/" ? "text/html" : "text/javascript",
    });
    response.end(body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

afterAll(() => {
  server.close();
});

/** The package as it is built, the page's script, and the node's program. */
function contentOf(url: string): string | null {
  if (url === "/") return "<!doctype html><title>ganglion</title>";
  if (url === "/page.mjs") return readFileSync(join(import.meta.dirname, "browser/page.mjs"), "utf8");
  if (url === "/node.js") return nodeProgram().javascript;
  const path = normalize(url);
  return path.startsWith("/dist/") && path.endsWith(".js") ? readFileSync(join(ROOT, path), "utf8") : null;
}

interface Seen {
  readonly rasters: readonly (readonly number[])[];
  readonly nearest: unknown;
}

describe("a page in Chromium", { timeout: 60_000 }, () => {
  test.skipIf(browser === undefined)("talks to a board over Web Serial", async () => {
    const running = await chromium.launch({ executablePath: pathOf(browser), args: ["--no-sandbox"] });
    try {
      const page = await running.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(origin);
      const seen: unknown = await page.evaluate("import('/page.mjs').then(({ useBoard }) => useBoard())");
      expect(seen).toMatchObject({
        ...(await seenHere()),
        baud: 921_600,
        uniqueId: "0000000700000000",
        taken: "PORT_BUSY",
        failures: ["DISCONNECTED", "PORT_LOST"],
        // The board kept its memory while the cable was out.
        count: 3,
      });
      expect(errors).toEqual([]);
    } finally {
      await running.close();
    }
  });
});

async function seenHere(): Promise<Seen> {
  const identity = { chip: 1, buildId: [0, 0], uniqueId: [7, 0] } as const;
  await using board = await connect(
    new InProcessTransport({ name: "here", instantiate: instantiateNode, ...identity }),
  );
  await board.init(2);
  for (const vector of [
    [0.5, 1],
    [0.1, 0.2],
    [-1, 0.25],
  ]) {
    await board.insert(vector);
  }
  const nearest = await board.search([0.5, 0.9], 2);
  const rasters: number[][] = [];
  const queries = Array.from({ length: 20 }, (_, i) => [i / 20, 1]);
  for await (const { number, raster } of board.stream(queries, { ticks: 4 })) rasters.push([number, ...raster]);
  return { nearest, rasters };
}

function pathOf(name = ""): string {
  return spawnSync("which", [name], { encoding: "utf8" }).stdout.trim();
}

test("what a page imports needs nothing of Node", () => {
  const seen = new Set<string>();
  const pending = [join(ROOT, "dist/host-tools/browser.js")];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\b[^;]*?(?:from |import )"([^"]+)"/gm,
    )) {
      expect(from, file).toMatch(/^\./);
      pending.push(join(dirname(file), from));
    }
  }
  expect(seen.size).toBeGreaterThan(10);
});
