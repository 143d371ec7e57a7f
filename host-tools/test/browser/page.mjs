/**
 * Runs in a browser, for web-serial.board.test.ts: a serial port of the Web Serial API whose other end is a node in the
 * same page, and a program that uses it as any page would.
 *
 * @packageDocumentation
 */
import { connect, InProcessTransport } from "/dist/host-tools/browser.js";
import { instantiate } from "/node.js";

/** A port as `navigator.serial.requestPort()` gives it, with a node that keeps its memory while nobody is there. */
class NodePort {
  readable = null;
  writable = null;
  #node = new InProcessTransport({
    name: "node",
    instantiate: (board) => instantiate({ board }),
    chip: 1,
    buildId: [0, 0],
    uniqueId: [7, 0],
  });
  #controller = null;

  async open({ baudRate }) {
    if (this.readable !== null) throw new DOMException("The port is already open.", "InvalidStateError");
    this.baudRate = baudRate;
    this.#listen();
    this.writable = new WritableStream({ write: (bytes) => this.#node.write(bytes) });
    this.#node.onData((bytes) => this.#controller?.enqueue(bytes));
  }

  async close() {
    if (this.readable?.locked || this.writable?.locked) throw new TypeError("a stream is locked");
    this.readable = this.writable = null;
  }

  /** A bit is lost on the line: the stream ends with an error, and the port has another one. */
  disturb() {
    const controller = this.#controller;
    this.#listen();
    controller.error(new DOMException("A framing error.", "FramingError"));
  }

  /** The cable is pulled. */
  pull() {
    const controller = this.#controller;
    this.readable = null;
    controller.error(new DOMException("The device has been lost.", "NetworkError"));
  }

  #listen() {
    this.readable = new ReadableStream({ start: (controller) => void (this.#controller = controller) });
  }
}

const AS_FAST = { baud: 921_600 };

/** Everything that a page does with a board. Gives what it saw, as plain data. */
export async function useBoard() {
  const port = new NodePort();
  const board = await connect(port, AS_FAST);
  await board.init(2);
  for (const vector of [
    [0.5, 1],
    [0.1, 0.2],
    [-1, 0.25],
  ])
    await board.insert(vector);
  const nearest = await board.search([0.5, 0.9], 2);
  port.disturb();
  const rasters = [];
  const queries = Array.from({ length: 20 }, (_, i) => [i / 20, 1]);
  for await (const { number, raster } of board.stream(queries, { ticks: 4 })) rasters.push([number, ...raster]);
  const taken = await connect(port, AS_FAST).catch((error) => error.code);

  const call = board.describe();
  port.pull();
  const failures = await Promise.all([call, board.session.ended].map((work) => work.catch((error) => error)));
  await board.close();

  await using again = await connect(port, AS_FAST);
  const { count } = await again.describe();
  return {
    baud: port.baudRate,
    uniqueId: board.identity.uniqueId,
    nearest,
    rasters,
    taken,
    failures: failures.map(({ code }) => code),
    count,
  };
}
