/**
 * The spiking half: currents in, membrane potentials and spikes out, over time.
 *
 * @packageDocumentation
 */
import type { Case, CaseBench } from "./case.ts";
import { DIMENSIONS, uniform, vectors } from "./numbers.ts";

const NEURONS = 32;

/** One neuron at a time, then all of them in a network that learns. */
export const spiking: Case = {
  name: "spiking",
  about: "membrane potentials and spikes are the same bits in every step, with and without the network",
  async run(bench) {
    await fill(bench);
    const next = uniform(5);
    for (let step = 0; step < 12; step++) {
      for (let count = 0; count < 6; count++) {
        await bench.call("snnInject", Math.floor(next() * NEURONS), 1.5 * next() - 0.2);
      }
      await bench.call("snnStep", next() * 4);
      await bench.call("getSpikes");
      await membranes(bench);
    }
    await bench.call("snnReset");
    for (let tick = 0; tick < 20; tick++) {
      await bench.call("snnInject", (tick * 11) % NEURONS, 1.2);
      await bench.call("snnTick", 1, 0.35, tick % 2);
      await bench.call("getSpikes");
    }
    await membranes(bench);
    await bench.call("lastError");
  },
};

/** The flagship call. */
export const query: Case = {
  name: "query",
  about: "one request finds neighbours, drives their neurons and returns who fired when, the same bits everywhere",
  async run(bench) {
    await fill(bench);
    for (const [index, vector] of vectors(24, 6).entries()) {
      await bench.call("query", vector, index % 17, 0.2 + index / 10, 0.5 + (index % 3), (index * 3) % 17);
      await bench.call("hnswToSnn", vector, index % 6, 0.7);
      await bench.call("snnStep", 1);
      const codes = vector.map((component) => Math.round(component * 40) % 128);
      await bench.call("queryCodes", codes, 0.02 + index / 100, index % 17, 0.5, 1, index % 17);
    }
    await membranes(bench);
    await bench.call("lastError");
  },
};

async function fill(bench: CaseBench): Promise<void> {
  await bench.call("init", DIMENSIONS, 0, 1);
  for (const vector of vectors(NEURONS, 8)) await bench.call("insert", vector);
}

async function membranes(bench: CaseBench): Promise<void> {
  for (let neuron = 0; neuron < NEURONS; neuron++) await bench.call("getMembrane", neuron);
}
