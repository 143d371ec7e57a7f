/**
 * What every client is made of: a session, and the dictionary of the methods that it calls.
 *
 * A generated class gives the methods their types; `RpcClient` itself calls any method by its name, so it serves boards
 * for which no class was made. Both know from the handshake whether the board means the same: if its schema is
 * another one, its dictionary is fetched, and only methods whose own signature differs are refused.
 *
 * @packageDocumentation
 */
import { ArgumentError, MalformedAnswerError, RefusedError, SchemaMismatchError } from "../errors.ts";
import type { BoardIdentity } from "../session/identity.ts";
import { Session, type CallOptions, type SessionCounters, type SessionOptions } from "../session/session.ts";
import type { Transport } from "../transport/transport.ts";
import { type Dictionary, readDictionary, type WireMethod } from "./dictionary.ts";
import { packArguments, type RpcValue, unpackResults } from "./packing.ts";

export type { CallOptions } from "../session/session.ts";
export { Session } from "../session/session.ts";
export type { Dictionary } from "./dictionary.ts";
export type { RpcValue } from "./packing.ts";

/** A class of clients that was made for a dictionary. */
export type ClientClass<Client extends RpcClient> = new (session: Session, missing: ReadonlySet<number>) => Client;

/** The method by which every board tells its dictionary from an offset on. */
const DICTIONARY_METHOD = 0;
/** Longer ones are no dictionaries. */
const DICTIONARY_BYTES_MAX = 65_536;

/** A board at the other end of a session. */
export class RpcClient {
  readonly session: Session;
  /** The methods that it calls. */
  readonly dictionary: Dictionary;
  /** Numbers of those that the board does not have, or has with another signature. */
  readonly #missing: ReadonlySet<number>;

  constructor(session: Session, dictionary: Dictionary, missing: ReadonlySet<number> = new Set()) {
    this.session = session;
    this.dictionary = dictionary;
    this.#missing = missing;
  }

  /** What the board said of itself in the handshake. */
  get identity(): BoardIdentity {
    return this.session.identity;
  }

  /** Frames, bytes, retries and errors so far. */
  get counters(): SessionCounters {
    return this.session.counters;
  }

  /** Calls a method by its name. The values are those of its arguments, in order. */
  async callByName(name: string, values: readonly unknown[], options: CallOptions = {}): Promise<RpcValue | undefined> {
    const method = this.dictionary.methods.find((each) => each.name === name);
    if (method === undefined) throw new ArgumentError("call", "the method", `is ${name}`, "one of the dictionary's");
    return (await this.call(method.number, values, options)) as RpcValue | undefined;
  }

  /** Sends bytes to the board and back, 0 to 240; resolves with the round trip in milliseconds. */
  async ping(bytes = 0, options: CallOptions = {}): Promise<number> {
    const payload = Uint8Array.from({ length: bytes }, (_, i) => i);
    const startMs = performance.now();
    const echo = await this.session.ping(payload, options);
    if (!echo.every((byte, i) => byte === payload[i]) || echo.length !== payload.length) {
      throw new MalformedAnswerError("ping", "the board sent other bytes back");
    }
    return performance.now() - startMs;
  }

  /** Lets the board start anew, as its reset button does; what it holds is gone, and the session is over. */
  async restart(options: CallOptions = {}): Promise<void> {
    await this.session.restart(options);
  }

  /** Ends the session and closes its transport. Idempotent; never rejects. */
  async close(): Promise<void> {
    await this.session.close();
  }

  /** `await using client = ...` closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Calls a method by its number. */
  protected async call(number: number, values: readonly unknown[], options: CallOptions): Promise<unknown> {
    const method = this.#method(number);
    if (this.#missing.has(number)) {
      throw new SchemaMismatchError(this.session.name, `no method ${method.name}`);
    }
    const payload = packArguments(method, values);
    const response = await this.session
      .request(number, payload, {
        ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        name: method.name,
        methodTimeMsMax: method.maxTimeMs ?? 0,
      })
      .catch((error: unknown) => {
        throw inItsOwnWords(error, method);
      });
    return unpackResults(method, response);
  }

  #method(number: number): WireMethod {
    const method = this.dictionary.methods.find((each) => each.number === number);
    if (method === undefined) throw new Error(`rpc: the dictionary has no method ${number}`);
    return method;
  }
}

/** A refusal as the method itself declares it, if it does. */
function inItsOwnWords(error: unknown, { name, refusals = [] }: WireMethod): unknown {
  if (!(error instanceof RefusedError)) return error;
  const declared = refusals.find(({ code }) => code === error.refusal);
  if (declared === undefined) return error;
  const { refusal, aux, aux2 } = error;
  const message = `${name}: the board refuses: ${declared.doc ?? declared.name}`;
  return new RefusedError(declared.name, message, error.remedy, refusal, aux, aux2);
}

/** Shakes hands over a transport, which the client then owns, for a class that was made for `dictionary`. */
export async function openClient<Client extends RpcClient>(
  transport: Transport,
  dictionary: Dictionary,
  make: ClientClass<Client>,
  options: SessionOptions = {},
): Promise<Client> {
  const session = await Session.open(transport, options);
  if (session.identity.schema === dictionary.hash) return new make(session, new Set());
  const missing = dictionary.methods.filter(await otherThanThoseOf(session));
  if (missing.length < dictionary.methods.length) {
    return new make(session, new Set(missing.map(({ number }) => number)));
  }
  await session.close();
  throw new SchemaMismatchError(session.name, "no method");
}

/** Tells the methods that a board does not have in the same way. One that tells nothing of its methods has none. */
async function otherThanThoseOf(session: Session): Promise<(method: WireMethod) => boolean> {
  const offered = new Set<string>();
  try {
    const { methods } = await fetchDictionary(session);
    for (const { number, hash } of methods) offered.add(`${number} ${hash}`);
  } catch (error) {
    if (error instanceof RefusedError || error instanceof MalformedAnswerError) return () => true;
    await session.close();
    throw error;
  }
  return ({ number, hash }) => !offered.has(`${number} ${hash}`);
}

/** Shakes hands with a board of any program, and learns its methods from it. */
export async function openAny(transport: Transport, options: SessionOptions = {}): Promise<RpcClient> {
  const session = await Session.open(transport, options);
  try {
    return new RpcClient(session, await fetchDictionary(session));
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Fetches the dictionary that the board carries. */
export async function fetchDictionary(session: Session, options: CallOptions = {}): Promise<Dictionary> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [size, received] = [1, 0];
  while (received < size) {
    const offset = new Uint8Array(4);
    new DataView(offset.buffer).setUint32(0, received, true);
    const answer = await session.request(DICTIONARY_METHOD, offset, { ...options, name: "dictionary" });
    if (answer.length <= 4) throw new MalformedAnswerError("dictionary", `it ends after ${received} bytes`);
    size = new DataView(answer.buffer, answer.byteOffset).getUint32(0, true);
    if (size > DICTIONARY_BYTES_MAX) throw new MalformedAnswerError("dictionary", `it has ${size} bytes`);
    parts.push(answer.slice(4));
    received += answer.length - 4;
  }
  return readDictionary(await inflate(parts));
}

/** Undoes raw DEFLATE, as browsers and Node do. */
async function inflate(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<string> {
  try {
    const stream = new Blob([...parts]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return await new Response(stream).text();
  } catch (error) {
    throw new MalformedAnswerError("dictionary", `it cannot be decompressed: ${String(error)}`);
  }
}
