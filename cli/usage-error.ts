/**
 * A command line that names something impossible. One class, since the message says which.
 *
 * @packageDocumentation
 */
export class UsageError extends Error {
  readonly code = "USAGE";
  /** What to write instead, one sentence. */
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = "UsageError";
    this.remedy = remedy;
  }
}
