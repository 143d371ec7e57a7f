/**
 * Finding the board: which port has a node at its other end.
 *
 * Only ports behind a USB device that a board or its serial bridge has are opened, since opening a port may reset
 * what is there (the modem lines of an ESP32 do) and other machines than boards have serial ports, too. On each, the
 * handshake is tried, all at once; whoever answers is a node and says who it is.
 *
 * @packageDocumentation
 */
import { NoBoardError, SeveralBoardsError } from "./errors.ts";
import type { BoardIdentity } from "./session/identity.ts";
import { Session } from "./session/session.ts";
import { listPorts, type PortInfo } from "./transport/ports.ts";
import { openSerial } from "./transport/serial.ts";
import type { Transport } from "./transport/transport.ts";

/**
 * USB vendors whose devices are boards, or the bridges that boards have, as the USB Implementers Forum lists them.
 */
export const BOARD_VENDORS: ReadonlyMap<string, string> = new Map([
  ["2e8a", "Raspberry Pi"],
  ["303a", "Espressif"],
  ["10c4", "CP210x bridge"],
  ["1a86", "CH34x bridge"],
  ["0403", "FTDI bridge"],
]);

/** How to look. Other ports than the system's, opened otherwise, are for tests. */
export interface DiscoverOptions {
  readonly baud: number;
  /** For each port, to answer the handshake; 1500 ms by default, which outlasts the start of an ESP32. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Only this board, by the unique id that it says; whoever is there by default. */
  readonly uniqueId?: string | undefined;
  readonly ports?: () => Promise<readonly PortInfo[]>;
  readonly open?: (path: string, baud: number) => Promise<Transport>;
}

/** Who is at the other end of a port. */
export interface ProbedPort {
  readonly port: PortInfo;
  /** Null if nobody answers as a node. */
  readonly identity: BoardIdentity | null;
  /** Why there is none; null if there is. */
  readonly failure: Error | null;
}

const PROBE_TIMEOUT_MS = 1500;

/** Asks at every port that may have a board, all at once, and closes it. Rejects only with the signal's reason. */
export async function probePorts(options: DiscoverOptions): Promise<ProbedPort[]> {
  const ports = await (options.ports ?? listPorts)();
  const likely = ports.filter(({ usb }) => usb !== null && BOARD_VENDORS.has(usb.vendorId));
  const probed = await Promise.all(likely.map((port) => probe(port, options)));
  options.signal?.throwIfAborted();
  return probed;
}

/** The one board that answers. Rejects with NoBoardError, SeveralBoardsError, or the signal's reason. */
export async function findBoard(options: DiscoverOptions): Promise<ProbedPort> {
  const probed = await probePorts(options);
  const boards = probed.filter(({ identity }) => identity !== null && isWanted(identity, options.uniqueId));
  const [first, second] = boards;
  if (first === undefined) throw new NoBoardError(probed.map(reasonOf), options.uniqueId ?? null);
  if (second !== undefined) throw new SeveralBoardsError(boards.map(nameOf));
  return first;
}

function isWanted(identity: BoardIdentity, uniqueId: string | undefined): boolean {
  return uniqueId === undefined || identity.uniqueId.toLowerCase() === uniqueId.toLowerCase();
}

async function probe(port: PortInfo, options: DiscoverOptions): Promise<ProbedPort> {
  const { baud, signal, timeoutMs = PROBE_TIMEOUT_MS, open = openPort } = options;
  try {
    signal?.throwIfAborted();
    const session = await Session.open(await open(port.path, baud), { timeoutMs, ...(signal && { signal }) });
    await session.close();
    return { port, identity: session.identity, failure: null };
  } catch (error) {
    return { port, identity: null, failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

function openPort(path: string, baud: number): Promise<Transport> {
  return openSerial(path, { baud });
}

function reasonOf({ port, identity, failure }: ProbedPort): string {
  return identity === null
    ? `${port.path}: ${failure?.message ?? "no answer"}`
    : `${port.path}: id ${identity.uniqueId}`;
}

function nameOf({ port, identity }: ProbedPort): string {
  return `${port.path} (${identity?.chip ?? "?"}, id ${identity?.uniqueId ?? "?"})`;
}
