/**
 * A real pseudo-terminal for a board that has no plug: `serialport` opens it like any port, so that the driver which
 * users run is the driver which is tested.
 *
 * Node cannot make a pseudo-terminal itself. `socat` makes one and joins it to a Unix socket on which we are the
 * board. Both live in a folder of their own; when the socket closes, for whatever reason, `socat` ends and the shell
 * that started it removes the folder. So nothing is left behind even if this process is killed.
 *
 * We keep the terminal open ourselves while the board runs. Otherwise the first program to close the port would
 * hang it up for good, where a real port can be opened again.
 *
 * @packageDocumentation
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { closeSync, constants, existsSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GanglionError } from "../../host-tools/errors.ts";

/** The board's end of a pseudo-terminal. */
export interface PseudoTerminal {
  /** What a host opens: `/tmp/ganglion-x1Y2z3/port`. */
  readonly path: string;
  /** Bytes to the host. False if the host is far behind: then wait for `onDrain`. */
  write(bytes: Uint8Array): boolean;
  /** Bytes from the host. One listener; setting it again replaces it. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** The host has caught up. One listener. */
  onDrain(listener: () => void): void;
  /** The terminal is gone though nobody closed it. One listener. */
  onLost(listener: (cause: PtyError) => void): void;
  /** Removes the terminal. Idempotent; never rejects. */
  close(): Promise<void>;
}

/** No pseudo-terminal could be made, or it went away. */
class PtyError extends GanglionError {
  constructor(message: string, remedy = "Look at the message above; `socat -V` shows whether socat works at all.") {
    super("PTY_FAILED", message, remedy);
  }
}

/** Null if pseudo-terminals can be made here; else a sentence that says what is missing. */
export function missingPty(): Promise<string | null> {
  return new Promise((resolve) => {
    execFile("socat", ["-V"], (error) => resolve(error === null ? null : `${SOCAT_MISSING}. ${SOCAT_REMEDY}`));
  });
}

/** Makes a pseudo-terminal. Rejects with a PtyError that says why it could not. */
export async function openPty(): Promise<PseudoTerminal> {
  const folder = await mkdtemp(join(tmpdir(), "ganglion-"));
  const server = createServer();
  try {
    await listen(server, join(folder, SOCKET_NAME));
    const bridge = startSocat(folder);
    const socket = await connection(server, bridge);
    return new SocatTerminal(folder, socket, bridge.process);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    server.close();
  }
}

const SOCAT_MISSING = "socat is not installed, which makes the serial ports of emulated boards";
const SOCAT_REMEDY = "On Debian and Ubuntu: sudo apt-get install socat.";
const SOCKET_NAME = "board";
const PORT_NAME = "port";
const CONNECT_TIMEOUT_MS = 5_000;
const END_TIMEOUT_MS = 2_000;
const SHELL_NOT_FOUND = 127;

/** Names are relative to the folder, since socat gives commas and colons in a path a meaning. */
const SCRIPT = `socat -t 0.05 PTY,raw,echo=0,link=${PORT_NAME} UNIX-CONNECT:${SOCKET_NAME}
status=$?
cd / && rm -rf "$1"
exit $status`;

interface Bridge {
  readonly process: ChildProcess;
  /** Rejects with the reason if it ends. */
  readonly ended: Promise<never>;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new PtyError(`no socket at ${path}: ${error.message}`)));
    server.listen(path, resolve);
  });
}

/** In a process group of its own: an interrupt from the keyboard is for us, and the socket's end is its signal. */
function startSocat(folder: string): Bridge {
  const stdio: ["ignore", "ignore", "pipe"] = ["ignore", "ignore", "pipe"];
  const child = spawn("sh", ["-c", SCRIPT, "sh", folder], { cwd: folder, detached: true, stdio });
  child.unref();
  let output = "";
  child.stderr.on("data", (bytes: Buffer) => (output += bytes.toString()));
  const ended = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(new PtyError(`the shell could not be started: ${error.message}`)));
    child.once("exit", (status) =>
      reject(
        status === SHELL_NOT_FOUND
          ? new PtyError(SOCAT_MISSING, SOCAT_REMEDY)
          : new PtyError(`socat ended: ${output.trim()}`),
      ),
    );
  });
  ended.catch(() => undefined);
  return { process: child, ended };
}

/** socat makes the terminal first and connects to us then, so that a connection means that both are there. */
async function connection(server: Server, bridge: Bridge): Promise<Socket> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PtyError("socat made no terminal within 5 s")), CONNECT_TIMEOUT_MS);
  });
  const connected = new Promise<Socket>((resolve) => server.once("connection", resolve));
  try {
    return await Promise.race([connected, bridge.ended, late]);
  } finally {
    clearTimeout(timer);
  }
}

class SocatTerminal implements PseudoTerminal {
  readonly path: string;
  readonly #folder: string;
  readonly #socket: Socket;
  readonly #bridge: ChildProcess;
  readonly #held: number;
  #onData: (bytes: Uint8Array) => void = () => undefined;
  #onDrain: () => void = () => undefined;
  #onLost: (cause: PtyError) => void = () => undefined;
  #closing: Promise<void> | null = null;

  constructor(folder: string, socket: Socket, bridge: ChildProcess) {
    this.path = join(folder, PORT_NAME);
    this.#folder = folder;
    this.#socket = socket;
    this.#bridge = bridge;
    this.#held = openSync(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    socket.on("data", (bytes) => this.#onData(new Uint8Array(bytes)));
    socket.on("drain", () => this.#onDrain());
    socket.on("error", () => undefined);
    socket.on("close", () => this.#lost());
  }

  write(bytes: Uint8Array): boolean {
    return this.#closing !== null || this.#socket.destroyed || this.#socket.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
  }

  onDrain(listener: () => void): void {
    this.#onDrain = listener;
  }

  onLost(listener: (cause: PtyError) => void): void {
    this.#onLost = listener;
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  #lost(): void {
    if (this.#closing === null) this.#onLost(new PtyError(`the pseudo-terminal ${this.path} went away`));
  }

  async #end(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      if (this.#bridge.exitCode !== null || this.#bridge.signalCode !== null) resolve();
      else this.#bridge.once("exit", () => resolve());
    });
    closeSync(this.#held);
    this.#socket.destroy();
    const timer = setTimeout(() => this.#kill(), END_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
    if (existsSync(this.#folder)) await rm(this.#folder, { recursive: true, force: true });
  }

  /** The shell leads its process group, socat is in it. */
  #kill(): void {
    if (this.#bridge.pid === undefined) return;
    try {
      process.kill(-this.#bridge.pid, "SIGKILL");
    } catch {
      // It ended meanwhile.
    }
  }
}
