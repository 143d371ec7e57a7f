/**
 * The C backend as engines on emulated chips, each in QEMU: an ARMv6-M and a RISC-V core without floating-point unit,
 * as the RP2040 and the ESP32-C3 have them, and an Xtensa core with one, as the ESP32 has it.
 *
 * No board is emulated here: a program reads its calls from a file of the host and writes its results to another
 * (chips/bare.c). The compiler's own routines for floats, and the square root that boards get from
 * targets/freestanding, are under test with it.
 *
 * @packageDocumentation
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { CALLS_SOURCE, decodeResults, encodeCalls, PROGRAM_SOURCE, writeProgram } from "./c-program.ts";
import type { Command } from "./child.ts";
import { runChild, works } from "./child.ts";
import type { OptionalEngine } from "./engine.ts";

interface Chip {
  readonly name: string;
  /** Each must run, or the engine is missing. */
  readonly tools: readonly Command[];
  /** Makes `program.elf` of the sources in a folder. */
  readonly build: (folder: string, sources: readonly string[]) => Promise<void>;
  readonly emulator: Command;
}

const CHIPS = join(import.meta.dirname, "chips");
const FREESTANDING = join(import.meta.dirname, "../../../targets/freestanding");

/** What every chip needs that has no operating system and no C library. */
const SUPPORT = [join(CHIPS, "bare.c"), join(FREESTANDING, "memory.c"), join(FREESTANDING, "square_root.c")];

/** Loops stay loops: memset must not be compiled to a call of memset. */
const FLAGS = [
  "-std=c99",
  "-O2",
  "-ffp-contract=off",
  "-ffreestanding",
  "-fno-common",
  "-fno-tree-loop-distribute-patterns",
  "-I.",
  `-I${CHIPS}`,
];

const SEMIHOSTING = ["-display", "none", "-monitor", "none", "-serial", "none"];
const SEMIHOSTING_FILES = ["-semihosting-config", "enable=on,target=native"];

/** A Cortex-M0; its libgcc is the one that an RP2040's program gets. */
export const ARM = chipEngine({
  name: "Cortex-M0 in QEMU",
  tools: [
    ["arm-none-eabi-gcc", "--version"],
    ["qemu-system-arm", "--version"],
  ],
  build: gccBuild("arm-none-eabi-gcc", ["-mcpu=cortex-m0plus", "-mthumb"], "arm"),
  emulator: ["qemu-system-arm", "-M", "microbit", ...SEMIHOSTING, ...SEMIHOSTING_FILES, "-kernel", "program.elf"],
});

/** RV32IMC, as in the ESP32-C3. Naming more extensions would select the 64-bit library. */
export const RISCV = chipEngine({
  name: "RV32IMC in QEMU",
  tools: [
    ["riscv64-unknown-elf-gcc", "--version"],
    ["qemu-system-riscv32", "--version"],
  ],
  build: gccBuild(
    "riscv64-unknown-elf-gcc",
    ["-march=rv32imc", "-mabi=ilp32", "-misa-spec=2.2", "-mcmodel=medany"],
    "riscv",
  ),
  emulator: [
    "qemu-system-riscv32",
    "-M",
    "virt",
    "-cpu",
    "rv32,f=off,d=off",
    "-bios",
    "none",
    ...SEMIHOSTING,
    ...SEMIHOSTING_FILES,
    "-kernel",
    "program.elf",
  ],
});

/** An Xtensa core with a single-precision unit. Only a recent LLVM compiles for the ESP32's. */
export const XTENSA = chipEngine({
  name: "Xtensa in QEMU",
  tools: [
    ["clang-22", "--target=xtensa", "--version"],
    ["llc-22", "--version"],
    ["llvm-mc-22", "--version"],
    ["xtensa-lx106-elf-ld", "--version"],
    ["xtensa-lx106-elf-gcc", "--version"],
    ["qemu-system-xtensa", "--version"],
  ],
  build: buildXtensa,
  emulator: [
    "qemu-system-xtensa",
    "-M",
    "sim",
    "-cpu",
    "de233_fpu",
    ...SEMIHOSTING,
    "-semihosting",
    "-kernel",
    "program.elf",
  ],
});

/** All of them. */
export const CHIP_ENGINES: readonly OptionalEngine[] = [ARM, RISCV, XTENSA];

function chipEngine({ name, tools, build, emulator }: Chip): OptionalEngine {
  const absent = tools.find((command) => !works(command));
  return {
    name,
    missing: absent === undefined ? null : `${absent[0]} is not installed`,
    run: async (program, calls) => {
      const folder = mkdtempSync(join(tmpdir(), "ganglion-chip-"));
      try {
        writeProgram(program, folder);
        writeFileSync(join(folder, "calls.bin"), encodeCalls(program, calls));
        await build(folder, [PROGRAM_SOURCE, CALLS_SOURCE, ...SUPPORT]);
        await runChild(emulator, folder);
        return decodeResults(program, calls, readFileSync(join(folder, "results.bin")));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

function gccBuild(compiler: string, machine: readonly string[], chip: string): Chip["build"] {
  return async (folder, sources) => {
    const start = [join(CHIPS, `${chip}.S`), join(CHIPS, "semihosting.c")];
    const link = ["-nostdlib", "-nostartfiles", `-Wl,-T,${join(CHIPS, `${chip}.ld`)}`];
    await runChild(
      [compiler, ...machine, ...FLAGS, ...link, "-o", "program.elf", ...start, ...sources, "-lgcc"],
      folder,
    );
  };
}

/**
 * Clang knows no Xtensa processor by name, so LLVM's own compiler makes the assembly for the ESP32's; its ABI is call0,
 * which needs no window handlers. The emulated core lacks the multiplication with a 64-bit product. The libgcc of the
 * ESP8266 (same ABI) has the division that the FPU lacks, but little for 64 bits (chips/division.c).
 */
async function buildXtensa(folder: string, sources: readonly string[]): Promise<void> {
  const all = [...sources, join(CHIPS, "division.c")];
  const assembly = await Promise.all(all.map((source) => compileToXtensa(folder, source)));
  const objects = await Promise.all([join(CHIPS, "xtensa.s"), ...assembly].map((file) => assemble(folder, file)));
  const libgcc = await runChild(["xtensa-lx106-elf-gcc", "-print-libgcc-file-name"], folder);
  const script = join(CHIPS, "xtensa.ld");
  await runChild(
    ["xtensa-lx106-elf-ld", "-T", script, "-o", "program.elf", ...objects, libgcc.toString().trim()],
    folder,
  );
}

async function compileToXtensa(folder: string, source: string): Promise<string> {
  const name = basename(source, ".c");
  const flags = FLAGS.filter((flag) => flag !== "-fno-tree-loop-distribute-patterns");
  const front = ["clang-22", "--target=xtensa", ...flags, "-fno-builtin", "-fno-jump-tables"] as const;
  const module = await runChild([...front, "-emit-llvm", "-S", "-o", "-", source], folder);
  writeFileSync(join(folder, `${name}.ll`), withoutFloatChoices(module.toString()));
  const back = ["llc-22", "-march=xtensa", "-mcpu=esp32", "-mattr=-windowed,-mul32high"] as const;
  const raw = await runChild([...back, "-o", "-", `${name}.ll`], folder);
  writeFileSync(join(folder, `${name}.s`), withLiterals(raw.toString()));
  return `${name}.s`;
}

/**
 * LLVM 22 cannot select instructions for a choice between two float constants on this processor, and makes one of a
 * bool that becomes a float, so both become choices between the constants' bits.
 */
function withoutFloatChoices(module: string): string {
  const choose = (name: string, condition: string, yes: string, no: string): string =>
    `  ${name.replace("%", "%bits.")} = select i1 ${condition}, i32 ${bitsOf(yes)}, i32 ${bitsOf(no)}\n` +
    `  ${name} = bitcast i32 ${name.replace("%", "%bits.")} to float`;
  return module
    .replace(/^ {2}(%[\w.]+) = ([us])itofp i1 (%[\w.]+) to float/gm, (_, name: string, sign: string, flag: string) =>
      choose(name, flag, sign === "s" ? "-1.0" : "1.0", "0.0"),
    )
    .replace(
      /^ {2}(%[\w.]+) = select i1 (%[\w.]+), float ([^%,]+), float ([^%,\s]+)/gm,
      (_, name: string, condition: string, yes: string, no: string) => choose(name, condition, yes, no),
    );
}

/** A float of LLVM's text: decimal, or the bits of the same number as a double. */
function bitsOf(text: string): number {
  const value = text.startsWith("0x")
    ? (new Float64Array(BigUint64Array.of(BigInt(text)).buffer)[0] ?? 0)
    : Number(text);
  return new DataView(Float32Array.of(value).buffer).getInt32(0, true);
}

/** LLVM's assembler misplaces `.literal`, so each becomes a word in a section that the linker puts first. */
function withLiterals(assembly: string): string {
  return assembly
    .replace(/^\s*\.literal_position\n/gm, "")
    .replace(
      /^\s*\.literal\s+([^,]+),\s*(.*)$/gm,
      '\t.pushsection .literal,"ax",@progbits\n\t.balign 4\n$1:\n\t.long $2\n\t.popsection',
    );
}

async function assemble(folder: string, file: string): Promise<string> {
  const object = `${basename(file, ".s")}.o`;
  await runChild(["llvm-mc-22", "-triple=xtensa", "-mcpu=esp32", "-filetype=obj", "-o", object, file], folder);
  return object;
}
