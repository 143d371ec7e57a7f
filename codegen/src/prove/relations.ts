/**
 * What a function boundary lets through: an interval for each integer that crosses it, and the differences
 * between them.
 *
 * Slots are numbered by the boundary: 0 is the result, i + 1 the i-th parameter (its value, or the length of a
 * slice). A slot that carries no integer is never related to anything. For two slots, `most[a][b]`
 * bounds a - b; for two scalars and a slice, a + b - length. That covers what functions promise each other in
 * practice: `start <= end`, `offset < bytes.length`, `offset + count <= bytes.length`, `result <= limit`.
 *
 * @packageDocumentation
 */
import type { State, Value } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { equal, includes, join, NONZERO, widen } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import { add, plus, subtract } from "./linear.ts";

/** What is known of some values at once: an interval for each, and linear facts between them. */
export interface Relations {
  /** By slot; null for a slot that carries no scalar. */
  readonly intervals: readonly (Interval | null)[];
  /** What holds, by the key of the relation: an upper bound. */
  readonly bounds: ReadonlyMap<string, Relation>;
}

interface Relation {
  /** The form is the sum of these slots, minus the last. */
  readonly slots: readonly number[];
  readonly most: number;
}

/** What crosses a boundary in a slot. */
export interface Slot {
  readonly value: Value;
  readonly isLength: boolean;
}

/** What `state` knows of the slots. */
export function relate(state: State, slots: readonly (Slot | null)[]): Relations {
  const bounds = new Map<string, Relation>();
  const intervals = slots.map((slot) => slot?.value.interval ?? null);
  const integers = [...slots.entries()].filter(([, slot]) => slot !== null && slot.value.form !== null);
  const note = (indices: readonly number[]): void => {
    const form = formOf(slots, indices);
    if (form === null || form.terms.length === 0) return;
    const plain = mostByIntervals(intervals, indices);
    const most = state.mostOf(form);
    if (most < plain) bounds.set(indices.join(), { slots: indices, most });
  };
  for (const [a] of integers) {
    for (const [b, last] of integers) {
      if (a === b) continue;
      note([a, b]);
      if (last?.isLength !== true) continue;
      for (const [c, middle] of integers) {
        if (c > a && slots[a]?.isLength === false && middle?.isLength === false) note([a, c, b]);
      }
    }
  }
  return { intervals, bounds };
}

/** Adds what is known of a boundary to a state on the other side of it, where `slots` are its values. */
export function assumeRelations(state: State, relations: Relations, slots: readonly (Value | null)[]): void {
  for (const [index, interval] of relations.intervals.entries()) {
    const form = slots[index]?.form ?? null;
    if (interval === null || form === null) continue;
    state.assume(plus(form, -interval.most));
    state.assume(subtract({ terms: [], factors: [], constant: interval.least }, form));
    const [term] = form.terms;
    const isTerm = form.terms.length === 1 && form.constant === 0;
    if (interval.nonzero === true && isTerm && term !== undefined) state.refine(term, NONZERO);
  }
  for (const { slots: indices, most } of relations.bounds.values()) {
    const form = formOfValues(slots, indices);
    if (form !== null) state.assume(plus(form, -most));
  }
}

/** What holds on both. */
export function joinRelations(a: Relations, b: Relations): Relations {
  const bounds = new Map<string, Relation>();
  for (const key of new Set([...a.bounds.keys(), ...b.bounds.keys()])) {
    const relation = a.bounds.get(key) ?? b.bounds.get(key);
    if (relation === undefined) continue;
    const most = Math.max(boundIn(a, key, relation), boundIn(b, key, relation));
    bounds.set(key, { slots: relation.slots, most });
  }
  return { intervals: zip(a.intervals, b.intervals, join), bounds };
}

/** As `joinRelations`, but reached in finitely many steps. */
export function widenRelations(
  before: Relations,
  after: Relations,
  wholes: readonly (Interval | null)[],
  thresholds: readonly number[],
): Relations {
  const bounds = new Map(
    [...before.bounds].filter(([key, relation]) => boundIn(after, key, relation) <= relation.most),
  );
  const intervals = zip(before.intervals, after.intervals, (a, b, index) =>
    includes(a, b) ? a : widen(a, b, wholes[index] ?? b, thresholds),
  );
  return { intervals, bounds };
}

/** Whether `outer` holds wherever `inner` does. */
export function includesRelations(outer: Relations, inner: Relations): boolean {
  return (
    outer.intervals.every((interval, index) => {
      const within = inner.intervals[index] ?? null;
      return interval === null || (within !== null && includes(interval, within));
    }) && [...outer.bounds].every(([key, relation]) => boundIn(inner, key, relation) <= relation.most)
  );
}

/** Whether two say the same. */
export function equalRelations(a: Relations, b: Relations): boolean {
  return (
    a.bounds.size === b.bounds.size &&
    [...a.bounds].every(([key, { most }]) => b.bounds.get(key)?.most === most) &&
    a.intervals.every((interval, index) => {
      const other = b.intervals[index] ?? null;
      return interval === null || other === null ? interval === other : equal(interval, other);
    })
  );
}

function formOf(slots: readonly (Slot | null)[], indices: readonly number[]): LinearForm | null {
  return formOfValues(
    slots.map((slot) => slot?.value ?? null),
    indices,
  );
}

/** The sum of the first slots minus the last. */
function formOfValues(slots: readonly (Value | null)[], indices: readonly number[]): LinearForm | null {
  let sum: LinearForm = { terms: [], factors: [], constant: 0 };
  for (const [position, index] of indices.entries()) {
    const form = slots[index]?.form ?? null;
    if (form === null) return null;
    sum = position === indices.length - 1 ? subtract(sum, form) : add(sum, form);
  }
  return sum;
}

/** The bound that relations give for a form: the one noted, or what their intervals imply. */
function boundIn(relations: Relations, key: string, { slots }: Relation): number {
  const implied = mostByIntervals(relations.intervals, slots);
  return Math.min(relations.bounds.get(key)?.most ?? Infinity, implied);
}

function mostByIntervals(intervals: readonly (Interval | null)[], indices: readonly number[]): number {
  let most = 0;
  for (const [position, index] of indices.entries()) {
    const interval = intervals[index] ?? null;
    if (interval === null) return Infinity;
    most += position === indices.length - 1 ? -interval.least : interval.most;
  }
  return most;
}

function zip(
  a: readonly (Interval | null)[],
  b: readonly (Interval | null)[],
  both: (a: Interval, b: Interval, index: number) => Interval,
): (Interval | null)[] {
  return a.map((left, index) => {
    const right = b[index] ?? null;
    return left === null || right === null ? null : both(left, right, index);
  });
}
