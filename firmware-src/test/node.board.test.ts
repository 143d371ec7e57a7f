/**
 * The node in C under the sanitizers, fed with thousands of frames, good and spoilt: it never touches memory that is
 * not its own, has no undefined behaviour, and answers byte for byte as the reference does.
 *
 * @packageDocumentation
 */
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "../../codegen/src/compile.ts";
import { instantiateNode, NODE_ENTRY, type NodeProgram } from "../../host-tools/test/node-program.ts";
import { readU16, writeF32, writeU32 } from "../wire/bytes.ts";
import { HELLO, HELLO_ACK, LINE_BYTES_MAX, PAYLOAD, PING, REQUEST, seal, typeOf, writeHeader } from "../wire/frame.ts";
import { Receiver, push } from "../wire/receiver.ts";
import { sourceHost } from "./builds.ts";

const FRAMES = 8_000;

const FLAGS = [
  ..."-std=c99 -O1 -g -Wall -Wextra -Wconversion -Wpedantic -Werror -ffp-contract=off".split(" "),
  ..."-fsanitize=address,undefined -fno-sanitize-recover=all".split(" "),
];

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "node-"));
  const { outputs, diagnostics } = compile({ host: sourceHost, entry: NODE_ENTRY, targets: ["c"] });
  expect(diagnostics).toEqual([]);
  for (const [path, text] of outputs) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const sources = [...outputs.keys()].filter((path) => path.endsWith(".c"));
  const board = join(import.meta.dirname, "../../targets");
  const replay = join(import.meta.dirname, "replay.c");
  const compiler = promisify(execFile)("gcc", [...FLAGS, "-I.", "-I", board, "-o", "node", replay, ...sources, "-lm"], {
    cwd: folder,
  });
  await compiler;
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test(`the node in C answers ${FRAMES} frames, good and spoilt, as the reference does`, async () => {
  const { input, output, types } = record(1);
  expect([...types.keys()].sort((a, b) => a - b)).toEqual([2, 4, 5]);
  const answers = await replay(input);
  expect(answers.length).toBe(output.length);
  expect(Buffer.compare(answers, output)).toBe(0);
});

/** What the C program sends when it gets these bytes. Its own complaints, of a sanitizer, are the error's message. */
function replay(input: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(folder, "node"), { stdio: "pipe" });
    const output: Buffer[] = [];
    let complaints = "";
    child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => (complaints += bytes.toString()));
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0 && complaints === "") resolve(Buffer.concat(output));
      else reject(new Error(`status ${status}: ${complaints}`));
    });
    child.stdin.end(input);
  });
}

/** A session with the reference: the bytes both ways, and how many answers of each type there were. */
function record(seed: number): { input: Uint8Array; output: Uint8Array; types: Map<number, number> } {
  const random = randomFrom(seed);
  const reference = new Reference();
  for (let i = 0; i < FRAMES; i++) {
    if (i % 2000 === 0) reference.feed(hello(random(2 ** 32)));
    const line = reference.request(random);
    reference.feed(random(8) === 0 ? spoil(line, random) : line);
  }
  return reference;
}

/** The node in JavaScript; it fills in session and sequence as a host would. */
class Reference {
  readonly #node: NodeProgram;
  readonly #receiver = new Receiver();
  #waiting: number[] = [];
  #session = 0;
  #sequence = 0;
  readonly #input: number[] = [];
  readonly #output: number[] = [];
  readonly types = new Map<number, number>();

  constructor() {
    this.#node = instantiateNode({
      receive: () => this.#waiting.pop() ?? -1,
      send: (byte) => {
        this.#hear(byte);
      },
      micros: () => 0,
      entropy: () => 0x12345678,
      uniqueId: (word) => word + 1,
      buildId: (word) => word + 3,
      chip: () => 2,
      resetReason: () => 1,
      lastFault: (word) => word,
      maximumBaud: () => 0,
      restart: () => undefined,
      idle: () => undefined,
    });
    this.#node.boot();
  }

  get input(): Uint8Array {
    return Uint8Array.from(this.#input);
  }

  get output(): Uint8Array {
    return Uint8Array.from(this.#output);
  }

  feed(bytes: readonly number[]): void {
    for (const byte of bytes) this.#input.push(byte);
    this.#waiting = bytes.toReversed();
    while (this.#waiting.length > 0) this.#node.poll();
  }

  /** Mostly a request of any method with plausible arguments; sometimes an old one again, a ping, or nonsense. */
  request(random: Random): number[] {
    const method = random(17);
    const payload = new Uint8Array(ARGUMENT_BYTES[method] ?? random(241));
    for (let offset = 0; offset + 4 <= payload.length; offset += 4) {
      if (random(4) === 0) writeU32(payload, offset, random(random(5) === 0 ? 2 ** 32 : 17));
      else writeF32(payload, offset, (random(2000) - 1000) / 500);
    }
    // Its last argument is a count.
    if (method === 14) writeU32(payload, 76, random(18));
    if (random(12) !== 0) this.#sequence = (this.#sequence + 1) & 0xffff;
    const session = random(40) === 0 ? random(0x10000) : this.#session;
    const type = random(20) === 0 ? random(16) : random(10) === 0 ? PING : REQUEST;
    return frameOf(type === HELLO ? REQUEST : type, session, this.#sequence, method, payload);
  }

  #hear(byte: number): void {
    this.#output.push(byte);
    if (!push(this.#receiver, byte)) return;
    const type = typeOf(this.#receiver.line);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    if (type !== HELLO_ACK) return;
    this.#session = readU16(this.#receiver.line, PAYLOAD + 4);
    this.#sequence = 0;
  }
}

const ARGUMENT_BYTES = [0, 12, 64, 68, 8, 4, 72, 0, 8, 4, 12, 0, 0, 4, 80, 0];

function hello(nonce: number): number[] {
  const payload = Uint8Array.of(0, 0, 0, 0, 1, 1, 4, 0);
  writeU32(payload, 0, nonce);
  return frameOf(HELLO, 0, 0, 0, payload);
}

function frameOf(type: number, session: number, sequence: number, method: number, payload: Uint8Array): number[] {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, type, session, sequence, method, 0);
  line.set(payload, PAYLOAD);
  return [...line.subarray(0, seal(line, payload.length))];
}

/** Bytes lost, added, changed; delimiters in the middle; runs without one. */
function spoil(line: number[], random: Random): number[] {
  const at = random(line.length);
  switch (random(6)) {
    case 0:
      return line.toSpliced(at, 1);
    case 1:
      return line.toSpliced(at, 0, random(256));
    case 2:
      return line.with(at, random(256));
    case 3:
      return line.slice(0, at);
    case 4:
      return [...Array.from({ length: random(600) }, () => random(256)), ...line];
    default:
      return [...line, ...line];
  }
}

/** A whole number below `limit`. */
type Random = (limit: number) => number;

/** Xorshift (Marsaglia 2003). */
function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
}
