/**
 * A core large enough to link by walks, as JavaScript and as WebAssembly: both do the same to the last bit, and the
 * JavaScript, which throws on an access out of bounds, never does.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { BuiltCore, buildJavaScript, type Limits, MODE } from "../../bench/recall/core.ts";
import { clustered, randomOf } from "../../bench/recall/vectors.ts";

const LIMITS: Limits = { CAPACITY: 300, DIMENSIONS: 8, LINKS: 8 };

type Functions = Readonly<Record<string, (...values: number[]) => unknown>>;

interface ResultRecord {
  readonly index: number;
  readonly indexHigh: number;
  readonly distance: number;
}

test("JavaScript and WebAssembly agree on graphs and walks", async () => {
  const wasm = new BuiltCore(LIMITS);
  const reference = await loadJavaScript();
  const random = randomOf(11);
  const vectors = clustered(370, 8, random);
  const both = (name: string, ...values: number[]): void => {
    expect(Number(reference[name]?.(...values) ?? 0)).toBe(wasm.call(name, ...values));
  };
  for (const metric of [0, 1, 2]) {
    wasm.call("init", 8, metric, 0);
    reference.init?.(8, metric, 0);
    for (const [step, vector] of vectors.entries()) {
      (reference.get_insert_ptr?.() as Float32Array).set(vector);
      const index = wasm.insert(vector);
      expect(reference.insert_ex?.()).toBe(index);
      if (step >= 290) both("remove", Math.floor(random() * 300));
      if (step % 10 === 0) both("replace", Math.floor(random() * 300));
      if (step % 15 === 0) both("relink", Math.floor(random() * 300));
      if (step % 60 === 59) compare(wasm, reference, vector);
    }
    wasm.call("rebuild");
    reference.rebuild?.();
    compare(wasm, reference, vectors[0] ?? []);
  }
});

function compare(wasm: BuiltCore, reference: Functions, query: ArrayLike<number>): void {
  for (const name of ["count", "high_water", "graph_check", "last_error"]) {
    expect(reference[name]?.()).toBe(wasm.call(name));
  }
  for (let index = 0; index < 300; index++) {
    const degree = Number(reference.degree?.(index));
    const neighbours = Array.from({ length: degree }, (_, branch) => reference.neighbor?.(index, branch));
    expect(neighbours).toEqual(wasm.neighbours(index));
  }
  (reference.get_query_ptr?.() as Float32Array).set(query);
  for (const mode of Object.values(MODE)) {
    reference.set_search_mode?.(mode);
    wasm.call("set_search_mode", mode);
    const found = wasm.search(query, 16).map(({ index, distance }) => ({ index, distance }));
    expect(reference.search?.(16)).toBe(found.length);
    const { records } = reference.get_result_ptr?.() as { records: readonly ResultRecord[] };
    const same = records.map(({ index, indexHigh, distance }) => ({ index: index + 256 * indexHigh, distance }));
    expect(same.slice(0, found.length)).toEqual(found);
    expect(reference.get_last_evals?.()).toBe(wasm.call("get_last_evals"));
  }
}

async function loadJavaScript(): Promise<Functions> {
  const source = buildJavaScript(LIMITS);
  const url = `data:text/javascript,${encodeURIComponent(source.replace(/^\/\/# sourceMappingURL=.*$/m, ""))}`;
  const { instantiate } = (await import(/* @vite-ignore */ url)) as { instantiate: () => Functions };
  return instantiate();
}
