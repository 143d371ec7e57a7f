/**
 * The interpreter as an engine: programs with state, called by public name.
 *
 * @packageDocumentation
 */
import { Interpreter } from "../src/evaluate/interpreter.ts";
import type { Held, OperandOrder } from "../src/evaluate/interpreter.ts";
import type { Program } from "../src/ir/ir.ts";
import type { Scalar } from "../src/ir/operators.ts";
import type { Engine } from "./engines/engine.ts";
import { canonicalResult, publicFunctions, resultTypes } from "./engines/engine.ts";

const STEPS_MAX = 1_000_000;

/** A program with its own memory. */
export interface Running {
  /** Calls a public function that takes and gives scalars; a bool is 0 or 1. */
  readonly call: (name: string, ...values: readonly Scalar[]) => Scalar;
}

/** Starts a program without a board, all variables at their initial values. */
export function run(program: Program, order: OperandOrder): Running {
  const interpreter = start(program, order);
  const functions = publicFunctions(program);
  return {
    call: (name, ...values) => scalarOf(interpreter.call(functions.get(name)?.name ?? name, values, STEPS_MAX)),
  };
}

function scalarOf(held: Held): Scalar {
  return typeof held === "bigint" ? held : Number(held);
}

function start(program: Program, order: OperandOrder): Interpreter {
  const noBoard = (name: string): never => {
    throw new Error(`there is no ${name} here`);
  };
  return new Interpreter(program, noBoard, {}, order);
}

/** The same as an engine, to compare with others. */
export function interpreterEngine(order: OperandOrder): Engine {
  return {
    name: `interpreter, ${order}`,
    run: (program, calls) => {
      const interpreter = start(program, order);
      const functions = publicFunctions(program);
      const results = calls.map(({ name, values }) => {
        const func = functions.get(name);
        if (func === undefined) throw new Error(`no function '${name}'`);
        const held = interpreter.call(func.name, values, STEPS_MAX);
        const given: readonly unknown[] = Array.isArray(held) ? held : [held];
        const raw = resultTypes(func).map((type, index) => (type === "bool" ? given[index] === 1 : given[index]));
        return canonicalResult(func, typeof func.result === "string" ? raw[0] : raw);
      });
      return Promise.resolve(results);
    },
  };
}
