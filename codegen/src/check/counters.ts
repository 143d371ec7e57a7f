/**
 * Checks the counters of `for` loops, whose types may be left to the loops' bounds.
 *
 * @packageDocumentation
 */
import type { Let } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import type { ValueType } from "../ir/types.ts";
import type { ExpressionSyntax, ForSyntax, Identifier, LetSyntax } from "../parse/syntax.ts";
import type { Body } from "./body.ts";
import { declareLocal, giveUp, silenced } from "./body.ts";
import { report } from "./context.ts";
import { checkOperand } from "./expressions.ts";
import { valueType } from "./fold.ts";
import { NOTHING, checkLet } from "./locals.ts";
import { isTyped, materialise } from "./untyped.ts";

/** A counter without written type takes that of its bound. */
export function checkCounter(header: Body, loop: ForSyntax, node: LetSyntax): Let | null {
  if (!node.mutable) {
    report(header, "GN1023", node.span, "the counter of a `for` changes", "declare it with `let`");
    return giveUp(header, node.name);
  }
  const start = node.type === null && node.value !== null ? checkOperand(silenced(header), node.value) : null;
  const type = start?.kind === "untyped" ? counterType(header, loop.condition, node.name, start.value) : null;
  if (type !== null && start !== null) {
    const value = materialise(header, start, type);
    if (value === null) return giveUp(header, node.name);
    const local = declareLocal(header, node.name, type, { mutable: true, root: null, noun: "variable" });
    return { kind: "let", local, type, mutable: true, value, span: node.span, comments: [] };
  }
  const checked = checkLet(header, node);
  return checked !== null && checked !== NOTHING && checked.kind === "let" ? checked : null;
}

/** The type of what the condition compares a counter with; null if it compares it with nothing. */
function counterType(
  header: Body,
  condition: ExpressionSyntax | null,
  name: Identifier,
  start: Scalar,
): ValueType | null {
  if (condition?.kind === "logical") {
    return counterType(header, condition.left, name, start) ?? counterType(header, condition.right, name, start);
  }
  if (condition?.kind !== "binary") return null;
  const isLeft = condition.left.kind === "name" && condition.left.text === name.text;
  const isRight = condition.right.kind === "name" && condition.right.text === name.text;
  if (isLeft === isRight) return null;
  const bound = checkOperand(silenced(header), isLeft ? condition.right : condition.left);
  if (bound === null || bound.kind === "pending") return null;
  if (isTyped(bound)) return bound.type === "bool" ? null : valueType(bound);
  const isWideCounter = typeof start === "bigint";
  // Both are plain numbers: unsigned for counting up from zero or more, signed for counting down past zero.
  const countsUp = (isLeft ? ["<", "<=", "!=="] : [">", ">=", "!=="]).includes(condition.operator);
  if (countsUp && start >= 0) return isWideCounter ? "u64" : "u32";
  return isWideCounter ? "i64" : "i32";
}
