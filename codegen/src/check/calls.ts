/**
 * The call graph: no function may call itself, by whatever way, and a function may do what its callees may do.
 *
 * Imports have no cycle, so neither has the graph between modules: each module is looked at alone, after those
 * that it imports.
 *
 * @packageDocumentation
 */
import type { Effects, Expression, Invocation, Place } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import type { CheckedExtern, CheckedFunction, CheckedStatement } from "./checked.ts";
import { report } from "./context.ts";
import type { ModuleScope } from "./entities.ts";
import { shortName } from "./spelling.ts";
import { walkChecked } from "./walk.ts";

/** A function before its effects are known. */
export type FunctionDraft = Omit<CheckedFunction, "effects">;

/** Adds to `known` the effects of a module's functions and externs, and reports recursion. */
export function findEffects(
  module: ModuleScope,
  functions: readonly FunctionDraft[],
  externs: readonly CheckedExtern[],
  known: Map<string, Effects>,
): void {
  for (const extern of externs) known.set(extern.name, effectsOfExtern(extern));
  const search: Search = { module, known, drafts: new Map(functions.map((one) => [one.name, one])), path: [] };
  for (const draft of functions) visit(search, draft);
}

/** What an extern may do: what it does with memory that it is given is unknown. */
export function effectsOfExtern(extern: CheckedExtern): Effects {
  const reaches = extern.parameters.some((parameter) => !isScalar(parameter.type));
  return { readsState: reaches, writesState: reaches, callsExtern: true };
}

interface Search {
  readonly module: ModuleScope;
  readonly known: Map<string, Effects>;
  readonly drafts: ReadonlyMap<string, FunctionDraft>;
  /** The functions from the first visited to the one at hand, each called by the one before. */
  readonly path: string[];
}

const NONE: Effects = { readsState: false, writesState: false, callsExtern: false };

function visit(search: Search, draft: FunctionDraft): void {
  if (search.known.has(draft.name)) return;
  search.path.push(draft.name);
  let effects = effectsOfOwn(draft.body);
  for (const invocation of invocationsIn(draft.body)) {
    effects = unionOf(effects, effectsOfCallee(search, invocation));
  }
  search.path.pop();
  search.known.set(draft.name, effects);
}

function effectsOfCallee(search: Search, invocation: Invocation): Effects {
  const { callee, span } = invocation;
  if (search.path.includes(callee)) {
    const cycle = [...search.path.slice(search.path.indexOf(callee)), callee].map(shortName).join(" -> ");
    const message = `\`${shortName(callee)}\` would call itself: ${cycle}`;
    report(search.module, "GN3003", span, message, "write a loop: recursion has no bound on its stack");
    return NONE;
  }
  const draft = search.drafts.get(callee);
  if (draft !== undefined) visit(search, draft);
  return search.known.get(callee) ?? NONE;
}

/** What either may do. */
export function unionOf(left: Effects, right: Effects): Effects {
  return {
    readsState: left.readsState || right.readsState,
    writesState: left.writesState || right.writesState,
    callsExtern: left.callsExtern || right.callsExtern,
  };
}

function invocationsIn(body: readonly CheckedStatement[]): readonly Invocation[] {
  const invocations: Invocation[] = [];
  walkChecked(body, { invocation: (invocation) => invocations.push(invocation) });
  return invocations;
}

/** What a body does by itself. */
function effectsOfOwn(body: readonly CheckedStatement[]): Effects {
  let readsState = false;
  let writesState = false;
  walkChecked(body, {
    expression: (expression) => {
      if (isLoadOfState(expression)) readsState = true;
    },
    assign: ({ place, operator }) => {
      if (!isState(place)) return;
      writesState = true;
      if (operator !== null) readsState = true;
    },
    replace: () => {
      writesState = true;
    },
  });
  return { readsState, writesState, callsExtern: false };
}

function isLoadOfState(expression: Expression): boolean {
  return expression.kind === "load" && isState(expression.place);
}

/** Whether a place can be reached by others than the running function: all but its scalars. */
function isState(place: Place): boolean {
  return place.kind !== "local";
}

/** Refuses statements that call a function only for a result that they drop. */
export function reportUnusedResults(
  module: ModuleScope,
  body: readonly CheckedStatement[],
  known: ReadonlyMap<string, Effects>,
): void {
  const dropped = ({ callee, result, span }: Invocation): void => {
    const effects = known.get(callee);
    if (result === "void" || effects === undefined || effects.writesState || effects.callsExtern) return;
    const message = `\`${shortName(callee)}\` changes nothing, and its result is not used`;
    report(module, "GN3006", span, message, "use the result, or remove the call");
  };
  walkChecked(body, { dropped });
}
