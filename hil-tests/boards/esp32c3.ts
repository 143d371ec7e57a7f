/**
 * The board `esp32c3`: firmware for the ESP32-C3, run by direct boot on an emulated chip behind a real pseudo-terminal.
 * See emulator/esp32c3/machine.ts for what is and is not modelled.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import type { Firmware } from "../../targets/build.ts";
import { readElf, symbolNamed } from "../../targets/elf.ts";
import { ESP32C3 } from "../../targets/esp32c3/chip.ts";
import { missingCompiler } from "../../targets/toolchain.ts";
import { EmulatedDevice } from "../emulator/device.ts";
import { Machine } from "../emulator/esp32c3/machine.ts";
import type { FirmwareSource } from "./firmware-source.ts";
import { deviceBoard, type DeviceBoard } from "./plug-in.ts";
import { missingPty } from "./pty.ts";

/** How the emulated chip is to be. */
export interface Esp32c3Options {
  /** Whether the host's line is the chip's own USB port; UART0 otherwise. */
  readonly usb?: boolean;
}

/** The emulated ESP32-C3, running the firmware that `source` builds. */
export function esp32c3Board(source: FirmwareSource, { usb = false }: Esp32c3Options = {}): DeviceBoard {
  return deviceBoard({
    name: usb ? `${NAME}-usb` : NAME,
    unavailable: async () => (await missingCompiler(ESP32C3.compiler)) ?? (await missingPty()),
    power: async ({ baud }) => powerOn(await source(ESP32C3, { baud }), usb),
  });
}

const NAME = "esp32c3";

/** An emulated chip that runs this firmware and waits for its host. */
async function powerOn({ files, baud }: Firmware, usb: boolean): Promise<EmulatedDevice<Machine>> {
  const elf = readElf(new Uint8Array(await readFile(files.elf)));
  const image = new Uint8Array(await readFile(files.bin ?? files.elf));
  const device = new EmulatedDevice({
    name: NAME,
    elf,
    machine: (onSent) =>
      new Machine({
        image,
        baud,
        idleAddress: symbolNamed(elf, "board_idle").address,
        stackBottom: symbolNamed(elf, "__stack_bottom").address,
        onFault: "stop",
        onSent,
        usb,
      }),
  });
  await device.untilAsleep();
  return device;
}
