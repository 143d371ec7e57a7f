/**
 * Rubbish on the line between calls. None of it may be answered as a call, change the core, or keep the next call from
 * being answered.
 *
 * @packageDocumentation
 */
import type { Case } from "./case.ts";
import { DIMENSIONS, uniform, vectors } from "./numbers.ts";

/** See the file's comment. */
export const noise: Case = {
  name: "malformed frames",
  about: "whatever stands on the line, the next call is answered and the core is as it was",
  async run(bench) {
    await bench.call("init", DIMENSIONS, 0, 0);
    for (const vector of vectors(8, 14)) await bench.call("insert", vector);
    for (const [name, bytes] of rubbish()) {
      await bench.disturb(bytes);
      // A delimiter, as a host sends one first after it opened a port: what was begun ends here.
      await bench.disturb(Uint8Array.of(0));
      bench.record(`ping after ${name}`, await bench.client.session.ping(Uint8Array.of(1, 0, 2)));
    }
    await bench.call("describe");
    for (const vector of vectors(4, 15)) await bench.call("search", vector, 8);
    await bench.call("lastError");
  },
};

function rubbish(): readonly (readonly [string, Uint8Array])[] {
  const next = uniform(16);
  const random = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(next() * 256));
  return [
    ["an empty frame", Uint8Array.of(0, 0, 0)],
    ["a frame of one byte", Uint8Array.of(1, 0)],
    ["a frame that is cut short", Uint8Array.of(9, 0x13, 1, 2)],
    ["a length that points beyond the frame", Uint8Array.of(200, 1, 2, 0)],
    ["a frame of 253 bytes without a stuffed zero", new Uint8Array(253).fill(255)],
    ["1,000 bytes without a delimiter", new Uint8Array(1_000).fill(0x55)],
    ["1,000 delimiters", new Uint8Array(1_000)],
    ["a frame whose checksum is wrong", Uint8Array.of(13, 0x13, 1, 1, 1, 1, 1, 12, 1, 1, 1, 1, 1, 0)],
    ...[1, 2, 3, 4, 5].map((count) => [`${count * 100} random bytes`, random(count * 100)] as const),
  ];
}
