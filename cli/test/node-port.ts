/**
 * A node for tests of commands: its program runs in this process, behind a real pseudo-terminal.
 *
 * @packageDocumentation
 */
import { afterAll, beforeAll } from "vitest";
import { openPty } from "../../hil-tests/boards/pty.ts";
import { instantiateNode } from "../../host-tools/test/node-program.ts";
import { InProcessTransport } from "../../host-tools/transport/in-process.ts";

/** Runs a node for the tests of the file that asks for it. Gives what names its port once they run. */
export function nodePort(): () => string {
  let path = "";
  let stop = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    const terminal = await openPty();
    const node = new InProcessTransport({
      name: "reference",
      instantiate: instantiateNode,
      chip: 0,
      buildId: [0, 0],
      uniqueId: [0, 0],
    });
    node.onData((bytes) => {
      terminal.write(bytes);
    });
    terminal.onData((bytes) => {
      void node.write(bytes);
    });
    path = terminal.path;
    stop = async () => {
      await node.close();
      await terminal.close();
    };
  });
  afterAll(async () => {
    await stop();
  });
  return () => path;
}
