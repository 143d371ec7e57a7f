/**
 * Where the link meets the chip: what a board says of itself in a handshake, and how a line leaves it.
 *
 * Every main program that speaks the protocol needs both, whatever its methods are; wire/link.ts itself knows no chip.
 * What is the program's own, such as its schema, version and capacities, is not here.
 *
 * @packageDocumentation
 */
import { buildId, chip, entropy, lastFault, maximumBaud, resetReason, send, uniqueId } from "./board.ts";
import { u8, type u32 } from "./lib/types.ts";
import { writeU16, writeU32 } from "./wire/bytes.ts";
import { FRAME_BYTES_MAX, LINE_BYTES_MAX, VERSION } from "./wire/frame.ts";
import { ANSWERS, type Link, SLOTS, start } from "./wire/link.ts";

/** Starts a link that knows its chip; offsets as drawn in docs/wire.md. */
export function open(link: Link): void {
  const identity = link.identity;
  identity[6] = SLOTS;
  identity[7] = VERSION;
  writeU16(identity, 8, FRAME_BYTES_MAX);
  identity[10] = u8(resetReason());
  identity[11] = u8(lastFault(0));
  writeU32(identity, 24, buildId(0));
  writeU32(identity, 28, buildId(1));
  writeU32(identity, 32, uniqueId(0));
  writeU32(identity, 36, uniqueId(1));
  writeU16(identity, 40, chip());
  writeU32(identity, 52, maximumBaud());
  writeU32(identity, 56, lastFault(1));
  start(link, entropy());
}

/** Sends the outgoing line. */
export function transmit(link: Link): void {
  const index: u32 = Math.min(link.outgoing, ANSWERS);
  const line = link.lines[index];
  const length: u32 = Math.min(line.length, LINE_BYTES_MAX);
  for (let i: u32 = 0; i < length; i++) send(line.bytes[i]);
}
