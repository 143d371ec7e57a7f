/**
 * The far end of PICOBOOT for tests: a USB device that does what the RP2040's boot ROM does (datasheet, section 2.8.5),
 * with flash that behaves as flash, and faults on request.
 *
 * Writing can only clear bits, so whoever does not erase first gets other bytes; erasing wants whole sectors and
 * writing whole pages; flash is out of reach until execution from it has ended; a command that fails stalls its
 * endpoint until the interface is reset. Times are left out: the peer answers at once or, with a fault, never.
 *
 * @packageDocumentation
 */
import type { UsbDevice, UsbSetup } from "../flash/picoboot/usb.ts";
import { COMMAND, COMMAND_BYTES, MAGIC, REQUEST, STATUS_BYTES } from "../flash/picoboot/protocol.ts";

/** What goes wrong, once, at the n-th time that a command comes. */
export interface PicobootFault {
  readonly command: keyof typeof COMMAND;
  /** 1 is the first time. */
  readonly time: number;
  readonly kind: FaultKind;
}

/**
 * `refuse`: stalls and gives an unknown error as the reason. `silent`: never answers. `unplug`: leaves the bus in
 * mid-command. `lose`: half of the data is lost. `flip`: a bit of the data flips.
 */
export type FaultKind = "refuse" | "silent" | "unplug" | "lose" | "flip";

/** Status codes of the datasheet's table 2.8.5.4. */
const STATUS = {
  ok: 0,
  unknown: 1,
  argLength: 2,
  transferLength: 3,
  address: 4,
  alignment: 5,
  unknownError: 8,
} as const;

const FLASH_START = 0x10000000;
const PAGE = 256;
const SECTOR = 4096;
const INPUT = 4;
const OUTPUT = 3;
const VENDOR_INTERFACE = 1;

/** Bytes of arguments that each command has. */
const ARG_BYTES: Readonly<Record<number, number>> = {
  [COMMAND.exclusiveAccess]: 1,
  [COMMAND.reboot]: 12,
  [COMMAND.flashErase]: 8,
  [COMMAND.read]: 8,
  [COMMAND.write]: 8,
  [COMMAND.exitXip]: 0,
};

/** What the peer did with its flash, in order. */
export interface FlashOperation {
  readonly kind: "erase" | "write";
  readonly address: number;
  readonly bytes: number;
}

/** An RP2040 in its boot ROM. */
export class PicobootPeer implements UsbDevice {
  readonly vendorId = 0x2e8a;
  readonly productId = 0x0003;
  readonly bus = "1";
  address = 7;
  readonly configuration = {
    interfaces: [
      { interfaceNumber: 0, alternate: { interfaceClass: 8, endpoints: [] } },
      {
        interfaceNumber: VENDOR_INTERFACE,
        alternate: {
          interfaceClass: 0xff,
          endpoints: [
            { endpointNumber: OUTPUT, direction: "out" as const },
            { endpointNumber: INPUT, direction: "in" as const },
          ],
        },
      },
    ],
  };
  /** Its whole flash. */
  readonly flash: Uint8Array;
  readonly operations: FlashOperation[] = [];
  /** What `open` or `claimInterface` fail with, as the package says it. */
  openFailure: string | null = null;
  claimFailure: string | null = null;
  /** Still there after a reboot. */
  isStuck = false;
  rebooted = 0;
  #faults: PicobootFault[] = [];
  readonly #times = new Map<number, number>();
  #isOpen = false;
  #isClaimed = false;
  #isPresent = true;
  #canUseFlash = false;
  #stalled = false;
  #status = { token: 0, code: 0, id: 0 };
  #expected: ((data: Uint8Array) => void) | null = null;
  #answer: Uint8Array | null = null;
  #mute = false;

  constructor(flashBytes = 256 * 1024) {
    this.flash = new Uint8Array(flashBytes).fill(0xff);
  }

  /** Whether it is on the bus. */
  get isPresent(): boolean {
    return this.#isPresent;
  }

  /** Adds a fault. */
  fail(fault: PicobootFault): void {
    this.#faults.push(fault);
    this.#times.clear();
  }

  /** Takes it off the bus. */
  unplug(): void {
    this.#isPresent = false;
    this.#isOpen = false;
    this.#isClaimed = false;
  }

  /** Puts it back with BOOTSEL held: what was in RAM is gone, flash stays. */
  replug(): void {
    this.unplug();
    this.#isPresent = true;
    this.address++;
    this.#canUseFlash = false;
    this.#forget();
  }

  open(): Promise<void> {
    if (!this.#isPresent) {
      return Promise.reject(new Error("open error: failed to open device: No such device (errno 19)"));
    }
    if (this.openFailure !== null) return Promise.reject(new Error(this.openFailure));
    this.#isOpen = true;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#isOpen = false;
    this.#isClaimed = false;
    return Promise.resolve();
  }

  claimInterface(interfaceNumber: number): Promise<void> {
    if (!this.#isOpen) return Promise.reject(new Error("claimInterface error: invalid state"));
    if (this.claimFailure !== null) return Promise.reject(new Error(this.claimFailure));
    if (interfaceNumber !== VENDOR_INTERFACE) {
      return Promise.reject(new Error("claimInterface error: interface not found"));
    }
    this.#isClaimed = true;
    return Promise.resolve();
  }

  async transferOut(endpointNumber: number, data: Uint8Array): Promise<void> {
    await this.#ready("transferOut", endpointNumber === OUTPUT);
    if (this.#expected !== null && data.length !== COMMAND_BYTES) {
      const take = this.#expected;
      this.#expected = null;
      take(data);
    } else if (data.length === COMMAND_BYTES) this.#take(data);
    if (this.#stalled && data.length !== COMMAND_BYTES) throw new Error("transferOut error: Stall");
  }

  async transferIn(endpointNumber: number, length: number): Promise<{ data: DataView }> {
    await this.#ready("transferIn", endpointNumber === INPUT);
    const answer = this.#answer;
    // Nothing to send: the request waits for ever.
    if (answer === null) return await new Promise(() => undefined);
    this.#answer = null;
    return { data: viewOf(answer.slice(0, length)) };
  }

  async controlTransferIn(setup: UsbSetup, length: number): Promise<{ data: DataView }> {
    await this.#readyForControl(setup);
    if (setup.request !== REQUEST.commandStatus) throw new Error("controlTransferIn error: endpoint stalled");
    const status = new DataView(new ArrayBuffer(Math.min(length, STATUS_BYTES)));
    status.setUint32(0, this.#status.token, true);
    status.setUint32(4, this.#status.code, true);
    status.setUint8(8, this.#status.id);
    return { data: status };
  }

  async controlTransferOut(setup: UsbSetup): Promise<void> {
    await this.#readyForControl(setup);
    if (setup.request !== REQUEST.interfaceReset) throw new Error("controlTransferOut error: endpoint stalled");
    this.#forget();
  }

  clearHalt(): Promise<void> {
    return Promise.resolve();
  }

  #forget(): void {
    this.#stalled = false;
    this.#mute = false;
    this.#expected = null;
    this.#answer = null;
  }

  async #ready(call: string, isEndpoint: boolean): Promise<void> {
    await Promise.resolve();
    if (!this.#isPresent) throw new Error(`${call} error: Disconnected`);
    if (!this.#isClaimed || !isEndpoint) throw new Error(`${call} error: endpoint not found`);
    if (this.#mute) await new Promise(() => undefined);
    if (this.#stalled) throw new Error(`${call} error: Stall`);
  }

  async #readyForControl({ requestType, recipient, index }: UsbSetup): Promise<void> {
    await Promise.resolve();
    if (!this.#isPresent) throw new Error("controlTransferIn error: device disconnected");
    const isRight = requestType === "vendor" && recipient === "interface" && index === VENDOR_INTERFACE;
    if (!this.#isClaimed || !isRight) throw new Error("controlTransferIn error: endpoint stalled");
  }

  /** A command has come. */
  #take(bytes: Uint8Array): void {
    const view = viewOf(bytes);
    const [id, argBytes, transferBytes] = [view.getUint8(8), view.getUint8(9), view.getUint32(12, true)];
    this.#status = { token: view.getUint32(4, true), code: STATUS.ok, id };
    const time = (this.#times.get(id) ?? 0) + 1;
    this.#times.set(id, time);
    const fault = this.#faults.find((one) => COMMAND[one.command] === id && one.time === time);
    this.#faults = this.#faults.filter((one) => one !== fault);
    if (fault?.kind === "silent") this.#mute = true;
    else if (fault?.kind === "unplug") this.unplug();
    else if (fault?.kind === "refuse") this.#refuse(STATUS.unknownError);
    else if (view.getUint32(0, true) !== MAGIC || ARG_BYTES[id] === undefined) this.#refuse(STATUS.unknown);
    else if (argBytes !== ARG_BYTES[id]) this.#refuse(STATUS.argLength);
    else this.#run(id, view, transferBytes, fault?.kind ?? null);
  }

  #run(id: number, view: DataView, transferBytes: number, fault: FaultKind | null): void {
    const [address, bytes] = [view.getUint32(16, true), view.getUint32(20, true)];
    switch (id) {
      case COMMAND.exclusiveAccess:
        this.#acknowledge();
        break;
      case COMMAND.exitXip:
        this.#canUseFlash = true;
        this.#acknowledge();
        break;
      case COMMAND.reboot:
        this.rebooted++;
        this.#acknowledge();
        if (!this.isStuck) {
          setImmediate(() =>
            setImmediate(() => {
              this.unplug();
            }),
          );
        }
        break;
      case COMMAND.flashErase:
        this.#erase(address, bytes);
        break;
      case COMMAND.write:
        if (transferBytes !== bytes) this.#refuse(STATUS.transferLength);
        else {
          this.#expected = (data) => {
            this.#write(address, bytes, spoiled(data, fault));
          };
        }
        break;
      case COMMAND.read:
        if (transferBytes !== bytes) this.#refuse(STATUS.transferLength);
        else this.#read(address, bytes, fault);
        break;
    }
  }

  #erase(address: number, bytes: number): void {
    const code = this.#check(address, bytes, SECTOR);
    if (code !== STATUS.ok) {
      this.#refuse(code);
      return;
    }
    this.flash.fill(0xff, address - FLASH_START, address - FLASH_START + bytes);
    this.operations.push({ kind: "erase", address, bytes });
    this.#acknowledge();
  }

  #write(address: number, bytes: number, data: Uint8Array): void {
    const code = this.#check(address, bytes, PAGE);
    if (code !== STATUS.ok) {
      this.#refuse(code);
      return;
    }
    const at = address - FLASH_START;
    data.forEach((byte, index) => {
      this.flash[at + index] = (this.flash[at + index] ?? 0) & byte;
    });
    // What is missing is waited for.
    if (data.length < bytes) {
      this.#mute = true;
      return;
    }
    this.operations.push({ kind: "write", address, bytes });
    this.#acknowledge();
  }

  #read(address: number, bytes: number, fault: FaultKind | null): void {
    const code = this.#check(address, bytes, 1);
    if (code !== STATUS.ok) {
      this.#refuse(code);
      return;
    }
    this.#answer = spoiled(this.flash.slice(address - FLASH_START, address - FLASH_START + bytes), fault);
    // The host's empty packet ends it.
    this.#expected = () => undefined;
  }

  #check(address: number, bytes: number, alignment: number): number {
    if (!this.#canUseFlash) return STATUS.unknownError;
    if (address % alignment !== 0 || bytes % alignment !== 0) return STATUS.alignment;
    const inside = address >= FLASH_START && address + bytes <= FLASH_START + this.flash.length;
    return inside ? STATUS.ok : STATUS.address;
  }

  #acknowledge(): void {
    this.#answer = new Uint8Array(0);
  }

  #refuse(code: number): void {
    this.#status.code = code;
    this.#stalled = true;
  }
}

function spoiled(data: Uint8Array, fault: FaultKind | null): Uint8Array {
  if (fault === "lose") return data.slice(0, data.length / 2);
  if (fault !== "flip") return data;
  const copy = data.slice();
  copy[100] = (copy[100] ?? 0) ^ 0x10;
  return copy;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
