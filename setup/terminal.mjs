/**
 * What the setup scripts share: running a program with its chatter in a log file and a live line on the
 * terminal, and the one error that they throw.
 *
 * @packageDocumentation
 */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder; every script works from there, wherever it was started. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** How often a step without a terminal says that it is still at work. */
const HEARTBEAT_MS = 20_000;

/** Something that the person at the terminal has to set right. */
export class SetupError extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} remedy what to do next
   */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Whether a program can be started and exits with 0.
 *
 * @param {readonly string[]} command
 * @param {string} [input] given to it on standard input
 * @returns {boolean}
 */
export function works(command, input = "") {
  const [program = "", ...args] = command;
  return (
    spawnSync(program, args, { cwd: ROOT, input, stdio: ["pipe", "ignore", "ignore"], timeout: 60_000 }).status === 0
  );
}

/**
 * Runs Node on a script of this project, on this terminal.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export function runNode(args, env = process.env) {
  return exitCode(spawn(process.execPath, args, { cwd: ROOT, env, stdio: "inherit" }));
}

/**
 * Runs a program while a line on the terminal tells what happens and for how long.
 *
 * @param {string} label what is done, as the person reads it
 * @param {readonly string[]} command
 * @param {{ log: string, env?: NodeJS.ProcessEnv, asksPassword?: boolean }} options `log` is the name of the log file
 * @returns {Promise<{ code: number, log: string, output: string }>} `log` is the path of the log file
 */
export async function runLogged(label, command, { log, env = process.env, asksPassword = false }) {
  const path = join(ROOT, "build", "setup", `${log}.log`);
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "w");
  // A password prompt needs the terminal, and a live line would overwrite it.
  const stop = showProgress(label, process.stdout.isTTY && !asksPassword);
  const [program = "", ...args] = command;
  const stdin = asksPassword ? "inherit" : "ignore";
  const code = await exitCode(spawn(program, args, { cwd: ROOT, env, stdio: [stdin, file, file] }));
  closeSync(file);
  stop(code === 0 ? "done" : "failed");
  return { code, log: relative(ROOT, path), output: readFileSync(path, "utf8") };
}

/**
 * The end of a log, for an error message.
 *
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = 12) {
  const all = output.trimEnd().split("\n");
  return all
    .slice(-lines)
    .map((line) => `  | ${line}`)
    .join("\n");
}

/**
 * @param {string} label
 * @param {boolean} live whether the line may be redrawn
 * @returns {(outcome: string) => void} ends the line
 */
function showProgress(label, live) {
  const start = Date.now();
  const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
  if (live) process.stdout.write(`${label} ...`);
  else console.log(`${label} ...`);
  const timer = live
    ? setInterval(() => process.stdout.write(`\r${label} ... ${elapsed()}`), 1000)
    : setInterval(() => console.log(`${label} ... still at work after ${elapsed()}`), HEARTBEAT_MS);
  return (outcome) => {
    clearInterval(timer);
    if (live) process.stdout.write(`\r${label} ... ${outcome} in ${elapsed()}\n`);
    else console.log(`${label} ... ${outcome} in ${elapsed()}`);
  };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>} 127 if it could not be started, 128 + the signal's place if a signal ended it
 */
function exitCode(child) {
  return new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}
