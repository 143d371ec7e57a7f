/**
 * The interpreter as an engine: programs with state, called by public name.
 *
 * @packageDocumentation
 */
import { Interpreter } from "../src/evaluate/interpreter.ts";
import type { OperandOrder } from "../src/evaluate/interpreter.ts";
import type { Program } from "../src/ir/ir.ts";
import type { Engine } from "./engines/engine.ts";
import { canonicalResult, publicFunctions } from "./engines/engine.ts";

const STEPS_MAX = 1_000_000;

/** A program with its own memory. */
export interface Running {
  /** Calls a public function that takes and gives scalars; a bool is 0 or 1. */
  readonly call: (name: string, ...values: readonly number[]) => number;
}

/** Starts a program without a board, all variables at their initial values. */
export function run(program: Program, order: OperandOrder): Running {
  const noBoard = (name: string): never => {
    throw new Error(`there is no ${name} here`);
  };
  const interpreter = new Interpreter(program, noBoard, {}, order);
  const functions = publicFunctions(program);
  return { call: (name, ...values) => Number(interpreter.call(functions.get(name)?.name ?? name, values, STEPS_MAX)) };
}

/** The same as an engine, to compare with others. */
export function interpreterEngine(order: OperandOrder): Engine {
  return {
    name: `interpreter, ${order}`,
    run: (program, calls) => {
      const { call } = run(program, order);
      const functions = publicFunctions(program);
      const results = calls.map(({ name, values }) => {
        const func = functions.get(name);
        if (func === undefined) throw new Error(`no function '${name}'`);
        const value = call(name, ...values);
        return canonicalResult(func, func.result === "bool" ? value === 1 : value);
      });
      return Promise.resolve(results);
    },
  };
}
