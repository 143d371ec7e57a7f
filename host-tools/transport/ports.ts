/**
 * Which serial ports this machine has, and which USB device is behind each.
 *
 * Linux tells it in sysfs, which needs no tool and no permission; the `serialport` package asks `udevadm`, which
 * containers and small systems lack. Without sysfs the names in /dev are all there is. Elsewhere the package's
 * own list is used. Pseudo-terminals are not listed: nothing tells which of them is a board.
 *
 * @packageDocumentation
 */
import { readFile, readdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A serial port. */
export interface PortInfo {
  /** What to connect to: `/dev/ttyACM0`. */
  readonly path: string;
  /** The USB device behind it, or null. */
  readonly usb: UsbDevice | null;
}

/** What a USB device says of itself; an absent text is empty. */
export interface UsbDevice {
  /** Four hexadecimal digits each. */
  readonly vendorId: string;
  readonly productId: string;
  readonly manufacturer: string;
  readonly product: string;
  readonly serialNumber: string;
}

/** Where to look; other places than the system's are for tests. */
export interface ListOptions {
  readonly system?: NodeJS.Platform;
  readonly sysPath?: string;
  readonly devPath?: string;
}

/** Names of serial ports among the devices of Linux and macOS. */
const PORT_NAME = /^(tty(ACM|USB|AMA|THS|mxc|O)\d+|rfcomm\d+|cu\..+)$/;

/** Lists the serial ports, USB devices first. Rejects only where the system cannot be asked at all. */
export async function listPorts(options: ListOptions = {}): Promise<PortInfo[]> {
  const { system = process.platform, sysPath = "/sys", devPath = "/dev" } = options;
  const ports = system === "linux" ? await listLinux(sysPath, devPath) : await listByPackage();
  return ports.sort((a, b) => Number(b.usb !== null) - Number(a.usb !== null) || compareNames(a.path, b.path));
}

async function listLinux(sysPath: string, devPath: string): Promise<PortInfo[]> {
  const names = await readdir(join(sysPath, "class/tty")).catch(() => null);
  if (names === null) return await listNames(devPath);
  const ports = await Promise.all(
    names.map((name) => describeTty(join(sysPath, "class/tty", name), join(devPath, name))),
  );
  return ports.filter((port) => port !== null);
}

/** Null for a terminal that is no serial port, or a port whose hardware is missing. */
async function describeTty(folder: string, path: string): Promise<PortInfo | null> {
  const device = await realpath(join(folder, "device")).catch(() => null);
  if (device === null) return null;
  // Only the 8250 family has this file; there, 0 is a port that the kernel reserved and found nothing at.
  if ((await readText(join(folder, "type"))) === "0") return null;
  return { path, usb: await findUsbDevice(device) };
}

/** The first folder on the way up that belongs to a USB device. */
async function findUsbDevice(start: string): Promise<UsbDevice | null> {
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const vendorId = await readText(join(folder, "idVendor"));
    if (vendorId !== "") {
      return {
        vendorId,
        productId: await readText(join(folder, "idProduct")),
        manufacturer: await readText(join(folder, "manufacturer")),
        product: await readText(join(folder, "product")),
        serialNumber: await readText(join(folder, "serial")),
      };
    }
  }
  return null;
}

async function readText(path: string): Promise<string> {
  return (await readFile(path, "utf8").catch(() => "")).trim();
}

async function listNames(devPath: string): Promise<PortInfo[]> {
  const names = await readdir(devPath);
  return names.filter((name) => PORT_NAME.test(name)).map((name) => ({ path: join(devPath, name), usb: null }));
}

async function listByPackage(): Promise<PortInfo[]> {
  const { SerialPort } = await import("serialport");
  const ports = await SerialPort.list();
  return ports.map(({ path, vendorId, productId, manufacturer, serialNumber }) => ({
    path,
    usb:
      vendorId === undefined
        ? null
        : {
            vendorId: vendorId.toLowerCase(),
            productId: (productId ?? "").toLowerCase(),
            manufacturer: manufacturer ?? "",
            product: "",
            serialNumber: serialNumber ?? "",
          },
  }));
}

/** ttyACM2 before ttyACM10. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
