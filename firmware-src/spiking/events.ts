/**
 * The spikes of the engine as a list: which neuron fired at which step.
 *
 * A host runs some steps and then takes what happened. A list that is full keeps the first events and tells that others
 * are lost.
 *
 * @packageDocumentation
 */
import { array, u16, type bool, type u32 } from "../lib/types.ts";
import { EVENTS } from "./sizes.ts";

/** A spike: 8 bytes. */
export class SpikeEvent {
  /** The step in which it happened; times the length of a step is its time. */
  step: u32 = 0;
  neuron: u16 = 0;
  unused: u16 = 0;
}

/** All events; those that were not taken yet come first. */
export class EventList {
  records = array(SpikeEvent, EVENTS);
}

/** Set in the answer of {@link take} if events are lost. */
const OVERFLOW = 0x80000000;

/** The events. */
export const list = new EventList();
let inUse: u32 = 0;
let isFull: bool = false;

/** Where the events are: {@link EVENTS} records of 8 bytes. */
export function eventList(): EventList {
  return list;
}

/**
 * Takes the events, which stay readable until the next step: from then on the list begins anew.
 *
 * @returns how many, with bit 31 set if there was no room for more.
 */
export function take(): u32 {
  const taken = isFull ? inUse | OVERFLOW : inUse;
  clear();
  return taken;
}

/** Forgets all events. */
export function clear(): void {
  inUse = 0;
  isFull = false;
}

/** Notes a spike. */
export function record(step: u32, neuron: u32): void {
  const index = inUse;
  if (index >= EVENTS) {
    isFull = true;
    return;
  }
  list.records[index].step = step;
  list.records[index].neuron = u16(neuron);
  inUse = index + 1;
}
