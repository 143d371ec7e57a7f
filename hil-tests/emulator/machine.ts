/**
 * An RP2040 that runs: instructions, sleep, resets, faults, counted to the cycle.
 *
 * It runs a flash image from boot2 on, a bounded number of instructions at a time, so that whoever drives it keeps
 * an event loop alive. A sleeping chip costs nothing: time jumps to the next alarm, and where there is none it
 * stops until the host writes. Emulated time is thus the time that the chip computes or the line is
 * busy; how long the host thinks is left out, which is what makes two runs equal to the cycle.
 *
 * Not modelled, so that real silicon is slower than this: the flash cache (every fetch takes one cycle), the 15
 * cycles of entering an interrupt, the second core, DMA and bus contention.
 *
 * @packageDocumentation
 */
import { EmulatedClock } from "./clock.ts";
import { EmulatedChip, ProcessorFault } from "./chip.ts";
import type { MachineState, RunnableMachine } from "./device.ts";
import type { Fault } from "./fault.ts";
import { FunctionWatch } from "./function-watch.ts";
import { ReceiveLine } from "./line.ts";
import type { UsbHost } from "./usb-host.ts";

/** What runs, and what happens when it breaks down. */
export interface MachineOptions {
  /** Flash from 0x10000000 on. */
  readonly image: Uint8Array;
  /** The flash chip's number, first byte first; empty if it has none. One of ours by default. */
  readonly flashId?: readonly number[];
  /** Baud rate at which the host sends. */
  readonly baud: number;
  /** Decides the random bits of the ring oscillator. */
  readonly seed: number;
  /** The lowest address that the stack may reach: below it the machine stops, where a real chip would go on. */
  readonly stackBottom: number;
  /** Whether a fault stops the machine, to be reported, or enters the program's own handler, as on the chip. */
  readonly onFault: "stop" | "handle";
  /** Each byte from the chip, when its stop bit has passed or its packet has come. */
  readonly onSent: (byte: number) => void;
  /**
   * Makes the USB port the host's line, and not the pins: a host is plugged in, and opens the port by itself or when it
   * is told. `baud` means nothing then.
   */
  readonly usb?: "plugged" | "open" | undefined;
  /** Half-words of a boot ROM, by address. */
  readonly bootRom?: ReadonlyMap<number, number>;
}

/** See the file's comment. */
export class Machine implements RunnableMachine {
  readonly clock = new EmulatedClock();
  /** The wire to the pins. */
  readonly #pins: ReceiveLine;
  readonly #options: MachineOptions;
  #chip: EmulatedChip;
  #asleep = false;
  #resetRequested = false;
  #fault: Fault | null = null;
  #resets = 0;
  #watch: FunctionWatch | null = null;
  /** Of the chips before the last reset. */
  #busyCyclesBefore = 0;
  #sleptCycles = 0;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#pins = new ReceiveLine(this.clock, options.baud);
    this.#chip = this.#powerOn(null);
  }

  /** Takes bytes to the chip. */
  get line(): Pick<ReceiveLine, "write" | "pending"> {
    return this.usbHost ?? this.#pins;
  }

  /** Who is plugged into the USB port. */
  get usbHost(): UsbHost | null {
    return this.#chip.usbHost;
  }

  /** Cycles that the processor worked. */
  get busyCycles(): number {
    return this.#busyCyclesBefore + this.#chip.chip.core.cycles;
  }

  /** Cycles that passed, asleep or not. */
  get cycles(): number {
    return this.busyCycles + this.#sleptCycles;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** How often the chip reset itself. */
  get resets(): number {
    return this.#resets;
  }

  /** The baud rate that the program set. */
  get uartBaud(): number {
    return this.#chip.uart.baud;
  }

  /** A copy of RAM, as a debugger would read it. */
  readRam(address: number, bytes: number): Uint8Array {
    const start = address - RAM;
    return this.#chip.chip.sram.slice(start, start + bytes);
  }

  /** Fills RAM, as a debugger would, so that it can be seen later how much of it was used. */
  paintRam(address: number, bytes: number, value: number): void {
    const start = address - RAM;
    this.#chip.chip.sram.fill(value, start, start + bytes);
  }

  /** Counts every call of the functions at these addresses from now on; replaces what was watched before. */
  watchFunctions(addresses: readonly number[]): FunctionWatch {
    this.#watch = new FunctionWatch(addresses);
    return this.#watch;
  }

  /** Runs until something below happens, but no more than so many instructions. */
  run(instructionsMax: number): MachineState {
    for (let left = instructionsMax; left > 0; left--) {
      if (this.#fault !== null) return "faulted";
      if (this.#asleep && !this.#sleep()) return "asleep";
      this.#step();
    }
    return this.#fault === null ? "running" : "faulted";
  }

  #powerOn(survivor: EmulatedChip | null): EmulatedChip {
    const { image, flashId, seed, onSent, usb, bootRom } = this.#options;
    const onUsbPacket = (bytes: Uint8Array): void => bytes.forEach((byte) => onSent(byte));
    return new EmulatedChip({
      clock: this.clock,
      line: this.#pins,
      flash: image,
      flashId,
      seed,
      onSent: usb === undefined ? onSent : () => undefined,
      usb,
      onUsbPacket,
      bootRom,
      onReset: () => (this.#resetRequested = true),
      survivor,
    });
  }

  /** Lets time pass until an interrupt is pending, and says whether one is. */
  #sleep(): boolean {
    while (!this.#interruptPending() && !this.#resetRequested) {
      if (this.clock.nextNanos === Infinity) return false;
      const before = this.clock.nanos;
      this.clock.skipToAlarm();
      this.#sleptCycles += ((this.clock.nanos - before) * this.#chip.chip.clkSys) / 1e9;
    }
    this.#asleep = false;
    return true;
  }

  /** A pending interrupt ends sleep even while interrupts are masked. */
  #interruptPending(): boolean {
    const { core } = this.#chip.chip;
    return (
      (core.pendingInterrupts & core.enabledInterrupts) !== 0 ||
      core.pendingSystick ||
      core.pendingPendSV ||
      core.pendingNMI
    );
  }

  #step(): void {
    const { chip } = this.#chip;
    const { core } = chip;
    const before = core.PC;
    this.#watch?.beforeInstruction(core);
    try {
      const cycles = core.executeInstruction();
      this.clock.advance((cycles * 1e9) / chip.clkSys);
    } catch (error) {
      if (!(error instanceof ProcessorFault)) throw error;
      this.#enterFault(error.message, before);
      return;
    }
    if (core.SP < this.#options.stackBottom) this.#stop("the stack overflowed", before);
    if (core.waiting) {
      // Sleep is ours: the library's own ends at some interrupts only, and enters masked ones.
      core.waiting = false;
      this.#asleep = true;
    }
    if (this.#resetRequested) this.#reset();
  }

  #enterFault(cause: string, programCounter: number): void {
    const { core } = this.#chip.chip;
    const lockedUp = core.IPSR === HARD_FAULT;
    if (lockedUp) return this.#stop(`${cause}, inside the fault handler`, programCounter);
    if (this.#options.onFault === "stop") return this.#stop(cause, programCounter);
    core.PC = programCounter;
    core.exceptionEntry(HARD_FAULT);
  }

  #stop(cause: string, programCounter: number): void {
    const { core } = this.#chip.chip;
    this.#fault ??= { cause, programCounter, linkRegister: core.LR, stackPointer: core.SP };
  }

  #reset(): void {
    this.#resetRequested = false;
    this.#resets++;
    this.#busyCyclesBefore += this.#chip.chip.core.cycles;
    this.clock.cancelAll();
    this.#chip = this.#powerOn(this.#chip);
    this.#pins.resume();
  }
}

const RAM = 0x20000000;
const HARD_FAULT = 3;
