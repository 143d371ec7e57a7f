/**
 * The RP2040: two Cortex-M0+ cores without a floating-point unit, 264 KB of RAM, flash outside the chip.
 *
 * Floating point is libgcc's, which rounds as IEEE-754 says; the routines in the chip's boot ROM are faster but
 * flush denormals to zero, and so would give other bits than every other engine.
 *
 * @packageDocumentation
 */
import { FREESTANDING_COMPILE_FLAGS, FREESTANDING_SOURCES, type Chip } from "../chip.ts";
import { sealBoot2 } from "./boot2.ts";

/** The Raspberry Pi Pico has 2 MB; boards have at least that. */
const FLASH_BYTES = 2 * 1024 * 1024;

/** The description that the build works from. */
export const RP2040: Chip = {
  name: "rp2040",
  title: "RP2040 (Cortex-M0+ at 125 MHz)",
  compiler: { command: "arm-none-eabi-gcc", packages: ["gcc-arm-none-eabi"] },
  compileFlags: ["-mcpu=cortex-m0plus", "-mthumb", "-mfloat-abi=soft", ...FREESTANDING_COMPILE_FLAGS],
  linkFlags: ["-nostdlib", "-nostartfiles", "-Wl,--gc-sections", `-Wl,--defsym=FLASH_BYTES=${FLASH_BYTES}`],
  linkerScript: "rp2040/link.ld",
  sources: [
    "rp2040/boot2.S",
    "rp2040/startup.c",
    "rp2040/board.c",
    "rp2040/flash.c",
    "rp2040/usb.c",
    "main.c",
    ...FREESTANDING_SOURCES,
  ],
  memory: {
    flash: { start: 0x10000000, bytes: FLASH_BYTES },
    ram: { start: 0x20000000, bytes: 256 * 1024 },
    stack: { start: 0x20040000, bytes: 8 * 1024 },
  },
  stack: {
    entry: "Reset_Handler",
    interruptHandlers: ["UART0_Handler", "USB_Handler"],
    // Eight registers, and a word that keeps the stack aligned to eight bytes (ARMv6-M manual, B1.5.6).
    interruptFrameBytes: 36,
    instructionSet: "thumb",
  },
  uf2Family: 0xe48bff56,
  seal: sealBoot2,
};
