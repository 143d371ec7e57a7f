/**
 * A connection over real ports: the board is pulled and plugged in again, and comes back at another device.
 *
 * @packageDocumentation
 */
import { mkdtempSync, readdirSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPty, type PseudoTerminal } from "../../hil-tests/boards/pty.ts";
import { Connection } from "../connection.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { instantiateNode } from "./node-program.ts";

const ROUNDS = 12;

test(`${ROUNDS} times out and in again, and no file stays open`, { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-connection-"));
  const port = join(folder, "port");
  await using connection = new Connection({ port, pauseMsMin: 10, pauseMsMax: 50 });
  const open: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const { terminal, node } = await plugIn(port);
    const client = await connection.ready();
    expect(await client.describe()).toMatchObject({ count: 0, capacity: 32 });
    await node.close();
    unlinkSync(port);
    await terminal.close();
    await client.session.ended;
    open.push(readdirSync("/proc/self/fd").length);
  }
  await connection.close();
  rmSync(folder, { recursive: true });
  // What the first rounds opened for good (pools, modules) is not what each round leaves behind.
  expect(open.at(-1)).toBeLessThanOrEqual(open[2] ?? 0);
});

/** A node behind a new pseudo-terminal, to which the port's path then leads. */
async function plugIn(port: string): Promise<{ terminal: PseudoTerminal; node: InProcessTransport }> {
  const terminal = await openPty();
  const identity = { chip: 0, buildId: [0, 0], uniqueId: [1, 0] } as const;
  const node = new InProcessTransport({ name: "node", instantiate: instantiateNode, ...identity });
  node.onData((bytes) => {
    terminal.write(bytes);
  });
  terminal.onData((bytes) => {
    void node.write(bytes).catch(() => undefined);
  });
  symlinkSync(terminal.path, port);
  return { terminal, node };
}
