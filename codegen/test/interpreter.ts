/**
 * Runs a program's intermediate representation directly, operands from right to left if asked.
 *
 * The representation promises that no order of operands can show. JavaScript itself evaluates from the left, so only an
 * engine that goes the other way can notice a broken promise: this one. It follows the operator table and nothing
 * else, and throws at an index out of bounds.
 *
 * @packageDocumentation
 */
import type {
  Expression,
  Func,
  Initial,
  Invocation,
  Place,
  Program,
  Reference,
  Statement,
  Struct,
} from "../src/ir/ir.ts";
import { BINARY, UNARY, convert } from "../src/ir/operators.ts";
import type { ElementType } from "../src/ir/types.ts";
import { isScalar, valueTypeOf } from "../src/ir/types.ts";

type Scalar = number | boolean;

/** A cell of memory: one scalar, an array or struct of cells, or a view of some cells. */
interface Cell {
  scalar: Scalar;
  readonly cells: readonly Cell[];
}

/** Which operand is evaluated first. */
export type OperandOrder = "left-first" | "right-first";

/** The board's functions, by their names in the source. */
export type Externs = Readonly<Record<string, (...values: Scalar[]) => Scalar>>;

/** A program with its own memory. */
export interface Running {
  /** Calls a public function that takes scalars. */
  readonly call: (name: string, ...values: Scalar[]) => Scalar;
}

/** Starts a program with all its variables at their initial values. */
export function run(program: Program, order: OperandOrder, externs: Externs = {}): Running {
  const interpreter = new Interpreter(program, order, externs);
  return {
    call: (name, ...values) => {
      const target = program.exports.find((one) => one.name === name)?.target;
      if (target === undefined) throw new Error(`the program exports no ${name}`);
      return interpreter.call(
        target,
        values.map((scalar) => ({ scalar, cells: [] })),
      );
    },
  };
}

/** How a statement ended: on its own, or by a jump that is on its way to its target. */
type Outcome =
  | { readonly kind: "end" }
  | { readonly kind: "break" | "continue"; readonly label: string | null }
  | { readonly kind: "return"; readonly value: Scalar };

const END: Outcome = { kind: "end" };

type Frame = Map<string, Cell>;

class Interpreter {
  readonly #order: OperandOrder;
  readonly #externs: Externs;
  readonly #functions: ReadonlyMap<string, Func>;
  readonly #structs: ReadonlyMap<string, Struct>;
  readonly #statics: ReadonlyMap<string, Cell>;

  constructor(program: Program, order: OperandOrder, externs: Externs) {
    this.#order = order;
    this.#externs = externs;
    this.#functions = byName(program.modules.flatMap((module) => module.functions));
    this.#structs = byName(program.modules.flatMap((module) => module.structs));
    const statics = program.modules.flatMap((module) => module.statics);
    this.#statics = new Map(statics.map((one) => [one.name, this.#allocate(one.type, one.initial)]));
  }

  call(name: string, values: readonly Cell[]): Scalar {
    const called = this.#functions.get(name);
    if (called === undefined) {
      const extern = this.#externs[name.slice(name.lastIndexOf(".") + 1)];
      if (extern === undefined) throw new Error(`there is no function ${name}`);
      return extern(...values.map((cell) => cell.scalar));
    }
    // A scalar parameter is the function's own.
    const frame: Frame = new Map(
      called.parameters.map(({ name: parameter, type }, index) => {
        const value = present(values[index]);
        return [parameter, isScalar(type) ? { scalar: value.scalar, cells: [] } : value];
      }),
    );
    const outcome = this.#block(called.body, frame);
    return outcome.kind === "return" ? outcome.value : 0;
  }

  #allocate(type: ElementType, initial: Initial): Cell {
    if (isScalar(type)) return { scalar: typeof initial === "object" || initial === "zero" ? 0 : initial, cells: [] };
    const part = (index: number): Initial => (typeof initial === "object" ? present(initial[index]) : "zero");
    if (type.kind === "array") {
      const cells = Array.from({ length: type.length }, (_, index) => this.#allocate(type.element, part(index)));
      return { scalar: 0, cells };
    }
    const { fields } = present(this.#structs.get(type.name));
    return { scalar: 0, cells: fields.map((field, index) => this.#allocate(field.type, part(index))) };
  }

  #block(statements: readonly Statement[], frame: Frame): Outcome {
    for (const statement of statements) {
      const outcome = this.#statement(statement, frame);
      if (outcome.kind !== "end") return outcome;
    }
    return END;
  }

  #statement(statement: Statement, frame: Frame): Outcome {
    switch (statement.kind) {
      case "let": {
        const scalar = statement.value === null ? 0 : this.#value(statement.value, frame);
        frame.set(statement.local, { scalar, cells: [] });
        return END;
      }
      case "alias":
        frame.set(statement.local, this.#reference(statement.target, frame));
        return END;
      case "assign": {
        const [place, value] = this.#both(
          () => this.#place(statement.place, frame),
          () => this.#value(statement.value, frame),
        );
        place.scalar = value;
        return END;
      }
      case "if":
        return this.#block(this.#value(statement.condition, frame) ? statement.then : statement.otherwise, frame);
      case "for":
        for (const counter of statement.initial) this.#statement(counter, frame);
        return this.#loop(statement.label, frame, statement.body, statement.condition, statement.update);
      case "while":
        return this.#loop(statement.label, frame, statement.body, statement.condition, []);
      case "do-while": {
        const first = this.#round(statement.label, frame, statement.body);
        return first ?? this.#loop(statement.label, frame, statement.body, statement.condition, []);
      }
      case "switch": {
        const subject = this.#value(statement.subject, frame);
        const chosen = statement.cases.find((one) => one.values.some(({ value }) => value === subject));
        return this.#block(chosen?.body ?? statement.otherwise ?? [], frame);
      }
      case "block":
        return this.#block(statement.body, frame);
      case "break":
      case "continue":
        return { kind: statement.kind, label: statement.label };
      case "return": {
        const { value } = statement;
        const isReference = value?.kind === "reference" || value?.kind === "slice";
        return { kind: "return", value: value === null || isReference ? 0 : this.#value(value, frame) };
      }
      case "call-statement":
        this.#invoke(statement.invocation, frame);
        return END;
    }
  }

  #loop(
    label: string | null,
    frame: Frame,
    body: readonly Statement[],
    condition: Expression,
    update: readonly Statement[],
  ): Outcome {
    for (let count = 0; this.#value(condition, frame); count++) {
      if (count > 100_000) throw new Error("a loop without end");
      const outcome = this.#round(label, frame, body);
      if (outcome !== null) return outcome;
      this.#block(update, frame);
    }
    return END;
  }

  /** One round of a loop; null if it goes on. */
  #round(label: string | null, frame: Frame, body: readonly Statement[]): Outcome | null {
    const outcome = this.#block(body, frame);
    if (outcome.kind === "end") return null;
    if (outcome.kind === "return") return outcome;
    const isMeant = outcome.label === null || outcome.label === label;
    if (!isMeant) return outcome;
    return outcome.kind === "break" ? END : null;
  }

  #value(expression: Expression, frame: Frame): Scalar {
    switch (expression.kind) {
      case "const":
        return expression.value;
      case "load":
        return this.#place(expression.place, frame).scalar;
      case "length":
        return this.#place(expression.slice, frame).cells.length;
      case "unary": {
        const meaning = UNARY[expression.operator][valueTypeOf(expression.operand.type)];
        return result(expression, present(meaning)(Number(this.#value(expression.operand, frame))));
      }
      case "binary": {
        const meaning = present(BINARY[expression.operator][valueTypeOf(expression.left.type)]);
        const [left, right] = this.#both(
          () => Number(this.#value(expression.left, frame)),
          () => Number(this.#value(expression.right, frame)),
        );
        return result(expression, meaning(left, right));
      }
      case "logical": {
        const left = this.#value(expression.left, frame);
        return (expression.operator === "and") === left ? this.#value(expression.right, frame) : left;
      }
      case "conditional":
        return this.#value(this.#value(expression.condition, frame) ? expression.then : expression.otherwise, frame);
      case "convert": {
        const { operand } = expression;
        return result(expression, convert(Number(this.#value(operand, frame)), operand.type, expression.type));
      }
      case "call":
        return this.#invoke(expression.invocation, frame);
    }
  }

  #invoke(invocation: Invocation, frame: Frame): Scalar {
    const indices = [...invocation.arguments.keys()];
    if (this.#order === "right-first") indices.reverse();
    const values: Cell[] = [];
    for (const index of indices) {
      const argument = present(invocation.arguments[index]);
      const isReference = argument.kind === "reference" || argument.kind === "slice";
      values[index] = isReference
        ? this.#reference(argument, frame)
        : { scalar: this.#value(argument, frame), cells: [] };
    }
    return this.call(invocation.callee, values);
  }

  #reference(reference: Reference, frame: Frame): Cell {
    if (reference.kind === "reference") return this.#place(reference.place, frame);
    const { start, end } = reference;
    const { cells } = this.#place(reference.base, frame);
    if (start === null || end === null) return { scalar: 0, cells };
    const [from, to] = this.#both(
      () => Number(this.#value(start, frame)),
      () => Number(this.#value(end, frame)),
    );
    return { scalar: 0, cells: cells.slice(from, to) };
  }

  #place(place: Place, frame: Frame): Cell {
    switch (place.kind) {
      case "local":
        return present(frame.get(place.name));
      case "static":
        return present(this.#statics.get(place.name));
      case "field": {
        const { type } = place.base;
        if (isScalar(type) || type.kind !== "struct") throw new Error("a field of what is no struct");
        const index = present(this.#structs.get(type.name)).fields.findIndex(({ name }) => name === place.field);
        return present(this.#place(place.base, frame).cells[index]);
      }
      case "index": {
        const [base, index] = this.#both(
          () => this.#place(place.base, frame),
          () => Number(this.#value(place.index, frame)),
        );
        return present(base.cells[index]);
      }
    }
  }

  /** Both in the chosen order. */
  #both<A, B>(left: () => A, right: () => B): readonly [A, B] {
    if (this.#order === "left-first") return [left(), right()];
    const second = right();
    return [left(), second];
  }
}

function result(expression: Expression, value: number): Scalar {
  return expression.type === "bool" ? value !== 0 : value;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("something that the program names is not there");
  return value;
}

function byName<T extends { readonly name: string }>(declarations: readonly T[]): ReadonlyMap<string, T> {
  return new Map(declarations.map((one) => [one.name, one]));
}
