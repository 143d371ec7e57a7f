/**
 * One line that says how far a search is: on a terminal it is drawn again and again, elsewhere it comes now and then.
 *
 * @packageDocumentation
 */

/** What came of a search. */
export interface Summary {
  readonly failures: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const REDRAW_MS = 200;
const REPEAT_MS = 60_000;

/** Writes to standard error, so that the summary alone is the output. */
export class Progress {
  readonly #start = performance.now();
  readonly #total: number;
  #shown = performance.now();
  #done = 0;

  constructor(total: number) {
    this.#total = total;
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Says, if it is time to, that so many more are done. */
  add(more: number): void {
    this.#done += more;
    const isTerminal = process.stderr.isTTY;
    if (performance.now() - this.#shown < (isTerminal ? REDRAW_MS : REPEAT_MS)) return;
    this.#shown = performance.now();
    const rate = this.#done / this.seconds;
    const left = rate > 0 ? `${duration((this.#total - this.#done) / rate)} left` : "";
    const line = `${this.#done} of ${this.#total}, ${rate.toFixed(1)} a second, ${left}`;
    process.stderr.write(isTerminal ? `\r\u001B[K${line}` : `${line}\n`);
  }

  /** Clears the line, for other output or at the end. */
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  }
}

/** `75 s` or `12 min`. */
export function duration(seconds: number): string {
  return seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
