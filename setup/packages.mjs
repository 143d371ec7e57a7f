/**
 * Every program that ganglion uses and npm cannot bring: one row each.
 *
 * A row counts as present when its probe runs, whoever installed it; package managers are asked only for what
 * is missing.
 *
 * @packageDocumentation
 */

/**
 * @typedef {object} SystemPackage
 * @property {string} apt name of the package on Debian and Ubuntu
 * @property {string | null} dnf name on Fedora; null if it has none that brings the same command
 * @property {string | null} brew the same for macOS with Homebrew; null also for what macOS's developer tools have
 * @property {string} why what ganglion does with it
 * @property {readonly string[]} probe a command that works if and only if it is installed
 * @property {string} [probeInput] the probe's standard input
 * @property {{ demo: Need, test: Need }} needs
 */

/** @typedef {"required" | "optional" | "no"} Need */

/** @type {readonly SystemPackage[]} */
export const SYSTEM_PACKAGES = [
  {
    apt: "gcc-arm-none-eabi",
    dnf: "arm-none-eabi-gcc-cs",
    brew: "arm-none-eabi-gcc",
    why: "compiles the generated C for the RP2040 (without it the demo runs on the WASM board)",
    probe: ["arm-none-eabi-gcc", "-mcpu=cortex-m0plus", "-ffreestanding", "-xc", "-c", "-o", "/dev/null", "-"],
    probeInput: "#include <stdint.h>\nuint32_t one = 1;\n",
    needs: { demo: "optional", test: "required" },
  },
  {
    apt: "socat",
    dnf: "socat",
    brew: "socat",
    why: "makes the pseudo-terminal that stands for a serial port",
    probe: ["socat", "-V"],
    needs: { demo: "optional", test: "required" },
  },
  {
    apt: "gcc",
    dnf: "gcc",
    brew: null,
    why: "compiles the generated C for this machine",
    probe: ["gcc", "--version"],
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "libc6-dev",
    dnf: "glibc-devel libasan libubsan",
    brew: null,
    why: "the C library's headers, and the sanitizers that watch the native board",
    probe: ["gcc", "-fsanitize=address,undefined", "-xc", "-o", "/dev/null", "-"],
    probeInput: '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n',
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "g++",
    dnf: "gcc-c++",
    brew: null,
    why: "compiles the headers of the generated C as C++",
    probe: ["g++", "--version"],
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "cppcheck",
    dnf: "cppcheck",
    brew: "cppcheck",
    why: "has no remark on the generated C",
    probe: ["cppcheck", "--version"],
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "gcc-riscv64-unknown-elf",
    dnf: null,
    brew: null,
    why: "compiles the generated C for a processor with the ESP32-C3's instructions",
    probe: [
      "riscv64-unknown-elf-gcc",
      "-march=rv32imc",
      "-mabi=ilp32",
      "-ffreestanding",
      "-xc",
      "-c",
      "-o",
      "/dev/null",
      "-",
    ],
    probeInput: "#include <stdint.h>\nuint32_t one = 1;\n",
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "qemu-system-misc",
    dnf: "qemu-system-riscv",
    brew: "qemu",
    why: "emulates that processor, and one like the ESP32's",
    probe: ["qemu-system-riscv32", "--version"],
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "qemu-system-arm",
    dnf: "qemu-system-arm",
    brew: "qemu",
    why: "emulates a processor with the RP2040's instructions, for the compiler's tests",
    probe: ["qemu-system-arm", "--version"],
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "clang",
    dnf: "clang",
    brew: null,
    why: "compiles the generated C a second time, to compare",
    probe: ["clang", "--version"],
    needs: { demo: "no", test: "required" },
  },
  {
    apt: "chromium",
    dnf: "chromium",
    brew: null,
    why: "opens the page that talks to a board over Web Serial",
    probe: ["chromium", "--version"],
    needs: { demo: "no", test: "optional" },
  },
  {
    apt: "lld",
    dnf: "lld",
    brew: "lld",
    why: "links C by hand for WebAssembly, to compare with in `npm run bench`",
    probe: ["wasm-ld", "--version"],
    needs: { demo: "no", test: "optional" },
  },
  {
    apt: "clang-22",
    dnf: null,
    brew: null,
    why: "compiles the generated C for a processor with the ESP32's instructions",
    probe: ["clang-22", "--target=xtensa", "-xc", "-c", "-emit-llvm", "-o", "/dev/null", "-"],
    probeInput: "int one = 1;\n",
    needs: { demo: "no", test: "optional" },
  },
  {
    apt: "llvm-22",
    dnf: null,
    brew: null,
    why: "the second half of that compiler",
    probe: ["llc-22", "--version"],
    needs: { demo: "no", test: "optional" },
  },
  {
    apt: "gcc-xtensa-lx106",
    dnf: null,
    brew: null,
    why: "links for that processor, and has its division of floats",
    probe: ["xtensa-lx106-elf-gcc", "--version"],
    needs: { demo: "no", test: "optional" },
  },
];
