/**
 * Small programs as people write them without thinking of a prover: each is accepted as it stands.
 *
 * Where rules.test.ts has one rule at a time with its refused twin, this has whole functions, so that a change which
 * makes ordinary code harder to write is seen at once.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { prove } from "../../src/prove/prove.ts";
import { programOf, withVocabulary } from "../program.ts";

const IDIOMS: readonly (readonly [idiom: string, text: string])[] = [
  [
    "a ring buffer whose head wraps by a comparison before the step",
    `
    const N = 16;
    const ring = new Float32Array(N);
    let head: u32 = 0;
    export function push(x: f32): void {
      ring[head] = x;
      if (head + 1 === N) head = 0;
      else head += 1;
    }`,
  ],
  [
    "a ring buffer whose head is stepped and then brought back",
    `
    const N = 16;
    class Ring {
      head: u32 = 0;
      items = new Float32Array(N);
      put(x: f32): void {
        this.items[this.head] = x;
        this.head++;
        if (this.head === N) this.head = 0;
      }
    }
    const ring = new Ring();
    const others = new Uint8Array(10);
    let next: u32 = 0;
    export function push(x: f32): u32 {
      ring.put(x);
      others[next] = 1;
      next += 3;
      if (next >= 10) next -= 10;
      return others[next];
    }`,
  ],
  [
    "a ring buffer with a count, by remainder",
    `
    const N = 12;
    const ring = new Uint8Array(N);
    let head: u32 = 0;
    let count: u32 = 0;
    export function put(x: u8): bool {
      if (count === N) return false;
      ring[(head + count) % N] = x;
      count++;
      return true;
    }
    export function take(): i32 {
      if (count === 0) return -1;
      const x = ring[head];
      head = (head + 1) % N;
      count--;
      return i32(x);
    }`,
  ],
  [
    "a ring buffer with free-running indices and a mask",
    `
    const N = 64;
    const ring = new Uint8Array(N);
    let head: u32 = 0;
    let tail: u32 = 0;
    export function put(x: u8): bool {
      if (tail - head >= N) return false;
      ring[tail & (N - 1)] = x;
      tail += 1;
      return true;
    }`,
  ],
  [
    "a stack with a checked top",
    `
    const stack = new Uint32Array(32);
    let top: u32 = 0;
    export function push(x: u32): void { if (top < stack.length) { stack[top] = x; top++; } }
    export function pop(): u32 { if (top === 0) return 0; top--; return stack[top]; }`,
  ],
  [
    "a signed divisor after an early return",
    `export function div(a: i32, b: i32): i32 { if (b === 0) return 0; return a / b; }`,
  ],
  [
    "a signed divisor in a branch",
    `export function div(a: i32, b: i32): i32 { let r: i32 = 0; if (b !== 0) r = a % b; return r; }`,
  ],
  [
    "a signed divisor behind two comparisons",
    `export function div(a: i32, b: i32): i32 { if (b < 0 || b > 0) return a / b; return 0; }`,
  ],
  ["a signed divisor in a choice", `export function div(a: i32, b: i32): i32 { return b === 0 ? 0 : a / b; }`],
  ["a signed divisor behind &&", `export function divides(a: i32, b: i32): bool { return b !== 0 && a % b === 0; }`],
  ["a signed divisor behind ||", `export function odd(a: i32, b: i32): bool { return b === 0 || a % b !== 0; }`],
  ["a signed divisor that is at least one", `export function div(a: i32, b: i32): i32 { return a / Math.max(b, 1); }`],
  ["a signed divisor made nonzero", `export function div(a: i32, b: i32): i32 { if (b === 0) b = 1; return a / b; }`],
  [
    "a signed divisor chosen nonzero",
    `export function div(a: i32, b: i32): i32 { const d = b === 0 ? 1 : b; return a / d; }`,
  ],
  [
    "a divisor that is a difference",
    `
    export function slope(x0: i32, y0: i32, x1: i32, y1: i32): i32 {
      if (x0 === x1) return 0;
      return (y1 - y0) / (x1 - x0);
    }`,
  ],
  [
    "a divisor that the program never sets to zero",
    `
    let scale: i32 = 1;
    export function set(x: i32): void { if (x !== 0) scale = x; }
    export function scaled(x: i32): i32 { return x / scale; }`,
  ],
  [
    "a divisor that a function is given",
    `
    function quotient(a: i32, b: i32): i32 { return a / b; }
    export function div(a: i32, b: i32): i32 { if (b === 0) return 0; return quotient(a, b); }`,
  ],
  [
    "a divisor that a function makes",
    `
    function nonzero(b: i32): i32 { if (b === 0) return 1; return b; }
    export function div(a: i32, b: i32): i32 { return a / nonzero(b); }`,
  ],
  ["a divisor with one bit set", `export function div(a: u32, b: u32): u32 { return a / (b | 1); }`],
  ["a signed divisor with one bit set", `export function div(a: i32, b: i32): i32 { return a / (b | 1); }`],
  ["a negated divisor", `export function div(a: i32, b: i32): i32 { if (b === 0) return 0; return a / -b; }`],
  [
    "the magnitude of a divisor",
    `export function div(a: i32, b: i32): i32 { if (b === 0) return 0; return a % Math.abs(b); }`,
  ],
  [
    "a divisor tested by a function",
    `
    function usable(b: i32): bool { return b !== 0; }
    export function div(a: i32, b: i32): i32 { return usable(b) ? a / b : 0; }`,
  ],
  [
    "a divisor tested in a named condition",
    `
    export function div(a: i32, b: i32): i32 { const ok = b !== 0; if (!ok) return 0; return a / b; }`,
  ],
  [
    "the greatest common divisor",
    `
    export function gcd(a: u32, b: u32): u32 {
      /** @bound 48 */
      while (b !== 0) { const rest = a % b; a = b; b = rest; }
      return a;
    }`,
  ],
  [
    "the greatest common divisor, signed",
    `
    export function gcd(x: i32, y: i32): i32 {
      let a: i32 = x; let b: i32 = y;
      for (let i = 0; i < 64; i++) { if (b === 0) break; const rest: i32 = a % b; a = b; b = rest; }
      return a;
    }`,
  ],
  [
    "a search for a value",
    `
    export function find(a: Uint8Array, n: u32, x: u8): u32 {
      const end = Math.min(n, a.length);
      let i: u32 = 0;
      while (i < end && a[i] !== x) i++;
      return i;
    }`,
  ],
  [
    "a search that a length ends",
    `
    const text = new Uint8Array(80);
    export function length(): u32 { let i: u32 = 0; while (i < text.length && text[i] !== 0) i++; return i; }`,
  ],
  [
    "binary search",
    `
    export function lower(a: Uint32Array, x: u32): u32 {
      let low: u32 = 0;
      let high: u32 = a.length;
      while (low < high) {
        const middle: u32 = low + ((high - low) >>> 1);
        if (a[middle] < x) low = middle + 1;
        else high = middle;
      }
      return low;
    }`,
  ],
  [
    "binary search, signed, both ends inside",
    `
    const a = new Int32Array(100);
    export function find(x: i32): i32 {
      let low: i32 = 0;
      let high: i32 = 99;
      while (low <= high) {
        const middle: i32 = (low + high) >> 1;
        if (a[middle] === x) return middle;
        if (a[middle] < x) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    }`,
  ],
  [
    "insertion sort",
    `
    export function sort(a: Float32Array): void {
      for (let i = 1; i < a.length; i++) {
        const x = a[i];
        let j: u32 = i;
        while (j > 0 && a[j - 1] > x) { a[j] = a[j - 1]; j--; }
        a[j] = x;
      }
    }`,
  ],
  [
    "insertion sort, signed",
    `
    const a = new Int32Array(20);
    export function sort(): void {
      for (let i: i32 = 1; i < 20; i++) {
        const x = a[i];
        let j: i32 = i - 1;
        while (j >= 0 && a[j] > x) { a[j + 1] = a[j]; j--; }
        a[j + 1] = x;
      }
    }`,
  ],
  [
    "heap sort",
    `
    function sift(a: Float32Array, start: u32, end: u32): void {
      let root: u32 = start;
      while (root < end) {
        let child: u32 = 2 * root + 1;
        if (child >= end) return;
        if (child + 1 < end && a[child] < a[child + 1]) child++;
        if (a[root] >= a[child]) return;
        const x = a[root]; a[root] = a[child]; a[child] = x;
        root = child;
      }
    }
    const values = new Float32Array(64);
    export function sort(): void {
      for (let i: u32 = 32; i > 0; i--) sift(values, i - 1, 64);
      for (let end: u32 = 63; end > 0; end--) {
        const x = values[0]; values[0] = values[end]; values[end] = x;
        sift(values, 0, end);
      }
    }`,
  ],
  [
    "two pointers",
    `
    export function reverse(a: Float32Array): void {
      if (a.length === 0) return;
      let i: u32 = 0;
      let j: u32 = a.length - 1;
      while (i < j) {
        const x = a[i]; a[i] = a[j]; a[j] = x;
        i++; j--;
      }
    }`,
  ],
  [
    "two pointers, half open",
    `
    export function reverse(a: Float32Array): void {
      let i: u32 = 0;
      let j: u32 = a.length;
      while (i + 1 < j) {
        j--;
        const x = a[i]; a[i] = a[j]; a[j] = x;
        i++;
      }
    }`,
  ],
  [
    "a partition",
    `
    export function partition(a: Int32Array, pivot: i32): u32 {
      let kept: u32 = 0;
      for (let i = 0; i < a.length; i++) {
        if (a[i] < pivot) { const x = a[i]; a[i] = a[kept]; a[kept] = x; kept++; }
      }
      return kept;
    }`,
  ],
  [
    "a merge of two halves",
    `
    export function merge(a: Float32Array, b: Float32Array, out: Float32Array): void {
      let i: u32 = 0;
      let j: u32 = 0;
      for (let k = 0; k < out.length; k++) {
        if (i < a.length && (j >= b.length || a[i] <= b[j])) { out[k] = a[i]; i++; }
        else if (j < b.length) { out[k] = b[j]; j++; }
      }
    }`,
  ],
  [
    "counting down, unsigned",
    `
    export function last(a: Uint8Array, x: u8): u32 {
      for (let i = a.length; i > 0; i--) if (a[i - 1] === x) return i;
      return 0;
    }`,
  ],
  [
    "counting down, signed",
    `
    const a = new Uint8Array(10);
    export function sum(): u32 { let s: u32 = 0; for (let i: i32 = 9; i >= 0; i--) s += a[i]; return s; }`,
  ],
  [
    "counting down to zero in the body",
    `
    const a = new Uint8Array(10);
    export function sum(): u32 { let s: u32 = 0; let i: u32 = 10; while (i !== 0) { i--; s += a[i]; } return s; }`,
  ],
  [
    "steps of four with a rest",
    `
    export function sum(a: Float32Array): f32 {
      let s: f32 = 0;
      let i: u32 = 0;
      for (; i + 4 <= a.length; i += 4) s += a[i] + a[i + 1] + (a[i + 2] + a[i + 3]);
      for (; i < a.length; i++) s += a[i];
      return s;
    }`,
  ],
  [
    "clamped coordinates",
    `
    const pixels = new Uint8Array(64);
    function clamp(x: i32, low: i32, high: i32): i32 { return Math.min(Math.max(x, low), high); }
    export function pixel(x: i32, y: i32): u32 { return pixels[clamp(y, 0, 7) * 8 + clamp(x, 0, 7)]; }`,
  ],
  [
    "guarded coordinates",
    `
    const W = 10;
    const H = 6;
    const pixels = new Uint8Array(W * H);
    export function set(x: i32, y: i32): void {
      if (x < 0 || x >= W || y < 0 || y >= H) return;
      pixels[y * W + x] = 1;
    }`,
  ],
  [
    "a matrix times a vector",
    `
    const N = 4;
    const m = new Float32Array(N * N);
    const v = new Float32Array(N);
    const r = new Float32Array(N);
    export function multiply(): void {
      for (let i = 0; i < N; i++) {
        r[i] = 0;
        for (let j = 0; j < N; j++) r[i] += m[i * N + j] * v[j];
      }
    }`,
  ],
  [
    "structs in structs, with a used count",
    `
    class Link { to: u8 = 0; weight: f32 = 0; }
    class Node { links = array(Link, 4); degree: u32 = 0; }
    const nodes = array(Node, 8);
    export function connect(from: u32, to: u32): bool {
      if (from >= nodes.length || to >= nodes.length) return false;
      const node = nodes[from];
      if (node.degree >= node.links.length) return false;
      node.links[node.degree].to = u8(to);
      node.degree++;
      return true;
    }
    export function total(): f32 {
      let s: f32 = 0;
      for (let i = 0; i < nodes.length; i++) {
        const node = nodes[i];
        for (let j = 0; j < node.degree; j++) s += node.links[j].weight * f32(nodes[node.links[j].to].degree);
      }
      return s;
    }`,
  ],
  [
    "a free list",
    `
    const NONE = 16;
    const next = new Uint8Array(16);
    let free: u32 = NONE;
    export function release(i: u32): void { if (i >= 16) return; next[i] = u8(free); free = i; }
    export function acquire(): u32 { if (free === NONE) return NONE; const i = free; free = next[i]; return i; }`,
  ],
  [
    "a queue of events with a limit",
    `
    const queue = new Uint32Array(8);
    let used: u32 = 0;
    export function post(x: u32): void { if (used < 8) queue[used++] = x; }`.replace(
      "queue[used++] = x",
      "{ queue[used] = x; used++; }",
    ),
  ],
  [
    "removal that moves the last one",
    `
    const items = new Uint32Array(8);
    let used: u32 = 0;
    export function add(x: u32): void { if (used === 8) return; items[used] = x; used++; }
    export function remove(i: u32): void { if (i >= used) return; used--; items[i] = items[used]; }`,
  ],
  [
    "removal that shifts the rest",
    `
    const items = new Uint32Array(8);
    let used: u32 = 0;
    export function add(x: u32): void { if (used === 8) return; items[used] = x; used++; }
    export function remove(i: u32): void {
      if (i >= used) return;
      for (let j = i + 1; j < used; j++) items[j - 1] = items[j];
      used--;
    }`,
  ],
  [
    "a state machine",
    `
    const counts = new Uint32Array(4);
    let state: u32 = 0;
    export function step(event: u32): void {
      switch (state) {
        case 0: if (event === 1) state = 1; break;
        case 1: state = event > 3 ? 2 : 0; break;
        case 2: state = 3; break;
        default: state = 0; break;
      }
      counts[state]++;
    }`,
  ],
  [
    "the highest bit",
    `
    const buckets = new Uint32Array(33);
    export function note(x: u32): void { buckets[32 - Math.clz32(x)]++; }`,
  ],
  [
    "bits of a set",
    `
    const counts = new Uint8Array(32);
    export function visit(bits: u32): void {
      let rest: u32 = bits;
      while (rest !== 0) {
        const i: u32 = 31 - Math.clz32(rest);
        counts[i] = 1;
        rest &= rest - 1;
      }
    }`,
  ],
  [
    "a parser of decimal digits",
    `
    export function parse(text: Uint8Array): u32 {
      let value: u32 = 0;
      let i: u32 = 0;
      while (i < text.length) {
        const digit: u32 = text[i] - 48;
        if (digit > 9) break;
        value = value * 10 + digit;
        i++;
      }
      return value;
    }`,
  ],
  [
    "decimal digits of a number",
    `
    const digits = new Uint8Array(10);
    export function print(x: u32): u32 {
      let rest: u32 = x;
      let n: u32 = 0;
      do { digits[n] = u8(48 + rest % 10); rest = rest / 10; n++; } while (rest !== 0 && n < 10);
      return n;
    }`,
  ],
  [
    "a packet with a length byte",
    `
    export function checksum(packet: Uint8Array): u32 {
      if (packet.length < 2) return 0;
      const length: u32 = packet[0];
      if (length > packet.length - 2) return 0;
      let s: u32 = 0;
      for (let i = 0; i < length; i++) s += packet[1 + i];
      return s ^ packet[length + 1];
    }`,
  ],
  [
    "a table lookup with interpolation",
    `
    const table = new Int32Array([0, 10, 30, 60, 100]);
    export function lookup(x: u32): i32 {
      const i: u32 = x >>> 8;
      if (i >= table.length - 1) return table[table.length - 1];
      const fraction = i32(x & 255);
      return table[i] + (((table[i + 1] - table[i]) * fraction) >> 8);
    }`,
  ],
  [
    "an index in a float",
    `
    const table = new Float32Array(100);
    export function at(x: f32): f32 { if (!(x >= 0 && x < 100)) return 0; return table[u32(x)]; }`,
  ],
  [
    "the top k by insertion",
    `
    const best = new Float32Array(8);
    let used: u32 = 0;
    export function offer(x: f32): void {
      let at: u32 = used;
      while (at > 0 && best[at - 1] > x) at--;
      if (at >= 8) return;
      const last = Math.min(used, 7);
      for (let i: u32 = last; i > at; i--) best[i] = best[i - 1];
      best[at] = x;
      if (used < 8) used++;
    }`,
  ],
];

test.each(IDIOMS)("%s", (_, text) => {
  expect(prove(programOf(withVocabulary(text))).diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual(
    [],
  );
});
