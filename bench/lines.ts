/**
 * The serial lines that are measured, simulated and in real time, and how much of each is to be used.
 *
 * @packageDocumentation
 */

/** Baud, how long the bridge holds back what comes from the board, and the least share that is to be used. */
export const LINES: readonly (readonly [baud: number, heldBackMs: number, least: number])[] = [
  [115_200, 1, 0.95],
  [921_600, 1, 0.95],
  [3_000_000, 1, 0.95],
  [115_200, 16, 0.9],
  [921_600, 16, 0.9],
  [3_000_000, 16, 0.9],
];
