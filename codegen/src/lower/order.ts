/**
 * Makes the order of evaluation explicit.
 *
 * TypeScript evaluates operands from left to right; C in any order. So where one part of a statement changes
 * state that another part sees, what TypeScript evaluates first moves into a temporary before the statement:
 *
 *     total = count + next();      const countBefore = count;
 *                                  total = countBefore + next();
 *
 * What has to move is decided by footprints: what a term reads, writes, and whether it calls the board. Scalars of the
 * function itself are never in danger, since no other function can reach them. An operand that may not be evaluated at
 * all (the right side of `&&`, a branch of `? :`) becomes an `if` when it changes state.
 *
 * @packageDocumentation
 */
import type { Writes } from "./writes.ts";
import type { LocalNames } from "./names.ts";
import { unionOf } from "../check/calls.ts";
import { unary } from "../check/fold.ts";
import type {
  Assign,
  Call,
  Conditional,
  Effects,
  Expression,
  Invocation,
  Let,
  Logical,
  Place,
  Reference,
  Span,
  Statement,
} from "../ir/ir.ts";
import { isReference, walkExpression, walkPlace, walkReference } from "../ir/walk.ts";
import type { Visitor } from "../ir/walk.ts";

/** What lowering a function needs to know. */
export interface Surroundings {
  readonly effects: ReadonlyMap<string, Effects>;
  readonly writes: Writes;
  readonly names: LocalNames;
}

/** A part of a statement. */
export type Term = Expression | Reference | Place;

/** Lowers the terms of one statement; what must come before it collects in `before`. */
export interface Sequencer {
  readonly surroundings: Surroundings;
  readonly before: Statement[];
}

/** A sequencer for the next statement. */
export function sequencer(surroundings: Surroundings): Sequencer {
  return { surroundings, before: [] };
}

/** Orders one expression. */
export function orderExpression(sequence: Sequencer, expression: Expression): Expression {
  return order(sequence, expression);
}

/** Orders expressions that are evaluated one after the other. */
export function orderExpressions(sequence: Sequencer, expressions: readonly Expression[]): readonly Expression[] {
  return orderAll(sequence, expressions);
}

/** Orders what an alias or a result refers to. */
export function orderReference(sequence: Sequencer, reference: Reference): Reference {
  return order(sequence, reference);
}

/** Orders what selects a place. */
export function orderPlace(sequence: Sequencer, place: Place): Place {
  return order(sequence, place);
}

/** Orders `place = value`: what selects the place comes first, the store last. */
export function orderAssignment(sequence: Sequencer, place: Place, value: Expression): readonly [Place, Expression] {
  return orderPair(sequence, place, value);
}

/** A call with its arguments in order. */
export function orderInvocation(sequence: Sequencer, invocation: Invocation): Invocation {
  const terms = orderAll(sequence, invocation.arguments);
  return { ...invocation, arguments: terms };
}

/** The place of `place += value`, which is selected once and will stand there twice. */
export function settleForUpdate(sequence: Sequencer, place: Place, value: Expression): Place {
  const [own, other] = [footprintOf(sequence.surroundings, place), footprintOf(sequence.surroundings, value)];
  return hasCall(place) || conflict(own, other) ? settle(sequence, place) : place;
}

// ---------------------------------------------------------------------------------------------
// Footprints

const NOTHING: Effects = { readsState: false, writesState: false, callsExtern: false };

function footprintOf(surroundings: Surroundings, term: Term): Effects {
  const footprint = { readsState: false, writesState: false, callsExtern: false };
  visitTerm(term, {
    expression: (expression) => {
      if (expression.kind === "load" && isChangeable(surroundings, expression.place)) footprint.readsState = true;
    },
    invocation: ({ callee }) => {
      const effects = surroundings.effects.get(callee) ?? NOTHING;
      footprint.readsState ||= effects.readsState;
      footprint.writesState ||= effects.writesState;
      footprint.callsExtern ||= effects.callsExtern;
    },
  });
  return footprint;
}

function visitTerm(term: Term, visitor: Visitor): void {
  if (isPlace(term)) walkPlace(term, visitor);
  else if (isReference(term)) walkReference(term, visitor);
  else walkExpression(term, visitor);
}

function isPlace(term: Term): term is Place {
  return term.kind === "local" || term.kind === "static" || term.kind === "field" || term.kind === "index";
}

/** Whether another function could change what is in a place. */
function isChangeable(surroundings: Surroundings, place: Place): boolean {
  switch (place.kind) {
    case "local":
      return false;
    case "static":
      return surroundings.writes.statics.has(place.name);
    case "field":
    case "index":
      // A local below a field or an index is a reference: what it leads to is not the function's own.
      return place.base.kind === "local" || isChangeable(surroundings, place.base);
  }
}

function changesState(footprint: Effects): boolean {
  return footprint.writesState || footprint.callsExtern;
}

function conflict(left: Effects, right: Effects): boolean {
  const leftTouches = left.readsState || left.writesState;
  const rightTouches = right.readsState || right.writesState;
  return (
    (left.writesState && rightTouches) || (right.writesState && leftTouches) || (left.callsExtern && right.callsExtern)
  );
}

// ---------------------------------------------------------------------------------------------
// Ordering

/** Orders terms that are evaluated one after the other; the last that changes state may stay where it is. */
function orderAll<T extends Term>(sequence: Sequencer, terms: readonly T[]): readonly T[] {
  const footprints = terms.map((term) => footprintOf(sequence.surroundings, term));
  const last = footprints.findLastIndex(changesState);
  return terms.map((term, index) => {
    const own = footprints[index] ?? NOTHING;
    const isEndangered = footprints.slice(index + 1).some((later) => conflict(own, later));
    if (isEndangered || (index < last && changesState(own))) return settle(sequence, term);
    return index === last ? order(sequence, term) : term;
  });
}

/** The term with at most one change of state left in it, and nothing beside that sees the change. */
function order<T extends Term>(sequence: Sequencer, term: T): T;
function order(sequence: Sequencer, term: Term): Term {
  if (!changesState(footprintOf(sequence.surroundings, term))) return term;
  switch (term.kind) {
    case "const":
    case "local":
    case "static":
      return term;
    case "load":
      return { ...term, place: order(sequence, term.place) };
    case "length":
      return { ...term, slice: order(sequence, term.slice) };
    case "unary":
    case "convert":
      return { ...term, operand: order(sequence, term.operand) };
    case "field":
      return { ...term, base: order(sequence, term.base) };
    case "reference":
      return { ...term, place: order(sequence, term.place) };
    case "binary": {
      const [left, right] = orderPair(sequence, term.left, term.right);
      return { ...term, left, right };
    }
    case "index": {
      const [base, index] = orderPair(sequence, term.base, term.index);
      return { ...term, base, index };
    }
    case "slice": {
      const parts = { base: term.base, start: term.start, end: term.end };
      return { ...term, ...orderSlice(sequence, parts) };
    }
    case "call":
      return { ...term, invocation: orderInvocation(sequence, term.invocation) } satisfies Call;
    case "logical":
      return orderLogical(sequence, term);
    case "conditional":
      return orderConditional(sequence, term);
  }
}

function orderPair<A extends Term, B extends Term>(sequence: Sequencer, first: A, second: B): readonly [A, B] {
  const [own, other] = [footprintOf(sequence.surroundings, first), footprintOf(sequence.surroundings, second)];
  if (!changesState(other)) return [conflict(own, other) ? settle(sequence, first) : order(sequence, first), second];
  const settled = changesState(own) || conflict(own, other) ? settle(sequence, first) : first;
  return [settled, order(sequence, second)];
}

interface SliceParts {
  readonly base: Place;
  readonly start: Expression | null;
  readonly end: Expression | null;
}

/** A bound that changes state gets a name: C has the start twice, and the end only if somebody asks for the length. */
function orderSlice(sequence: Sequencer, { base, start, end }: SliceParts): SliceParts {
  const own = footprintOf(sequence.surroundings, base);
  const first = start === null ? NOTHING : footprintOf(sequence.surroundings, start);
  const second = end === null ? NOTHING : footprintOf(sequence.surroundings, end);
  const bounds = unionOf(first, second);
  const isEndangered = conflict(own, bounds) || (changesState(own) && changesState(bounds));
  const settled = isEndangered ? settle(sequence, base) : order(sequence, base);
  const bound = (term: Expression | null, isSettled: boolean): Expression | null =>
    term !== null && isSettled ? settle(sequence, term) : term;
  return {
    base: settled,
    start: bound(start, changesState(first) || conflict(first, second)),
    end: bound(end, changesState(second)),
  };
}

/** `left && right`: an `if` where the right side changes state, else a temporary for the left where it must be. */
function orderLogical(sequence: Sequencer, term: Logical): Expression {
  const right = footprintOf(sequence.surroundings, term.right);
  if (!changesState(right)) {
    const left = footprintOf(sequence.surroundings, term.left);
    const first = conflict(left, right) ? settle(sequence, term.left) : order(sequence, term.left);
    return { ...term, left: first };
  }
  const result = temporary(sequence, "holds", order(sequence, term.left), true);
  const condition = term.operator === "and" ? result : unary("not", result, term.left.span);
  const then = assigned(sequence, result, term.right);
  sequence.before.push({ kind: "if", condition, then, otherwise: [], span: term.span, comments: [] });
  return result;
}

function orderConditional(sequence: Sequencer, term: Conditional): Expression {
  const branches = [term.then, term.otherwise].map((branch) => footprintOf(sequence.surroundings, branch));
  if (!branches.some(changesState)) {
    const own = footprintOf(sequence.surroundings, term.condition);
    const condition = branches.some((branch) => conflict(own, branch))
      ? settle(sequence, term.condition)
      : order(sequence, term.condition);
    return { ...term, condition };
  }
  const condition = order(sequence, term.condition);
  const result = temporary(sequence, "chosen", null, true, term);
  const then = assigned(sequence, result, term.then);
  const otherwise = assigned(sequence, result, term.otherwise);
  sequence.before.push({ kind: "if", condition, then, otherwise, span: term.span, comments: [] });
  return result;
}

/** `result = value` as statements of their own. */
function assigned(outer: Sequencer, result: LoadOfLocal, value: Expression): readonly Statement[] {
  const inner = sequencer(outer.surroundings);
  const ordered = order(inner, value);
  const assign: Assign = { kind: "assign", place: result.place, value: ordered, span: value.span, comments: [] };
  return [...inner.before, assign];
}

// ---------------------------------------------------------------------------------------------
// Temporaries

/** The use of a temporary. */
export type LoadOfLocal = Extract<Expression, { kind: "load" }>;

/** The term with everything that could change, or be changed, in temporaries. */
function settle<T extends Term>(sequence: Sequencer, term: T): T;
function settle(sequence: Sequencer, term: Term): Term {
  if (isPlace(term)) return settlePlace(sequence, term);
  if (term.kind === "reference") return { ...term, place: settlePlace(sequence, term.place) };
  if (term.kind === "slice") {
    const base = settlePlace(sequence, term.base);
    const start = term.start === null ? null : settle(sequence, term.start);
    const end = term.end === null ? null : settle(sequence, term.end);
    return { ...term, base, start, end };
  }
  const ordered = order(sequence, term);
  return isSettled(sequence, ordered) ? ordered : temporary(sequence, temporaryName(term), ordered, false);
}

/** Whether no function can change what an expression gives, and it calls none. */
function isSettled(sequence: Sequencer, expression: Expression): boolean {
  return !footprintOf(sequence.surroundings, expression).readsState && !hasCall(expression);
}

function hasCall(term: Term): boolean {
  let found = false;
  visitTerm(term, {
    invocation: () => {
      found = true;
    },
  });
  return found;
}

function settlePlace(sequence: Sequencer, place: Place): Place {
  switch (place.kind) {
    case "local":
    case "static":
      return place;
    case "field":
      return { ...place, base: settlePlace(sequence, place.base) };
    case "index": {
      const base = settlePlace(sequence, place.base);
      return { ...place, base, index: settle(sequence, place.index) };
    }
  }
}

/** Declares a temporary before the statement; without a value it takes the type of `like`. */
export function temporary(
  sequence: Sequencer,
  wanted: string,
  value: Expression | null,
  mutable: boolean,
  like: { readonly type: Expression["type"]; readonly span: Span } | null = value,
): LoadOfLocal {
  if (like === null) throw new Error("lower: a temporary without a type");
  const { type, span } = like;
  const local = sequence.surroundings.names.take(wanted);
  const declaration: Let = { kind: "let", local, type, mutable, value, span, comments: [] };
  sequence.before.push(declaration);
  return { kind: "load", place: { kind: "local", name: local, type, span }, type, span };
}

/** Named after what is in it. */
function temporaryName(expression: Expression): string {
  switch (expression.kind) {
    case "call":
      return `${shortName(expression.invocation.callee)}Result`;
    case "load":
      return `${nameOfPlace(expression.place)}Before`;
    case "convert":
      return temporaryName(expression.operand);
    case "logical":
    case "conditional":
    case "unary":
    case "binary":
    case "length":
    case "const":
      return "before";
  }
}

function nameOfPlace(place: Place): string {
  switch (place.kind) {
    case "local":
      return place.name;
    case "static":
      return shortName(place.name);
    case "field":
      return place.field;
    case "index":
      return nameOfPlace(place.base);
  }
}

function shortName(qualified: string): string {
  return qualified.slice(Math.max(qualified.lastIndexOf("."), qualified.lastIndexOf("#")) + 1);
}
