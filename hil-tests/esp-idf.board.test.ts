/**
 * A component of ESP-IDF, with as much of ESP-IDF as it calls in a process: every case agrees with the reference, and
 * the board restarts. Everything that the component consists of is run but Espressif's own tools and drivers.
 *
 * @packageDocumentation
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../host-tools/client/client.ts";
import { connect } from "../host-tools/connect.ts";
import { buildIdOf } from "../targets/build.ts";
import { componentFiles } from "../targets/esp-idf/component.ts";
import { packageFolder } from "../targets/package-folder.ts";
import { missingCompiler, runCompiler } from "../targets/toolchain.ts";
import { nodeProgram, removeBuilds } from "./boards/node-program.ts";
import { deviceBoard, plugIn } from "./boards/plug-in.ts";
import { ProcessDevice } from "./boards/process-device.ts";
import { missingPty } from "./boards/pty.ts";
import { referenceBoard } from "./boards/reference.ts";
import { CASES } from "./cases/cases.ts";
import { formatResult, runCases } from "./runner.ts";

const TARGETS = packageFolder("targets");
const FAKE = join(TARGETS, "test/esp-idf");
/** What board.c includes that is not ESP-IDF's. */
const BOARD_HEADERS = ["board.h", "ganglion_start.h"];
const GCC = { command: "gcc", packages: ["gcc", "libc6-dev"] };
const FLAGS = ["-std=gnu11", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-Wall", "-Wextra"];

const folder = mkdtempSync(join(tmpdir(), "ganglion-idf-"));
const program = nodeProgram();
const reference = referenceBoard(program);

/** A board for each line, as menuconfig has them. */
const LINES = [
  { line: "uart", flags: [] },
  { line: "usb", flags: ["-DCONFIG_GANGLION_USB=1"] },
].map(({ line, flags }) => ({
  line,
  flags,
  board: deviceBoard({
    name: `esp-idf-${line}`,
    unavailable: async () => (await missingCompiler(GCC)) ?? (await missingPty()),
    power: ({ baud }) => Promise.resolve(new ProcessDevice({ command: join(folder, line), baud })),
  }),
}));

/** What CMake would do with the component and its example, by the lists in its files. */
beforeAll(async () => {
  const read = (path: string): string => readFileSync(join(TARGETS, path), "utf8");
  const { sources } = program;
  const buildId = buildIdOf(sources);
  const files = componentFiles({ program: "node", sources, buildId, version: "1.2.3", board: { baud: 921_600, read } });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const fake = '#include "fake.h"\n';
  for (const [, header = ""] of read("esp-idf/board.c").matchAll(/^#include "(.*)"$/gm)) {
    if (BOARD_HEADERS.includes(header)) continue;
    await mkdir(dirname(join(folder, "idf", header)), { recursive: true });
    await writeFile(join(folder, "idf", header), fake);
  }
  const cmake = files.get("node/CMakeLists.txt") ?? "";
  const listed = (pattern: RegExp): string[] => [...cmake.matchAll(pattern)].map(([, found = ""]) => found);
  for (const { line, flags } of LINES) {
    await runCompiler(
      GCC,
      [
        ...FLAGS,
        ...flags,
        ...listed(/^ {4}(GANGLION_\w+=\S+)$/gm).map((definition) => `-D${definition}`),
        ...(/PRIVATE (-\S.*)\)$/m.exec(cmake)?.[1] ?? "").split(" "),
        ...listed(/INCLUDE_DIRS (.*)$/gm).map((path) => `-Inode/${path.replaceAll('"', "")}`),
        `-I${FAKE}`,
        "-Iidf",
        ...["-o", line, "node/examples/node/main/main.c", join(FAKE, "fake.c")],
        ...listed(/^ {8}"(.*\.c)"$/gm).map((path) => `node/${path}`),
        "-lm",
      ],
      folder,
    );
  }
});

afterAll(() => {
  removeBuilds();
  rmSync(folder, { recursive: true });
});

describe.each(LINES)("a component of ESP-IDF by $line", ({ board }) => {
  test.for(CASES)("$name: $about", async (subject) => {
    const [result] = await runCases({ board, reference, cases: [subject], baud: 921_600 });
    if (result === undefined) throw new Error("no result");
    expect(result.outcome.kind, formatResult(result)).toBe("same");
  });

  test("says which chip it is, and restarts", async () => {
    const plugged = await plugIn(await board.power({ baud: 921_600 }));
    const connected = (): Promise<Client> => connect(plugged.path, { baud: 921_600 });
    try {
      await using first = await connected();
      expect(first.identity).toMatchObject({ chip: "ESP32", uniqueId: "0000246f28010203", resetReason: "power on" });
      await first.restart();
      await first.close();
      await using second = await connected();
      expect(second.identity.resetReason).toBe("software");
    } finally {
      await plugged.stop();
    }
  });
});
