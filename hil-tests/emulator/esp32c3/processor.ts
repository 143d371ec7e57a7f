/**
 * A RISC-V processor with the instructions RV32IMC in machine mode, as the ESP32-C3 has it: no floating-point unit, no
 * atomic instructions, vectored traps, and only the control registers that the program may rely on.
 *
 * It is here because no emulator that every machine can get knows this chip. One instruction counts as one cycle; how
 * long the chip's pipeline really takes is not modelled.
 *
 * @packageDocumentation
 */
import { EXPANDED } from "./compressed.ts";

/** What an instruction could not do; enters the program's trap handler. */
export class Trap extends Error {
  override readonly name = "Trap";
  /** As the register of that name numbers the causes. */
  readonly mcause: number;

  constructor(mcause: number, message: string) {
    super(message);
    this.mcause = mcause;
  }
}

/** Causes of exceptions. */
export const CAUSE = {
  fetchFault: 1,
  illegal: 2,
  breakpoint: 3,
  loadUnaligned: 4,
  loadFault: 5,
  storeUnaligned: 6,
  storeFault: 7,
} as const;

/** What the processor is connected to. Addresses are aligned; each may throw a {@link Trap}. */
export interface Bus {
  fetch(address: number): number;
  load(address: number, bytes: 1 | 2 | 4): number;
  store(address: number, bytes: 1 | 2 | 4, value: number): void;
}

const MSTATUS_INTERRUPTS = 1 << 3;
const MSTATUS_INTERRUPTS_BEFORE = 1 << 7;
const MSTATUS_MODE = 3 << 11;
const CSR = { status: 0x300, vector: 0x305, scratch: 0x340, address: 0x341, cause: 0x342, value: 0x343, core: 0xf14 };

/** See the file's comment. */
export class Processor {
  readonly registers = new Int32Array(32);
  /** Of the next instruction. */
  pc: number;
  /** Instructions that were begun. */
  instructions = 0;
  readonly #bus: Bus;
  readonly #csr = new Map<number, number>([
    [CSR.status, MSTATUS_MODE],
    [CSR.vector, 1],
    [CSR.scratch, 0],
    [CSR.address, 0],
    [CSR.cause, 0],
    [CSR.value, 0],
    [CSR.core, 0],
  ]);

  constructor(bus: Bus, entry: number) {
    this.#bus = bus;
    this.pc = entry;
  }

  /** Whether interrupts are let through. */
  get areInterruptsEnabled(): boolean {
    return ((this.#csr.get(CSR.status) ?? 0) & MSTATUS_INTERRUPTS) !== 0;
  }

  /** Enters the handler of an interrupt line. */
  interrupt(line: number): void {
    this.#enter(line | 0x80000000, this.#vectors() + 4 * line);
  }

  /** Runs one instruction. A trap enters the handler, and is returned for whoever wants to stop there. */
  step(): Trap | null {
    const { pc } = this;
    this.instructions++;
    try {
      const half = this.#bus.fetch(pc);
      if ((half & 3) === 3) this.#execute(half | (this.#bus.fetch(pc + 2) << 16), 4);
      else this.#execute(EXPANDED[half] ?? 0, 2);
      return null;
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      this.pc = pc;
      this.#enter(error.mcause, this.#vectors());
      return error;
    }
  }

  #vectors(): number {
    return ((this.#csr.get(CSR.vector) ?? 0) & ~0xff) >>> 0;
  }

  #enter(cause: number, handler: number): void {
    const status = this.#csr.get(CSR.status) ?? 0;
    const before = (status & MSTATUS_INTERRUPTS) === 0 ? 0 : MSTATUS_INTERRUPTS_BEFORE;
    this.#csr.set(CSR.status, MSTATUS_MODE | before);
    this.#csr.set(CSR.cause, cause);
    this.#csr.set(CSR.address, this.pc);
    this.pc = handler;
  }

  #execute(word: number, bytes: 2 | 4): void {
    const x = this.registers;
    const rd = (word >> 7) & 31;
    const a = x[(word >> 15) & 31] ?? 0;
    const next = (this.pc + bytes) >>> 0;
    switch (word & 0x7f) {
      case 0x13:
        this.#set(rd, operate((word >> 12) & 7, a, word >> 20, (word >> 30) & 1 & shiftsRight(word)));
        break;
      case 0x33:
        this.#set(rd, this.#operateOnRegisters(word, a, x[(word >> 20) & 31] ?? 0));
        break;
      case 0x03:
        this.#set(rd, this.#load((word >> 12) & 7, a + (word >> 20)));
        break;
      case 0x23:
        this.#store((word >> 12) & 7, a + (((word >> 25) << 5) | rd), x[(word >> 20) & 31] ?? 0);
        break;
      case 0x63:
        this.pc = isTaken((word >> 12) & 7, a, x[(word >> 20) & 31] ?? 0) ? (this.pc + branchOffset(word)) >>> 0 : next;
        return;
      case 0x37:
        this.#set(rd, word & ~0xfff);
        break;
      case 0x17:
        this.#set(rd, (this.pc + (word & ~0xfff)) | 0);
        break;
      case 0x6f:
        this.pc = (this.pc + jumpOffset(word)) >>> 0;
        this.#set(rd, next | 0);
        return;
      case 0x67:
        this.pc = ((a + (word >> 20)) & ~1) >>> 0;
        this.#set(rd, next | 0);
        return;
      case 0x0f:
        break;
      case 0x73:
        if (this.#system(word, rd, a)) return;
        break;
      default:
        throw new Trap(CAUSE.illegal, `instruction 0x${(word >>> 0).toString(16)}`);
    }
    this.pc = next;
  }

  #set(rd: number, value: number): void {
    if (rd !== 0) this.registers[rd] = value;
  }

  #operateOnRegisters(word: number, a: number, b: number): number {
    const operation = (word >> 12) & 7;
    switch (word >>> 25) {
      case 0:
        return operate(operation, a, b, 0);
      case 0x20:
        if (operation === 0) return (a - b) | 0;
        if (operation === 5) return operate(5, a, b, 1);
        break;
      case 1:
        return multiply(operation, a, b);
    }
    throw new Trap(CAUSE.illegal, `instruction 0x${(word >>> 0).toString(16)}`);
  }

  #load(width: number, address: number): number {
    const at = address >>> 0;
    const bytes = WIDTHS[width];
    if (bytes === undefined) throw new Trap(CAUSE.illegal, "a load of no width");
    if (at % bytes !== 0) throw new Trap(CAUSE.loadUnaligned, `unaligned load from 0x${at.toString(16)}`);
    const value = this.#bus.load(at, bytes);
    if (width === 0) return (value << 24) >> 24;
    return width === 1 ? (value << 16) >> 16 : value;
  }

  #store(width: number, address: number, value: number): void {
    const at = address >>> 0;
    const bytes = width > 2 ? undefined : WIDTHS[width];
    if (bytes === undefined) throw new Trap(CAUSE.illegal, "a store of no width");
    if (at % bytes !== 0) throw new Trap(CAUSE.storeUnaligned, `unaligned store to 0x${at.toString(16)}`);
    this.#bus.store(at, bytes, value);
  }

  /** True if the next instruction is not the one below. */
  #system(word: number, rd: number, a: number): boolean {
    const operation = (word >> 12) & 7;
    if (operation === 0) return this.#environment(word);
    const number = word >>> 20;
    const before = this.#csr.get(number);
    if (before === undefined) throw new Trap(CAUSE.illegal, `control register 0x${number.toString(16)}`);
    const operand = operation > 4 ? (word >> 15) & 31 : a;
    const values = [before, operand, before | operand, before & ~operand];
    this.#csr.set(number, number === CSR.vector ? (values[operation & 3] ?? 0) | 1 : (values[operation & 3] ?? 0));
    this.#set(rd, before | 0);
    return false;
  }

  #environment(word: number): boolean {
    if (word === 0x30200073) {
      const status = this.#csr.get(CSR.status) ?? 0;
      const isEnabled = (status & MSTATUS_INTERRUPTS_BEFORE) !== 0;
      const after = MSTATUS_MODE | MSTATUS_INTERRUPTS_BEFORE | (isEnabled ? MSTATUS_INTERRUPTS : 0);
      this.#csr.set(CSR.status, after);
      this.pc = this.#csr.get(CSR.address) ?? 0;
      return true;
    }
    if (word === 0x00100073) throw new Trap(CAUSE.breakpoint, "a breakpoint");
    throw new Trap(CAUSE.illegal, `instruction 0x${(word >>> 0).toString(16)}`);
  }
}

/** By `funct3` of loads: signed, then unsigned. */
const WIDTHS: readonly (1 | 2 | 4 | undefined)[] = [1, 2, 4, undefined, 1, 2];

/** Only a shift to the right has the bit that tells arithmetic from logical; in others it belongs to the number. */
function shiftsRight(word: number): number {
  return ((word >> 12) & 7) === 5 ? 1 : 0;
}

function operate(operation: number, a: number, b: number, isArithmetic: number): number {
  switch (operation) {
    case 0:
      return (a + b) | 0;
    case 1:
      return a << (b & 31);
    case 2:
      return a < b ? 1 : 0;
    case 3:
      return a >>> 0 < b >>> 0 ? 1 : 0;
    case 4:
      return a ^ b;
    case 5:
      return isArithmetic === 1 ? a >> (b & 31) : (a >>> (b & 31)) | 0;
    case 6:
      return a | b;
    default:
      return a & b;
  }
}

/** The M extension. Division by zero and its overflow have values, and are no traps. */
function multiply(operation: number, a: number, b: number): number {
  switch (operation) {
    case 0:
      return Math.imul(a, b);
    case 1:
      return (highProduct(a, b) - (a < 0 ? b : 0) - (b < 0 ? a : 0)) | 0;
    case 2:
      return (highProduct(a, b) - (a < 0 ? b : 0)) | 0;
    case 3:
      return highProduct(a, b);
    case 4:
      return b === 0 ? -1 : (a / b) | 0;
    case 5:
      return b === 0 ? -1 : ((a >>> 0) / (b >>> 0)) | 0;
    case 6:
      return b === 0 ? a : (a % b) | 0;
    default:
      return b === 0 ? a : ((a >>> 0) % (b >>> 0)) | 0;
  }
}

/** The high half of the product of two unsigned words; every part fits a double exactly. */
function highProduct(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 65536);
  const other = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0;
}

function isTaken(operation: number, a: number, b: number): boolean {
  switch (operation) {
    case 0:
      return a === b;
    case 1:
      return a !== b;
    case 4:
      return a < b;
    case 5:
      return a >= b;
    case 6:
      return a >>> 0 < b >>> 0;
    case 7:
      return a >>> 0 >= b >>> 0;
    default:
      throw new Trap(CAUSE.illegal, "a branch on nothing");
  }
}

function branchOffset(word: number): number {
  return ((word >> 31) << 12) | (((word >> 7) & 1) << 11) | (((word >> 25) & 0x3f) << 5) | (((word >> 8) & 15) << 1);
}

function jumpOffset(word: number): number {
  return ((word >> 31) << 20) | (word & 0xff000) | (((word >> 20) & 1) << 11) | (((word >> 21) & 0x3ff) << 1);
}
