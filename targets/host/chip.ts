/**
 * This computer as a chip: the same C as on a microcontroller, in a process whose standard input and output are the
 * serial line. Bugs that a chip would keep to itself are found here, by the compiler's sanitizers.
 *
 * @packageDocumentation
 */
import type { Chip } from "../chip.ts";

/** The description that the build works from. */
export const HOST: Chip = {
  name: "host",
  title: "this computer (native process)",
  compiler: { command: "gcc", packages: ["gcc", "libc6-dev"] },
  compileFlags: ["-fno-math-errno"],
  linkFlags: ["-Wl,--gc-sections", "-lm"],
  linkerScript: null,
  sources: ["host/board.c", "main.c"],
  memory: null,
  stack: { entry: "main", interruptHandlers: [], interruptFrameBytes: 0, instructionSet: null },
  uf2Family: null,
  seal: null,
};
