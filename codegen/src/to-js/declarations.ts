/**
 * Classes, constants, statics, externs and functions of one module in JavaScript, and their declarations.
 *
 * @packageDocumentation
 */
import type { Constant, Extern, Func, Parameter, ResultType, Static, Struct } from "../ir/ir.ts";
import { writeDocComment } from "../print/comments.ts";
import { list, literal, primary } from "../print/precedence.ts";
import { spellInteger, spellWide } from "../print/numbers.ts";
import { canonicalOf } from "./expressions.ts";
import type { Names } from "./names.ts";
import type { BodyContext } from "./statements.ts";
import { emitFunction } from "./statements.ts";
import type { TypeContext } from "./types.ts";
import { declaredType, floatValue, initialValue, isVariable } from "./types.ts";

/** Everything that writing the declarations of one module takes. */
export interface DeclarationContext extends BodyContext, TypeContext {
  /** What stands before a declaration: `export ` if its name leaves this piece of source. */
  exportOf(exported: boolean): string;
}

/** A struct as a class whose fields start at their initial values; a union is only a type. */
export function emitStruct(struct: Struct, context: DeclarationContext): void {
  const { writer, names } = context;
  if (struct.isUnion) return;
  writer.from(struct.span);
  writer.blank();
  writeDocComment(writer, struct.doc);
  writer.block(`${context.exportOf(struct.exported)}class ${names.of(struct.name)} {`, () => {
    if (struct.tag !== null) writer.line(`${struct.tag.name} = ${struct.tag.value};`);
    for (const field of struct.fields) {
      writeDocComment(writer, field.doc);
      writer.line(`${field.name} = ${initialValue(field.type, field.initial, context)};`);
    }
  });
}

/** A named constant, in the spelling of the source where that is known. */
export function emitConstant(constant: Constant, context: DeclarationContext): void {
  const { writer, names } = context;
  writer.from(constant.span);
  writeDocComment(writer, constant.doc);
  writer.line(
    `${context.exportOf(constant.exported)}const ${names.of(constant.name)} = ${constantValue(constant, context)};`,
  );
}

function constantValue(constant: Constant, context: DeclarationContext): string {
  const { value, type } = constant;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return `${spellWide(value, null, context.sources)}n`;
  if (type === "f32") return literal(floatValue(Math.fround(value))).text;
  return literal(spellInteger(value, null, context.sources)).text;
}

/** A static: a scalar as a variable, an array or struct as a constant that holds it. */
export function emitStatic(variable: Static, context: DeclarationContext): void {
  const { writer, names } = context;
  writer.from(variable.span);
  writeDocComment(writer, variable.doc);
  const keyword = isVariable(variable) ? "let" : "const";
  const value = initialValue(variable.type, variable.initial, context);
  writer.line(`${context.exportOf(variable.exported)}${keyword} ${names.of(variable.name)} = ${value};`);
}

/** A function that passes its arguments to the host's, and takes no result on trust. */
export function emitExtern(extern: Extern, host: string, moduleName: string, context: DeclarationContext): void {
  const { writer, names } = context;
  const name = extern.name.slice(extern.name.lastIndexOf(".") + 1);
  const parameters = list(extern.parameters.map((parameter) => parameter.name));
  writer.blank();
  writer.from(extern.span);
  writeDocComment(writer, extern.doc);
  writer.block(`${context.exportOf(extern.exported)}function ${names.of(extern.name)}(${parameters}) {`, () => {
    writer.line(`if (${host}.${name} === undefined) ${names.support("unbound")}("${moduleName}", "${name}");`);
    const result = primary(`${host}.${name}(${parameters})`);
    if (extern.result === "void") writer.line(`${result.text};`);
    else if (typeof extern.result === "string") writer.line(`return ${canonicalOf(result, extern.result).text};`);
    else writer.line(`return ${result.text};`);
  });
}

/** A function of the program under its name; one that hosts call makes its arguments canonical first. */
export function emitFunctionDeclaration(func: Func, context: DeclarationContext): void {
  context.writer.blank();
  context.writer.from(func.span);
  writeDocComment(context.writer, func.doc);
  const name = context.names.of(func.name);
  const before = context.exportOf(func.exported);
  emitFunction(func, (parameters) => `${before}function ${name}(${parameters}) {`, before !== "", context);
}

/** `(query: Float32Array, k: u32): u32`, as declaration files write it. */
export function signature(parameters: readonly Parameter[], result: ResultType, names: Names): string {
  const declared = parameters.map((parameter) => `${parameter.name}: ${declaredType(parameter.type, names)}`);
  return `(${list(declared)}): ${declaredType(result, names)}`;
}
