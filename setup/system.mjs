/**
 * Brings the rows of packages.mjs that are missing: with apt-get where there is one and we may use it, else
 * by telling the person the exact command.
 *
 * GANGLION_NO_APT=1 forbids apt-get. What is required and stays missing ends the run; what is optional does
 * not.
 *
 * @packageDocumentation
 */
import { setTimeout as sleep } from "node:timers/promises";
import { SYSTEM_PACKAGES } from "./packages.mjs";
import { runLogged, SetupError, tail, works } from "./terminal.mjs";

/** @typedef {import("./packages.mjs").SystemPackage} SystemPackage */

/** How long to wait for another program that is installing packages. */
const LOCK_TIMEOUT_S = 120;

/**
 * @param {"demo" | "test"} purpose
 * @throws {SetupError} if a required package is missing in the end
 */
export async function installSystemPackages(purpose) {
  const missing = missingFor(purpose);
  if (missing.length === 0) return;

  console.log("system packages that are missing:");
  for (const row of missing) console.log(`  ${row.apt.padEnd(20)} ${row.why}`);
  const needed = missing.filter((row) => row.needs[purpose] === "required");
  const failure = await installWithApt(missing, needed);
  const still = missingFor(purpose);
  const obstacle = failure ?? "apt-get installed them, yet they do not run here.";
  const required = still.filter((row) => row.needs[purpose] === "required");
  if (required.length > 0) {
    throw new SetupError(
      `${names(required)} missing, and ${obstacle}`,
      `Install by hand, then run this again:\n${byHand(required)}`,
    );
  }
  if (still.length > 0) {
    console.log(`going on without ${names(still)}: ${obstacle}\n  To have it, run\n${byHand(still)}`);
  }
}

/** @param {"demo" | "test"} purpose */
function missingFor(purpose) {
  return SYSTEM_PACKAGES.filter((row) => row.needs[purpose] !== "no" && !works(row.probe, row.probeInput));
}

/**
 * Installs all rows, or at least the needed ones: apt-get installs nothing at all if there is a package that it does
 * not know, and not every system has each of the optional ones.
 *
 * @param {readonly SystemPackage[]} rows
 * @param {readonly SystemPackage[]} needed
 * @returns {Promise<string | null>} null if apt-get installed them all, else why not
 */
async function installWithApt(rows, needed) {
  if (process.env.GANGLION_NO_APT === "1") return "GANGLION_NO_APT=1 forbids apt-get.";
  if (!works(["apt-get", "--version"])) return "this system has no apt-get.";
  const privilege = findPrivilege();
  if (privilege === null) return "apt-get needs root or sudo, and neither is at hand.";
  if (privilege.asksPassword) console.log("sudo may ask for your password now (GANGLION_NO_APT=1 goes without).");

  const apt = [
    ...privilege.command,
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-o",
    `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`,
  ];
  await updateLists(apt, privilege.asksPassword);
  const failure = await install(apt, rows, privilege.asksPassword);
  if (failure !== null && needed.length > 0 && needed.length < rows.length) {
    await install(apt, needed, privilege.asksPassword);
  }
  return failure;
}

/**
 * @param {readonly string[]} apt
 * @param {readonly SystemPackage[]} rows
 * @param {boolean} asksPassword
 * @returns {Promise<string | null>} null if apt-get installed them, else why not
 */
async function install(apt, rows, asksPassword) {
  const { code, log, output } = await runLogged(
    `installing ${names(rows)}`,
    [...apt, "install", "-y", "--no-install-recommends", ...rows.map((row) => row.apt)],
    { log: "apt-install", asksPassword },
  );
  return code === 0 ? null : `apt-get failed: ${causeOf(output)}\n${tail(output)}\n  Full log: ${log}`;
}

/**
 * Refreshes apt's lists. A failure is not the end: one unreachable source of many is common, and the install step tells
 * whether the lists do.
 *
 * @param {readonly string[]} apt
 * @param {boolean} asksPassword
 */
async function updateLists(apt, asksPassword) {
  const deadline = Date.now() + LOCK_TIMEOUT_S * 1000;
  for (;;) {
    const { code, output } = await runLogged("package lists (apt-get update)", [...apt, "update"], {
      log: "apt-update",
      asksPassword,
    });
    // apt waits for its other locks by itself, but not for this one.
    if (code === 0 || !isLocked(output) || Date.now() > deadline) return;
    console.log("another program holds apt's lock; trying again in 5 s");
    await sleep(5000);
  }
}

/**
 * How to become root: not at all, silently, or by a password that a person types.
 *
 * @returns {{ command: readonly string[], asksPassword: boolean } | null}
 */
function findPrivilege() {
  if (process.getuid?.() === 0) return { command: [], asksPassword: false };
  if (works(["sudo", "-n", "true"])) return { command: ["sudo", "-n"], asksPassword: false };
  if (process.stdin.isTTY && works(["sudo", "-V"])) return { command: ["sudo"], asksPassword: true };
  return null;
}

/** @param {string} output */
function isLocked(output) {
  return /Could not get lock|Unable to (lock|acquire)/.test(output);
}

/** @param {string} output */
function causeOf(output) {
  if (isLocked(output)) return `another program has held apt's lock for ${LOCK_TIMEOUT_S} s.`;
  if (/Could not resolve|Temporary failure|Could not connect|Network is unreachable|Failed to fetch/.test(output)) {
    return "the package servers cannot be reached.";
  }
  if (/Unable to locate package|has no installation candidate/.test(output)) {
    return "the package sources of this system do not have the package (on Ubuntu, enable `universe`).";
  }
  return "its last lines were";
}

/** @param {readonly SystemPackage[]} rows */
function names(rows) {
  return rows.map((row) => row.apt).join(", ");
}

/** @param {readonly SystemPackage[]} rows */
function byHand(rows) {
  const dnf = [...new Set(rows.flatMap((row) => row.dnf ?? []))];
  const brew = [...new Set(rows.flatMap((row) => row.brew ?? []))];
  const commands = [...new Set(rows.map((row) => row.probe[0]))];
  return [
    `    Debian, Ubuntu   sudo apt-get install ${names(rows).replaceAll(",", "")}`,
    ...(dnf.length > 0 ? [`    Fedora           sudo dnf install ${dnf.join(" ")}`] : []),
    ...(brew.length > 0 ? [`    macOS            brew install ${brew.join(" ")}`] : []),
    `    elsewhere        have these commands on the PATH: ${commands.join(" ")}`,
  ].join("\n");
}
