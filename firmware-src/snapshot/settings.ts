/**
 * What a snapshot of a program holds of its settings, in a fixed order: how cores search, the constants of the tick
 * model and of the race. Ranges are those in which they can be set.
 *
 * Modules walk over what only they write; of the others, the setters take what comes back.
 *
 * @packageDocumentation
 */
import type { f32 } from "../lib/types.ts";
import { inhibitionFactor, setInhibitionFactor } from "../neural/competition.ts";
import { averagingTime, setAveragingTime, setTargetRate, targetRate } from "../neural/homeostasis.ts";
import { walkRace } from "../neural/neuromorphic.ts";
import { walkConstants } from "../neural/neuron.ts";
import { frequency, setFrequency } from "../neural/oscillator.ts";
import { depression, potentiation, setDepression, setPotentiation } from "../neural/plasticity.ts";
import { walkSeparation } from "../neural/second-trace.ts";
import { walkSearch } from "../search/mode.ts";
import { Purpose, ranged, type Stream } from "./stream.ts";

/** The most that a weight of 0 to 255 can gain or lose at once. */
const CHANGE_MAX: f32 = 255e3;

/** Walks over the settings. */
export function walkSettings(stream: Stream, bytes: Uint8Array): void {
  walkSearch(stream, bytes);
  walkConstants(stream, bytes);
  walkSeparation(stream, bytes);
  walkRace(stream, bytes);
  setPotentiation(ranged(stream, bytes, potentiation, 0, CHANGE_MAX));
  setDepression(ranged(stream, bytes, depression, 0, CHANGE_MAX));
  setTargetRate(ranged(stream, bytes, targetRate, 0, 1e3));
  setAveragingTime(ranged(stream, bytes, averagingTime, 1e-3, 1e6));
  setInhibitionFactor(ranged(stream, bytes, inhibitionFactor, 0, 1e3));
  const hertz = ranged(stream, bytes, frequency, 0, 999);
  if (stream.purpose === Purpose.Read) setFrequency(hertz);
}
