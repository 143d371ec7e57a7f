/**
 * What `Below<N>` means to the prover: what is stored, passed or returned there must be less than N, and what is read
 * there is.
 *
 * @packageDocumentation
 */
import type { Expression, Invocation, Place } from "../ir/ir.ts";
import type { Context } from "./context.ts";
import type { State, Value } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { between, isEmpty, meet } from "./interval.ts";
import { plus } from "./linear.ts";

/**
 * Checks a value that was evaluated just before and goes where all are less than a bound. It goes on as if it were,
 * proven or not: what is not proven is refused, and until the first such value in a run of the program, all others
 * have been less.
 */
export function keepBelow(
  { listener }: Context,
  state: State,
  expression: Expression,
  value: Value,
  below: number,
): Value {
  if (listener === null) return value;
  const { form } = value;
  const excess = form === null ? null : plus(form, 1 - below);
  const proven = value.interval.most < below || (excess !== null && state.provesAtLast(excess));
  listener.below(expression, { proven, value, below, state });
  if (excess !== null) state.assume(excess);
  const interval = meet(value.interval, between(0, below - 1));
  if (isEmpty(interval)) state.abandon();
  return { interval, form };
}

/** The bound that every value in a place is below. Elements of arrays have none. */
export function boundOfPlace(place: Place): number | undefined {
  return place.kind === "index" ? undefined : place.below;
}

/** What the bound of a result says about it. */
export function promised({ signatures }: Context, { callee }: Invocation): Interval {
  const below = signatures.get(callee)?.resultBelow;
  return below === undefined ? ANY : between(0, below - 1);
}

const ANY: Interval = { least: -Infinity, most: Infinity, nan: true };
