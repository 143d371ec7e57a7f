/**
 * The host at the other end of an emulated RP2040's USB port: it enumerates the device as an operating system does,
 * opens its serial port, and carries bytes in packets.
 *
 * Every request and its answer are kept, so that a test can say what a host would. A packet that the device has not
 * offered to take waits, as on the bus, where the host asks again; the library's own host sends empty packets instead,
 * which wakes the chip for ever.
 *
 * @packageDocumentation
 */
import type { RP2040 } from "rp2040js";
import { partsOf } from "./library.ts";

/** One control transfer: what was asked, and what came of it. */
export interface ControlTransfer {
  readonly setup: Uint8Array;
  /** What the device answered; null if it declined. */
  answer: Uint8Array | null;
}

/** A transfer that is to come, or under way. */
interface Pending {
  readonly setup: Uint8Array;
  readonly data: Uint8Array;
  readonly done: () => void;
}

const EAGER_BAUD = 115_200;
const PACKET_BYTES = 64;
const DATA_ENDPOINT = 2;
const TO_HOST = 0x80;
/** Where the device offers what it sends: over endpoint 0, and over that of data. */
const CONTROL_0 = 0x80;
const SEND_CONTROL = CONTROL_0 + 8 * DATA_ENDPOINT;
const STALL = 1 << 11;
const SIE_STATUS = 0x50;
const SUSPENDED = 1 << 4;
const RESUMED = 1 << 11;

/** As Linux enumerates a device and its driver for serial ports opens one. */
const ENUMERATION: readonly (readonly number[])[] = [
  [0x80, 6, 0, 1, 0, 0, 64, 0],
  [0x00, 5, 9, 0, 0, 0, 0, 0],
  [0x80, 6, 0, 1, 0, 0, 18, 0],
  [0x80, 6, 0, 6, 0, 0, 10, 0], // what it would be at high speed
  [0x80, 6, 0, 2, 0, 0, 9, 0],
  [0x80, 6, 0, 2, 0, 0, 75, 0],
  [0x80, 6, 0, 3, 0, 0, 255, 0],
  [0x80, 6, 2, 3, 9, 4, 255, 0],
  [0x80, 6, 1, 3, 9, 4, 255, 0],
  [0x80, 6, 3, 3, 9, 4, 255, 0],
  [0x00, 9, 1, 0, 0, 0, 0, 0],
  [0x80, 0, 0, 0, 0, 0, 2, 0],
];

/** See the file's comment. */
export class UsbHost {
  readonly transfers: ControlTransfer[] = [];
  readonly #chip: RP2040;
  readonly #onReceived: (bytes: Uint8Array) => void;
  readonly #waiting: Pending[] = [];
  #current: Pending | null = null;
  #answer: number[] = [];
  /** Packets for the data endpoint, and whether the device takes one. */
  #packets: Uint8Array[] = [];
  #isTaking = false;
  #isOpen = false;
  /** Whether packets from the device are asked for: if not, they lie in its memory. */
  #isAsking = true;

  /** Plugs the host in. If `isEager`, a program on it opens the port whenever the device has been enumerated. */
  constructor(chip: RP2040, onReceived: (bytes: Uint8Array) => void, isEager: boolean) {
    this.#chip = chip;
    this.#onReceived = onReceived;
    const { usbCtrl } = chip;
    usbCtrl.onUSBEnabled = () => {
      usbCtrl.resetDevice();
    };
    usbCtrl.onResetReceived = () => {
      for (const setup of ENUMERATION) this.control(setup);
      if (isEager) this.open(EAGER_BAUD);
    };
    usbCtrl.onEndpointWrite = (endpoint, buffer) => {
      if (endpoint === 0) this.#hearControl(buffer);
      else if (endpoint === DATA_ENDPOINT) this.#hearData(buffer);
    };
    usbCtrl.onEndpointRead = (endpoint) => {
      if (endpoint === 0) this.#giveControl();
      else if (endpoint === DATA_ENDPOINT) {
        this.#isTaking = true;
        this.#giveData();
      }
    };
    const update = usbCtrl.DPRAMUpdated.bind(usbCtrl);
    usbCtrl.DPRAMUpdated = (offset, value) => {
      if (this.#isAsking || offset !== SEND_CONTROL) update(offset, value);
    };
    clearSuspended(usbCtrl);
  }

  /** Whether a program has the port open. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Opens the serial port as a driver does: line coding, then DTR and RTS. */
  open(baud: number): void {
    const coding = new Uint8Array(7);
    new DataView(coding.buffer).setUint32(0, baud, true);
    coding[6] = 8;
    this.control([0x21, 0x20, 0, 0, 0, 0, 7, 0], coding);
    this.control([0x21, 0x22, 3, 0, 0, 0, 0, 0], undefined, () => {
      this.#isOpen = true;
      this.#giveData();
    });
  }

  /** Closes it: DTR falls. */
  close(): void {
    this.#isOpen = false;
    this.control([0x21, 0x22, 0, 0, 0, 0, 0, 0]);
  }

  /** Asks for no bytes any more, as on behalf of a program that has the port open and does not read. */
  holdBack(): void {
    this.#isAsking = false;
  }

  /** Asks again. A packet that lies there comes, if the device has not taken it back. */
  askAgain(): void {
    this.#isAsking = true;
    this.#chip.usbCtrl.DPRAMUpdated(SEND_CONTROL, this.#chip.usbDPRAMView.getUint32(SEND_CONTROL, true));
  }

  /** Lets the bus fall silent, as a computer does that goes to sleep. */
  suspend(): void {
    this.holdBack();
    this.#raise(SUSPENDED);
  }

  /** Goes on where it was, without enumerating. */
  resume(): void {
    this.#raise(RESUMED);
    this.askAgain();
  }

  /** Resets the bus, and enumerates again. */
  reset(): void {
    this.#isOpen = false;
    this.#isAsking = true;
    this.#isTaking = false;
    this.#packets = [];
    this.#chip.usbCtrl.resetDevice();
  }

  /** Queues a control transfer; they follow each other. */
  control(setup: readonly number[], data: Uint8Array = new Uint8Array(0), done: () => void = () => undefined): void {
    this.#waiting.push({ setup: Uint8Array.from(setup), data, done });
    if (this.#current === null) this.#next();
  }

  /** Sends bytes, in packets as full as they may be. */
  write(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += PACKET_BYTES) {
      this.#packets.push(bytes.slice(start, start + PACKET_BYTES));
    }
    this.#giveData();
  }

  /** Bytes that the device has not taken yet. */
  get pending(): number {
    return this.#packets.reduce((sum, { length }) => sum + length, 0);
  }

  #raise(status: number): void {
    const bus = busOf(this.#chip.usbCtrl);
    bus.sieStatus |= status;
    bus.sieStatusUpdated();
  }

  #next(): void {
    this.#current = this.#waiting.shift() ?? null;
    this.#answer = [];
    if (this.#current === null) return;
    this.#chip.usbCtrl.sendSetupPacket(this.#current.setup);
    this.#watchForStall(this.#current);
  }

  /** The library knows no stalls: a look a millisecond later tells whether the device has set one. */
  #watchForStall(transfer: Pending): void {
    const alarm = this.#chip.clock.createAlarm(() => {
      if (this.#current !== transfer) return;
      if ((this.#chip.usbDPRAMView.getUint32(CONTROL_0, true) & STALL) !== 0) this.#finish(null);
    });
    alarm.schedule(1e6);
  }

  #hearControl(buffer: Uint8Array): void {
    const transfer = this.#current;
    if (transfer === null) return;
    if (!this.#isToHost(transfer)) {
      this.#finish(new Uint8Array(0));
      return;
    }
    this.#answer.push(...buffer);
  }

  /** The device waits for a packet of a control transfer: data to it, or the status of an answer. */
  #giveControl(): void {
    const transfer = this.#current;
    if (transfer === null) return;
    const isStatus = this.#isToHost(transfer);
    this.#chip.usbCtrl.endpointReadDone(0, isStatus ? new Uint8Array(0) : transfer.data);
    if (!isStatus) return;
    // The status comes after the answer's last packet, which is still on its way here.
    const alarm = this.#chip.clock.createAlarm(() => {
      if (this.#current === transfer) this.#finish(Uint8Array.from(this.#answer));
    });
    alarm.schedule(50_000);
  }

  #isToHost({ setup }: { readonly setup: Uint8Array }): boolean {
    return ((setup[0] ?? 0) & TO_HOST) !== 0;
  }

  #finish(answer: Uint8Array | null): void {
    const transfer = this.#current;
    if (transfer === null) return;
    this.transfers.push({ setup: transfer.setup, answer });
    transfer.done();
    this.#next();
  }

  #giveData(): void {
    if (!this.#isTaking || !this.#isOpen) return;
    const packet = this.#packets.shift();
    if (packet === undefined) return;
    this.#isTaking = false;
    this.#chip.usbCtrl.endpointReadDone(DATA_ENDPOINT, packet);
  }

  #hearData(buffer: Uint8Array): void {
    if (buffer.length > 0) this.#onReceived(buffer);
  }
}

/** The parts of the library's controller that a bus needs which falls silent: it has none. */
interface Bus {
  sieStatus: number;
  readonly sieStatusUpdated: () => void;
}

function busOf(controller: RP2040["usbCtrl"]): Bus {
  return partsOf<Bus>(controller, "USB controller", ["sieStatus", "sieStatusUpdated"]);
}

/** The library lets firmware clear every state of the bus but this one (datasheet, SIE_STATUS and INTR). */
function clearSuspended(controller: RP2040["usbCtrl"]): void {
  const write = controller.writeUint32Atomic.bind(controller);
  controller.writeUint32Atomic = (offset, value, kind) => {
    if (offset === SIE_STATUS && (value & SUSPENDED) !== 0) busOf(controller).sieStatus &= ~SUSPENDED;
    write(offset, value, kind);
  };
}
