/**
 * `ganglion flash` through a real serial port: a pseudo-terminal with an ESP32-C3's loader behind it.
 *
 * A pseudo-terminal has no reset lines, so the board is in its loader from the start.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPty, type PseudoTerminal } from "../hil-tests/boards/pty.ts";
import { ESP_KINDS, EspPeer } from "../host-tools/test/esp-peer.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder, type Ran } from "./test/ganglion.ts";

const folder = scratchFolder();
const PROGRAM = Uint8Array.from({ length: 50_000 }, (_, index) => (index * index) >> 3);
const FILE = join(folder, "app.bin");

let terminal: PseudoTerminal;
let peer: EspPeer;

beforeEach(async () => {
  writeFileSync(FILE, PROGRAM);
  terminal = await openPty();
  peer = new EspPeer(ESP_KINDS.esp32c3);
  peer.state = "rom";
  peer.attach({
    write: (bytes) => {
      terminal.write(bytes);
      return Promise.resolve();
    },
    close: () => terminal.close(),
  });
  terminal.onData((bytes) => {
    peer.hear(bytes);
  });
});

afterEach(() => terminal.close());

function flash(...options: string[]): Promise<Ran> {
  return ganglion("flash", `${FILE}@0x10000`, "--target", "esp32c3", "--port", terminal.path, "--no-reset", ...options);
}

test("a program is written and verified, and the second time there is nothing to do", async () => {
  const first = await flash("--json");
  expect(JSON.parse(first.out)).toMatchObject({
    ok: true,
    board: `ESP32-C3 on ${terminal.path}`,
    changedBytes: 53_248,
    verifiedBy: "MD5",
  });
  expect(Buffer.compare(peer.flash.subarray(0x10000, 0x10000 + PROGRAM.length), PROGRAM)).toBe(0);
  const second = await flash();
  expect(second.code).toBe(EXIT.ok);
  expect(second.out).toContain("all 52 KB were there already");
});

test("a board that is unplugged in the middle is told, and the next try goes on", async () => {
  peer.fail({ command: "deflatedData", time: 1, kind: "unplug" });
  const { code, err } = await flash();
  expect(err).toContain("went away while writing");
  expect(code).toBe(EXIT.device);
});

test("the lines of a port without any are told", async () => {
  const { code, err } = await ganglion("flash", `${FILE}@0x10000`, "--target", "esp32c3", "--port", terminal.path);
  expect(err).toContain("--no-reset");
  expect(code).toBe(EXIT.device);
});

test("a program is built for the chip, and written to where the boot ROM starts it", async () => {
  const args = ["firmware-src/node.ts", "--target", "esp32c3", "--port", terminal.path, "--no-reset"];
  const { code, err } = await ganglion("flash", ...args);
  expect({ code, err }).toMatchObject({ code: EXIT.ok });
  expect(new DataView(peer.flash.buffer).getUint32(0, true)).toBe(0xaedb041d);
});
