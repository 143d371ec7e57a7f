/**
 * The flash chip and the interface that it hangs on (SSI, RP2040 datasheet 4.10), as far as firmware drives them by
 * hand: readable as memory or exchanging bytes, never both. A program that forgets it has no ground under its feet.
 *
 * Bytes are exchanged at once; a real chip needs 256 ns for each. Modelled of the chip is its number alone (command
 * 4Bh). Until the interface was switched on once, flash counts as readable: boot2 runs here where it lies, and on a
 * real chip from the copy that the boot ROM makes.
 *
 * @packageDocumentation
 */
import { BasePeripheral, type RP2040 } from "rp2040js";

/** The number of an emulated flash chip unless another is asked for, first byte first. */
export const FLASH_ID: readonly number[] = [0xe6, 0x61, 0x18, 0x60, 0x4b, 0x4d, 0x5a, 0x21];

const CONTROL = 0x00;
const FRAME_COUNT = 0x04;
const ENABLE = 0x08;
const CLOCK_DIVIDER = 0x14;
const STATUS = 0x28;
const DATA = 0x60;
const SPI_CONTROL = 0xf4;

/** 32 bits a frame, a command and then receiving: what boot2 sets for reading flash as memory. */
const MEMORY_CONTROL = (31 << 16) | (3 << 8);
const MEMORY_SPI_CONTROL = (0x03 << 24) | (2 << 8) | (6 << 2);
/** 8 bits a frame, sending and receiving. */
const BYTES_CONTROL = 7 << 16;

const STATUS_ROOM_TO_SEND = 1 << 1;
const STATUS_ALL_SENT = 1 << 2;
const STATUS_RECEIVED = 1 << 3;
const QUEUE_BYTES = 16;

const READ_UNIQUE_ID = 0x4b;
const BYTES_BEFORE_ID = 5;
const LINE_AT_REST = 0xff;

const SELECT_CONTROL = 0x0c;
const OUTPUT_OVERRIDE = 3 << 8;
const DRIVE_LOW = 2 << 8;

/** The block of the flash chip's pins, of which the select line is here. */
export class FlashPins extends BasePeripheral {
  #control = 0;

  constructor(chip: RP2040) {
    super(chip, "IO_QSPI");
  }

  /** Whether the flash chip is selected however many gaps there are between bytes. */
  get isHeldLow(): boolean {
    return (this.#control & OUTPUT_OVERRIDE) === DRIVE_LOW;
  }

  override readUint32(offset: number): number {
    return offset === SELECT_CONTROL ? this.#control : super.readUint32(offset);
  }

  override writeUint32(offset: number, value: number): void {
    if (offset === SELECT_CONTROL) this.#control = value;
    else super.writeUint32(offset, value);
  }
}

/** See the file's comment. */
export class FlashInterface extends BasePeripheral {
  readonly #pins: FlashPins;
  readonly #id: readonly number[];
  readonly #registers = new Map([CONTROL, FRAME_COUNT, CLOCK_DIVIDER, SPI_CONTROL].map((offset) => [offset, 0]));
  readonly #received: number[] = [];
  #isEnabled = false;
  #wasEnabled = false;
  /** What the chip has heard since it was selected. */
  #command: number[] = [];

  /** An empty `id` is that of a chip that does not know the command. */
  constructor(chip: RP2040, pins: FlashPins, id: readonly number[] = FLASH_ID) {
    super(chip, "SSI");
    this.#pins = pins;
    this.#id = id;
  }

  /** Whether a load or a fetch from flash works. */
  get isMemory(): boolean {
    if (!this.#wasEnabled) return true;
    const isSet = (offset: number, value: number): boolean => this.#registers.get(offset) === value;
    return (
      this.#isEnabled &&
      !this.#pins.isHeldLow &&
      isSet(CONTROL, MEMORY_CONTROL) &&
      isSet(SPI_CONTROL, MEMORY_SPI_CONTROL)
    );
  }

  override readUint32(offset: number): number {
    if (offset === ENABLE) return Number(this.#isEnabled);
    if (offset === STATUS) return STATUS_ROOM_TO_SEND | STATUS_ALL_SENT | (this.#received.length && STATUS_RECEIVED);
    if (offset === DATA) return this.#received.shift() ?? this.#refuse("a byte is read that has not come");
    return this.#registers.get(offset) ?? super.readUint32(offset);
  }

  override writeUint32(offset: number, value: number): void {
    if (offset === ENABLE) this.#enable(value !== 0);
    else if (offset === DATA) this.#exchange(value);
    else if (!this.#registers.has(offset)) super.writeUint32(offset, value);
    else if (this.#isEnabled) this.#refuse(`register 0x${offset.toString(16)} is written while the interface is on`);
    else this.#registers.set(offset, value);
  }

  #enable(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    this.#wasEnabled ||= isEnabled;
    this.#received.length = 0;
    this.#command = [];
  }

  #exchange(byte: number): void {
    if (!this.#isEnabled || this.#registers.get(CONTROL) !== BYTES_CONTROL) this.#refuse("it is not set to bytes");
    if (this.#received.length === QUEUE_BYTES) this.#refuse("more bytes are exchanged than its queue holds");
    if (!this.#pins.isHeldLow) this.#command = [];
    const [command] = this.#command;
    const position = this.#command.length - BYTES_BEFORE_ID;
    this.#command.push(byte);
    const answer = command === READ_UNIQUE_ID ? this.#id[position] : undefined;
    this.#received.push(answer ?? LINE_AT_REST);
  }

  /** The library's log of errors is where our emulator stops the chip. */
  #refuse(what: string): number {
    this.error(what);
    return 0;
  }
}
