/**
 * Finding the board among the ports: only likely ones are opened, all are closed, and what is found is told.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { connect } from "../connect.ts";
import { type DiscoverOptions, findBoard, probePorts } from "../discover.ts";
import { NoBoardError, PortBusyError, SeveralBoardsError } from "../errors.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { memoryPair } from "../transport/memory.ts";
import type { PortInfo } from "../transport/ports.ts";
import type { Transport } from "../transport/transport.ts";
import { instantiateNode } from "./node-program.ts";

function port(path: string, vendorId: string | null): PortInfo {
  const texts = { manufacturer: "", product: "", serialNumber: "" };
  return { path, usb: vendorId === null ? null : { vendorId, productId: "000a", ...texts } };
}

function node(name: string, id: number): InProcessTransport {
  return new InProcessTransport({ name, instantiate: instantiateNode, chip: 0, buildId: [0, 0], uniqueId: [id, 0] });
}

/** A machine with these ports; what is not listed among the transports is busy. */
function machine(ports: readonly PortInfo[], transports: Readonly<Record<string, () => Transport>>) {
  const opened: string[] = [];
  const closed: string[] = [];
  const options: DiscoverOptions = {
    baud: 115_200,
    timeoutMs: 60,
    ports: () => Promise.resolve(ports),
    open: (path) => {
      opened.push(path);
      const make = transports[path];
      if (make === undefined) return Promise.reject(new PortBusyError(path));
      const transport = make();
      const close = transport.close.bind(transport);
      transport.close = () => {
        closed.push(path);
        return close();
      };
      return Promise.resolve(transport);
    },
  };
  return { options, opened, closed };
}

const silent = (): Transport => memoryPair("silent")[0];

describe("a machine with several ports", () => {
  const ports = [
    port("/dev/a", "2e8a"),
    port("/dev/b", "10c4"),
    port("/dev/c", "1a86"),
    port("/dev/d", "0bda"),
    port("/dev/e", null),
  ];

  test("asks at those that may have a board, and closes them", async () => {
    const { options, opened, closed } = machine(ports, { "/dev/a": silent, "/dev/b": () => node("b", 7) });
    const probed = await probePorts(options);
    expect(opened).toEqual(["/dev/a", "/dev/b", "/dev/c"]);
    expect(new Set(closed)).toEqual(new Set(["/dev/a", "/dev/b"]));
    expect(probed.map(({ port: { path }, identity, failure }) => [path, identity?.uniqueId, failure?.name])).toEqual([
      ["/dev/a", undefined, "BoardSilentError"],
      ["/dev/b", "0000000700000000", undefined],
      ["/dev/c", undefined, "PortBusyError"],
    ]);
    expect((await findBoard(options)).port.path).toBe("/dev/b");
  });

  test("two boards are told apart by their ids", async () => {
    const { options } = machine(ports, { "/dev/a": () => node("a", 1), "/dev/b": () => node("b", 2) });
    await expect(findBoard(options)).rejects.toThrow(SeveralBoardsError);
    await expect(findBoard(options)).rejects.toThrow("/dev/a (reference, id 0000000100000000), /dev/b");
    expect((await findBoard({ ...options, uniqueId: "0000000200000000" })).port.path).toBe("/dev/b");
    await expect(findBoard({ ...options, uniqueId: "0000000300000000" })).rejects.toThrow(NoBoardError);
  });

  test("where nobody answers, each port's reason is told", async () => {
    const { options } = machine(ports, { "/dev/a": silent });
    const failure = await findBoard(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoBoardError);
    expect((failure as NoBoardError).tried).toHaveLength(3);
    expect((failure as NoBoardError).message).toContain("/dev/c is in use by another program");
  });

  test("a signal ends the search, and nothing stays open", async () => {
    const { options, opened, closed } = machine(ports, { "/dev/a": silent, "/dev/b": silent, "/dev/c": silent });
    const controller = new AbortController();
    const asked = findBoard({ ...options, timeoutMs: 60_000, signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error("enough"));
    }, 5);
    await expect(asked).rejects.toThrow("enough");
    expect(new Set(closed)).toEqual(new Set(opened));
  });
});

test("a machine without likely ports has no board", async () => {
  const { options, opened } = machine([port("/dev/ttyS0", null)], {});
  await expect(findBoard(options)).rejects.toThrow("no port belongs to a board that is known");
  expect(opened).toEqual([]);
});

test("connect takes a transport as it is", async () => {
  await using client = await connect(node("here", 1));
  expect(client.identity.uniqueId).toBe("0000000100000000");
});
