/**
 * What the statements of one function share: its scopes, its loops, and the names of its locals.
 *
 * Names of the IR: a local keeps its name; where a function declares the name again in a block beside the first,
 * with another type, the second gets a number. Within one another, blocks may not declare a name twice.
 *
 * @packageDocumentation
 */
import type { ResultType } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import type { ExpressionSyntax, Identifier } from "../parse/syntax.ts";
import type { Context, LocalScope } from "./context.ts";
import { declare, lookup, report } from "./context.ts";
import type { Entity, LocalEntity } from "./entities.ts";
import { UNKNOWN } from "./entities.ts";

/** What the statements of one function share. */
export interface Body extends Context {
  readonly locals: LocalScope;
  readonly result: ResultType;
  /** The enum of the result. */
  readonly enumeration: string | undefined;
  /** Types of the names that the IR has so far. */
  readonly names: Map<string, Type>;
  /** Loops and switches around the statement, innermost last. */
  readonly surroundings: readonly Surrounding[];
  readonly progress: Progress;
}

/** Where a statement was refused, what control does is unknown. */
export interface Progress {
  isWhole: boolean;
}

/** What a jump can lead to, or be wrong in. */
export interface Surrounding {
  readonly kind: "loop" | "switch";
  readonly label: string | null;
}

/** A scope within another; the outermost of a function has none around it. */
export function openScope(parent: LocalScope | null): LocalScope {
  return { parent, bindings: new Map(), pending: new Set(), narrowed: new Map() };
}

/** Remembers the names of the innermost scope that nothing uses. */
export function noteUnused(body: Body): void {
  for (const [name, { used, noun, span }] of body.locals.bindings) {
    if (!used && noun !== null) body.program.unused.push({ name, noun, span });
  }
}

/** For a question whose answer may be no: nothing is reported. */
export function silenced(body: Body): Body {
  return { ...body, program: { ...body.program, diagnostics: [] } };
}

/** What is true of a local beside its type. */
export interface LocalTraits {
  readonly mutable: boolean;
  readonly root: LocalEntity["root"];
  readonly noun: string | null;
  /** From `Below<N>`. */
  readonly below?: number | undefined;
  readonly enumeration?: string | undefined;
}

/** Enters a local and gives its name in the IR. */
export function declareLocal(body: Body, name: Identifier, type: Type, traits: LocalTraits): string {
  const unique = uniqueName(body.names, name.text, type);
  body.names.set(unique, type);
  const { mutable, root, noun, enumeration, below } = traits;
  enterLocal(body, name, { kind: "local", name: unique, type, mutable, root, enumeration, below }, noun);
  return unique;
}

/** A name in the IR for a local that the source does not name. */
export function declareTemporary(body: Body, wanted: string, type: Type): string {
  let name = wanted;
  for (let count = 2; body.names.has(name); count++) name = `${wanted}${count}`;
  body.names.set(name, type);
  return name;
}

/** The name itself, unless a local of another type has it. */
function uniqueName(names: ReadonlyMap<string, Type>, name: string, type: Type): string {
  let candidate = name;
  for (let count = 2; ; count++) {
    const other = names.get(candidate);
    if (other === undefined || JSON.stringify(other) === JSON.stringify(type)) return candidate;
    candidate = `${name}${count}`;
  }
}

/** Enters what a name of a function stands for, unless a block around has the name. */
export function enterLocal(body: Body, name: Identifier, entity: Entity, noun: string | null): void {
  body.locals.pending.delete(name.text);
  for (let scope = body.locals.parent; scope !== null; scope = scope.parent) {
    if (!scope.bindings.has(name.text)) continue;
    const message = `\`${name.text}\` is declared in a block around this one`;
    report(body, "GN2002", name.span, message, "give one of the two another name");
    return;
  }
  declare(body, body.locals.bindings, name, entity, noun);
}

/** Enters a name of which nothing is known, after a report. */
export function giveUp(body: Body, name: Identifier): null {
  enterLocal(body, name, UNKNOWN, null);
  return null;
}

/** Where the storage behind a reference lives. */
export function rootOf(body: Body, node: ExpressionSyntax): LocalEntity["root"] {
  if (node.kind === "member" || node.kind === "element") return rootOf(body, node.object);
  if (node.kind === "call" && node.callee.kind === "member") return rootOf(body, node.callee.object);
  if (node.kind !== "name") return null;
  const entity = lookup(body, node);
  if (entity.kind === "static") return "static";
  return entity.kind === "local" ? entity.root : null;
}
