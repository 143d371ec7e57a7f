/**
 * Runs expressions at compile time, and says what is wrong with one that cannot be.
 *
 * A function that runs here reads nothing that changes at run time and does not call the board. That is watched
 * while it runs: what it might do on other ways through it does not matter. All runs of one program share a budget of
 * steps, so that compiling ends.
 *
 * @packageDocumentation
 */
import { shortName } from "../check/spelling.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { DiagnosticCode } from "../diagnostics-table.ts";
import { diagnostic } from "../diagnostics-table.ts";
import type { Expression, Initial, Span, StaticPlace } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import type { LoweredProgram, LoweredStatic } from "../lower/lower.ts";
import type { Frame, Stored } from "./interpreter.ts";
import { CheckFailed, Interpreter, OutOfSteps } from "./interpreter.ts";

/** Statements and calls that all runs of a program may take together: about a second. */
const STEPS_MAX = 4_000_000;

/** A program whose constants and variables become known one by one. */
export class CompileTime {
  readonly diagnostics: Diagnostic[] = [];
  readonly #interpreter: Interpreter;
  readonly #statics: ReadonlyMap<string, LoweredStatic>;
  /** Contents of variables, which become memory when something reads them: most are large and never read here. */
  readonly #contents = new Map<string, Initial>();
  /** What could not be computed: who reads it is passed over in silence. */
  readonly #failed = new Set<string>();
  #stepsLeft = STEPS_MAX;

  constructor(program: LoweredProgram) {
    const modules = program.modules.map(({ functions, structs }) => ({ functions, structs, statics: [] }));
    this.#statics = new Map(program.modules.flatMap(({ statics }) => statics.map((one) => [one.name, one])));
    this.#interpreter = new Interpreter({ modules }, refuseExtern, { access: (place) => this.#admit(place) });
  }

  /**
   * The value of an expression; null after a report, of which one that time is up is enough. The subject is what is
   * being computed, as messages name it: `SINES[3]`.
   */
  evaluate(expression: Expression, frame: Frame, subject: string): Scalar | null {
    if (this.#stepsLeft === 0) return null;
    try {
      return this.#interpreter.evaluate(expression, frame, this.#stepsLeft);
    } catch (error) {
      const found = this.#explain(error, expression.span, subject);
      if (found !== null) this.diagnostics.push(found);
      return null;
    } finally {
      this.#stepsLeft = this.#interpreter.stepsLeft;
    }
  }

  /** Makes a constant known under its qualified name; null if it could not be computed. */
  defineConstant(name: string, value: Stored | null): void {
    if (value === null) this.#failed.add(name);
    else this.#interpreter.statics.set(name, value);
  }

  /** Makes a variable known under its qualified name; null if it could not be computed. */
  defineStatic(name: string, contents: Initial | null): void {
    if (contents === null) this.#failed.add(name);
    else this.#contents.set(name, contents);
  }

  /** Lets a run go on only if what it touches is known by now and stays as it is. */
  #admit(place: StaticPlace): void {
    const name = shortName(place.name);
    if (this.#failed.has(place.name)) throw new Refusal(null);
    if (this.#interpreter.statics.has(place.name)) return;
    const variable = this.#statics.get(place.name);
    if (variable?.readonly === false) {
      throw new Refusal({ code: "GN7001", message: `\`${name}\` changes at run time`, span: place.span, remedy: PURE });
    }
    const contents = this.#contents.get(place.name);
    if (variable !== undefined && contents !== undefined) {
      this.#interpreter.statics.set(place.name, this.#interpreter.create(variable.type, contents));
      return;
    }
    const remedy = `declare \`${name}\` above what is computed with it`;
    throw new Refusal({ code: "GN2003", message: `\`${name}\` is not known yet`, span: place.span, remedy });
  }

  #explain(error: unknown, span: Span, subject: string): Diagnostic | null {
    const { path } = this.#interpreter;
    const during = `, computing \`${[subject, ...path.map(shortName)].join(" -> ")}\``;
    if (error instanceof Refusal) {
      if (error.reason === null) return null;
      const { code, message, remedy, span: at } = error.reason;
      return diagnostic(code, at ?? span, `${message}${during}`, remedy);
    }
    if (error instanceof CheckFailed) {
      const remedy = "correct the function, or what it is called with";
      return diagnostic("GN7002", error.span, `${error.message}${during}`, remedy);
    }
    if (!(error instanceof OutOfSteps)) throw error;
    const message = `this takes more than ${STEPS_MAX} steps at compile time${during}`;
    return diagnostic("GN7003", span, message, "see that its loops end, or compute the table elsewhere");
  }
}

const PURE = "pass it as an argument, or compute this at run time";

/** What a run touched that it may not; null if that has been reported before. */
class Refusal extends Error {
  readonly reason: {
    readonly code: DiagnosticCode;
    readonly message: string;
    readonly remedy: string;
    /** Null: the expression as a whole. */
    readonly span: Span | null;
  } | null;

  constructor(reason: Refusal["reason"]) {
    super("evaluate: refused");
    this.reason = reason;
  }
}

function refuseExtern(name: string): never {
  const message = `\`${shortName(name)}\` is the board's, which is not there`;
  throw new Refusal({ code: "GN7001", message, remedy: PURE, span: null });
}
