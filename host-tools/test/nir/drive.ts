/**
 * An imported model in an engine, step by step beside the simulation.
 *
 * @packageDocumentation
 */
import { expect } from "vitest";
import { type Engine, KIND } from "../../../firmware-src/test/engines.ts";
import { importNir, type ImportedModel, type ImportOptions } from "../../nir/import-nir.ts";
import { type Model, nirFile } from "./nir-file.ts";
import { Simulation } from "./simulation.ts";

const CHUNK_BYTES = 240;

/** Loads a model through the engine's buffer and puts it at rest. */
export function load(engine: Engine, { bytes }: ImportedModel): void {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    engine.loadBuffer.set(chunk);
    if (engine.net_load(chunk.length) !== chunk.length / 12) {
      throw new Error(`record ${at / 12} or one after it is refused with ${engine.last_error()}`);
    }
  }
  engine.net_reset();
}

/** Makes a step in which some elements of inputs are spikes; gives who fired. */
export function stepEngine(
  engine: Engine,
  { inputs }: ImportedModel,
  spikes: Readonly<Record<string, readonly number[]>>,
): ReadonlySet<number> {
  for (const { name, neurons } of inputs) {
    for (const [i, neuron] of neurons.entries()) if (spikes[name]?.[i] === 1) engine.net_input(neuron, KIND.spike, 0);
  }
  engine.net_step();
  return new Set(Array.from({ length: engine.events_take() }, (_, i) => engine.event(i).neuron));
}

/**
 * Runs a model and its simulation side by side: the spikes of every neuron must be the same, and potentials close.
 *
 * @returns how many spikes and steps were compared
 */
export async function compare(
  engine: Engine,
  model: Model,
  steps: readonly Readonly<Record<string, readonly number[]>>[],
  options: ImportOptions & { readonly error?: number } = {},
): Promise<{ readonly spikes: number; readonly steps: number }> {
  const imported = await importNir(await nirFile(model), options);
  return compareImported(engine, imported, model, steps, options);
}

/** The same with a model that is imported already. */
export function compareImported(
  engine: Engine,
  imported: ImportedModel,
  model: Model,
  steps: readonly Readonly<Record<string, readonly number[]>>[],
  options: ImportOptions & { readonly error?: number } = {},
): { readonly spikes: number; readonly steps: number } {
  const { stepMs = 0.1, timeUnit = "s", method = "exact", reset = "value", error = 2e-5 } = options;
  load(engine, imported);
  const simulation = new Simulation(model, { h: timeUnit === "s" ? stepMs / 1000 : stepMs, method, reset });
  let spikes = 0;
  for (const [k, inputs] of steps.entries()) {
    const fired = stepEngine(engine, imported, inputs);
    simulation.step(inputs);
    // So near to a threshold, a potential may be rounded to its other side; nothing after that can be compared.
    if (simulation.margin < error) return { spikes, steps: k };
    for (const { name, type, neurons, shares } of imported.nodes) {
      const owners = shares === null ? neurons : (imported.nodes.find((each) => each.name === shares)?.neurons ?? []);
      const isSpiking = ["LIF", "CubaLIF", "IF", "Threshold"].includes(type);
      const expected = simulation.given.get(name) ?? [];
      for (const [i, neuron] of owners.entries()) {
        if (isSpiking) expect(fired.has(neuron), `${name} ${i} fires in step ${k}`).toBe(expected[i] === 1);
        if (isSpiking && fired.has(neuron)) spikes++;
        const potential = simulation.potentials.get(name)?.[i];
        if (potential === undefined || type === "Threshold") continue;
        const distance = Math.abs(engine.net_get(neuron, KIND.potential) - potential);
        expect(distance, `${name} ${i} in step ${k}`).toBeLessThan(error * Math.max(1, Math.abs(potential)));
      }
    }
  }
  return { spikes, steps: steps.length };
}
