/**
 * Spikes and membrane potentials as text.
 *
 * @packageDocumentation
 */

/** A mark for each of the first `count` neurons, neuron 0 first, in groups of eight: a bar where it fired. */
export function rasterRow(spikes: number, count: number): string {
  const marks = Array.from({ length: Math.min(count, 32) }, (_, neuron) => ((spikes >>> neuron) & 1 ? "|" : "."));
  return marks.map((mark, neuron) => (neuron > 0 && neuron % 8 === 0 ? ` ${mark}` : mark)).join("");
}

/** Cells from rest to the threshold. */
const BAR_CELLS = 20;
/** Eighths of a cell. */
const PARTS = ["", "\u258F", "\u258E", "\u258D", "\u258C", "\u258B", "\u258A", "\u2589"];

/** A bar for each potential, from rest at 0 to the threshold of 1, two neurons a line. */
export function membraneBars(potentials: readonly number[]): string[] {
  const bars = potentials.map(
    (potential, neuron) => `${String(neuron).padStart(3)} ${barOf(potential)} ${numberOf(potential)}`,
  );
  const half = Math.ceil(bars.length / 2);
  return bars.slice(0, half).map((bar, line) => `${bar}   ${bars[half + line] ?? ""}`.trimEnd());
}

function barOf(potential: number): string {
  const eighths = Math.round(Math.max(0, Math.min(1, potential)) * BAR_CELLS * 8);
  const bar = "\u2588".repeat(Math.floor(eighths / 8)) + (PARTS[eighths % 8] ?? "");
  return `[${bar.padEnd(BAR_CELLS)}]`;
}

function numberOf(potential: number): string {
  return potential.toFixed(3).padStart(7);
}
