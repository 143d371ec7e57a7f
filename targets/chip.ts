/**
 * What the build must know of a chip, as data: which compiler, which flags, which files, how much memory. Each chip's
 * folder holds one such description beside its C sources; to add a chip, copy a folder.
 *
 * @packageDocumentation
 */

/** A chip that programs can be built for. */
export interface Chip {
  /** As in `--target`. */
  readonly name: string;
  /** For people: `RP2040 (Cortex-M0+ at 125 MHz)`. */
  readonly title: string;
  readonly compiler: Compiler;
  /** Flags for every file, the instruction set among them. */
  readonly compileFlags: readonly string[];
  /** Flags for linking, beside the compile flags. */
  readonly linkFlags: readonly string[];
  /** Below `targets/`; null where the system's own linker script serves. */
  readonly linkerScript: string | null;
  /** The chip's own C and assembly files, below `targets/`. */
  readonly sources: readonly string[];
  /** Null on a system that gives a program what it asks for. */
  readonly memory: Memory | null;
  readonly stack: StackFacts;
  /** How the image becomes a UF2 file, where the chip's loader takes one. */
  readonly uf2Family: number | null;
  /** The last step of a build: writes into the linked ELF file what only the finished program determines. */
  readonly seal: ((elf: Uint8Array) => void) | null;
}

/** The compiler of a chip. */
export interface Compiler {
  /** The command: `arm-none-eabi-gcc`. */
  readonly command: string;
  /** The Debian and Ubuntu packages that it comes in. */
  readonly packages: readonly string[];
}

/** What decides how deep the stack gets, beside the frames of functions. */
export interface StackFacts {
  /** Where the processor begins. */
  readonly entry: string;
  /** Functions that interrupts run; all have one priority, so that none interrupts another. */
  readonly interruptHandlers: readonly string[];
  /** What the processor pushes before such a function runs, with what it may skip to align the stack. */
  readonly interruptFrameBytes: number;
  /** How the frames of code that was not compiled here are measured; null where they are the system's. */
  readonly instructionSet: InstructionSet | null;
}

/** Instruction sets whose disassembly can be read. */
export type InstructionSet = "thumb" | "riscv";

/** Memories are half-open ranges of addresses. */
export interface Memory {
  readonly flash: MemoryRange;
  readonly ram: MemoryRange;
  readonly stack: MemoryRange;
}

/** From `start` on, so many bytes. */
export interface MemoryRange {
  readonly start: number;
  readonly bytes: number;
}

/** Flags that no chip may leave out, since the meaning of a program rests on them. */
export const COMMON_COMPILE_FLAGS: readonly string[] = [
  "-std=c11",
  // A fused multiply-add rounds once where the language says twice.
  "-ffp-contract=off",
  // Integers wrap in the language; generated C says so itself, this is for the code of the chips.
  "-fno-strict-overflow",
  "-ffunction-sections",
  "-fdata-sections",
  "-g",
  "-Wall",
  "-Wextra",
  "-Wconversion",
  "-Wpedantic",
];

/** What a chip without a C library adds. */
export const FREESTANDING_COMPILE_FLAGS: readonly string[] = [
  "-ffreestanding",
  // Or a loop that copies memory becomes a call of memcpy inside memcpy.
  "-fno-tree-loop-distribute-patterns",
  // sqrtf has no errno to set.
  "-fno-math-errno",
];

/** What stands in for the C library: also in the image only where used. */
export const FREESTANDING_SOURCES: readonly string[] = ["freestanding/memory.c", "freestanding/square_root.c"];
