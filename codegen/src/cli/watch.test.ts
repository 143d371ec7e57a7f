/**
 * Watching: no change is missed, nothing else is one, and nothing is left behind.
 *
 * @packageDocumentation
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchFiles, type Watched } from "./watch.ts";

let folder = "";
let controller = new AbortController();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ganglion-watch-"));
  controller = new AbortController();
  write("main.ts", "1");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function path(name: string): string {
  return join(folder, name);
}

function write(name: string, text: string): void {
  mkdirSync(join(path(name), ".."), { recursive: true });
  writeFileSync(path(name), text);
}

/** A change, and what the files read as in the round that it causes. */
type Step = readonly [change: () => void, seen: readonly (string | null)[]];

/** Makes each change when the round before it is over, and ends when the last has been seen. */
async function watchThrough(names: readonly string[], steps: readonly Step[]): Promise<void> {
  const rounds: (string | null)[][] = [];
  const work = (files: Watched): Promise<void> => {
    rounds.push(names.map((name) => files.read(path(name))));
    const step = steps[rounds.length - 1];
    if (step === undefined) controller.abort(new Error("done"));
    else setTimeout(step[0], 5);
    return Promise.resolve();
  };
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("done");
  expect(rounds.slice(1)).toEqual(steps.map(([, seen]) => seen));
}

test("a file that is written, replaced, removed and made again causes a round each time", async () => {
  await watchThrough(
    ["main.ts"],
    [
      [() => write("main.ts", "2"), ["2"]],
      [
        () => {
          write("main.ts~", "3");
          renameSync(path("main.ts~"), path("main.ts"));
        },
        ["3"],
      ],
      [() => rmSync(path("main.ts")), [null]],
      [() => write("main.ts", "4"), ["4"]],
    ],
  );
});

test("a file that is missing at first counts when it appears, even in a folder that is new", async () => {
  await watchThrough(
    ["main.ts", "lib/part.ts"],
    [
      [() => write("lib/part.ts", "a"), ["1", "a"]],
      [() => rmSync(path("lib"), { recursive: true }), ["1", null]],
      [() => write("lib/part.ts", "b"), ["1", "b"]],
    ],
  );
});

test("a change during the work is seen after it", async () => {
  const seen: (string | null)[] = [];
  const work = (files: Watched): Promise<void> => {
    seen.push(files.read(path("main.ts")));
    if (seen.length === 1) write("main.ts", "2");
    else controller.abort(new Error("done"));
    return Promise.resolve();
  };
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("done");
  expect(seen).toEqual(["1", "2"]);
});

test("a new name in a folder that was looked at is a change", async () => {
  let rounds = 0;
  const work = (files: Watched): Promise<void> => {
    files.look(folder);
    rounds++;
    if (rounds === 1) setTimeout(() => write("other.ts", ""), 5);
    else controller.abort(new Error("done"));
    return Promise.resolve();
  };
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("done");
});

test("saving the same text, or another file, is none", async () => {
  let rounds = 0;
  const work = (files: Watched): Promise<void> => {
    rounds++;
    files.read(path("main.ts"));
    setTimeout(() => write("main.ts", "1"), 5);
    setTimeout(() => write("other.ts", "2"), 10);
    setTimeout(() => controller.abort(new Error("done")), 150);
    return Promise.resolve();
  };
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("done");
  expect(rounds).toBe(1);
});

test("what cannot be read as text is thrown, and watched", async () => {
  const seen: string[] = [];
  const work = (files: Watched): Promise<void> => {
    try {
      seen.push(files.read(path("main.ts")) ?? "none");
    } catch (error) {
      seen.push(String(error));
    }
    if (seen.length === 1) setTimeout(() => writeFileSync(path("main.ts"), Uint8Array.of(0xff)), 5);
    if (seen.length === 2) setTimeout(() => write("main.ts", "2"), 5);
    if (seen.length === 3) controller.abort(new Error("done"));
    return Promise.resolve();
  };
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("done");
  expect(seen).toEqual(["1", expect.stringContaining("is not UTF-8 text"), "2"]);
});

test("a fired signal ends it before any work", async () => {
  controller.abort(new Error("early"));
  const work = (): Promise<void> => Promise.reject(new Error("worked"));
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("early");
});

test("a signal ends the waiting", async () => {
  const work = (files: Watched): Promise<void> => {
    files.read(path("main.ts"));
    setTimeout(() => controller.abort(new Error("done")), 20);
    return Promise.resolve();
  };
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("done");
});

test("a file that is written in steps causes one round, when it is whole", async () => {
  const seen: (string | null)[] = [];
  const work = async (files: Watched): Promise<void> => {
    seen.push(files.read(path("main.ts")));
    if (seen.length === 2) controller.abort(new Error("done"));
    await Promise.resolve();
    setTimeout(() => write("main.ts", ""), 5);
    setTimeout(() => write("main.ts", "half"), 25);
    setTimeout(() => write("main.ts", "whole"), 45);
  };
  await expect(watchFiles(work, { signal: controller.signal, settleMs: 300 })).rejects.toThrow("done");
  expect(seen).toEqual(["1", "whole"]);
});

test("an error of the work ends it", async () => {
  const work = (): Promise<void> => Promise.reject(new Error("broken"));
  await expect(watchFiles(work, { signal: controller.signal })).rejects.toThrow("broken");
});
