/**
 * The state of a neuron in binary32, and its part of a step.
 *
 * The membrane potential is kept relative to the resting potential, and a step subtracts what leaks instead of
 * multiplying by what is left: leak = 1 - e^(-h/tau) is a small number that an f32 holds to seven digits, and
 * e^(-h/tau) is one close to 1 that holds the leak to five. So time constants and steady states are right to the last
 * digits, however short the step.
 *
 * @packageDocumentation
 */
import type { bool, f32, u32 } from "../lib/types.ts";

/** A neuron; {@link FixedNeuron} has the same methods. */
export class FloatNeuron {
  /** V - E_L. */
  membrane: f32 = 0;
  /** I. */
  current: f32 = 0;
  /** theta - E_L. */
  threshold: f32 = 0;
  /** V_reset - E_L. */
  reset: f32 = 0;
  /** The part of the membrane potential that leaks in a step. */
  leak: f32 = 0;
  /** What a step leaves of the current. */
  currentDecay: f32 = 0;
  /** What a current adds to the membrane potential in a step. */
  coupling: f32 = 0;
  /** What the constant current adds in a step. */
  drive: f32 = 0;
  /** Steps until it may fire again. */
  refractory: u32 = 0;
  /** Steps that it skips after a spike. */
  refractorySteps: u32 = 0;
  /** Whether a spike subtracts from the membrane potential. */
  subtracts: bool = false;
  /** Whether what arrives is added to the membrane potential, and not to the current. */
  isDirect: bool = false;
  /** Whether it is refractory in the present step. */
  isHeld: bool = false;
  /** Whether it fires in the next step whatever its state. */
  isForced: bool = false;

  /** Sets the coefficients of a step (see propagators.ts). */
  setStep(leak: f32, currentDecay: f32, coupling: f32, drive: f32): void {
    this.leak = leak;
    this.currentDecay = currentDecay;
    this.coupling = coupling;
    this.drive = drive;
  }

  /** Sets threshold and reset, relative to rest. */
  setPotentials(threshold: f32, reset: f32): void {
    this.threshold = threshold;
    this.reset = reset;
  }

  /** Lets the membrane follow its equation for a step. */
  integrate(): void {
    this.membrane += this.current * this.coupling - this.membrane * this.leak + this.drive;
  }

  /** Lets the synaptic current decay for a step. */
  decay(): void {
    this.current *= this.currentDecay;
  }

  /** Whether the threshold is reached. */
  isOver(): bool {
    return this.membrane >= this.threshold;
  }

  /** What follows a spike. */
  fire(): void {
    if (this.subtracts) this.membrane -= this.threshold - this.reset;
    else this.membrane = this.reset;
    this.refractory = this.refractorySteps;
  }

  /** Takes what arrives over a synapse. A membrane that is held takes nothing, as in Brian2 and NEST. */
  receive(weight: f32): void {
    if (!this.isDirect) this.addCurrent(weight);
    else if (!this.isHeld) this.addPotential(weight);
  }

  /** Adds to the membrane potential. */
  addPotential(value: f32): void {
    this.membrane += value;
  }

  /** Adds to the synaptic current. */
  addCurrent(value: f32): void {
    this.current += value;
  }

  /** Puts it at rest. */
  rest(): void {
    this.membrane = 0;
    this.current = 0;
    this.refractory = 0;
    this.isForced = false;
  }

  /** V - E_L. */
  potential(): f32 {
    return this.membrane;
  }

  /** I. */
  synapticCurrent(): f32 {
    return this.current;
  }
}
