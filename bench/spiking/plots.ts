/**
 * Draws what the spiking engine does, for docs/core.md:
 *
 *     npx tsx bench/spiking/plots.ts
 *
 * Everything in the drawings is read from runs of the compiled engine, which are the same every time: membrane
 * potentials of a neuron that is driven by two sources, the spikes of a small network, and how much a pair of spikes
 * changes a weight.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuiltCore } from "../recall/core.ts";
import { chart, type Series } from "./chart.ts";

/** Numbers of parameters and inputs; see firmware-src/spiking. */
const THRESHOLD = 4;
const SYNAPTIC_TIME = 1;
const CURRENT_INPUT = 1;
const SPIKE = 2;
const POTENTIAL = 0;

const STEP_MS = 0.1;

write("spiking-potential", drawPotential());
write("spiking-raster", drawRaster());
write("spiking-plasticity", drawPlasticity());

/** A neuron that two sources drive, one over a delay of 3 ms and twice as strong. */
function drawPotential(): string {
  const engine = begin();
  const steps = 1200;
  const [early, late] = [engine.call("syn_add", 1, 0, 1.5, 0, 0), engine.call("syn_add", 2, 0, 3, 30, 0)];
  if (early !== 0 || late !== 1) throw new Error("plots: there are no synapses");
  const potential: [number, number][] = [];
  const current: [number, number][] = [];
  for (let step = 0; step < steps; step++) {
    if (step % 110 === 50) engine.call("net_input", 1, SPIKE, 0);
    if (step % 230 === 100) engine.call("net_input", 2, SPIKE, 0);
    engine.call("net_step");
    potential.push([step * STEP_MS, engine.call("net_get", 0, POTENTIAL)]);
    current.push([step * STEP_MS, engine.call("net_get", 0, CURRENT_INPUT) / 8]);
  }
  const spikes = engine.takeSpikes().filter(([, neuron]) => neuron === 0);
  return chart({
    title: "Membrane potential and synaptic current of a driven neuron",
    x: { label: "ms", least: 0, most: steps * STEP_MS, ticks: [0, 20, 40, 60, 80, 100, 120] },
    y: { label: "potential", least: -0.05, most: 1.25, ticks: [0, 0.5, 1] },
    series: [
      { name: "potential", form: "line", points: potential },
      { name: "current / 8", form: "line", points: current },
      { name: "spikes", form: "ticks", points: spikes.map(([step]) => [step * STEP_MS, 1.15]) },
    ],
  });
}

/** A ring of 32 neurons: each excites the two after it and inhibits the one opposite; three are kicked twice. */
function drawRaster(): string {
  const engine = begin();
  const size = 32;
  for (let neuron = 0; neuron < size; neuron++) {
    engine.call("neu_config", neuron, SYNAPTIC_TIME, 3);
    engine.call("neu_current", neuron, 0.6 + 0.02 * (neuron % 7));
    engine.call("syn_add", neuron, (neuron + 1) % size, 5, 8 + (neuron % 5), 0);
    engine.call("syn_add", neuron, (neuron + 2) % size, 2, 20, 0);
    engine.call("syn_add", neuron, (neuron + 16) % size, -4, 4, 0);
  }
  const spikes: [number, number][] = [];
  for (let step = 0; step < 3000; step++) {
    if (step === 600 || step === 1800) for (const neuron of [0, 11, 12]) engine.call("net_input", neuron, SPIKE, 0);
    engine.call("net_step");
    for (const [at, neuron] of engine.takeSpikes()) spikes.push([at * STEP_MS, neuron]);
  }
  return chart({
    title: "Spikes of a ring of 32 neurons with delays",
    x: { label: "ms", least: 0, most: 300, ticks: [0, 50, 100, 150, 200, 250, 300] },
    y: { label: "neuron", least: -1, most: 32, ticks: [0, 8, 16, 24, 31] },
    series: [{ name: "spikes", form: "dots", points: spikes }],
  });
}

/** The change of a weight by one pair of spikes, for each time from the arrival to the spike of the neuron. */
function drawPlasticity(): string {
  const curve = (mode: number, weight: number): [number, number][] => {
    const points: [number, number][] = [];
    for (let steps = -600; steps <= 600; steps += steps === -10 ? 20 : 10) {
      points.push([steps * STEP_MS, changeOfPair(steps, mode, weight)]);
    }
    return points;
  };
  const halves = (name: string, points: [number, number][]): Series[] => [
    { name, form: "line", points: points.filter(([ms]) => ms < 0) },
    { name, form: "line", points: points.filter(([ms]) => ms > 0), continues: true },
  ];
  return chart({
    title: "Change of a weight by a pair of spikes",
    x: { label: "ms from arrival to spike", least: -60, most: 60, ticks: [-60, -40, -20, 0, 20, 40, 60] },
    y: { label: "change", least: -0.014, most: 0.012, ticks: [-0.01, -0.005, 0, 0.005, 0.01] },
    series: [...halves("clipped", curve(0, 0.5)), ...halves("soft bounds, w = 0.8", curve(1, 0.8))],
  });
}

function changeOfPair(steps: number, mode: number, weight: number): number {
  const engine = begin();
  engine.call("syn_config", 0, mode);
  engine.call("syn_add", 0, 1, weight, 0, 1);
  engine.call("neu_config", 1, THRESHOLD, 1e6);
  const [first, second] = steps > 0 ? [0, 1] : [1, 0];
  engine.call("net_input", first, SPIKE, 0);
  engine.call("net_run", Math.abs(steps));
  engine.call("net_input", second, SPIKE, 0);
  engine.call("net_step");
  return engine.call("syn_get_weight", 0) - Math.fround(weight);
}

/** An engine in its first state. */
function begin(): BuiltCore {
  return new BuiltCore();
}

function write(name: string, svg: string): void {
  const target = join(import.meta.dirname, `../../docs/${name}.svg`);
  writeFileSync(target, svg);
  console.log(`wrote ${target}`);
}
