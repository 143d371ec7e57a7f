/**
 * Builds dist/: tsc writes the host code and the declarations of the firmware's modules, then our own
 * compiler writes those modules' JavaScript beside their declarations, so that the host runs the same frame
 * codec that the boards run.
 *
 * When no source has changed since the last build, nothing is started at all.
 *
 * @packageDocumentation
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, runLogged, SetupError } from "./terminal.mjs";

const DIST = join(ROOT, "dist");
const STAMP = join(DIST, ".stamp");

/** What dist/ is made from. */
const SOURCES = ["cli", "codegen/src", "firmware-src", "hil-tests", "host-tools", "targets", "setup/build.mjs"];
const CONFIGURATION = ["package-lock.json", "tsconfig.base.json", "tsconfig.build.json", "firmware-src/tsconfig.json"];

/**
 * Brings dist/ up to date.
 *
 * @throws {SetupError} with the compiler's messages if a source is wrong
 */
export async function build() {
  const sources = SOURCES.flatMap((path) => filesBelow(join(ROOT, path)));
  const stamp = fingerprint([...sources, ...CONFIGURATION.map((path) => join(ROOT, path))]);
  if (readStamp() === stamp) return;

  rmSync(STAMP, { force: true });
  removeOrphans(new Set(sources));
  await compileHost();
  await compileFirmware();
  writeFileSync(STAMP, stamp);
}

async function compileHost() {
  const command = [
    process.execPath,
    "node_modules/typescript/bin/tsc",
    "-b",
    "tsconfig.build.json",
    "--pretty",
    "false",
  ];
  const { code, output, log } = await runLogged("building", command, { log: "build" });
  if (code !== 0) throw new SetupError(`the build found mistakes.\n${output.trimEnd()}`, `Full log: ${log}`);
}

/**
 * Writes the JavaScript of every firmware module, as our loader would run it, beside its declarations. The vocabulary
 * is plain TypeScript and keeps the meaning that it has there.
 */
async function compileFirmware() {
  /** @type {typeof import("../codegen/src/loader/firmware-module.ts")} */
  const compiler = await import(pathToFileURL(join(DIST, "codegen/src/loader/firmware-module.js")).href);
  /** @type {typeof import("../codegen/src/parse/strip-types.ts")} */
  const { stripTypes } = await import(pathToFileURL(join(DIST, "codegen/src/parse/strip-types.js")).href);
  for (const source of filesBelow(join(ROOT, "firmware-src"))) {
    const path = source.replaceAll("\\", "/");
    const output = join(DIST, relative(ROOT, source)).replace(/\.ts$/, ".js");
    if (compiler.isFirmwareModule(path)) writeFileSync(output, compiler.compileFirmwareModule(path, ".js").javascript);
    else if (path.endsWith("/lib/types.ts")) writeFileSync(output, stripTypes(readFileSync(source, "utf8"), path));
  }
}

/**
 * Removes outputs whose source is gone, lest a renamed module stay importable.
 *
 * @param {ReadonlySet<string>} sources
 */
function removeOrphans(sources) {
  for (const output of filesBelow(DIST)) {
    const source = join(ROOT, relative(DIST, output)).replace(/(\.d\.ts|\.js)$/, ".ts");
    if (/(\.d\.ts|\.js)$/.test(output) && !sources.has(source)) rmSync(output);
  }
}

/** @param {readonly string[]} paths */
function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function readStamp() {
  try {
    return readFileSync(STAMP, "utf8");
  } catch {
    return null;
  }
}

/**
 * @param {string} path of a folder, or of one file
 * @returns {string[]} every file, deepest folders included; none if there is no such path
 */
function filesBelow(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    return code === "ENOTDIR" ? [path] : [];
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`${error.message}\n  ${error.remedy}`);
    process.exitCode = 1;
  }
}
