/**
 * The ESP32-C3: one RV32IMC core without a floating-point unit, 400 KB of RAM, flash outside the chip.
 *
 * The image is started by the boot ROM straight from flash ("direct boot", chip revision 3 and later): no vendor SDK,
 * no second-stage loader and no image header. Code runs through the instruction cache; constants are read through the
 * data cache, at another address of the same flash, so a constant's place in the image is not its address.
 *
 * @packageDocumentation
 */
import { FREESTANDING_COMPILE_FLAGS, FREESTANDING_SOURCES, type Chip } from "../chip.ts";

/** What the boot ROM maps, and what every module has. */
const FLASH_BYTES = 4 * 1024 * 1024;
const RAM = 0x3fc80000;
const RAM_BYTES = 320 * 1024;
const STACK_BYTES = 8 * 1024;

/** The description that the build works from. */
export const ESP32C3: Chip = {
  name: "esp32c3",
  title: "ESP32-C3 (RISC-V RV32IMC)",
  compiler: { command: "riscv64-unknown-elf-gcc", packages: ["gcc-riscv64-unknown-elf"] },
  compileFlags: [
    // Naming the counter extensions too would select the 64-bit library; the assembly asks for them itself.
    "-march=rv32imc",
    "-mabi=ilp32",
    "-misa-spec=2.2",
    ...FREESTANDING_COMPILE_FLAGS,
  ],
  linkFlags: ["-nostdlib", "-nostartfiles", "-Wl,--gc-sections"],
  linkerScript: "esp32c3/link.ld",
  sources: ["esp32c3/startup.S", "esp32c3/board.c", "main.c", ...FREESTANDING_SOURCES],
  memory: {
    flash: { start: 0x42000000, bytes: FLASH_BYTES },
    ram: { start: RAM, bytes: RAM_BYTES - STACK_BYTES },
    stack: { start: RAM + RAM_BYTES - STACK_BYTES, bytes: STACK_BYTES },
  },
  stack: {
    entry: "_start",
    interruptHandlers: ["UART0_Handler", "USB_Handler"],
    // The processor pushes nothing; what the handler saves is in its own frame.
    interruptFrameBytes: 0,
    instructionSet: "riscv",
  },
  uf2Family: null,
  seal: null,
};
