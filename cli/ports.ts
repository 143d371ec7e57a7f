/**
 * `ganglion ports`: the serial ports of this machine and the USB device behind each.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { listPorts, type PortInfo } from "../host-tools/transport/ports.ts";
import { type ExitCode, EXIT, table, type Terminal } from "./terminal.ts";

/** USB vendors whose devices are likely to be a board. */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ["2e8a", "Raspberry Pi"],
  ["303a", "Espressif"],
  ["10c4", "CP210x bridge"],
  ["1a86", "CH34x bridge"],
  ["0403", "FTDI bridge"],
]);

const EXAMPLES = `
Examples:
  ganglion ports
  ganglion ports --json | jq -r .path`;

/** Adds the command. */
export function addPorts(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("ports")
    .description("list the serial ports of this machine")
    .option("--json", "one JSON object a line")
    .addHelpText("after", EXAMPLES)
    .action(async ({ json }: { json?: true }) => {
      const ports = await listPorts();
      if (json) for (const port of ports) terminal.print(JSON.stringify(port));
      else if (ports.length > 0) terminal.print(table(["port", "usb id", "device", "serial number"], ports.map(rowOf)));
      else {
        terminal.report("No serial port was found.");
        terminal.report(
          "  Plug a board in; if it is there, check the cable (some carry power only). `ganglion demo` needs no board.",
        );
      }
      finish(EXIT.ok);
    });
}

function rowOf({ path, usb }: PortInfo): string[] {
  if (usb === null) return [path, "", "", ""];
  const maker = usb.manufacturer || (VENDORS.get(usb.vendorId) ?? "");
  return [path, `${usb.vendorId}:${usb.productId}`, `${maker} ${usb.product}`.trim(), usb.serialNumber];
}
