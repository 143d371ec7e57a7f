/**
 * As much of the packages behind flashing as is used, so that the sources can be checked where the packages are not
 * installed. It takes the place of the packages' own declarations.
 *
 * @packageDocumentation
 */

declare module "usb" {
  export const usb: { getDevices(): Promise<never[]> };
}

declare module "esptool-js" {
  export class Transport {
    baudrate: number;
    constructor(device: { getInfo(): { usbVendorId?: number; usbProductId?: number } });
    trace(message: string): void;
    connect(baud?: number): Promise<void>;
    changeBaudrate(baud: number): Promise<boolean>;
    disconnect(): Promise<void>;
    readLoop(): Promise<void>;
    write(packet: Uint8Array): Promise<void>;
    read(timeoutMs: number): Promise<Uint8Array>;
    flushInput(): void;
    inWaiting(): number;
    peek(): Uint8Array;
    drainInput(quietMs?: number, maxMs?: number): Promise<void>;
    setDTR(state: boolean): Promise<void>;
    setRTS(state: boolean): Promise<void>;
    setSignals(dtr?: boolean, rts?: boolean): Promise<void>;
  }

  export class ESPLoader {
    readonly chip: { readonly CHIP_NAME: string };
    readonly secureDownloadMode: boolean;
    readonly DETECTED_FLASH_SIZES: Readonly<Record<number, string>>;
    readonly FLASH_WRITE_SIZE: number;
    readonly ERASE_WRITE_TIMEOUT_PER_MB: number;
    constructor(options: {
      transport: Transport;
      baudrate: number;
      romBaudrate: number;
      terminal: { clean(): void; write(text: string): void; writeLine(text: string): void };
    });
    connect(mode: "default_reset" | "no_reset", attempts: number): Promise<void>;
    runStub(): Promise<unknown>;
    changeBaud(): Promise<void>;
    readFlashId(): Promise<number>;
    flashMd5sum(address: number, bytes: number): Promise<string>;
    timeoutPerMb(msPerMb: number, bytes: number): number;
    flashDeflBegin(bytes: number, deflatedBytes: number, address: number): Promise<number>;
    flashDeflBlock(block: Uint8Array, sequence: number, timeoutMs: number): Promise<void>;
    flashDeflFinish(reboot: boolean): Promise<void>;
  }

  export class UnexpectedChipIdError extends Error {}

  export class UnexpectedChipMagicError extends Error {}
}
