/**
 * USB devices, as far as a loader needs them: the part of the `usb` package (WebUSB's interface) that is used, so that
 * a test can give a device of its own; and what the package's errors mean.
 *
 * The package is loaded when it is first asked, because every other command works without it.
 *
 * @packageDocumentation
 */
// The package's declarations are written in WebUSB's global types, and do not say where they come from.
/// <reference types="w3c-web-usb" />
import { UsbUnavailableError } from "../errors.ts";

/**
 * A device on the bus, opened or not. A transfer rejects where WebUSB's would resolve with a status other than `ok`.
 */
export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly bus: string;
  readonly address: number;
  /** Can be asked only once the device is open. */
  readonly configuration: UsbConfiguration;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  transferIn(endpointNumber: number, length: number, timeoutMs?: number): Promise<{ readonly data?: DataView }>;
  transferOut(endpointNumber: number, data: Uint8Array<ArrayBuffer>, timeoutMs?: number): Promise<unknown>;
  controlTransferIn(setup: UsbSetup, length: number, timeoutMs?: number): Promise<{ readonly data?: DataView }>;
  controlTransferOut(setup: UsbSetup, data: Uint8Array<ArrayBuffer>, timeoutMs?: number): Promise<unknown>;
  clearHalt(direction: "in" | "out", endpointNumber: number): Promise<void>;
}

/** What a device offers. */
export interface UsbConfiguration {
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternate: {
      readonly interfaceClass: number;
      readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: "in" | "out" }[];
    };
  }[];
}

/** The first eight bytes of a control transfer. */
export interface UsbSetup {
  readonly requestType: "standard" | "class" | "vendor";
  readonly recipient: "device" | "interface" | "endpoint" | "other";
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

/** Lists the devices of this machine. Rejects with UsbUnavailableError. */
export async function listUsbDevices(): Promise<readonly UsbDevice[]> {
  try {
    const { usb } = await import("usb");
    return await usb.getDevices();
  } catch (cause) {
    throw new UsbUnavailableError(whyUnavailable(cause), cause);
  }
}

/** What a failed call of the package means. */
export type UsbFailure = "stall" | "gone" | "timeout" | "permission" | "busy" | "other";

/** The package has no error codes: its messages are nusb's, which are the same on every system. */
export function failureOf(error: unknown): UsbFailure {
  const text = error instanceof Error ? error.message : String(error);
  return FAILURES.find(([pattern]) => pattern.test(text))?.[1] ?? "other";
}

const FAILURES: readonly (readonly [RegExp, UsbFailure])[] = [
  [/stall/i, "stall"],
  [/disconnect|no such device|\(errno 19\)|invalid state/i, "gone"],
  [/cancel|timed? ?out/i, "timeout"],
  [/permission|access (is )?denied|\(errno 13\)/i, "permission"],
  [/busy|in use|exclusive|\(errno 16\)/i, "busy"],
];

function whyUnavailable(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/native binding|cannot find (module|package)/i.test(text)) {
    return `the usb package has no binary for ${process.platform}-${process.arch}, or was installed without it`;
  }
  return text.replace(/^getDevices error: /, "");
}
