/**
 * An ESP32-C3 that runs a program by direct boot: the processor, flash behind two caches, RAM, and as much of UART0,
 * the interrupt matrix, the system timer, the watchdogs and the reset controller as board.c touches.
 *
 * It is strict where the chip is, and where a program must not rely on the chip being kind: a register that nobody
 * models, an unaligned word, a write to flash are faults; the watchdogs that the boot ROM leaves running do bite; a
 * protected register ignores a write without its key. Time is counted in instructions, so it shows what happens in
 * which order and not how fast a chip is.
 *
 * @packageDocumentation
 */
import { EmulatedClock } from "../clock.ts";
import type { MachineState, RunnableMachine } from "../device.ts";
import type { Fault } from "../fault.ts";
import { ReceiveLine } from "../line.ts";
import { type Bus, CAUSE, Processor, Trap } from "./processor.ts";
import { Registers } from "./registers.ts";
import type { UsbSerial } from "./usb-serial.ts";

/** What runs, and what happens when it breaks down. */
export interface MachineOptions {
  /** Flash from its first byte on. */
  readonly image: Uint8Array;
  /** Baud rate at which the host sends. */
  readonly baud: number;
  /** Where the program says that it has nothing to do: `board_idle`. */
  readonly idleAddress: number;
  /** The lowest address that the stack may reach. */
  readonly stackBottom: number;
  /** Whether a fault stops the machine, to be reported, or enters the program's own handler, as on the chip. */
  readonly onFault: "stop" | "handle";
  readonly onSent: (byte: number) => void;
  /** Whether the host's line is the chip's own USB port, and not UART0; `baud` means nothing then. */
  readonly usb?: boolean;
}

/** What the processor is taken to run at. */
const CLOCK_HZ = 80_000_000;

const CODE = 0x42000000;
const CONSTANTS = 0x3c000000;
const FLASH_BYTES = 4 * 1024 * 1024;
const RAM = 0x3fc80000;
const RAM_BYTES = 320 * 1024;
const PERIPHERALS = 0x60000000;
const ENTRY = CODE + 8;
const DIRECT_BOOT = 0xaedb041d;
const STACK_POINTER = 2;

/** As the chip numbers the causes of resets. */
const POWER_ON = 0x01;

/** See the file's comment. */
export class Machine implements RunnableMachine {
  readonly clock = new EmulatedClock();
  readonly cycles = null;
  readonly busyCycles = null;
  readonly #pins: ReceiveLine;
  readonly #options: MachineOptions;
  readonly #flash = new Uint8Array(FLASH_BYTES).fill(0xff);
  readonly #ram = new Uint8Array(RAM_BYTES);
  readonly #flashView = new DataView(this.#flash.buffer);
  readonly #ramView = new DataView(this.#ram.buffer);
  #registers: Registers;
  #processor: Processor;
  #fault: Fault | null = null;
  #resets = 0;
  /** How many interrupts had been taken when the program last had nothing to do. */
  #interruptsAtIdle = -1;
  #interrupts = 0;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#flash.set(options.image);
    this.#pins = new ReceiveLine(this.clock, options.baud);
    this.#registers = this.#powerOn(POWER_ON);
    this.#processor = this.#boot();
  }

  /** Takes bytes to the chip. */
  get line(): Pick<ReceiveLine, "write"> {
    return this.#options.usb === true ? this.usb : this.#pins;
  }

  /** The USB port, and the host at it. */
  get usb(): UsbSerial {
    return this.#registers.usb;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  get resets(): number {
    return this.#resets;
  }

  /** The baud rate that the program set. */
  get uartBaud(): number {
    return this.#registers.uartBaud;
  }

  /** Whether every watchdog was stopped. */
  get areWatchdogsStopped(): boolean {
    return this.#registers.areWatchdogsStopped;
  }

  /** Runs until something below happens, but no more than so many instructions. */
  run(instructionsMax: number): MachineState {
    for (let left = instructionsMax; left > 0; left--) {
      if (this.#fault !== null) return "faulted";
      if (this.#isIdle()) {
        if (this.clock.nextNanos === Infinity) return "asleep";
        this.clock.skipToAlarm();
      }
      this.#step();
    }
    return this.#fault === null ? "running" : "faulted";
  }

  /**
   * Whether the program waits for the line: it says a second time that it has nothing to do, and no interrupt came
   * since the first.
   */
  #isIdle(): boolean {
    if (this.#processor.pc !== this.#options.idleAddress || this.#registers.interruptLine !== null) return false;
    const isSecond = this.#interruptsAtIdle === this.#interrupts;
    this.#interruptsAtIdle = this.#interrupts;
    return isSecond;
  }

  #step(): void {
    const processor = this.#processor;
    const { interruptLine } = this.#registers;
    if (interruptLine !== null && processor.areInterruptsEnabled) {
      this.#interrupts++;
      processor.interrupt(interruptLine);
    }
    const before = processor.pc;
    const trap = processor.step();
    if (trap !== null && this.#options.onFault === "stop") this.#stop(trap.message, before);
    if ((processor.registers[STACK_POINTER] ?? 0) >>> 0 < this.#options.stackBottom && processor.instructions > 100) {
      this.#stop("the stack overflowed", before);
    }
    this.clock.advance(1e9 / CLOCK_HZ);
    if (this.#registers.resetCause !== null) this.#reset(this.#registers.resetCause);
  }

  #stop(cause: string, programCounter: number): void {
    const [ra = 0, sp = 0] = this.#processor.registers.subarray(1, 3);
    this.#fault ??= { cause, programCounter, linkRegister: ra >>> 0, stackPointer: sp >>> 0 };
  }

  /** RAM survives; all else begins anew. */
  #reset(cause: number): void {
    this.#resets++;
    this.clock.cancelAll();
    this.#registers = this.#powerOn(cause);
    this.#processor = this.#boot();
    this.#pins.resume();
  }

  #powerOn(resetCause: number): Registers {
    const { onSent, usb = false } = this.#options;
    const nobody = (): void => undefined;
    const [onPins, onUsb] = usb ? [nobody, onSent] : [onSent, nobody];
    return new Registers({ clock: this.clock, line: this.#pins, onSent: onPins, onUsbSent: onUsb, resetCause });
  }

  /** As the boot ROM does: only behind the two magic words. */
  #boot(): Processor {
    const isDirect = [0, 4].every((at) => this.#flashView.getUint32(at, true) === DIRECT_BOOT);
    if (!isDirect) throw new Error("emulator: the image does not begin with the two words of direct boot");
    return new Processor(this.#bus, ENTRY);
  }

  readonly #bus: Bus = {
    fetch: (address) => {
      if (address >= CODE && address < CODE + FLASH_BYTES) return this.#flashView.getUint16(address - CODE, true);
      throw new Trap(CAUSE.fetchFault, `execution at 0x${address.toString(16)}, where no code is`);
    },
    load: (address, bytes) => {
      if (address >= RAM && address < RAM + RAM_BYTES) return read(this.#ramView, address - RAM, bytes);
      if (address >= CONSTANTS && address < CONSTANTS + FLASH_BYTES) {
        return read(this.#flashView, address - CONSTANTS, bytes);
      }
      if (address >= PERIPHERALS && bytes === 4) return this.#registers.read(address);
      throw new Trap(CAUSE.loadFault, `read of 0x${address.toString(16)}, where nothing is`);
    },
    store: (address, bytes, value) => {
      if (address >= RAM && address < RAM + RAM_BYTES) write(this.#ramView, address - RAM, bytes, value);
      else if (address >= PERIPHERALS && bytes === 4) this.#registers.write(address, value >>> 0);
      else throw new Trap(CAUSE.storeFault, `write to 0x${address.toString(16)}, where nothing can be written`);
    },
  };
}

function read(view: DataView, at: number, bytes: 1 | 2 | 4): number {
  if (bytes === 4) return view.getInt32(at, true);
  return bytes === 2 ? view.getUint16(at, true) : view.getUint8(at);
}

function write(view: DataView, at: number, bytes: 1 | 2 | 4, value: number): void {
  if (bytes === 4) view.setInt32(at, value, true);
  else if (bytes === 2) view.setUint16(at, value & 0xffff, true);
  else view.setUint8(at, value & 0xff);
}
