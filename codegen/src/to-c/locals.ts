/**
 * How a function uses its locals: C compilers complain of what is never read, and a slice's length is a
 * variable of its own.
 *
 * @packageDocumentation
 */
import type { Func, Place, Reference } from "../ir/ir.ts";
import { isReference, walk } from "../ir/walk.ts";

/** What a function does with its locals. */
export interface LocalUses {
  /** Whether anything loads the local, or reaches through it. */
  isRead(local: string): boolean;
  /** Whether anything asks for the length of the slice. */
  isMeasured(local: string): boolean;
  /** Whether a reference to what the local names leaves the function. */
  isReturned(local: string): boolean;
}

/** Looks through a function once. */
export function usesOfLocals(func: Func): LocalUses {
  const read = readLocals(func);
  const returned = closure(
    returnedLocals(func),
    aliasTargets(func, () => true),
  );
  const measured = closure(measuredLocals(func), aliasTargets(func, takesLength));
  return {
    isRead: (local) => read.has(local),
    isMeasured: (local) => measured.has(local),
    isReturned: (local) => returned.has(local),
  };
}

/** A scalar that is only assigned to is not read; storing through a reference reads the reference. */
function readLocals(func: Func): ReadonlySet<string> {
  const read = new Set<string>();
  const readRoot = (place: Place): void => {
    const root = rootOf(place);
    if (root.kind === "local") read.add(root.name);
  };
  walk(func.body, {
    statement: (statement) => {
      if (statement.kind === "assign" && statement.place.kind !== "local") readRoot(statement.place);
    },
    expression: (expression) => {
      if (expression.kind === "load") readRoot(expression.place);
    },
    reference: (reference) => {
      readRoot(placeOf(reference));
    },
  });
  return read;
}

function returnedLocals(func: Func): string[] {
  const returned: string[] = [];
  walk(func.body, {
    statement: (statement) => {
      if (statement.kind !== "return" || statement.value === null || !isReference(statement.value)) return;
      const root = rootOf(placeOf(statement.value));
      if (root.kind === "local") returned.push(root.name);
    },
  });
  return returned;
}

function measuredLocals(func: Func): string[] {
  const measured: string[] = [];
  const ofAliases = new Set<Reference>();
  walk(func.body, {
    statement: (statement) => {
      if (statement.kind === "alias") ofAliases.add(statement.target);
    },
    expression: (expression) => {
      if (expression.kind === "length" && expression.slice.kind === "local") measured.push(expression.slice.name);
    },
    reference: (reference) => {
      const place = placeOf(reference);
      if (takesLength(reference) && !ofAliases.has(reference) && place.kind === "local") measured.push(place.name);
    },
  });
  return measured;
}

/** Whether the length of a reference is computed from the length of what it is cut from. */
function takesLength(reference: Reference): boolean {
  return reference.type.kind === "slice" && (reference.kind === "reference" || reference.end === null);
}

/** For each alias, the local that its target is part of. */
function aliasTargets(func: Func, counts: (target: Reference) => boolean): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  walk(func.body, {
    statement: (statement) => {
      if (statement.kind !== "alias" || !counts(statement.target)) return;
      const root = rootOf(placeOf(statement.target));
      if (root.kind === "local") targets.set(statement.local, root.name);
    },
  });
  return targets;
}

/** What holds of an alias holds of what it names. */
function closure(first: readonly string[], targets: ReadonlyMap<string, string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const local of first) {
    for (let name: string | undefined = local; name !== undefined && !all.has(name); name = targets.get(name)) {
      all.add(name);
    }
  }
  return all;
}

function placeOf(reference: Reference): Place {
  return reference.kind === "reference" ? reference.place : reference.base;
}

/** The variable at the bottom of a place. */
export function rootOf(place: Place): Place {
  return place.kind === "field" || place.kind === "index" ? rootOf(place.base) : place;
}
