/**
 * `ganglion doctor`: what stands between this machine and its boards, and what to do about it.
 *
 * The checks are a table of the host tools; the command adds what they cannot know: which compilers the chips need, and
 * who answers on a port that is named. Only a port that is named is opened.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { connect, DEFAULT_BAUD } from "../host-tools/connect.ts";
import { CHECKS, type Finding, runCheck } from "../host-tools/doctor/checks.ts";
import { type DoctorSystem, thisSystem } from "../host-tools/doctor/system.ts";
import { GanglionError } from "../host-tools/errors.ts";
import type { PortInfo } from "../host-tools/transport/ports.ts";
import { CHIPS } from "../targets/chips.ts";
import { missingCompiler } from "../targets/toolchain.ts";
import { baudOption } from "./options.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";

interface DoctorOptions {
  readonly baud: number;
  readonly json?: true;
}

/** What was found by which check. */
interface Row extends Finding {
  readonly check: string;
}

const EXAMPLES = `
Examples:
  ganglion doctor
  ganglion doctor /dev/ttyUSB0      also who answers there
  ganglion doctor --json | jq 'select(.state == "problem")'

Exit code ${EXIT.failed} if there is a problem.`;

const PROBE_TIMEOUT_MS = 3_000;

/** Adds the command. */
export function addDoctor(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("doctor")
    .description("find out why a board cannot be reached, and what to do about it")
    .argument("[port]", "the serial port that matters; all without it")
    .addOption(baudOption(DEFAULT_BAUD))
    .option("--json", "one JSON object a line")
    .addHelpText("after", EXAMPLES)
    .action(async (port: string | undefined, options: DoctorOptions) => {
      finish(await doctor(port ?? null, options, terminal, thisSystem()));
    });
}

/** Runs every check on a machine. */
export async function doctor(
  port: string | null,
  { baud, json }: DoctorOptions,
  terminal: Terminal,
  system: DoctorSystem,
): Promise<ExitCode> {
  let problems = 0;
  const show = (row: Row): void => {
    if (row.state === "problem") problems++;
    if (json) terminal.print(JSON.stringify(row));
    else for (const line of linesOf(row, terminal)) terminal.print(line);
  };
  const ports = await portsToCheck(port, system);
  for (const check of CHECKS) {
    for (const finding of await runCheck(check, system, ports)) show({ check: check.name, ...finding });
  }
  for (const row of await checkCompilers()) show(row);
  if (port !== null) show(await probe(port, baud));
  return problems === 0 ? EXIT.ok : EXIT.failed;
}

const MARKS = { fine: "ok", problem: "problem", "left out": "-" } as const;

function linesOf({ check, state, what, remedy }: Row, { colors }: Terminal): string[] {
  const mark = MARKS[state].padEnd(9);
  const paint = { fine: colors.green, problem: colors.red, "left out": colors.dim }[state];
  const line = `${paint(mark)}${check.padEnd(15)}${what}`;
  return remedy === "" ? [line] : [line, `${" ".repeat(24)}${remedy}`];
}

async function portsToCheck(port: string | null, system: DoctorSystem): Promise<readonly PortInfo[]> {
  const all = await system.ports();
  if (port === null) return all;
  return [all.find(({ path }) => path === port) ?? { path: port, usb: null }];
}

/** A compiler that is not there is no problem for whoever builds for another chip. */
async function checkCompilers(): Promise<Row[]> {
  return await Promise.all(
    CHIPS.map(async ({ name, title, compiler }): Promise<Row> => {
      const check = `build ${name}`;
      const missing = await missingCompiler(compiler);
      if (missing === null) return { check, state: "fine", what: `${compiler.command} is there`, remedy: "" };
      const [what = missing, ...remedy] = missing.split(". ");
      return { check, state: "left out", what: `${what}: no programs for ${title}`, remedy: remedy.join(". ") };
    }),
  );
}

async function probe(port: string, baud: number): Promise<Row> {
  const check = "answer";
  try {
    await using client = await connect(port, { baud, timeoutMs: PROBE_TIMEOUT_MS });
    const { chip, buildId } = client.identity;
    return { check, state: "fine", what: `${chip} answers on ${port} at ${baud} baud, build ${buildId}`, remedy: "" };
  } catch (error) {
    if (!(error instanceof GanglionError)) throw error;
    return { check, state: "problem", what: error.message, remedy: error.remedy };
  }
}
