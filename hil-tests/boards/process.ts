/**
 * The board `process`: the same C as on a chip, compiled for this computer with the address and undefined-behaviour
 * sanitizers, behind a real pseudo-terminal at the speed of the line. What it does wrong, it dies of, and says where.
 *
 * @packageDocumentation
 */
import { HOST } from "../../targets/host/chip.ts";
import { missingCompiler } from "../../targets/toolchain.ts";
import type { FirmwareSource } from "./firmware-source.ts";
import { deviceBoard, type DeviceBoard } from "./plug-in.ts";
import { ProcessDevice } from "./process-device.ts";
import { missingPty } from "./pty.ts";

/** The native process, running the firmware that `source` builds. */
export function processBoard(source: FirmwareSource): DeviceBoard {
  return deviceBoard({
    name: "process",
    unavailable: async () => (await missingCompiler(HOST.compiler)) ?? (await missingPty()),
    power: async ({ baud, heldBackMs = 0 }) => {
      const firmware = await source(HOST, { baud, sanitize: true });
      return new ProcessDevice({ command: firmware.files.elf, baud, heldBackMs });
    },
  });
}
