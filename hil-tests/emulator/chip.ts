/**
 * One RP2040 from one reset to the next: the emulator library's processor with the blocks of ours, and with the bus
 * made as strict as the real one.
 *
 * The library lets a program read nowhere, write to flash, read flash while it exchanges bytes, and load unaligned
 * words; here each of these is the fault that it is on the chip, or the end of what would be worse there. What a
 * program touches of a block that nobody models is refused too, with the block's name, so that no test passes on
 * registers that were never there.
 *
 * @packageDocumentation
 */
import { RP2040, type Logger } from "rp2040js";
import type { EmulatedClock } from "./clock.ts";
import { FlashInterface, FlashPins } from "./flash.ts";
import { partsOf } from "./library.ts";
import type { ReceiveLine } from "./line.ts";
import { RingOscillator, VoltageRegulatorAndChipReset } from "./peripherals.ts";
import { Pl011 } from "./pl011.ts";
import { UsbHost } from "./usb-host.ts";

/** Thrown out of an instruction that cannot be carried out. */
export class ProcessorFault extends Error {
  override readonly name = "ProcessorFault";
}

/** What a chip is made from. */
export interface ChipParts {
  readonly clock: EmulatedClock;
  readonly line: ReceiveLine;
  readonly flash: Uint8Array;
  readonly flashId?: readonly number[] | undefined;
  readonly seed: number;
  readonly onSent: (byte: number) => void;
  readonly onReset: () => void;
  /** Who is plugged into the USB port, if anybody is: see {@link MachineOptions}. */
  readonly usb?: "plugged" | "open" | undefined;
  /** Each packet that a host there receives. */
  readonly onUsbPacket: (bytes: Uint8Array) => void;
  /** Half-words of a boot ROM, by address; without any it is not there. */
  readonly bootRom?: ReadonlyMap<number, number> | undefined;
  /** What survives a reset by the watchdog; null at power on. */
  readonly survivor: EmulatedChip | null;
}

/** A chip at the first instruction of boot2. */
export class EmulatedChip {
  readonly chip: RP2040;
  readonly uart: Pl011;
  /** Null if nobody is plugged in. */
  readonly usbHost: UsbHost | null;
  readonly #oscillator: RingOscillator;

  constructor(parts: ChipParts) {
    this.chip = new RP2040(parts.clock);
    this.chip.logger = STRICT_LOGGER;
    this.chip.flash.set(parts.flash);
    this.chip.bootrom.fill(BREAKPOINTS);
    this.chip.onBreak = (code) => {
      throw new ProcessorFault(`breakpoint or undefined instruction ${code}`);
    };

    this.uart = new Pl011(this.chip, parts.clock, parts.line, parts.onSent);
    this.#oscillator = new RingOscillator(this.chip, parts.survivor?.randomState ?? parts.seed);
    this.chip.peripherals[UART0] = this.uart;
    this.chip.peripherals[ROSC] = this.#oscillator;
    this.chip.peripherals[CHIP_RESET] = new VoltageRegulatorAndChipReset(this.chip, "VREG_AND_CHIP_RESET");

    const flashPins = new FlashPins(this.chip);
    const flash = new FlashInterface(this.chip, flashPins, parts.flashId);
    this.chip.peripherals[IO_QSPI] = flashPins;
    this.chip.peripherals[SSI] = flash;

    this.usbHost = parts.usb === undefined ? null : new UsbHost(this.chip, parts.onUsbPacket, parts.usb === "open");
    const bootRom = new DataView(this.chip.bootrom.buffer);
    for (const [address, value] of parts.bootRom ?? []) bootRom.setUint16(address, value, true);

    makeBusStrict(this.chip, flash);
    answerNoDebugger(this.chip);
    this.#startWatchdog(parts);
    this.#enterBoot2();
  }

  get randomState(): number {
    return this.#oscillator.state;
  }

  #startWatchdog({ survivor, onReset }: ChipParts): void {
    const watchdog = watchdogOf(this.chip);
    watchdog.onWatchdogTrigger = onReset;
    if (survivor === null) return;
    const before = watchdogOf(survivor.chip);
    watchdog.scratchData.set(before.scratchData);
    watchdog.reason = before.reason;
    this.chip.sram.set(survivor.chip.sram);
  }

  /** As the boot ROM leaves it: the ring oscillator drives everything, and lr = 0 says that the ROM calls. */
  #enterBoot2(): void {
    this.chip.updateClocks();
    const { core } = this.chip;
    core.SP = STACK_TOP;
    core.LR = 0;
    core.PC = FLASH;
    core.cycles = 0;
  }
}

const SSI = 0x18000;
const IO_QSPI = 0x40018;
const UART0 = 0x40034;
const WATCHDOG = 0x40058;
const ROSC = 0x40060;
const CHIP_RESET = 0x40064;

const FLASH = 0x10000000;
const FLASH_END = 0x18000000;
const STACK_TOP = 0x20042000;
const DEBUG_HALTING_CONTROL = 0xdf0;
/** The boot ROM is not there: a program that jumps into it meets a breakpoint. */
const BREAKPOINTS = 0xbe00be00;

/** The library reports what it cannot do to its log, and goes on. */
const STRICT_LOGGER: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: refuse,
  error: refuse,
};

function refuse(component: string, message: string): never {
  throw new ProcessorFault(`${message} (${component})`);
}

/** Watches every load, store and fetch of the processor. */
function makeBusStrict(chip: RP2040, flash: FlashInterface): void {
  const { core } = chip;
  const readable = (address: number): number => {
    if (address >= FLASH && address < FLASH_END && !flash.isMemory) {
      throw new ProcessorFault(`read of flash at 0x${address.toString(16)}, which is not memory now`);
    }
    return address;
  };
  core.readUint32 = (address) => chip.readUint32(readable(aligned(address, 3)));
  core.readUint16 = (address) => chip.readUint16(readable(aligned(address, 1)));
  core.readUint8 = (address) => chip.readUint8(readable(address >>> 0));
  core.writeUint32 = (address, value) => chip.writeUint32(writable(aligned(address, 3)), value);
  core.writeUint16 = (address, value) => chip.writeUint16(writable(aligned(address, 1)), value);
  core.writeUint8 = (address, value) => chip.writeUint8(writable(address >>> 0), value);
}

function aligned(address: number, mask: number): number {
  if ((address & mask) !== 0) throw new ProcessorFault(`unaligned access to 0x${(address >>> 0).toString(16)}`);
  return address >>> 0;
}

function writable(address: number): number {
  if (address < FLASH_END) throw new ProcessorFault(`write to read-only memory at 0x${address.toString(16)}`);
  return address;
}

/** The library has no debug registers; a fault handler asks there whether a debugger is attached. */
function answerNoDebugger(chip: RP2040): void {
  const { ppb } = chip;
  const read = ppb.readUint32.bind(ppb);
  ppb.readUint32 = (offset) => (offset === DEBUG_HALTING_CONTROL ? 0 : read(offset));
}

/** The parts of the library's watchdog that a reset needs. */
interface Watchdog {
  onWatchdogTrigger: () => void;
  readonly scratchData: Uint32Array;
  reason: number;
}

function watchdogOf(chip: RP2040): Watchdog {
  return partsOf<Watchdog>(chip.peripherals[WATCHDOG], "watchdog", ["onWatchdogTrigger", "scratchData", "reason"]);
}
