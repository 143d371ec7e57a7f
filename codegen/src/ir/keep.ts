/**
 * Puts what is the same as it was in its place, as the same object: then who has kept what follows from a piece, by the
 * piece itself, finds it again though the program was read anew. The same means alike to the last place in the source.
 *
 * @packageDocumentation
 */
import type { Func, Module, Program } from "./ir.ts";
import { keepIfSame, update } from "./rewrite.ts";
import { isSameTree } from "./same.ts";

/** The same program, made of modules and functions of one before as far as they have not changed. */
export function keepUnchanged(program: Program, before: Program | undefined): Program {
  if (before === undefined) return program;
  const known = new Map(before.modules.map((module) => [module.id, module]));
  return update(program, { modules: program.modules.map((module) => keepModule(module, known.get(module.id))) });
}

function keepModule(module: Module, before: Module | undefined): Module {
  if (before === undefined) return module;
  const known = new Map(before.functions.map((func) => [func.name, func]));
  const functions = module.functions.map((func) => keepFunction(func, known.get(func.name)));
  const kept = { ...module, functions: keepIfSame(before.functions, functions) };
  return isSameTree(before, kept, "with places") ? before : kept;
}

function keepFunction(func: Func, before: Func | undefined): Func {
  return before !== undefined && isSameTree(before, func, "with places") ? before : func;
}
