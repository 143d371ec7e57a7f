/**
 * The far end of a line as a test wants it: it shakes hands, notes every request, and answers as it is told.
 *
 * @packageDocumentation
 */
import { writeU16, writeU32 } from "../../firmware-src/wire/bytes.ts";
import { ERROR, ERROR_BYTES, HELLO, HELLO_ACK, RESPONSE } from "../../firmware-src/wire/frame.ts";
import { IDENTITY_BYTES } from "../../firmware-src/wire/link.ts";
import { Channel, type Frame, type ReceivedFrame } from "../session/channel.ts";
import { memoryPair } from "../transport/memory.ts";
import type { Transport } from "../transport/transport.ts";

const SESSION = 0x5151;

export class ScriptedBoard {
  /** The host's end. */
  readonly transport: Transport;
  /** The board's end as a transport, for bytes that are no frames. */
  readonly line: Transport;
  readonly requests: ReceivedFrame[] = [];
  hellos = 0;
  /** What it does with HELLO; shakes hands by default. */
  onHello: (frame: ReceivedFrame) => void = (frame) => {
    this.welcome(frame);
  };
  /** What it does with any other frame; answers with the request's own payload by default. */
  onRequest: (frame: ReceivedFrame) => void = (frame) => {
    this.answer(frame);
  };
  readonly #channel: Channel;

  constructor(name = "scripted", baud = 0) {
    const [near, far] = memoryPair(name, baud);
    this.transport = near;
    this.line = far;
    this.#channel = new Channel(far);
    this.#channel.onFrame((frame) => {
      if (frame.type === HELLO) {
        this.hellos++;
        this.onHello(frame);
      } else {
        this.requests.push(frame);
        this.onRequest(frame);
      }
    });
  }

  welcome(hello: ReceivedFrame, edit: (identity: Uint8Array) => void = () => undefined): void {
    const payload = new Uint8Array(IDENTITY_BYTES);
    payload.set(hello.payload.subarray(0, 4));
    writeU16(payload, 4, SESSION);
    payload.set([4, 1], 6);
    edit(payload);
    this.#channel.send({ type: HELLO_ACK, session: SESSION, sequence: 0, method: 0, payload }, false);
  }

  answer(request: ReceivedFrame, payload = request.payload): void {
    const { session, sequence, method } = request;
    this.#channel.send({ type: RESPONSE, session, sequence, method, payload }, false);
  }

  refuse(request: ReceivedFrame, code: number, aux = 0, aux2 = 0): void {
    const { session, sequence, method } = request;
    const payload = new Uint8Array(ERROR_BYTES);
    payload[0] = code;
    writeU16(payload, 2, aux);
    writeU32(payload, 4, aux2);
    this.#channel.send({ type: ERROR, session, sequence, method, payload }, false);
  }

  /** Sends any frame. */
  send(frame: Frame): void {
    this.#channel.send(frame, false);
  }

  /** Pulls the plug. */
  async unplug(): Promise<void> {
    await this.#channel.close();
  }

  get sequences(): number[] {
    return this.requests.map(({ sequence }) => sequence);
  }
}
