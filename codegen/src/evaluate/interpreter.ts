/**
 * Runs the intermediate representation as it stands, with every check on: it computes constants and tables at
 * compile time, and is the concrete semantics against which the prover is tested.
 *
 * Arithmetic is the table of operators. An index out of bounds, a reversed or overlong subarray and a division by zero
 * throw `CheckFailed`; what the prover accepts must never do so. A run that takes more steps than it was given ends in
 * `OutOfSteps`. An observer sees every value and every statement on the way.
 *
 * Operands can be evaluated from right to left, too. The representation promises that this makes no difference, and
 * JavaScript, which goes from the left, would never notice if it did.
 *
 * @packageDocumentation
 */
import type {
  Expression,
  Func,
  Initial,
  Invocation,
  Place,
  Reference,
  ScalarValue,
  SliceReference,
  Span,
  Statement,
  Static,
  StaticPlace,
  Struct,
} from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import { applyBinary, applyUnary, convert } from "../ir/operators.ts";
import type { ElementType, StorageType } from "../ir/types.ts";
import { isScalar, isWide, valueTypeOf } from "../ir/types.ts";
import { replacementOf } from "../ir/structs.ts";
import { localsOfTuple } from "../ir/walk.ts";

/** A run-time check that fired. */
export class CheckFailed extends Error {
  /** The expression that failed. */
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** The run took more steps than it was given. */
export class OutOfSteps extends Error {}

/** An array is a list, a struct a record; scalars are as the table of operators has them. */
export type Stored = Scalar | Stored[] | { [field: string]: Stored };

/** A part of an array. */
export interface View {
  readonly elements: Stored[];
  readonly start: number;
  readonly length: number;
}

/** What a local holds. */
export type Held = Stored | View;

/** What can be run: a program, or the part of one that is ready. */
export interface Runnable {
  readonly modules: readonly {
    readonly functions: readonly Func[];
    readonly structs: readonly Struct[];
    readonly statics: readonly Static[];
  }[];
}

/** What is told on the way. Every call is optional; one that throws ends the run. */
export interface Observer {
  /** Before a static is read, written or referred to. */
  access?(place: StaticPlace): void;
  /** After each expression. */
  expression?(expression: Expression, value: Scalar): void;
  /** Before each statement that is run. */
  statement?(statement: Statement, frame: Frame): void;
  /** Each time that a loop's body begins; `count` is 1 the first time since the loop was entered. */
  iteration?(loop: Statement, count: number): void;
}

/** Which of two operands is evaluated first. */
export type OperandOrder = "left-first" | "right-first";

/** What the locals of a running function hold, by name. */
export type Frame = Map<string, Held>;

type Jump =
  { readonly kind: "break" | "continue"; readonly label: string | null } | { readonly kind: "return"; value: Held };

/** A program with its own memory. */
export class Interpreter {
  /** Statics by qualified name. */
  readonly statics = new Map<string, Stored>();
  readonly #functions: ReadonlyMap<string, Func>;
  readonly #structs: ReadonlyMap<string, Struct>;
  readonly #extern: (name: string, given: readonly Held[]) => Scalar;
  readonly #order: OperandOrder;
  #observer: Observer;
  #steps = 0;
  #path: string[] = [];

  /** `extern` is what board functions do; it may write to what it is given. */
  constructor(
    program: Runnable,
    extern: (name: string, given: readonly Held[]) => Scalar,
    observer: Observer = {},
    order: OperandOrder = "left-first",
  ) {
    this.#functions = new Map(program.modules.flatMap(({ functions }) => functions.map((func) => [func.name, func])));
    this.#structs = new Map(program.modules.flatMap(({ structs }) => structs.map((struct) => [struct.name, struct])));
    this.#extern = extern;
    this.#observer = observer;
    this.#order = order;
    for (const { statics } of program.modules) {
      for (const { name, type, initial } of statics) this.statics.set(name, this.create(type, initial));
    }
  }

  #structOf(name: string): Struct {
    const struct = this.#structs.get(name);
    if (struct === undefined) throw new Error(`interpreter: there is no struct ${name}`);
    return struct;
  }

  /** A new array, struct or scalar. */
  create(type: ElementType, initial: Initial): Stored {
    if (isScalar(type)) return scalarOf(type, initial === "zero" || typeof initial === "object" ? 0 : initial);
    const list = Array.isArray(initial) ? (initial as readonly Initial[]) : null;
    if (type.kind === "array") {
      return Array.from({ length: type.length }, (_, index) =>
        this.create(type.element, list === null ? initial : (list[index] ?? "zero")),
      );
    }
    const fields = this.#structs.get(type.name)?.fields ?? [];
    return Object.fromEntries(
      fields.map((field, index) => [
        field.name,
        this.create(field.type, list === null ? initial : (list[index] ?? "zero")),
      ]),
    );
  }

  /** Calls a function. Throws `CheckFailed` or `OutOfSteps`. */
  call(name: string, given: readonly Held[], steps: number): Held {
    this.#begin(steps);
    return this.#call(name, given);
  }

  /** The value of an expression that may call functions. Throws `CheckFailed` or `OutOfSteps`. */
  evaluate(expression: Expression, frame: Frame, steps: number): Scalar {
    this.#begin(steps);
    return this.#evaluate(expression, frame);
  }

  /** What is left of the steps that the last run was given. */
  get stepsLeft(): number {
    return Math.max(this.#steps, 0);
  }

  /** After a run that threw: the functions that were running, each called by the one before. */
  get path(): readonly string[] {
    return this.#path;
  }

  #begin(steps: number): void {
    this.#steps = steps;
    this.#path = [];
  }

  /** The value of an expression in a frame, without telling the observer. It must not call anything. */
  peek(expression: Expression, frame: Frame): Scalar {
    const observer = this.#observer;
    this.#observer = {};
    try {
      return this.#evaluate(expression, frame);
    } finally {
      this.#observer = observer;
    }
  }

  #call(name: string, given: readonly Held[]): Held {
    this.#path.push(name);
    const result = this.#run(name, given);
    this.#path.pop();
    return result;
  }

  #run(name: string, given: readonly Held[]): Held {
    const func = this.#functions.get(name);
    if (func === undefined) return this.#extern(name, given);
    const frame: Frame = new Map(func.parameters.map((parameter, index) => [parameter.name, given[index] ?? 0]));
    const jump = this.#block(func.body, frame);
    return jump?.kind === "return" ? jump.value : 0;
  }

  // -------------------------------------------------------------------------------------------
  // Statements

  #block(body: readonly Statement[], frame: Frame): Jump | null {
    for (const statement of body) {
      const jump = this.#statement(statement, frame);
      if (jump !== null) return jump;
    }
    return null;
  }

  #statement(statement: Statement, frame: Frame): Jump | null {
    if (this.#steps-- <= 0) throw new OutOfSteps();
    this.#observer.statement?.(statement, frame);
    switch (statement.kind) {
      case "let":
        frame.set(
          statement.local,
          statement.value === null ? scalarOf(statement.type, 0) : this.#evaluate(statement.value, frame),
        );
        return null;
      case "let-tuple": {
        const elements = this.#invoke(statement.invocation, frame) as Scalar[];
        for (const { name, index } of localsOfTuple(statement)) frame.set(name, elements[index] ?? 0);
        return null;
      }
      case "alias":
        frame.set(statement.local, this.#refer(statement.target, frame, statement.type.kind === "slice"));
        return null;
      case "assign": {
        const [store, value] = this.#both(
          () => this.#target(statement.place, frame),
          () => this.#evaluate(statement.value, frame),
        );
        store(value);
        return null;
      }
      case "replace": {
        const { union, field, tag } = replacementOf(statement, (name) => this.#structOf(name));
        const held = this.#read(statement.place, frame) as Record<string, Stored>;
        const [first] = union.fields;
        if (first !== undefined) held[first.name] = tag;
        held[field.name] = this.create(field.type, field.initial);
        return null;
      }
      case "if":
        return this.#block(
          this.#evaluate(statement.condition, frame) === 1 ? statement.then : statement.otherwise,
          frame,
        );
      case "for":
      case "while":
      case "do-while":
        return this.#loop(statement, frame);
      case "switch": {
        const subject = this.#evaluate(statement.subject, frame);
        const chosen = statement.cases.find(({ values }) => values.some(({ value }) => value === subject));
        return this.#block(chosen?.body ?? statement.otherwise ?? [], frame);
      }
      case "block":
        return this.#block(statement.body, frame);
      case "break":
      case "continue":
        return { kind: statement.kind, label: statement.label };
      case "return":
        return { kind: "return", value: statement.value === null ? 0 : this.#argument(statement.value, frame) };
      case "return-tuple":
        return { kind: "return", value: this.#all(statement.values, frame) };
      case "call-statement":
        this.#invoke(statement.invocation, frame);
        return null;
    }
  }

  #loop(loop: Extract<Statement, { kind: "for" | "while" | "do-while" }>, frame: Frame): Jump | null {
    if (loop.kind === "for") this.#block(loop.initial, frame);
    for (let count = 1; ; count++) {
      if (this.#steps-- <= 0) throw new OutOfSteps();
      const isTested = loop.kind !== "do-while" || count > 1;
      if (isTested && this.#evaluate(loop.condition, frame) === 0) return null;
      this.#observer.iteration?.(loop, count);
      const jump = this.#block(loop.body, frame);
      if (jump?.kind === "return") return jump;
      if (jump !== null && jump.label !== null && jump.label !== loop.label) return jump;
      if (jump?.kind === "break") return null;
      if (loop.kind === "for") this.#block(loop.update, frame);
    }
  }

  // -------------------------------------------------------------------------------------------
  // Places and references

  /** What a place holds now. */
  #read(place: Place, frame: Frame): Held {
    switch (place.kind) {
      case "local": {
        const held = frame.get(place.name);
        if (held === undefined) throw new Error(`interpreter: ${place.name} is not in scope`);
        return held;
      }
      case "static": {
        this.#observer.access?.(place);
        const stored = this.statics.get(place.name);
        if (stored === undefined) throw new Error(`interpreter: there is no static ${place.name}`);
        return stored;
      }
      case "field":
        return fieldOf(this.#read(place.base, frame), place.field);
      case "index": {
        const [{ elements, start }, index] = this.#element(place, frame);
        return elements[start + index] ?? 0;
      }
    }
  }

  /** How to store to a place, which is found now. */
  #target(place: Place, frame: Frame): (value: Scalar) => void {
    switch (place.kind) {
      case "local":
        return (value) => frame.set(place.name, value);
      case "static":
        this.#observer.access?.(place);
        return (value) => this.statics.set(place.name, value);
      case "field": {
        const struct = this.#read(place.base, frame) as Record<string, Stored>;
        return (value) => (struct[place.field] = value);
      }
      case "index": {
        const [{ elements, start }, index] = this.#element(place, frame);
        return (value) => (elements[start + index] = value);
      }
    }
  }

  /** An array, and an index that is inside. */
  #element(place: Extract<Place, { kind: "index" }>, frame: Frame): readonly [View, number] {
    const [view, index] = this.#both(
      () => viewOf(this.#read(place.base, frame)),
      () => Number(this.#evaluate(place.index, frame)),
    );
    if (index < 0 || index >= view.length) {
      throw new CheckFailed(`the index ${index} is outside of an array of ${view.length}`, place.span);
    }
    return [view, index];
  }

  #refer(reference: Reference, frame: Frame, asSlice: boolean): Held {
    if (reference.kind === "slice") return this.#cut(reference, frame);
    const held = this.#read(reference.place, frame);
    return asSlice ? viewOf(held) : held;
  }

  #cut({ base, start, end, span }: SliceReference, frame: Frame): View {
    const view = viewOf(this.#read(base, frame));
    const [from, to] = this.#both(
      () => (start === null ? 0 : Number(this.#evaluate(start, frame))),
      () => (end === null ? view.length : Number(this.#evaluate(end, frame))),
    );
    if (from > to || to > view.length) {
      throw new CheckFailed(`\`subarray(${from}, ${to})\` is outside of an array of ${view.length}`, span);
    }
    return { elements: view.elements, start: view.start + from, length: to - from };
  }

  // -------------------------------------------------------------------------------------------
  // Expressions

  #evaluate(expression: Expression, frame: Frame): Scalar {
    const value = this.#value(expression, frame);
    this.#observer.expression?.(expression, value);
    return value;
  }

  #value(expression: Expression, frame: Frame): Scalar {
    switch (expression.kind) {
      case "const":
        return scalarOf(expression.type, expression.value);
      case "load":
        return this.#read(expression.place, frame) as Scalar;
      case "length":
        return viewOf(this.#read(expression.slice, frame)).length;
      case "unary": {
        const type = valueTypeOf(expression.operand.type);
        return required(applyUnary(expression.operator, type, this.#evaluate(expression.operand, frame)));
      }
      case "binary": {
        const [left, right] = this.#both(
          () => this.#evaluate(expression.left, frame),
          () => this.#evaluate(expression.right, frame),
        );
        const type = valueTypeOf(expression.left.type);
        const divides = expression.operator === "divide" || expression.operator === "remainder";
        if (divides && type !== "f32" && Number(right) === 0) {
          throw new CheckFailed("this divides by zero", expression.span);
        }
        return required(applyBinary(expression.operator, type, left, right));
      }
      case "logical": {
        const left = this.#evaluate(expression.left, frame);
        return left === (expression.operator === "and" ? 0 : 1) ? left : this.#evaluate(expression.right, frame);
      }
      case "conditional":
        return this.#evaluate(
          this.#evaluate(expression.condition, frame) === 1 ? expression.then : expression.otherwise,
          frame,
        );
      case "convert":
        return convert(this.#evaluate(expression.operand, frame), expression.operand.type, expression.type);
      case "call":
        return this.#invoke(expression.invocation, frame) as Scalar;
    }
  }

  #invoke(invocation: Invocation, frame: Frame): Held {
    const parameters = this.#functions.get(invocation.callee)?.parameters ?? [];
    const given: Held[] = [];
    const entries = [...invocation.arguments.entries()];
    for (const [index, argument] of this.#order === "left-first" ? entries : entries.toReversed()) {
      const type = parameters[index]?.type;
      const asSlice = type !== undefined && !isScalar(type) && type.kind === "slice";
      given[index] = this.#argument(argument, frame, asSlice);
    }
    if (this.#steps-- <= 0) throw new OutOfSteps();
    return this.#call(invocation.callee, given);
  }

  /** All values, found in the chosen order. */
  #all(expressions: readonly Expression[], frame: Frame): Scalar[] {
    const values: Scalar[] = [];
    const entries = [...expressions.entries()];
    for (const [index, expression] of this.#order === "left-first" ? entries : entries.toReversed()) {
      values[index] = this.#evaluate(expression, frame);
    }
    return values;
  }

  /** Both values, found in the chosen order. */
  #both<A, B>(left: () => A, right: () => B): readonly [A, B] {
    if (this.#order === "left-first") return [left(), right()];
    const second = right();
    return [left(), second];
  }

  #argument(argument: Expression | Reference, frame: Frame, asSlice = false): Held {
    return argument.kind === "reference" || argument.kind === "slice"
      ? this.#refer(argument, frame, asSlice)
      : this.#evaluate(argument, frame);
  }
}

function viewOf(held: Held): View {
  if (Array.isArray(held)) return { elements: held, start: 0, length: held.length };
  if (typeof held === "object" && Array.isArray(held.elements)) return held as View;
  throw new Error("interpreter: not an array");
}

function fieldOf(held: Held, field: string): Stored {
  const stored = (held as Record<string, Stored>)[field];
  if (stored === undefined) throw new Error(`interpreter: no field ${field}`);
  return stored;
}

/** A constant as the table of operators has it. */
function scalarOf(type: StorageType, value: ScalarValue): Scalar {
  return isWide(type) ? BigInt(value) : Number(value);
}

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error("interpreter: the operator has no meaning on this type");
  return value;
}
