/**
 * A case: a conversation with a board that leaves a transcript. It runs unchanged on every board, and the transcript
 * must be the reference's to the last bit; a case itself judges nothing.
 *
 * What is recorded is the payload of each answer as it travelled, not what the client makes of it, so that not even
 * the sign of a zero can hide. A refusal is recorded with its code and details, for it is an answer too.
 *
 * @packageDocumentation
 */
import type { Client } from "../../host-tools/client/client.ts";
import { DICTIONARY } from "../../host-tools/client/methods-client.rpc.ts";
import { RefusedError } from "../../host-tools/errors.ts";
import type { WireMethod } from "../../host-tools/rpc/dictionary.ts";
import { packArguments } from "../../host-tools/rpc/packing.ts";
import type { Transport } from "../../host-tools/transport/transport.ts";

/** See the file's comment. */
export interface Case {
  readonly name: string;
  /** What it is after, in a sentence. */
  readonly about: string;
  run(bench: CaseBench): Promise<void>;
}

/** What happened, in order. */
export type Transcript = readonly Step[];

/** One thing that was asked, and the answer. */
export interface Step {
  readonly name: string;
  /** The answer's bytes in hexadecimal, or `refused` with its numbers. */
  readonly answer: string;
}

/** A method of the node, by its name. */
export function methodNamed(name: string): WireMethod {
  const method = DICTIONARY.methods.find((each) => each.name === name);
  if (method === undefined) throw new Error(`cases: the node has no method ${name}`);
  return method;
}

/** A board for the length of a case, and the record of what it said. */
export class CaseBench {
  readonly client: Client;
  readonly #transport: Transport;
  readonly #steps: Step[] = [];

  constructor(client: Client, transport: Transport) {
    this.client = client;
    this.#transport = transport;
  }

  /** Everything recorded so far. */
  get transcript(): Transcript {
    return this.#steps;
  }

  /** Calls a method by name, with checked arguments. */
  async call(name: string, ...values: readonly unknown[]): Promise<Uint8Array> {
    const method = methodNamed(name);
    return await this.callRaw(name, method.number, packArguments(method, values));
  }

  /** Calls a method by number, with any payload. Records and returns the answer; empty if refused. */
  async callRaw(name: string, method: number, payload: Uint8Array): Promise<Uint8Array> {
    try {
      const answer = await this.client.session.request(method, payload, { name, methodTimeMsMax: METHOD_TIME_MS_MAX });
      this.record(name, answer);
      return answer;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const { refusal, aux, aux2 } = error;
      this.#steps.push({ name, answer: `refused ${refusal} ${aux} ${aux2}` });
      return new Uint8Array();
    }
  }

  /** Records what was learned in another way. */
  record(name: string, bytes: Uint8Array): void {
    this.#steps.push({ name, answer: Buffer.from(bytes).toString("hex") });
  }

  /** Puts bytes on the line that no client would. */
  async disturb(bytes: Uint8Array): Promise<void> {
    await this.#transport.write(bytes);
  }
}

/** The slowest method on the slowest board, with room for a busy machine. */
const METHOD_TIME_MS_MAX = 2_000;
