/**
 * At and beyond the edges: labels, a full index, and arguments that no client of ours would send.
 *
 * @packageDocumentation
 */
import { DICTIONARY } from "../../host-tools/client/methods-client.rpc.ts";
import { methodNamed, type Case } from "./case.ts";
import { bytes, DIMENSIONS, join, packed, vectors, words } from "./numbers.ts";

/** Labels of slots. */
export const types: Case = {
  name: "types",
  about: "each slot keeps its label, and labels and slots out of range are refused",
  async run(bench) {
    await bench.call("init", DIMENSIONS, 0, 0);
    for (let slot = 0; slot < 32; slot++) await bench.call("setNodeType", slot, slot % 16);
    for (let slot = 0; slot < 32; slot++) await bench.call("getNodeType", slot);
    for (const [slot, type] of [
      [0, 16],
      [0, 255],
      [32, 0],
      [0xffffffff, 3],
      [255, 0],
    ] as const) {
      await bench.callRaw(
        "setNodeType out of range",
        methodNamed("setNodeType").number,
        join(words(slot), bytes(type)),
      );
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
      await bench.callRaw(`insert ${f32}`, methodNamed("insert").number, spoilt);
      await bench.callRaw(`search ${f32}`, methodNamed("search").number, join(spoilt, bytes(5)));
      await bench.callRaw(`inject ${f32}`, methodNamed("snnInject").number, join(words(3), number));
      await bench.callRaw(`step ${f32}`, methodNamed("snnStep").number, number);
      await bench.callRaw(`tick ${f32}`, methodNamed("snnTick").number, join(number, number, bytes(1)));
      await bench.callRaw(`drive ${f32}`, methodNamed("hnswToSnn").number, join(vector, bytes(4), number));
      await bench.callRaw(
        `query ${f32}`,
        methodNamed("query").number,
        join(spoilt, bytes(4), number, number, bytes(3)),
      );
      await bench.call("lastError");
      await bench.call("getMembrane", 3);
    }
    for (const word of WORDS) {
      const one = words(word);
      await bench.callRaw(`search k ${word}`, methodNamed("search").number, join(vector, bytes(word)));
      await bench.callRaw(`membrane ${word}`, methodNamed("getMembrane").number, one);
      await bench.callRaw(`inject ${word}`, methodNamed("snnInject").number, join(one, words({ f32: 0.1 })));
      await bench.callRaw(
        `learn ${word}`,
        methodNamed("snnTick").number,
        join(words({ f32: 1 }, { f32: 0.1 }), bytes(word)),
      );
      const ticks = join(bytes(2), words({ f32: 1 }, { f32: 1 }), bytes(word));
      await bench.callRaw(`ticks ${word}`, methodNamed("query").number, join(vector, ticks));
      await bench.callRaw(`method ${word & 255}`, (word & 255) | 16, one);
      await bench.call("lastError");
    }
    for (const { name, number } of DICTIONARY.methods) {
      for (const length of [1, 3, 65, 240]) {
        await bench.callRaw(`${name} with ${length} bytes`, number, new Uint8Array(length).fill(1));
      }
    }
    await bench.call("describe");
    for (const word of WORDS) await bench.callRaw(`init ${word}`, methodNamed("init").number, bytes(word, word, word));
    await bench.call("describe");
  },
};
