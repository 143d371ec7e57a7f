/**
 * The UART against its datasheet's words: levels, time-outs, overruns, rates.
 *
 * @packageDocumentation
 */
import { RP2040 } from "rp2040js";
import { beforeEach, describe, expect, test } from "vitest";
import { EmulatedClock } from "./clock.ts";
import { ReceiveLine } from "./line.ts";
import { Pl011 } from "./pl011.ts";

const DATA = 0x00;
const FLAGS = 0x18;
const RAW_INTERRUPTS = 0x3c;
const RECEIVE = 1 << 4;
const TRANSMIT = 1 << 5;
const TIMEOUT = 1 << 6;
const CHARACTER_NANOS = 10e9 / 1_000_000;

let clock: EmulatedClock;
let line: ReceiveLine;
let uart: Pl011;
let sent: number[];

beforeEach(() => start(1_000_000));

/** 125 MHz / 16 / (7 + 52/64) = 1 MHz exactly. */
function start(hostBaud: number): void {
  clock = new EmulatedClock();
  line = new ReceiveLine(clock, hostBaud);
  sent = [];
  const chip = new RP2040(clock);
  const silent = (): void => undefined;
  const refuse = (_: string, message: string): never => {
    throw new Error(message);
  };
  chip.logger = { debug: silent, info: silent, warn: refuse, error: refuse };
  uart = new Pl011(chip, clock, line, (byte) => sent.push(byte));
  uart.writeUint32(0x24, 7);
  uart.writeUint32(0x28, 52);
  uart.writeUint32(0x2c, 0x70);
  uart.writeUint32(0x34, 0b000_001);
  uart.writeUint32(0x30, 0x301);
}

function raw(bit: number): boolean {
  return (uart.readUint32(RAW_INTERRUPTS) & bit) !== 0;
}

function receive(count: number): void {
  line.write(Uint8Array.from({ length: count }, (_, index) => index));
  clock.advance(count * CHARACTER_NANOS);
}

describe("receiving", () => {
  test("divides the clock as the datasheet says", () => expect(uart.baud).toBe(1_000_000));

  test("interrupts at an eighth of the queue, not before", () => {
    receive(3);
    expect(raw(RECEIVE)).toBe(false);
    receive(1);
    expect(raw(RECEIVE)).toBe(true);
    uart.readUint32(DATA);
    expect(raw(RECEIVE)).toBe(false);
  });

  test("interrupts 32 bits after the last byte if fewer came, and withdraws when they are read", () => {
    receive(1);
    clock.advance(31_000);
    expect(raw(TIMEOUT)).toBe(false);
    clock.advance(1_000);
    expect(raw(TIMEOUT)).toBe(true);
    expect(uart.readUint32(DATA)).toBe(0);
    expect(raw(TIMEOUT)).toBe(false);
  });

  test("keeps 32 bytes, loses the next, and says so with the first that fits again", () => {
    receive(33);
    const kept = Array.from({ length: 32 }, () => uart.readUint32(DATA));
    expect(kept).toEqual(Array.from({ length: 32 }, (_, index) => index));
    receive(1);
    expect(uart.readUint32(DATA)).toBe(1 << 11);
  });

  test("hears nothing while it is off", () => {
    uart.writeUint32(0x30, 0);
    receive(1);
    expect(uart.readUint32(FLAGS) & (1 << 4)).not.toBe(0);
  });

  test("hears noise at a wrong baud rate, and the bytes at one that is 2 % off", () => {
    start(1_020_000);
    receive(2);
    expect(uart.readUint32(DATA)).toBe(0);
    start(1_200_000);
    receive(1);
    expect(uart.readUint32(DATA)).toBe((1 << 8) | 0xff);
  });
});

describe("sending", () => {
  test("takes a character time for each byte, in order", () => {
    uart.writeUint32(DATA, 65);
    uart.writeUint32(DATA, 66);
    clock.advance(CHARACTER_NANOS - 1);
    expect(sent).toEqual([]);
    clock.advance(1);
    expect(sent).toEqual([65]);
    clock.advance(CHARACTER_NANOS);
    expect(sent).toEqual([65, 66]);
    expect(uart.readUint32(FLAGS)).toBe((1 << 4) | (1 << 7));
  });

  test("is full with 32 bytes behind the one on the line, and refuses the next", () => {
    for (let count = 0; count < 33; count++) uart.writeUint32(DATA, count);
    expect(uart.readUint32(FLAGS) & (1 << 5)).not.toBe(0);
    expect(() => uart.writeUint32(DATA, 99)).toThrow("full transmit queue");
  });

  test("interrupts when the queue falls to a quarter, once", () => {
    for (let count = 0; count < 10; count++) uart.writeUint32(DATA, count);
    expect(raw(TRANSMIT)).toBe(false);
    clock.advance(CHARACTER_NANOS);
    expect(raw(TRANSMIT)).toBe(true);
    uart.writeUint32(DATA, 1);
    expect(raw(TRANSMIT)).toBe(false);
  });
});
