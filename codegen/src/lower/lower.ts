/**
 * The third stage: from the checked program to the intermediate representation.
 *
 * ```ts
 * const program = lower(checked.program);
 * ```
 *
 * What is left to do is small, because `check` already speaks in the IR's expressions: the order of evaluation is made
 * explicit (order.ts), compound assignments are spelled out, and it is found which references and statics the
 * program writes (writes.ts). What is to be computed at compile time stays as it is. A checked
 * program has nothing wrong, so there are no diagnostics here.
 *
 * @packageDocumentation
 */
import type {
  CheckedConstant,
  CheckedFunction,
  CheckedModule,
  CheckedProgram,
  CheckedStatic,
} from "../check/checked.ts";
import { effectsOfExtern } from "../check/calls.ts";
import type { Effects, Func, Module, Program, Static } from "../ir/ir.ts";
import { localNames } from "./names.ts";
import { lowerBody } from "./statements.ts";
import { findWrites } from "./writes.ts";
import type { Writes } from "./writes.ts";

/** A program of which some constants and initial contents still have to be computed. */
export interface LoweredProgram extends Omit<Program, "modules"> {
  readonly modules: readonly LoweredModule[];
}

/** A module of it. */
export interface LoweredModule extends Omit<Module, "constants" | "statics"> {
  readonly constants: readonly CheckedConstant[];
  readonly statics: readonly LoweredStatic[];
}

/** A variable of which it is known whether anything writes it. */
export type LoweredStatic = CheckedStatic & Pick<Static, "readonly">;

/** Lowers a checked program. */
export function lower(program: CheckedProgram): LoweredProgram {
  const writes = findWrites(program);
  const effects = effectsOf(program);
  const modules = program.modules.map((module) => lowerModule(module, writes, effects));
  return { entry: program.entry, modules, exports: program.exports };
}

function effectsOf(program: CheckedProgram): ReadonlyMap<string, Effects> {
  const effects = new Map<string, Effects>();
  for (const module of program.modules) {
    for (const extern of module.externs) effects.set(extern.name, effectsOfExtern(extern));
    for (const one of module.functions) effects.set(one.name, one.effects);
  }
  return effects;
}

function lowerModule(module: CheckedModule, writes: Writes, effects: ReadonlyMap<string, Effects>): LoweredModule {
  return {
    ...module,
    statics: module.statics.map((one) => ({ ...one, readonly: !writes.statics.has(one.name) })),
    externs: module.externs.map((one) => ({ ...one, parameters: writes.parametersOf(one) })),
    functions: module.functions.map((one) => lowerFunction(module, one, writes, effects)),
  };
}

function lowerFunction(
  module: CheckedModule,
  checked: CheckedFunction,
  writes: Writes,
  effects: ReadonlyMap<string, Effects>,
): Func {
  const parameters = writes.parametersOf(checked);
  const body = lowerBody(checked.body, { effects, writes, names: localNames(module, checked) });
  return { ...checked, parameters, body };
}
