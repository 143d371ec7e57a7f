/**
 * Building firmware with the real cross compiler: the same bytes every time, accepted by the boot ROM, weighed, and
 * refused with reasons.
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { decodeBlock } from "uf2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileFile } from "../../codegen/src/cli/build.ts";
import { buildFirmware, buildIdOf, type Firmware, type FirmwareOptions } from "../build.ts";
import type { Chip } from "../chip.ts";
import { readElf, symbolNamed } from "../elf.ts";
import { HOST } from "../host/chip.ts";
import { packageFolder } from "../package-folder.ts";
import { boot2Checksum } from "../rp2040/boot2.ts";
import { RP2040 } from "../rp2040/chip.ts";
import { CompilationError, ToolchainMissingError } from "../toolchain.ts";
import { echoSources, sourcesOf, temporaryFolder } from "./fixture.ts";

let folder = "";
let echo: Firmware;

beforeAll(async () => {
  folder = await temporaryFolder();
  echo = await build("first", RP2040, echoSources());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function build(
  name: string,
  chip: Chip,
  sources: ReadonlyMap<string, string>,
  options: FirmwareOptions = {},
): Promise<Firmware> {
  const program = [...sources.keys()][0]?.replace(".c", "") ?? "";
  return buildFirmware({ program, sources, chip, outDir: join(folder, name), options });
}

async function bytesOf(path: string | null): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path ?? "no such file"));
}

describe("firmware for the RP2040", () => {
  test("compiles without a warning", () => expect(echo.warnings).toBe(""));

  test("is the same to the last byte wherever it is built", async () => {
    const again = await build("second/place", RP2040, echoSources());
    for (const file of ["elf", "bin", "uf2", "map"] as const) {
      const [first, second] = [await bytesOf(echo.files[file]), await bytesOf(again.files[file])];
      expect(Buffer.compare(first, second), file).toBe(0);
    }
  });

  test("starts with a boot loader that the boot ROM accepts", async () => {
    const image = await bytesOf(echo.files.bin);
    const stored = new DataView(image.buffer).getUint32(252, true);
    expect(stored).toBe(boot2Checksum(image.subarray(0, 252)));
    expect(image.subarray(0, 252).some((byte) => byte !== 0)).toBe(true);
  });

  test("enters at the reset handler with the stack at the end of RAM", async () => {
    const image = await bytesOf(echo.files.bin);
    const elf = readElf(await bytesOf(echo.files.elf));
    const vectors = new DataView(image.buffer, 256);
    expect(vectors.getUint32(0, true)).toBe(0x20042000);
    expect(vectors.getUint32(4, true)).toBe(symbolNamed(elf, "Reset_Handler").address + 1);
  });

  test("becomes UF2 blocks that hold the image, in order, for this family", async () => {
    const image = await bytesOf(echo.files.bin);
    const file = await bytesOf(echo.files.uf2);
    const blocks = Array.from({ length: file.length / 512 }, (_, i) =>
      decodeBlock(file.subarray(i * 512, (i + 1) * 512)),
    );
    expect(blocks.length).toBe(Math.ceil(image.length / 256));
    blocks.forEach((block, index) => {
      expect(block).toMatchObject({ blockNumber: index, totalBlocks: blocks.length, boardFamily: 0xe48bff56 });
      expect(block.flashAddress).toBe(0x10000000 + index * 256);
      const part = image.subarray(index * 256, (index + 1) * 256);
      expect(new Uint8Array(block.payload.subarray(0, part.length))).toEqual(part);
    });
  });

  test("is weighed by module, the compiler's arithmetic included", async () => {
    const text = "float calc_x; void calc_boot(void) { calc_x = 1; } void calc_poll(void) { calc_x *= calc_x + 1; }";
    const { sizes } = await build("calc", RP2040, new Map([["calc.c", text]]));
    const names = sizes.modules.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["calc", "rp2040/board", "rp2040/startup", "libgcc"]));
    const sum = sizes.modules.reduce((total, { codeBytes }) => total + codeBytes, 0);
    // Whole modules but for the padding between pieces, of which boot2's 180 bytes are most.
    expect(sizes.codeBytes - sum).toBeGreaterThanOrEqual(0);
    expect(sizes.codeBytes - sum).toBeLessThan(300);
    expect(sizes.flash?.usedBytes).toBe((await bytesOf(join(folder, "calc", "calc.bin"))).length);
    expect(sizes.stackBytes).toBe(8192);
  });

  test("keeps a variable's initial value in flash and its room in RAM", async () => {
    const text = `#include <stdint.h>
      uint8_t data_table[1000] = {1};
      void data_boot(void) { data_table[0]++; }
      void data_poll(void) { data_table[999]--; }`;
    const { sizes } = await build("data", RP2040, new Map([["data.c", text]]));
    expect(sizes.modules.find(({ name }) => name === "data")?.dataBytes).toBe(1000);
    expect(sizes.ram?.usedBytes).toBeGreaterThan((echo.sizes.ram?.usedBytes ?? 0) + 900);
  });

  test("refuses a program that does not fit in RAM, and names the memory", async () => {
    const text = "char big_x[300000]; void big_boot(void) { big_x[0] = 1; } void big_poll(void) { big_x[1]++; }";
    const failure = await build("big", RP2040, new Map([["big.c", text]])).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CompilationError);
    expect(String(failure)).toContain("region `RAM' overflowed");
  });

  test("refuses a baud rate that no divisor gives", async () => {
    const failure = await build("baud", RP2040, echoSources(), { baud: 50_000_000 }).catch((error: unknown) => error);
    expect(String(failure)).toContain("no divisor gives this baud rate");
  });

  test("passes on what the compiler says of wrong C, with place and line", async () => {
    const failure = await build("bad", RP2040, new Map([["bad.c", "int x = ;"]])).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CompilationError);
    expect(String(failure)).toContain("source/bad.c:1:9: error: expected expression");
  });

  test("says which package is missing", async () => {
    const chip = { ...RP2040, compiler: { command: "no-such-gcc", packages: ["gcc-none-such"] } };
    const failure = await build("none", chip, echoSources()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ToolchainMissingError);
    expect(failure).toMatchObject({ code: "TOOLCHAIN_MISSING", message: "no-such-gcc is not installed" });
    expect((failure as ToolchainMissingError).remedy).toContain("apt-get install gcc-none-such");
  });
});

describe("board.h", () => {
  test("declares what firmware-src/board.ts asks for, in the same types", async () => {
    const own = readFileSync(join(import.meta.dirname, "../board.h"), "utf8");
    const { outputs } = compileFile(join(packageFolder("firmware-src"), "node.ts"), ["c"]);
    const generated = String(outputs.get("board.h"));
    const asked = readFileSync(join(packageFolder("firmware-src"), "board.ts"), "utf8");
    const names = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);
    expect(names(own, /\bboard_(\w+)\(/g)).toEqual(names(asked, /^export declare function (\w+)/gm));
    // Two declarations of one function that differ are an error.
    const text = `${own}\n${generated.replace(/#include "ganglion.h"/, "")}
      void both_boot(void) { board_send(board_chip()); }
      void both_poll(void) { board_idle(); }`;
    await expect(build("both", HOST, new Map([["both.c", text]]))).resolves.toMatchObject({ warnings: "" });
  });
});

describe("the checksum of boot2", () => {
  // The check value of CRC-32/MPEG-2 in the catalogue of CRC algorithms.
  test("is CRC-32/MPEG-2", () => expect(boot2Checksum(new TextEncoder().encode("123456789"))).toBe(0x0376e6e7));
});

describe("the build id", () => {
  test("depends on every file's name and text, and on nothing else", () => {
    const id = buildIdOf(
      new Map([
        ["a.c", "1"],
        ["b.c", "2"],
      ]),
    );
    expect(
      buildIdOf(
        new Map([
          ["b.c", "2"],
          ["a.c", "1"],
        ]),
      ),
    ).toEqual(id);
    expect(
      buildIdOf(
        new Map([
          ["a.c", "12"],
          ["b.c", ""],
        ]),
      ),
    ).not.toEqual(id);
    expect(
      buildIdOf(
        new Map([
          ["a.c", "1"],
          ["c.c", "2"],
        ]),
      ),
    ).not.toEqual(id);
  });
});

describe("the stand-ins for the C library", () => {
  test("agree with it on every alignment, and sqrtf to the last bit", async () => {
    const sources = new Map([...sourcesOf("freestanding.c"), own("memory.c"), own("square_root.c")]);
    const { files, warnings } = await build("program", HOST, sources, { sanitize: true });
    expect(warnings).toBe("");
    await expect(promisify(execFile)(files.elf, [])).resolves.toMatchObject({ stderr: "" });
  });

  /** A stand-in under another name, so that both can be in one program. */
  function own(file: string): [string, string] {
    const text = readFileSync(join(import.meta.dirname, "../freestanding", file), "utf8");
    const names = ["memcpy", "memmove", "memset", "memcmp", "sqrtf"].map((name) => `#define ${name} own_${name}`);
    const pragma = '#pragma GCC optimize("no-tree-loop-distribute-patterns")';
    return [file, [pragma, ...names, text].join("\n")];
  }
});
