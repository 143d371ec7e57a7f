/**
 * At and beyond the edges: labels, a full index, and arguments that no client of ours would send.
 *
 * @packageDocumentation
 */
import { METHODS } from "../../host-tools/client/methods.ts";
import type { Case } from "./case.ts";
import { DIMENSIONS, join, packed, vectors, words } from "./numbers.ts";

/** Labels of slots. */
export const types: Case = {
  name: "types",
  about: "each slot keeps its label, and labels and slots out of range are refused",
  async run(bench) {
    await bench.call("init", DIMENSIONS, 0, 0);
    for (let slot = 0; slot < 34; slot++) await bench.call("setNodeType", slot, slot % 16);
    for (let slot = 0; slot < 34; slot++) await bench.call("getNodeType", slot);
    for (const [slot, type] of [
      [0, 16],
      [0, 0xffffffff],
      [0xffffffff, 3],
      [255, 0],
    ] as const) {
      await bench.callRaw("setNodeType out of range", METHODS.setNodeType.number, words(slot, type));
    }
    await bench.call("init", DIMENSIONS, 0, 0);
    for (let slot = 0; slot < 4; slot++) await bench.call("getNodeType", slot);
  },
};

/** More vectors than there is room for. */
export const fullIndex: Case = {
  name: "full index",
  about: "the last slot is filled, the next vector is refused and changes nothing",
  async run(bench) {
    await bench.call("insert", vectors(1, 1)[0] ?? []);
    await bench.call("lastError");
    await bench.call("init", DIMENSIONS, 0, 0);
    for (const vector of vectors(bench.client.identity.vectors + 2, 10)) await bench.call("insert", vector);
    await bench.call("lastError");
    await bench.call("lastError");
    await bench.call("describe");
    for (const vector of vectors(3, 11)) await bench.call("search", vector, 16);
  },
};

const NUMBERS = [NaN, Infinity, -Infinity, 3.4028234663852886e38, -3.4e38, 2e18, 2 ** -149, -0] as const;
const WORDS = [0, 1, 16, 17, 31, 32, 33, 255, 256, 65_536, 0x7fffffff, 0x80000000, 0xffffffff] as const;

/** Arguments of every kind that a broken or hostile host might send. */
export const hostile: Case = {
  name: "hostile arguments",
  about: "no argument makes a board hang, fault or answer otherwise than the reference",
  async run(bench) {
    await bench.call("init", DIMENSIONS, 0, 0);
    for (const vector of vectors(20, 12)) await bench.call("insert", vector);
    const vector = packed(vectors(1, 13)[0] ?? new Float32Array(DIMENSIONS));

    for (const f32 of NUMBERS) {
      const number = words({ f32 });
      const spoilt = join(number, vector.subarray(4));
      await bench.callRaw(`insert ${f32}`, METHODS.insert.number, spoilt);
      await bench.callRaw(`search ${f32}`, METHODS.search.number, join(spoilt, words(5)));
      await bench.callRaw(`inject ${f32}`, METHODS.snnInject.number, join(words(3), number));
      await bench.callRaw(`step ${f32}`, METHODS.snnStep.number, number);
      await bench.callRaw(`tick ${f32}`, METHODS.snnTick.number, join(number, number, words(1)));
      await bench.callRaw(`drive ${f32}`, METHODS.hnswToSnn.number, join(vector, words(4), number));
      await bench.callRaw(`query ${f32}`, METHODS.query.number, join(spoilt, words(4), number, number, words(3)));
      await bench.call("lastError");
      await bench.call("getMembrane", 3);
    }
    for (const word of WORDS) {
      const one = words(word);
      await bench.callRaw(`search k ${word}`, METHODS.search.number, join(vector, one));
      await bench.callRaw(`membrane ${word}`, METHODS.getMembrane.number, one);
      await bench.callRaw(`inject ${word}`, METHODS.snnInject.number, join(one, words({ f32: 0.1 })));
      await bench.callRaw(`learn ${word}`, METHODS.snnTick.number, join(words({ f32: 1 }, { f32: 0.1 }), one));
      const ticks = join(words(2, { f32: 1 }, { f32: 1 }), one);
      await bench.callRaw(`ticks ${word}`, METHODS.query.number, join(vector, ticks));
      await bench.callRaw(`method ${word & 255}`, (word & 255) | 16, one);
      await bench.call("lastError");
    }
    for (const { name, number } of Object.values(METHODS)) {
      for (const length of [1, 3, 65, 240]) {
        await bench.callRaw(`${name} with ${length} bytes`, number, new Uint8Array(length).fill(1));
      }
    }
    await bench.call("describe");
    for (const word of WORDS) await bench.callRaw(`init ${word}`, METHODS.init.number, words(word, word, word));
    await bench.call("describe");
  },
};
