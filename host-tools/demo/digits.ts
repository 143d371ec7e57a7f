/**
 * The demo's experiment: which handwritten digits are stored, which are asked for, with what parameters, and
 * how the spikes that come back are read.
 *
 * Thirty-two digits are stored as prototypes, one a neuron. A query drives the neurons of the eight nearest
 * prototypes, the nearer the more, for eight ticks of 4 ms. Near ones reach the threshold at once and fire in
 * every tick, others late and seldom, most never:
 *
 * ```
 *   the first test digit, a nine:
 *     9  .|||||||      355 away (squared)
 *     5  ..|..|..      701
 *     0  ...|...|      867
 *     9  ...|...|      872
 *     5  ...|...|      893
 *     9  ...|...|      925
 *     8  ......|.     1234
 *     3  ......|.     1243
 * ```
 *
 * So the raster is a classification: {@link vote}. Every choice here was made on the first 1024 rows alone;
 * the 200 test rows come after them. On these the nearest prototype has the right label for 95.0 %, the
 * spikes for 95.5 %. Pure data and functions; reading the files is the caller's.
 *
 * @packageDocumentation
 */

/** Components of a row. */
export const DIGIT_DIMENSIONS = 16;

/** Labels are 0 to 9. */
const LABELS = 10;

/** A digit as the core sees it, and what it is. */
export interface Digit {
  readonly vector: Float32Array;
  readonly label: number;
}

/**
 * Rows to store, in the order in which they are inserted; the position is the neuron. Chosen by
 * bench/choose-prototypes.ts.
 */
export const PROTOTYPE_ROWS: readonly number[] = [
  4, 19, 42, 44, 78, 89, 215, 239, 249, 256, 257, 284, 329, 331, 351, 363, 427, 475, 544, 654, 666, 705, 706, 772, 781,
  783, 799, 839, 900, 913, 941, 975,
];

/** Rows below this may be chosen as prototypes and for tuning; those from it on are for tests. */
export const TRAINING_ROWS = 1024;

/** How many rows after the training rows are asked for. */
const TEST_ROWS = 200;

/** Arguments of every query. The metric is squared L2. */
export const DIGIT_QUERY = {
  /** Prototypes that are driven. */
  k: 8,
  /** Current for a distance of 0; 400/(1 + d) reaches the threshold of 1 at once up to d = 319. */
  gain: 400,
  /** Milliseconds of a tick: longer than the refractory period of 2 ms, so a neuron may fire in every tick. */
  dt: 4,
  ticks: 8,
} as const;

/** The files of hil-tests/data as digits. Throws a `RangeError` if they do not fit each other. */
export function parseDigits(rows: Uint8Array, labels: Uint8Array): Digit[] {
  const count = labels.byteLength / 4;
  if (rows.byteLength !== count * DIGIT_DIMENSIONS * 4) {
    throw new RangeError(
      `digits: ${labels.byteLength} bytes of labels need ${count * DIGIT_DIMENSIONS * 4} bytes of rows, not ${rows.byteLength}`,
    );
  }
  const numbers = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const names = new DataView(labels.buffer, labels.byteOffset, labels.byteLength);
  return Array.from({ length: count }, (_, row) => ({
    vector: Float32Array.from({ length: DIGIT_DIMENSIONS }, (__, i) =>
      numbers.getFloat32((row * DIGIT_DIMENSIONS + i) * 4, true),
    ),
    label: names.getInt32(row * 4, true),
  }));
}

/** The digits to store, in order. */
export function prototypesOf(digits: readonly Digit[]): Digit[] {
  return digits.length < TRAINING_ROWS ? [] : PROTOTYPE_ROWS.flatMap((row) => digits.slice(row, row + 1));
}

/** The digits to ask for, in order. */
export function testDigitsOf(digits: readonly Digit[]): Digit[] {
  return digits.slice(TRAINING_ROWS, TRAINING_ROWS + TEST_ROWS);
}

/**
 * What the spikes say: each votes for the label of its neuron's prototype, in the first tick with 1 and in
 * each later one with half of the tick before, since near neurons fire first. A tie goes to the lower label.
 *
 * @param raster - one word a tick; bit i is neuron i
 * @param labels - the label of each neuron's prototype
 * @returns the label with the most votes; null if no neuron fired.
 */
export function vote(raster: readonly number[], labels: readonly number[]): number | null {
  const votes = new Array<number>(LABELS).fill(0);
  raster.forEach((spikes, tick) => {
    labels.forEach((label, neuron) => {
      if (((spikes >>> neuron) & 1) === 1) votes[label] = (votes[label] ?? 0) + 2 ** -tick;
    });
  });
  const most = Math.max(...votes);
  return most === 0 ? null : votes.indexOf(most);
}
