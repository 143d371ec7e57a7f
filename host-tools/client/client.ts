/**
 * The node as a local object: its methods with the types and defaults that a host likes, checked before anything is
 * sent. What travels is the business of the generated client, `methods`, which it stands on.
 *
 * Every call may be given a time and an AbortSignal, and may be made while others are under way: they are sent as the
 * board has slots and answered in order. `stream` does that for any number of queries.
 *
 * @packageDocumentation
 */
import { IndexFullError, MalformedAnswerError, NotInitialisedError } from "../errors.ts";
import { openClient } from "../rpc/rpc-client.ts";
import type { BoardIdentity } from "../session/identity.ts";
import type { ListenOptions } from "../session/events.ts";
import type { CallOptions, Session, SessionCounters, SessionOptions } from "../session/session.ts";
import type { Transport } from "../transport/transport.ts";
import { DICTIONARY, type Experiment, MethodsClient, type Result } from "./methods-client.rpc.ts";
import { quantise } from "./quantise.ts";
import { readSnapshot, writeSnapshot } from "./snapshot.ts";
import { streamAnswers } from "./stream.ts";
import { Subscriptions } from "./subscriptions.ts";
import {
  LOG_LEVELS,
  linkEvent,
  type LinkEvent,
  logEvent,
  type LogEvent,
  type LogLevel,
  spikeEvent,
  type SpikeEvent,
} from "./telemetry.ts";

export type { LinkEvent, LogEvent, LogLevel, SpikeEvent } from "./telemetry.ts";

/** A vector, 1 to 16 components of at most 1e18 in magnitude; missing ones are 0. They travel as binary32. */
export type VectorLike = ArrayLike<number>;

/** How distance is measured. */
export type Metric = "l2" | "cosine" | "dot";

/** One vector that was found. */
export interface Neighbour {
  /** Slot that holds it. */
  readonly index: number;
  /** Core that holds it. */
  readonly core: number;
  /** Squared L2, cosine distance (0..2), or minus the dot product. */
  readonly distance: number;
  /** Whether the distance is approximate. */
  readonly approximate: boolean;
}

/** Who fired in a step. */
export interface Spikes {
  /** How many neurons fired. */
  readonly fired: number;
  /** Bit i is neuron i, 0..31. */
  readonly spikes: number;
}

/** How the core is set up. */
export interface CoreDescription {
  /** Vectors that it holds. */
  readonly count: number;
  readonly coreId: number;
  readonly metric: Metric;
  /** 0 before `init`. */
  readonly dims: number;
  /** Vectors that it can hold. */
  readonly capacity: number;
}

/** The answer to a query. */
export interface QueryResult {
  /** Nearest first. */
  readonly neighbours: readonly Neighbour[];
  /** One word a tick: bit i is neuron i. */
  readonly raster: Uint32Array;
}

/** The answer to one query of a stream. */
export interface StreamResult extends QueryResult {
  /** Number of the query in the stream, from 0. */
  readonly number: number;
}

/** What a query asks for. */
export interface QueryOptions extends CallOptions {
  /** How many nearest vectors to find and drive, 0..16; 4 by default. */
  readonly k?: number;
  /** Current for a vector at distance 0; 1 by default. */
  readonly gain?: number;
  /** Milliseconds a tick; 1 by default. */
  readonly dt?: number;
  /** Ticks, 0..16; 8 by default. */
  readonly ticks?: number;
  /**
   * How the query travels: as binary32, 64 bytes, by default; or as whole numbers from -127 to 127 of one scale, 20
   * bytes, each component wrong by half of it at most, which is the largest component / 254.
   */
  readonly encoding?: "f32" | "int8";
}

/** How time passes by itself. */
export interface FreeRunOptions extends CallOptions {
  /** Milliseconds between steps, 1..60000; 10 by default. */
  readonly periodMs?: number;
  /** Simulated milliseconds a step; 1 by default. */
  readonly dt?: number;
  /** Current that a spike sends to each neighbour; 0 by default. */
  readonly gain?: number;
  /** Whether weights learn from the timing of spikes; not by default. */
  readonly learn?: boolean;
}

/** What each query of a stream asks for, and how many at once. */
export interface StreamOptions extends QueryOptions {
  /** Most queries under way; what the board has slots for, by default. */
  readonly window?: number;
}

const METRICS: readonly Metric[] = ["l2", "cosine", "dot"];

/** `insert` answers this instead of a slot. */
const NO_INDEX = 255;
/** The core's errors, of which `insert` can cause these two: no free slot, and no dimensions. */
const CORE_FULL = 1;
const CORE_BAD_ARGUMENT = 2;

/** A node at the other end of a session. */
export class Client {
  /** The methods as the board has them. */
  readonly methods: MethodsClient;
  readonly #subscriptions: Subscriptions;

  /**
   * Shakes hands over a transport, which the client then owns. Rejects as Session.open does, or with
   * SchemaMismatchError if the board offers none of the methods.
   */
  static async open(transport: Transport, options: SessionOptions = {}): Promise<Client> {
    return new Client(await openClient(transport, DICTIONARY, MethodsClient, options));
  }

  private constructor(methods: MethodsClient) {
    this.methods = methods;
    this.#subscriptions = new Subscriptions(methods);
  }

  /** What carries the calls. */
  get session(): Session {
    return this.methods.session;
  }

  /** What the board said of itself in the handshake. */
  get identity(): BoardIdentity {
    return this.methods.identity;
  }

  /** Frames, bytes, retries and errors so far. */
  get counters(): SessionCounters {
    return this.methods.counters;
  }

  /**
   * Empties the core and sets it up. Everything that it held is gone.
   * @param dims - Dimensions of the vectors, 1..16.
   * @param coreId - Stands in every result of this core, 0..255.
   */
  async init(dims: number, metric: Metric = "l2", coreId = 0, options: CallOptions = {}): Promise<void> {
    await this.methods.init(dims, METRICS.indexOf(metric), coreId, options);
  }

  /** Stores a vector; resolves with its slot. Rejects with IndexFullError or NotInitialisedError. */
  async insert(vector: VectorLike, options: CallOptions = {}): Promise<number> {
    const index = await this.methods.insert(vector, options);
    if (index !== NO_INDEX) return index;
    const error = await this.methods.lastError(options);
    if (error === CORE_FULL) throw new IndexFullError("insert", this.identity.vectors);
    if (error === CORE_BAD_ARGUMENT) throw new NotInitialisedError("insert");
    throw new MalformedAnswerError("insert", `the core refused the vector with error ${error}`);
  }

  /** The `k` nearest vectors, 0..16, nearest first; ties by index. */
  async search(query: VectorLike, k: number, options: CallOptions = {}): Promise<Neighbour[]> {
    const { records } = await this.methods.search(query, k, options);
    return records.map(neighbourOf);
  }

  /** Labels a slot, 0..15, whether or not it holds a vector. */
  async setNodeType(index: number, type: number, options: CallOptions = {}): Promise<void> {
    await this.methods.setNodeType(index, type, options);
  }

  /** The label of a slot. */
  async getNodeType(index: number, options: CallOptions = {}): Promise<number> {
    return await this.methods.getNodeType(index, options);
  }

  /**
   * Searches, and drives the neuron of each vector found with `gain` / (1 + distance).
   * @returns How many were found.
   */
  async hnswToSnn(query: VectorLike, k: number, gain: number, options: CallOptions = {}): Promise<number> {
    return await this.methods.hnswToSnn(query, k, gain, options);
  }

  /** Puts every neuron to rest and time to 0. Vectors, labels and learned weights stay. */
  async snnReset(options: CallOptions = {}): Promise<void> {
    await this.methods.snnReset(options);
  }

  /** Adds a current to a neuron's membrane potential. */
  async snnInject(index: number, current: number, options: CallOptions = {}): Promise<void> {
    await this.methods.snnInject(index, current, options);
  }

  /** Lets `dt` milliseconds pass, 0 or more. */
  async snnStep(dt: number, options: CallOptions = {}): Promise<Spikes> {
    return await this.methods.snnStep(dt, options);
  }

  /**
   * A step of `dt` milliseconds, then spikes travel to the neighbours with `gain`, then, if wanted, weights learn from
   * the timing.
   */
  async snnTick(dt: number, gain: number, learn = false, options: CallOptions = {}): Promise<Spikes> {
    return await this.methods.snnTick(dt, gain, learn, options);
  }

  /** Who fired in the last step: bit i is neuron i. */
  async getSpikes(options: CallOptions = {}): Promise<number> {
    return await this.methods.getSpikes(options);
  }

  /** What the core holds and how it is set up. */
  async describe(options: CallOptions = {}): Promise<CoreDescription> {
    const { metric, ...rest } = await this.methods.describe(options);
    return { ...rest, metric: METRICS[metric] ?? "l2" };
  }

  /** The membrane potential of a neuron. */
  async getMembrane(index: number, options: CallOptions = {}): Promise<number> {
    return await this.methods.getMembrane(index, options);
  }

  /**
   * The whole experiment in one request: from rest, `ticks` times drive the neurons of the `k` nearest vectors and
   * let `dt` milliseconds pass.
   */
  async query(query: VectorLike, options: QueryOptions = {}): Promise<QueryResult> {
    const { k = 4, gain = 1, dt = 1, ticks = 8, encoding = "f32" } = options;
    const { neighbours, raster } =
      encoding === "int8"
        ? await this.#queryCodes(query, k, gain, dt, ticks, options)
        : await this.methods.query(query, k, gain, dt, ticks, options);
    return { neighbours: neighbours.map(neighbourOf), raster };
  }

  async #queryCodes(
    query: VectorLike,
    k: number,
    gain: number,
    dt: number,
    ticks: number,
    options: CallOptions,
  ): Promise<Experiment> {
    const { codes, scale } = quantise(query);
    return await this.methods.queryCodes(codes, scale, k, gain, dt, ticks, options);
  }

  /**
   * Queries as they come, answers in the same order, some under way at once so that the line never rests. The source
   * is asked for the next query only when there is room; to leave the loop stops it.
   *
   * Ends with the first error, of a query or of the source.
   */
  stream(
    queries: Iterable<VectorLike> | AsyncIterable<VectorLike>,
    options: StreamOptions = {},
  ): AsyncGenerator<StreamResult, void, undefined> {
    const { window = this.session.slots } = options;
    return streamAnswers(queries, window, options.signal, async (query, number) => ({
      number,
      ...(await this.query(query, options)),
    }));
  }

  /**
   * Who fires, after each step that the board takes from now on: those of a free run, and those that calls make. Each
   * event says how many before it are not told. Ends with DisconnectedError, or the signal's reason; to leave the
   * loop ends it.
   */
  spikes(options: ListenOptions = {}): AsyncGenerator<SpikeEvent, void, undefined> {
    return this.#subscriptions.listen("spikes", options, spikeEvent);
  }

  /** What the board's link counts, about once a second while frames come. Ends as `spikes`. */
  linkCounters(options: ListenOptions = {}): AsyncGenerator<LinkEvent, void, undefined> {
    return this.#subscriptions.listen("counters", options, linkEvent);
  }

  /** Lines of the board's log, of a level (everything by default) and what is graver. Ends as `spikes`. */
  async *log(options: ListenOptions & { readonly level?: LogLevel } = {}): AsyncGenerator<LogEvent, void, undefined> {
    const { level = "info" } = options;
    for await (const event of this.#subscriptions.listen(level, options, logEvent)) {
      // Another listener may want more.
      if (LOG_LEVELS[event.level] <= LOG_LEVELS[level]) yield event;
    }
  }

  /** Lets time pass by itself on the board, until `stop` or the end of the session. */
  async run({ periodMs = 10, dt = 1, gain = 0, learn = false, ...options }: FreeRunOptions = {}): Promise<void> {
    await this.methods.freeRun(periodMs, dt, gain, learn, options);
  }

  /** Time passes only by calls again. */
  async stop(options: CallOptions = {}): Promise<void> {
    await this.methods.freeRun(0, 0, 0, false, options);
  }

  /**
   * Everything that the core holds, as bytes that any board of the same geometry takes: vectors, links, weights,
   * neurons. Rejects with SnapshotTornError if the core changed meanwhile.
   */
  async snapshot(options: CallOptions = {}): Promise<Uint8Array> {
    return await readSnapshot(this.methods, options);
  }

  /** Makes the core what a snapshot says. Rejects with SnapshotRefusedError; the core is then as before. */
  async restore(snapshot: Uint8Array, options: CallOptions = {}): Promise<void> {
    await writeSnapshot(this.methods, snapshot, options);
  }

  /**
   * Why the core last refused something, and forgets it: 0 nothing, 1 full, 2 an argument out of range, 3 a number that
   * is not finite, 4 a time step, 5 a search where there is nothing.
   */
  async lastError(options: CallOptions = {}): Promise<number> {
    return await this.methods.lastError(options);
  }

  /** Sends bytes to the board and back, 0 to 240; resolves with the round trip in milliseconds. */
  async ping(bytes = 0, options: CallOptions = {}): Promise<number> {
    return await this.methods.ping(bytes, options);
  }

  /**
   * Lets the board start anew, as its reset button does. What it holds is gone (a snapshot keeps it), and so is the
   * session: connect again, or let a `Connection` do it.
   */
  async restart(options: CallOptions = {}): Promise<void> {
    await this.methods.restart(options);
  }

  /** Ends the session and closes its transport. Idempotent; never rejects. */
  async close(): Promise<void> {
    await this.methods.close();
  }

  /** `await using client = ...` closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function neighbourOf({ index, indexHigh, core, distance, flags }: Result): Neighbour {
  return { index: index | (indexHigh << 8), core, distance, approximate: (flags & 1) !== 0 };
}
