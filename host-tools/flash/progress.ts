/**
 * What flashing tells while it runs, and when it is done. Both ways to a board tell the same.
 *
 * @packageDocumentation
 */

/** What is being done to the flash. */
export type Phase = "comparing" | "erasing" | "writing" | "verifying";

/** Called often: so many bytes of a phase are done. */
export type OnProgress = (phase: Phase, doneBytes: number, totalBytes: number) => void;

/** Options of every way to a board. */
export interface FlashOptions {
  /** Compare, but neither erase nor write. */
  readonly dryRun?: boolean;
  readonly onProgress?: OnProgress;
  /** Ends the work at the next step; the board may be left half written. */
  readonly signal?: AbortSignal;
}

/** What was done. */
export interface FlashReport {
  /** The chip or board that was flashed, for people. */
  readonly board: string;
  /** Size of all sectors that the image touches. */
  readonly totalBytes: number;
  /** Of them, what was in flash already. */
  readonly equalBytes: number;
  /** Of them, what was erased and written; with `dryRun`, what would have been. */
  readonly changedBytes: number;
  /** How the contents were checked after writing. */
  readonly verifiedBy: "read-back" | "MD5" | "nothing";
  readonly durationMs: number;
}
