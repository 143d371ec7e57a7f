/**
 * `ganglion info`: who the board is, what it runs, and what its core holds.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { SchemaMismatchError } from "../host-tools/errors.ts";
import type { CoreDescription } from "../host-tools/client/client.ts";
import type { BoardIdentity } from "../host-tools/session/identity.ts";
import { type ExitCode, EXIT, type Terminal, thousands } from "./terminal.ts";
import { type BoardOptions, withBoard, withBoardOptions, withSession } from "./with-board.ts";

const EXAMPLES = `
Examples:
  ganglion info
  ganglion info --port /dev/ttyUSB0 --baud 921600 --json`;

/** Adds the command. */
export function addInfo(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("info"))
    .description("ask a board who it is, what it runs and what its core holds")
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (options: BoardOptions) => {
      const { port, identity, core, roundTripMs } = await askAll(options);
      if (options.json) terminal.print(JSON.stringify({ port, ...identity, roundTripMs, core }));
      else for (const line of describe(port, identity, core, roundTripMs)) terminal.print(line);
      finish(EXIT.ok);
    });
}

interface Answers {
  readonly port: string;
  readonly identity: BoardIdentity;
  readonly roundTripMs: number;
  /** Null if the board runs another program than ours. */
  readonly core: CoreDescription | null;
}

async function askAll(options: BoardOptions): Promise<Answers> {
  try {
    return await withBoard(options, async (client, limits) => {
      const { identity, session } = client;
      const roundTripMs = await client.ping(0, limits);
      return { port: session.name, identity, roundTripMs, core: await client.describe(limits) };
    });
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    return await withSession(options, async (session, limits) => {
      const begunMs = performance.now();
      await session.ping(undefined, limits);
      return {
        port: session.name,
        identity: session.identity,
        roundTripMs: performance.now() - begunMs,
        core: null,
      };
    });
  }
}

function describe(port: string, identity: BoardIdentity, core: CoreDescription | null, roundTripMs: number): string[] {
  const rows: [string, string][] = [
    ["port", port],
    ["chip", `${identity.chip}, unique id ${identity.uniqueId}`],
    ["firmware", `${identity.firmwareVersion}, build ${identity.buildId}`],
    ["started by", identity.resetReason],
    ["last fault", faultOf(identity)],
    [
      "protocol",
      `version ${identity.protocolVersion}, ${identity.slots} slots, frames of ${identity.frameBytesMax} bytes`,
    ],
    ["methods", `schema ${identity.schema}`],
    ["line", `${baudOf(identity)}, round trip ${roundTripMs.toFixed(1)} ms`],
    ...(core === null ? OTHER_PROGRAM : aboutCore(identity, core)),
  ];
  return rows.map(([name, value]) => `${name.padEnd(12)}${value}`);
}

const OTHER_PROGRAM: readonly [string, string][] = [
  ["program", "another than the node: ganglion call lists its methods"],
];

function aboutCore({ cores, vectors, dims, neurons }: BoardIdentity, core: CoreDescription): [string, string][] {
  return [
    ["capacity", `${cores} core, ${vectors} vectors of ${dims} dimensions, ${neurons} neurons`],
    [
      "core",
      core.dims === 0 ? "not initialised" : `${core.count} vectors of ${core.dims} dimensions, metric ${core.metric}`,
    ],
  ];
}

function faultOf({ lastFault, lastFaultAddress }: BoardIdentity): string {
  if (lastFault === 0) return "none";
  const what = FAULTS.get(lastFault) ?? `number ${lastFault}`;
  return `${what}, at 0x${lastFaultAddress.toString(16).padStart(8, "0")} (the .map file names the function)`;
}

/** See firmware-src/board.ts. */
const FAULTS: ReadonlyMap<number, string> = new Map([
  [1, "something that the processor could not do"],
  [2, "an interrupt that nobody serves"],
]);

function baudOf({ baudMax }: BoardIdentity): string {
  return baudMax === 0 ? "no baud rate" : `up to ${thousands(baudMax)} baud`;
}
