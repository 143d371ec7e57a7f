/**
 * The instruction set of the ESP32-C3 (RV32IMC, no floating-point unit) on QEMU's `virt` machine: a second processor
 * that compiles, runs and must agree to the last bit, with an emulator that every distribution has.
 *
 * The memory is laid out as on the C3, code apart from 320 KB of RAM, so that what does not fit there does not
 * fit here.
 *
 * @packageDocumentation
 */
import { FREESTANDING_COMPILE_FLAGS, FREESTANDING_SOURCES, type Chip } from "../chip.ts";

const CODE = 0x80000000;
const CODE_BYTES = 4 * 1024 * 1024;
const RAM_BYTES = 320 * 1024;
const STACK_BYTES = 8 * 1024;

/** The description that the build works from. */
export const RISCV32: Chip = {
  name: "riscv32",
  title: "RISC-V RV32IMC (QEMU virt)",
  compiler: { command: "riscv64-unknown-elf-gcc", packages: ["gcc-riscv64-unknown-elf"] },
  compileFlags: [
    // Naming the counter extensions too would select the 64-bit library; the assembly asks for them itself.
    "-march=rv32imc",
    "-mabi=ilp32",
    "-misa-spec=2.2",
    "-mcmodel=medany",
    ...FREESTANDING_COMPILE_FLAGS,
  ],
  linkFlags: ["-nostdlib", "-nostartfiles", "-Wl,--gc-sections"],
  linkerScript: "virt/link.ld",
  sources: ["virt/startup.S", "virt/board.c", "main.c", ...FREESTANDING_SOURCES],
  memory: {
    flash: { start: CODE, bytes: CODE_BYTES },
    ram: { start: CODE + CODE_BYTES, bytes: RAM_BYTES - STACK_BYTES },
    stack: { start: CODE + CODE_BYTES + RAM_BYTES - STACK_BYTES, bytes: STACK_BYTES },
  },
  stack: { entry: "_start", interruptHandlers: [], interruptFrameBytes: 0, instructionSet: "riscv" },
  uf2Family: null,
  seal: null,
};
