/**
 * What the commands that talk to a board share: the port, its options, an open client, and Ctrl-C.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Client } from "../host-tools/client/client.ts";
import { connect, DEFAULT_BAUD, transportTo } from "../host-tools/connect.ts";
import { openAny, type RpcClient } from "../host-tools/rpc/rpc-client.ts";
import { type CallOptions, Session } from "../host-tools/session/session.ts";
import type { Transport } from "../host-tools/transport/transport.ts";
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

/** What each call is given. */
type Limits = CallOptions & { readonly signal: AbortSignal };

/** Uses what was opened; gives what comes of it. */
type Use<Opened, Result> = (opened: Opened, limits: Limits) => Result | Promise<Result>;

/** Opens the node, uses it, and closes it, whatever happens. */
export async function withBoard<Result>(options: BoardOptions, use: Use<Client, Result>): Promise<Result> {
  return await withOpened(options, (limits) => connect(options.port, { baud: options.baud, ...limits }), use);
}

/** The same with a board of any program, which tells its methods. */
export async function withAnyBoard<Result>(options: BoardOptions, use: Use<RpcClient, Result>): Promise<Result> {
  return await withOpened(options, async (limits) => openAny(await portOf(options, limits), limits), use);
}

/** The same, and its methods are not asked for. */
export async function withSession<Result>(options: BoardOptions, use: Use<Session, Result>): Promise<Result> {
  return await withOpened(options, async (limits) => Session.open(await portOf(options, limits), limits), use);
}

async function portOf({ port, baud }: BoardOptions, { signal }: Limits): Promise<Transport> {
  return await transportTo(port, baud, undefined, signal);
}

async function withOpened<Opened extends AsyncDisposable, Result>(
  { timeout }: BoardOptions,
  open: (limits: Limits) => Promise<Opened>,
  use: Use<Opened, Result>,
): Promise<Result> {
  const { signal, dispose } = interruptSignal();
  const limits = { timeoutMs: timeout, signal };
  try {
    await using opened = await open(limits);
    return await use(opened, limits);
  } finally {
    dispose();
  }
}
