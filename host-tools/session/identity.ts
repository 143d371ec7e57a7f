/**
 * The handshake's two payloads: what a host asks, and what a board says of itself. Their layout never changes.
 *
 * @packageDocumentation
 */
import { readU16, readU32, writeU32 } from "../../firmware-src/wire/bytes.ts";
import { VERSION } from "../../firmware-src/wire/frame.ts";
import { HELLO_BYTES, IDENTITY_BYTES } from "../../firmware-src/wire/link.ts";

/** What a board says of itself in the handshake. */
export interface BoardIdentity {
  /** Requests that it takes at once. */
  readonly slots: number;
  /** Version of the protocol that both ends use from here on. */
  readonly protocolVersion: number;
  /** The longest frame that it takes, before stuffing. */
  readonly frameBytesMax: number;
  readonly resetReason: ResetReason;
  /**
   * Why the program failed last: 0 it never did since power on, 1 something that the processor could not do, 2 an
   * interrupt that nobody serves. The board has restarted since.
   */
  readonly lastFault: number;
  /** Address of the instruction at which it failed; the build's .map file names the function. */
  readonly lastFaultAddress: number;
  /** 16 hexadecimal digits that stand for its table of methods. */
  readonly schema: string;
  /** `major.minor.patch`. */
  readonly firmwareVersion: string;
  /** 16 hexadecimal digits: the first half of the SHA-256 of the compiled sources. */
  readonly buildId: string;
  /** 16 hexadecimal digits that belong to this chip alone; zeros if it has none. */
  readonly uniqueId: string;
  readonly chip: string;
  /** Vectors that one core holds. */
  readonly vectors: number;
  /** The most dimensions of a vector. */
  readonly dims: number;
  /** Neurons of one core. */
  readonly neurons: number;
  readonly cores: number;
  /** The highest baud rate at which its link works; 0 where baud has no meaning. */
  readonly baudMax: number;
}

/** Why the chip last started. */
export type ResetReason = "unknown" | "power on" | "reset pin" | "software" | "watchdog";

const RESET_REASONS: readonly ResetReason[] = ["unknown", "power on", "reset pin", "software", "watchdog"];

const CHIPS: readonly string[] = [
  "reference",
  "wasm",
  "host process",
  "RP2040",
  "ESP32",
  "ESP32-C3",
  "RISC-V on QEMU",
  "ESP32 family",
];

/** The payload of HELLO. */
export function helloPayload(nonce: number, window: number): Uint8Array {
  const payload = new Uint8Array(HELLO_BYTES);
  writeU32(payload, 0, nonce);
  payload.set([VERSION, VERSION, window], 4);
  return payload;
}

/** Reads the payload of HELLO_ACK; null if it answers another HELLO, or is too short. */
export function readIdentity(payload: Uint8Array, nonce: number): BoardIdentity | null {
  if (payload.length < IDENTITY_BYTES || readU32(payload, 0) !== nonce) return null;
  return {
    slots: payload[6] ?? 0,
    protocolVersion: payload[7] ?? 0,
    frameBytesMax: readU16(payload, 8),
    resetReason: RESET_REASONS[payload[10] ?? 0] ?? "unknown",
    lastFault: payload[11] ?? 0,
    lastFaultAddress: readU32(payload, 56),
    schema: hexadecimal(readU32(payload, 16), readU32(payload, 12)),
    firmwareVersion: [...payload.subarray(20, 23)].join("."),
    buildId: hexadecimal(readU32(payload, 24), readU32(payload, 28)),
    uniqueId: hexadecimal(readU32(payload, 32), readU32(payload, 36)),
    chip: CHIPS[readU16(payload, 40)] ?? `chip ${readU16(payload, 40)}`,
    vectors: readU16(payload, 44),
    dims: readU16(payload, 46),
    neurons: readU16(payload, 48),
    cores: readU16(payload, 50),
    baudMax: readU32(payload, 52),
  };
}

/** The session that a HELLO_ACK grants. */
export function grantedSession(payload: Uint8Array): number {
  return readU16(payload, 4);
}

/** What methods that destroy something ask for, in this session. */
export function grantedToken(payload: Uint8Array): number {
  return readU16(payload, 42);
}

/** Two words as 16 digits, in the order given. */
function hexadecimal(first: number, second: number): string {
  return first.toString(16).padStart(8, "0") + second.toString(16).padStart(8, "0");
}
