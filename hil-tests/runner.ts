/**
 * Runs cases on a board and on the reference, and compares what they said: every bit, no tolerance.
 *
 * Each case gets a fresh board, so that a failure is the case's own. A board that cannot run here is skipped with its
 * reason, which is part of the result; nothing is skipped in silence.
 *
 * @packageDocumentation
 */
import { Client } from "../host-tools/client/client.ts";
import type { Board, Counters } from "./board.ts";
import { CaseBench, type Case, type Transcript } from "./cases/case.ts";

/** How one case went on one board. */
export interface CaseResult {
  readonly case: string;
  readonly board: string;
  readonly outcome: Outcome;
  /** Steps that were compared, and the bits of their answers. */
  readonly steps: number;
  readonly bits: number;
  readonly elapsedMs: number;
  /** Null where the board was not started. */
  readonly counters: Counters | null;
}

/** Same bits; other bits, and where first; no transcript at all; or not run. */
export type Outcome =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly difference: Difference }
  | { readonly kind: "failed"; readonly error: Error }
  | { readonly kind: "skipped"; readonly reason: string };

/** The first step at which two transcripts part. */
export interface Difference {
  readonly step: number;
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
}

/** What to run. */
export interface RunRequest {
  readonly board: Board;
  readonly reference: Board;
  readonly cases: readonly Case[];
  readonly baud: number;
  /** Called after each case. */
  readonly onResult?: (result: CaseResult) => void;
}

/** Runs every case in turn. Never rejects: what fails is in the results. */
export async function runCases(request: RunRequest): Promise<readonly CaseResult[]> {
  const { board, reference, baud } = request;
  const reason = (await board.unavailable()) ?? (await reference.unavailable());
  const results: CaseResult[] = [];
  for (const subject of request.cases) {
    const result = reason === null ? await runCase(subject, board, reference, baud) : skip(subject, board, reason);
    results.push(result);
    request.onResult?.(result);
  }
  return results;
}

/** One line a result; a difference is shown with both answers. */
export function formatResult({ case: name, board, outcome, steps, bits, elapsedMs }: CaseResult): string {
  const subject = `${board}: ${name}`;
  switch (outcome.kind) {
    case "same":
      return `same       ${subject}: ${steps} answers, ${bits} bits, ${Math.round(elapsedMs)} ms`;
    case "different": {
      const { step, name: what, expected, actual } = outcome.difference;
      return `different  ${subject}: step ${step}, ${what}\n  expected ${expected}\n  actual   ${actual}`;
    }
    case "failed":
      return `failed     ${subject}: ${outcome.error.message}`;
    case "skipped":
      return `skipped    ${subject}: ${outcome.reason}`;
  }
}

/** Where two transcripts first differ; null if nowhere. */
export function firstDifference(expected: Transcript, actual: Transcript): Difference | null {
  for (let step = 0; step < Math.max(expected.length, actual.length); step++) {
    const [theirs, ours] = [expected[step], actual[step]];
    if (theirs?.name === ours?.name && theirs?.answer === ours?.answer) continue;
    const name = theirs?.name ?? ours?.name ?? "";
    return { step, name, expected: theirs?.answer ?? "nothing", actual: ours?.answer ?? "nothing" };
  }
  return null;
}

interface Recording {
  readonly transcript: Transcript;
  readonly counters: Counters | null;
  readonly error: Error | null;
}

async function runCase(subject: Case, board: Board, reference: Board, baud: number): Promise<CaseResult> {
  const startMs = performance.now();
  const [actual, expected] = await Promise.all([record(subject, board, baud), record(subject, reference, baud)]);
  return {
    case: subject.name,
    board: board.name,
    outcome: judge(actual, expected, reference.name),
    steps: actual.transcript.length,
    bits: actual.transcript.reduce((sum, { answer }) => sum + answer.length * BITS_PER_DIGIT, 0),
    elapsedMs: performance.now() - startMs,
    counters: actual.counters,
  };
}

const BITS_PER_DIGIT = 4;

function skip(subject: Case, board: Board, reason: string): CaseResult {
  const outcome = { kind: "skipped", reason } as const;
  return { case: subject.name, board: board.name, outcome, steps: 0, bits: 0, elapsedMs: 0, counters: null };
}

function judge(actual: Recording, expected: Recording, reference: string): Outcome {
  if (expected.error !== null) {
    return { kind: "failed", error: new Error(`the ${reference} itself failed: ${expected.error.message}`) };
  }
  const difference = firstDifference(expected.transcript, actual.transcript);
  // A board that breaks down has said nothing wrong up to there; why it broke down is what matters.
  if (actual.error !== null) return { kind: "failed", error: actual.error };
  return difference === null ? { kind: "same" } : { kind: "different", difference };
}

async function record(subject: Case, board: Board, baud: number): Promise<Recording> {
  let transcript: Transcript = [];
  try {
    const running = await board.start({ baud });
    try {
      const client = await Client.open(running.transport);
      const bench = new CaseBench(client, running.transport);
      transcript = bench.transcript;
      await subject.run(bench);
      await client.close();
      return { transcript, counters: running.counters(), error: null };
    } finally {
      await running.stop();
    }
  } catch (error) {
    return { transcript, counters: null, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
