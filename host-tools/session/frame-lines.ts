/**
 * Frames as lines of text, for a person who watches a line: what each is, and its payload in hexadecimal.
 *
 * @packageDocumentation
 */
import {
  CANCEL,
  CREDIT,
  ERROR,
  EVENT,
  HELLO,
  HELLO_ACK,
  LOG,
  methodOf,
  PAYLOAD,
  PING,
  REQUEST,
  RESET,
  RESPONSE,
  sequenceOf,
  sessionOf,
  typeOf,
} from "../../firmware-src/wire/frame.ts";
import { Receiver, push } from "../../firmware-src/wire/receiver.ts";

const NAMES: ReadonlyMap<number, string> = new Map([
  [HELLO, "HELLO"],
  [HELLO_ACK, "HELLO_ACK"],
  [REQUEST, "REQUEST"],
  [RESPONSE, "RESPONSE"],
  [ERROR, "ERROR"],
  [EVENT, "EVENT"],
  [CREDIT, "CREDIT"],
  [CANCEL, "CANCEL"],
  [PING, "PING"],
  [LOG, "LOG"],
  [RESET, "RESET"],
]);

/** What has a topic where others have a method. */
const TOLD: ReadonlySet<number> = new Set([EVENT, LOG]);

/** Takes bytes from a line, and gives a line of text for each frame, and for each run of bytes that is none. */
export class FrameLines {
  readonly #receiver = new Receiver();
  readonly #show: (line: string) => void;
  /** Bytes since the last delimiter. */
  #run = 0;

  constructor(show: (line: string) => void) {
    this.#show = show;
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      const isFrame = push(this.#receiver, byte);
      if (byte !== 0) this.#run++;
      else {
        if (isFrame) this.#show(textOf(this.#receiver));
        else if (this.#run > 0) this.#show(`no frame: ${this.#run} bytes`);
        this.#run = 0;
      }
    }
  }
}

function textOf({ line, payloadBytes }: Receiver): string {
  const type = typeOf(line);
  const name = NAMES.get(type) ?? `type ${type}`;
  const session = sessionOf(line).toString(16).padStart(4, "0");
  const what = `${TOLD.has(type) ? "topic" : "method"} ${methodOf(line)}`;
  const payload = [...line.subarray(PAYLOAD, PAYLOAD + payloadBytes)];
  const hexadecimal = payload.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${name.padEnd(9)}  session ${session}  number ${String(sequenceOf(line)).padEnd(5)}  ${what.padEnd(10)}  ${hexadecimal}`.trimEnd();
}
