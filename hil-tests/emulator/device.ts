/**
 * An emulated chip that runs by itself: it works whenever it is awake, in slices short enough that the event loop
 * it shares stays alive, and costs nothing while it sleeps.
 *
 * In this thread and not in one of its own: a slice lasts a few milliseconds, a board at rest takes none, and the
 * bench can look at the chip between two slices without locks or messages.
 *
 * @packageDocumentation
 */
import type { Elf } from "../../targets/elf.ts";
import type { Counters } from "../board.ts";
import type { Device } from "../boards/device.ts";
import type { EmulatedClock } from "./clock.ts";
import { BoardFaultError, type Fault } from "./fault.ts";
import type { ReceiveLine } from "./line.ts";

/** `running`: the budget is used up. `asleep`: nothing will happen until the host writes. `faulted`: for good. */
export type MachineState = "running" | "asleep" | "faulted";

/** What a chip must be to run by itself. */
export interface RunnableMachine {
  readonly clock: EmulatedClock;
  readonly line: Pick<ReceiveLine, "write">;
  readonly fault: Fault | null;
  /** Null where what an instruction costs is not modelled. */
  readonly cycles: number | null;
  readonly busyCycles: number | null;
  /** Runs until something happens, but no more than so many instructions. */
  run(instructionsMax: number): MachineState;
}

/** Which chip, and with which program. */
export interface DeviceOptions<Machine> {
  /** Makes the chip; it is given what takes each byte that it sends. */
  readonly machine: (onSent: (byte: number) => void) => Machine;
  /** The linked program, to name functions in the report of a fault. */
  readonly elf: Elf;
  readonly name: string;
}

/** A chip with power, and the two ends of its serial line. */
export class EmulatedDevice<Machine extends RunnableMachine> implements Device {
  readonly machine: Machine;
  readonly #options: DeviceOptions<Machine>;
  #sent: number[] = [];
  #bytesToBoard = 0;
  #bytesFromBoard = 0;
  #slice: NodeJS.Immediate | null = null;
  #held = false;
  #stopped = false;
  #onData: (bytes: Uint8Array) => void = () => undefined;
  #onFailure: (cause: BoardFaultError) => void = () => undefined;
  #atRest: (() => void)[] = [];

  constructor(options: DeviceOptions<Machine>) {
    this.#options = options;
    this.machine = options.machine((byte) => void this.#sent.push(byte));
    this.#schedule();
  }

  /** Bytes to the chip's receiver. */
  write(bytes: Uint8Array): void {
    this.#bytesToBoard += bytes.length;
    this.machine.line.write(bytes);
    this.#schedule();
  }

  /** Bytes from the chip's transmitter. One listener. */
  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
  }

  /** The chip faulted. One listener. */
  onFailure(listener: (cause: BoardFaultError) => void): void {
    this.#onFailure = listener;
  }

  /** Stops emulated time, or lets it go on: for when the host does not read. */
  hold(held: boolean): void {
    this.#held = held;
    this.#schedule();
  }

  /** Resolves when the chip sleeps with nothing to come; rejects if it faults first. */
  async untilAsleep(): Promise<void> {
    if (this.#slice !== null) await new Promise<void>((resolve) => this.#atRest.push(resolve));
    if (this.machine.fault !== null) throw this.#failure();
  }

  counters(): Counters {
    const { cycles, busyCycles, clock } = this.machine;
    return {
      cycles: cycles === null ? null : Math.round(cycles),
      busyCycles,
      // Where cycles mean nothing, time does not either.
      emulatedNs: cycles === null ? null : Math.round(clock.nanos),
      bytesToBoard: this.#bytesToBoard,
      bytesFromBoard: this.#bytesFromBoard,
    };
  }

  stop(): Promise<void> {
    this.#stopped = true;
    if (this.#slice !== null) clearImmediate(this.#slice);
    this.#rest();
    return Promise.resolve();
  }

  #schedule(): void {
    if (this.#slice !== null || this.#held || this.#stopped || this.machine.fault !== null) return;
    this.#slice = setImmediate(() => this.#runSlice());
  }

  #runSlice(): void {
    const end = performance.now() + SLICE_MS;
    let state = this.machine.run(INSTRUCTIONS_BETWEEN_LOOKS);
    while (state === "running" && performance.now() < end) state = this.machine.run(INSTRUCTIONS_BETWEEN_LOOKS);
    this.#slice = null;
    this.#passOn();
    if (state === "running") return this.#schedule();
    this.#rest();
    if (state === "faulted") this.#onFailure(this.#failure());
  }

  #passOn(): void {
    if (this.#sent.length === 0) return;
    const bytes = Uint8Array.from(this.#sent);
    this.#sent = [];
    this.#bytesFromBoard += bytes.length;
    this.#onData(bytes);
  }

  #rest(): void {
    this.#slice = null;
    const waiting = this.#atRest;
    this.#atRest = [];
    for (const resolve of waiting) resolve();
  }

  #failure(): BoardFaultError {
    const { fault } = this.machine;
    if (fault === null) throw new Error("device: asked for a failure that did not happen");
    return new BoardFaultError(this.#options.name, fault, this.#options.elf);
  }
}

const SLICE_MS = 4;
const INSTRUCTIONS_BETWEEN_LOOKS = 10_000;
