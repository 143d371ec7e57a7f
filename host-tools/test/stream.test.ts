/**
 * Streams: order, back-pressure, and every way to end one early.
 *
 * @packageDocumentation
 */
import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { streamAnswers } from "../client/stream.ts";

/** Questions that are answered when the test says so. */
class Desk {
  readonly asked: number[] = [];
  readonly #answers = new Map<number, (answer: string) => void>();

  readonly ask = (question: number): Promise<string> => {
    this.asked.push(question);
    return new Promise((resolve) => this.#answers.set(question, resolve));
  };

  answer(question: number): void {
    this.#answers.get(question)?.(`answer ${question}`);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function* numbers(count: number, onEnd: () => void = () => undefined): Generator<number> {
  try {
    for (let i = 0; i < count; i++) yield i;
  } finally {
    onEnd();
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("a stream", () => {
  test("gives the answers in the order of the questions, whenever they come", async () => {
    const desk = new Desk();
    const answers = collect(streamAnswers(numbers(5), 3, undefined, desk.ask));
    for (const question of [2, 1, 0, 4, 3]) {
      await turn();
      desk.answer(question);
    }
    expect(await answers).toEqual([0, 1, 2, 3, 4].map((question) => `answer ${question}`));
  });

  test("asks no more than its window, counting what nobody has consumed", async () => {
    const desk = new Desk();
    const stream = streamAnswers(numbers(100), 3, undefined, desk.ask);
    const first = stream.next();
    await turn();
    expect(desk.asked).toEqual([0, 1, 2]);
    for (const question of [0, 1, 2]) desk.answer(question);
    await first;
    await turn();
    // One was consumed, so one more is asked, also while nobody waits.
    expect(desk.asked).toEqual([0, 1, 2, 3]);
    await turn();
    expect(desk.asked).toEqual([0, 1, 2, 3]);
    await stream.next();
    await turn();
    expect(desk.asked).toEqual([0, 1, 2, 3, 4]);
    await stream.return();
    await turn();
    expect(desk.asked).toEqual([0, 1, 2, 3, 4]);
  });

  test("gives an answer while its source is still thinking", async () => {
    const desk = new Desk();
    async function* slow(): AsyncGenerator<number> {
      yield 0;
      await new Promise(() => undefined);
    }
    const stream = streamAnswers(slow(), 3, undefined, desk.ask);
    const first = stream.next();
    await turn();
    desk.answer(0);
    expect(await first).toEqual({ done: false, value: "answer 0" });
  });

  test("of nothing ends at once, and a window of 0 is 1", async () => {
    expect(await collect(streamAnswers([], 4, undefined, () => Promise.resolve(0)))).toEqual([]);
    expect(await collect(streamAnswers([7], 0, undefined, (question) => Promise.resolve(question)))).toEqual([7]);
  });

  test("keeps pace with 20,000 questions", async () => {
    const answers = await collect(
      streamAnswers(numbers(20_000), 4, undefined, (question) => Promise.resolve(-question)),
    );
    expect(answers).toHaveLength(20_000);
    expect(answers.at(-1)).toBe(-19_999);
  });
});

describe("a stream ends", () => {
  test("when its consumer leaves, and tells the source", async () => {
    let ended = false;
    const source = numbers(100, () => (ended = true));
    for await (const answer of streamAnswers(source, 4, undefined, (question) => Promise.resolve(question))) {
      if (answer === 5) break;
    }
    await turn();
    expect(ended).toBe(true);
  });

  test("with the first failed question, after the answers before it", async () => {
    let ended = false;
    const seen: number[] = [];
    const ask = (question: number): Promise<number> =>
      question < 3 ? Promise.resolve(question) : Promise.reject(new Error(`no ${question}`));
    const run = async (): Promise<void> => {
      for await (const answer of streamAnswers(
        numbers(9, () => (ended = true)),
        4,
        undefined,
        ask,
      )) {
        seen.push(answer);
      }
    };
    await expect(run()).rejects.toThrow("no 3");
    expect(seen).toEqual([0, 1, 2]);
    await turn();
    expect(ended).toBe(true);
  });

  test("with an error of the source", async () => {
    function* broken(): Generator<number> {
      yield 0;
      throw new Error("torn page");
    }
    await expect(collect(streamAnswers(broken(), 2, undefined, () => Promise.resolve(0)))).rejects.toThrow("torn page");
  });

  test("with the signal's reason, also while its source thinks for ever; no listener stays", async () => {
    const controller = new AbortController();
    async function* silent(): AsyncGenerator<number> {
      await new Promise(() => undefined);
      yield 0;
    }
    const stream = streamAnswers(silent(), 2, controller.signal, () => Promise.resolve(0));
    const first = stream.next();
    await turn();
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    const many = streamAnswers(numbers(500), 4, new AbortController().signal, (question) => Promise.resolve(question));
    expect(await collect(many)).toHaveLength(500);
    const late = streamAnswers([1], 1, controller.signal, () => Promise.resolve(0));
    await expect(late.next()).rejects.toThrow("enough");
  });
});
