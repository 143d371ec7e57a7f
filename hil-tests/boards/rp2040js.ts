/**
 * The board `rp2040js`: firmware for the RP2040, run from its boot loader on by an emulated chip behind a real
 * pseudo-terminal. See emulator/machine.ts for what is and is not modelled. Its line is that of the pins, at the speed
 * of the line, or that of the USB port.
 *
 * What a function costs repeats to the cycle. A whole session costs a little more or less each time, because the
 * host's handshake holds a random number, and some random numbers take longer to unpack than others.
 *
 * @packageDocumentation
 */
import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Firmware } from "../../targets/build.ts";
import { readElf, symbolNamed, type Elf } from "../../targets/elf.ts";
import { RP2040 } from "../../targets/rp2040/chip.ts";
import { missingCompiler } from "../../targets/toolchain.ts";
import type { FunctionMeasurement, RunningBoard, StartOptions } from "../board.ts";
import { EmulatedDevice } from "../emulator/device.ts";
import type { Fault } from "../emulator/fault.ts";
import { Machine } from "../emulator/machine.ts";
import type { FirmwareSource } from "./firmware-source.ts";
import { type DeviceBoard, openBoard } from "./plug-in.ts";
import { missingPty } from "./pty.ts";

/** How the emulated chip is to be. */
export interface Rp2040jsOptions {
  /** Decides what the chip's random bits are; another one at every start unless given. */
  readonly seed?: number;
  /** Whether the host's line is the USB port; the pins' otherwise. */
  readonly usb?: boolean;
}

/** The board, whose running form tells more than others. */
export interface Rp2040jsBoard extends DeviceBoard {
  start(options: StartOptions): Promise<RunningRp2040>;
}

/** What an emulated chip tells beyond what every board does. */
export interface RunningRp2040 extends RunningBoard {
  readonly firmware: Firmware;
  /** From reset until the program first slept. */
  readonly bootNs: number;
  /** Null while the chip is sound. */
  fault(): Fault | null;
  /** The most bytes of stack that have been in use at once since reset. */
  stackUsedBytes(): number;
  readonly measureFunctions: (names: readonly string[]) => FunctionMeasurement;
}

/** The emulated RP2040, running the firmware that `source` builds. */
export function rp2040jsBoard(source: FirmwareSource, options: Rp2040jsOptions = {}): Rp2040jsBoard {
  return {
    name: options.usb === true ? `${NAME}-usb` : NAME,
    unavailable: async () => (await missingCompiler(RP2040.compiler)) ?? (await missingPty()),
    power: async ({ baud }) => (await powerOn(await source(RP2040, { baud }), options)).device,
    start: async ({ baud }) => {
      const firmware = await source(RP2040, { baud });
      const { device, elf } = await powerOn(firmware, options);
      const bootNs = device.machine.clock.nanos;
      const board = await openBoard(device, baud);
      return {
        ...board,
        firmware,
        bootNs,
        fault: () => device.machine.fault,
        stackUsedBytes: () => stackUsedBytes(device, elf),
        measureFunctions: (names) => measure(device, elf, names),
      };
    },
  };
}

/** An emulated RP2040 that runs this firmware and has come to its first sleep. */
async function powerOn(
  firmware: Firmware,
  { seed = randomInt(1, 2 ** 32), usb = false }: Rp2040jsOptions = {},
): Promise<{ device: EmulatedDevice<Machine>; elf: Elf }> {
  const elf = readElf(new Uint8Array(await readFile(firmware.files.elf)));
  const image = new Uint8Array(await readFile(firmware.files.bin ?? firmware.files.elf));
  const device = new EmulatedDevice({
    name: NAME,
    elf,
    machine: (onSent) =>
      new Machine({
        image,
        baud: firmware.baud,
        seed,
        stackBottom: symbolNamed(elf, "__stack_bottom").address,
        onFault: "stop",
        onSent,
        usb: usb ? "open" : undefined,
      }),
  });
  const { start, bytes } = stackOf(elf);
  device.machine.paintRam(start, bytes, PAINT);
  await device.untilAsleep();
  return { device, elf };
}

/** The stack grows down over its paint; a word that happens to look like paint at the very end is one too few. */
function stackUsedBytes({ machine }: EmulatedDevice<Machine>, elf: Elf): number {
  const { start, bytes } = stackOf(elf);
  const touched = machine.readRam(start, bytes).findIndex((byte) => byte !== PAINT);
  return touched < 0 ? 0 : bytes - touched;
}

function stackOf(elf: Elf): { start: number; bytes: number } {
  const start = symbolNamed(elf, "__stack_bottom").address;
  return { start, bytes: symbolNamed(elf, "__stack_top").address - start };
}

/** A byte that no program pushes often. */
const PAINT = 0xa5;

const NAME = "rp2040js";

function measure(device: EmulatedDevice<Machine>, elf: Elf, names: readonly string[]): FunctionMeasurement {
  const addresses = new Map(names.map((name) => [name, symbolNamed(elf, name).address]));
  const watch = device.machine.watchFunctions([...addresses.values()]);
  return (name) => watch.callsOf(addresses.get(name) ?? 0);
}
