/**
 * What `Below<N>` asks of declarations. A value that is stored, passed or returned is checked where that happens
 * (refinements.ts); here are the values that are there from the beginning, and those that come from outside.
 *
 * What every reader relies on must hold without trust in anybody: a parameter of a public function, an exported
 * variable, and a field of a struct that the host or the board gets hold of can be given any number, so they have no
 * bound.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../diagnostic.ts";
import type { Field, Initial, Program, Span, Static } from "../ir/ir.ts";
import { explainInitial, explainOutside } from "./explain.ts";
import type { Region } from "./memory.ts";
import type { Analysis } from "./summaries.ts";
import { SOURCE } from "./text.ts";

/** Whatever is wrong with the bounds that a program declares, apart from what its functions do. */
export function checkBounds(program: Program, { graph, memory }: Analysis): readonly Diagnostic[] {
  const parameters = [...graph.roots].flatMap((root) => {
    const func = graph.functions.get(root);
    if (func === undefined) return [];
    return func.parameters.flatMap(({ name, below }) =>
      below === undefined ? [] : [explainOutside(name, below, func.span)],
    );
  });
  const stored = program.modules.flatMap(({ statics, structs }) => [
    ...statics.flatMap((each) => checkStored(each, each.name, SOURCE.name(each.name), each.span, memory.escaped)),
    ...structs.flatMap(({ name, fields, span }) =>
      fields.flatMap((field) => checkStored(field, `${name}.${field.name}`, field.name, span, memory.escaped)),
    ),
  ]);
  return [...parameters, ...stored];
}

function checkStored(
  { below, initial }: Field | Static,
  region: Region,
  name: string,
  span: Span,
  escaped: ReadonlySet<Region>,
): readonly Diagnostic[] {
  if (below === undefined) return [];
  if (escaped.has(region)) return [explainOutside(name, below, span)];
  const value = numberOf(initial);
  return value < below ? [] : [explainInitial(name, value, below, span)];
}

/** A scalar begins with one number. */
function numberOf(initial: Initial): number {
  return typeof initial === "object" || initial === "zero" ? 0 : Number(initial);
}
