/**
 * Who calls whom. There are no function pointers, so the graph is exact; there is no recursion, so it has
 * no cycle, and the prover says so itself before it relies on it.
 *
 * @packageDocumentation
 */
import type { Func, Program } from "../ir/ir.ts";
import { reachedFrom } from "../ir/reach.ts";
import { walk } from "../ir/walk.ts";

/** Who calls whom. */
export interface CallGraph {
  /** The functions that public functions reach, by qualified name. The others are not in the output. */
  readonly functions: ReadonlyMap<string, Func>;
  /** What each function calls, externs left out, in source order. */
  readonly callees: ReadonlyMap<string, ReadonlySet<string>>;
  readonly callers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Public functions: something outside the program may call them with any arguments. */
  readonly roots: ReadonlySet<string>;
  /** Every function before those that it calls. Null if there is recursion. */
  readonly callersFirst: readonly string[] | null;
  /** The functions of one cycle, the first one repeated at the end; empty if there is none. */
  readonly cycle: readonly string[];
}

/** Follows every call of a program. */
export function makeCallGraph(program: Program): CallGraph {
  const reached = reachedFrom(program);
  const all = program.modules.flatMap((module) => module.functions);
  const functions = new Map(all.filter(({ name }) => reached.has(name)).map((func) => [func.name, func]));
  const callees = new Map([...functions].map(([name, func]) => [name, calleesOf(func, functions)]));
  const callers = new Map([...functions.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, called] of callees) for (const callee of called) callers.get(callee)?.add(name);
  const { order, cycle } = sort(callees);
  const roots = new Set(program.exports.map(({ target }) => target).filter((target) => functions.has(target)));
  return { functions, callees, callers, roots, callersFirst: order, cycle };
}

function calleesOf(func: Func, functions: ReadonlyMap<string, Func>): ReadonlySet<string> {
  const called = new Set<string>();
  walk(func.body, {
    invocation({ callee }) {
      if (functions.has(callee)) called.add(callee);
    },
  });
  return called;
}

/** Depth-first; a function is done after all that it calls. */
function sort(callees: ReadonlyMap<string, ReadonlySet<string>>): { order: string[] | null; cycle: string[] } {
  const done: string[] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  let cycle: string[] = [];
  const visit = (name: string): void => {
    if (state.get(name) === "open" && cycle.length === 0) cycle = [...path.slice(path.indexOf(name)), name];
    if (state.has(name)) return;
    state.set(name, "open");
    path.push(name);
    for (const callee of callees.get(name) ?? []) visit(callee);
    path.pop();
    state.set(name, "done");
    done.push(name);
  };
  for (const name of callees.keys()) visit(name);
  return { order: cycle.length > 0 ? null : done.reverse(), cycle };
}
