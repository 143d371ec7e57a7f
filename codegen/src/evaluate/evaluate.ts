/**
 * The fourth stage: runs what the program computes at compile time, and puts the results in its place.
 *
 * ```ts
 * const { program, diagnostics } = evaluate(lowered);
 * ```
 *
 * A constant or a table whose initial value calls functions arrives as an expression and leaves as numbers; no later
 * stage knows that it was computed, and functions that only this stage calls are dead. Within a module, values are
 * computed in source order, as JavaScript would, after those of the modules that it imports.
 *
 * @packageDocumentation
 */
import type { CheckedConstant, CheckedInitial } from "../check/checked.ts";
import { isTabulation } from "../check/checked.ts";
import { constantOf } from "../check/fold.ts";
import { shortName } from "../check/spelling.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Constant, Expression, Func, Initial, Module, Program, Static } from "../ir/ir.ts";
import { rewrite } from "../ir/rewrite.ts";
import type { LoweredModule, LoweredProgram, LoweredStatic } from "../lower/lower.ts";
import { CompileTime } from "./compile-time.ts";
import type { Frame } from "./interpreter.ts";

/** The program with all its constants and tables known, or why there is none. */
export interface Evaluated {
  /** Null if there are diagnostics. */
  readonly program: Program | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Computes what is not known yet. */
export function evaluate(program: LoweredProgram): Evaluated {
  const time = new CompileTime(program);
  const computed = new Map<string, Constant>();
  const modules = program.modules.map((module) => evaluateModule(time, module, computed));
  const { diagnostics } = time;
  return { program: diagnostics.length > 0 ? null : { ...program, modules }, diagnostics };
}

function evaluateModule(time: CompileTime, module: LoweredModule, computed: Map<string, Constant>): Module {
  const constants: Constant[] = [];
  const statics: Static[] = [];
  const inOrder = [...module.constants, ...module.statics].toSorted((a, b) => a.span.start - b.span.start);
  for (const declaration of inOrder) {
    if ("initial" in declaration) statics.push(evaluateStatic(time, declaration));
    else constants.push(evaluateConstant(time, declaration, computed));
  }
  const functions = computed.size === 0 ? module.functions : module.functions.map((func) => insert(func, computed));
  return { ...module, constants, statics, functions };
}

function evaluateConstant(time: CompileTime, constant: CheckedConstant, computed: Map<string, Constant>): Constant {
  const { name, type, span, value: expression } = constant;
  if (typeof expression !== "object") return { ...constant, value: expression };
  const value = time.evaluate(expression, new Map(), shortName(name));
  time.defineConstant(name, value);
  const result: Constant = { ...constant, value: constantOf(type, value ?? 0, span).value };
  computed.set(name, result);
  return result;
}

function evaluateStatic(time: CompileTime, variable: LoweredStatic): Static {
  const initial = evaluateInitial(time, variable.initial, shortName(variable.name));
  time.defineStatic(variable.name, initial);
  return { ...variable, initial: initial ?? "zero" };
}

/** Contents without expressions; null after a report, of which one for a table is enough. */
function evaluateInitial(time: CompileTime, initial: CheckedInitial, subject: string): Initial | null {
  if (typeof initial !== "object") return initial;
  if (isTabulation(initial)) {
    const { length, index, element } = initial;
    return collect(length, (at) => evaluateScalar(time, element, new Map([[index, at]]), `${subject}[${at}]`));
  }
  if ("kind" in initial) return evaluateScalar(time, initial, new Map(), subject);
  return collect(initial.length, (at) => evaluateInitial(time, initial[at] ?? "zero", `${subject}[${at}]`));
}

function evaluateScalar(time: CompileTime, expression: Expression, frame: Frame, subject: string): Initial | null {
  const value = time.evaluate(expression, frame, subject);
  return value === null ? null : constantOf(expression.type, value, expression.span).value;
}

/** A list of so many elements; null as soon as one is. */
function collect(length: number, elementAt: (index: number) => Initial | null): Initial | null {
  const elements: Initial[] = [];
  for (let index = 0; index < length; index++) {
    const element = elementAt(index);
    if (element === null) return null;
    elements.push(element);
  }
  return elements;
}

/** The function with the values of constants where it would read them. */
function insert(func: Func, computed: ReadonlyMap<string, Constant>): Func {
  const body = rewrite(func.body, (expression) => {
    const constant =
      expression.kind === "load" && expression.place.kind === "static"
        ? computed.get(expression.place.name)
        : undefined;
    return constant === undefined
      ? expression
      : constantOf(constant.type, constant.value, expression.span, constant.name);
  });
  return { ...func, body };
}
