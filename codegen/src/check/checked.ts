/**
 * What `check` makes of the syntax: the program with every name resolved, every type known and every
 * conversion explicit.
 *
 * Expressions and places are already those of the IR; so are functions and declarations, less what only
 * `lower` can say. Two things are still as written: compound assignments are whole, and the order of evaluation is
 * TypeScript's, from left to right, whatever the operands do.
 *
 * @packageDocumentation
 */
import type {
  Alias,
  BinaryOperator,
  Block,
  Break,
  CallStatement,
  Constant,
  Continue,
  DoWhile,
  Expression,
  Extern,
  For,
  Func,
  If,
  Initial,
  Let,
  LetTuple,
  Module,
  Parameter,
  Place,
  Program,
  Replace,
  Return,
  ReturnTuple,
  Static,
  Switch,
  SwitchCase,
  While,
} from "../ir/ir.ts";

/** A program in which every name is resolved and every expression has its type. */
export interface CheckedProgram extends Omit<Program, "modules"> {
  readonly modules: readonly CheckedModule[];
}

/** A module; what only the whole program tells is still missing. */
export interface CheckedModule extends Omit<Module, "constants" | "statics" | "externs" | "functions"> {
  readonly constants: readonly CheckedConstant[];
  readonly statics: readonly CheckedStatic[];
  readonly externs: readonly CheckedExtern[];
  readonly functions: readonly CheckedFunction[];
}

/** A named constant. Where its value takes a call, there is an expression for it; uses are loads of its name. */
export interface CheckedConstant extends Omit<Constant, "value"> {
  readonly value: Constant["value"] | Expression;
}

/** A static of which it is not known yet whether anything writes it. */
export interface CheckedStatic extends Omit<Static, "readonly" | "initial"> {
  readonly initial: CheckedInitial;
}

/** Initial contents, of which some may still have to be computed. */
export type CheckedInitial = Initial | Expression | Tabulation | readonly CheckedInitial[];

/** An array of which each element is computed from its index. */
export interface Tabulation {
  readonly kind: "tabulation";
  readonly length: number;
  /** The local that stands for the index in `element`, a u32. */
  readonly index: string;
  readonly element: Expression;
}

/** Whether contents are computed element by element. */
export function isTabulation(initial: CheckedInitial): initial is Tabulation {
  return typeof initial === "object" && "kind" in initial && initial.kind === "tabulation";
}

/** Whether contents are known. */
export function isKnown(initial: CheckedInitial): initial is Initial {
  if (typeof initial !== "object") return true;
  return !("kind" in initial) && initial.every(isKnown);
}

/** A parameter of which it is not known yet whether anything writes through it. */
export type CheckedParameter = Omit<Parameter, "written">;

/** An extern. */
export interface CheckedExtern extends Omit<Extern, "parameters"> {
  readonly parameters: readonly CheckedParameter[];
}

/** A function; what calling it may do is not known yet. */
export interface CheckedFunction extends Omit<Func, "parameters" | "body"> {
  readonly parameters: readonly CheckedParameter[];
  readonly body: readonly CheckedStatement[];
}

/** Every statement, by `kind`. */
export type CheckedStatement =
  | Let
  | LetTuple
  | CheckedAlias
  | CheckedAssign
  | Replace
  | CheckedIf
  | CheckedFor
  | CheckedWhile
  | CheckedSwitch
  | CheckedBlock
  | Break
  | Continue
  | Return
  | ReturnTuple
  | CallStatement;

/** An alias of which it is not known yet whether anything writes through it. */
export type CheckedAlias = Omit<Alias, "written">;

/** `place = value`, or `place = place operator value` with the place evaluated once. */
export interface CheckedAssign {
  readonly kind: "assign";
  readonly place: Place;
  readonly operator: BinaryOperator | null;
  readonly value: Expression;
  readonly span: Let["span"];
  readonly comments: readonly string[];
}

/** An `if` of checked statements. */
export interface CheckedIf extends Omit<If, "then" | "otherwise"> {
  readonly then: readonly CheckedStatement[];
  readonly otherwise: readonly CheckedStatement[];
}

/** A `for` of checked statements. */
export interface CheckedFor extends Omit<For, "update" | "body"> {
  readonly update: readonly CheckedAssign[];
  readonly body: readonly CheckedStatement[];
}

/** A `while` or `do` of checked statements. */
export interface CheckedWhile extends Omit<While | DoWhile, "body" | "kind"> {
  readonly kind: "while" | "do-while";
  readonly body: readonly CheckedStatement[];
}

/** A `switch` of checked statements. */
export interface CheckedSwitch extends Omit<Switch, "cases" | "otherwise"> {
  readonly cases: readonly CheckedSwitchCase[];
  readonly otherwise: readonly CheckedStatement[] | null;
}

/** A case of checked statements. */
export interface CheckedSwitchCase extends Omit<SwitchCase, "body"> {
  readonly body: readonly CheckedStatement[];
}

/** A block of checked statements. */
export interface CheckedBlock extends Omit<Block, "body"> {
  readonly body: readonly CheckedStatement[];
}
