/**
 * What goes wrong between a person and a board, as a table: each row looks at one thing and says what to do about it.
 *
 * A row finds nothing, one thing, or one thing a port. Most are about Linux, where a port belongs to a group and
 * several programs reach for it; elsewhere they are left out, and say so. Nothing is changed, and no port is opened.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import { UDEV_RULE } from "../flash/errors.ts";
import type { PortInfo } from "../transport/ports.ts";
import type { DoctorSystem } from "./system.ts";

/** What a check found. */
export interface Finding {
  readonly state: "fine" | "problem" | "left out";
  /** One sentence. */
  readonly what: string;
  /** What to do, for a problem; empty otherwise. */
  readonly remedy: string;
}

/** One row. */
export interface Check {
  /** Stable, for scripts. */
  readonly name: string;
  /** What is looked at, for people. */
  readonly about: string;
  readonly linuxOnly: boolean;
  run(system: DoctorSystem, ports: readonly PortInfo[]): Promise<readonly Finding[]>;
}

/** Every check, in the order in which problems hide each other. */
export const CHECKS: readonly Check[] = [
  { name: "node", about: "version of Node", linuxOnly: false, run: checkNode },
  { name: "port", about: "a serial port is there", linuxOnly: false, run: checkPorts },
  { name: "permission", about: "this user may open it", linuxOnly: true, run: checkPermission },
  { name: "busy", about: "no other program holds it", linuxOnly: true, run: checkBusy },
  { name: "modem-manager", about: "ModemManager leaves it alone", linuxOnly: true, run: checkModemManager },
  { name: "brltty", about: "brltty leaves it alone", linuxOnly: true, run: checkBrltty },
  { name: "latency", about: "its adapter answers at once", linuxOnly: true, run: checkLatency },
  { name: "usb", about: "USB devices can be listed", linuxOnly: false, run: checkUsb },
  { name: "udev", about: "this user may flash an RP2040", linuxOnly: true, run: checkUdev },
];

/** Runs a check on the ports that matter. */
export async function runCheck(
  check: Check,
  system: DoctorSystem,
  ports: readonly PortInfo[],
): Promise<readonly Finding[]> {
  if (check.linuxOnly && system.platform !== "linux") return [leftOut("only Linux has this problem")];
  const findings = await check.run(system, ports);
  return findings.length > 0 ? findings : [leftOut("there is no port that it is about")];
}

/** The oldest Node that package.json allows. */
const NODE_OLDEST = [20, 19] as const;

const RULE_FOLDERS = ["/etc/udev/rules.d", "/run/udev/rules.d", "/usr/lib/udev/rules.d", "/lib/udev/rules.d"] as const;

/** Above it, a request and its answer wait longer for the adapter than for the board. */
const LATENCY_MS_MAX = 1;

function checkNode({ nodeVersion }: DoctorSystem): Promise<Finding[]> {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const [oldestMajor, oldestMinor] = NODE_OLDEST;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  const finding = isOld
    ? problem(`Node ${nodeVersion} is too old`, `Install Node ${NODE_OLDEST.join(".")} or later.`)
    : fine(`Node ${nodeVersion}`);
  return Promise.resolve([finding]);
}

async function checkPorts(system: DoctorSystem, ports: readonly PortInfo[]): Promise<Finding[]> {
  if (ports.length === 0) {
    return [
      problem(
        "there is no serial port",
        "Plug the board in, with a cable that carries data; in a container, pass the device through (--device /dev/ttyACM0).",
      ),
    ];
  }
  const all = await system.ports();
  const there = await Promise.all(ports.map(async (port) => (await system.realPath(port.path)) !== null));
  return ports.map((port, index) => {
    if (there[index] !== true) return problem(`there is no ${port.path}`, remedyForNoPort(all));
    return fine(`${port.path}${port.usb === null ? "" : `, ${describeUsb(port)}`}`);
  });
}

function remedyForNoPort(all: readonly PortInfo[]): string {
  const others = all.map(({ path }) => path);
  return others.length === 0 ? "Plug the board in." : `Name one that is there: ${others.join(", ")}.`;
}

async function checkPermission(system: DoctorSystem, ports: readonly PortInfo[]): Promise<Finding[]> {
  return await forEachPresent(system, ports, async ({ path }) => {
    if (await system.canOpen(path)) return fine(`${path} can be opened`);
    const id = await system.groupOf(path);
    const group = (await groups(system)).find((one) => one.id === id);
    const name = group?.name ?? "dialout";
    if (group?.members.includes(system.userName) === true && !system.groupIds.includes(group.id)) {
      return problem(
        `${path} belongs to the group ${name}, which you joined after you logged in`,
        `Log out and in again, or run \`newgrp ${name}\` in this terminal.`,
      );
    }
    if (name === "root") {
      const remedy = "Ask udev to give serial ports to a group, as distributions do: reinstall its package.";
      return problem(`${path} belongs to root alone`, remedy);
    }
    return problem(
      `no permission to open ${path}, which belongs to the group ${name}`,
      `sudo usermod -aG ${name} ${system.userName}, then log out and in again.`,
    );
  });
}

interface Group {
  readonly name: string;
  readonly id: number;
  readonly members: readonly string[];
}

async function groups(system: DoctorSystem): Promise<Group[]> {
  const text = (await system.readText("/etc/group")) ?? "";
  return text.split("\n").flatMap((line) => {
    const [name, , id, members = ""] = line.split(":");
    return name === undefined || id === undefined ? [] : [{ name, id: Number(id), members: members.split(",") }];
  });
}

async function checkBusy(system: DoctorSystem, ports: readonly PortInfo[]): Promise<Finding[]> {
  const holders = await openFiles(system);
  return await forEachPresent(system, ports, async ({ path }) => {
    const real = await system.realPath(path);
    const holder = holders.find(({ file }) => file === real);
    if (holder === undefined) return fine(`${path} is free, as far as this user can see`);
    return problem(
      `${path} is held by ${holder.program} (process ${holder.process})`,
      `Close it there, or end that program with \`kill ${holder.process}\`.`,
    );
  });
}

interface OpenFile {
  readonly process: string;
  readonly program: string;
  readonly file: string;
}

/** What the processes that this user may look into have open. */
async function openFiles(system: DoctorSystem): Promise<OpenFile[]> {
  const found: OpenFile[] = [];
  for (const process of await processes(system)) {
    const folder = join("/proc", process, "fd");
    for (const descriptor of await system.list(folder)) {
      const file = await system.linkTarget(join(folder, descriptor));
      if (file?.startsWith("/dev/") === true) found.push({ process, program: await programOf(system, process), file });
    }
  }
  return found;
}

async function processes(system: DoctorSystem): Promise<string[]> {
  return (await system.list("/proc")).filter((name) => /^\d+$/.test(name));
}

async function programOf(system: DoctorSystem, process: string): Promise<string> {
  return ((await system.readText(join("/proc", process, "comm"))) ?? "another program").trim();
}

/** It opens every new port and talks to it, for half a minute. */
async function checkModemManager(system: DoctorSystem, ports: readonly PortInfo[]): Promise<Finding[]> {
  const names = await Promise.all((await processes(system)).map((process) => programOf(system, process)));
  if (!names.includes("ModemManager")) return [fine("ModemManager does not run")];
  const rules = await ruleLines(system, /ID_MM_(DEVICE|PORT)_IGNORE/);
  return await forEachPresent(system, ports, ({ path, usb }) => {
    if (usb === null) return Promise.resolve(fine(`${path} is no USB device`));
    const isIgnored = rules.some((rule) => rule.toLowerCase().includes(usb.vendorId));
    const rule = `ATTRS{idVendor}=="${usb.vendorId}", ENV{ID_MM_DEVICE_IGNORE}="1"`;
    return Promise.resolve(
      isIgnored
        ? fine(`ModemManager is told to leave ${path} alone`)
        : problem(
            `ModemManager runs and will try ${path} for a modem`,
            `As root: echo '${rule}' > /etc/udev/rules.d/61-ganglion-modem.rules && udevadm control --reload; or, without a modem: systemctl disable --now ModemManager.`,
          ),
    );
  });
}

/** Its rule for Braille displays takes every CH34x adapter away as soon as it is plugged in. */
async function checkBrltty(system: DoctorSystem): Promise<Finding[]> {
  const rules = await ruleLines(system, /brltty/i);
  const takes = rules.some((rule) => /1a86\/7523|1a86.*7523/i.test(rule) && !rule.trimStart().startsWith("#"));
  return [
    takes
      ? problem(
          "brltty takes CH34x adapters for Braille displays: their port goes away at once",
          "Without a Braille display: sudo apt-get remove brltty, then plug the board in again.",
        )
      : fine("brltty takes no serial adapter"),
  ];
}

/** FTDI's adapters keep what they have received until there is more, or until this time is over. */
async function checkLatency(system: DoctorSystem, ports: readonly PortInfo[]): Promise<Finding[]> {
  const findings = await forEachPresent(system, ports, async ({ path }) => {
    const timer = join("/sys/bus/usb-serial/devices", path.split("/").at(-1) ?? "", "latency_timer");
    const text = await system.readText(timer);
    if (text === null) return null;
    const ms = Number(text);
    if (ms <= LATENCY_MS_MAX) return fine(`${path} answers within ${ms} ms`);
    return problem(
      `the adapter of ${path} holds answers back for ${ms} ms`,
      `echo 1 | sudo tee ${timer}; for good: ACTION=="add", SUBSYSTEM=="usb-serial", DRIVER=="ftdi_sio", ATTR{latency_timer}="1" in a udev rule.`,
    );
  });
  return findings.length > 0 ? findings : [fine("no adapter with a latency timer is there")];
}

async function checkUsb(system: DoctorSystem): Promise<Finding[]> {
  const found = await system.usbProblem();
  return [found === null ? fine("USB devices can be listed") : problem(found.message, found.remedy)];
}

async function checkUdev(system: DoctorSystem): Promise<Finding[]> {
  if (system.userId === 0) return [fine("root may open every USB device")];
  const rules = await ruleLines(system, /2e8a/i);
  const isAllowed = rules.some((rule) => /uaccess|MODE|GROUP/.test(rule) && !rule.trimStart().startsWith("#"));
  if (isAllowed) return [fine("a udev rule lets users open an RP2040 in its loader")];
  return [
    problem(
      "no udev rule lets this user open an RP2040 in its loader; only its drive can be used",
      `As root, then plug the board in again: echo '${UDEV_RULE}' > /etc/udev/rules.d/60-ganglion.rules && udevadm control --reload`,
    ),
  ];
}

/** The lines of all udev rules that match. */
async function ruleLines(system: DoctorSystem, pattern: RegExp): Promise<string[]> {
  const lines: string[] = [];
  for (const folder of RULE_FOLDERS) {
    for (const name of await system.list(folder)) {
      if (!name.endsWith(".rules")) continue;
      const text = (await system.readText(join(folder, name))) ?? "";
      lines.push(...text.split("\n").filter((line) => pattern.test(line)));
    }
  }
  return lines;
}

/** A port that is not there is told once, by its own check. */
async function forEachPresent(
  system: DoctorSystem,
  ports: readonly PortInfo[],
  check: (port: PortInfo) => Promise<Finding | null>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const port of ports) {
    const finding = (await system.realPath(port.path)) === null ? null : await check(port);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}

function describeUsb({ usb }: PortInfo): string {
  if (usb === null) return "";
  const name = `${usb.manufacturer} ${usb.product}`.trim();
  return name === "" ? `${usb.vendorId}:${usb.productId}` : name;
}

function fine(what: string): Finding {
  return { state: "fine", what, remedy: "" };
}

function problem(what: string, remedy: string): Finding {
  return { state: "problem", what, remedy };
}

function leftOut(what: string): Finding {
  return { state: "left out", what, remedy: "" };
}
