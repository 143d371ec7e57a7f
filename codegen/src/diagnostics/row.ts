/**
 * The form of a row of the table of diagnostics.
 *
 * @packageDocumentation
 */

/** What a code means, for `ganglion explain` and the specification. The examples are tests: see test/diagnostics. */
export interface DiagnosticRow {
  /** What is refused, in a few words. */
  readonly title: string;
  /** Why, and what the language offers in its place. */
  readonly explanation: string;
  /**
   * A module that is refused with this code and no other, null if none is short enough to show. Imports from
   * `lib/types.ts` are left out of examples.
   */
  readonly bad: string | null;
  /** The same module as it should be. */
  readonly good: string | null;
}
