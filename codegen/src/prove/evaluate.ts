/**
 * Evaluates expressions and places in a state, and learns from conditions.
 *
 * With a listener, evaluation is the real one: indices and divisors are checked, calls are noted and their
 * effects applied. Without, it only looks: the expression has been evaluated before, and the question is what
 * it is in this state. After a check that failed, the state may continue as if it had held, so that one mistake
 * gives one message.
 *
 * `assume` is the other direction: given that a condition came out true or false, which states remain.
 *
 * @packageDocumentation
 */
import type {
  Binary,
  BinaryOperator,
  Call,
  Conditional,
  Const,
  Convert,
  Expression,
  IndexPlace,
  Invocation,
  LetTuple,
  Load,
  Logical,
  Place,
  Reference,
  SliceReference,
  Unary,
} from "../ir/ir.ts";
import { COMPARISONS } from "../ir/operators.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar, isWide, valueTypeOf } from "../ir/types.ts";
import { isReference, walkExpression } from "../ir/walk.ts";
import type { Operand } from "./arithmetic.ts";
import {
  constantValue,
  exactValue,
  factsOfAbs,
  factsOfBinary,
  keepsValue,
  linearBinary,
  linearUnary,
  opaqueValue,
} from "./arithmetic.ts";
import { assumeFloats, assumeIntegers } from "./comparison.ts";
import type { Context } from "./context.ts";
import type { State, Value } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { between, exactly, holds, isEmpty, isSingle, join, joinIntegers, meet, NONZERO, wholeOf } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import { formOfTerm, plus, scale, subtract } from "./linear.ts";
import { boundOfPlace, keepBelow, promised } from "./refinements.ts";
import type { Slot } from "./relations.ts";
import { assumeRelations, relate } from "./relations.ts";
import { transferBinary, transferConvert, transferUnary } from "./transfer.ts";

/** What an expression can be. Applies its effects to the state, and checks it, if there is a listener. */
export function evaluate(context: Context, state: State, expression: Expression): Value {
  const value = evaluateKind(context, state, expression);
  // No value at all: what is known contradicts itself, so no run gets here.
  if (isEmpty(value.interval)) state.abandon();
  context.listener?.evaluated?.(expression, value.interval);
  return value;
}

function evaluateKind(context: Context, state: State, expression: Expression): Value {
  switch (expression.kind) {
    case "const":
      return evaluateConst(context, state, expression);
    case "load":
      return evaluateLoad(context, state, expression);
    case "length":
      return lengthOf(context, state, expression.slice);
    case "unary":
      return evaluateUnary(context, state, expression);
    case "binary":
      return evaluateBinary(context, state, expression);
    case "logical":
      return evaluateLogical(context, state, expression);
    case "conditional":
      return evaluateConditional(context, state, expression);
    case "convert":
      return evaluateConvert(context, state, expression);
    case "call":
      return evaluateCall(context, state, expression);
  }
}

/** What is kept below a bound is known to be, however it came to be: whoever stored it has proven it. */
function evaluateLoad(context: Context, state: State, { place, type }: Load): Value {
  evaluatePlace(context, state, place);
  const term = context.terms.place(place).number;
  const below = boundOfPlace(place);
  if (below !== undefined) state.refine(term, between(0, below - 1));
  return valueOfTerm(state, term, type);
}

/** Evaluates what goes where every value is less than a bound, if there is one. */
export function evaluateBelow(
  context: Context,
  state: State,
  expression: Expression,
  below: number | undefined,
): Value {
  const value = evaluate(context, state, expression);
  return below === undefined ? value : keepBelow(context, state, expression, value, below);
}

/** A number too large for a form is a term of its own. */
function evaluateConst(context: Context, state: State, expression: Const): Value {
  const interval = exactly(expression.value);
  if (!isInteger(expression.type)) return { interval, form: null };
  if (isSingle(interval)) return constantValue(interval.least, interval);
  return opaqueValue(state, context.terms.expression(expression), interval);
}

function evaluateUnary(context: Context, state: State, expression: Unary): Value {
  const { operator, type } = expression;
  const from = valueTypeOf(expression.operand.type);
  const operand = evaluate(context, state, expression.operand);
  const interval = transferUnary(operator, operand.interval, from);
  if (!isInteger(type)) return { interval, form: null };
  const term = context.terms.expression(expression);
  if (!isOperand(operand)) return opaqueValue(state, term, interval);
  const facts = operator === "abs" ? factsOfAbs(formOfTerm(term.number), operand) : [];
  return (
    exactValue(state, linearUnary(operator, operand, type), type, interval) ?? opaqueValue(state, term, interval, facts)
  );
}

function evaluateBinary(context: Context, state: State, expression: Binary): Value {
  const { operator, type } = expression;
  const from = valueTypeOf(expression.left.type);
  const left = evaluate(context, state, expression.left);
  const right = evaluate(context, state, expression.right);
  if (isInteger(from)) checkOperation(context, state, expression, right);
  const interval = transferBinary(operator, left.interval, right.interval, from);
  if (COMPARISONS.has(operator) || !isOperand(left) || !isOperand(right)) return { interval, form: null };
  const exact = exactValue(state, linearBinary(state, operator, left, right, type), type, interval);
  const term = context.terms.expression(expression);
  if (exact !== null) return operator === "subtract" ? narrowed(exact, state.interval(term.number)) : exact;
  return opaqueValue(state, term, interval, factsOfBinary(operator, formOfTerm(term.number), left, right, type));
}

/** A difference may be known not to be 0, which its form does not say. */
function narrowed({ interval, form }: Value, known: Interval): Value {
  return known.nonzero === true ? { interval: meet(interval, NONZERO), form } : { interval, form };
}

/** Integer division and shifts. */
function checkOperation({ listener }: Context, state: State, { operator, right, type }: Binary, value: Value): void {
  if (listener === null) return;
  if (operator === "divide" || operator === "remainder") {
    const proven = isNonzero(state, value);
    listener.divisor(right, { proven, divisor: value, state });
  } else if (
    (operator === "shift-left" || operator === "shift-right") &&
    !isWithin(value.interval, 0, isWide(type) ? 63 : 31)
  ) {
    listener.doubt("masked-shift", right, value.interval);
  }
}

function isNonzero(state: State, { interval, form }: Value): boolean {
  if (!holds(interval, 0)) return true;
  return form !== null && (state.proves(plus(scale(form, -1), 1)) || state.proves(plus(form, 1)));
}

/** The right operand is evaluated only where the left one did not decide. */
function evaluateLogical(context: Context, state: State, { operator, left, right }: Logical): Value {
  const first = evaluate(context, state, left).interval;
  const undecided = assume(context, state.clone(), left, operator === "and");
  // Where the right operand is not evaluated, the left one gives the result.
  const value = undecided === null ? first : evaluate(context, undecided, right).interval;
  const second = undecided?.impossible === true ? first : value;
  applyEffects(context, state, right);
  const both = operator === "and" ? Math.min : Math.max;
  return { interval: between(both(first.least, second.least), both(first.most, second.most)), form: null };
}

function evaluateConditional(context: Context, state: State, expression: Conditional): Value {
  const { condition, then, otherwise, type } = expression;
  evaluate(context, state, condition);
  const whenTrue = assume(context, state.clone(), condition, true);
  const whenFalse = assume(context, state.clone(), condition, false);
  const first = whenTrue === null ? null : evaluateBranch(context, whenTrue, then);
  const second = whenFalse === null ? null : evaluateBranch(context, whenFalse, otherwise);
  applyEffects(context, state, then);
  applyEffects(context, state, otherwise);
  if (first === null || second === null) return passOn(context, state, expression, (first ?? second)?.value ?? null);
  if (!isInteger(type)) return { interval: join(first.value.interval, second.value.interval), form: null };
  const interval = joinIntegers(first.value.interval, second.value.interval);
  const term = context.terms.expression(expression);
  return opaqueValue(state, term, interval, factsOfChoice(formOfTerm(term.number), first, second));
}

function evaluateBranch(context: Context, state: State, expression: Expression): Branch | null {
  const value = evaluate(context, state, expression);
  return state.impossible ? null : { state, value };
}

/** One branch is never taken: the other gives the value. */
function passOn(context: Context, state: State, expression: Conditional, value: Value | null): Value {
  if (value === null) state.abandon();
  const interval = value?.interval ?? wholeOf(expression.type);
  if (!isInteger(expression.type)) return { interval, form: null };
  const term = context.terms.expression(expression);
  const known = opaqueValue(state, term, interval);
  // Terms of the branch mean the same outside; what was learned about them inside is not needed.
  if (value !== null && value.form !== null) state.assumeEqual(formOfTerm(term.number), value.form);
  return known;
}

interface Branch {
  readonly state: State;
  readonly value: Value;
}

/** The chosen value is at most (least) what both branches are at most (least). */
function factsOfChoice(result: LinearForm, first: Branch, second: Branch): LinearForm[] {
  const facts: LinearForm[] = [];
  for (const limit of [first.value.form, second.value.form]) {
    if (limit === null || limit.terms.length === 0) continue;
    const isBelow = ({ state, value }: Branch): boolean =>
      value.form !== null && state.proves(subtract(value.form, limit));
    const isAbove = ({ state, value }: Branch): boolean =>
      value.form !== null && state.proves(subtract(limit, value.form));
    if (isBelow(first) && isBelow(second)) facts.push(subtract(result, limit));
    if (isAbove(first) && isAbove(second)) facts.push(subtract(limit, result));
  }
  return facts;
}

function evaluateConvert(context: Context, state: State, expression: Convert): Value {
  const { type } = expression;
  const from = expression.operand.type;
  const operand = evaluate(context, state, expression.operand);
  const interval = transferConvert(operand.interval, from, type);
  if (!isInteger(type)) return { interval, form: null };
  if (isOperand(operand) && keepsValue(state, operand, type)) {
    return { interval: meet(operand.interval, interval), form: operand.form };
  }
  if (isInteger(from)) context.listener?.doubt("lossy-conversion", expression, operand.interval);
  const term = context.terms.expression(expression);
  const shrinks = isOperand(operand) && operand.interval.least >= 0 && wholeOf(type).least === 0;
  const facts = shrinks ? [subtract(formOfTerm(term.number), operand.form)] : [];
  return opaqueValue(state, term, interval, facts);
}

// ---------------------------------------------------------------------------------------------
// Places and references

/** Checks every index of a place. Where the place is, is known by its term. */
export function evaluatePlace(context: Context, state: State, place: Place): void {
  if (place.kind === "field") evaluatePlace(context, state, place.base);
  if (place.kind !== "index") return;
  evaluatePlace(context, state, place.base);
  const index = evaluate(context, state, place.index);
  if (context.listener !== null) checkIndex(context, state, place, index);
}

function checkIndex(context: Context, state: State, place: IndexPlace, index: Value): void {
  const length = lengthOf(context, state, place.base);
  if (index.form === null || length.form === null) throw new Error("prove: an index is not an integer");
  const tooSmall = scale(index.form, -1);
  const tooLarge = plus(subtract(index.form, length.form), 1);
  const proven = state.provesAtLast(tooSmall) && state.provesAtLast(tooLarge);
  context.listener?.index(place, { proven, index, length, state });
  if (proven || context.listener?.recovers !== true) return;
  state.assume(tooSmall);
  state.assume(tooLarge);
}

/** How many elements an array or slice has. */
function lengthOf(context: Context, state: State, place: Place): Value {
  const { type } = place;
  if (!isScalar(type) && type.kind === "array") return constantValue(type.length, exactly(type.length));
  if (place.kind !== "local") throw new Error("prove: only a local can be a slice");
  return valueOfTerm(state, context.terms.length(place.name, place).number, "u32");
}

/** Checks a reference. Gives the length of what is referred to, or null for a struct. */
export function evaluateReference(context: Context, state: State, reference: Reference): Value | null {
  const place = reference.kind === "reference" ? reference.place : reference.base;
  evaluatePlace(context, state, place);
  if (reference.kind === "slice") return evaluateSlice(context, state, reference);
  const { type } = place;
  return !isScalar(type) && type.kind === "struct" ? null : lengthOf(context, state, place);
}

function evaluateSlice(context: Context, state: State, reference: SliceReference): Value {
  const length = lengthOf(context, state, reference.base);
  const start = reference.start === null ? constantValue(0, exactly(0)) : evaluate(context, state, reference.start);
  const end = reference.end === null ? length : evaluate(context, state, reference.end);
  if (start.form === null || end.form === null || length.form === null) {
    throw new Error("prove: a bound is not an integer");
  }
  const reversed = subtract(start.form, end.form);
  const tooLong = subtract(end.form, length.form);
  if (context.listener !== null && !(reference.start === null && reference.end === null)) {
    const missing = !state.provesAtLast(reversed)
      ? "start <= end"
      : !state.provesAtLast(tooLong)
        ? "end <= length"
        : null;
    context.listener.slice(reference, { proven: missing === null, start, end, length, missing, state });
    if (missing !== null && context.listener.recovers) {
      state.assume(reversed);
      state.assume(tooLong);
    }
  }
  const form = subtract(end.form, start.form);
  return { interval: meet(wholeOf("u32"), state.intervalOf(form)), form };
}

// ---------------------------------------------------------------------------------------------
// Calls

function evaluateCall(context: Context, state: State, expression: Call): Value {
  const { invocation, type } = expression;
  const term = context.terms.expression(expression);
  if (context.listener !== null) return evaluateInvocation(context, state, invocation, { term: term.number, type });
  // Looking again at a call that has happened. Its effects, too, have been applied.
  const result = context.summaries.outcomeOf(invocation.callee)?.result ?? wholeOf(type);
  const interval = meet(meet(result, promised(context, invocation)), state.interval(term.number));
  return { interval, form: isInteger(type) ? formOfTerm(term.number) : null };
}

/** Performs a call: its arguments, its result, its effects. */
export function evaluateInvocation(
  context: Context,
  state: State,
  invocation: Invocation,
  result: { readonly term: number; readonly type: StorageType } | null,
): Value {
  const { callee } = invocation;
  const slots = evaluateArguments(context, state, invocation);
  const outcome = context.summaries.call(callee, () => relate(state, slots));
  if (outcome === null) state.abandon();
  const whole = wholeOf(result?.type ?? "bool");
  const interval = outcome === null ? whole : meet(meet(outcome.result, whole), promised(context, invocation));
  const value: Value = { interval, form: null };
  let known = value;
  if (result !== null) {
    if (isInteger(result.type)) known = { interval, form: formOfTerm(result.term) };
    state.define(result.term, value);
    const values = [known, ...slots.slice(1).map((slot) => slot?.value ?? null)];
    const relations = outcome?.relations ?? null;
    if (relations !== null) assumeRelations(state, relations, values);
  }
  state.forgetRegions(context.memory.changedByCall(callee));
  return known;
}

/** Performs a call that returns a tuple, and gives its elements to the locals that are declared for them. */
export function evaluateTuple(context: Context, state: State, { invocation, locals }: LetTuple): void {
  const { callee, result } = invocation;
  if (typeof result === "string" || result.kind !== "tuple") throw new Error("prove: no tuple to take apart");
  const slots = evaluateArguments(context, state, invocation);
  const outcome = context.summaries.call(callee, () => relate(state, slots));
  if (outcome === null) state.abandon();
  const relations = outcome?.relations ?? null;
  const elements = result.elements.map(({ type, below }, index) => {
    const local = locals[index] ?? null;
    if (local === null) return null;
    const whole = below === undefined ? wholeOf(type) : between(0, below - 1);
    const value: Value = { interval: meet(relations?.intervals[slots.length + index] ?? whole, whole), form: null };
    state.assignLocal(local, type, value);
    return isInteger(type) ? { ...value, form: formOfTerm(context.terms.local(local, type).number) } : value;
  });
  if (relations !== null) {
    assumeRelations(state, relations, [...slots.map((slot) => slot?.value ?? null), ...elements]);
  }
  state.forgetRegions(context.memory.changedByCall(callee));
}

/** Slot 0 is the result's. */
function evaluateArguments(context: Context, state: State, { callee, arguments: given }: Invocation): (Slot | null)[] {
  const slots: (Slot | null)[] = [null];
  const parameters = context.signatures.get(callee)?.parameters ?? [];
  for (const [index, argument] of given.entries()) {
    if (isReference(argument)) {
      const length = evaluateReference(context, state, argument);
      slots.push(length === null ? null : { value: length, isLength: true });
    } else {
      slots.push({ value: evaluateBelow(context, state, argument, parameters[index]?.below), isLength: false });
    }
  }
  return slots;
}

/** Forgets what calls in an operand that may or may not be evaluated can change. */
function applyEffects(context: Context, state: State, expression: Expression): void {
  if (context.listener === null) return;
  walkExpression(expression, {
    invocation: ({ callee }) => state.forgetRegions(context.memory.changedByCall(callee)),
  });
}

// ---------------------------------------------------------------------------------------------
// Conditions

/**
 * The states that remain when a condition, evaluated just before, was true or false; null if there is none.
 * Consumes `state`. The condition is looked at again, not executed again.
 */
export function assume(context: Context, state: State, condition: Expression, truth: boolean): State | null {
  const remaining = assumeKind(context.looking ?? context, state, condition, truth);
  return remaining === null || remaining.impossible ? null : remaining;
}

function assumeKind(context: Context, state: State, condition: Expression, truth: boolean): State | null {
  switch (condition.kind) {
    case "const":
      return (condition.value === true) === truth ? state : null;
    case "load": {
      const term = context.terms.place(condition.place).number;
      state.refine(term, exactly(truth));
      const meaning = state.conditionOf(term);
      return meaning === null || state.impossible ? state : assume(context, state, meaning, truth);
    }
    case "unary":
      return condition.operator === "not" ? assume(context, state, condition.operand, !truth) : state;
    case "binary":
      return assumeComparison(context, state, condition, truth);
    case "logical":
      return assumeLogical(context, state, condition, truth);
    case "conditional":
      return assumeChoice(context, state, condition, truth);
    case "call":
      return assumeAnswer(context, state, condition, truth);
    case "length":
    case "convert":
      return state;
  }
}

function assumeLogical(
  context: Context,
  state: State,
  { operator, left, right }: Logical,
  truth: boolean,
): State | null {
  const decisive = operator === "or";
  if (truth !== decisive) {
    const first = assume(context, state, left, truth);
    return first === null ? null : assume(context, first, right, truth);
  }
  const decided = assume(context, state.clone(), left, decisive);
  const undecided = assume(context, state, left, !decisive);
  const second = undecided === null ? null : assume(context, undecided, right, truth);
  return joinStates(decided, second);
}

function assumeChoice(
  context: Context,
  state: State,
  { condition, then, otherwise }: Conditional,
  truth: boolean,
): State | null {
  const first = assume(context, state.clone(), condition, true);
  const second = assume(context, state, condition, false);
  return joinStates(
    first === null ? null : assume(context, first, then, truth),
    second === null ? null : assume(context, second, otherwise, truth),
  );
}

/** A function that answers a question about its arguments: what its answer says about them. */
function assumeAnswer(context: Context, state: State, call: Call, truth: boolean): State | null {
  const { callee } = call.invocation;
  const answers = context.summaries.outcomeOf(callee)?.answers ?? null;
  if (answers === null) return state;
  const relations = truth ? answers.whenTrue : answers.whenFalse;
  if (relations === null) return null;
  // The arguments are looked at after the call: they must not be made of what it changed.
  const changed = context.memory.changedByCall(callee);
  if ([...context.terms.dependenciesOf(call).regions].some((region) => changed.has(region))) return state;
  const slots = evaluateArguments(context, state, call.invocation);
  for (const slot of slots) if (slot !== null) keepTerms(context, slot.value.form);
  assumeRelations(
    state,
    relations,
    slots.map((slot) => slot?.value ?? null),
  );
  return state;
}

function assumeComparison(context: Context, state: State, condition: Binary, truth: boolean): State | null {
  const left = evaluate(context, state, condition.left);
  const right = evaluate(context, state, condition.right);
  if (isOperand(left) && isOperand(right)) {
    keepTerms(context, left.form);
    keepTerms(context, right.form);
    const operator = truth ? condition.operator : (OPPOSITE[condition.operator] ?? null);
    assumeIntegers(state, operator, left.form, right.form);
    if (operator === "not-equal") assumeDifferent(context, state, condition, subtract(left.form, right.form));
    return state;
  }
  if (condition.left.type === "bool") return assumeBools(context, state, condition, truth);
  const [first, second] = [condition.left, condition.right].map((operand) =>
    operand.kind === "load" ? context.terms.place(operand.place).number : null,
  );
  assumeFloats(
    state,
    condition.operator,
    truth,
    { interval: left.interval, term: first ?? null },
    { interval: right.interval, term: second ?? null },
  );
  return state;
}

/** What is not equal has a difference that is not 0, which both ways of writing it then know, wrapping or not. */
function assumeDifferent({ terms }: Context, state: State, condition: Binary, difference: LinearForm): void {
  const [term] = difference.terms;
  if (difference.terms.length === 1 && difference.constant === 0 && term !== undefined) state.refine(term, NONZERO);
  const { left, right, span } = condition;
  if (right.kind === "const" && Number(right.value) === 0) return;
  for (const [first, second] of [
    [left, right],
    [right, left],
  ] as const) {
    const type = valueTypeOf(left.type);
    const subtraction = terms.expression({
      kind: "binary",
      operator: "subtract",
      type,
      left: first,
      right: second,
      span,
    });
    if (subtraction.source === null) continue;
    subtraction.lasting = true;
    state.refine(subtraction.number, NONZERO);
  }
}

/** Only where one side is known: `ready === false`, or `a & b` being true. */
function assumeBools(context: Context, state: State, { operator, left, right }: Binary, truth: boolean): State | null {
  if (operator === "bit-and" && truth) {
    const first = assume(context, state, left, true);
    return first === null ? null : assume(context, first, right, true);
  }
  if (right.kind !== "const" || (operator !== "equal" && operator !== "not-equal")) return state;
  const wanted = (right.value === true) === (operator === "equal");
  return assume(context, state, left, wanted === truth);
}

const OPPOSITE: Partial<Record<BinaryOperator, BinaryOperator>> = {
  less: "greater-equal",
  "less-equal": "greater",
  greater: "less-equal",
  "greater-equal": "less",
  equal: "not-equal",
  "not-equal": "equal",
};

/** What a condition said about a term is worth keeping for as long as it holds. */
function keepTerms(context: Context, form: LinearForm | null): void {
  for (const number of form?.terms ?? []) {
    const term = context.terms.term(number);
    if (term.source !== null) term.lasting = true;
  }
}

// ---------------------------------------------------------------------------------------------

/** Everything that is possible in either; null stands for nothing. `candidates` are facts to be tried. */
export function joinStates(a: State | null, b: State | null, candidates?: readonly LinearForm[]): State | null {
  if (a === null || b === null) return a ?? b;
  return a.join(b, candidates);
}

function valueOfTerm(state: State, term: number, type: StorageType): Value {
  return { interval: state.interval(term), form: isInteger(type) ? formOfTerm(term) : null };
}

function isOperand(value: Value): value is Operand {
  return value.form !== null;
}

function isInteger(type: StorageType): boolean {
  return type !== "f32" && type !== "bool";
}

function isWithin(interval: Interval, least: number, most: number): boolean {
  return interval.least >= least && interval.most <= most;
}
