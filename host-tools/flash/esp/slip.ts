/**
 * SLIP (RFC 1055): packets between two marks, as Espressif's loaders speak it.
 *
 * Bytes outside a packet are kept apart: a board that was just reset talks plain text before its loader listens.
 *
 * @packageDocumentation
 */

const END = 0xc0;
const ESCAPE = 0xdb;
const ESCAPED_END = 0xdc;
const ESCAPED_ESCAPE = 0xdd;

/** How much text outside packets is kept. */
const TEXT_BYTES_MAX = 1024;

/** No packet of a loader is longer; what is, is noise. */
const PACKET_BYTES_MAX = 64 * 1024;

/** A packet as it goes on the line. */
export function encodeSlip(packet: Uint8Array): Uint8Array {
  const bytes = [END];
  for (const byte of packet) {
    if (byte === END) bytes.push(ESCAPE, ESCAPED_END);
    else if (byte === ESCAPE) bytes.push(ESCAPE, ESCAPED_ESCAPE);
    else bytes.push(byte);
  }
  bytes.push(END);
  return Uint8Array.from(bytes);
}

/** Takes bytes and gives packets. */
export class SlipDecoder {
  readonly #onPacket: (packet: Uint8Array) => void;
  #packet: number[] | null = null;
  #isEscaped = false;
  #text: number[] = [];

  constructor(onPacket: (packet: Uint8Array) => void) {
    this.#onPacket = onPacket;
  }

  /** The latest bytes that came outside packets. */
  get text(): Uint8Array {
    return Uint8Array.from(this.#text);
  }

  /** Takes bytes as they come. */
  take(bytes: Uint8Array): void {
    for (const byte of bytes) this.#takeByte(byte);
  }

  /** Forgets what has begun. */
  reset(): void {
    this.#packet = null;
    this.#isEscaped = false;
    this.#text = [];
  }

  #takeByte(byte: number): void {
    if (byte === END) this.#mark();
    else if (this.#packet === null) {
      this.#text.push(byte);
      if (this.#text.length > TEXT_BYTES_MAX) this.#text.shift();
    } else if (byte === ESCAPE && !this.#isEscaped) this.#isEscaped = true;
    else {
      this.#packet.push(this.#isEscaped ? unescaped(byte) : byte);
      this.#isEscaped = false;
      if (this.#packet.length > PACKET_BYTES_MAX) this.#packet = null;
    }
  }

  /** Ends a packet, or begins one: an empty packet is two marks in a row, of which the second begins. */
  #mark(): void {
    const packet = this.#packet;
    this.#isEscaped = false;
    if (packet === null || packet.length === 0) {
      this.#packet = [];
      return;
    }
    this.#packet = null;
    this.#onPacket(Uint8Array.from(packet));
  }
}

/** A wrong escape stays as it is; the packet's checksum, or the next command, finds it. */
function unescaped(byte: number): number {
  if (byte === ESCAPED_END) return END;
  return byte === ESCAPED_ESCAPE ? ESCAPE : byte;
}
