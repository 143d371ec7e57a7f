/**
 * What is left of a part of a statement when nobody wants its value: the calls in it that change something.
 *
 * @packageDocumentation
 */
import type { CallStatement, Expression, Invocation, Place, Reference } from "../ir/ir.ts";

/** The outermost calls that are not silent, in the order in which they happen, as statements. */
export function effectsOf(
  term: Expression | Reference | Place | null,
  silent: ReadonlySet<string>,
): readonly CallStatement[] {
  if (term === null) return [];
  const within = (part: Expression | Reference | Place | null): readonly CallStatement[] => effectsOf(part, silent);
  switch (term.kind) {
    case "const":
    case "local":
    case "static":
      return [];
    case "load":
    case "reference":
      return within(term.place);
    case "length":
      return within(term.slice);
    case "unary":
    case "convert":
      return within(term.operand);
    case "binary":
      return [...within(term.left), ...within(term.right)];
    case "field":
      return within(term.base);
    case "index":
      return [...within(term.base), ...within(term.index)];
    case "slice":
      return [...within(term.base), ...within(term.start), ...within(term.end)];
    // What may not be evaluated at all changes nothing: lowering made an `if` of it.
    case "logical":
      return within(term.left);
    case "conditional":
      return within(term.condition);
    case "call":
      return effectsOfCall(term.invocation, silent);
  }
}

/** The call, or if it is silent, what computing its arguments changes. */
export function effectsOfCall(invocation: Invocation, silent: ReadonlySet<string>): readonly CallStatement[] {
  if (silent.has(invocation.callee)) {
    return invocation.arguments.flatMap((argument) => effectsOf(argument, silent));
  }
  return [{ kind: "call-statement", invocation, span: invocation.span, comments: [] }];
}
