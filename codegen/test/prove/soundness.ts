/**
 * Compares what the prover says about a program with what its runs do.
 *
 * Whether the program is accepted does not matter: up to its first failing check, every run must stay within what was
 * said. A complaint is one sentence; none is the aim.
 *
 * @packageDocumentation
 */
import type { Frame, Held, Stored } from "../../src/evaluate/interpreter.ts";
import { CheckFailed, Interpreter, OutOfSteps } from "../../src/evaluate/interpreter.ts";
import type { Expression, Program, Statement } from "../../src/ir/ir.ts";
import type { Scalar } from "../../src/ir/operators.ts";
import { convert } from "../../src/ir/operators.ts";
import type { ElementType, StorageType, Type, WideType } from "../../src/ir/types.ts";
import { isScalar, isWide } from "../../src/ir/types.ts";
import type { LoopBound } from "../../src/prove/bounds.ts";
import { boundOf } from "../../src/prove/bounds.ts";
import type { Listener } from "../../src/prove/context.ts";
import type { State } from "../../src/prove/facts.ts";
import type { Interval } from "../../src/prove/interval.ts";
import { describe, EMPTY, holds, join } from "../../src/prove/interval.ts";
import { prove } from "../../src/prove/prove.ts";
import { Analysis } from "../../src/prove/summaries.ts";
import { SOURCE, textOf } from "../../src/prove/text.ts";
import type { Random } from "../fuzz/random.ts";

export interface Verdict {
  /** Whether the prover found nothing to refuse. */
  readonly accepted: boolean;
  /** Calls that ran to their end. */
  readonly completed: number;
  /** What the prover said that is not so. */
  readonly complaint: string | null;
}

/** How many statements one call may run. */
const STEPS_MAX = 3000;
const CALLS = 12;

/** Proves a program and runs it with random arguments. */
export function checkSoundness(program: Program, random: Random): Verdict {
  const accepted = prove(program).diagnostics.length === 0;
  const claims = claimsOf(program);
  const complaints: string[] = [];
  const complain = (text: string): void => void complaints.push(text);
  const interpreter = makeInterpreter(program, claims, complain, random);
  const handed: Stored[][] = [];
  let completed = 0;
  for (let count = 0; count < CALLS && complaints.length === 0; count++) {
    try {
      const { target } = random.pick(program.exports.filter(({ kind }) => kind === "function"));
      const result = interpreter.call(target, createArguments(program, target, handed, random), STEPS_MAX);
      if (isHandedOut(program, target) && Array.isArray(result)) handed.push(result);
      completed++;
    } catch (error) {
      if (!(error instanceof CheckFailed) && !(error instanceof OutOfSteps)) throw error;
      // What was stored before the run ended was foreseen, so what is said of later runs holds as well.
      if (error instanceof CheckFailed && accepted) complain(`accepted, but ${error.message}`);
    }
  }
  return { accepted, completed, complaint: complaints[0] ?? null };
}

/** Whether a function returns an array of the program, not a tuple. */
function isHandedOut({ modules }: Program, target: string): boolean {
  const result = modules.flatMap(({ functions }) => functions).find(({ name }) => name === target)?.result ?? "void";
  return typeof result !== "string" && result.kind === "reference";
}

interface Claims {
  readonly intervals: ReadonlyMap<Expression, Interval>;
  readonly states: ReadonlyMap<Statement, State>;
  readonly bounds: ReadonlyMap<Statement, LoopBound>;
  /** What goes where values are kept below a bound. A run in which it is not below fails there. */
  readonly kept: ReadonlyMap<Expression, number>;
}

/** All that the prover says of a program. */
function claimsOf(program: Program): Claims {
  const analysis = new Analysis(program);
  const intervals = new Map<Expression, Interval>();
  const states = new Map<Statement, State>();
  const bounds = new Map<Statement, LoopBound>();
  const kept = new Map<Expression, number>();
  const listener: Listener = {
    recovers: true,
    index: () => undefined,
    slice: () => undefined,
    divisor: () => undefined,
    below: (expression, { below }) => kept.set(expression, below),
    doubt: () => undefined,
    // A random program may have one node in two places.
    evaluated: (expression, interval) => intervals.set(expression, join(intervals.get(expression) ?? EMPTY, interval)),
    reached: (statement, state) => states.set(statement, state.clone()),
  };
  for (const name of analysis.graph.functions.keys()) {
    analysis.inspect(name, listener, (context) => ({
      visit: (visit) => {
        const bound = boundOf(visit, context);
        if (bound !== null) bounds.set(visit.loop, bound);
      },
    }));
  }
  return { intervals, states, bounds, kept };
}

function makeInterpreter(
  program: Program,
  { intervals, states, bounds, kept }: Claims,
  complain: (text: string) => void,
  random: Random,
): Interpreter {
  const interpreter: Interpreter = new Interpreter(
    program,
    (_, given) => {
      for (const held of given) if (typeof held === "object") scribble(held, random);
      return random.below(3) === 0 ? random.below(64) : random.below(0xffffffff) | 0;
    },
    {
      expression: (expression, value) => {
        const interval = intervals.get(expression);
        const below = kept.get(expression);
        if (interval !== undefined && holds(interval, value)) {
          if (below === undefined || Number(value) < below) return;
          throw new CheckFailed(`${value} is not below ${below}`, expression.span);
        }
        const claim = interval === undefined ? "never evaluated" : `in ${describe(interval)}`;
        complain(`\`${textOf(expression, SOURCE)}\` is said to be ${claim}, but was ${value}`);
      },
      statement: (statement, frame) => {
        const state = states.get(statement);
        if (state === undefined) complain(`a ${statement.kind} is said never to be reached`);
        else complainOfState(state, frame, interpreter, complain);
      },
      iteration: (loop, count) => {
        const bound = bounds.get(loop);
        if (bound !== undefined && count > bound.count) complain(`a loop of at most ${bound.count} ran ${count} times`);
      },
    },
  );
  return interpreter;
}

/** Checks intervals and facts whose terms can be evaluated here. */
function complainOfState(state: State, frame: Frame, interpreter: Interpreter, complain: (text: string) => void): void {
  const valueOf = (number: number): Scalar | null => {
    const { source, locals } = state.terms.term(number);
    if (source === null || [...locals].some((local) => !frame.has(local))) return null;
    try {
      return interpreter.peek(source, frame);
    } catch (error) {
      if (error instanceof CheckFailed) return null;
      throw error;
    }
  };
  for (const [number, interval] of state.intervals) {
    const value = valueOf(number);
    if (value === null || holds(interval, value)) continue;
    complain(`${state.terms.term(number).text} is said to be in ${describe(interval)}, but is ${value}`);
  }
  for (const fact of state.facts) {
    const values = fact.terms.map(valueOf);
    if (values.includes(null)) continue;
    const sum = values.reduce<bigint>(
      (total, value, index) => total + BigInt(value ?? 0) * BigInt(fact.factors[index] ?? 0),
      BigInt(fact.constant),
    );
    const text = fact.terms
      .map((term, index) => `${fact.factors[index] ?? 0} * ${state.terms.term(term).text}`)
      .join(" + ");
    if (sum > 0) complain(`${text} + ${fact.constant} is said to be at most 0, but is ${sum}`);
  }
}

// ---------------------------------------------------------------------------------------------
// Arguments

const INTERESTING = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 31, 32, 33, 255, 256, -1, -2, 0x7fffffff, -0x80000000];

function createArguments(program: Program, target: string, handed: readonly Stored[][], random: Random): Held[] {
  const func = program.modules.flatMap(({ functions }) => functions).find(({ name }) => name === target);
  return (func?.parameters ?? []).map(({ type }) => {
    const back = handed.length > 0 && random.chance(50) ? handBack(type, random.pick(handed), random) : null;
    return back ?? createHeld(type, program, random);
  });
}

/** A caller may pass what the program has handed out, if it fits; the programs here hand out arrays of bytes. */
function handBack(type: Type, elements: Stored[], random: Random): Held | null {
  if (isScalar(type) || type.kind === "struct" || type.element !== "u8") return null;
  if (type.kind === "array") return type.length === elements.length ? elements : null;
  const start = random.below(elements.length);
  return { elements, start, length: random.below(elements.length - start + 1) };
}

function createHeld(type: Type, program: Program, random: Random): Held {
  if (isScalar(type) || type.kind !== "slice") return createStored(type, program, random);
  const length = random.pick([0, 1, 2, 3, 4, 5, 8, 9, 16, 17]);
  const elements = Array.from({ length: length + 2 }, () => createStored(type.element, program, random));
  return { elements, start: random.below(2), length };
}

/** Memory of a caller, with anything in it. */
function createStored(type: ElementType, program: Program, random: Random): Stored {
  if (isScalar(type)) return createScalar(type, random);
  if (type.kind === "array") {
    return Array.from({ length: type.length }, () => createStored(type.element, program, random));
  }
  const struct = program.modules.flatMap(({ structs }) => structs).find(({ name }) => name === type.name);
  const fields = struct?.fields ?? [];
  return Object.fromEntries(fields.map((field) => [field.name, createStored(field.type, program, random)]));
}

function createScalar(type: StorageType, random: Random): Scalar {
  if (type === "f32") return random.pick([0, 1, -1, 0.5, 31.9, 32, 255.5, NaN, Infinity, -Infinity, Math.fround(1e30)]);
  if (isWide(type) && random.chance(30)) return convert(random.pick(WIDE_VALUES), "i64", type);
  return canonical(random.chance(70) ? random.pick(INTERESTING) : random.below(0xffffffff), type);
}

/** The value of a storage type that is made of a number: its low bits, or the nearest f32. */
export function canonical(value: number, type: Exclude<StorageType, WideType>): number;
export function canonical(value: number, type: StorageType): Scalar;
export function canonical(value: number, type: StorageType): Scalar {
  if (type === "bool") return value & 1;
  return type === "f32" ? Math.fround(value) : convert(value | 0, "i32", type);
}

const WIDE_VALUES = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n, 2n ** 53n + 1n, -(2n ** 32n) - 1n, 123456789012345n];

/** What a host does to memory that it can reach: zeros and ones, which fit every type. */
function scribble(held: Held, random: Random): void {
  if (typeof held !== "object") return;
  if ("elements" in held && Array.isArray(held.elements)) {
    scribble(held.elements, random);
    return;
  }
  const container = held as Record<string, Stored>;
  for (const [key, each] of Object.entries(container)) {
    if (typeof each === "number") container[key] = random.below(2);
    else if (typeof each === "bigint") container[key] = BigInt(random.below(2));
    else scribble(each, random);
  }
}
