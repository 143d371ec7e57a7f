/**
 * The peripherals of an ESP32-C3 that a program of ours touches, from one reset to the next.
 *
 * UART0 keeps 128 bytes each way, asks for attention when there are enough or when no more come, and sends at its own
 * rate; the watchdogs of the ROM bite after a second. Every other register is a fault with its address.
 *
 * @packageDocumentation
 */
import type { Alarm, EmulatedClock } from "../clock.ts";
import { BITS_PER_CHARACTER, type ReceiveLine } from "../line.ts";
import { CAUSE, Trap } from "./processor.ts";
import { USB_STATE, UsbSerial } from "./usb-serial.ts";

/** What the registers are connected to. */
export interface RegistersOptions {
  readonly clock: EmulatedClock;
  readonly line: ReceiveLine;
  readonly onSent: (byte: number) => void;
  /** Each byte that a host at the USB port takes. */
  readonly onUsbSent: (byte: number) => void;
  readonly resetCause: number;
}

const UART = {
  fifo: 0x60000000,
  interruptEnable: 0x6000000c,
  interruptClear: 0x60000010,
  divisor: 0x60000014,
  status: 0x6000001c,
  configuration1: 0x60000024,
  clock: 0x60000078,
} as const;

const FIFO_BYTES = 128;
const [FULL, OVERFLOW, TIMEOUT] = [1 << 0, 1 << 4, 1 << 8];
const TIMEOUT_ENABLE = 1 << 21;

const USB = {
  fifo: 0x60043000,
  state: 0x60043004,
  interruptEnable: 0x60043010,
  interruptClear: 0x60043014,
} as const;
const PACKET_CAME = 1 << 2;

const MATRIX = {
  uart0: 0x600c2054,
  usb: 0x600c2068,
  enable: 0x600c2104,
  type: 0x600c2108,
  priorities: 0x600c2114,
  threshold: 0x600c2194,
} as const;

const TIMER = { configuration: 0x60023000, operation: 0x60023004, high: 0x60023040, low: 0x60023044 } as const;
const TIMER_TICKS_PER_NANO = 0.016;

const RESET = { options: 0x60008000, state: 0x60008038, system: 2 ** 31 } as const;
const FACTORY_ADDRESS = [0x60008844, 0x60008848] as const;
const RANDOM = 0x600260b0;

const KEY = 0x50d83aa1;
const SUPER_KEY = 0x8f1d312a;
const SUPER = { configuration: 0x600080ac, protect: 0x600080b0, feedsItself: 2 ** 31 } as const;

/** Configuration, its lock, and the reset that it causes; the ROM starts the first and the third. */
const WATCHDOGS = [
  { configuration: 0x6001f048, protect: 0x6001f064, isStarted: true },
  { configuration: 0x60020048, protect: 0x60020064, isStarted: false },
  { configuration: 0x60008090, protect: 0x600080a8, isStarted: true },
] as const;
const WATCHDOG_RESET = 0x10;
const WATCHDOG_NANOS = 1e9;
const WATCHDOG_ENABLE = 2 ** 31;

/** Registers that keep what is written and do nothing else. */
const PLAIN: readonly number[] = [
  UART.interruptEnable,
  UART.divisor,
  UART.configuration1,
  UART.clock,
  USB.interruptEnable,
  MATRIX.uart0,
  MATRIX.usb,
  MATRIX.enable,
  MATRIX.type,
  MATRIX.threshold,
  TIMER.configuration,
  ...WATCHDOGS.map(({ protect }) => protect),
  SUPER.protect,
];

/** See the file's comment. */
export class Registers {
  /** Set once the chip has to be reset. */
  resetCause: number | null = null;
  readonly usb: UsbSerial;
  readonly #options: RegistersOptions;
  readonly #values = new Map<number, number>();
  readonly #received: number[] = [];
  readonly #toSend: number[] = [];
  readonly #sending: Alarm;
  readonly #timeout: Alarm;
  #raised = 0;
  #usbRaised = 0;
  #captured = 0;
  #random = 1;

  constructor(options: RegistersOptions) {
    this.#options = options;
    for (const address of PLAIN) this.#values.set(address, 0);
    for (let line = 0; line < 32; line++) this.#values.set(MATRIX.priorities + 4 * line, 0);
    for (const { configuration, isStarted } of WATCHDOGS) {
      this.#values.set(configuration, isStarted ? WATCHDOG_ENABLE : 0);
    }
    this.#values.set(SUPER.configuration, 0);
    this.#sending = options.clock.createAlarm(() => {
      this.#sent();
    });
    this.#timeout = options.clock.createAlarm(() => {
      this.#raise(TIMEOUT);
    });
    this.usb = new UsbSerial(options.clock, options.onUsbSent, () => {
      this.#usbRaised |= PACKET_CAME;
    });
    options.line.connect((byte) => {
      this.#receive(byte);
    });
    options.clock
      .createAlarm(() => {
        if (!this.areWatchdogsStopped) this.resetCause = WATCHDOG_RESET;
      })
      .schedule(WATCHDOG_NANOS);
  }

  get areWatchdogsStopped(): boolean {
    const isFed = this.#value(SUPER.configuration) >= SUPER.feedsItself;
    return isFed && WATCHDOGS.every(({ configuration }) => this.#value(configuration) < WATCHDOG_ENABLE);
  }

  get uartBaud(): number {
    const divisor = this.#value(UART.divisor);
    return 40e6 / ((divisor & 0xfff) + ((divisor >>> 20) & 15) / 16);
  }

  /** The processor's line by which somebody asks for attention and is let through the matrix; null if nobody is. */
  get interruptLine(): number | null {
    if ((this.#raised & this.#value(UART.interruptEnable)) !== 0 && this.#isOpen(MATRIX.uart0)) {
      return this.#value(MATRIX.uart0) & 31;
    }
    if ((this.#usbRaised & this.#value(USB.interruptEnable)) !== 0 && this.#isOpen(MATRIX.usb)) {
      return this.#value(MATRIX.usb) & 31;
    }
    return null;
  }

  #isOpen(map: number): boolean {
    const line = this.#value(map) & 31;
    const isEnabled = line !== 0 && ((this.#value(MATRIX.enable) >>> line) & 1) === 1;
    return isEnabled && this.#value(MATRIX.priorities + 4 * line) >= Math.max(1, this.#value(MATRIX.threshold));
  }

  read(address: number): number {
    switch (address) {
      case UART.fifo:
        return this.#takeReceived();
      case UART.status:
        return (this.#toSend.length << 16) | this.#received.length;
      case USB.fifo:
        return this.usb.take();
      case USB.state:
        return this.usb.state;
      case TIMER.operation:
        return 1 << 29;
      case TIMER.low:
        return this.#captured | 0;
      case TIMER.high:
        return Math.floor(this.#captured / 2 ** 32);
      case RESET.options:
        return 0;
      case RESET.state:
        return this.#options.resetCause;
      case FACTORY_ADDRESS[0]:
        return 0x12345678;
      case FACTORY_ADDRESS[1]:
        return 0xabcd9a3c | 0;
      case RANDOM:
        return (this.#random = Math.imul(this.#random, 1664525) + 1013904223) | 0;
      default:
        return this.#value(address, CAUSE.loadFault) | 0;
    }
  }

  write(address: number, value: number): void {
    switch (address) {
      case UART.fifo:
        this.#send(value & 255);
        return;
      case UART.interruptClear:
        this.#clear(value);
        return;
      case USB.fifo:
        this.usb.put(value & 255);
        return;
      case USB.state:
        if ((value & USB_STATE.isComplete) !== 0) this.usb.complete();
        return;
      case USB.interruptClear:
        this.#usbRaised &= ~value;
        return;
      case TIMER.operation:
        if (this.#value(TIMER.configuration) >>> 30 === 3) {
          this.#captured = Math.floor(this.#options.clock.nanos * TIMER_TICKS_PER_NANO);
        }
        return;
      case RESET.options:
        if (value >= RESET.system) this.resetCause = 0x03;
        return;
      default:
        if (this.#isLocked(address)) return;
        this.#value(address, CAUSE.storeFault);
        this.#values.set(address, value);
    }
  }

  #isLocked(address: number): boolean {
    if (address === SUPER.configuration) return this.#value(SUPER.protect) !== SUPER_KEY;
    const watchdog = WATCHDOGS.find(({ configuration }) => configuration === address);
    return watchdog !== undefined && this.#value(watchdog.protect) !== KEY;
  }

  #value(address: number, cause: number = CAUSE.loadFault): number {
    const value = this.#values.get(address);
    if (value === undefined) throw new Trap(cause, `register 0x${address.toString(16)}, which is not modelled`);
    return value;
  }

  #receive(byte: number): void {
    if (this.#received.length === FIFO_BYTES) this.#raise(OVERFLOW);
    else this.#received.push(byte);
    this.#look();
  }

  /** Enough has come, or what has come waits for more. */
  #look(): void {
    const configuration = this.#value(UART.configuration1);
    if (this.#received.length > (configuration & 0x1ff)) this.#raise(FULL);
    if (this.#received.length > 0 && (configuration & TIMEOUT_ENABLE) !== 0) {
      this.#timeout.schedule(this.#characterNanos() * 2);
    }
  }

  #takeReceived(): number {
    const byte = this.#received.shift() ?? 0;
    if (this.#received.length === 0) this.#timeout.cancel();
    return byte;
  }

  #raise(bits: number): void {
    this.#raised |= bits;
  }

  /** A cause that is still there comes back at once. */
  #clear(bits: number): void {
    this.#raised &= ~bits;
    this.#look();
  }

  #send(byte: number): void {
    if (this.#toSend.length === FIFO_BYTES) return;
    this.#toSend.push(byte);
    if (this.#toSend.length === 1) this.#sending.schedule(this.#characterNanos());
  }

  #sent(): void {
    const byte = this.#toSend.shift();
    if (this.#toSend.length > 0) this.#sending.schedule(this.#characterNanos());
    if (byte !== undefined) this.#options.onSent(byte);
  }

  #characterNanos(): number {
    return (BITS_PER_CHARACTER * 1e9) / this.uartBaud;
  }
}
