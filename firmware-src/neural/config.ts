/**
 * The parameters of the tick model, by number, for hosts that want other constants than those of v2.
 *
 * They hold for all cores of the program. Each belongs to the module that uses it; in a program without this module
 * they are constants.
 *
 * | number | parameter                                                  | at first | range        |
 * | ------ | ---------------------------------------------------------- | -------- | ------------ |
 * | 0      | time constant of the membrane, ms                          | 20       | 1e-3 .. 1e6  |
 * | 1      | refractory period, ms                                      | 2        | 0 .. 1e6     |
 * | 2      | threshold, now and after a reset                           | 1        | 1e-6 .. 1e6  |
 * | 3      | potential after a spike                                    | 0        | -1e6 .. 1e6  |
 * | 4      | least potential                                            | none     | -1e6 .. 1e6  |
 * | 5      | gain of a weight for a trace of 1, of 1                    | 0.01     | 0 .. 1e3     |
 * | 6      | loss of a weight for a trace of 1, of 1                    | 0.012    | 0 .. 1e3     |
 * | 7      | time constant of the trace for gains, ms                   | 20       | 1e-3 .. 1e6  |
 * | 8      | time constant of the trace for losses, ms                  | 20       | 1e-3 .. 1e6  |
 * | 9      | rate at which thresholds stay, spikes per ms               | 0.1      | 0 .. 1e3     |
 * | 10     | over how long rates are averaged, ms                       | 1000     | 1e-3 .. 1e6  |
 * | 11     | frequency of the oscillator, Hz                            | 40       | 0 .. 999     |
 * | 12     | part of the winner's potential that inhibits               | 0.8      | 0 .. 1e3     |
 * | 13     | where membranes leak to                                    | 0        | -1e6 .. 1e6  |
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import type { bool, f32, u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, NONFINITE, report } from "../search/errors.ts";
import { inhibitionFactor, setInhibitionFactor } from "./competition.ts";
import { averagingTime, setAveragingTime, setTargetRate, targetRate } from "./homeostasis.ts";
import {
  drive,
  floor,
  refractoryPeriod,
  resetPotential,
  setDrive,
  setFloor,
  setRefractoryPeriod,
  setResetPotential,
  setSecondTau,
  setStartThreshold,
  setTau,
  setTraceTau,
  startThreshold,
  tau,
  traceTau,
} from "./neuron.ts";
import { frequency, setFrequency } from "./oscillator.ts";
import { depression, potentiation, setDepression, setPotentiation } from "./plasticity.ts";
import { isSeparate, secondTau } from "./second-trace.ts";

/** The least and the greatest value of each parameter. */
const LEAST = new Float32Array([1e-3, 0, 1e-6, -1e6, -1e6, 0, 0, 1e-3, 1e-3, 0, 1e-3, 0, 0, -1e6]);
const GREATEST = new Float32Array([1e6, 1e6, 1e6, 1e6, 1e6, 1e3, 1e3, 1e6, 1e6, 1e3, 1e6, 999, 1e3, 1e6]);

/** A weight of 1 here is one of 255 there. */
const WEIGHT_SCALE: f32 = 255;

/**
 * Sets a parameter. Refused, with nothing changed, for a number of no parameter or a value out of its range (BAD_ARG),
 * and a value that is not finite (NONFINITE).
 *
 * @returns whether it was set.
 */
export function configure(parameter: u32, value: f32): bool {
  if (!isFinite(value)) {
    report(NONFINITE);
    return false;
  }
  if (parameter >= LEAST.length || value < LEAST[parameter] || value > GREATEST[parameter]) {
    report(BAD_ARGUMENT);
    return false;
  }
  set(parameter, value);
  return true;
}

function set(parameter: u32, value: f32): void {
  switch (parameter) {
    case 0:
      setTau(value);
      break;
    case 1:
      setRefractoryPeriod(value);
      break;
    case 2:
      setStartThreshold(value);
      break;
    case 3:
      setResetPotential(value);
      break;
    case 4:
      setFloor(value);
      break;
    case 5:
      setPotentiation(value * WEIGHT_SCALE);
      break;
    case 6:
      setDepression(value * WEIGHT_SCALE);
      break;
    case 7:
      setTraceTau(value);
      break;
    case 8:
      setSecondTau(value);
      break;
    case 9:
      setTargetRate(value);
      break;
    case 10:
      setAveragingTime(value);
      break;
    case 11:
      setFrequency(value);
      break;
    case 12:
      setInhibitionFactor(value);
      break;
    default:
      setDrive(value);
      break;
  }
}

/** A parameter; 0 for a number of none (BAD_ARG), and the least f32 for a least potential that was not set. */
export function configured(parameter: u32): f32 {
  switch (parameter) {
    case 0:
      return tau;
    case 1:
      return refractoryPeriod;
    case 2:
      return startThreshold;
    case 3:
      return resetPotential;
    case 4:
      return floor;
    case 5:
      return potentiation / WEIGHT_SCALE;
    case 6:
      return depression / WEIGHT_SCALE;
    case 7:
      return traceTau;
    case 8:
      return isSeparate ? secondTau : traceTau;
    case 9:
      return targetRate;
    case 10:
      return averagingTime;
    case 11:
      return frequency;
    case 12:
      return inhibitionFactor;
    case 13:
      return drive;
    default:
      report(BAD_ARGUMENT);
      return 0;
  }
}
