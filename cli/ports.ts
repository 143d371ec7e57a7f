/**
 * `ganglion ports`: the serial ports of this machine and the USB device behind each.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { DEFAULT_BAUD } from "../host-tools/connect.ts";
import { BOARD_VENDORS, type ProbedPort, probePorts } from "../host-tools/discover.ts";
import { listPorts, type PortInfo } from "../host-tools/transport/ports.ts";
import { baudOption } from "./options.ts";
import { type ExitCode, EXIT, table, type Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  ganglion ports
  ganglion ports --probe                 also who answers on those that may have a board
  ganglion ports --json | jq -r .path`;

/** Adds the command. */
export function addPorts(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("ports")
    .description("list the serial ports of this machine")
    .option("--probe", "ask who is there; opening a port resets some boards")
    .addOption(baudOption(DEFAULT_BAUD))
    .option("--json", "one JSON object a line")
    .addHelpText("after", EXAMPLES)
    .action(async ({ json, probe, baud }: PortsOptions) => {
      const ports = await listPorts();
      const probed = probe ? await probePorts({ baud, ports: () => Promise.resolve(ports) }) : null;
      if (json) for (const port of ports) terminal.print(JSON.stringify({ ...port, ...answerOf(port, probed) }));
      else if (ports.length > 0) terminal.print(tableOf(ports, probed));
      else {
        terminal.report("No serial port was found.");
        terminal.report(
          "  Plug a board in; if it is there, check the cable (some carry power only). `ganglion demo` needs no board.",
        );
      }
      finish(EXIT.ok);
    });
}

interface PortsOptions {
  readonly baud: number;
  readonly probe?: true;
  readonly json?: true;
}

function tableOf(ports: readonly PortInfo[], probed: readonly ProbedPort[] | null): string {
  const head = ["port", "usb id", "device", "serial number"];
  if (probed === null) return table(head, ports.map(rowOf));
  const rows = ports.map((port) => [...rowOf(port), sentenceOf(probed.find((each) => each.port === port))]);
  return table([...head, "who answers"], rows);
}

function sentenceOf(probed: ProbedPort | undefined): string {
  if (probed === undefined) return "not asked";
  const { identity, failure } = probed;
  return identity === null ? (failure?.message ?? "nobody") : `${identity.chip}, id ${identity.uniqueId}`;
}

function answerOf(port: PortInfo, probed: readonly ProbedPort[] | null): object {
  if (probed === null) return {};
  const found = probed.find((each) => each.port === port);
  return { board: found?.identity ?? null, failure: found?.failure?.message ?? null };
}

function rowOf({ path, usb }: PortInfo): string[] {
  if (usb === null) return [path, "", "", ""];
  const maker = usb.manufacturer || (BOARD_VENDORS.get(usb.vendorId) ?? "");
  return [path, `${usb.vendorId}:${usb.productId}`, `${maker} ${usb.product}`.trim(), usb.serialNumber];
}
