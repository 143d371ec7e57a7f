/**
 * The host's end of a line that brings anything: whatever comes, nothing breaks, and the next frame behind a delimiter
 * is heard as it was sent.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { LINE_BYTES_MAX, PAYLOAD, seal, writeHeader } from "../../firmware-src/wire/frame.ts";
import { Channel, type Frame, type ReceivedFrame } from "../session/channel.ts";
import { memoryPair } from "../transport/memory.ts";

const frame: fc.Arbitrary<Frame> = fc.record({
  type: fc.integer({ min: 1, max: 15 }),
  session: fc.nat(0xffff),
  sequence: fc.nat(0xffff),
  method: fc.nat(255),
  payload: fc.uint8Array({ maxLength: 240 }),
});

/** Noise, much of it delimiters and lengths, or a frame with some bytes changed. */
const noise = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  fc.array(fc.constantFrom(0, 1, 2, 254, 255), { maxLength: 300 }).map((bytes) => Uint8Array.from(bytes)),
  fc.tuple(frame, fc.nat(), fc.nat(255)).map(([sent, place, byte]) => {
    const line = bytesOf(sent);
    line[place % line.length] = byte;
    return line;
  }),
);

test("any bytes, and the frames among them are heard", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(noise, frame), { maxLength: 8 }),
      fc.integer({ min: 1, max: 64 }),
      async (parts, size) => {
        const [near, far] = memoryPair();
        const heard: ReceivedFrame[] = [];
        const channel = new Channel(near);
        channel.onFrame(({ type, session, sequence, method, payload, ...rest }) => {
          heard.push({ type, session, sequence, method, payload: payload.slice(), ...rest });
        });
        const bytes = parts.flatMap(([before, sent]) => [...before, 0, ...bytesOf(sent)]);
        for (let start = 0; start < bytes.length; start += size) {
          await far.write(Uint8Array.from(bytes.slice(start, start + size)));
        }
        await new Promise(setImmediate);
        // A changed byte may leave a frame as it was, so there may be more.
        let place = 0;
        for (const [, sent] of parts) {
          place = heard.findIndex((each, index) => index >= place && isSame(each, sent)) + 1;
          expect(place).toBeGreaterThan(0);
        }
        const { bytesReceived, framesReceived } = channel.counters;
        expect(bytesReceived).toBe(bytes.length);
        expect(framesReceived).toBe(heard.length);
        await channel.close();
      },
    ),
  );
});

function isSame(heard: ReceivedFrame, { type, session, sequence, method, payload }: Frame): boolean {
  const isPlace = heard.type === type && heard.session === session && heard.sequence === sequence;
  return isPlace && heard.method === method && Buffer.compare(heard.payload, payload) === 0;
}

function bytesOf({ type, session, sequence, method, payload }: Frame): Uint8Array {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, type, session, sequence, method, 0);
  line.set(payload, PAYLOAD);
  return line.slice(0, seal(line, payload.length));
}
