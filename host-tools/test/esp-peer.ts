/**
 * The far end of Espressif's serial loader for tests: a ROM that is reset by DTR and RTS, takes a stub into RAM, and
 * behaves as that stub from then on, with flash that behaves as flash and faults on request.
 *
 * The commands are those of Espressif's serial protocol; a registers' map is as much of a chip as esptool looks at. The
 * stub's code is not run: that it came whole, to the right place, and is told to start at its entry, is what is
 * checked.
 *
 * @packageDocumentation
 */
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { encodeSlip, SlipDecoder } from "../flash/esp/slip.ts";
import { memoryPair } from "../transport/memory.ts";
import type { ModemSignals, SerialLine } from "../transport/serial.ts";
import type { Transport } from "../transport/transport.ts";

/** Commands by name. */
export const ESP_COMMAND = {
  sync: 0x08,
  memoryBegin: 0x05,
  memoryEnd: 0x06,
  memoryData: 0x07,
  writeRegister: 0x09,
  readRegister: 0x0a,
  changeBaud: 0x0f,
  deflatedBegin: 0x10,
  deflatedData: 0x11,
  deflatedEnd: 0x12,
  digest: 0x13,
  securityInfo: 0x14,
} as const;

/** What goes wrong, from the n-th time that a command comes. */
export interface EspFault {
  readonly command: keyof typeof ESP_COMMAND;
  readonly time: number;
  /**
   * `refuse`: answers with an error, for good. `silent`: answers nothing any more. `unplug`: the port goes away.
   * `lose`: the answer is lost, once. `flip`: a bit of the data flips on its way into flash, once.
   */
  readonly kind: "refuse" | "silent" | "unplug" | "lose" | "flip";
}

/** Which chip it is. */
export interface EspKind {
  readonly name: "ESP32" | "ESP32-C3";
  /** In the register from which chips without another way are told. */
  readonly magic: number;
  /** For the chips that know GET_SECURITY_INFO. */
  readonly chipId: number | null;
  readonly spi: { readonly command: number; readonly user2: number; readonly data: number };
}

/** The chips that there are. */
export const ESP_KINDS = {
  esp32: {
    name: "ESP32",
    magic: 0x00f01d83,
    chipId: null,
    spi: { command: 0x3ff42000, user2: 0x3ff42024, data: 0x3ff42080 },
  },
  esp32c3: {
    name: "ESP32-C3",
    magic: 0x1b31506f,
    chipId: 5,
    spi: { command: 0x60002000, user2: 0x60002020, data: 0x60002058 },
  },
} as const satisfies Record<string, EspKind>;

const ROM_BAUD = 115_200;
const MAGIC_REGISTER = 0x40001000;
const SPI_START = 1 << 18;
const READ_ID = 0x9f;
const SECTOR = 4096;
const ERROR = { unknownCommand: 0x05, checksum: 0x07, inflate: 0x0b, flash: 0x06 } as const;
const CHECKSUM_SEED = 0xef;

/** A board: chip, flash, and the two transistors that turn DTR and RTS into reset and boot pin. */
export class EspPeer {
  readonly kind: EspKind;
  readonly flash: Uint8Array;
  /** Sectors that were erased, in order. */
  readonly erased: number[] = [];
  /** How often its program was started. */
  started = 0;
  state: "program" | "rom" | "stub" = "program";
  /** What a host has to send at. */
  baud = ROM_BAUD;
  /** Rates above it do not get through the cable. */
  baudMax = Infinity;
  /** A board without the two transistors. */
  hasResetCircuit = true;
  /** In the flags of the security information. */
  isLocked = false;
  flashId = 0x16_40_ef;
  #far: Pick<Transport, "write" | "close"> | null = null;
  #faults: EspFault[] = [];
  readonly #times = new Map<number, number>();
  readonly #registers = new Map<number, number>();
  readonly #decoder = new SlipDecoder((packet) => {
    this.#take(packet);
  });
  #stubBytes = 0;
  #write: { address: number; size: number; deflatedBytes: number; blocks: Uint8Array[] } | null = null;
  #isMute = false;
  #inReset = false;

  constructor(kind: EspKind, flashBytes = 4 * 1024 * 1024) {
    this.kind = kind;
    this.flash = new Uint8Array(flashBytes).fill(0xff);
    this.#registers.set(MAGIC_REGISTER, kind.magic);
  }

  /** Adds a fault. */
  fail(fault: EspFault): void {
    this.#faults.push(fault);
    this.#times.clear();
  }

  /** The host's end of a line to it; a fault of an earlier line is over. */
  plug(): SerialLine {
    const [near, far] = memoryPair("/dev/ttyUSB0", ROM_BAUD);
    const line = new PeerLine(near, (signals) => {
      if (this.hasResetCircuit) this.#signals(signals);
    });
    far.onData((bytes) => {
      const isClean = line.baud === this.baud && line.baud <= this.baudMax;
      this.hear(isClean ? bytes : bytes.map((byte) => byte ^ 0x5a));
    });
    this.attach(far);
    return line;
  }

  /** Puts it at the end of any other line, which gives what it hears to {@link hear}. */
  attach(far: Pick<Transport, "write" | "close">): void {
    this.#isMute = false;
    this.#faults = [];
    this.baud = ROM_BAUD;
    this.#far = far;
  }

  /** Bytes from the host. */
  hear(bytes: Uint8Array): void {
    if (this.state !== "program") this.#decoder.take(bytes);
  }

  /** Reset is low while RTS alone is asserted, the boot pin while DTR alone is. */
  #signals({ dtr, rts }: ModemSignals): void {
    const inReset = rts && !dtr;
    if (this.#inReset && !inReset) this.#start(dtr && !rts);
    this.#inReset = inReset;
  }

  #start(intoLoader: boolean): void {
    this.state = intoLoader ? "rom" : "program";
    this.baud = ROM_BAUD;
    this.#stubBytes = 0;
    this.#write = null;
    if (!intoLoader) this.started++;
    this.#say(intoLoader ? "boot:0x3 (DOWNLOAD)\r\nwaiting for download\r\n" : "boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n");
  }

  #say(text: string): void {
    this.#send(new TextEncoder().encode(text));
  }

  #send(bytes: Uint8Array): void {
    this.#far?.write(bytes).catch(() => undefined);
  }

  #answer(command: number, value: number, data: Uint8Array, status = 0): void {
    if (this.#isMute) return;
    const statusBytes = this.state === "stub" ? [status === 0 ? 0 : 1, status] : [status === 0 ? 0 : 1, status, 0, 0];
    const packet = new Uint8Array(8 + data.length + statusBytes.length);
    const view = new DataView(packet.buffer);
    packet.set([1, command]);
    view.setUint16(2, data.length + statusBytes.length, true);
    view.setUint32(4, value, true);
    packet.set(data, 8);
    packet.set(statusBytes, 8 + data.length);
    this.#send(encodeSlip(packet));
  }

  #take(packet: Uint8Array): void {
    if (packet.length < 8 || packet[0] !== 0) return;
    const command = packet[1] ?? 0;
    const time = (this.#times.get(command) ?? 0) + 1;
    this.#times.set(command, time);
    const fault = this.#faults.find((one) => ESP_COMMAND[one.command] === command && time >= one.time);
    switch (fault?.kind) {
      case "refuse":
        this.#answer(command, 0, new Uint8Array(0), ERROR.flash);
        return;
      case "silent":
        this.#isMute = true;
        break;
      case "unplug":
        void this.#far?.close();
        return;
      case "lose":
        this.#faults = this.#faults.filter((one) => one !== fault);
        this.#isMute = true;
        this.#run(command, packet.subarray(8), packet[4] ?? 0, false);
        this.#isMute = false;
        return;
      case "flip":
        this.#faults = this.#faults.filter((one) => one !== fault);
        break;
      case undefined:
        break;
    }
    this.#run(command, packet.subarray(8), packet[4] ?? 0, fault?.kind === "flip");
  }

  #run(command: number, data: Uint8Array, checksum: number, isFlipped: boolean): void {
    const none = new Uint8Array(0);
    const word = (at: number): number => new DataView(data.buffer, data.byteOffset).getUint32(4 * at, true);
    switch (command) {
      case ESP_COMMAND.sync:
        // Eight times; the value tells the stub from the ROM.
        for (let times = 0; times < 8; times++) this.#answer(command, this.state === "rom" ? 0x20120707 : 0, none);
        break;
      case ESP_COMMAND.readRegister:
        this.#answer(command, this.#registers.get(word(0)) ?? 0, none);
        break;
      case ESP_COMMAND.writeRegister:
        this.#writeRegister(word(0), word(1));
        this.#answer(command, 0, none);
        break;
      case ESP_COMMAND.securityInfo:
        this.#securityInfo(command);
        break;
      case ESP_COMMAND.memoryBegin:
        this.#stubBytes += word(0);
        this.#answer(command, 0, none);
        break;
      case ESP_COMMAND.memoryData:
        this.#stubBytes -= word(0);
        this.#answer(command, 0, none, checksumOf(data.subarray(16)) === checksum ? 0 : ERROR.checksum);
        break;
      case ESP_COMMAND.memoryEnd:
        this.#answer(command, 0, none);
        if (this.#stubBytes === 0 && word(1) !== 0) this.#startStub();
        break;
      case ESP_COMMAND.changeBaud:
        this.#answer(command, 0, none);
        setImmediate(() => (this.baud = word(0)));
        break;
      default:
        this.#runStubCommand(command, data, checksum, isFlipped);
    }
  }

  #startStub(): void {
    this.state = "stub";
    if (!this.#isMute) this.#send(encodeSlip(new TextEncoder().encode("OHAI")));
  }

  #runStubCommand(command: number, data: Uint8Array, checksum: number, isFlipped: boolean): void {
    const none = new Uint8Array(0);
    const word = (at: number): number => new DataView(data.buffer, data.byteOffset).getUint32(4 * at, true);
    if (this.state !== "stub") {
      this.#refuseUnknown();
      return;
    }
    switch (command) {
      case ESP_COMMAND.digest: {
        const part = this.flash.subarray(word(0), word(0) + word(1));
        this.#answer(command, 0, createHash("md5").update(part).digest());
        break;
      }
      case ESP_COMMAND.deflatedBegin:
        this.#write = { size: word(0), deflatedBytes: word(1) * word(2), address: word(3), blocks: [] };
        this.#answer(command, 0, none, word(3) % SECTOR === 0 ? 0 : ERROR.flash);
        break;
      case ESP_COMMAND.deflatedData: {
        const isWhole = checksumOf(data.subarray(16)) === checksum;
        if (isWhole) this.#write?.blocks.push(data.slice(16));
        this.#answer(command, 0, none, isWhole ? 0 : ERROR.checksum);
        break;
      }
      case ESP_COMMAND.deflatedEnd:
        this.#answer(command, 0, none, this.#program(isFlipped) ? 0 : ERROR.inflate);
        break;
      default:
        this.#refuseUnknown();
    }
  }

  /** Erases and programs what has come; false if it does not inflate to the size that was announced. */
  #program(isFlipped: boolean): boolean {
    const write = this.#write;
    this.#write = null;
    if (write === null) return false;
    const bytes = inflated(Buffer.concat(write.blocks));
    if (bytes?.length !== write.size) return false;
    if (isFlipped) bytes[5000] = (bytes[5000] ?? 0) ^ 4;
    for (let at = 0; at < write.size; at += SECTOR) {
      this.erased.push(write.address + at);
      this.flash.fill(0xff, write.address + at, write.address + at + SECTOR);
    }
    bytes.forEach((byte, at) => {
      this.flash[write.address + at] = (this.flash[write.address + at] ?? 0) & byte;
    });
    return true;
  }

  /** The SPI controller sends a command to the flash chip when it is told to start. */
  #writeRegister(address: number, value: number): void {
    const { command, user2, data } = this.kind.spi;
    this.#registers.set(address, value);
    if (address !== command || (value & SPI_START) === 0) return;
    if (((this.#registers.get(user2) ?? 0) & 0xff) === READ_ID) this.#registers.set(data, this.flashId);
    this.#registers.set(command, 0);
  }

  #securityInfo(command: number): void {
    if (this.kind.chipId === null) {
      this.#refuseUnknown();
      return;
    }
    const info = new DataView(new ArrayBuffer(20));
    info.setUint32(0, this.isLocked ? 1 << 2 : 0, true);
    info.setUint32(12, this.kind.chipId, true);
    this.#answer(command, 0, new Uint8Array(info.buffer));
  }

  /** The ROM names no command when it does not know one, and says it eight times. */
  #refuseUnknown(): void {
    for (let times = 0; times < 8; times++) this.#answer(0, 0, new Uint8Array(0), ERROR.unknownCommand);
  }
}

function checksumOf(data: Uint8Array): number {
  return data.reduce((sum, byte) => sum ^ byte, CHECKSUM_SEED);
}

function inflated(bytes: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(inflateSync(bytes));
  } catch {
    return null;
  }
}

/** A serial line that is a memory pair, with wires beside it. */
class PeerLine implements SerialLine {
  readonly name: string;
  baud = ROM_BAUD;
  readonly #near: Transport;
  readonly #onSignals: (signals: ModemSignals) => void;

  constructor(near: Transport, onSignals: (signals: ModemSignals) => void) {
    this.name = near.name;
    this.#near = near;
    this.#onSignals = onSignals;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#near.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#near.onData(listener);
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#near.onClose(listener);
  }

  close(): Promise<void> {
    return this.#near.close();
  }

  setSignals(signals: ModemSignals): Promise<void> {
    this.#onSignals(signals);
    return Promise.resolve();
  }

  setBaud(baud: number): Promise<void> {
    this.baud = baud;
    return Promise.resolve();
  }
}
