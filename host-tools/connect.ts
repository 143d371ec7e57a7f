/**
 * Where a program begins: `const board = await connect()`, or `connect("/dev/ttyACM0")` where there are several.
 *
 * The one place that joins the client to serial ports; a browser or a simulated board gives a transport of its own.
 *
 * @packageDocumentation
 */
import { Client } from "./client/client.ts";
import { findBoard } from "./discover.ts";
import type { SessionOptions } from "./session/session.ts";
import { openSerial } from "./transport/serial.ts";
import type { Transport } from "./transport/transport.ts";

/** How to open the port, and how long to wait for its board. */
export interface ConnectOptions extends SessionOptions {
  /** Baud rate of a serial port; 115200 by default. */
  readonly baud?: number;
  /** Of several boards, the one that says this id; only where no port is named. */
  readonly uniqueId?: string;
}

/** The rate at which every board of this project starts. */
export const DEFAULT_BAUD = 115_200;

/**
 * Opens a port, or takes an open transport, and shakes hands; without either, finds the board that is plugged in.
 * Rejects with a TransportError, NoBoardError, SeveralBoardsError, BoardSilentError, NotANodeError,
 * VersionMismatchError, SchemaMismatchError, or the signal's reason; nothing is left open then.
 */
export async function connect(to?: string | Transport, options: ConnectOptions = {}): Promise<Client> {
  const { baud = DEFAULT_BAUD, uniqueId, ...rest } = options;
  return await Client.open(await transportTo(to, baud, uniqueId, rest.signal), rest);
}

/** A port by its path, or by whoever answers there. */
export async function transportTo(
  to: string | Transport | undefined,
  baud: number,
  uniqueId?: string,
  signal?: AbortSignal,
): Promise<Transport> {
  signal?.throwIfAborted();
  if (typeof to === "object") return to;
  const path = to ?? (await findBoard({ baud, uniqueId, signal })).port.path;
  return await openSerial(path, { baud });
}
