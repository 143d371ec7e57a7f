/**
 * The doctor's checks, each on machines made up for it: sound, ill, and where it is left out.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { CHECKS, type Finding, runCheck } from "../doctor/checks.ts";
import { type DoctorSystem, thisSystem } from "../doctor/system.ts";
import type { PortInfo } from "../transport/ports.ts";

const USB = { manufacturer: "Raspberry Pi", product: "Pico", serialNumber: "E66" };
const PICO: PortInfo = { path: "/dev/ttyACM0", usb: { vendorId: "2e8a", productId: "000a", ...USB } };
const FTDI: PortInfo = { path: "/dev/ttyUSB0", usb: { vendorId: "0403", productId: "6001", ...USB } };

const RULES = "/etc/udev/rules.d";

/** A machine that differs in a few things from a sound one with two boards. */
interface Difference extends Partial<DoctorSystem> {
  /** Texts by path; their folders list them. */
  readonly files?: Readonly<Record<string, string>>;
  /** Targets of links by path; their folders list them, too. */
  readonly links?: Readonly<Record<string, string>>;
}

function machine({ files = {}, links = {}, ...rest }: Difference = {}): DoctorSystem {
  const texts: Record<string, string> = {
    "/etc/group": "root:x:0:\ndialout:x:20:ada,grace\nplugdev:x:46:ada\n",
    [`${RULES}/60-ganglion.rules`]: 'SUBSYSTEM=="usb", ATTRS{idVendor}=="2e8a", TAG+="uaccess"\n',
    "/sys/bus/usb-serial/devices/ttyUSB0/latency_timer": "1\n",
    "/proc/1/comm": "systemd\n",
    ...files,
  };
  const paths = [...Object.keys(texts), ...Object.keys(links), PICO.path, FTDI.path];
  return {
    platform: "linux",
    nodeVersion: "20.19.1",
    groupIds: [1000, 20],
    userId: 1000,
    userName: "ada",
    readText: (path) => Promise.resolve(texts[path] ?? null),
    list: (folder) => {
      const below = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      return Promise.resolve([...new Set(below.map((path) => path.split("/")[0] ?? ""))]);
    },
    linkTarget: (path) => Promise.resolve(links[path] ?? null),
    realPath: (path) => Promise.resolve(paths.includes(path) ? path : null),
    canOpen: () => Promise.resolve(true),
    groupOf: () => Promise.resolve(20),
    ports: () => Promise.resolve([PICO, FTDI]),
    usbProblem: () => Promise.resolve(null),
    ...rest,
  };
}

async function findings(name: string, system: DoctorSystem, ports = [PICO, FTDI]): Promise<readonly Finding[]> {
  const check = CHECKS.find((one) => one.name === name);
  if (check === undefined) throw new Error(`there is no check ${name}`);
  return await runCheck(check, system, ports);
}

test.each(CHECKS.map((check) => [check.name, check] as const))("%s finds a sound machine sound", async (_, check) => {
  const found = await runCheck(check, machine(), [PICO, FTDI]);
  expect(found.length).toBeGreaterThan(0);
  for (const { state, remedy } of found) {
    expect(state).toBe("fine");
    expect(remedy).toBe("");
  }
});

const closed: Partial<DoctorSystem> = { canOpen: () => Promise.resolve(false) };

/** An ill machine, what is said of it, and a part of what helps. */
const ILL: readonly (readonly [check: string, difference: Difference, what: string, remedy: string])[] = [
  ["node", { nodeVersion: "20.18.3" }, "Node 20.18.3 is too old", "20.19 or later"],
  ["node", { nodeVersion: "18.20.0" }, "Node 18.20.0 is too old", "20.19 or later"],
  ["port", { realPath: () => Promise.resolve(null) }, "there is no /dev/ttyACM0", "/dev/ttyACM0, /dev/ttyUSB0"],
  ["permission", { ...closed, groupIds: [1000], userName: "eve" }, "the group dialout", "usermod -aG dialout eve"],
  ["permission", { ...closed, groupIds: [1000] }, "which you joined after you logged in", "Log out and in again"],
  ["permission", { ...closed, groupOf: () => Promise.resolve(0) }, "belongs to root alone", "Ask udev"],
  ["permission", { ...closed, groupOf: () => Promise.resolve(null) }, "the group dialout", "usermod -aG dialout ada"],
  [
    "busy",
    { files: { "/proc/77/comm": "minicom\n" }, links: { "/proc/77/fd/3": "/dev/ttyACM0" } },
    "/dev/ttyACM0 is held by minicom (process 77)",
    "kill 77",
  ],
  ["modem-manager", { files: { "/proc/9/comm": "ModemManager\n" } }, "will try /dev/ttyACM0", "ID_MM_DEVICE_IGNORE"],
  [
    "modem-manager",
    {
      files: {
        "/proc/9/comm": "ModemManager\n",
        [`${RULES}/61.rules`]: 'ATTRS{idVendor}=="2E8A", ENV{ID_MM_DEVICE_IGNORE}="1"\n',
      },
    },
    "will try /dev/ttyUSB0",
    "0403",
  ],
  [
    "brltty",
    {
      files: {
        "/usr/lib/udev/rules.d/85-brltty.rules": 'ENV{PRODUCT}=="1a86/7523/*", ENV{BRLTTY_BRAILLE_DRIVER}="bm"\n',
      },
    },
    "takes CH34x adapters",
    "apt-get remove brltty",
  ],
  [
    "latency",
    { files: { "/sys/bus/usb-serial/devices/ttyUSB0/latency_timer": "16\n" } },
    "holds answers back for 16 ms",
    "echo 1 | sudo tee /sys/bus/usb-serial/devices/ttyUSB0/latency_timer",
  ],
  ["usb", { usbProblem: () => Promise.resolve({ message: "no bus", remedy: "pass it" }) }, "no bus", "pass it"],
  ["udev", { files: { [`${RULES}/60-ganglion.rules`]: "" } }, "no udev rule", 'ATTRS{idVendor}=="2e8a"'],
  ["udev", { files: { [`${RULES}/60-ganglion.rules`]: '# idVendor 2e8a MODE="0660"' } }, "no udev rule", "udevadm"],
];

test.each(ILL)("%s: of an ill machine, with %j, says what it is and what helps", async (name, difference, ...texts) => {
  const [what, remedy] = texts;
  const problems = (await findings(name, machine(difference))).filter(({ state }) => state === "problem");
  expect(problems[0]?.what).toContain(what);
  expect(problems[0]?.remedy).toContain(remedy);
});

describe("a check", () => {
  test("of ports tells each port for itself", async () => {
    const busy = machine({ files: { "/proc/7/comm": "screen\n" }, links: { "/proc/7/fd/5": "/dev/ttyUSB0" } });
    expect((await findings("busy", busy)).map(({ state }) => state)).toEqual(["fine", "problem"]);
  });

  test("of a port that is not there is left to the check for that", async () => {
    const none: PortInfo = { path: "/dev/ttyACM9", usb: null };
    expect(await findings("permission", machine(closed), [none])).toMatchObject([{ state: "left out" }]);
    expect(await findings("port", machine(), [none])).toMatchObject([
      { state: "problem", remedy: "Name one that is there: /dev/ttyACM0, /dev/ttyUSB0." },
    ]);
  });

  test("of no ports says that there are none", async () => {
    const found = await findings("port", machine({ ports: () => Promise.resolve([]) }), []);
    expect(found).toMatchObject([{ state: "problem", what: "there is no serial port" }]);
  });

  test("that is about Linux is left out elsewhere", async () => {
    for (const check of CHECKS.filter(({ linuxOnly }) => linuxOnly)) {
      expect(await runCheck(check, machine({ platform: "darwin", ...closed }), [PICO])).toEqual([
        { state: "left out", what: "only Linux has this problem", remedy: "" },
      ]);
    }
  });

  test("root needs no rule", async () => {
    expect(await findings("udev", machine({ userId: 0, files: {} }))).toMatchObject([{ state: "fine" }]);
  });
});

test("this machine can be looked at, whatever it is like", async () => {
  const system = thisSystem();
  for (const check of CHECKS) {
    for (const { what, state, remedy } of await runCheck(check, system, await system.ports())) {
      expect(what).not.toBe("");
      expect(remedy !== "").toBe(state === "problem");
    }
  }
});
