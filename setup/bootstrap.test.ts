/**
 * The bootstrap on machines that lack things: each test is a copy of setup/ in a folder of its own, with a PATH
 * that holds only the programs that the test puts there.
 *
 * The programs are small scripts that write down how they were called; nothing is installed.
 *
 * @packageDocumentation
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHIPS } from "../targets/chips.ts";
import { isInstalled } from "./dependencies.mjs";
import { SYSTEM_PACKAGES } from "./packages.mjs";

const PACKAGES = SYSTEM_PACKAGES.map((row) => row.apt);
const PROGRAMS = [...new Set(SYSTEM_PACKAGES.map((row) => row.probe[0] ?? ""))];

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ganglion-setup-"));
  cpSync(import.meta.dirname, join(root, "setup"), { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    cpSync(join(import.meta.dirname, "..", file), join(root, file));
  }
  mkdirSync(join(root, "bin"));
  symlinkSync("/usr/bin/env", join(root, "bin", "env"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("system packages", () => {
  test("nothing is asked of apt-get when every probe runs", () => {
    addProgram("apt-get", "exit 0");
    PROGRAMS.forEach((program) => addProgram(program, "exit 0"));
    expect(install("test")).toEqual({ code: 0, output: "" });
    expect(calls()).not.toContain("apt-get");
  });

  test("the table has every package that a chip's compiler comes in", () => {
    for (const { compiler } of CHIPS) expect(PACKAGES).toEqual(expect.arrayContaining([...compiler.packages]));
  });

  test("what is missing is named with its reason and installed in one go", () => {
    addAptGet();
    const { code, output } = install("test");
    expect(code).toBe(0);
    for (const row of SYSTEM_PACKAGES) {
      expect(output).toMatch(new RegExp(`${row.apt.replaceAll("+", "\\+")} +${row.why.slice(0, 20)}`));
    }
    expect(calls().match(/^apt-get.* update$/gm)).toHaveLength(1);
    expect(calls()).toContain(`install -y --no-install-recommends ${PACKAGES.join(" ")}\n`);
  });

  test("sudo is used by those who are not root", () => {
    addAptGet();
    addProgram("sudo", 'shift; exec "$@"');
    addProgram("true", "exit 0");
    expect(install("test", { user: 1000 }).code).toBe(0);
    expect(calls()).toContain("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get");
  });

  test("without root, sudo or a terminal, the tests end with the commands to type", () => {
    addAptGet();
    const { code, output } = install("test", { user: 1000 });
    expect(code).toBe(1);
    expect(output).toContain("needs root or sudo");
    const required = SYSTEM_PACKAGES.filter((row) => row.needs.test === "required").map((row) => row.apt);
    expect(output).toContain(`sudo apt-get install ${required.join(" ")}`);
    expect(output).toContain("sudo dnf install");
    expect(output).toContain("brew install");
  });

  test("without the optional packages the demo goes on", () => {
    const { code, output } = install("demo");
    expect(code).toBe(0);
    expect(output).toContain("going on without gcc-arm-none-eabi, socat: this system has no apt-get.");
  });

  test("what apt-get does not know keeps it from nothing else", () => {
    const optional = SYSTEM_PACKAGES.filter((row) => row.needs.test === "optional");
    addAptGet(SYSTEM_PACKAGES.filter((row) => row.needs.test === "required").map((row) => row.probe[0] ?? ""));
    const unknown = `case "$*" in *${optional[0]?.apt ?? ""}*) echo "E: Unable to locate package"; exit 100;; esac\n`;
    const file = join(root, "bin", "apt-get");
    writeFileSync(file, readFileSync(file, "utf8").replace("case ", `${unknown}case `), { mode: 0o755 });
    const { code, output } = install("test");
    expect(code).toBe(0);
    expect(output).toContain(`going on without ${optional.map((row) => row.apt).join(", ")}: apt-get failed`);
  });

  test("GANGLION_NO_APT=1 keeps apt-get untouched", () => {
    addAptGet();
    const { code, output } = install("test", { env: { GANGLION_NO_APT: "1" } });
    expect(code).toBe(1);
    expect(output).toContain("GANGLION_NO_APT=1 forbids apt-get");
    expect(calls()).not.toContain("apt-get -o");
  });

  test.each([
    ["Temporary failure resolving 'deb.example'", "the package servers cannot be reached"],
    ["E: Could not get lock /var/lib/dpkg/lock-frontend", "another program has held apt's lock"],
    ["E: Unable to locate package socat", "enable `universe`"],
  ])("apt-get that fails with %s is explained, with its log", (message, explanation) => {
    addProgram("apt-get", `case "$*" in *install*) echo "${message}"; exit 100;; esac`);
    const { code, output } = install("test");
    expect(code).toBe(1);
    expect(output).toContain(explanation);
    expect(output).toContain(`| ${message}`);
    expect(readFileSync(join(root, "build/setup/apt-install.log"), "utf8")).toContain(message);
  });

  test("a package that apt-get installed but that does not run is still missing", () => {
    addProgram("apt-get", "exit 0");
    const { code, output } = install("test");
    expect(code).toBe(1);
    expect(output).toContain("apt-get installed them, yet they do not run here");
  });
});

describe("npm packages", () => {
  const wanted = {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/other-system": { version: "1.0.0", integrity: "sha512-o", optional: true },
  };

  test("count as installed when versions and contents are those of the lock file", () => {
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } })).toBe(true);
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } })).toBe(false);
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } })).toBe(false);
    expect(isInstalled(wanted, {})).toBe(false);
  });

  test("an npm ci that cannot reach the registry is explained", () => {
    const npm = join(root, "npm.js");
    writeFileSync(npm, 'console.log("npm error code EAI_AGAIN"); process.exit(1);');
    const { code, output } = run(["setup/bootstrap.mjs", "demo"], { env: { npm_execpath: npm } });
    expect(code).toBe(1);
    expect(output).toContain("setup failed: npm ci ended with code 1");
    expect(output).toContain("check the network");
  });
});

describe("the command line", () => {
  test("an old Node is told which one is needed, before anything is installed", () => {
    const old = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "18.19.0" } })';
    const { code, output } = run(["--import", old, "setup/bootstrap.mjs", "test"]);
    expect(code).toBe(1);
    expect(output).toMatch(/needs Node 20\.19 or later; this is Node 18\.19\.0/);
    expect(existsSync(join(root, "build"))).toBe(false);
  });

  test("an unknown purpose is refused", () => {
    const { code, output } = run(["setup/bootstrap.mjs", "deploy"]);
    expect(code).toBe(2);
    expect(output).toContain("usage:");
  });
});

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

interface Circumstances {
  readonly env?: NodeJS.ProcessEnv;
  /** Pretends to be this user; root otherwise. */
  readonly user?: number;
}

function install(purpose: "demo" | "test", { user = 0, ...rest }: Circumstances = {}): Outcome {
  const script = `
    process.getuid = () => ${user};
    const { installSystemPackages } = await import("./setup/system.mjs");
    try { await installSystemPackages("${purpose}"); }
    catch (error) { console.log(error.message, error.remedy); process.exitCode = 1; }`;
  return run(["--input-type=module", "-e", script], rest);
}

function run(args: readonly string[], { env }: Circumstances = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { PATH: join(root, "bin"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 15_000,
  });
  return { code: status, output: stdout + stderr };
}

/** A program that writes down its arguments and then does as the shell lines say. */
function addProgram(name: string, script: string): void {
  writeFileSync(join(root, "bin", name), `#!/bin/sh\necho "${name} $*" >> ${root}/calls\n${script}\n`, { mode: 0o755 });
}

/** An apt-get that installs: the programs' probes run afterwards. */
function addAptGet(programs: readonly string[] = PROGRAMS): void {
  const made = programs.map((program) => `printf '#!/bin/sh\\nexit 0\\n' > ${root}/bin/${program}`);
  const chmod = programs.map((program) => `/bin/chmod +x ${root}/bin/${program}`);
  addProgram("apt-get", `case "$*" in *install*) ${[...made, ...chmod].join("; ")};; esac`);
}

function calls(): string {
  const file = join(root, "calls");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
