/**
 * What a page uses: the same client and session as everywhere, over a serial port that its user has chosen.
 *
 * ```js
 * import { connect } from "ganglion/browser";
 * button.onclick = async () => {
 *   const board = await connect(await navigator.serial.requestPort());
 *   console.log(board.identity);
 * };
 * ```
 *
 * Nothing here, or in what it imports, needs more than a browser has: a test follows the imports.
 *
 * @packageDocumentation
 */
import { Client } from "./client/client.ts";
import type { SessionOptions } from "./session/session.ts";
import type { Transport } from "./transport/transport.ts";
import { openWebSerial, type WebSerialPort } from "./transport/web-serial.ts";

export { Client } from "./client/client.ts";
export * from "./errors.ts";
export { InProcessTransport } from "./transport/in-process.ts";
export { openWebSerial, type WebSerialPort } from "./transport/web-serial.ts";

/** How to open the port, and how long to wait for its board. */
export interface BrowserConnectOptions extends SessionOptions {
  /** Baud rate; 115200 by default. */
  readonly baud?: number;
}

/** Opens a port of the browser, or takes an open transport, and shakes hands. Rejects as the package's `connect`. */
export async function connect(to: WebSerialPort | Transport, options: BrowserConnectOptions = {}): Promise<Client> {
  const { baud = 115_200, ...rest } = options;
  const transport = "onData" in to ? to : await openWebSerial(to, { baud });
  return await Client.open(transport, rest);
}
