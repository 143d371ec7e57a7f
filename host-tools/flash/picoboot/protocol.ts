/**
 * PICOBOOT, the protocol of the RP2040's boot ROM, as bytes (RP2040 datasheet, section 2.8.5).
 *
 *     command: 32 bytes to the bulk endpoint
 *        0  magic 0x431fd10b
 *        4  token, comes back in the status
 *        8  command id; bit 7: data comes from the board
 *        9  bytes used of the arguments
 *       12  bytes of data that follow
 *       16  arguments, 16 bytes
 *
 * Then the data, if any, and at last an empty packet against the direction of the data. A command that fails stalls its
 * endpoint instead, and a control request tells why.
 *
 * @packageDocumentation
 */

/** USB ids of the boot ROM. */
export const RP2040_LOADER = { vendorId: 0x2e8a, productId: 0x0003 } as const;

/** The RP2350's boot ROM, which is easily taken for it. */
export const RP2350_LOADER = { vendorId: 0x2e8a, productId: 0x000f } as const;

/** The class of the interface beside the mass storage. */
export const VENDOR_CLASS = 0xff;

/** Commands by name. */
export const COMMAND = {
  exclusiveAccess: 0x01,
  reboot: 0x02,
  flashErase: 0x03,
  write: 0x05,
  exitXip: 0x06,
  read: 0x84,
} as const;

/** Control requests of the interface. */
export const REQUEST = { interfaceReset: 0x41, commandStatus: 0x42 } as const;

/** How long the answer to the status request is. */
export const STATUS_BYTES = 16;

/** The command's first word. */
export const MAGIC = 0x431fd10b;

/** How long a command is. */
export const COMMAND_BYTES = 32;

/** A command before it is encoded. */
export interface Command {
  readonly id: number;
  readonly token: number;
  /** Bytes of data that follow, in either direction. */
  readonly transferBytes: number;
  readonly args: Uint8Array;
}

/** Where the parts of a command are. */
const OFFSET = { token: 4, id: 8, argBytes: 9, transferBytes: 12, args: 16 } as const;

/** The 32 bytes of a command. */
export function encodeCommand({ id, token, transferBytes, args }: Command): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(COMMAND_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(OFFSET.token, token, true);
  bytes[OFFSET.id] = id;
  bytes[OFFSET.argBytes] = args.length;
  view.setUint32(OFFSET.transferBytes, transferBytes, true);
  bytes.set(args, OFFSET.args);
  return bytes;
}

/** Arguments that are words. */
export function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(4 * index, value, true);
  });
  return bytes;
}

/** What the board says of the last command. */
export interface CommandStatus {
  readonly token: number;
  readonly code: number;
}

/** Decodes the answer to the status request. */
export function decodeStatus(view: DataView): CommandStatus {
  return { token: view.getUint32(0, true), code: view.getUint32(4, true) };
}

/** What a status code means, as the end of a sentence. */
export function describeStatus(code: number): string {
  return STATUS[code] ?? `status ${code}`;
}

const STATUS: readonly string[] = [
  "no error is noted",
  "it does not know the command",
  "the arguments have a wrong length",
  "the data has a wrong length",
  "there is no such address",
  "the address is not at the start of a page or sector",
  "the write does not follow the last one",
  "it is rebooting",
  "it gives no reason",
];
