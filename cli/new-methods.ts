/**
 * The template `methods`: a board whose functions a host calls. What travels, and how, is in files that the project has
 * of its own: the wire's half of the board, which its main program connects with the dispatcher made of its methods.
 *
 * @packageDocumentation
 */

/** What `ganglion rpc` is asked for in such a project. */
export const RPC_FILES = {
  entry: "src/methods.ts",
  client: "host/methods-client.rpc.ts",
  dictionary: "src/methods.rpc.json",
} as const;

/** The modules of firmware-src/wire that a board needs; events and logs are left out. */
export const WIRE_MODULES = ["bytes", "cobs", "crc", "frame", "link", "outcome", "receiver", "refusals"] as const;

/** The files that are the template's own, by path. `PROGRAM` in a text is the program's name. */
export const METHODS_FILES: ReadonlyMap<string, string> = new Map([
  [
    "src/PROGRAM.ts",
    `/**
 * A board's main program: frames in, methods.ts in the middle, frames out.
 *
 * A chip calls \`boot\` once and \`poll\` for ever; \`poll\` does a small piece of work and returns. What a frame may
 * do is decided in wire/link.ts, what a method does in methods.ts.
 *
 * @packageDocumentation
 */
import { u32 } from "ganglion/types";
import { idle, receive, restart } from "./board.ts";
import { run, SCHEMA_HIGH, SCHEMA_LOW } from "./methods.rpc.ts";
import { open, transmit } from "./port.ts";
import { writeU32 } from "./wire/bytes.ts";
import { methodOf, PAYLOAD, PAYLOAD_BYTES_MAX } from "./wire/frame.ts";
import { accept, answer, Link, NOTHING, refuse, RESTART, RUN, ANSWERS } from "./wire/link.ts";
import { Outcome } from "./wire/outcome.ts";

const link = new Link();
const outcome = new Outcome();

/** Called once, after the chip has started. */
export function boot(): void {
  identify();
  open(link);
}

/** Takes one byte, and answers the frame that it completes; sleeps if there is none. */
export function poll(): void {
  const byte = receive();
  if (byte < 0) {
    idle();
    return;
  }
  const wanted: u32 = accept(link, u32(byte));
  if (wanted === NOTHING) return;
  if (wanted === RUN) runMethod();
  transmit(link);
  if (wanted === RESTART) restart();
}

/** Calls the method that is asked for, and completes the answer. */
function runMethod(): void {
  const index: u32 = Math.min(link.outgoing, ANSWERS - 1);
  const payloadBytes: u32 = Math.min(link.receiver.payloadBytes, PAYLOAD_BYTES_MAX);
  const request = link.receiver.line.subarray(PAYLOAD, PAYLOAD + payloadBytes);
  const result = link.lines[index].bytes.subarray(PAYLOAD, PAYLOAD + PAYLOAD_BYTES_MAX);
  run(methodOf(link.receiver.line), request, result, outcome);
  if (outcome.refusal === 0) answer(link, outcome.resultBytes);
  else refuse(link, outcome.refusal, outcome.aux, outcome.aux2);
}

/** What the program says of itself in the handshake. */
function identify(): void {
  const identity = link.identity;
  writeU32(identity, 12, SCHEMA_LOW);
  writeU32(identity, 16, SCHEMA_HIGH);
  identity[20] = 0; // version 0.1.0
  identity[21] = 1;
  identity[22] = 0;
}
`,
  ],
  [
    "src/methods.ts",
    `/**
 * What a host may call. Each function with a number is a method; \`npm run rpc\` makes the rest after a change.
 *
 * @packageDocumentation
 */
import { f32, type u32, type u8 } from "ganglion/types";
import { type Outcome, refuse } from "./wire/outcome.ts";

/** No sample is kept: a reason of this program's own to refuse, of which there may be 128 to 255. */
export const NO_SAMPLES = 128;

/** Samples that are kept. */
export const LENGTH = 64;

const samples = new Float32Array(LENGTH);
let next: u32 = 0;
let kept: u32 = 0;

/**
 * Keeps a sample; the oldest goes when there are 64.
 * @rpc 1
 * @returns how many are kept
 */
export function take(sample: f32): u32 {
  samples[next] = sample;
  next = (next + 1) % LENGTH;
  if (kept < LENGTH) kept++;
  return kept;
}

/**
 * The mean of the latest samples.
 * @rpc 2
 * @param count - how many samples; all if fewer are kept
 * @range count 1..LENGTH
 * @refuses NO_SAMPLES - no sample is kept
 */
export function mean(count: u8, outcome: Outcome): f32 {
  const number: u32 = Math.min(count, kept);
  if (number === 0) {
    refuse(outcome, NO_SAMPLES, 0, 0);
    return 0;
  }
  let sum: f32 = 0;
  for (let back: u32 = 1; back <= number; back++) sum += samples[(next + LENGTH - back) % LENGTH];
  return sum / f32(number);
}

/**
 * Forgets all samples.
 * @rpc 3
 */
export function forget(): void {
  next = 0;
  kept = 0;
}
`,
  ],
  [
    "host/main.ts",
    `/**
 * A host: gives the board some samples and asks for their mean. Its argument is a port; without it, it finds the board.
 */
import { transportTo } from "ganglion";
import { openClient } from "ganglion/rpc";
import { DICTIONARY, MethodsClient } from "./methods-client.rpc.ts";

const transport = await transportTo(process.argv[2], 115_200);
const board = await openClient(transport, DICTIONARY, MethodsClient);
try {
  await board.forget();
  for (const sample of [1, 2, 6]) await board.take(sample);
  console.log(\`the mean of 1, 2 and 6 is \${await board.mean(3)}, says \${board.identity.chip}\`);
} finally {
  await board.close();
}
`,
  ],
  [
    "test/methods.test.ts",
    `import { beforeEach, expect, test } from "vitest";
import { forget, mean, NO_SAMPLES, take } from "../src/methods.ts";
import { Outcome } from "../src/wire/outcome.ts";

const outcome = new Outcome();

beforeEach(() => {
  forget();
});

test("there is no mean of nothing", () => {
  mean(3, outcome);
  expect(outcome.refusal).toBe(NO_SAMPLES);
});

test("the mean is that of the latest samples", () => {
  for (let sample = 1; sample <= 100; sample++) expect(take(sample)).toBe(Math.min(sample, 64));
  expect(mean(1, outcome)).toBe(100);
  expect(mean(3, outcome)).toBe(99);
  expect(mean(64, outcome)).toBe(68.5);
});
`,
  ],
]);
