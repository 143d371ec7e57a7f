/**
 * A snapshot that comes in pieces over a line, as whoever sends it likes.
 *
 * Restoring destroys what a core holds, so bytes that stray onto the line must not be able to do it: a transfer begins
 * with the token that the handshake gave, and without that nothing else here does anything. The pieces are collected
 * first, and the snapshot as a whole is checked before anything changes.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, CORRUPT, report } from "../search/errors.ts";
import { CAPACITY, DIMENSIONS, LINKS } from "../search/limits.ts";
import { restore, size } from "./snapshot.ts";

/** Room for the snapshot of a core of this geometry, and some. */
const BYTES_MAX = CAPACITY * (4 * DIMENSIONS + 8 * LINKS + 128) + 1024;

const bytes = new Uint8Array(BYTES_MAX);

class Transfer {
  /** What the handshake gave; no transfer can begin while it is 0. */
  token: u32 = 0;
  isOpen: bool = false;
}

const transfer = new Transfer();

/** Another session, with another token; a transfer that was under way is over. */
export function permit(token: u32): void {
  transfer.token = token;
  transfer.isOpen = false;
}

/** Begins a transfer. False for a token that is not this session's. */
export function open(token: u32): bool {
  transfer.isOpen = token !== 0 && token === transfer.token;
  return transfer.isOpen;
}

/** Puts the first `count` bytes of a piece where they belong. False without a transfer, or outside of a snapshot. */
export function put(offset: u32, piece: Uint8Array, count: u32): bool {
  if (!transfer.isOpen || count > piece.length || offset > BYTES_MAX || count > BYTES_MAX - offset) {
    report(BAD_ARGUMENT);
    return false;
  }
  for (let i: u32 = 0; i < count; i++) bytes[offset + i] = piece[i];
  return true;
}

/** Ends the transfer, and makes the core what the snapshot says. False if that is refused: the core is as before. */
export function commit(): bool {
  const total = size();
  const wasOpen = transfer.isOpen;
  transfer.isOpen = false;
  if (!wasOpen || total > BYTES_MAX) {
    report(CORRUPT);
    return false;
  }
  return restore(bytes.subarray(0, total));
}
