/**
 * What the commands that talk to a board share: the port, its options, an open client, and Ctrl-C.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Client } from "../host-tools/client/client.ts";
import { connect, DEFAULT_BAUD, transportTo } from "../host-tools/connect.ts";
import { type CallOptions, Session } from "../host-tools/session/session.ts";
import { baudOption, interruptSignal, millisecondsOption } from "./options.ts";

/** The options of every such command. */
export interface BoardOptions {
  readonly port?: string;
  readonly baud: number;
  readonly timeout: number;
  readonly json?: true;
}

/** Adds them. */
export function withBoardOptions(command: Command): Command {
  return command
    .addOption(
      new Option("-p, --port <path>", "serial port (default: that of the board which answers)").env("GANGLION_PORT"),
    )
    .addOption(baudOption(DEFAULT_BAUD))
    .addOption(millisecondsOption("--timeout <ms>", "time allowed for the handshake, and for each call", 5000));
}

/** Opens the board, uses it, and closes it, whatever happens. `limits` are for each call. */
export async function withBoard<Result>(
  { port, baud, timeout }: BoardOptions,
  use: (client: Client, limits: CallOptions & { readonly signal: AbortSignal }) => Promise<Result>,
): Promise<Result> {
  const { signal, dispose } = interruptSignal();
  const limits = { timeoutMs: timeout, signal };
  try {
    await using client = await connect(port, { baud, ...limits });
    return await use(client, limits);
  } finally {
    dispose();
  }
}

/** Opens a board of any program, uses it, and closes it, whatever happens. */
export async function withSession<Result>(
  { port, baud, timeout }: BoardOptions,
  use: (session: Session, limits: CallOptions) => Result | Promise<Result>,
): Promise<Result> {
  const { signal, dispose } = interruptSignal();
  const limits = { timeoutMs: timeout, signal };
  try {
    const session = await Session.open(await transportTo(port, baud, undefined, signal), limits);
    try {
      return await use(session, limits);
    } finally {
      await session.close();
    }
  } finally {
    dispose();
  }
}
