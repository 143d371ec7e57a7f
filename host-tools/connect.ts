/**
 * Where a program begins: `const board = await connect("/dev/ttyACM0")`.
 *
 * The one place that joins the client to serial ports; a browser or a simulated board gives a transport of its own.
 *
 * @packageDocumentation
 */
import { Client } from "./client/client.ts";
import type { SessionOptions } from "./session/session.ts";
import { openSerial } from "./transport/serial.ts";
import type { Transport } from "./transport/transport.ts";

/** How to open the port, and how long to wait for its board. */
export interface ConnectOptions extends SessionOptions {
  /** Baud rate of a serial port; 115200 by default. */
  readonly baud?: number;
}

/** The rate at which every board of this project starts. */
export const DEFAULT_BAUD = 115_200;

/**
 * Opens a port, or takes an open transport, and shakes hands. Rejects with a TransportError, BoardSilentError,
 * NotANodeError, VersionMismatchError, SchemaMismatchError, or the signal's reason; nothing is left open then.
 */
export async function connect(to: string | Transport, options: ConnectOptions = {}): Promise<Client> {
  const { baud = DEFAULT_BAUD, ...rest } = options;
  options.signal?.throwIfAborted();
  const transport = typeof to === "string" ? await openSerial(to, { baud }) : to;
  return await Client.open(transport, rest);
}
