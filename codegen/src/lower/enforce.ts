/**
 * Gives each loop with a declared bound a counter that keeps it:
 *
 * ```
 * // @bound 32                   let rounds: u32 = 0;
 * while (x !== 7) x = step(x);   while (x !== 7) {
 *                                  if (rounds === 32) break;
 *                                  rounds += 1;
 *                                  x = step(x);
 *                                }
 * ```
 *
 * It is done here, in the representation, so that every engine counts in the same way, and always, so that what
 * a program does never depends on how much the prover finds out. The prover then sees an ordinary loop. A bound that
 * is no number is left for it to refuse.
 *
 * @packageDocumentation
 */
import { binary, constantOf } from "../check/fold.ts";
import { declaredBoundOf, ITERATIONS_MAX } from "../ir/declared-bound.ts";
import type { Expression, Func, Module, Place, Program, Statement } from "../ir/ir.ts";
import { walk } from "../ir/walk.ts";

/** The same program, in which every loop ends where its declared bound says. */
export function enforceBounds(program: Program): Program {
  return {
    ...program,
    modules: program.modules.map((module) => ({
      ...module,
      functions: module.functions.map((func) => enforceIn(func, module)),
    })),
  };
}

type Loop = Extract<Statement, { kind: "for" | "while" | "do-while" }>;

/** What enforcing takes within one function. */
interface Surroundings {
  readonly module: Module;
  /** A name for one more counter. */
  readonly take: () => string;
}

function enforceIn(func: Func, module: Module): Func {
  const bounds: number[] = [];
  walk(func.body, {
    statement: (statement) => {
      const bound = isLoop(statement) ? boundOf(statement, module) : null;
      if (bound !== null) bounds.push(bound);
    },
  });
  if (bounds.length === 0) return func;
  return { ...func, body: enforce(func.body, { module, take: counterNames(func, module) }) };
}

function enforce(body: readonly Statement[], surroundings: Surroundings): readonly Statement[] {
  return body.flatMap((statement) => enforceStatement(statement, surroundings));
}

function enforceStatement(statement: Statement, surroundings: Surroundings): readonly Statement[] {
  switch (statement.kind) {
    case "if": {
      const then = enforce(statement.then, surroundings);
      return [{ ...statement, then, otherwise: enforce(statement.otherwise, surroundings) }];
    }
    case "switch": {
      const cases = statement.cases.map((each) => ({ ...each, body: enforce(each.body, surroundings) }));
      const otherwise = statement.otherwise === null ? null : enforce(statement.otherwise, surroundings);
      return [{ ...statement, cases, otherwise }];
    }
    case "block":
      return [{ ...statement, body: enforce(statement.body, surroundings) }];
    case "for":
    case "while":
    case "do-while":
      return enforceLoop(statement, surroundings);
    default:
      return [statement];
  }
}

function enforceLoop(loop: Loop, surroundings: Surroundings): readonly Statement[] {
  const limit = boundOf(loop, surroundings.module);
  if (limit === null) return [{ ...loop, body: enforce(loop.body, surroundings) }];
  const span = loop.condition.span;
  const local = surroundings.take();
  const place: Place = { kind: "local", name: local, type: "u32", span };
  const rounds: Expression = { kind: "load", place, type: "u32", span };
  const leave: Statement = {
    kind: "if",
    condition: binary("equal", rounds, constantOf("u32", limit, span), span),
    then: [{ kind: "break", label: null, span, comments: [] }],
    otherwise: [],
    span,
    comments: [],
  };
  const count: Statement = {
    kind: "assign",
    place,
    value: binary("add", rounds, constantOf("u32", 1, span), span),
    span,
    comments: [],
  };
  const zero = constantOf("u32", 0, span);
  return [
    { kind: "let", local, type: "u32", mutable: true, value: zero, span, comments: [] },
    { ...loop, limit, body: [leave, count, ...enforce(loop.body, surroundings)] },
  ];
}

/** The number that a loop's comments declare, or the constant of the module; null if there is none that can be kept. */
function boundOf(loop: Loop, module: Module): number | null {
  const text = declaredBoundOf(loop.comments);
  if (text === null) return null;
  const constant = module.constants.find(({ name }) => name === `${module.id}.${text}`)?.value;
  const value = typeof constant === "number" ? constant : /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isInteger(value) && value >= 1 && value <= ITERATIONS_MAX ? value : null;
}

function isLoop(statement: Statement): statement is Loop {
  return statement.kind === "for" || statement.kind === "while" || statement.kind === "do-while";
}

/** `rounds`, `rounds2`, ...: what nothing that the function declares or mentions is called. */
function counterNames({ parameters, body }: Func, module: Module): () => string {
  const taken = new Set(parameters.map(({ name }) => name));
  const takeLast = (name: string): unknown => taken.add(name.slice(name.lastIndexOf(".") + 1));
  const { structs, constants, statics, externs, functions } = module;
  for (const { name } of [structs, constants, statics, externs, functions].flat()) takeLast(name);
  walk(body, {
    statement: (statement) => {
      if (statement.kind === "let" || statement.kind === "alias") taken.add(statement.local);
      if (statement.kind === "let-tuple") for (const local of statement.locals) if (local !== null) taken.add(local);
    },
    expression: (expression) => {
      if (expression.kind === "const" && expression.name !== null) takeLast(expression.name);
    },
    place: (place) => {
      if (place.kind === "static") takeLast(place.name);
    },
    invocation: ({ callee }) => takeLast(callee),
  });
  return () => {
    let name = "rounds";
    for (let count = 2; taken.has(name); count++) name = `rounds${count}`;
    taken.add(name);
    return name;
  };
}
