/**
 * What can go wrong while a board is flashed: one class per cause, as in `host-tools/errors.ts`.
 *
 * Each says whether the board is still what it was, if that is not plain: an error before the first erase changed
 * nothing, and after any other one the same command, given again, goes on with the sectors that are still different.
 *
 * @packageDocumentation
 */
import { GanglionError } from "../errors.ts";

const AGAIN = "Give the same command again: it goes on where this one ended.";

/** Any error of flashing. */
export class FlashError extends GanglionError {}

// ---------------------------------------------------------------------------------------------
// The image

/** The file has not the form that its name promises. */
export class ImageFormatError extends FlashError {
  constructor(file: string, problem: string, remedy: string) {
    super("IMAGE_FORMAT", `${file} ${problem}`, remedy);
  }
}

/** The image was made for another chip. */
export class WrongImageError extends FlashError {
  constructor(file: string, madeFor: string, target: string) {
    super(
      "WRONG_IMAGE",
      `${file} was made for ${madeFor}, not for ${target}`,
      "Build it for this chip, or name the chip that is really there with --target.",
    );
  }
}

/** The image has bytes where the chip has no flash. */
export class ImageRangeError extends FlashError {
  constructor(file: string, address: number, flash: string) {
    super(
      "IMAGE_RANGE",
      `${file} has bytes at ${hex(address)}, outside ${flash}`,
      "Check the address and the linker script; if the program is too large, `ganglion report` shows what takes the room.",
    );
  }
}

/** Two images, or two parts of one, want the same address. */
export class ImageOverlapError extends FlashError {
  constructor(file: string, address: number) {
    super(
      "IMAGE_OVERLAP",
      `${file} has bytes at ${hex(address)}, where another part of the image has some already`,
      "Check the addresses behind @; a merged image already holds boot loader and partitions.",
    );
  }
}

// ---------------------------------------------------------------------------------------------
// The board

/** No board in its loader was found, and none that could be put there. */
export class NotInLoaderError extends FlashError {
  constructor(why: string, remedy: string) {
    super("NOT_IN_LOADER", why, remedy);
  }
}

/** More boards than one could be meant. */
export class SeveralBoardsError extends FlashError {
  constructor(boards: readonly string[]) {
    super(
      "SEVERAL_BOARDS",
      `${boards.length} boards could be meant: ${boards.join(", ")}`,
      "Say which with --port or --serial-number, or unplug the others.",
    );
  }
}

/** The chip that answers is another one. */
export class WrongChipError extends FlashError {
  constructor(where: string, found: string, target: string) {
    super(
      "WRONG_CHIP",
      `the chip on ${where} is ${found}, not ${target}; nothing was written`,
      "Name the chip that is there with --target, or another --port.",
    );
  }
}

/** The chip was locked for good by its owner. */
export class ChipLockedError extends FlashError {
  constructor(where: string) {
    super(
      "CHIP_LOCKED",
      `the chip on ${where} is in secure download mode and gives nothing back to verify`,
      "Its fuses decide that, and it cannot be undone: flash it with the vendor's tools and its owner's keys.",
    );
  }
}

/** The `usb` package does not run here. */
export class UsbUnavailableError extends FlashError {
  constructor(why: string, cause?: unknown) {
    super(
      "USB_UNAVAILABLE",
      `USB devices cannot be reached here: ${why}`,
      "In a container, pass /dev/bus/usb and /sys through; where the package has no binary, copy the file to the drive with --method uf2.",
      cause,
    );
  }
}

/** This user may not open the USB device. */
export class UsbPermissionError extends FlashError {
  constructor(device: string, cause?: unknown) {
    super(
      "USB_PERMISSION",
      `no permission to open ${device}`,
      `Give it once, as root, and plug the board in again: echo '${UDEV_RULE}' > /etc/udev/rules.d/60-ganglion.rules && udevadm control --reload`,
      cause,
    );
  }
}

/** What udev has to be told so that a user at the machine may talk to an RP2040 in its loader. */
export const UDEV_RULE = 'SUBSYSTEM=="usb", ATTRS{idVendor}=="2e8a", TAG+="uaccess", MODE="0660", GROUP="plugdev"';

/** Another program has the USB device. */
export class UsbBusyError extends FlashError {
  constructor(device: string, cause?: unknown) {
    super(
      "USB_BUSY",
      `${device} is in use by another program`,
      "Close picotool, the debugger or the other flash that has it open.",
      cause,
    );
  }
}

// ---------------------------------------------------------------------------------------------
// On the way

/** The board went away before the work was done. */
export class UnpluggedError extends FlashError {
  constructor(where: string, step: string, cause?: unknown) {
    super("UNPLUGGED", `${where} went away while ${step}`, `Check the cable and the board's power. ${AGAIN}`, cause);
  }
}

/** The loader does not answer any more. */
export class LoaderSilentError extends FlashError {
  constructor(where: string, step: string, waitedMs: number, cause?: unknown) {
    super(
      "LOADER_SILENT",
      `${where} has not answered for ${Math.round(waitedMs)} ms while ${step}`,
      `Put the board into its loader afresh (unplug it, hold BOOTSEL or BOOT, plug it in). ${AGAIN}`,
      cause,
    );
  }
}

/** The loader refused a command. */
export class LoaderRefusedError extends FlashError {
  constructor(where: string, step: string, why: string, cause?: unknown) {
    super("LOADER_REFUSED", `${where} refused while ${step}: ${why}`, AGAIN, cause);
  }
}

/** Flash does not hold what was written. */
export class VerificationError extends FlashError {
  /** The first byte that differs, or the start of the range whose digest does. */
  readonly address: number;

  constructor(where: string, address: number, found: string) {
    super(
      "VERIFICATION",
      `the flash of ${where} differs at ${hex(address)} after it was written: ${found}`,
      `${AGAIN} If the same address fails again, the flash is worn out or its supply is too weak.`,
    );
    this.address = address;
  }
}

/** The board did not start its new program. */
export class RebootError extends FlashError {
  constructor(where: string, waitedMs: number) {
    super(
      "REBOOT",
      `${where} is still in its loader ${Math.round(waitedMs)} ms after it was told to start; its flash is verified`,
      "Press reset, or unplug the board and plug it in again without holding a button.",
    );
  }
}

// ---------------------------------------------------------------------------------------------
// The drive

/** The drive did not take the file. */
export class DriveError extends FlashError {
  constructor(drive: string, problem: string, remedy: string, cause?: unknown) {
    super("DRIVE", `${drive} ${problem}`, remedy, cause);
  }
}

/** An address as people read it. */
export function hex(address: number): string {
  return `0x${address.toString(16).padStart(8, "0")}`;
}
