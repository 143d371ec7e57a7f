/**
 * Models that others have published, and a run of one that others have recorded.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Engine, enginesUnderTest, enginesWith, KIND } from "../../../firmware-src/test/engines.ts";
import { importNir, type ImportOptions, settingsFor } from "../../nir/import-nir.ts";
import { compareImported, load, stepEngine } from "./drive.ts";
import { modelOf } from "./nir-file.ts";
import { randomSpikes } from "./random.ts";

// Starting a thread for each of many small files takes longer than all the rest; damaged.board.test.ts does it.
vi.mock(import("../../nir/hdf5.ts"), async () => ({ readHdf5: (await import("../../nir/hdf5-tree.ts")).readTree }));

const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, "data", name)));

describe.each(enginesUnderTest())("lif_norse.nir, $name", ({ name, create }) => {
  const engine = create();
  const recorded = new TextDecoder()
    .decode(read("lif_norse.csv"))
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));

  test("with Euler's method, it does in each step what Norse has recorded", async () => {
    const model = await importNir(read("lif_norse.nir"), { method: "euler" });
    load(engine, model);
    // What goes in acts in the next step, in Norse in the same.
    stepEngine(engine, model, { input: [recorded[0]?.[0] ?? NaN] });
    let spikes = 0;
    for (const [k, [, potential = NaN, spike]] of recorded.entries()) {
      const fired = stepEngine(engine, model, { input: [recorded[k + 1]?.[0] ?? 0] });
      expect(fired.has(1), `step ${k}`).toBe(spike === 1);
      if (spike === 1) spikes++;
      const error = name.includes("fixed") ? 5e-5 : 1e-7;
      expect(Math.abs(engine.net_get(1, KIND.potential) - potential), `step ${k}`).toBeLessThan(error);
    }
    expect([recorded.length, spikes]).toEqual([1000, 4]);
  });
});

describe.each<[string, number, ImportOptions]>([
  ["braille_noDelay_bias_zero.nir", 57, {}],
  ["braille_noDelay_noBias_subtract.nir", 59, { reset: "subtract" }],
])("%s", (file, neurons, options) => {
  let engines: readonly { readonly name: string; readonly engine: Engine }[] = [];

  beforeAll(async () => {
    const { needs } = await importNir(read(file), { limits: null });
    expect(needs).toMatchObject({ neurons, delaySlots: 1 });
    engines = await enginesWith(settingsFor(needs));
  });

  test.each(["euler", "exact"] as const)("method %s: its neurons fire as the equations say", async (method) => {
    const all = { ...options, method, limits: null };
    const imported = await importNir(read(file), all);
    const model = await modelOf(read(file));
    const inputs = randomSpikes(256, { input: 12 }, 0.1);
    const [one, other] = engines.map(({ engine }) => compareImported(engine, imported, model, inputs, all));
    expect(one).toEqual(other);
    expect(one?.steps).toBe(256);
    expect(one?.spikes).toBeGreaterThan(100);
  });
});
