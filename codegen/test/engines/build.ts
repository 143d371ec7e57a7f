/**
 * Short ways to write intermediate representation by hand, for tests of the backends that must not depend on
 * the front end: every operator on every type, whatever a source file would be refused for.
 *
 * @packageDocumentation
 */
import type {
  Alias,
  Assign,
  Binary,
  BinaryOperator,
  Const,
  Convert,
  Expression,
  Func,
  IndexPlace,
  Load,
  LocalPlace,
  Module,
  Parameter,
  Place,
  Program,
  Reference,
  ResultType,
  ScalarValue,
  Return,
  Span,
  Statement,
  Static,
  StaticPlace,
  Struct,
  Unary,
  UnaryOperator,
} from "../../src/ir/ir.ts";
import type { ElementType, StorageType, Type } from "../../src/ir/types.ts";

export const SPAN: Span = { file: "test.ts", start: 0, end: 0 };
const STATEMENT = { span: SPAN, comments: [] };

export const MODULE = "test";

/** A program of one module, whose functions are all public. */
export function program(contents: Partial<Module> & Pick<Module, "functions">): Program {
  const module: Module = {
    id: MODULE,
    file: SPAN.file,
    doc: "",
    imports: [],
    structs: [],
    enumerations: [],
    constants: [],
    statics: [],
    externs: [],
    ...contents,
  };
  const exports = module.functions.map(({ name }) => ({
    name: name.slice(MODULE.length + 1),
    target: name,
    kind: "function" as const,
  }));
  return { entry: MODULE, modules: [module], exports };
}

export function func(
  name: string,
  parameters: readonly Parameter[],
  result: ResultType,
  body: readonly Statement[],
): Func {
  const effects = { readsState: true, writesState: true, callsExtern: true };
  return { name: `${MODULE}.${name}`, doc: "", exported: true, span: SPAN, parameters, result, body, effects };
}

export function struct(name: string, fields: Readonly<Record<string, ElementType>>): Struct {
  return {
    name: `${MODULE}.${name}`,
    doc: "",
    exported: true,
    span: SPAN,
    isUnion: false,
    tag: null,
    fields: Object.entries(fields).map(([field, type]) => ({ name: field, type, doc: "", initial: "zero" })),
  };
}

export function variable(name: string, type: ElementType, initial: Static["initial"] = "zero"): Static {
  return { name: `${MODULE}.${name}`, doc: "", exported: false, span: SPAN, type, initial, readonly: false };
}

export function parameter(name: string, type: Type): Parameter {
  return { name, type, written: false };
}

export function local(name: string, type: Type): LocalPlace {
  return { kind: "local", name, type, span: SPAN };
}

export function place({ name, type, below }: Static): StaticPlace {
  return { kind: "static", name, type, below, span: SPAN };
}

export function element(base: Place, index: Expression): IndexPlace {
  if (typeof base.type === "string" || base.type.kind === "struct") throw new Error("not an array");
  return { kind: "index", base, index, type: base.type.element, span: SPAN };
}

export function load(from: Place): Load {
  if (typeof from.type !== "string") throw new Error("not a scalar");
  return { kind: "load", place: from, type: from.type, span: SPAN };
}

export function constant(type: StorageType, value: ScalarValue): Const {
  return { kind: "const", type, value: type === "bool" ? Boolean(value) : value, name: null, span: SPAN };
}

export function unary(operator: UnaryOperator, operand: Expression, type: StorageType): Unary {
  return { kind: "unary", operator, operand, type, span: SPAN };
}

export function binary(operator: BinaryOperator, left: Expression, right: Expression, type: StorageType): Binary {
  return { kind: "binary", operator, left, right, type, span: SPAN };
}

export function convert(operand: Expression, type: StorageType): Convert {
  return { kind: "convert", operand, type, span: SPAN };
}

export function assign(to: Place, value: Expression): Assign {
  return { kind: "assign", place: to, value, ...STATEMENT };
}

export function alias(name: string, target: Reference): Alias {
  return { kind: "alias", local: name, type: target.type, target, written: true, ...STATEMENT };
}

export function returns(value: Return["value"]): Return {
  return { kind: "return", value, ...STATEMENT };
}
