/**
 * The worst-case stack that a report claims, against the stack that the emulated RP2040 really uses.
 *
 * The stack is painted before reset; then every case runs, hostile arguments and malformed frames included, with
 * the receiver's interrupt coming whenever it comes. What was overwritten must be no more than was claimed, and not so
 * much less that the claim would be empty.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readElf } from "../targets/elf.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";
import { measureStack } from "../targets/stack.ts";
import { nodeProgram, removeBuilds } from "./boards/node-program.ts";
import { referenceBoard } from "./boards/reference.ts";
import { rp2040jsBoard, type RunningRp2040 } from "./boards/rp2040js.ts";
import { CASES } from "./cases/cases.ts";
import { formatResult, runCases } from "./runner.ts";

const BAUD = 921_600;
const program = nodeProgram();

afterAll(removeBuilds);

test.for(["pins", "usb"])(
  "by its %s, the node program never uses more stack than is reported",
  { timeout: 300_000 },
  async (line) => {
    const firmware = await program.firmware(RP2040, { baud: BAUD, callGraph: true });
    const claimed = await measureStack({
      chip: RP2040,
      outDir: dirname(firmware.files.elf),
      program: firmware.program,
      elf: readElf(new Uint8Array(await readFile(firmware.files.elf))),
      functions: [],
    });
    expect(claimed.unknown).toEqual([]);

    const used: number[] = [];
    const board = rp2040jsBoard(program.firmware, { usb: line === "usb" });
    const noting: typeof board = {
      ...board,
      start: async (options) => {
        const running: RunningRp2040 = await board.start(options);
        return {
          ...running,
          stop: async () => {
            used.push(running.stackUsedBytes());
            await running.stop();
          },
        };
      },
    };
    const results = await runCases({ board: noting, reference: referenceBoard(program), cases: CASES, baud: BAUD });
    expect(results.filter(({ outcome }) => outcome.kind !== "same").map(formatResult)).toEqual([]);

    const most = Math.max(...used);
    process.stdout.write(
      `stack of node on the RP2040, by its ${line}: ${claimed.totalBytes} bytes at most, ${most} used\n`,
    );
    expect(used).toHaveLength(CASES.length);
    expect(most).toBeLessThanOrEqual(claimed.totalBytes);
    expect(most).toBeGreaterThan(claimed.totalBytes / 2);
  },
);
