/**
 * `npm run demo` and `npm test` on a machine that has Node and nothing else: checks Node, installs npm and
 * system packages where they are missing, builds, and runs.
 *
 * Plain JavaScript without any dependency, since nothing is installed yet when it starts. What it needs from
 * the system is the table in packages.mjs. The demo goes on without what it can do without; the tests do not.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";

const PURPOSES = ["demo", "test"];

const purpose = process.argv[2] ?? "";
if (!PURPOSES.includes(purpose)) {
  console.error(`usage: node setup/bootstrap.mjs <${PURPOSES.join("|")}> [arguments]`);
  process.exit(2);
}
refuseOldNode();

// Only now: these modules, and the packages that they start, use what older versions of Node lack.
const { installDependencies } = await import("./dependencies.mjs");
const { installSystemPackages } = await import("./system.mjs");
const { build } = await import("./build.mjs");
const { runTests } = await import("./test.mjs");
const { runNode, SetupError } = await import("./terminal.mjs");

try {
  await installDependencies();
  await installSystemPackages(purpose === "demo" ? "demo" : "test");
  await build();
  const args = process.argv.slice(3);
  process.exitCode = purpose === "demo" ? await runNode(["dist/cli/main.js", "demo", ...args]) : await runTests(args);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\nsetup failed: ${error.message}\n  ${error.remedy}`);
  process.exitCode = 1;
}

/** Says which Node is needed before anything else can fail for that reason. */
function refuseOldNode() {
  /** @type {{ engines: { node: string } }} */
  const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const needed = engines.node.slice(">=".length);
  if (compareVersions(process.versions.node, needed) >= 0) return;
  console.error(`ganglion needs Node ${needed} or later; this is Node ${process.versions.node} (${process.execPath}).`);
  console.error("  Install a current Node, for example from nodejs.org or with `nvm install 20`, and run this again.");
  process.exit(1);
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} positive if `a` is the later version
 */
function compareVersions(a, b) {
  const partsOfB = b.split(".").map(Number);
  for (const [index, part] of a.split(".").map(Number).entries()) {
    const difference = part - (partsOfB[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
