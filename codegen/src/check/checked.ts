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
  Continue,
  DoWhile,
  Expression,
  Extern,
  For,
  Func,
  If,
  Let,
  Module,
  Parameter,
  Place,
  Program,
  Return,
  Static,
  Switch,
  SwitchCase,
  While,
} from "../ir/ir.ts";

export interface CheckedProgram extends Omit<Program, "modules"> {
  readonly modules: readonly CheckedModule[];
}

export interface CheckedModule extends Omit<Module, "statics" | "externs" | "functions"> {
  readonly statics: readonly CheckedStatic[];
  readonly externs: readonly CheckedExtern[];
  readonly functions: readonly CheckedFunction[];
}

export type CheckedStatic = Omit<Static, "readonly">;
export type CheckedParameter = Omit<Parameter, "written">;

export interface CheckedExtern extends Omit<Extern, "parameters"> {
  readonly parameters: readonly CheckedParameter[];
}

export interface CheckedFunction extends Omit<Func, "parameters" | "body"> {
  readonly parameters: readonly CheckedParameter[];
  readonly body: readonly CheckedStatement[];
}

export type CheckedStatement =
  | Let
  | CheckedAlias
  | CheckedAssign
  | CheckedIf
  | CheckedFor
  | CheckedWhile
  | CheckedSwitch
  | CheckedBlock
  | Break
  | Continue
  | Return
  | CallStatement;

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

export interface CheckedIf extends Omit<If, "then" | "otherwise"> {
  readonly then: readonly CheckedStatement[];
  readonly otherwise: readonly CheckedStatement[];
}

export interface CheckedFor extends Omit<For, "update" | "body"> {
  readonly update: readonly CheckedAssign[];
  readonly body: readonly CheckedStatement[];
}

export interface CheckedWhile extends Omit<While | DoWhile, "body" | "kind"> {
  readonly kind: "while" | "do-while";
  readonly body: readonly CheckedStatement[];
}

export interface CheckedSwitch extends Omit<Switch, "cases" | "otherwise"> {
  readonly cases: readonly CheckedSwitchCase[];
  readonly otherwise: readonly CheckedStatement[] | null;
}

export interface CheckedSwitchCase extends Omit<SwitchCase, "body"> {
  readonly body: readonly CheckedStatement[];
}

export interface CheckedBlock extends Omit<Block, "body"> {
  readonly body: readonly CheckedStatement[];
}
