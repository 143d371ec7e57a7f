/**
 * The RP2040's UART as its datasheet has it (4.2, an ARM PL011), in emulated time.
 *
 * Our own in place of the emulator library's, which sends in no time, has no transmit queue, interrupts at every
 * byte whatever the level, and knows no receive timeout and no overrun: a driver that loses bytes on a
 * real chip would pass there. Left out: modem lines, DMA requests, parity, break, loopback.
 *
 * @packageDocumentation
 */
import { BasePeripheral, type RP2040 } from "rp2040js";
import type { Alarm, EmulatedClock } from "./clock.ts";
import { BITS_PER_CHARACTER, type ReceiveLine } from "./line.ts";

const DATA = 0x00;
const FLAGS = 0x18;
const INTEGER_DIVISOR = 0x24;
const FRACTIONAL_DIVISOR = 0x28;
const LINE_CONTROL = 0x2c;
const CONTROL = 0x30;
const FIFO_LEVELS = 0x34;
const INTERRUPT_MASK = 0x38;
const RAW_INTERRUPTS = 0x3c;
const MASKED_INTERRUPTS = 0x40;
const INTERRUPT_CLEAR = 0x44;

const FLAG_BUSY = 1 << 3;
const FLAG_RECEIVE_EMPTY = 1 << 4;
const FLAG_TRANSMIT_FULL = 1 << 5;
const FLAG_RECEIVE_FULL = 1 << 6;
const FLAG_TRANSMIT_EMPTY = 1 << 7;

const FIFOS_ENABLE = 1 << 4;
const UART_ENABLE = 1 << 0;
const TRANSMIT_ENABLE = 1 << 8;
const RECEIVE_ENABLE = 1 << 9;

const RECEIVE = 1 << 4;
const TRANSMIT = 1 << 5;
const RECEIVE_TIMEOUT = 1 << 6;

const DATA_FRAMING_ERROR = 1 << 8;
const DATA_OVERRUN = 1 << 11;

const INTERRUPT = 20;
const FIFO_DEPTH = 32;
const TIMEOUT_BITS = 32;
/** Eighths of the queue, by the three bits of FIFO_LEVELS. */
const LEVEL_EIGHTHS = [1, 2, 4, 6, 7] as const;
/** A receiver samples each bit in its middle, so that a character of ten bits survives half a bit of drift. */
const BAUD_ERROR_MAX = 0.5 / BITS_PER_CHARACTER;

/** UART0 between a line from the host and a listener for what the chip sends. */
export class Pl011 extends BasePeripheral {
  readonly #line: ReceiveLine;
  readonly #onSent: (byte: number) => void;
  readonly #timeout: Alarm;
  readonly #shiftDone: Alarm;
  readonly #received: number[] = [];
  readonly #waiting: number[] = [];
  #shifting: number | null = null;
  #overrun = false;
  #divisor64ths = 0;
  #pendingDivisor64ths = 0;
  #lineControl = 0;
  #control = TRANSMIT_ENABLE | RECEIVE_ENABLE;
  #levels = 0b010_010;
  #mask = 0;
  #raw = 0;

  constructor(chip: RP2040, clock: EmulatedClock, line: ReceiveLine, onSent: (byte: number) => void) {
    super(chip, "UART0");
    this.#line = line;
    this.#onSent = onSent;
    this.#timeout = clock.createAlarm(() => this.#receiveTimedOut());
    this.#shiftDone = clock.createAlarm(() => this.#characterSent());
    line.connect((byte) => this.#characterReceived(byte));
  }

  /** What the divisors make of the peripheral clock; 0 before they are set. */
  get baud(): number {
    return this.#divisor64ths === 0 ? 0 : (this.rp2040.clkPeri * 4) / this.#divisor64ths;
  }

  override readUint32(offset: number): number {
    switch (offset) {
      case DATA:
        return this.#readData();
      case FLAGS:
        return this.#flags();
      case INTEGER_DIVISOR:
        return this.#pendingDivisor64ths >>> 6;
      case FRACTIONAL_DIVISOR:
        return this.#pendingDivisor64ths & 63;
      case LINE_CONTROL:
        return this.#lineControl;
      case CONTROL:
        return this.#control;
      case FIFO_LEVELS:
        return this.#levels;
      case INTERRUPT_MASK:
        return this.#mask;
      case RAW_INTERRUPTS:
        return this.#raw;
      case MASKED_INTERRUPTS:
        return this.#raw & this.#mask;
      default:
        return super.readUint32(offset);
    }
  }

  override writeUint32(offset: number, value: number): void {
    switch (offset) {
      case DATA:
        return this.#writeData(value & 0xff);
      case INTEGER_DIVISOR:
        this.#pendingDivisor64ths = ((value & 0xffff) << 6) | (this.#pendingDivisor64ths & 63);
        return;
      case FRACTIONAL_DIVISOR:
        this.#pendingDivisor64ths = (this.#pendingDivisor64ths & ~63) | (value & 63);
        return;
      case LINE_CONTROL:
        this.#lineControl = value;
        // The divisors take effect only here (datasheet 4.2.7.1).
        this.#divisor64ths = this.#pendingDivisor64ths;
        return;
      case CONTROL:
        this.#control = value;
        return;
      case FIFO_LEVELS:
        this.#levels = value;
        return;
      case INTERRUPT_MASK:
        this.#mask = value;
        return this.#updateInterrupt();
      case INTERRUPT_CLEAR:
        this.#raw &= ~this.rawWriteValue;
        return this.#updateInterrupt();
      default:
        return super.writeUint32(offset, value);
    }
  }

  get #depth(): number {
    return this.#lineControl & FIFOS_ENABLE ? FIFO_DEPTH : 1;
  }

  get #bitNanos(): number {
    return 1e9 / this.baud;
  }

  #flags(): number {
    const { length } = this.#received;
    return (
      (length === 0 ? FLAG_RECEIVE_EMPTY : 0) |
      (length === this.#depth ? FLAG_RECEIVE_FULL : 0) |
      (this.#waiting.length === 0 ? FLAG_TRANSMIT_EMPTY : 0) |
      (this.#waiting.length >= this.#depth ? FLAG_TRANSMIT_FULL : 0) |
      (this.#shifting === null ? 0 : FLAG_BUSY)
    );
  }

  #level(shift: number): number {
    return (this.#depth * (LEVEL_EIGHTHS[(this.#levels >> shift) & 7] ?? 4)) >> 3;
  }

  #characterReceived(byte: number): void {
    if (!(this.#control & UART_ENABLE) || !(this.#control & RECEIVE_ENABLE)) return;
    if (this.#received.length >= this.#depth) {
      this.#overrun = true;
      return;
    }
    const framed = Math.abs(this.#line.baud / this.baud - 1) < BAUD_ERROR_MAX;
    this.#received.push((framed ? byte : ~byte & 0xff) | (framed ? 0 : DATA_FRAMING_ERROR) | this.#takeOverrun());
    if (this.#received.length >= Math.max(1, this.#level(3))) this.#raw |= RECEIVE;
    this.#timeout.schedule(TIMEOUT_BITS * this.#bitNanos);
    this.#updateInterrupt();
  }

  #takeOverrun(): number {
    const flag = this.#overrun ? DATA_OVERRUN : 0;
    this.#overrun = false;
    return flag;
  }

  #receiveTimedOut(): void {
    if (this.#received.length === 0) return;
    this.#raw |= RECEIVE_TIMEOUT;
    this.#updateInterrupt();
  }

  #readData(): number {
    const data = this.#received.shift() ?? 0;
    if (this.#received.length < Math.max(1, this.#level(3))) this.#raw &= ~RECEIVE;
    if (this.#received.length === 0) {
      this.#raw &= ~RECEIVE_TIMEOUT;
      this.#timeout.cancel();
    } else {
      this.#timeout.schedule(TIMEOUT_BITS * this.#bitNanos);
    }
    this.#updateInterrupt();
    return data;
  }

  #writeData(byte: number): void {
    if (!(this.#control & UART_ENABLE) || !(this.#control & TRANSMIT_ENABLE)) return;
    if (this.#waiting.length >= this.#depth) {
      this.warn("a byte was written to a full transmit queue");
      return;
    }
    this.#waiting.push(byte);
    if (this.#shifting === null) this.#shiftNext();
    if (this.#waiting.length > this.#level(0)) this.#raw &= ~TRANSMIT;
    this.#updateInterrupt();
  }

  #shiftNext(): void {
    this.#shifting = this.#waiting.shift() ?? null;
    if (this.#shifting !== null) this.#shiftDone.schedule(BITS_PER_CHARACTER * this.#bitNanos);
  }

  #characterSent(): void {
    if (this.#shifting !== null) this.#onSent(this.#shifting);
    this.#shiftNext();
    if (this.#waiting.length === this.#level(0)) this.#raw |= TRANSMIT;
    this.#updateInterrupt();
  }

  #updateInterrupt(): void {
    this.rp2040.setInterrupt(INTERRUPT, (this.#raw & this.#mask) !== 0);
  }
}
