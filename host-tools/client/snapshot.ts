/**
 * Snapshots over the wire: read and written in pieces, and checked on both ends.
 *
 * @packageDocumentation
 */
import { readU32 } from "../../firmware-src/wire/bytes.ts";
import { crc32 } from "../../firmware-src/wire/crc.ts";
import { SnapshotRefusedError, SnapshotTornError } from "../errors.ts";
import type { CallOptions } from "../session/session.ts";
import type { MethodsClient } from "./methods-client.rpc.ts";

/** Bytes in one message, as methods.ts has them. */
const PIECE_BYTES = 224;
/** Magic number, version, geometry and size; see firmware-src/snapshot/snapshot.ts. */
const HEADER_BYTES = 24;
const SIZE_OFFSET = 20;
const CRC_BYTES = 4;

/** Errors of the core by number, as far as a restoration can cause them. */
const REASONS: Readonly<Record<number, string>> = {
  2: "it is of a core of another geometry",
  8: "it is damaged, or has numbers that no core has",
  9: "it is of another version",
};

/** Reads the snapshot of a core, several pieces under way at once. */
export async function readSnapshot(methods: MethodsClient, options: CallOptions): Promise<Uint8Array> {
  const size = await methods.snapshotSize(options);
  const offsets = Array.from({ length: Math.ceil(size / PIECE_BYTES) }, (_, piece) => piece * PIECE_BYTES);
  const pieces = await Promise.all(offsets.map((offset) => methods.snapshotRead(offset, options)));
  const snapshot = new Uint8Array(size);
  for (const [index, { bytes }] of pieces.entries()) snapshot.set(bytes, offsets[index]);
  if (!isWhole(snapshot)) throw new SnapshotTornError();
  return snapshot;
}

/** Sends a snapshot, and lets the core become what it says. */
export async function writeSnapshot(methods: MethodsClient, snapshot: Uint8Array, options: CallOptions): Promise<void> {
  const size = await methods.snapshotSize(options);
  if (snapshot.length !== size) {
    throw new SnapshotRefusedError(`it has ${snapshot.length} bytes, and one of this core ${size}`);
  }
  if (!isWhole(snapshot)) throw new SnapshotRefusedError("it is damaged: its checksum is not that of its bytes");
  await methods.restoreBegin(methods.session.token, options);
  const offsets = Array.from({ length: Math.ceil(size / PIECE_BYTES) }, (_, piece) => piece * PIECE_BYTES);
  const taken = await Promise.all(
    offsets.map((offset) => {
      const bytes = snapshot.subarray(offset, offset + PIECE_BYTES);
      const padded = new Uint8Array(PIECE_BYTES);
      padded.set(bytes);
      return methods.restoreWrite(offset, bytes.length, padded, options);
    }),
  );
  if (taken.includes(false)) throw new SnapshotRefusedError("the board did not take all of it");
  if (await methods.restoreCommit(options)) return;
  throw new SnapshotRefusedError(REASONS[await methods.lastError(options)] ?? "the board does not say why");
}

/** Whether bytes are a snapshot from end to end. */
function isWhole(snapshot: Uint8Array): boolean {
  if (snapshot.length < HEADER_BYTES + CRC_BYTES || readU32(snapshot, SIZE_OFFSET) !== snapshot.length) return false;
  const end = snapshot.length - CRC_BYTES;
  return crc32(snapshot.subarray(0, end)) === readU32(snapshot, end);
}
