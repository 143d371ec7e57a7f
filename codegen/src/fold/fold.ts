/**
 * The sixth stage: what never changes in this program costs it nothing.
 *
 * ```ts
 * const smaller = fold(program, { isProven: true });
 * ```
 *
 * A program that is compiled as a whole has variables that another one of the same modules would write, and this one
 * does not. Such a variable is a constant: it is read nowhere any more, what depends on it is decided (simplify.ts),
 * and what is then reached by nobody is gone, until nothing follows from anything. So a module can offer a choice to
 * one program without a price for those that never make it.
 *
 * It comes after the proofs, which are about the program as it was written. Modules that are compiled one by one are
 * not folded: nobody knows what their users write.
 *
 * Only scalar variables are looked at: not fields, and not elements of arrays. Public names keep their meaning, and
 * memory its layout.
 *
 * @packageDocumentation
 */
import type { Func, Module, Program } from "../ir/ir.ts";
import { memoise } from "../ir/memoise.ts";
import { reachedFrom } from "../ir/reach.ts";
import { keepIfSame, mapSame, update } from "../ir/rewrite.ts";
import { isSameTree } from "../ir/same.ts";
import { type Facts, factsOf, writtenStatics } from "./facts.ts";
import { simplifyFunction } from "./simplify.ts";

/** What can be relied on. */
export interface FoldOptions {
  /** Whether the program is proven: what is `Below<1>` is 0 then, and what divides by zero never happens. */
  readonly isProven: boolean;
}

/** What folding a program leaves for the same program when some of its functions have changed. */
export class FoldMemory {
  /** What was known each time that all functions were simplified, and what became of them. */
  readonly #passes: { readonly facts: Facts; readonly simplify: (func: Func) => Func }[] = [];

  /** What simplifies a function by these facts, in that pass. */
  simplifier(pass: number, facts: Facts): (func: Func) => Func {
    const before = this.#passes[pass];
    if (before !== undefined && isSameTree(asTree(before.facts), asTree(facts), "with places")) return before.simplify;
    const simplify = memoise((func: Func) => simplifyFunction(func, facts));
    this.#passes[pass] = { facts, simplify };
    return simplify;
  }
}

/** A program that does the same with less; the same object if there is nothing to leave out. Pure. */
export function fold(program: Program, options: FoldOptions, memory = new FoldMemory()): Program {
  let folded = program;
  for (let pass = 0; ; pass++) {
    const live = withoutUnreached(folded);
    const simplify = memory.simplifier(pass, factsOf(live, options.isProven));
    const next = mapModules(live, (module) => update(module, { functions: mapSame(module.functions, simplify) }));
    if (next === folded) return settleWrites(folded);
    folded = next;
  }
}

function asTree({ constants, unread, results, silent, isProven }: Facts): readonly unknown[] {
  return [[...constants], [...unread], [...results], [...silent], isProven];
}

/** What no public function reaches might write what all others only read. */
function withoutUnreached(program: Program): Program {
  const reached = reachedFrom(program);
  const only = <Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] =>
    keepIfSame(
      items,
      items.filter(({ name }) => reached.has(name)),
    );
  return mapModules(program, (module) =>
    update(module, {
      statics: only(module.statics),
      externs: only(module.externs),
      functions: only(module.functions),
    }),
  );
}

/** What wrote a table may be gone, so that it can go to flash. */
function settleWrites(program: Program): Program {
  const written = writtenStatics(program);
  return mapModules(program, (module) =>
    update(module, {
      statics: mapSame(module.statics, (each) => update(each, { readonly: !written.has(each.name) })),
    }),
  );
}

function mapModules(program: Program, make: (module: Module) => Module): Program {
  return update(program, { modules: mapSame(program.modules, make) });
}
