/**
 * A program as a component of ESP-IDF, which compiles it for the ESP32 and its successors with Espressif's own tools.
 *
 * Nothing is compiled here: a component is sources and what CMake must know of them. A program that exports `boot` and
 * `poll` comes with board.h on ESP-IDF's drivers, and with an example that is a whole application; any other is a
 * library whose functions an application calls.
 *
 *     node/CMakeLists.txt  idf_component.yml  README.md     Kconfig, with a board
 *     node/program/               the C of the program, and its public header
 *     node/board/                 board.c, board.h
 *     node/include/               ganglion_start.h, all that an application sees of a board
 *     node/examples/node/         an application: idf.py set-target esp32 build flash
 *
 * Pure: paths and texts come out, and whoever asks writes them. ESP-IDF calls a component as its folder is called, so
 * the folder is part of them.
 *
 * @packageDocumentation
 */
import { boardDefinitions } from "../definitions.ts";

/** What to make a component of. */
export interface ComponentRequest {
  /** The program's name, and the component's. */
  readonly program: string;
  /** Relative path to text, headers included. */
  readonly sources: ReadonlyMap<string, string>;
  /** The first 64 bits of the SHA-256 of the sources, as two words. */
  readonly buildId: readonly [number, number];
  /** The package's version. */
  readonly version: string;
  /** What a program with `boot` and `poll` runs on; null for a library. */
  readonly board: ComponentBoard | null;
}

/** The board's side of a component. */
export interface ComponentBoard {
  /** Baud rate of the line, unless menuconfig says another. */
  readonly baud: number;
  /** The text of a file below `targets/`. */
  readonly read: (path: string) => string;
}

/** What a board consists of: where it goes, and where it is below `targets/`. */
const BOARD_FILES: ReadonlyMap<string, string> = new Map([
  ["board/board.c", "esp-idf/board.c"],
  ["board/board.h", "board.h"],
  ["include/ganglion_start.h", "esp-idf/ganglion_start.h"],
]);

/** ESP-IDF has had the drivers as components of their own since then. */
const IDF_VERSION = ">=5.3";

/**
 * What the meaning of a program rests on: a fused multiply-add rounds once where the language says twice, and ESP-IDF
 * allows that unless it is told.
 */
const COMPILE_OPTIONS = ["-ffp-contract=off", "-fno-strict-overflow", "-fno-math-errno"];

/** Components of ESP-IDF that board.c calls. */
const REQUIRED = [
  "esp_driver_uart",
  "esp_driver_usb_serial_jtag",
  "esp_timer",
  "esp_hw_support",
  "esp_system",
  "freertos",
];

/** The files of the component, by path; the first folder has the program's name. */
export function componentFiles(request: ComponentRequest): ReadonlyMap<string, string> {
  return new Map([...contents(request)].map(([path, text]) => [`${request.program}/${path}`, text]));
}

function contents(request: ComponentRequest): ReadonlyMap<string, string> {
  const { program, sources, board } = request;
  const files = new Map([...sources].map(([path, text]) => [`program/${path}`, text]));
  files.set("CMakeLists.txt", cmakeLists(request));
  files.set("idf_component.yml", manifest(request));
  files.set("README.md", readme(request));
  if (board === null) return files;
  for (const [path, from] of BOARD_FILES) files.set(path, board.read(from));
  files.set("Kconfig", kconfig(program, board));
  for (const [path, text] of example(program)) files.set(`examples/${program}/${path}`, text);
  return files;
}

function cmakeLists({ program, sources, buildId, board }: ComponentRequest): string {
  const own = [...sources.keys()].filter((path) => path.endsWith(".c")).map((path) => `program/${path}`);
  const all = board === null ? own : ["board/board.c", ...own];
  const lines = [
    `# ${program}, made by ganglion build --target esp-idf. Do not edit: menuconfig sets what can be set.`,
    "idf_component_register(",
    "    SRCS",
    ...all.map((path) => `        "${path}"`),
    ...(board === null
      ? ['    INCLUDE_DIRS "program"']
      : ['    INCLUDE_DIRS "include"', '    PRIV_INCLUDE_DIRS "program"', `    PRIV_REQUIRES ${REQUIRED.join(" ")}`]),
    ")",
    `target_compile_options(\${COMPONENT_LIB} PRIVATE ${COMPILE_OPTIONS.join(" ")})`,
  ];
  if (board !== null) {
    lines.push(
      "target_compile_definitions(${COMPONENT_LIB} PRIVATE",
      ...boardDefinitions(program, buildId).map((definition) => `    ${definition}`),
      ")",
    );
  }
  return `${lines.join("\n")}\n`;
}

function manifest({ program, version, board }: ComponentRequest): string {
  const what = board === null ? "functions" : "a board that a host talks to over a serial line";
  return `version: "${version}"
description: "${program}, a Ganglion program: ${what}"
dependencies:
  idf: "${IDF_VERSION}"
`;
}

function kconfig(program: string, { baud }: ComponentBoard): string {
  return `menu "Ganglion: ${program}"

    config GANGLION_USB
        bool "The line is the chip's own USB serial port"
        depends on SOC_USB_SERIAL_JTAG_SUPPORTED
        default n
        help
            For boards whose USB socket leads to the chip itself: many with an S3, a C3 or a C6. No UART is used then.

    config GANGLION_UART_PORT
        int "UART"
        depends on !GANGLION_USB
        range 0 4
        default 0
        help
            Number of the UART to which the host's line leads. On most boards the USB socket leads to UART 0, which
            the console must not use then.

    config GANGLION_BAUD
        int "Baud rate"
        depends on !GANGLION_USB
        range 1200 5000000
        default ${baud}

    config GANGLION_TX_PIN
        int "TX pin"
        depends on !GANGLION_USB
        range -1 56
        default -1
        help
            -1 leaves the pin that the UART has by itself.

    config GANGLION_RX_PIN
        int "RX pin"
        depends on !GANGLION_USB
        range -1 56
        default -1
        help
            -1 leaves the pin that the UART has by itself.

    config GANGLION_TASK_STACK
        int "Stack of the task, bytes"
        range 2048 65536
        default 8192

    config GANGLION_TASK_PRIORITY
        int "Priority of the task"
        range 1 24
        default 5

endmenu
`;
}

function example(program: string): readonly (readonly [path: string, text: string])[] {
  return [
    [
      "CMakeLists.txt",
      `cmake_minimum_required(VERSION 3.16)
set(EXTRA_COMPONENT_DIRS "\${CMAKE_CURRENT_LIST_DIR}/../..")
include($ENV{IDF_PATH}/tools/cmake/project.cmake)
project(${program}_example)
`,
    ],
    ["main/CMakeLists.txt", `idf_component_register(SRCS "main.c" PRIV_REQUIRES ${program})\n`],
    [
      "main/main.c",
      `#include "ganglion_start.h"

void app_main(void) {
    ganglion_start();
}
`,
    ],
    [
      "sdkconfig.defaults",
      `# UART 0 is the host's line: neither the console nor the boot loader writes there.
CONFIG_ESP_CONSOLE_NONE=y
CONFIG_BOOTLOADER_LOG_LEVEL_NONE=y
# Shorter ticks: an answer to a host that comes after a pause waits for less than one.
CONFIG_FREERTOS_HZ=1000
`,
    ],
  ];
}

function readme({ program, board }: ComponentRequest): string {
  const head = `# ${program}

A Ganglion program as a component of ESP-IDF ${IDF_VERSION.replace(">=", "")} or later.
`;
  if (board === null) {
    return `${head}
Put this folder into the \`components\` folder of an application. The functions are declared in \`program/${program}.h\`.
`;
  }
  return `${head}
The example is a whole application:

\`\`\`
cd examples/${program}
idf.py set-target esp32
idf.py build flash
ganglion info --port /dev/ttyUSB0 --baud ${board.baud}
\`\`\`

In an application of your own, put this folder into its \`components\` folder, and call \`ganglion_start()\` of
\`ganglion_start.h\` once: the program runs in a task beside yours.
\`idf.py menuconfig\` has its line, pins and baud rate under "Ganglion: ${program}". The console must not write to the same line.
`;
}
