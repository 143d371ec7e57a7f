/**
 * Classes, constants, statics, externs and functions of one module in JavaScript, and their declarations.
 *
 * @packageDocumentation
 */
import type { Constant, Enumeration, Extern, Func, Static, Struct } from "../ir/ir.ts";
import { writeDocComment } from "../print/comments.ts";
import { methodName, methodsOf } from "../print/names.ts";
import { list, literal, primary } from "../print/precedence.ts";
import { spellInteger, spellWide } from "../print/numbers.ts";
import { canonicalOf } from "./expressions.ts";
import type { Names } from "./names.ts";
import type { BodyContext } from "./statements.ts";
import { emitFunction } from "./statements.ts";
import type { TypeContext } from "./types.ts";
import { floatValue, initialOf, isVariable, typeOfVariable } from "./types.ts";

/** Everything that writing the declarations of one module takes. */
export interface DeclarationContext extends BodyContext, TypeContext {
  /** What stands before a declaration: `export ` if its name leaves this piece of source. */
  exportOf(exported: boolean): string;
}

/** A struct as a class whose fields start at their initial values, with those of `functions` that are its methods. */
export function emitStruct(struct: Struct, functions: readonly Func[], context: DeclarationContext): void {
  const { writer, names } = context;
  if (struct.isUnion) return;
  writer.from(struct.span);
  writer.blank();
  writeDocComment(writer, struct.doc);
  writer.block(`${context.exportOf(struct.exported)}class ${names.of(struct.name)} {`, () => {
    if (struct.tag !== null) writer.line(`${struct.tag.name} = ${struct.tag.value};`);
    for (const field of struct.fields) {
      writeDocComment(writer, field.doc);
      writer.line(`${field.name} = ${initialOf(field, field.initial, context)};`);
    }
    for (const method of methodsOf(struct.name, functions)) {
      const isForHosts = context.exportOf(struct.exported) !== "";
      writer.blank();
      writer.from(method.span);
      writeDocComment(writer, method.doc);
      emitFunction(method, (parameters) => `${methodName(method.name) ?? ""}(${parameters}) {`, isForHosts, context);
    }
  });
}

/** An enum as a frozen object of its members. */
export function emitEnumeration(enumeration: Enumeration, context: DeclarationContext): void {
  const { writer, names } = context;
  writer.blank();
  writeDocComment(writer, enumeration.doc);
  writer.block(
    `${context.exportOf(enumeration.exported)}const ${names.of(enumeration.name)} = Object.freeze({`,
    () => {
      for (const { name, value, doc } of enumeration.members) {
        writeDocComment(writer, doc);
        writer.line(`${name}: ${value},`);
      }
    },
    "});",
  );
}

/** Named constants, those of an object together. */
export function emitConstants(constants: readonly Constant[], context: DeclarationContext): void {
  const { writer, names } = context;
  for (const [index, constant] of constants.entries()) {
    const { name, object, exported } = constant;
    if (object === undefined) emitConstant(constant, context);
    else if (constants.findIndex((each) => each.name === name) === index) {
      writer.blank();
      writeDocComment(writer, object.doc);
      writer.block(
        `${context.exportOf(exported)}const ${names.of(name)} = {`,
        () => {
          writeMembers(membersOf(name, constants), context);
        },
        "};",
      );
    }
  }
}

/** A member of an object with its path there. */
export interface PathTo {
  readonly path: readonly string[];
  readonly constant: Constant;
}

/** The members of an object, in source order. */
export function membersOf(object: string, constants: readonly Constant[]): readonly PathTo[] {
  return constants
    .filter(({ name }) => name === object)
    .map((constant) => ({ path: constant.object?.member.split(".") ?? [], constant }));
}

/** Members by the first part of their paths: one that ends there, or those of an object within. */
export function byFirst(members: readonly PathTo[]): readonly (readonly [string, readonly PathTo[]])[] {
  const groups = new Map<string, PathTo[]>();
  for (const { path, constant } of members) {
    const [first = "", ...rest] = path;
    groups.set(first, [...(groups.get(first) ?? []), { path: rest, constant }]);
  }
  return [...groups];
}

function writeMembers(members: readonly PathTo[], context: DeclarationContext): void {
  const { writer } = context;
  for (const [name, group] of byFirst(members)) {
    const [only] = group;
    if (only?.path.length === 0) {
      writeDocComment(writer, only.constant.doc);
      writer.line(`${name}: ${constantValue(only.constant, context)},`);
    } else {
      writer.block(
        `${name}: {`,
        () => {
          writeMembers(group, context);
        },
        "},",
      );
    }
  }
}

/** A named constant, in the spelling of the source where that is known. */
function emitConstant(constant: Constant, context: DeclarationContext): void {
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
  const value = initialOf(variable, variable.initial, context);
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
export function signature({ parameters, result, enumeration }: Func | Extern, names: Names): string {
  const declared = parameters.map((parameter) => `${parameter.name}: ${typeOfVariable(parameter, names)}`);
  return `(${list(declared)}): ${typeOfVariable({ type: result, enumeration }, names)}`;
}
