/**
 * A file that does not hold the vectors that it should.
 *
 * @packageDocumentation
 */
import { GanglionError } from "../errors.ts";

/** The message names the file and the place in it. */
export class VectorFileError extends GanglionError {
  constructor(message: string, remedy: string, cause?: unknown) {
    super("FILE", message, remedy, cause);
  }
}
