/**
 * `ganglion info <port>`: who answers on a port, what it runs, and what its core holds.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { connect, DEFAULT_BAUD } from "../host-tools/connect.ts";
import type { CoreDescription } from "../host-tools/client/client.ts";
import type { BoardIdentity } from "../host-tools/session/identity.ts";
import { baudOption, interruptSignal, millisecondsOption } from "./options.ts";
import { type ExitCode, EXIT, type Terminal, thousands } from "./terminal.ts";

interface InfoOptions {
  readonly baud: number;
  readonly timeout: number;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  ganglion info /dev/ttyACM0
  ganglion info /dev/ttyUSB0 --baud 921600 --json`;

/** Adds the command. */
export function addInfo(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("info")
    .description("ask a board who it is, what it runs and what its core holds")
    .argument("<port>", "serial port, as `ganglion ports` lists it")
    .addOption(baudOption(DEFAULT_BAUD))
    .addOption(millisecondsOption("--timeout <ms>", "time allowed for the handshake and the call", 5000))
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (port: string, options: InfoOptions) => {
      const { signal, dispose } = interruptSignal();
      try {
        await using client = await connect(port, { baud: options.baud, timeoutMs: options.timeout, signal });
        const { identity } = client;
        const roundTripMs = await client.ping(0, { timeoutMs: options.timeout, signal });
        const core = await client.describe({ timeoutMs: options.timeout, signal });
        if (options.json) terminal.print(JSON.stringify({ port, ...identity, roundTripMs, core }));
        else for (const line of describe(identity, core, roundTripMs)) terminal.print(line);
        finish(EXIT.ok);
      } finally {
        dispose();
      }
    });
}

function describe(identity: BoardIdentity, core: CoreDescription, roundTripMs: number): string[] {
  const rows: [string, string][] = [
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
    [
      "capacity",
      `${identity.cores} core, ${identity.vectors} vectors of ${identity.dims} dimensions, ${identity.neurons} neurons`,
    ],
    [
      "core",
      core.dims === 0 ? "not initialised" : `${core.count} vectors of ${core.dims} dimensions, metric ${core.metric}`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(12)}${value}`);
}

function faultOf({ lastFault, lastFaultDetail }: BoardIdentity): string {
  return lastFault === 0 ? "none" : `${lastFault} (detail 0x${lastFaultDetail.toString(16)})`;
}

function baudOf({ baudMax }: BoardIdentity): string {
  return baudMax === 0 ? "no baud rate" : `up to ${thousands(baudMax)} baud`;
}
