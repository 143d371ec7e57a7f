/**
 * The state of a neuron in fixed point, and its part of a step, for chips whose floating point is software.
 *
 * Potentials and currents have 16 fractional bits in 32 (Q16: up to 32767, in steps of 1/65536), coefficients have 30
 * (Q30: up to 2). Products have 64 bits (Q46). What is cut off when their sum comes back to Q16 is kept and added in
 * the next step: so errors do not add up over the hundred steps that a membrane remembers, and stay below one last
 * bit. What does not fit saturates.
 *
 * @packageDocumentation
 */
import { f32, i32, i64, u32, type bool } from "../lib/types.ts";

/** 1 as Q16, as Q30 and as the Q46 of their product. */
const Q16: f32 = 65536;
const Q30: f32 = 1073741824;
const Q46: f32 = 70368744177664;

/** What a Q46 has and a Q16 has not. */
const REST = 0x3fffffffn;

/** The potential of a threshold that is never reached, and what is above every other. */
const MOST = 0x7fffffff;

/** A neuron; {@link FloatNeuron} has the same methods. */
export class FixedNeuron {
  /** What the constant current adds in a step: Q46. */
  drive: i64 = 0n;
  /** V - E_L: Q16. */
  membrane: i32 = 0;
  /** I: Q16. */
  current: i32 = 0;
  /** What was cut off of the membrane potential and of the current: bits 0 to 29 of a Q46. */
  membraneRest: u32 = 0;
  currentRest: u32 = 0;
  /** theta - E_L: Q16. */
  threshold: i32 = 0;
  /** V_reset - E_L: Q16. */
  reset: i32 = 0;
  /** What a step leaves of the membrane potential: Q30. */
  membraneDecay: i32 = 0;
  /** What a step leaves of the current: Q30. */
  currentDecay: i32 = 0;
  /** What a current adds to the membrane potential in a step: Q30. */
  coupling: i32 = 0;
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
    this.membraneDecay = i32(Q30) - i32(leak * Q30 + 0.5);
    this.currentDecay = i32(currentDecay * Q30 + 0.5);
    this.coupling = i32(coupling * Q30 + 0.5);
    this.drive = i64(drive * Q46);
  }

  /** Sets threshold and reset, relative to rest. */
  setPotentials(threshold: f32, reset: f32): void {
    this.threshold = i32(Math.ceil(threshold * Q16));
    this.reset = toQ16(reset);
  }

  /** Lets the membrane follow its equation for a step. */
  integrate(): void {
    const product = i64(this.membrane) * i64(this.membraneDecay) + i64(this.current) * i64(this.coupling);
    const sum = product + this.drive + i64(this.membraneRest);
    this.membraneRest = u32(sum & REST);
    this.membrane = saturate(sum >> 30n);
  }

  /** Lets the synaptic current decay for a step. */
  decay(): void {
    const product = i64(this.current) * i64(this.currentDecay) + i64(this.currentRest);
    this.currentRest = u32(product & REST);
    this.current = i32(product >> 30n);
  }

  /** Whether the threshold is reached. */
  isOver(): bool {
    return this.membrane >= this.threshold;
  }

  /** What follows a spike. */
  fire(): void {
    if (this.subtracts) this.membrane = saturate(i64(this.membrane) - i64(this.threshold) + i64(this.reset));
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
    this.membrane = saturate(i64(this.membrane) + i64(toQ16(value)));
  }

  /** Adds to the synaptic current. */
  addCurrent(value: f32): void {
    this.current = saturate(i64(this.current) + i64(toQ16(value)));
  }

  /** Puts it at rest. */
  rest(): void {
    this.membrane = 0;
    this.current = 0;
    this.membraneRest = 0;
    this.currentRest = 0;
    this.refractory = 0;
    this.isForced = false;
  }

  /** V - E_L. */
  potential(): f32 {
    return f32(this.membrane) / Q16;
  }

  /** I. */
  synapticCurrent(): f32 {
    return f32(this.current) / Q16;
  }
}

/** The nearest Q16. */
function toQ16(value: f32): i32 {
  return saturate(i64(Math.floor(value * Q16 + 0.5)));
}

/** What fits, and less than {@link MOST}, so that a threshold there is never reached. */
function saturate(value: i64): i32 {
  if (value >= 0x7fffffffn) return MOST - 1;
  if (value <= -0x7fffffffn) return -MOST;
  return i32(value);
}
