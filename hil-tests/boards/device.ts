/**
 * A board as its serial line sees it: bytes in, bytes out. What differs between a native process and an emulated chip
 * ends here; behind a pseudo-terminal they are the same.
 *
 * @packageDocumentation
 */
import type { GanglionError } from "../../host-tools/errors.ts";
import type { Counters } from "../board.ts";

/** See the file's comment. */
export interface Device {
  /** Bytes to the board's receiver. */
  write(bytes: Uint8Array): void;
  /** Bytes from the board's transmitter. One listener. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** The board broke down by itself. One listener, called once. */
  onFailure(listener: (cause: GanglionError) => void): void;
  /** The host does not read: the board shall send nothing more until this is withdrawn. */
  hold(held: boolean): void;
  counters(): Counters;
  /** Idempotent; never rejects. */
  stop(): Promise<void>;
}
