/**
 * What holds in the whole of a program, whatever its hosts do.
 *
 * @packageDocumentation
 */
import { constantOf } from "../check/fold.ts";
import { enumerationFinder, memberOf } from "../ir/enumerations.ts";
import type { Const, Func, Invocation, Place, Program, Reference, Static } from "../ir/ir.ts";
import { memoise } from "../ir/memoise.ts";
import { isScalar } from "../ir/types.ts";
import { isReference, walk, walkExpression, type Visitor } from "../ir/walk.ts";
import { effectsOf } from "./effects.ts";

/** What simplifying a function may rely on. All names are qualified. */
export interface Facts {
  /** The values of scalar variables that nothing writes. */
  readonly constants: ReadonlyMap<string, Const>;
  /** Scalar variables that nothing reads. */
  readonly unread: ReadonlySet<string>;
  /** What functions give that do nothing but give a constant. */
  readonly results: ReadonlyMap<string, Const>;
  /** Functions that change nothing: whether they are called shows in their result alone. */
  readonly silent: ReadonlySet<string>;
  /** Whether the program is proven. */
  readonly isProven: boolean;
}

/** The facts of a program of which all functions are reached. */
export function factsOf(program: Program, isProven: boolean): Facts {
  const functions = program.modules.flatMap((module) => module.functions);
  const silent = silentFunctions(functions);
  return {
    constants: constantsOf(program),
    unread: unreadStatics(program, functions, silent),
    results: new Map(functions.flatMap((func) => constantResult(func))),
    silent,
    isProven,
  };
}

function constantsOf(program: Program): ReadonlyMap<string, Const> {
  const written = writtenStatics(program);
  const enumerationOf = enumerationFinder(program);
  const statics = program.modules.flatMap((module) => module.statics);
  return new Map(
    statics.flatMap(({ name, type, initial, span, enumeration }): [string, Const][] => {
      if (!isScalar(type) || written.has(name)) return [];
      const value = initial === "zero" || typeof initial === "object" ? 0 : initial;
      const member = enumeration === undefined ? null : memberOf(enumerationOf(enumeration), initial);
      const known =
        member === null ? constantOf(type, value, span) : constantOf(type, value, span, enumeration, member);
      return [[name, known]];
    }),
  );
}

/** Variables that the program may write, or its hosts: those are public, or leave it by reference. */
export function writtenStatics({ modules, exports }: Program): ReadonlySet<string> {
  const written = new Set(exports.filter(({ kind }) => kind === "static").map(({ target }) => target));
  const functions = new Map(modules.flatMap((module) => module.functions).map((func) => [func.name, func]));
  const write = (place: Place): void => {
    const root = rootOf(place);
    if (root.kind === "static") written.add(root.name);
  };
  for (const { body } of functions.values()) {
    walk(body, {
      statement: (statement) => {
        if (statement.kind === "assign" || statement.kind === "replace") write(statement.place);
        if (statement.kind === "alias" && statement.written) write(placeOf(statement.target));
        if (statement.kind !== "return" || statement.value === null) return;
        if (isReference(statement.value)) write(placeOf(statement.value));
      },
      invocation: (invocation) => {
        for (const reference of writtenArguments(invocation, functions.get(invocation.callee))) {
          write(placeOf(reference));
        }
      },
    });
  }
  return written;
}

/** What an extern does with what it gets is unknown. */
function writtenArguments(invocation: Invocation, callee: Func | undefined): readonly Reference[] {
  return invocation.arguments
    .filter((_, index) => callee?.parameters[index]?.written ?? true)
    .filter((argument) => isReference(argument));
}

function unreadStatics(program: Program, functions: readonly Func[], silent: ReadonlySet<string>): ReadonlySet<string> {
  const statics = program.modules.flatMap((module) => module.statics);
  const unread = new Set(statics.filter(({ type }: Static) => isScalar(type)).map(({ name }) => name));
  for (const { kind, target } of program.exports) if (kind === "static") unread.delete(target);
  for (const { body } of functions) for (const name of namesRead(body, "static", silent)) unread.delete(name);
  return unread;
}

/**
 * The locals or statics that statements read: a variable that is only stored to, or only read to compute what is stored
 * to it, is not.
 */
export function namesRead(
  body: Func["body"],
  kind: "local" | "static",
  silent: ReadonlySet<string>,
): ReadonlySet<string> {
  const reads = new Map<string, number>();
  const count = (name: string, times: number): void => void reads.set(name, (reads.get(name) ?? 0) + times);
  walk(body, {
    place: (place) => {
      if (place.kind === kind) count(place.name, 1);
    },
    statement: (statement) => {
      if (statement.kind !== "assign" || statement.place.kind !== kind) return;
      const { name } = statement.place;
      const countOwn = (times: number): Visitor => ({
        place: (place) => {
          if (place.kind === kind && place.name === name) count(name, times);
        },
      });
      count(name, -1);
      walkExpression(statement.value, countOwn(-1));
      walk(effectsOf(statement.value, silent), countOwn(1));
    },
  });
  return new Set([...reads].filter(([, times]) => times > 0).map(([name]) => name));
}

function constantResult({ name, body }: Func): readonly [string, Const][] {
  const [statement] = body;
  return statement?.kind === "return" && statement.value?.kind === "const" ? [[name, statement.value]] : [];
}

function silentFunctions(functions: readonly Func[]): ReadonlySet<string> {
  const byName = new Map(functions.map((func) => [func.name, func]));
  const known = new Map<string, boolean>();
  const isSilent = (name: string): boolean => {
    const answer = known.get(name);
    if (answer !== undefined) return answer;
    known.set(name, false);
    const func = byName.get(name);
    const silent = func !== undefined && storesNothing(func) && [...calleesOf(func)].every(isSilent);
    known.set(name, silent);
    return silent;
  };
  return new Set([...byName.keys()].filter(isSilent));
}

const storesNothing = memoise(({ body }: Func): boolean => {
  let stores = false;
  walk(body, {
    statement: (statement) => {
      stores ||= statement.kind === "replace" || (statement.kind === "assign" && statement.place.kind !== "local");
    },
  });
  return !stores;
});

const calleesOf = memoise(({ body }: Func): ReadonlySet<string> => {
  const callees = new Set<string>();
  walk(body, { invocation: ({ callee }) => callees.add(callee) });
  return callees;
});

function placeOf(reference: Reference): Place {
  return reference.kind === "reference" ? reference.place : reference.base;
}

function rootOf(place: Place): Place {
  return place.kind === "field" || place.kind === "index" ? rootOf(place.base) : place;
}
