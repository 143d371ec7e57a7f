/**
 * Golden scripts: what every function of the core answers, written so that people can read and check it, and so that an
 * implementation in any language can be held to it.
 *
 * ```
 * == the potential leaks by dt / 20 in a millisecond
 * store 1 0 => 0
 * snn_inject 0 0.5
 * snn_step 1 => 0
 * snn_get_membrane 0 => 0.475
 * ```
 *
 * A case begins with `==` and a sentence, in a core that is as after power on, with 16 dimensions. Each line is a call:
 * a public function of full.ts and its arguments, or one of the words of {@link WORDS}; behind `=>` is what it
 * answers. Numbers are the shortest decimals that stand for the binary32, so they say every bit. `#` begins a comment.
 *
 * @packageDocumentation
 */
import type { Program } from "../../../codegen/src/ir/ir.ts";
import { type Call, publicFunctions, type Result } from "../../../codegen/test/engines/engine.ts";

/** One line that does something. */
export interface Step {
  /** Place of the line in the script, from 0. */
  readonly line: number;
  readonly calls: readonly Call[];
  /** What the script says it answers; null if nothing. */
  readonly expected: string | null;
  /** What the results of the calls are, as a script has it; null if the line answers nothing. */
  readonly print: (results: readonly Result[]) => string | null;
}

/** The steps of a script. Throws at a line that is none. */
export function readScript(text: string, program: Program): readonly Step[] {
  const reader = new Reader(program);
  return text.split("\n").flatMap((line, place) => {
    try {
      return reader.read(line, place);
    } catch (error) {
      throw new Error(`line ${place + 1}, "${line}": ${String(error)}`, { cause: error });
    }
  });
}

/** The script with other answers. */
export function withAnswers(text: string, answers: ReadonlyMap<number, string | null>): string {
  return text
    .split("\n")
    .map((line, place) => {
      const answer = answers.get(place);
      const [head = ""] = line.split(/\s*=>/);
      return answer === undefined ? line : answer === null ? head.trimEnd() : `${head.trimEnd()} => ${answer}`;
    })
    .join("\n");
}

/** What a word does: the calls, and how their results are printed. */
interface Word {
  readonly calls: (values: readonly number[]) => readonly (readonly [name: string, ...values: number[]])[];
  readonly print?: (results: readonly Result[]) => string;
}

const COMPONENTS = 16;
const EMPTY_INDEX = 255;
const places = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Fills a buffer from its beginning; the rest becomes 0. */
const fill = (name: string, values: readonly number[]): (readonly [string, number, number])[] =>
  places(COMPONENTS).map((i) => [name, i, values[i] ?? 0] as const);

/** Words beside the functions. */
const WORDS: Readonly<Record<string, Word>> = {
  /** Fills the query buffer. */
  query: { calls: (values) => fill("put_query", values) },
  /** Fills the delta buffer. */
  delta: { calls: (values) => fill("put_delta", values) },
  /** Fills the insert buffer. */
  vector: { calls: (values) => fill("put_insert", values) },
  /** Fills the insert buffer and inserts. */
  store: {
    calls: (values) => [...fill("put_insert", values), ["insert"]],
    print: (results) => printed(results.at(-1) ?? null),
  },
  /** The first records of the result buffer: `index:distance`, `@core` if it is not 0, `~` if approximate. */
  found: records("found"),
  /** The same of the global list. */
  merged: records("merged"),
  /** The same of the extended list. */
  extended: records("extended"),
  /** The first components of the delta buffer. */
  changed: list((count) => places(count).map((i) => ["delta_at", i])),
  /** The first components of a stored vector. */
  stored: list((index, count = 0) => places(count).map((i) => ["vector_at", index, i])),
  /** A function of an index, for the first so many. */
  potentials: list((count) => places(count).map((i) => ["snn_get_membrane", i])),
  weights: list((count) => places(count).map((i) => ["get_edge_weight", i])),
  /** The first events: `step:neuron`. */
  events: {
    calls: ([count = 0]) =>
      places(count).flatMap((i) => [
        ["event_step", i],
        ["event_neuron", i],
      ]),
    print: (results) =>
      groups(results, 2)
        .map(([step, neuron]) => `${Number(step)}:${Number(neuron)}`)
        .join(" "),
  },
};

function list(calls: (first: number, second?: number) => (readonly [string, ...number[]])[]): Word {
  return {
    calls: ([first = 0, second]) => calls(first, second),
    print: (results) => results.map(printed).join(" "),
  };
}

function records(buffer: string): Word {
  return {
    calls: ([count = 0]) =>
      places(count).flatMap((rank) => [
        [`${buffer}_index`, rank],
        [`${buffer}_core`, rank],
        [`${buffer}_flags`, rank],
        [`${buffer}_distance`, rank],
      ]),
    print: (results) => groups(results, 4).map(printedRecord).join(" "),
  };
}

function printedRecord([index, core, flags, distance]: readonly Result[]): string {
  if (index === EMPTY_INDEX) return "-";
  return `${String(index)}${core === 0 ? "" : `@${String(core)}`}:${printed(distance ?? null)}${flags === 0 ? "" : "~"}`;
}

function groups(results: readonly Result[], size: number): readonly (readonly Result[])[] {
  return places(results.length / size).map((group) => results.slice(group * size, (group + 1) * size));
}

class Reader {
  readonly #program: ReturnType<typeof publicFunctions>;

  constructor(program: Program) {
    this.#program = publicFunctions(program);
  }

  read(line: string, place: number): readonly Step[] {
    const text = line.replace(/#.*/, "").trim();
    if (text === "") return [];
    if (text.startsWith("==")) {
      return [{ line: place, calls: [this.#call("fresh", [])], expected: null, print: () => null }];
    }
    const [head = "", expected = null] = text.split(/\s*=>\s*/);
    const [name = "", ...values] = head.split(/\s+/);
    const numbers = values.map(numberOf);
    const word = WORDS[name];
    if (word !== undefined) {
      const calls = word.calls(numbers).map(([called, ...given]) => this.#call(called, given));
      return [{ line: place, calls, expected, print: word.print ?? (() => null) }];
    }
    const print = ([result = null]: readonly Result[]): string | null => (result === null ? null : printed(result));
    return [{ line: place, calls: [this.#call(name, numbers)], expected, print }];
  }

  #call(name: string, values: readonly number[]): Call {
    const func = this.#program.get(name);
    if (func === undefined) throw new Error(`there is no function ${name}`);
    const { parameters } = func;
    if (parameters.length !== values.length) throw new Error(`${name} takes ${parameters.length} arguments`);
    return {
      name,
      values: values.map((value, i) => (parameters[i]?.type === "f32" ? Math.fround(value) : value >>> 0)),
    };
  }
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text !== "NaN" && Number.isNaN(value)) throw new Error(`${text} is no number`);
  return value;
}

/** A number in as few digits as say it. */
function printed(result: Result): string {
  const value = Number(result);
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return Object.is(value, -0) ? "-0" : String(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = value.toPrecision(digits);
    if (Math.fround(Number(short)) === value) return String(Number(short));
  }
  return String(value);
}
