/**
 * What can be wrong with a command line or with files, before and after compiling. Mistakes in a program are
 * diagnostics.
 *
 * Each error says what happened and where (`message`) and what to do next (`remedy`); `code` is for scripts.
 *
 * @packageDocumentation
 */

/** A target or a kind of file that does not exist. */
export class BuildUsageError extends Error {
  readonly code = "USAGE";
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = "BuildUsageError";
    this.remedy = remedy;
  }
}

/** A file that cannot be read or written. */
export class FileError extends Error {
  readonly code = "FILE";
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.name = "FileError";
    this.remedy = remedy;
  }
}
