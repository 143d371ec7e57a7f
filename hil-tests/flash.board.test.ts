/**
 * From a program to a board that runs it, without a board: real firmware is flashed onto a loader's peer, and what is
 * in the peer's flash then boots on the emulated chip.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { readEspImage, readRp2040Image } from "../cli/flash-image.ts";
import { ESP_CHIPS } from "../host-tools/flash/esp/chips.ts";
import { flashEsp } from "../host-tools/flash/esp/esp.ts";
import { flashRp2040 } from "../host-tools/flash/rp2040.ts";
import { ESP_KINDS, EspPeer } from "../host-tools/test/esp-peer.ts";
import { PicobootPeer } from "../host-tools/test/picoboot-peer.ts";
import type { Chip } from "../targets/chip.ts";
import { readElf, symbolNamed, type Elf } from "../targets/elf.ts";
import { ESP32C3 } from "../targets/esp32c3/chip.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";
import { buildEcho } from "../targets/test/fixture.ts";
import { Machine as EmulatedEsp32C3 } from "./emulator/esp32c3/machine.ts";
import { Machine as EmulatedRp2040 } from "./emulator/machine.ts";

const BAUD = 115_200;
const SENT = new TextEncoder().encode("what was flashed runs");

const cleanups: (() => PromiseLike<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function build(chip: Chip): Promise<{ file: string; elf: Elf }> {
  const firmware = await buildEcho(chip, { baud: BAUD });
  cleanups.push(() => firmware[Symbol.asyncDispose]());
  const { elf, bin, uf2 } = firmware.files;
  return { file: uf2 ?? bin ?? elf, elf: readElf(new Uint8Array(readFileSync(elf))) };
}

/** What an echo program answers. */
function echoed(machine: EmulatedRp2040 | EmulatedEsp32C3, heard: number[]): number[] {
  const rest = (): void => {
    for (let rounds = 0; rounds < 100 && machine.run(1_000_000) === "running"; rounds++);
  };
  rest();
  machine.line.write(SENT);
  rest();
  expect(machine.fault).toBeNull();
  return heard;
}

test("an RP2040 boots what PICOBOOT wrote into its flash", async () => {
  const { file, elf } = await build(RP2040);
  const read = await readRp2040Image([file], BAUD);
  if (read.kind !== "image") throw new Error("refused");
  const peer = new PicobootPeer();
  const { changedBytes } = await flashRp2040(read, {
    usbDevices: () => Promise.resolve(peer.isPresent ? [peer] : []),
    ports: () => Promise.resolve([]),
    touch: () => Promise.resolve(),
    drives: () => Promise.resolve([]),
  });
  expect(changedBytes).toBeGreaterThan(0);
  const heard: number[] = [];
  const machine = new EmulatedRp2040({
    image: peer.flash,
    baud: BAUD,
    seed: 1,
    stackBottom: symbolNamed(elf, "__stack_bottom").address,
    onFault: "stop",
    onSent: (byte) => heard.push(byte),
  });
  expect(echoed(machine, heard)).toEqual([...SENT]);
});

test("an ESP32-C3 boots what the serial loader wrote into its flash", async () => {
  const { file, elf } = await build(ESP32C3);
  const read = await readEspImage([`${file}@0`], "esp32c3", BAUD);
  if (read.kind !== "image") throw new Error("refused");
  const peer = new EspPeer(ESP_KINDS.esp32c3);
  await flashEsp(
    { chip: ESP_CHIPS.esp32c3, image: read.image, port: "/dev/ttyUSB0" },
    { ports: () => Promise.resolve([]), open: () => Promise.resolve(peer.plug()) },
  );
  expect(peer.state).toBe("program");
  const heard: number[] = [];
  const machine = new EmulatedEsp32C3({
    image: peer.flash,
    baud: BAUD,
    idleAddress: symbolNamed(elf, "board_idle").address,
    stackBottom: symbolNamed(elf, "__stack_bottom").address,
    onFault: "stop",
    onSent: (byte) => heard.push(byte),
  });
  expect(echoed(machine, heard)).toEqual([...SENT]);
});
