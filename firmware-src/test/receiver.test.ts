/**
 * The receiver under any bytes: it never fails, counts what it drops, and is in step again at the next delimiter.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LINE_BYTES_MAX, PAYLOAD, PAYLOAD_BYTES_MAX, REQUEST, seal, writeHeader } from "../wire/frame.ts";
import { Receiver, push } from "../wire/receiver.ts";

/** Line bytes of a request, delimiter included. */
function frameOf(payload: Uint8Array): number[] {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, REQUEST, 1, 2, 3, 4);
  line.set(payload, PAYLOAD);
  return [...line.subarray(0, seal(line, payload.length))];
}

/** Payloads of the frames found in `bytes`. */
function pushAll(receiver: Receiver, bytes: Iterable<number>): number[][] {
  const payloads: number[][] = [];
  for (const byte of bytes) {
    if (push(receiver, byte)) payloads.push([...receiver.line.subarray(PAYLOAD, PAYLOAD + receiver.payloadBytes)]);
  }
  return payloads;
}

const payload = fc.uint8Array({ maxLength: PAYLOAD_BYTES_MAX });

describe("receiver", () => {
  test("finds every frame of a clean line, however many delimiters stand between", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(payload, fc.nat(3)), { maxLength: 6 }), (frames) => {
        const receiver = new Receiver();
        const bytes = frames.flatMap(([content, extra]) => [...frameOf(content), ...new Array<number>(extra).fill(0)]);
        expect(pushAll(receiver, bytes)).toEqual(frames.map(([content]) => [...content]));
        expect(receiver.frames).toBe(frames.length);
        expect(receiver.corrupt + receiver.malformed + receiver.overlong).toBe(0);
      }),
    );
  });

  test("after any bytes and a delimiter, the next frame is found", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), payload, (noise, content) => {
        const receiver = new Receiver();
        pushAll(receiver, noise);
        pushAll(receiver, [0]);
        expect(pushAll(receiver, frameOf(content))).toEqual([[...content]]);
      }),
      { numRuns: 300 },
    );
  });

  test("a frame damaged anywhere is dropped and counted once, and the next is found", () => {
    const first = frameOf(Uint8Array.of(1, 0, 2, 0, 3));
    for (let at = 0; at < first.length - 1; at++) {
      for (const damage of [
        first.with(at, (first[at] ?? 0) ^ 0x81 || 1),
        first.toSpliced(at, 1),
        first.toSpliced(at, 0, 7),
      ]) {
        const receiver = new Receiver();
        expect(pushAll(receiver, [...damage, ...frameOf(Uint8Array.of(9))])).toEqual([[9]]);
        expect(receiver.corrupt + receiver.malformed + receiver.overlong).toBe(1);
      }
    }
  });

  test("the longest frame passes, one byte more is overlong", () => {
    const receiver = new Receiver();
    const longest = new Uint8Array(PAYLOAD_BYTES_MAX).fill(1);
    expect(frameOf(longest)).toHaveLength(LINE_BYTES_MAX);
    expect(pushAll(receiver, frameOf(longest))).toHaveLength(1);
    pushAll(receiver, [...new Array<number>(LINE_BYTES_MAX - 1).fill(7), 0]);
    expect([receiver.malformed, receiver.overlong]).toEqual([1, 0]);
    pushAll(receiver, [...new Array<number>(LINE_BYTES_MAX).fill(7), 0]);
    expect([receiver.malformed, receiver.overlong]).toEqual([1, 1]);
    pushAll(receiver, [...new Array<number>(100_000).fill(7), 0]);
    expect([receiver.malformed, receiver.overlong]).toEqual([1, 2]);
    expect(pushAll(receiver, frameOf(longest))).toHaveLength(1);
  });

  test("two receivers share nothing", () => {
    const [one, other] = [new Receiver(), new Receiver()];
    const [a, b] = [frameOf(Uint8Array.of(1, 2, 3)), frameOf(Uint8Array.of(4, 5, 6))];
    const found: number[][] = [];
    for (let i = 0; i < a.length; i++) found.push(...pushAll(one, [a[i] ?? 0]), ...pushAll(other, [b[i] ?? 0]));
    expect(found).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
});
