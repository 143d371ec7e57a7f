/**
 * What the prover understands, rule by rule: for each, a program that it accepts and one that differs in what
 * matters and is refused.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { prove } from "../../src/prove/prove.ts";
import { programOf, withVocabulary } from "../program.ts";

/** Statics that the bodies below refer to. */
const WORLD = `
export class Node { degree: u8 = 0; next: u32 = 0; links = new Uint8Array(4); }
const table = new Uint8Array(8);
const wide = new Uint8Array(256);
const words = new Uint32Array(16);
const nodes = array(Node, 6);
let count: u32 = 0;
`;

/** The body of a public function, with its parameters. It need not end with a return. */
interface Case {
  readonly parameters: string;
  readonly body: string;
}

/** Messages, with their codes, of a program with this one public function, and what else it needs. */
function refusals({ parameters, body }: Case, rest = ""): string[] {
  const end = /(^|[;}]\s*)return [^;{}]*;$/.test(body) ? "" : "return 0;";
  const text = withVocabulary(`${WORLD}\n${rest}\nexport function f(${parameters}): u32 {\n${body}\n${end}\n}`);
  return prove(programOf(text)).diagnostics.map(({ code, message }) => `${code} ${message}`);
}

type Row = readonly [
  rule: string,
  parameters: string,
  accepted: string,
  refused: string,
  because: RegExp,
  rest?: string,
];

/** The world's memory can hold anything, but for `count`, which each rule has to itself. */
const USES = `
export function uses(i: u32, x: u32): u32 {
  table[i & 7] = u8(x);
  wide[i & 255] = u8(x);
  words[i & 15] = x;
  const node = nodes[i % 6];
  node.degree = u8(x);
  node.next = x;
  node.links[i & 3] = u8(x);
  return count;
}`;

function check([rule, parameters, accepted, refused, because, rest = ""]: Row): void {
  test(`accepts: ${rule}`, () => {
    expect(refusals({ parameters, body: accepted }, USES + rest)).toEqual([]);
  });
  test(`refuses: ${rule}`, () => {
    const messages = refusals({ parameters, body: refused }, USES + rest);
    expect(messages.join("\n")).toMatch(because);
  });
}

const TUPLES: readonly Row[] = [
  [
    "an element of a tuple, by its interval",
    "i: u32",
    "const [at, is] = find(i); if (is) table[at] = 1;",
    "const [at, is] = find(i); if (is) table[at + 1] = 1;",
    /GN6001/,
    "function find(i: u32): [at: u32, is: bool] { for (let at = 0; at < 8; at++) if (table[at] === i) return [at, true]; return [0, false]; }",
  ],
  [
    "elements of a tuple against each other and against an argument",
    "a: u32, b: u32",
    "const [from, to] = part(a, b, words.length); const p = words.subarray(from, to); count = p.length;",
    "const [from, to] = part(a, b, words.length); const p = words.subarray(to, from); count = p.length;",
    /GN6002/,
    "function part(a: u32, b: u32, most: u32): [from: u32, to: u32] { const to = Math.min(b, most); return [Math.min(a, to), to]; }",
  ],
  [
    "a variable that began as an element, until it is assigned",
    "i: u32",
    "let [low, high] = nibbles(i); words[low] = 1; high = low + 200; wide[high] = 1;",
    "let [low, high] = nibbles(i); words[high] = 1; low = high + 250; wide[low] = 1;",
    /GN6001 index `low`/,
    "function nibbles(i: u32): [u32, u32] { return [i & 15, (i >>> 4) & 15]; }",
  ],
];

const INDICES: readonly Row[] = [
  ["a constant", "", "table[7] = 1;", "table[table.length + count] = 1;", /GN6001/],
  [
    "an early return",
    "i: u32",
    "if (i >= 8) return 1; table[i] = 1;",
    "if (i > 8) return 1; table[i] = 1;",
    /GN6001 index `i` is in 0\.\.8, but `table` has 8 elements/,
  ],
  ["a guard", "i: u32", "if (i < 8) table[i] = 1;", "if (i <= 8) table[i] = 1;", /0\.\.8/],
  [
    "the other branch",
    "i: u32",
    "if (i > 7) count = i; else table[i] = 1;",
    "if (i > 7) table[i] = 1;",
    /8\.\.4294967295/,
  ],
  [
    "a short circuit",
    "i: u32",
    "if (i < 8 && table[i] === 3) return 1;",
    "if (table[i] === 3 && i < 8) return 1;",
    /GN6001/,
  ],
  [
    "a refused disjunction",
    "i: u32",
    "if (i >= 8 || table[i] === 3) return 1;",
    "if (i >= 8 && table[i] === 3) return 1;",
    /GN6001/,
  ],
  ["a negation", "i: u32", "if (!(i < 8)) return 1; table[i] = 1;", "if (!(i >= 8)) return 1; table[i] = 1;", /GN6001/],
  [
    "a negated conjunction",
    "i: u32, j: u32",
    "if (!(i < 8 && j < 8)) return 1; table[i] = table[j];",
    "if (!(i < 8 || j < 8)) return 1; table[i] = table[j];",
    /GN6001/,
  ],
  [
    "a condition with a name",
    "i: u32",
    "const inside = i < 8; if (inside) table[i] = 1;",
    "const inside = i <= 8; if (inside) table[i] = 1;",
    /GN6001/,
  ],
  [
    "a condition with a name, until it is stale",
    "i: u32",
    "const inside = i < 8; if (!inside) return 1; table[i] = 1;",
    "let j = i; const inside = j < 8; j++; if (inside) table[j] = 1;".replace("let j = i", "let j: u32 = i"),
    /GN6001/,
  ],
  ["a choice", "i: u32", "table[i < 8 ? i : 0] = 1;", "table[i < 9 ? i : 0] = 1;", /0\.\.8/],
  ["an equation", "i: u32", "if (i === 5) table[i] = 1;", "if (i !== 5) table[i] = 1;", /GN6001/],
  ["a minimum", "i: u32", "table[Math.min(i, 7)] = 1;", "table[Math.min(i, 8)] = 1;", /0\.\.8/],
  [
    "a clamp of both ends",
    "i: i32",
    "table[Math.max(0, Math.min(i, 7))] = 1;",
    "table[Math.min(i, 7)] = 1;",
    /-2147483648\.\.7/,
  ],
  ["a mask", "i: u32", "table[i & 7] = 1;", "table[i & 15] = 1;", /0\.\.15/],
  ["a mask of a negative number", "i: i32", "table[i & 7] = 1;", "table[i & -2] = 1;", /GN6001/],
  ["a remainder", "i: u32", "table[i % 8] = 1;", "table[i % 9] = 1;", /0\.\.8/],
  [
    "a remainder of a negative number",
    "i: i32",
    "if (i < 0) return 1; table[i % 8] = 1;",
    "table[i % 8] = 1;",
    /-7\.\.7/,
  ],
  ["a shift", "i: u32", "table[i >>> 29] = 1;", "table[i >>> 28] = 1;", /0\.\.15/],
  ["a quotient", "i: u32", "table[i / 0x20000000] = 1;", "table[i / 0x10000000] = 1;", /0\.\.15/],
  ["a byte into a table of 256", "i: u32", "return wide[wide[i & 255]];", "return table[wide[i & 255]];", /0\.\.255/],
  ["a conversion that wraps", "i: u32", "return wide[u8(i)];", "return table[u8(i)];", /0\.\.255/],
  [
    "a conversion that changes the sign",
    "i: i32",
    "if (i < 0) return 1; if (u32(i) < 8) table[i] = 1;",
    "if (i < 8) table[i] = 1;",
    /-2147483648\.\.7/,
  ],
  [
    "both signs in one comparison",
    "i: i32",
    "if (u32(i) >= 8) return 1; table[u32(i)] = 1;",
    "if (i >= 8) return 1; table[u32(i)] = 1;",
    /GN6001/,
  ],
  [
    "a float, cut",
    "x: f32",
    "if (x >= 0 && x < 8) table[u32(x)] = 1;",
    "if (x >= 0 && x <= 8) table[u32(x)] = 1;",
    /0\.\.8/,
  ],
  [
    "a float that may be NaN",
    "x: f32",
    "if (!(x < 8)) return 1; table[u32(x)] = 1;",
    "if (x > 8) return 1; table[u32(x)] = 1;",
    /0\.\.8/,
  ],
  [
    "i - 1 after i > 0",
    "i: u32",
    "if (i > 0 && i <= 8) table[i - 1] = 1;",
    "if (i <= 8) table[i - 1] = 1;",
    /`i - 1`.*may wrap/,
  ],
  ["i + 1 after i < n - 1", "i: u32", "if (i < 7) table[i + 1] = 1;", "if (i + 1 <= 8) table[i] = 1;", /GN6001/],
  [
    "two dimensions, flattened",
    "row: u32, column: u32",
    "if (row < 2 && column < 4) table[row * 4 + column] = 1;",
    "if (row < 2 && column <= 4) table[row * 4 + column] = 1;",
    /0\.\.8/,
  ],
  [
    "a negative index",
    "i: i32",
    "if (i >= 0 && i < 8) table[i] = 1;",
    "if (i >= -1 && i < 8) table[i] = 1;",
    /-1\.\.7/,
  ],
  [
    "an assignment after the guard",
    "i: u32",
    "let j: u32 = i; if (j >= 7) return 1; j++; table[j] = 1;",
    "let j: u32 = i; if (j >= 8) return 1; j++; table[j] = 1;",
    /1\.\.8/,
  ],
  [
    "a switch",
    "i: u32",
    "switch (i) { case 1: case 7: table[i] = 1; break; default: break; }",
    "switch (i) { case 1: case 8: table[i] = 1; break; default: break; }",
    /1\.\.8/,
  ],
  [
    "the default of a switch",
    "i: u32",
    "if (i > 8) return 1; switch (i) { case 8: return 1; default: table[i] = 1; }",
    "if (i > 8) return 1; switch (i) { case 7: return 1; default: table[i] = 1; }",
    /0\.\.8/,
  ],
];

describe("tuples", () => {
  TUPLES.forEach(check);
});

describe("indices into arrays", () => {
  INDICES.forEach(check);
});

const SLICES: readonly Row[] = [
  [
    "a loop to the length",
    "s: Uint8Array",
    "for (let i = 0; i < s.length; i++) s[i] = 1;",
    "for (let i = 0; i <= s.length; i++) s[i] = 1;",
    /nothing says that it is less than `s\.length`/,
  ],
  ["the last element", "s: Uint8Array", "if (s.length > 0) s[s.length - 1] = 1;", "s[s.length - 1] = 1;", /may wrap/],
  [
    "an offset",
    "s: Uint8Array, i: u32",
    "if (s.length < 2 || i > s.length - 2) return 1; s[i] = s[i + 1];",
    "if (s.length < 2 || i > s.length - 1) return 1; s[i] = s[i + 1];",
    /`i \+ 1`/,
  ],
  [
    "a sum that may wrap",
    "s: Uint8Array, i: u32",
    "if (i < s.length && s.length - i > 3) s[i + 3] = 1;",
    "if (i + 3 < s.length) s[i] = 1;",
    /GN6001/,
  ],
  [
    "two at a time",
    "s: Uint8Array",
    "for (let i = 0; i + 1 < s.length && i < 1000; i += 2) s[i] = s[i + 1];",
    "for (let i = 0; i < s.length && i < 1000; i += 2) s[i] = s[i + 1];",
    /`i \+ 1`/,
  ],
  [
    "four at a time, where the sum cannot wrap",
    "s: Uint8Array",
    "for (let i: u32 = 0; i + 4 <= s.length; i += 4) s[i + 3] = 1;",
    "for (let i: u32 = 0; i + 3 <= s.length; i += 4) s[i + 3] = 1;",
    /GN6001/,
  ],
  [
    "a sum that cannot wrap",
    "s: Uint8Array, i: u32",
    "if (i <= 100 && i + 3 < s.length) s[i] = 1;",
    "if (i + 3 < s.length) s[i] = 1;",
    /GN6001 index `i` is in 0\.\.4294967295/,
  ],
  [
    "a limit",
    "s: Uint8Array, n: u32",
    "const end = Math.min(n, s.length); for (let i = 0; i < end; i++) s[i] = 1;",
    "const end = Math.min(n, 8); for (let i = 0; i < end; i++) s[i] = 1;",
    /GN6001/,
  ],
  [
    "a limit that was tested",
    "s: Uint8Array, n: u32",
    "if (n > s.length) return 1; for (let i = 0; i < n; i++) s[i] = 1;",
    "if (n < s.length) return 1; for (let i = 0; i < n; i++) s[i] = 1;",
    /GN6001/,
  ],
  [
    "a range that was tested",
    "s: Uint8Array, start: u32, n: u32",
    "if (start > s.length || n > s.length - start) return 1; for (let i = 0; i < n; i++) s[start + i] = 1;",
    "if (n > s.length - start) return 1; for (let i = 0; i < n; i++) s[start + i] = 1;",
    /GN6001/,
  ],
  [
    "of two slices, the shorter",
    "s: Uint8Array, t: Uint8Array",
    "const n = Math.min(s.length, t.length); for (let i = 0; i < n; i++) s[i] = t[i];",
    "const n = Math.max(s.length, t.length); for (let i = 0; i < n; i++) s[i] = t[i];",
    /GN6001/,
  ],
  [
    "of equal length",
    "s: Uint8Array, t: Uint8Array",
    "if (s.length !== t.length) return 1; for (let i = 0; i < s.length; i++) s[i] = t[i];",
    "if (s.length === t.length) return 1; for (let i = 0; i < s.length; i++) s[i] = t[i];",
    /`t\.length`/,
  ],
  [
    "a position that follows another",
    "s: Uint8Array",
    "let to: u32 = 0; for (let from = 0; from < s.length; from++) { if (s[from] !== 0) { s[to] = s[from]; to++; } } return to;",
    "let to: u32 = 1; for (let from = 0; from < s.length; from++) { if (s[from] !== 0) { s[to] = s[from]; to++; } } return to;",
    /`to`/,
  ],
  [
    "a nibble for each half",
    "s: Uint8Array, t: Uint8Array",
    "const n = Math.min(s.length, t.length / 2); for (let i = 0; i < n; i++) t[2 * i + 1] = s[i];",
    "const n = Math.min(s.length, t.length); for (let i = 0; i < n; i++) t[2 * i + 1] = s[i];",
    /`2 \* i \+ 1`/,
  ],
  [
    "a slice of structs",
    "s: Node[], i: u32",
    "if (i < s.length) s[i].next = 1;",
    "if (i <= s.length) s[i].next = 1;",
    /GN6001/,
  ],
];

describe("indices into slices", () => {
  SLICES.forEach(check);
});

const SUBARRAYS: readonly Row[] = [
  [
    "of an array",
    "n: u32",
    "return table.subarray(0, Math.min(n, 8)).length;".replace(
      "return table.subarray(0, Math.min(n, 8)).length;",
      "const part = table.subarray(0, Math.min(n, 8)); return part.length;",
    ),
    "const part = table.subarray(0, n); return part.length;",
    /GN6002 `table\.subarray\(0, n\)` needs 0 <= n <= 8, but `n` is in 0\.\.4294967295/,
  ],
  [
    "in order",
    "s: Uint8Array, a: u32, b: u32",
    "if (a > b || b > s.length) return 1; const part = s.subarray(a, b); return part.length;",
    "if (a > s.length || b > s.length) return 1; const part = s.subarray(a, b); return part.length;",
    /GN6002/,
  ],
  [
    "without an end",
    "s: Uint8Array, a: u32",
    "if (a > s.length) return 1; const part = s.subarray(a); return part.length;",
    "const part = s.subarray(a); return part.length;",
    /GN6002/,
  ],
  [
    "whose length is known",
    "s: Uint8Array, a: u32",
    "if (s.length < 4 || a > s.length - 4) return 1; const part = s.subarray(a, a + 4); part[3] = 1;",
    "if (s.length < 4 || a > s.length - 4) return 1; const part = s.subarray(a, a + 4); part[4] = 1;",
    /GN6001/,
  ],
  [
    "within a loop",
    "",
    "for (let i = 0; i < 4; i++) { const row = words.subarray(4 * i, 4 * i + 4); row[3] = 1; }",
    "for (let i = 0; i <= 4; i++) { const row = words.subarray(4 * i, 4 * i + 4); row[3] = 1; }",
    /GN6002/,
  ],
  [
    "of another length each time",
    "",
    "for (let i = 0; i < 8; i++) { const row = table.subarray(i); row[0] = 1; }",
    "for (let i = 0; i <= 8; i++) { const row = table.subarray(i); row[0] = 1; }",
    /GN6001/,
  ],
];

describe("subarrays", () => {
  SUBARRAYS.forEach(check);
});

const DIVISORS: readonly Row[] = [
  [
    "a test",
    "a: u32, b: u32",
    "if (b === 0) return 1; return a / b;",
    "return a / b;",
    /GN6003 divisor `b` is in 0\.\.4294967295, so it can be 0/,
  ],
  ["a maximum", "a: u32, b: u32", "return a % Math.max(b, 1);", "return a % Math.max(b, 0);", /GN6003/],
  ["a constant", "a: i32", "if (a / -3 > 0) return 1;", "if (a / (a & 4) > 0) return 1;", /GN6003/],
  [
    "a negative divisor",
    "a: i32, b: i32",
    "if (b < 0 && a / b > 0) return 1;",
    "if (b <= 0 && a / b > 0) return 1;",
    /GN6003/,
  ],
  ["a difference", "a: u32, b: u32", "if (a < b) return a / (b - a);", "if (a <= b) return a / (b - a);", /GN6003/],
  [
    "the length of a slice",
    "s: Uint8Array, a: u32",
    "if (s.length > 0) return a % s.length;",
    "return a % s.length;",
    /GN6003/,
  ],
  [
    "what is not zero now",
    "a: u32, b: u32",
    "let d: u32 = b; if (d !== 0) { return a / d; } d = 0;",
    "let d: u32 = b; if (d !== 0) { d--; return a / d; }",
    /GN6003/,
  ],
  [
    "a signed divisor that was tested",
    "a: i32, b: i32",
    "if (b === 0) return 0; return u32(a / b);",
    "if (b === 1) return 0; return u32(a / b);",
    /GN6003 divisor `b` is in -2147483648\.\.2147483647, so it can be 0/,
  ],
  [
    "a signed divisor on either side of zero",
    "a: i32, b: i32",
    "if (b < 0 || b > 0) return u32(a / b);",
    "if (b < 0 || b >= 0) return u32(a / b);",
    /GN6003/,
  ],
  [
    "a difference that was compared",
    "a: i32, b: i32",
    "if (a !== b) return u32(7 / (b - a));",
    "if (a !== b) { a++; return u32(7 / (b - a)); }",
    /GN6003/,
  ],
  [
    "a static that is never given zero",
    "a: i32",
    "if (a !== 0) factor = a; return u32(a / factor);",
    "if (a !== 1) factor = a; return u32(a / factor);",
    /GN6003/,
    " let factor: i32 = 1;",
  ],
  [
    "a product that cannot wrap",
    "a: i32, b: i16",
    "if (b === 0) return 0; const d: i32 = b; return u32(a / (d * d));",
    "if (b === 0) return 0; const d: i32 = b; return u32(a / (d * d * d));",
    /GN6003/,
  ],
];

describe("divisors", () => {
  DIVISORS.forEach(check);
});

const MEMORY: readonly Row[] = [
  [
    "a static that was tested",
    "",
    "if (count < 8) table[count] = 1;",
    "if (count <= 8) table[count] = 1;",
    /GN6001/,
    " export function grow(): void { count++; }",
  ],
  [
    "a static that only ever holds what fits",
    "",
    "table[count] = 1;",
    "table[count] = 1; count = 8;",
    /0\.\.8/,
    " export function turn(): void { count = (count + 1) & 7; }",
  ],
  [
    "a static that counts to a limit",
    "",
    "if (count >= 8) return 1; table[count] = 1; count++;",
    "table[count] = 1; if (count < 8) count++;",
    /0\.\.8/,
  ],
  [
    "a static that a call changes",
    "",
    "if (count < 8) { other(); table[count & 7] = 1; }",
    "if (count < 8) { other(); table[count] = 1; }",
    /GN6001/,
    " function other(): void { count += 100; }",
  ],
  [
    "a static that a call leaves alone",
    "",
    "if (count < 8) { other(); table[count] = 1; } count += 3;",
    "if (count < 8) { other(); count += 8; table[count] = 1; }",
    /GN6001/,
    " function other(): void { words[0] = 1; }",
  ],
  [
    "a field by another name",
    "i: u32",
    "if (i >= 6) return 1; const node = nodes[i]; if (node.degree < 4) { node.links[node.degree] = 1; node.degree = u8(node.degree + 1); }",
    "if (i >= 6) return 1; const node = nodes[i]; if (node.degree <= 4) { node.links[node.degree] = 1; node.degree = u8(node.degree + 1); }",
    /GN6001/,
  ],
  [
    "an alias whose index changes afterward",
    "i: u32",
    "let j: u32 = i; if (j >= 6) return 1; const node = nodes[j]; j = 99; node.next = j;",
    "let j: u32 = i; if (j >= 6) return 1; const node = nodes[j]; j = 99; nodes[j].next = 1; node.next = 2;",
    /99/,
  ],
  [
    "a field that a store through another name may change",
    "i: u32",
    "if (i >= 6) return 1; const a = nodes[i]; const b = nodes[0]; if (a.next < 8) { b.degree = 200; table[a.next] = 1; }",
    "if (i >= 6) return 1; const a = nodes[i]; const b = nodes[0]; if (a.next < 8) { b.next = 200; table[a.next] = 1; }",
    /GN6001/,
  ],
  [
    "an element that was tested",
    "i: u32",
    "if (i < 16 && words[i] < 8) table[words[i]] = 1;",
    "if (i < 16 && words[i] < 8) { words[3] = 8; table[words[i]] = 1; }",
    /GN6001/,
    " export function set(i: u32, x: u32): void { if (i < 16) words[i] = x; }",
  ],
  [
    "an element whose index changes",
    "i: u32",
    "let j: u32 = i & 7; if (words[j] < 8) { table[words[j]] = 1; j++; }",
    "let j: u32 = i & 7; if (words[j] < 8) { j++; table[words[j]] = 1; }",
    /GN6001/,
    " export function set(i: u32, x: u32): void { if (i < 16) words[i] = x; }",
  ],
  [
    "a table that is only read",
    "i: u32",
    "return table[order[i & 3]];",
    "return table[order[i & 3] + 1];",
    /1\.\.8|2\.\.8/,
    " const order = new Uint8Array([1, 7, 4, 2]);",
  ],
  [
    "memory that leaves the program",
    "",
    "for (let i = 0; i < 4; i++) { if (mine[i] < 8) table[mine[i]] = 1; }",
    "for (let i = 0; i < 4; i++) table[mine[i]] = 1;",
    /0\.\.255/,
    " const mine = new Uint8Array(4); export function give(): Fixed<Uint8Array, 4> { return mine; }",
  ],
  [
    "memory that a caller passes back",
    "s: Uint8Array",
    "if (s.length > 0) s[0] = 200; if (mine[0] < 8) table[mine[0]] = 1;",
    "if (mine[0] < 8) { if (s.length > 0) s[0] = 200; table[mine[0]] = 1; }",
    /GN6001/,
    " const mine = new Uint8Array(4); export function give(): Fixed<Uint8Array, 4> { return mine; }",
  ],
  [
    "memory that a caller passes back, under the caller's name",
    "s: Uint8Array",
    "mine[0] = 200; if (s.length > 0 && s[0] < 8) table[s[0]] = 1;",
    "if (s.length > 0 && s[0] < 8) { mine[0] = 200; table[s[0]] = 1; }",
    /GN6001/,
    " const mine = new Uint8Array(4); export function give(): Fixed<Uint8Array, 4> { return mine; }",
  ],
  [
    "memory that a board function may write",
    "",
    "if (mine[0] < 8) { sleep(); table[mine[0] & 7] = 1; }",
    "if (mine[0] < 8) { sleep(); table[mine[0]] = 1; }",
    /GN6001/,
    " declare function sleep(): void; const mine = new Uint8Array(4); export function give(): Fixed<Uint8Array, 4> { return mine; }",
  ],
];

describe("memory", () => {
  MEMORY.forEach(check);
});

const CALLS: readonly Row[] = [
  [
    "an argument that is always small",
    "i: u32",
    "if (i < 8) set(i);",
    "set(i);",
    /GN6001/,
    " function set(i: u32): void { table[i] = 1; }",
  ],
  [
    "a result that is always small",
    "i: u32",
    "table[low(i)] = 1;",
    "table[low(i) + 1] = 1;",
    /1\.\.8/,
    " function low(i: u32): u32 { if (i > 7) return 7; return i; }",
  ],
  [
    "a result that is at most an argument",
    "s: Uint8Array, i: u32",
    "if (s.length > 0) s[least(i, s.length - 1)] = 1;",
    "if (s.length > 0) s[least(i, s.length)] = 1;",
    /GN6001/,
    " function least(a: u32, b: u32): u32 { return a < b ? a : b; }",
  ],
  [
    "a question about an argument",
    "i: u32",
    "if (isNode(i)) nodes[i].next = 1;",
    "if (!isNode(i)) nodes[i].next = 1;",
    /6\.\.4294967295/,
    " function isNode(i: u32): bool { return i < 6; }",
  ],
  [
    "a question answered early",
    "i: u32",
    "if (!isLive(i)) return 1; nodes[i].next = 1;",
    "if (isLive(i)) return 1; nodes[i].next = 1;",
    /GN6001/,
    " function isLive(i: u32): bool { if (i >= 6) return false; return nodes[i].degree !== 0; }",
  ],
  [
    "a question with a name",
    "i: u32",
    "const live = isLive(i); if (live) nodes[i].next = 1;",
    "let j: u32 = i; const live = isLive(j); j++; if (live) nodes[j].next = 1;",
    /GN6001/,
    " function isLive(i: u32): bool { if (i >= 6) return false; return nodes[i].degree !== 0; }",
  ],
  [
    "an offset below a length",
    "s: Uint8Array, i: u32",
    "if (i < s.length) set(s, i);",
    "if (i <= s.length) set(s, i);",
    /GN6001/,
    " function set(s: Uint8Array, i: u32): void { s[i] = 1; }",
  ],
  [
    "a range within a slice",
    "s: Uint8Array, a: u32, n: u32",
    "if (a <= s.length && n <= s.length - a) fill(s, a, n);",
    "if (a <= s.length && n <= s.length) fill(s, a, n);",
    /GN6001/,
    " function fill(s: Uint8Array, a: u32, n: u32): void { for (let i = 0; i < n; i++) s[a + i] = 1; }",
  ],
  [
    "an array passed as a slice",
    "",
    "set(words);",
    "set(words.subarray(1));",
    /GN6001/,
    " function set(s: Uint32Array): void { s[15] = 1; }",
  ],
  [
    "a struct passed by reference",
    "i: u32",
    "if (i < 6) set(nodes[i]);",
    "set(nodes[i]);",
    /GN6001/,
    " function set(node: Node): void { node.links[3] = 1; }",
  ],
  [
    "an answer about memory that the call itself changes",
    "x: u32",
    "wide[1] = u8(x & 7); const n: u32 = wide[1]; if (isShort(wide, table.subarray(n))) table[n - 4] = 1;",
    "wide[1] = u8(x & 7); if (isShort(wide, table.subarray(wide[1]))) table[wide[1] - 4] = 1;",
    /`wide\[1\] - 4` may wrap/,
    " function isShort(s: Uint8Array, t: Uint8Array): bool { if (s.length > 1) s[1] = 0; return t.length <= 4; }",
  ],
];

const CURSOR = "let cursor: u32 = 0;";
const RINGS = "class Ring { head: u32 = 0; } const rings = array(Ring, 2);";

/** What is stored between a step and its correction is seen by nobody. */
const CORRECTIONS: readonly Row[] = [
  [
    "a step that is brought back by the statement behind it",
    "",
    "table[cursor] = 1; cursor++; if (cursor === 8) cursor = 0;",
    "table[cursor] = 1; cursor += 2; if (cursor === 8) cursor = 0;",
    /GN6001 index `cursor`/,
    CURSOR,
  ],
  [
    "a step that is taken back by subtraction, of a field",
    "i: u32",
    "const ring = rings[i & 1]; table[ring.head] = 1; ring.head += 3; if (ring.head >= 8) ring.head -= 8;",
    "const ring = rings[i & 1]; table[ring.head] = 1; ring.head += 3; if (ring.head >= 8) ring.head -= 1;",
    /GN6001 index `ring.head`/,
    RINGS,
  ],
  [
    "a correction that calls nothing",
    "",
    "table[cursor] = 1; cursor++; if (cursor === 8) cursor = 0; table[look()] = 1;",
    "table[cursor] = 1; cursor++; if (cursor === 8) cursor = look() - look();",
    /GN6001/,
    `${CURSOR} function look(): u32 { table[cursor] = 2; return cursor; }`,
  ],
  [
    "a correction of the same place",
    "i: u32",
    "const a = rings[i & 1]; const b = rings[0]; table[b.head] = 1; a.head++; if (a.head === 8) a.head = 0;",
    "const a = rings[i & 1]; const b = rings[0]; table[b.head] = 1; a.head++; if (b.head === 8) b.head = 0;",
    /GN6001 index `b.head`/,
    RINGS,
  ],
  [
    "a correction that reads nothing else in memory",
    "i: u32",
    "const a = rings[i & 1]; table[a.head] = 1; a.head++; if (a.head > 7) a.head = 7;",
    "const a = rings[i & 1]; table[a.head] = 1; a.head++; if (a.head > 7) a.head = rings[0].head;",
    /GN6001 index `a.head`/,
    RINGS,
  ],
  [
    "a correction right behind the step",
    "",
    "cursor++; if (cursor === 8) cursor = 0; peek();",
    "cursor++; peek(); if (cursor === 8) cursor = 0;",
    /GN6001 index `cursor`/,
    `${CURSOR} function peek(): void { table[cursor] = 1; }`,
  ],
];

describe("corrections", () => {
  for (const row of CORRECTIONS) check(row);
});

describe("calls", () => {
  CALLS.forEach(check);
});

const LOOPS: readonly Row[] = [
  [
    "up",
    "",
    "for (let i: u32 = 0; i < 8; i++) table[i] = 1;",
    "for (let i: u32 = 0; i < 9; i++) table[i] = 1;",
    /GN6001 index `i` is in 0\.\.8/,
  ],
  [
    "down",
    "",
    "for (let i: u32 = 8; i > 0; i--) table[i - 1] = 1;",
    "for (let i: u32 = 8; i > 0; i--) table[i] = 1;",
    /1\.\.8/,
  ],
  [
    "down past zero",
    "",
    "for (let i: i32 = 7; i >= 0; i--) table[i] = 1;",
    "for (let i: u32 = 7; i >= 0; i--) table[i & 7] = 1;",
    /GN6004/,
  ],
  [
    "in twos",
    "n: u32",
    "let i: u32 = 0; while (i < Math.min(n, 100)) { count += i; i += 2; }",
    "let i: u32 = 0; while (i < n) { count += i; i += 2; }",
    /GN6004/,
  ],
  [
    "to a limit that anyone chooses",
    "n: u32",
    "for (let i: u32 = 0; i < Math.min(n, 1000); i++) count += i;",
    "for (let i: u32 = 0; i < n; i++) count += i;",
    /GN6005 this loop can run 4294967295 times/,
  ],
  [
    "that a limit includes",
    "n: u8",
    "for (let i: u32 = 0; i <= n; i++) count += i;",
    "for (let i: u32 = 0; i <= 0xffffffff; i++) count += i;",
    /GN6004/,
  ],
  [
    "to a value that is hit",
    "",
    "for (let i: u32 = 0; i !== 8; i++) table[i] = 1;",
    "for (let i: u32 = 1; i !== 8; i += 2) count++;",
    /GN6004/,
  ],
  [
    "whose body helps",
    "",
    "for (let i: u32 = 0; i < 8; i++) { if (table[i] === 0) i++; }",
    "for (let i: u32 = 1; i < 8; i++) { if (table[i] === 0) i--; }",
    /GN6004/,
  ],
  [
    "left from within",
    "",
    "let i: u32 = 0; while (true) { if (i >= 8) break; table[i] = 1; i++; }",
    "let i: u32 = 0; while (true) { if (i === 9) break; count++; i += 2; }",
    /GN6004/,
  ],
  [
    "with continue",
    "",
    "for (let i: u32 = 0; i < 8; i++) { if (table[i] === 0) continue; table[i] = 1; }",
    "let i: u32 = 0; while (i < 8) { if (table[i] === 0) continue; i++; }",
    /GN6004/,
  ],
  [
    "left with a label",
    "",
    "outer: for (let i: u32 = 0; i < 8; i++) { for (let j: u32 = 0; j < 8; j++) { if (table[j] > i) continue outer; table[i] = 1; } }",
    "let i: u32 = 0; outer: while (i < 8) { for (let j: u32 = 0; j < 8; j++) { if (table[j] > i) continue outer; } i++; }",
    /GN6004/,
  ],
  [
    "that halves",
    "n: u32",
    "let x: u32 = n; while (x > 0) x = x >>> 1;",
    "let x: u32 = n; while (x > 0) x = x >>> (n & 1);",
    /GN6004/,
  ],
  [
    "that doubles",
    "",
    "let x: u32 = 1; while (x < 1000) x = x * 2;",
    "let x: u32 = count; while (x < 1000) x = x * 2;",
    /GN6004/,
  ],
  [
    "with its test at the end",
    "",
    "let i: u32 = 0; do { table[i] = 1; i++; } while (i < 8);",
    "let i: u32 = 0; do { table[i] = 1; i++; } while (i <= 8);",
    /0\.\.8/,
  ],
  [
    "with a declared bound",
    "n: u32",
    "let x: u32 = n;\n/** @bound 32 */\nwhile (x !== 7) x = (x * 5) & 31;",
    "let x: u32 = n;\nwhile (x !== 7) x = (x * 5) & 31;",
    /GN6004/,
  ],
  [
    "a value that only loses bits",
    "n: u32",
    "let x: u32 = n; while (x !== 0) x = x & (x - 1);",
    "let x: u32 = n; while (x !== 0) { x = x & (x - 1); if (x > n) x = x + 1; }",
    /GN6004|GN6005/,
  ],
  [
    "with a declared bound by name",
    "n: u32",
    "let x: u32 = n;\n/** @bound BITS */\nwhile (x !== 0) x = x & (x - 1);",
    "let x: u32 = n;\n/** @bound BUTS */\nwhile (x !== 0) x = x & (x - 1);",
    /GN6006 `@bound BUTS`/,
    " const BITS = 32; export function bits(): u32 { return BITS; }",
  ],
];

describe("loops", () => {
  LOOPS.forEach(check);
});

/** The programs have `at`, which relies on its parameter, and `state`, which anything below 8 can be stored to. */
const BELOW_WORLD = `
  class State { slot: Below<8> = 0; }
  const state = new State();
  let cursor: Below<8> = 7;
  function at(index: Below<8>): u32 { index = 7 - index; return table[index]; }
  function half(n: u32): Below<8> { return (n & 15) / 2; }
  function pair(n: u32): [Below<8>, u32] { return [n & 7, n]; }
  export function others(n: u32): u32 {
    if (n < 8) { state.slot = n; cursor = n; }
    return at(state.slot) + at(cursor) + half(n) + first(n);
  }
  function first(n: u32): u32 { const [a, b] = pair(n); return a + (b & 1); }
`;

const BELOW: readonly Row[] = [
  [
    "an argument",
    "n: u32",
    "return at(n & 7);",
    "return at(n & 15);",
    /GN6008 `n & 15` is in 0\.\.15 .*but `Below<8>`/,
  ],
  ["a guarded argument", "n: u32", "if (n < 8) return at(n);", "if (n <= 8) return at(n);", /GN6008 `n` is in 0\.\.8/],
  ["a field", "n: u32", "state.slot = n % 8;", "state.slot = n % 9;", /GN6008 `n % 9`/],
  ["a field that is read", "", "return table[state.slot];", "return table[state.slot + 1];", /GN6001 .* 1\.\.8/],
  ["a static", "n: u32", "cursor = n >>> 29;", "cursor = n >>> 28;", /GN6008 `n >> 28`/],
  ["a static that is read", "", "return table[cursor];", "return table[cursor * 2];", /GN6001/],
  ["a step with the rest", "", "cursor = (cursor + 1) % 8;", "cursor++;", /GN6008 `cursor \+ 1` is in 1\.\.8/],
  ["a result", "n: u32", "return table[half(n)];", "return table[half(n) + 1];", /GN6001 .* 1\.\.8/],
  [
    "an element of a tuple",
    "n: u32",
    "const [a, b] = pair(n); return table[a] + b;",
    "const [a, b] = pair(n); return table[b] + a;",
    /GN6001 index `b`/,
  ],
  ["a compound assignment", "n: u32", "state.slot &= n;", "state.slot += n & 1;", /GN6008 `state.slot \+ \(n & 1\)`/],
  [
    "an assignment of a tuple",
    "n: u32",
    "let b: u32 = 0; [state.slot, b] = pair(n); return b;",
    "let b: u32 = 0; [b, state.slot] = pair(n); return b;",
    /GN6008/,
  ],
  [
    "a local, over a loop that changes it",
    "n: u32",
    "let i: Below<8> = 3; for (let k = 0; k < 100; k++) { i = (i * 5 + n) & 7; table[i] = 1; }",
    "let i: u32 = 3; for (let k = 0; k < 100; k++) { i = i * 5 + n; table[i] = 1; }",
    /GN6001/,
  ],
  [
    "a local that is initialised",
    "n: u32",
    "const i: Below<8> = Math.min(n, 7); return table[i];",
    "const i: Below<8> = Math.min(n, 8); return i;",
    /GN6008 `Math.min\(n, \(8\)\)` is in 0\.\.8/,
  ],
  [
    "names of two blocks, one with a bound",
    "n: u32",
    "if (n > 9) { const i: u32 = n; count = i; } else { const i: Below<8> = n & 7; count = table[i]; }",
    "if (n > 9) { const i: Below<8> = n & 7; count = i; } else { const i: u32 = n; count = table[i]; }",
    /GN6001 index `i` is in 0\.\.9/,
  ],
];

describe("bounds that values are kept below", () => {
  for (const [rule, parameters, accepted, refused, because, rest = ""] of BELOW) {
    check([rule, parameters, accepted, refused, because, BELOW_WORLD + rest]);
  }

  const OUTSIDE: readonly (readonly [what: string, text: string, because: RegExp])[] = [
    ["a parameter of a public function", "export function f(i: Below<8>): u32 { return i; }", /GN6009 `i`/],
    ["an exported variable", "export let i: Below<8> = 0;", /GN6009 `i`/],
    [
      "a field of what a host passes",
      "export class Slot { i: Below<8> = 0; } export function f(slot: Slot): u32 { return slot.i; }",
      /GN6009 `i`/,
    ],
    [
      "a field of what the board is passed",
      `class Slot { i: Below<8> = 0; } const slot = new Slot(); export declare function fill(slot: Slot): void;
       export function f(): u32 { fill(slot); return slot.i; }`,
      /GN6009 `i`/,
    ],
    [
      "what a variable begins with",
      "let i: Below<8> = 8; export function f(): u32 { i = 0; return i; }",
      /GN6008 `i` begins with 8/,
    ],
    [
      "what a field begins with",
      "class Slot { i: Below<8> = 9; } const slot = new Slot(); export function f(): u32 { slot.i = 0; return slot.i; }",
      /GN6008 `i` begins with 9/,
    ],
    [
      "a result",
      "function g(n: u32): Below<8> { return n; } export function f(n: u32): u32 { return g(n); }",
      /GN6008 `n` is in 0\.\.4294967295, but `Below<8>` holds 0 to 7/,
    ],
    [
      "a parameter that is assigned",
      "function g(i: Below<8>): u32 { i++; return i; } export function f(n: u32): u32 { return g(n & 7); }",
      /GN6008 `i \+ 1` is in 1\.\.8/,
    ],
    [
      "an argument of a board function",
      "export declare function light(led: Below<4>): void; export function f(n: u32): void { light(n & 7); }",
      /GN6008 `n & 7`/,
    ],
    [
      "a parameter of an instance of a generic function",
      `function g<N extends number>(a: Fixed<Uint8Array, N>, i: Below<N>): u32 { return a[i]; }
       const four = new Uint8Array(4);
       export function f(n: u32): u32 { return g(four, n & 3) + g(four, n & 7); }`,
      /GN6008 `n & 7` is in 0\.\.7/,
    ],
    [
      "what a variable begins with, computed",
      "function g(): u32 { return 8; } let i: Below<8> = g(); export function f(): u32 { i = 0; return i; }",
      /GN6008 `i` begins with 8/,
    ],
    ["an element of a tuple", "export function f(n: u32): [u32, Below<8>] { return [n, n]; }", /GN6008 `n`/],
  ];

  test.each(OUTSIDE)("refuses: %s", (_what, text, because) => {
    const { diagnostics } = prove(programOf(withVocabulary(text)));
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([expect.stringMatching(because)]);
  });
});
