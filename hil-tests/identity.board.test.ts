/**
 * Each chip's own number: read by its firmware from where the maker put it, told in the handshake, and shown by the
 * driver as the maker's tools show it.
 *
 * @packageDocumentation
 */
import { afterAll, expect, test } from "vitest";
import { Client } from "../host-tools/client/client.ts";
import { esp32c3Board } from "./boards/esp32c3.ts";
import { nodeProgram, removeBuilds } from "./boards/node-program.ts";
import { rp2040jsBoard } from "./boards/rp2040js.ts";

const program = nodeProgram();

afterAll(removeBuilds);

test.for([
  { board: rp2040jsBoard(program.firmware), chip: "RP2040", uniqueId: "e66118604b4d5a21", from: "its flash chip" },
  {
    board: esp32c3Board(program.firmware),
    chip: "ESP32-C3",
    uniqueId: "00009a3c12345678",
    from: "its factory address",
  },
])("the $chip has the number of $from", async ({ board, chip, uniqueId }) => {
  const running = await board.start({ baud: 921_600 });
  try {
    await using client = await Client.open(running.transport);
    expect(client.identity).toMatchObject({ chip, uniqueId });
  } finally {
    await running.stop();
  }
});
