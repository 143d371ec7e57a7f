/**
 * What stopped an emulated chip.
 *
 * @packageDocumentation
 */
import { GanglionError } from "../../host-tools/errors.ts";
import { describeAddress, type Elf } from "../../targets/elf.ts";

/** A hard fault of the processor: where it was, what it did, and from where it had come. */
export interface Fault {
  /** `read of 0x60000000, where nothing is`. */
  readonly cause: string;
  readonly programCounter: number;
  readonly linkRegister: number;
  readonly stackPointer: number;
}

/** The board's processor faulted. The message names the functions; the fault holds the bare facts. */
export class BoardFaultError extends GanglionError {
  readonly fault: Fault;

  constructor(board: string, fault: Fault, elf: Elf) {
    const where = describeAddress(elf, fault.programCounter);
    const caller = describeAddress(elf, fault.linkRegister - (fault.linkRegister % 2));
    super(
      "BOARD_FAULT",
      `${board} faulted: ${fault.cause}, at ${where}, which returns to ${caller}`,
      "Look at that function in the program's map and ELF file; the board must be started again.",
    );
    this.fault = fault;
  }
}
