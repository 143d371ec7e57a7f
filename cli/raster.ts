/**
 * Spikes as text: a row of dots, with a mark for each neuron that fired.
 *
 * @packageDocumentation
 */

/** The first `count` neurons of a spike word, neuron 0 first, in groups of eight. */
export function rasterRow(spikes: number, count: number): string {
  const marks = Array.from({ length: Math.min(count, 32) }, (_, neuron) => ((spikes >>> neuron) & 1 ? "|" : "."));
  return marks.map((mark, neuron) => (neuron > 0 && neuron % 8 === 0 ? ` ${mark}` : mark)).join("");
}
