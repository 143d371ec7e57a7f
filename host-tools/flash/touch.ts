/**
 * The serial port of the board that is meant, and the 1200-baud touch that sends it into its loader.
 *
 * Opening a USB serial port at 1200 baud and letting go of DTR is Arduino's old signal for "I want to flash you"; the
 * Pico SDK's and Arduino's USB serial ports obey it. A program that has no USB port of its own never hears it.
 *
 * @packageDocumentation
 */
import { PortLostError, PortNotFoundError } from "../errors.ts";
import type { PortInfo, UsbDevice } from "../transport/ports.ts";
import { openSerial } from "../transport/serial.ts";
import { SeveralBoardsError } from "./errors.ts";
import { pause } from "./steps.ts";

/** Which port is meant; neither, if there is only one that can be. */
export interface PortChoice {
  /** Its path, listed or not. */
  readonly port?: string;
  /** The serial number of the USB device behind it. */
  readonly serialNumber?: string;
}

/**
 * The path of the port that is meant, or null if nothing was said and there is none that `isLikely`. Rejects with
 * PortNotFoundError or SeveralBoardsError.
 */
export function choosePort(
  { port, serialNumber }: PortChoice,
  ports: readonly PortInfo[],
  isLikely: (usb: UsbDevice | null) => boolean,
): string | null {
  if (port !== undefined) return port;
  const likely = ports.filter(({ usb }) =>
    serialNumber === undefined ? isLikely(usb) : usb?.serialNumber === serialNumber,
  );
  if (likely.length > 1) throw new SeveralBoardsError(likely.map(({ path }) => path));
  const [only] = likely;
  if (only === undefined && serialNumber !== undefined) {
    throw new PortNotFoundError(`of a USB device with serial number ${serialNumber}`);
  }
  return only?.path ?? null;
}

/**
 * Asks the board behind a port to enter its loader. Whether it does shows on the bus. Rejects with a TransportError.
 */
export async function touchPort(path: string): Promise<void> {
  const line = await openSerial(path, { baud: 1_200 });
  try {
    await line.setSignals({ dtr: true, rts: false });
    await pause(HOLD_MS);
    await line.setSignals({ dtr: false, rts: false });
    await pause(HOLD_MS);
  } catch (error) {
    // A board that leaves at once takes its port with it.
    if (!(error instanceof PortLostError)) throw error;
  } finally {
    await line.close();
  }
}

/** Long enough for every USB stack to have seen the change. */
const HOLD_MS = 50;
