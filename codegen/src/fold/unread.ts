/**
 * Leaves out what is stored and never read.
 *
 * @packageDocumentation
 */
import type { Expression, LetTuple, Place, Reference, Statement } from "../ir/ir.ts";
import { flatMapSame, rewriteBodies, update } from "../ir/rewrite.ts";
import { walk } from "../ir/walk.ts";
import { effectsOf } from "./effects.ts";
import type { Facts } from "./facts.ts";
import { namesRead } from "./facts.ts";

/** The body of a function without locals that it never reads, and without stores to what the program never reads. */
export function withoutUnread(body: readonly Statement[], facts: Facts): readonly Statement[] {
  const read = new Set([...namesRead(body, "local", facts.silent), ...counters(body)]);
  return remove(body, { facts, read });
}

interface Surroundings {
  readonly facts: Facts;
  /** Locals that something reads. Of several with one name, all are read if one is. */
  readonly read: ReadonlySet<string>;
}

/** What the header of a loop declares or counts stays as it is. */
function counters(body: readonly Statement[]): readonly string[] {
  const names: string[] = [];
  walk(body, {
    statement: (statement) => {
      if (statement.kind !== "for") return;
      names.push(...statement.initial.map(({ local }) => local));
      for (const { place } of statement.update) if (place.kind === "local") names.push(place.name);
    },
  });
  return names;
}

function remove(body: readonly Statement[], surroundings: Surroundings): readonly Statement[] {
  return flatMapSame(body, (statement) => removeStatement(statement, surroundings));
}

function removeStatement(statement: Statement, surroundings: Surroundings): readonly Statement[] {
  const { facts, read } = surroundings;
  const effects = (term: Expression | Reference | null): readonly Statement[] => effectsOf(term, facts.silent);
  switch (statement.kind) {
    case "let":
      return read.has(statement.local) ? [statement] : effects(statement.value);
    case "alias":
      return read.has(statement.local) ? [statement] : effects(statement.target);
    case "let-tuple":
      return [removeElements(statement, surroundings)];
    case "assign":
      return isUnread(statement.place, surroundings) ? effects(statement.value) : [statement];
    default:
      return [rewriteBodies(statement, (body) => remove(body, surroundings))];
  }
}

function removeElements(statement: LetTuple, { read }: Surroundings): Statement {
  const { invocation, span, comments } = statement;
  const isRead = (local: string | null): boolean => local !== null && read.has(local);
  if (!statement.locals.some(isRead)) return { kind: "call-statement", invocation, span, comments };
  const isUnread = statement.locals.some((local) => local !== null && !read.has(local));
  return isUnread
    ? update(statement, { locals: statement.locals.map((local) => (isRead(local) ? local : null)) })
    : statement;
}

/** A parameter that is stored to is a local, too. */
function isUnread(place: Place, { facts, read }: Surroundings): boolean {
  if (place.kind === "static") return facts.unread.has(place.name);
  return place.kind === "local" && !read.has(place.name);
}
