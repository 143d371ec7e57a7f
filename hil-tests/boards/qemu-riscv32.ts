/**
 * The board `qemu-riscv32`: the same C compiled for RISC-V without a floating-point unit, on QEMU's `virt` machine
 * behind a real pseudo-terminal at the speed of the line.
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import { missingCompiler } from "../../targets/toolchain.ts";
import { RISCV32 } from "../../targets/virt/chip.ts";
import type { FirmwareSource } from "./firmware-source.ts";
import { deviceBoard, type DeviceBoard } from "./plug-in.ts";
import { ProcessDevice } from "./process-device.ts";
import { missingPty } from "./pty.ts";

/** The emulated RISC-V machine, running the firmware that `source` builds. */
export function qemuRiscv32Board(source: FirmwareSource): DeviceBoard {
  return deviceBoard({
    name: "qemu-riscv32",
    unavailable: async () =>
      (await missingCompiler(RISCV32.compiler)) ?? (await missingEmulator()) ?? (await missingPty()),
    power: async ({ baud }) => {
      const { files } = await source(RISCV32, { baud });
      const args = [...ARGUMENTS, "-kernel", files.elf];
      return new ProcessDevice({ command: EMULATOR, args, baud, endsWithInput: false });
    },
  });
}

const EMULATOR = "qemu-system-riscv32";

const ARGUMENTS: readonly string[] = [
  ...["-M", "virt", "-m", "8M", "-bios", "none"],
  // No floating-point unit, as on the chip: an instruction for one is a fault.
  ...["-cpu", "rv32,f=off,d=off"],
  ...["-nodefaults", "-display", "none"],
  ...["-semihosting-config", "enable=on,target=native"],
  ...["-chardev", "stdio,id=line,signal=off", "-serial", "chardev:line"],
];

function missingEmulator(): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(EMULATOR, ["--version"], (error) => {
      const remedy = "On Debian and Ubuntu: sudo apt-get install qemu-system-misc.";
      resolve(error === null ? null : `${EMULATOR} is not installed. ${remedy}`);
    });
  });
}
