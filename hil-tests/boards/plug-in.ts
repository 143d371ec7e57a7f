/**
 * Gives a device a serial port: plugs it into a pseudo-terminal, and opens that as users do, with the serial transport
 * of the host tools.
 *
 * @packageDocumentation
 */
import type { GanglionError } from "../../host-tools/errors.ts";
import { openSerial } from "../../host-tools/transport/serial.ts";
import type { Board, RunningBoard, StartOptions } from "../board.ts";
import { AttachedTransport } from "./attached-transport.ts";
import type { Device } from "./device.ts";
import { openPty, type PseudoTerminal } from "./pty.ts";

/** A board that is a device of this computer: it can be given power without anybody opening its port. */
export interface DeviceBoard extends Board {
  /** Boots a fresh device. Rejects with an error that names what failed. */
  power(options: StartOptions): Promise<Device>;
}

/** A board whose device is powered so. */
export function deviceBoard(board: Pick<DeviceBoard, "name" | "unavailable" | "power">): DeviceBoard {
  return { ...board, start: async (options) => openBoard(await board.power(options), options.baud) };
}

/** A running device with a port that nobody has opened yet. */
export interface PluggedDevice {
  readonly path: string;
  /** The device broke down, or its port went away. One listener, called once at most. */
  onFailure(listener: (cause: GanglionError) => void): void;
  /** Stops the device and removes the port. Idempotent; never rejects. */
  stop(): Promise<void>;
}

/** Plugs a device in. If that fails, the device is stopped and nothing is left behind. */
export async function plugIn(device: Device): Promise<PluggedDevice> {
  let terminal: PseudoTerminal;
  try {
    terminal = await openPty();
  } catch (error) {
    await device.stop();
    throw error;
  }
  join(device, terminal);
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await device.stop();
    await terminal.close();
  };
  return {
    path: terminal.path,
    onFailure: (listener) => {
      device.onFailure(listener);
      terminal.onLost(listener);
    },
    stop: () => (stopping ??= stop()),
  };
}

/** Plugs a device in and opens its port. */
export async function openBoard(device: Device, baud: number): Promise<RunningBoard> {
  const plugged = await plugIn(device);
  try {
    const transport = new AttachedTransport(await openSerial(plugged.path, { baud }));
    plugged.onFailure((cause) => transport.fail(cause));
    return {
      transport,
      port: plugged.path,
      counters: () => device.counters(),
      stop: async () => {
        await transport.close();
        await plugged.stop();
      },
    };
  } catch (error) {
    await plugged.stop();
    throw error;
  }
}

function join(device: Device, terminal: PseudoTerminal): void {
  device.onData((bytes) => {
    if (!terminal.write(bytes)) device.hold(true);
  });
  terminal.onDrain(() => device.hold(false));
  terminal.onData((bytes) => device.write(bytes));
}
