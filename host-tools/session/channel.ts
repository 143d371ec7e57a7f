/**
 * Frames over a transport: the bytes of the line are made and read here, by the same code that runs on the board.
 *
 * A channel knows nothing of sessions or requests. It begins idle with a delimiter, so that whatever half a frame
 * the line held before cannot spoil the first. What is no frame is counted and dropped by the receiver.
 *
 * @packageDocumentation
 */
import {
  LINE_BYTES_MAX,
  PAYLOAD,
  creditOf,
  methodOf,
  seal,
  sequenceOf,
  sessionOf,
  typeOf,
  versionOf,
  writeHeader,
} from "../../firmware-src/wire/frame.ts";
import { Receiver, push } from "../../firmware-src/wire/receiver.ts";
import type { Transport } from "../transport/transport.ts";

/** A frame as the program sees it. */
export interface Frame {
  readonly type: number;
  readonly session: number;
  readonly sequence: number;
  readonly method: number;
  readonly payload: Uint8Array;
}

/** A frame that came, with what only the sender fills in. */
export interface ReceivedFrame extends Frame {
  readonly version: number;
  readonly credit: number;
}

/** What has crossed the line so far. */
export interface LineCounters {
  readonly framesSent: number;
  readonly framesReceived: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Frames that came with a wrong CRC. */
  readonly crcErrors: number;
  /** Runs of bytes that were no frame. */
  readonly malformed: number;
  /** Runs of bytes longer than any frame. */
  readonly overlong: number;
}

/** A transport with frames on it. It takes the transport over, and closes it. */
export class Channel {
  readonly transport: Transport;
  readonly #receiver = new Receiver();
  readonly #line = new Uint8Array(LINE_BYTES_MAX);
  #framesSent = 0;
  #bytesSent = 0;
  #bytesReceived = 0;
  #ended = false;
  #cause: Error | null = null;
  #frameListener: (frame: ReceivedFrame) => void = () => undefined;
  #endListener: (cause: Error | null) => void = () => undefined;

  constructor(transport: Transport) {
    this.transport = transport;
    transport.onData((bytes) => {
      this.#hear(bytes);
    });
    transport.onClose((cause) => {
      this.#end(cause);
    });
  }

  /** One listener; setting it again replaces it. */
  onFrame(listener: (frame: ReceivedFrame) => void): void {
    this.#frameListener = listener;
  }

  /**
   * Called once when no further frame can come or go, with the cause if it was not `close()`; soon, if that has
   * happened already. One listener.
   */
  onEnd(listener: (cause: Error | null) => void): void {
    this.#endListener = listener;
    if (this.#ended) {
      queueMicrotask(() => {
        listener(this.#cause);
      });
    }
  }

  /**
   * Sends a frame. Never throws: a transport that cannot write ends the channel.
   * @param fresh - Put a delimiter first, because the line was idle or a part of a frame may be stuck in it.
   */
  send(frame: Frame, fresh: boolean): void {
    if (this.#ended) return;
    writeHeader(this.#line, frame.type, frame.session, frame.sequence, frame.method, 0);
    this.#line.set(frame.payload, PAYLOAD);
    const length = seal(this.#line, frame.payload.length);
    const bytes = new Uint8Array(fresh ? length + 1 : length);
    bytes.set(this.#line.subarray(0, length), fresh ? 1 : 0);
    this.#framesSent++;
    this.#bytesSent += bytes.length;
    this.transport.write(bytes).catch((cause: unknown) => {
      this.#end(cause instanceof Error ? cause : new Error(String(cause)));
    });
  }

  get counters(): LineCounters {
    return {
      framesSent: this.#framesSent,
      framesReceived: this.#receiver.frames,
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      crcErrors: this.#receiver.corrupt,
      malformed: this.#receiver.malformed,
      overlong: this.#receiver.overlong,
    };
  }

  /** Idempotent; never rejects. */
  async close(): Promise<void> {
    this.#end(null);
    await this.transport.close();
  }

  #hear(bytes: Uint8Array): void {
    if (this.#ended) return;
    this.#bytesReceived += bytes.length;
    for (const byte of bytes) {
      if (push(this.#receiver, byte)) this.#frameListener(readFrame(this.#receiver));
    }
  }

  #end(cause: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cause = cause;
    this.#endListener(cause);
  }
}

function readFrame(receiver: Receiver): ReceivedFrame {
  const { line, payloadBytes } = receiver;
  return {
    type: typeOf(line),
    version: versionOf(line),
    session: sessionOf(line),
    sequence: sequenceOf(line),
    method: methodOf(line),
    credit: creditOf(line),
    payload: line.slice(PAYLOAD, PAYLOAD + payloadBytes),
  };
}
