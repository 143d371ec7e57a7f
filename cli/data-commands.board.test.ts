/**
 * `ganglion insert`, `search`, `stream` and `tick`, over a real pseudo-terminal, and `emulate`, which makes one.
 *
 * @packageDocumentation
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { readVectors } from "../host-tools/vectors/vectors.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";
import { nodePort } from "./test/node-port.ts";

const port = nodePort();
const folder = scratchFolder();

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const labelled = (): string => file("labelled.csv", "x,y,label\n0.5,1,3\n0.1,0.2,4\n-1,0.25,5\n");

describe("insert and search", () => {
  test("an empty core is set up, and labels are the types of slots", async () => {
    const { code, out } = await ganglion("insert", "--port", port(), labelled(), "--clear");
    expect(out).toBe("inserted 3; the core holds 3 of 32, metric l2");
    expect(code).toBe(EXIT.ok);
    const found = await ganglion("search", "--port", port(), "0.5", "0.9", "-k", "2");
    expect(found.out.split("\n").map((line) => line.trim().split(/ +/))).toEqual([
      ["query", "rank", "slot", "type", "distance"],
      ["0", "1", "0", "3", "0.01"],
      ["0", "2", "1", "4", "0.65"],
    ]);
  });

  test("queries of a file, as JSON", async () => {
    const queries = file("queries.jsonl", "[0.5,1]\n[-1,0.25]\n");
    const { out } = await ganglion("search", "--port", port(), "--file", queries, "-k", "1", "--json");
    const answers = out.split("\n").map((line) => JSON.parse(line) as object);
    expect(answers).toMatchObject([
      { query: 0, neighbours: [{ index: 0, distance: 0 }] },
      { query: 1, neighbours: [{ index: 2, distance: 0 }] },
    ]);
  });

  test("a full core keeps what it got, and says so", async () => {
    const many = file("many.csv", Array.from({ length: 40 }, (_, i) => `${i / 40},${1 - i / 40}\n`).join(""));
    const { code, out, err } = await ganglion("insert", "--port", port(), many, "--clear", "--json");
    expect(JSON.parse(out)).toMatchObject({ inserted: 32, count: 32, capacity: 32, isFull: true });
    expect(err).toContain("all 32 slots hold a vector");
    expect(code).toBe(EXIT.device);
  });

  test("a mistake in the file does not lose what came before", async () => {
    const broken = file("broken.csv", "1,2\n3,four\n");
    const { code, out, err } = await ganglion("insert", "--port", port(), broken, "--clear");
    expect(out).toBe("inserted 1; the core holds 1 of 32, metric l2");
    expect(err).toContain(`${broken}, line 2, column 2: "four" is no number`);
    expect(code).toBe(EXIT.usage);
  });

  test.each<readonly [what: string, args: () => readonly string[], message: string]>([
    ["a file that is not there", () => ["insert", "--port", port(), join(folder, "none.csv")], "there is no file"],
    ["a format that nobody tells", () => ["insert", "--port", port(), file("vectors.bin", "x")], "tells no format"],
    ["a folder", () => ["insert", "--port", port(), folder, "--format", "csv"], "is a folder"],
    [
      "other dimensions",
      () => ["insert", "--port", port(), file("w.csv", "1,2,3\n")],
      "have 3 dimensions, and the core 2",
    ],
    [
      "another metric",
      () => ["insert", "--port", port(), file("m.csv", "1,2\n"), "--metric", "dot"],
      "the core's metric is l2",
    ],
    [
      "a label too large",
      () => ["insert", "--port", port(), file("l.csv", "label,x\n16,1\n")],
      "the label 16 does not fit",
    ],
    ["no vectors", () => ["insert", "--port", port(), file("empty.csv", "\n")], "holds no vectors"],
    ["no query", () => ["search", "--port", port()], "there is no query"],
    ["two kinds of queries", () => ["search", "--port", port(), "1", "--file", "x.csv"], "two kinds of queries"],
    ["a query of words", () => ["search", "--port", port(), "one"], "A query has finite numbers"],
    [
      "spikes in another format",
      () => ["stream", "--port", port(), labelled(), "--out", "spikes.csv"],
      "--out is a .npy file",
    ],
    ["too many ticks", () => ["stream", "--port", port(), labelled(), "--ticks", "17"], "from 1 to 16"],
    [
      "an injection without a current",
      () => ["tick", "--port", port(), "--inject", "3"],
      "Give a neuron and a current",
    ],
    ["time that runs backwards", () => ["tick", "--port", port(), "--dt", "-1"], "Give a number, 0 or more"],
  ])("is refused: %s", async (_, args, message) => {
    const { code, err } = await ganglion(...args());
    expect(err).toContain(message);
    expect(code).toBe(EXIT.usage);
  });
});

describe("stream and tick", () => {
  test("answers in order, and spikes as a file of NumPy's", async () => {
    await ganglion("insert", "--port", port(), labelled(), "--clear");
    const queries = file("stream.csv", "0.5,1\n0.1,0.2\n-1,0.25\n".repeat(10));
    const spikes = join(folder, "spikes.npy");
    const { code, out, err } = await ganglion(
      "stream",
      "--port",
      port(),
      queries,
      "--json",
      "--out",
      spikes,
      "--ticks",
      "4",
    );
    expect(code).toBe(EXIT.ok);
    expect(err).toMatch(/^30 queries in .* s, \d+ a second, [\d.]+ bytes each; spikes in /);
    const answers = out.split("\n").map((line) => JSON.parse(line) as { number: number; raster: number[] });
    expect(answers.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, number) => number));
    const rows: number[][] = [];
    const bytes = (async function* () {
      yield await Promise.resolve(readFileSync(spikes));
    })();
    for await (const { vector } of readVectors({ name: spikes, bytes, format: "npy" })) rows.push([...vector]);
    expect(rows).toEqual(answers.map(({ raster }) => raster));
  });

  test("an empty core has nothing to search", async () => {
    await ganglion("call", "--port", port(), "init", "2", "0", "0");
    const { code, err } = await ganglion("stream", "--port", port(), labelled());
    expect(err).toContain("the core holds no vectors");
    expect(code).toBe(EXIT.usage);
  });

  test("ticks show who fires", async () => {
    await ganglion("insert", "--port", port(), labelled(), "--clear");
    const { out, err } = await ganglion("tick", "--port", port(), "--inject", "1:1.5", "--count", "2");
    expect(out.split("\n")).toEqual([
      "     0  .|...... ........ ........ ........  1",
      "     1  ........ ........ ........ ........",
    ]);
    expect(err).toBe("2 ms, 1 spike");
  });
});

describe("spikes and log", () => {
  test("rows of a free run, which stands still afterwards", async () => {
    await ganglion("insert", "--port", port(), labelled(), "--clear");
    const { code, out } = await ganglion("spikes", "--port", port(), "--count", "3", "--period", "1", "--dt", "0.5");
    expect(code).toBe(EXIT.ok);
    const times = out.split("\n").map((line) => Number(line.trim().split(/ +/)[0]));
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 0.5, 1]);
    const [before, after] = [await ganglion("info", "--port", port()), await ganglion("info", "--port", port())];
    expect(before.code + after.code).toBe(EXIT.ok);
  });

  test("membranes in view, and JSON", async () => {
    const watched = await ganglion("spikes", "--port", port(), "--count", "4", "--period", "1", "--watch");
    expect(watched.out).toMatch(/ 0 \[.{20}\] {3}\d\.\d{3} {4}16 \[/);
    const { out } = await ganglion("spikes", "--port", port(), "--count", "1", "--json");
    expect(JSON.parse(out)).toMatchObject({ fired: 0, spikes: 0, lost: 0 });
  });

  test("the log's first line", async () => {
    const { out } = await ganglion("log", "--port", port(), "--count", "1");
    expect(out).toMatch(/^ +\d+\.\d{3} {2}info {5}the board was started by power$/);
  });
});

test("bench measures the line, and queries where there are vectors", async () => {
  await ganglion("call", "--port", port(), "init", "2", "0", "0");
  const empty = await ganglion("bench", "--port", port(), "--count", "20");
  expect(empty.out).toContain("the core holds no vectors");
  await ganglion("insert", "--port", port(), labelled());
  const { code, out } = await ganglion("bench", "--port", port(), "--count", "20", "--json");
  expect(code).toBe(EXIT.ok);
  const figures = JSON.parse(out) as {
    queriesPerSecond: number;
    bytesPerSecond: number;
    roundTripMs: { median: number };
  };
  for (const figure of [figures.queriesPerSecond, figures.bytesPerSecond, figures.roundTripMs.median]) {
    expect(figure).toBeGreaterThan(0);
  }
});

describe("snapshot", () => {
  test("what is saved is brought back, and what is damaged is refused", async () => {
    await ganglion("insert", "--port", port(), labelled(), "--clear");
    const path = join(folder, "core.gngs");
    expect((await ganglion("snapshot", "save", path, "--port", port())).out).toMatch(
      /^saved 3 vectors, [\d,]+ bytes: /,
    );
    await ganglion("call", "--port", port(), "init", "2", "0", "0");
    const { code, out } = await ganglion("snapshot", "restore", path, "--port", port(), "--json");
    expect(JSON.parse(out)).toMatchObject({ vectors: 3 });
    expect(code).toBe(EXIT.ok);
    expect((await ganglion("search", "--port", port(), "0.5", "1", "-k", "1", "--json")).out).toContain('"index":0');
    const damaged = readFileSync(path);
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    const refused = await ganglion("snapshot", "restore", path, "--port", port());
    expect(refused.err).toContain("it is damaged");
    expect(refused.code).toBe(EXIT.device);
    const missing = await ganglion("snapshot", "restore", join(folder, "none"), "--port", port());
    expect(missing.err).toContain("cannot be read");
    expect(missing.code).toBe(EXIT.usage);
  });
});

test("emulate serves a board until Ctrl-C, and leaves nothing behind", { timeout: 120_000 }, async () => {
  const link = join(folder, "board");
  const main = join(import.meta.dirname, "main.ts");
  const args = ["--import", import.meta.resolve("tsx"), main, "emulate", "process", "--link", link];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  try {
    expect((await lines.next()).value).toBe(link);
    expect((await ganglion("insert", "--port", link, labelled())).out).toContain("inserted 3");
    // What one command stored, the next one finds.
    expect((await ganglion("search", "--port", link, "0.5", "1", "-k", "1", "--json")).out).toContain('"index":0');
  } finally {
    child.kill("SIGINT");
  }
  expect(await ended).toBe(EXIT.ok);
  expect(existsSync(link)).toBe(false);
});
