/**
 * How long to wait for an answer before asking again: Jacobson's estimator (SIGCOMM 1988, RFC 6298), smoothed round
 * trip plus four times its mean deviation.
 *
 * What is known is not estimated: the time that the bytes take at the baud rate is left out of the samples and comes
 * on top again, with the longest time that the method may take, so a long answer or a slow method is not mistaken
 * for a lost one. A request that was sent more than once is not measured, since its answer may belong to either try
 * (Karn).
 *
 * @packageDocumentation
 */

/** No estimate goes below this: timers and USB polling are no finer. */
const TIMEOUT_MS_MIN = 25;

/** Weight of a new sample in the mean, and in the deviation. */
const MEAN_GAIN = 1 / 8;
const DEVIATION_GAIN = 1 / 4;

/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/** The round trip of one session. */
export class RoundTrip {
  #meanMs: number | null = null;
  #deviationMs = 0;

  /** Takes in how long an answer took, beyond the line's time. */
  sample(milliseconds: number): void {
    const sampleMs = Math.max(0, milliseconds);
    if (this.#meanMs === null) {
      this.#meanMs = sampleMs;
      this.#deviationMs = sampleMs / 2;
      return;
    }
    this.#deviationMs += DEVIATION_GAIN * (Math.abs(sampleMs - this.#meanMs) - this.#deviationMs);
    this.#meanMs += MEAN_GAIN * (sampleMs - this.#meanMs);
  }

  /** Smoothed round trip; 0 before the first sample. */
  get meanMs(): number {
    return this.#meanMs ?? 0;
  }

  /** How long to wait for an answer, beyond the line's and the method's time. */
  get timeoutMs(): number {
    return Math.max(TIMEOUT_MS_MIN, this.meanMs + 4 * this.#deviationMs);
  }
}

/** How long `bytes` take on the line; 0 where baud has no meaning. */
export function lineTimeMs(bytes: number, baud: number): number {
  return baud === 0 ? 0 : (bytes * BITS_PER_BYTE * 1000) / baud;
}
