/**
 * A host without manners, to see what a board does then: any frame, of any session, version and number, one at a time.
 *
 * What it hears is decoded by the driver's own channel. It keeps to no window, repeats nothing by itself, and does not
 * know what a method is; only the handshake is as it should be, since without one a board answers nothing else.
 *
 * @packageDocumentation
 */
import {
  ERROR,
  HELLO,
  HELLO_ACK,
  LINE_BYTES_MAX,
  PAYLOAD,
  RESPONSE,
  seal,
  VERSION,
  writeHeader,
} from "../../firmware-src/wire/frame.ts";
import { SLOTS } from "../../firmware-src/wire/link.ts";
import { Channel, type ReceivedFrame } from "../../host-tools/session/channel.ts";
import { grantedSession, grantedToken, helloPayload } from "../../host-tools/session/identity.ts";
import type { Transport } from "../../host-tools/transport/transport.ts";

const RESET_REASON = 10;
const ANSWER_MS_MAX = 10_000;

/** A frame to send; of the version that we speak unless told otherwise. */
export interface Asked {
  readonly type: number;
  readonly session: number;
  readonly sequence: number;
  readonly method: number;
  readonly payload: Uint8Array;
  readonly version?: number;
}

/** See the file's comment. */
export class RawLine {
  readonly #transport: Transport;
  #hear: (frame: ReceivedFrame) => void = () => undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
    new Channel(transport).onFrame((frame) => {
      this.#hear(frame);
    });
  }

  /** The payload of a response; of an error, its type first. */
  async ask(asked: Asked): Promise<number[]> {
    const answer = this.#next([RESPONSE, ERROR]);
    await this.#transport.write(frameOf(asked));
    const { type, payload } = await answer;
    return type === ERROR ? [type, ...payload] : [...payload];
  }

  /** Shakes hands, again and again: a board that starts hears nothing. */
  async hello(nonce: number): Promise<{ session: number; token: number; resetReason: number }> {
    const payload = helloPayload(nonce, SLOTS);
    const answer = this.#next([HELLO_ACK]);
    const asking = setInterval(() => void this.#transport.write(hello), 100);
    const hello = frameOf({ type: HELLO, session: 0, sequence: 0, method: 0, payload });
    try {
      await this.#transport.write(hello);
      const said = (await answer).payload;
      return { session: grantedSession(said), token: grantedToken(said), resetReason: said[RESET_REASON] ?? 0 };
    } finally {
      clearInterval(asking);
    }
  }

  #next(types: readonly number[]): Promise<ReceivedFrame> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error("the board does not answer"));
      }, ANSWER_MS_MAX);
      this.#hear = (frame) => {
        if (!types.includes(frame.type)) return;
        clearTimeout(late);
        resolve(frame);
      };
    });
  }
}

/** With a delimiter first. */
function frameOf({ type, session, sequence, method, payload, version = VERSION }: Asked): Uint8Array {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, type, session, sequence, method, 0);
  line[1] = (version << 4) | type;
  line.set(payload, PAYLOAD);
  const length = seal(line, payload.length);
  return Uint8Array.of(0, ...line.subarray(0, length));
}
