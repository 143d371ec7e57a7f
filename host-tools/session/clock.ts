/**
 * Time as the session sees it, so that a test can be its master.
 *
 * @packageDocumentation
 */
export interface Clock {
  /** Milliseconds since any fixed moment; never goes back. */
  nowMs(): number;
  /** Runs a callback once, later. Gives a function that prevents it and may be called at any time. */
  schedule(delayMs: number, callback: () => void): () => void;
}

/** The real time. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
