/**
 * `ganglion nir`: what it prints and writes, and what it says of files and options that are wrong.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { ENGINE_MOST } from "../host-tools/nir/import-nir.ts";
import { nirFile } from "../host-tools/test/nir/nir-file.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

// Starting a thread for each of many small files takes longer than all the rest; damaged.board.test.ts does it.
vi.mock(import("../host-tools/nir/hdf5.ts"), async () => ({
  readHdf5: (await import("../host-tools/nir/hdf5-tree.ts")).readTree,
}));

const folder = scratchFolder();
const DATA = join(import.meta.dirname, "../host-tools/test/nir/data");
const LIF = join(DATA, "lif_norse.nir");
const BRAILLE = join(DATA, "braille_noDelay_bias_zero.nir");
const OUT = join(folder, "out.mnir");

test("a table tells what becomes of each node", async () => {
  const { code, out } = await ganglion("nir", BRAILLE, "--inspect");
  expect(code).toBe(EXIT.ok);
  expect(out).toBe(`node        type     takes  becomes
input       Input       12  neurons 0-11, which the host makes fire
fc1         Affine      12  weights of synapses, constant currents
lif1.lif    CubaLIF     38  neurons 12-49, with 1,900 synapses
lif1.w_rec  Affine      38  weights of synapses, constant currents
fc2         Affine      38  weights of synapses, constant currents
lif2        CubaLIF      7  neurons 50-56, with 266 synapses
output      Output       7  spikes of neurons 50-56

57 neurons, 2,166 synapses, longest delay 0 steps of 0.1 ms; 26,748 bytes`);
});

test("the other types of nodes are in it, too", async () => {
  const file = join(folder, "all.nir");
  const model = {
    nodes: {
      input: { type: "Input", shape: [2] },
      flat: { type: "Flatten", start_dim: 0, end_dim: -1 },
      late: { type: "Delay", delay: [0.001, 0] },
      scale: { type: "Scale", scale: [2, 3] },
      li: { type: "LI", tau: [0.01, 0.01], r: [1, 1], v_leak: [0, 0] },
      gate: { type: "Threshold", threshold: [0.5, 0.5] },
      output: { type: "Output", shape: [2] },
      potential: { type: "Output", shape: [2] },
    },
    edges: [
      ...([
        ["input", "flat"],
        ["flat", "late"],
        ["late", "scale"],
        ["scale", "li"],
        ["li", "gate"],
      ] as const),
      ...([
        ["gate", "output"],
        ["li", "potential"],
      ] as const),
    ],
  };
  writeFileSync(file, await nirFile(model));
  const { out } = await ganglion("nir", file, "--inspect");
  for (const line of [
    /^flat +Flatten +any +nothing: it passes on what it gets$/m,
    /^late +Delay +2 +delays of synapses$/m,
    /^scale +Scale +2 +factors of weights$/m,
    /^li +LI +2 +neurons 2-3, with 2 synapses$/m,
    /^gate +Threshold +2 +the threshold of li$/m,
    /^output +Output +2 +spikes of neurons 2-3$/m,
    /^potential +Output +2 +potentials of neurons 2-3$/m,
    /^4 neurons, 2 synapses, longest delay 10 steps of 0\.1 ms; \d+ bytes$/m,
  ]) {
    expect(out).toMatch(line);
  }
});

test("--out writes the file, --json says what is in it", async () => {
  const { code, out } = await ganglion("nir", LIF, "--out", OUT, "--method", "euler", "--json");
  expect(code).toBe(EXIT.ok);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    file: OUT,
    bytes: 168,
    stepMs: 0.1,
    needs: { neurons: 2, synapses: 1, delaySlots: 1 },
    room: { neurons: 32, synapses: 256, delaySlots: 32 },
    inputs: [{ name: "input", neurons: [0] }],
    outputs: [{ name: "output", read: "spikes", neurons: [1] }],
  });
  const bytes = readFileSync(OUT);
  expect([bytes.length, bytes.toString("latin1", 0, 4), bytes.readFloatLE(8)]).toEqual([168, "MNIR", Math.fround(0.1)]);
});

test("the room is that of the program as it is set", async () => {
  const small = await ganglion("nir", BRAILLE, "--out", join(folder, "none.mnir"));
  expect(small.code).toBe(EXIT.usage);
  expect(small.err).toContain("the network needs 57 neurons where there are 32, 2166 synapses where there are 256");
  expect(small.err).toContain("`--set NEURONS=57 --set SYNAPSES=2176`");
  expect(existsSync(join(folder, "none.mnir"))).toBe(false);
  const settings = ["--set", "NEURONS=57", "--set", "SYNAPSES=2176"];
  expect(await ganglion("nir", BRAILLE, "--out", OUT, ...settings)).toMatchObject({ code: EXIT.ok, err: "" });
});

test.each<[args: string[], code: number, sentence: string]>([
  [[LIF], EXIT.usage, "there is nowhere to write to"],
  [[join(folder, "none.nir"), "--inspect"], EXIT.usage, "there is no file"],
  [[folder, "--inspect"], EXIT.usage, "is no NIR file"],
  [["/dev/zero", "--inspect"], EXIT.usage, "is no NIR file"],
  [[join(DATA, "README.md"), "--inspect"], EXIT.usage, "the file is no HDF5 file, or is damaged"],
  [[LIF, "--inspect", "--dt", "0"], EXIT.usage, "Give milliseconds, 0.001 to 1000."],
  [[LIF, "--inspect", "--dt", "soon"], EXIT.usage, "Give milliseconds, 0.001 to 1000."],
  [[LIF, "--inspect", "--dt", "5", "--method", "euler"], EXIT.usage, 'node "1" (LIF): attribute "tau" is 2.4'],
  [[LIF, "--inspect", "--method", "magic"], EXIT.usage, "Allowed choices are exact, euler."],
  [[LIF, "--inspect", "--time-unit", "h"], EXIT.usage, "Allowed choices are s, ms."],
  [[LIF, "--inspect", "--set", "NEURONS=0"], EXIT.failed, "GN5013"],
  [[LIF, "--inspect", "--program", "firmware-src/core.ts"], EXIT.usage, "firmware-src/core.ts has no spiking engine"],
  [[LIF, "--inspect", "--program", "none.ts"], EXIT.usage, "there is no file 'none.ts'"],
  [[LIF, "--out", "/proc/ganglion/x"], EXIT.usage, "cannot write"],
  [[], EXIT.usage, "missing required argument"],
])("nir %j ends with %i: %s", async (args, code, sentence) => {
  const ran = await ganglion("nir", ...args);
  expect(ran.err).toContain(sentence);
  expect(ran.err).not.toMatch(/internal error|^ +at .*:\d+:\d+\)?$/m);
  expect(ran).toMatchObject({ code, out: "" });
});

test("the greatest room is that of the options of the program", () => {
  const text = readFileSync(join(import.meta.dirname, "../firmware-src/spiking/sizes.ts"), "utf8");
  const most = (option: string): number =>
    Number(new RegExp(`@range \\d+ to (\\d+)[^@]*export const ${option} `).exec(text)?.[1]);
  expect(ENGINE_MOST).toEqual({
    neurons: most("NEURONS"),
    synapses: most("SYNAPSES"),
    delaySlots: most("DELAY_SLOTS"),
  });
});
