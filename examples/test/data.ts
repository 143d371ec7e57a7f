/**
 * Programs that move data: each against a model of a few lines that does the same without limits.
 *
 * @packageDocumentation
 */
import { call, type Example, type Step } from "./example.ts";
import { randomBytes, randomWords } from "./random.ts";

const ringBuffer: Example = { name: "ring-buffer", steps: ringSteps() };

function ringSteps(): Step[] {
  const next = randomWords(3);
  const waiting: number[] = [];
  return Array.from({ length: 600 }, (_, index) => {
    // First rather full, then rather empty.
    if (next() / 2 ** 32 < (index < 300 ? 0.6 : 0.4)) {
      const byte = next() >>> 24;
      const fits = waiting.length < 16;
      if (fits) waiting.push(byte);
      return call("put", [byte], Number(fits));
    }
    return next() % 5 === 0 ? call("count", [], waiting.length) : call("take", [], waiting.shift() ?? -1);
  });
}

const quicksort: Example = {
  name: "quicksort",
  steps: [0, 1, 2, 8, 9, 100, 255, 256].flatMap((length, seed) => {
    const next = randomWords(seed);
    const lists = [
      Array.from({ length }, () => next() | 0),
      Array.from({ length }, () => next() % 3),
      Array.from({ length }, (_, index) => -index),
    ];
    return lists.flatMap((values) => [
      ...values.map((value, index) => call("setValue", [index, value])),
      call("sort", [length]),
      ...values.toSorted((a, b) => a - b).map((value, index) => call("getValue", [index], value + 0)),
    ]);
  }),
};

const life: Example = { name: "life", steps: lifeSteps() };

function lifeSteps(): Step[] {
  const rPentomino = ["16,15", "17,15", "15,16", "16,16", "16,17"];
  let cells = new Set(rPentomino);
  const steps = [call("clear", []), ...rPentomino.map((cell) => call("setCell", cell.split(",").map(Number)))];
  for (let i = 0; i < 40; i++) {
    cells = nextGeneration(cells);
    steps.push(call("generation", []), ...rowsOf(cells));
  }
  for (let i = 0; i < 100; i++) cells = nextGeneration(cells);
  return [...steps, call("run", [100]), ...rowsOf(cells), call("getCell", [0, 0], Number(cells.has("0,0")))];
}

function nextGeneration(cells: ReadonlySet<string>): Set<string> {
  const neighbours = new Map<string, number>();
  for (const cell of cells) {
    const [x = 0, y = 0] = cell.split(",").map(Number);
    for (const [dx, dy] of [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const))) {
      const near = `${(x + dx + 32) % 32},${(y + dy + 32) % 32}`;
      if (dx !== 0 || dy !== 0) neighbours.set(near, (neighbours.get(near) ?? 0) + 1);
    }
  }
  return new Set([...neighbours].flatMap(([cell, n]) => (n === 3 || (n === 2 && cells.has(cell)) ? [cell] : [])));
}

function rowsOf(cells: ReadonlySet<string>): Step[] {
  return Array.from({ length: 32 }, (_, y) => {
    let row = 0;
    for (let x = 0; x < 32; x++) if (cells.has(`${x},${y}`)) row |= 1 << x;
    return call("getRow", [y], row >>> 0);
  });
}

const [TRUNCATED, BAD_DISTANCE, TOO_LONG] = [-1, -2, -3];

const lz4: Example = {
  name: "lz4",
  steps: [
    ...[
      Buffer.alloc(0),
      Buffer.from("a"),
      Buffer.from("abcabcabcabcabcabcabcabcabcabcabc and again abcabcabcabc"),
      Buffer.alloc(3000, 7),
      randomBytes(5, 700),
    ].flatMap((plain) => {
      const block = compress(plain);
      // A sample of places, the last among them: a call for each byte would say no more.
      const places = [...plain.keys()].filter((place) => place % 7 === 0 || place === plain.length - 1);
      return [...decode(block, plain.length), ...places.map((place) => call("getOutput", [place], plain[place]))];
    }),
    ...decode([], TRUNCATED),
    ...decode([0x10], TRUNCATED),
    ...decode([0xf0, 255], TRUNCATED),
    ...decode([0x10, 65, 1], TRUNCATED),
    ...decode([0x10, 65, 0, 0], BAD_DISTANCE),
    ...decode([0x10, 65, 2, 0], BAD_DISTANCE),
    ...decode([0x1f, 65, 1, 0, ...Array.from({ length: 20 }, () => 255), 0], TOO_LONG),
  ],
};

function decode(block: readonly number[], expected: number): Step[] {
  return [...block.map((byte, index) => call("setInput", [index, byte])), call("decode", [block.length], expected)];
}

/** A plain LZ4 compressor: the first match of four bytes or more that it finds, back to the start. */
function compress(plain: Buffer): number[] {
  const block: number[] = [];
  let literals: number[] = [];
  for (let at = 0; at < plain.length;) {
    const from = at + 12 <= plain.length ? plain.subarray(0, at + 3).indexOf(plain.subarray(at, at + 4)) : -1;
    if (from < 0) {
      literals.push(plain[at++] ?? 0);
      continue;
    }
    let length = 4;
    while (at + length < plain.length - 5 && plain[from + length] === plain[at + length]) length++;
    block.push(...sequence(literals, { distance: at - from, length }));
    literals = [];
    at += length;
  }
  return [...block, ...sequence(literals, null)];
}

function sequence(literals: readonly number[], match: { distance: number; length: number } | null): number[] {
  const [first, second] = [literals.length, match === null ? 0 : match.length - 4];
  const token = (Math.min(first, 15) << 4) | Math.min(second, 15);
  const head = [token, ...moreLength(first), ...literals];
  return match === null ? head : [...head, match.distance & 255, match.distance >> 8, ...moreLength(second)];
}

function moreLength(length: number): number[] {
  if (length < 15) return [];
  const rest = length - 15;
  return [...Array.from({ length: Math.floor(rest / 255) }, () => 255), rest % 255];
}

const [NOTHING, BAD, LED, SPEED, STOP] = [0, 1, 2, 3, 4];

const commands: Example = {
  name: "commands",
  steps: [
    ...line("led 3 on", LED, 3),
    call("isOn", [], 1),
    ...line("  led  12   off ", LED, 12),
    call("isOn", [], 0),
    ...line("speed -250", SPEED, -250),
    ...line("stop", STOP, -250),
    ...line("", NOTHING, -250),
    ...[
      "led",
      "led on",
      "led 3",
      "led 3 speed",
      "led 3 on on",
      "led 3 4 on",
      "le 3 on",
      "ledd 3 on",
      "on",
      "speed",
      "speed 1 2",
      "speed --1",
      "speed 1-",
      "speed -",
      "speed 1x",
      "speed x1",
      "speed 1234567890",
      "stop 1",
      "3 led on",
      "Led 3 on",
      "led 3 on stop x",
      "stop stop",
      "l",
      "led speed on",
    ].flatMap((text) => line(text, BAD, -250)),
    ...line("speed 999999999", SPEED, 999_999_999),
  ],
};

function line(text: string, command: number, argument: number): Step[] {
  const characters = [...Buffer.from(text)].map((character) => call("accept", [character], NOTHING));
  return [...characters, call("accept", [10], command), call("argument", [], argument)];
}

/** Programs that move and order data. */
export const DATA: readonly Example[] = [ringBuffer, quicksort, life, lz4, commands];
