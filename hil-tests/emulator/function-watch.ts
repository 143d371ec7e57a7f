/**
 * Counts the cycles of single functions while a program runs: from the first instruction of a call to the arrival at
 * the instruction that it returns to, callees included, interrupt handlers left out.
 *
 * @packageDocumentation
 */

/** What the processor must tell. */
export interface WatchedProcessor {
  readonly PC: number;
  readonly LR: number;
  readonly SP: number;
  /** Number of the exception being handled; 0 in the program itself. */
  readonly IPSR: number;
  readonly cycles: number;
}

interface Call {
  readonly address: number;
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly startCycles: number;
  readonly startHandlerCycles: number;
}

/** Cycles of each finished call, by the function's address, in order of return. */
export class FunctionWatch {
  readonly #finished: Map<number, number[]>;
  #running: Call[] = [];
  #handlerCycles = 0;
  #lastCycles = 0;
  #inHandler = false;

  constructor(addresses: readonly number[]) {
    this.#finished = new Map(addresses.map((address) => [address, []]));
  }

  /** Cycles of each call of one function that has returned. */
  callsOf(address: number): readonly number[] {
    return this.#finished.get(address) ?? [];
  }

  /** The machine says: this instruction comes next. */
  beforeInstruction(processor: WatchedProcessor): void {
    // The first instruction of a handler is executed with its entry, the last one leaves it: both are the handler's.
    const wasInHandler = this.#inHandler;
    this.#inHandler = processor.IPSR !== 0;
    if (wasInHandler || this.#inHandler) this.#handlerCycles += processor.cycles - this.#lastCycles;
    this.#lastCycles = processor.cycles;
    if (this.#inHandler) return;
    this.#finishReturned(processor);
    if (this.#finished.has(processor.PC)) this.#begin(processor);
  }

  #finishReturned(processor: WatchedProcessor): void {
    for (let call = this.#running.at(-1); call !== undefined; call = this.#running.at(-1)) {
      if (processor.PC !== call.returnAddress || processor.SP !== call.stackPointer) return;
      const handlerCycles = this.#handlerCycles - call.startHandlerCycles;
      this.#finished.get(call.address)?.push(processor.cycles - call.startCycles - handlerCycles);
      this.#running.pop();
    }
  }

  #begin({ PC, LR, SP, cycles }: WatchedProcessor): void {
    const returnAddress = LR - (LR % 2);
    const last = this.#running.at(-1);
    // A loop that starts at the first instruction comes by here again, but was not called.
    if (last?.address === PC && last.returnAddress === returnAddress && last.stackPointer === SP) return;
    this.#running.push({
      address: PC,
      returnAddress,
      stackPointer: SP,
      startCycles: cycles,
      startHandlerCycles: this.#handlerCycles,
    });
  }
}
