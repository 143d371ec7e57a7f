/**
 * The demo: handwritten digits on a board and on the reference at once, every answer compared bit for bit.
 *
 * Both boards are driven by the same client over their own transports: the prototypes are stored, the test digits
 * streamed, and what comes back is read as a classification (host-tools/demo/digits.ts). The reference is not
 * asked for its opinion of the board; both are asked the same questions, and the answers must be the same bits.
 *
 * @packageDocumentation
 */
import { Client, type QueryResult } from "../host-tools/client/client.ts";
import type { BoardIdentity } from "../host-tools/session/identity.ts";
import { DIGIT_DIMENSIONS, DIGIT_QUERY, type Digit, vote } from "../host-tools/demo/digits.ts";
import type { Board, RunningBoard } from "./board.ts";

/** What to run. */
export interface DemoRequest {
  readonly board: Board;
  readonly reference: Board;
  /** Baud rate of the board's line. */
  readonly baud: number;
  /** Stored, one a neuron; 32 at most. */
  readonly prototypes: readonly Digit[];
  /** Asked for, at least one. */
  readonly queries: readonly Digit[];
  readonly signal: AbortSignal;
  /** The board has answered the handshake. */
  readonly onConnected: (identity: BoardIdentity, running: RunningBoard) => void;
  /** The prototypes are stored, or one more query is answered. */
  readonly onProgress: (progress: DemoProgress) => void;
}

/** How far the stream is. */
export interface DemoProgress {
  readonly answered: number;
  /** Answers whose spikes give the right label. */
  readonly right: number;
  readonly differingBits: number;
}

/** One digit that was asked for, and what came back. */
export interface AnsweredDigit {
  readonly label: number;
  /** The label of the nearest prototype. */
  readonly nearest: number | null;
  /** The label that the spikes vote for. */
  readonly voted: number | null;
  readonly answer: QueryResult;
}

/** What came of it. */
export interface DemoReport {
  readonly answers: readonly AnsweredDigit[];
  /** Share of the answers whose nearest prototype has the right label, 0..1. */
  readonly nearestAccuracy: number;
  /** Share of the answers whose spikes vote for the right label, 0..1. */
  readonly spikeAccuracy: number;
  /** Bits of all answers that were compared with the reference, and those that differed. */
  readonly comparedBits: number;
  readonly differingBits: number;
  /** Bytes on the line for each query, both ways, framing included. */
  readonly bytesPerQuery: { readonly toBoard: number; readonly fromBoard: number };
  /** Processor cycles of each query on the board, interrupts left out; null where the board cannot tell. */
  readonly cycles: readonly number[] | null;
  /** Time on the board's own clock for the whole stream, nanoseconds; null where it has none. */
  readonly emulatedNs: number | null;
  readonly wallMs: number;
}

/** The C function that runs one request; what it calls is counted with it. */
const REQUEST_FUNCTION = "methods_rpc_run";

/** Runs the demo. Both boards are stopped whatever happens. Rejects with what failed, or the signal's reason. */
export async function runDemo(request: DemoRequest): Promise<DemoReport> {
  const { board, reference } = request;
  request.signal.throwIfAborted();
  return await withBoard(board, request, (client, running) =>
    withBoard(reference, request, async (oracle) => {
      request.onConnected(client.identity, running);
      await Promise.all([store(client, request), store(oracle, request)]);
      return await compareStreams(request, running, client, oracle);
    }),
  );
}

async function withBoard<Result>(
  board: Board,
  { baud, signal }: DemoRequest,
  use: (client: Client, running: RunningBoard) => Promise<Result>,
): Promise<Result> {
  const running = await board.start({ baud });
  try {
    await using client = await Client.open(running.transport, { signal });
    return await use(client, running);
  } finally {
    await running.stop();
  }
}

async function store(client: Client, { prototypes, signal }: DemoRequest): Promise<void> {
  await client.init(DIGIT_DIMENSIONS, "l2", 0, { signal });
  for (const { vector } of prototypes) await client.insert(vector, { signal });
}

async function compareStreams(
  request: DemoRequest,
  running: RunningBoard,
  client: Client,
  oracle: Client,
): Promise<DemoReport> {
  const { queries, prototypes, signal, onProgress } = request;
  const labels = prototypes.map(({ label }) => label);
  const vectors = queries.map(({ vector }) => vector);
  const expected = oracle.stream(vectors, { ...DIGIT_QUERY, signal });
  const measurement = running.measureFunctions?.([REQUEST_FUNCTION]);
  const before = running.counters();
  const beginMs = performance.now();
  const answers: AnsweredDigit[] = [];
  let [comparedBits, differingBits, right] = [0, 0, 0];
  for await (const answer of client.stream(vectors, { ...DIGIT_QUERY, signal })) {
    const label = queries[answer.number]?.label ?? -1;
    const nearest = labels[answer.neighbours[0]?.index ?? -1] ?? null;
    const voted = vote([...answer.raster], labels);
    answers.push({ label, nearest, voted, answer });

    const comparison = compare(wordsOf(answer), wordsOf((await expected.next()).value ?? NO_ANSWER));
    comparedBits += comparison.compared;
    differingBits += comparison.differing;
    right += Number(voted === label);
    onProgress({ answered: answers.length, right, differingBits });
  }
  const after = running.counters();
  const perQuery = (total: number): number => total / Math.max(1, answers.length);
  return {
    answers,
    nearestAccuracy: perQuery(answers.filter(({ nearest, label }) => nearest === label).length),
    spikeAccuracy: perQuery(right),
    comparedBits,
    differingBits,
    bytesPerQuery: {
      toBoard: perQuery(after.bytesToBoard - before.bytesToBoard),
      fromBoard: perQuery(after.bytesFromBoard - before.bytesFromBoard),
    },
    cycles: measurement?.(REQUEST_FUNCTION) ?? null,
    emulatedNs: after.emulatedNs === null ? null : after.emulatedNs - (before.emulatedNs ?? 0),
    wallMs: performance.now() - beginMs,
  };
}

const NO_ANSWER: QueryResult = { neighbours: [], raster: new Uint32Array() };

/** Everything that an answer says, as 32-bit words: what was found, in order, and who fired when. */
function wordsOf({ neighbours, raster }: QueryResult): Uint32Array {
  const distances = Float32Array.from(neighbours, ({ distance }) => distance);
  return Uint32Array.from([
    neighbours.length,
    ...neighbours.map(({ index, core, approximate }) => index | (core << 16) | (Number(approximate) << 24)),
    ...new Uint32Array(distances.buffer),
    raster.length,
    ...raster,
  ]);
}

/** A missing word differs in all its bits. */
function compare(actual: Uint32Array, expected: Uint32Array): { compared: number; differing: number } {
  const words = Math.max(actual.length, expected.length);
  let differing = 0;
  for (let i = 0; i < words; i++) {
    const [a, b] = [actual[i], expected[i]];
    differing += a === undefined || b === undefined ? 32 : ones(a ^ b);
  }
  return { compared: 32 * words, differing };
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
