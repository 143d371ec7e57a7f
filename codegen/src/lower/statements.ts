/**
 * Lowers statements: each with what must be evaluated before it.
 *
 * @packageDocumentation
 */
import type { CheckedAssign, CheckedFor, CheckedStatement, CheckedSwitch, CheckedWhile } from "../check/checked.ts";
import { binary, constantOf, unary } from "../check/fold.ts";
import type { Assign, Block, Break, Expression, For, If, Let, Reference, Statement, Switch } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { isReference } from "../ir/walk.ts";
import {
  orderAssignment,
  orderExpression,
  orderExpressions,
  orderInvocation,
  orderPlace,
  orderReference,
  sequencer,
  settleForUpdate,
  temporary,
} from "./order.ts";
import type { Sequencer, Surroundings } from "./order.ts";

/** Lowers the statements of a body, in order. */
export function lowerBody(statements: readonly CheckedStatement[], surroundings: Surroundings): readonly Statement[] {
  return statements.flatMap((statement) => lowerStatement(statement, surroundings));
}

function lowerStatement(statement: CheckedStatement, surroundings: Surroundings): readonly Statement[] {
  const sequence = sequencer(surroundings);
  const lowered = lowerNode(statement, sequence);
  const [first, ...rest] = sequence.before;
  if (first === undefined) return [lowered];
  // A loop's comments may declare its bound; those of other statements stay on top.
  if (lowered.kind === "while") return [first, ...rest, lowered];
  return [{ ...first, comments: statement.comments }, ...rest, { ...lowered, comments: [] }];
}

function lowerNode(statement: CheckedStatement, sequence: Sequencer): Statement {
  switch (statement.kind) {
    case "let":
      return lowerLet(statement, sequence);
    case "alias": {
      const target = orderReference(sequence, statement.target);
      return { ...statement, target, written: sequence.surroundings.writes.aliases.has(statement) };
    }
    case "assign":
      return lowerAssign(statement, sequence);
    case "replace":
      return { ...statement, place: orderPlace(sequence, statement.place) };
    case "let-tuple":
    case "call-statement":
      return { ...statement, invocation: orderInvocation(sequence, statement.invocation) };
    case "return":
      return { ...statement, value: statement.value === null ? null : orderedResult(sequence, statement.value) };
    case "return-tuple":
      return { ...statement, values: orderExpressions(sequence, statement.values) };
    case "if":
      return {
        ...statement,
        condition: orderExpression(sequence, statement.condition),
        then: lowerBody(statement.then, sequence.surroundings),
        otherwise: lowerBody(statement.otherwise, sequence.surroundings),
      };
    case "for":
      return lowerFor(statement, sequence);
    case "while":
    case "do-while":
      return lowerWhile(statement, sequence);
    case "switch":
      return lowerSwitch(statement, sequence);
    case "block":
      return { ...statement, body: lowerBody(statement.body, sequence.surroundings) };
    case "break":
    case "continue":
      return statement;
  }
}

function lowerLet(statement: Let, sequence: Sequencer): Let {
  return statement.value === null ? statement : { ...statement, value: orderExpression(sequence, statement.value) };
}

function orderedResult(sequence: Sequencer, value: Expression | Reference): Expression | Reference {
  return isReference(value) ? orderReference(sequence, value) : orderExpression(sequence, value);
}

/** `place = value`; of `place += value` the place is one object on both sides, so that a backend can see it. */
function lowerAssign(statement: CheckedAssign, sequence: Sequencer): Assign {
  const { span, comments, operator } = statement;
  if (operator === null) {
    const [place, value] = orderAssignment(sequence, statement.place, statement.value);
    return { kind: "assign", place, value, span, comments };
  }
  const place = settleForUpdate(sequence, statement.place, statement.value);
  if (!isScalar(place.type)) throw new Error("lower: a compound assignment to what is no scalar");
  const left: Expression = { kind: "load", place, type: place.type, span: place.span };
  const value = orderExpression(sequence, binary(operator, left, statement.value, span));
  return { kind: "assign", place, value, span, comments };
}

// ---------------------------------------------------------------------------------------------
// Loops

/** What the first counter needs comes before the loop; if a later one needs something, all counters do. */
function lowerFor(statement: CheckedFor, sequence: Sequencer): For | Block {
  const { surroundings } = sequence;
  const counters = statement.initial.map((counter) => {
    const own = sequencer(surroundings);
    const lowered = lowerLet(counter, own);
    return { before: own.before, lowered };
  });
  const condition = lowerCondition(statement.condition, surroundings);
  const loop: For = {
    ...statement,
    initial: counters.map(({ lowered }) => lowered),
    condition: condition.isPlain ? condition.value : constantOf("bool", true, statement.condition.span),
    update: statement.update.map((assign) => lowerAssign(assign, sequencer(surroundings))),
    body: [...exitUnless(condition), ...lowerBody(statement.body, surroundings)],
  };
  if (counters.every(({ before }) => before.length === 0)) return loop;
  const declarations = counters.flatMap(({ before, lowered }) => [...before, lowered]);
  return { kind: "block", body: [...declarations, { ...loop, initial: [] }], span: statement.span, comments: [] };
}

interface LoopCondition {
  /** Whether it can stand in the loop's header: nothing must come before it. */
  readonly isPlain: boolean;
  readonly before: readonly Statement[];
  readonly value: Expression;
}

function lowerCondition(condition: Expression, surroundings: Surroundings): LoopCondition {
  const sequence = sequencer(surroundings);
  const value = orderExpression(sequence, condition);
  return { isPlain: sequence.before.length === 0, before: sequence.before, value };
}

/** Nothing for a plain condition; else what it needs, and the way out of the loop that it stands at the top of. */
function exitUnless(condition: LoopCondition): readonly Statement[] {
  if (condition.isPlain) return [];
  const { span } = condition.value;
  const exit: Break = { kind: "break", label: null, span, comments: [] };
  const unless = unary("not", condition.value, span);
  const leave: If = { kind: "if", condition: unless, then: [exit], otherwise: [], span, comments: [] };
  return [...condition.before, leave];
}

function lowerWhile(statement: CheckedWhile, sequence: Sequencer): Statement {
  const { surroundings } = sequence;
  const condition = lowerCondition(statement.condition, surroundings);
  const body = lowerBody(statement.body, surroundings);
  if (condition.isPlain) return { ...statement, condition: condition.value, body };
  const forever = constantOf("bool", true, statement.condition.span);
  if (statement.kind === "while") {
    return { ...statement, condition: forever, body: [...exitUnless(condition), ...body] };
  }
  return lowerDoWhile(statement, sequence, condition, body);
}

/** The condition moves to the top, where a `continue` leads as well; the first round passes it by. */
function lowerDoWhile(
  statement: CheckedWhile,
  sequence: Sequencer,
  condition: LoopCondition,
  body: readonly Statement[],
): Statement {
  const { span } = condition.value;
  const repeats = temporary(sequence, "repeats", constantOf("bool", false, span), true);
  const check: If = {
    kind: "if",
    condition: repeats,
    then: exitUnless(condition),
    otherwise: [],
    span,
    comments: [],
  };
  const value = constantOf("bool", true, span);
  const note: Assign = { kind: "assign", place: repeats.place, value, span, comments: [] };
  return { ...statement, kind: "while", condition: value, body: [check, note, ...body] };
}

function lowerSwitch(statement: CheckedSwitch, sequence: Sequencer): Switch {
  const { surroundings } = sequence;
  return {
    ...statement,
    subject: orderExpression(sequence, statement.subject),
    cases: statement.cases.map((one) => ({ ...one, body: lowerBody(one.body, surroundings) })),
    otherwise: statement.otherwise === null ? null : lowerBody(statement.otherwise, surroundings),
  };
}
