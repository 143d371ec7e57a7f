/**
 * `npm ci`, when what is installed differs from package-lock.json.
 *
 * npm leaves a copy of the lock file in node_modules that tells what it installed. Comparing the two is exact
 * whoever ran npm before, which a time stamp or a stamp file of our own would not be.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runLogged, SetupError, tail } from "./terminal.mjs";

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} LockedPackages */

/** Installs the npm packages of package-lock.json unless they are all there. */
export async function installDependencies() {
  const wanted = lockedPackages("package-lock.json");
  if (wanted === null) throw new SetupError("package-lock.json is missing or damaged.", "Fetch the project again.");
  const installed = lockedPackages("node_modules/.package-lock.json");
  if (installed !== null && isInstalled(wanted, installed)) return;

  const { code, log, output } = await runLogged("npm packages (npm ci)", npmCommand(), { log: "npm-ci" });
  if (code === 0) return;
  throw new SetupError(`npm ci ended with code ${code}.\n${tail(output)}`, `${remedyFor(output)} Full log: ${log}`);
}

/**
 * Whether every wanted package is installed at its version. Optional ones may be missing: npm leaves out those of
 * other systems.
 *
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path];
    if (path === "") return true;
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} path
 * @returns {LockedPackages | null}
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * The npm that runs us, if one does. Development packages always, since building needs them; what npm has in its
 * cache is taken from there, and a registry that does not answer is given up on in seconds rather than minutes.
 */
function npmCommand() {
  const npm = process.env.npm_execpath;
  const start = npm?.endsWith(".js") === true ? [process.execPath, npm] : ["npm"];
  const packages = ["--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const patience = [
    "--prefer-offline",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=2000",
    "--fetch-retry-maxtimeout=10000",
  ];
  return [...start, "ci", ...packages, ...patience];
}

/** @param {string} output */
function remedyFor(output) {
  if (/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return "The npm registry cannot be reached: check the network or the proxy settings (npm config get proxy).";
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return "This folder is not writable for you: change its owner or use a copy of your own.";
  }
  if (output === "") return "npm was not found: it comes with Node; reinstall Node from nodejs.org or add npm to PATH.";
  return "The lines above are npm's own.";
}
