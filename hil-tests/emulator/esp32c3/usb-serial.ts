/**
 * The ESP32-C3's controller for a serial port at its own USB pins, and a host that has that open: packets of 64 bytes,
 * one at a time each way.
 *
 * A packet to the chip waits until the one before is read; one from it leaves when the program says that it is
 * complete, and there is no room for another until the host has taken it.
 *
 * @packageDocumentation
 */
import type { Alarm, EmulatedClock } from "../clock.ts";

const PACKET_BYTES = 64;
/** How long a host takes for a packet. */
const PACKET_NANOS = 10_000;

/** Bits of its state. */
export const USB_STATE = { isComplete: 1 << 0, hasRoom: 1 << 1, hasBytes: 1 << 2 } as const;

/** See the file's comment. */
export class UsbSerial {
  /** Whether the host takes what is sent. */
  isReading = true;
  readonly #onSent: (byte: number) => void;
  readonly #onPacket: () => void;
  readonly #arrival: Alarm;
  readonly #departure: Alarm;
  #toChip: number[] = [];
  #packet: number[] = [];
  #filling: number[] = [];
  #leaving: number[] | null = null;

  /** `onPacket` hears that a packet has come, and `onSent` of each byte that the host has taken. */
  constructor(clock: EmulatedClock, onSent: (byte: number) => void, onPacket: () => void) {
    this.#onSent = onSent;
    this.#onPacket = onPacket;
    this.#arrival = clock.createAlarm(() => {
      this.#packet = this.#toChip.splice(0, PACKET_BYTES);
      if (this.#packet.length > 0) this.#onPacket();
    });
    this.#departure = clock.createAlarm(() => {
      const bytes = this.#leaving ?? [];
      this.#leaving = null;
      for (const byte of bytes) this.#onSent(byte);
    });
  }

  /** Bytes from the host. */
  write(bytes: Uint8Array): void {
    this.#toChip.push(...bytes);
    this.#expectPacket();
  }

  get state(): number {
    const hasRoom = this.#leaving === null && this.#filling.length < PACKET_BYTES;
    return (hasRoom ? USB_STATE.hasRoom : 0) | (this.#packet.length > 0 ? USB_STATE.hasBytes : 0);
  }

  /** The next byte of the packet that has come. */
  take(): number {
    const byte = this.#packet.shift() ?? 0;
    if (this.#packet.length === 0) this.#expectPacket();
    return byte;
  }

  /** Adds a byte to the packet that is to go; without room it is lost. */
  put(byte: number): void {
    if ((this.state & USB_STATE.hasRoom) !== 0) this.#filling.push(byte);
  }

  /** The packet is complete. */
  complete(): void {
    if (this.#leaving !== null) return;
    this.#leaving = this.#filling;
    this.#filling = [];
    if (this.isReading) this.#departure.schedule(PACKET_NANOS);
  }

  #expectPacket(): void {
    if (this.#packet.length === 0 && this.#toChip.length > 0) this.#arrival.schedule(PACKET_NANOS);
  }
}
