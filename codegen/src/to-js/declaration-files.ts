/**
 * TypeScript declarations beside the generated JavaScript.
 *
 * Numbers keep their width as the name of an alias of `number` or `bigint`, so that a reader sees `k: u32`.
 *
 * @packageDocumentation
 */
import type { Constant, Enumeration, Extern, Func, Module, Program, ProgramExport, Static, Struct } from "../ir/ir.ts";
import { usesOfSignature } from "../ir/reach.ts";
import { isWide } from "../ir/types.ts";
import { usesOfFields, usesOfStatic } from "../ir/uses.ts";
import { writeDocComment } from "../print/comments.ts";
import { lastSegment, methodName, methodsOf, splitQualifiedName } from "../print/names.ts";
import { list } from "../print/precedence.ts";
import { Writer } from "../print/writer.ts";
import type { PathTo } from "./declarations.ts";
import { byFirst, membersOf, signature } from "./declarations.ts";
import type { Names } from "./names.ts";
import { declaredType, isVariable, typeOfVariable } from "./types.ts";

/** The declaration file of one module. */
export function writeModuleDeclarations(
  module: Module,
  program: Program,
  names: Names,
  specifier: (id: string) => string,
): string {
  const writer = new Writer("  ");
  writeTypeImports(module, names, specifier, writer);
  for (const each of reexports(module, program)) {
    const { module: from, name } = splitQualifiedName(each.target);
    writer.line(`export { ${name === each.name ? name : `${name} as ${each.name}`} } from "${specifier(from)}";`);
  }
  const constants = module.constants.filter(isExported);
  for (const each of constants.filter(({ object }) => object === undefined)) {
    declareConstant(each, "export declare const ", names, writer);
  }
  for (const name of objectsOf(constants)) declareObject(name, constants, "export declare const ", names, writer);
  for (const each of module.enumerations) declareEnumeration(each, isExported(each) ? "export " : "", names, writer);
  for (const each of module.structs) {
    declareStruct(each, isExported(each) ? "export " : "", module.functions, names, writer);
  }
  for (const each of module.statics.filter(isExported)) declareStatic(each, "export declare ", names, writer);
  if (module.externs.length > 0) declareBind(module.externs, names, writer);
  const callables = [...module.externs, ...module.functions].filter(({ name }) => methodName(name) === null);
  for (const each of callables.filter(isExported)) {
    declareFunction(each, "export declare function ", names, writer);
  }
  return finish(module.doc, `${module.id}.ts`, writer);
}

/** The declaration file of a program that `instantiate` starts. */
export function writeProgramDeclarations(
  program: Program,
  entry: Module,
  reached: ReadonlySet<string>,
  names: Names,
): string {
  const writer = new Writer("  ");
  const isReached = (each: { readonly name: string }): boolean => reached.has(each.name);
  for (const each of program.modules.flatMap((module) => module.enumerations).filter(isReached)) {
    declareMemberType(each, names, writer);
  }
  for (const struct of program.modules.flatMap((module) => module.structs).filter(isReached)) {
    // Methods are for the program: a host calls its functions.
    declareStruct(struct, "export ", [], names, writer);
  }
  writer.blank();
  writeDocComment(writer, "What a host supplies: an object for each module of functions that the board implements.");
  writer.block("export interface Externs {", () => {
    for (const module of program.modules) declareExterns(module, module.externs.filter(isReached), names, writer);
  });
  const type = typeNameOf(program.entry, names, program);
  writer.blank();
  writeDocComment(writer, "The public functions of one running program.");
  writer.block(`export interface ${type} {`, () => {
    for (const each of program.exports) declareExport(each, program, names, writer);
    for (const name of objectsOf(entry.constants.filter(isExported))) {
      declareObject(name, entry.constants, "readonly ", names, writer);
    }
    for (const each of entry.enumerations.filter(isExported)) {
      writeDocComment(writer, each.doc);
      writer.block(
        `readonly ${names.of(each.name)}: {`,
        () => {
          writeMembers(each, writer);
        },
        "};",
      );
    }
    for (const each of entry.structs.filter((one) => isExported(one) && !one.isUnion)) {
      writer.line(`readonly ${names.of(each.name)}: typeof ${names.of(each.name)};`);
    }
  });
  writer.blank();
  writeDocComment(writer, "Starts the program with fresh state.");
  const parameter = program.modules.some((module) => module.externs.some(isReached)) ? "externs" : "externs?";
  writer.line(`export declare function instantiate(${parameter}: Externs): ${type};`);
  return finish(entry.doc, `${program.entry}.ts`, writer);
}

function typeNameOf(entry: string, names: Names, program: Program): string {
  const name = lastSegment(entry).replaceAll(/(?:^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_, first: string) =>
    first.toUpperCase(),
  );
  const taken = program.modules.some((module) =>
    module.structs.some((each) => names.has(each.name) && names.of(each.name) === name),
  );
  return taken || name === "Externs" ? `${name}Program` : name;
}

function isExported(declaration: { readonly exported: boolean }): boolean {
  return declaration.exported;
}

function reexports(module: Module, program: Program): readonly ProgramExport[] {
  if (module.id !== program.entry) return [];
  return program.exports.filter((each) => splitQualifiedName(each.target).module !== module.id);
}

function writeTypeImports(module: Module, names: Names, specifier: (id: string) => string, writer: Writer): void {
  const used = new Set([
    ...module.structs.flatMap(usesOfFields),
    ...module.statics.filter(isExported).flatMap(usesOfStatic),
    ...[...module.functions, ...module.externs].filter(isExported).flatMap(usesOfSignature),
  ]);
  for (const from of module.imports) {
    const clauses = [...used].flatMap((qualified) => {
      const { module: id, name } = splitQualifiedName(qualified);
      if (id !== from) return [];
      return [name === names.of(qualified) ? name : `${name} as ${names.of(qualified)}`];
    });
    if (clauses.length > 0) writer.line(`import type { ${list(clauses.sort())} } from "${specifier(from)}";`);
  }
}

function objectsOf(constants: readonly Constant[]): ReadonlySet<string> {
  return new Set(constants.filter(({ object }) => object !== undefined).map(({ name }) => name));
}

function declareObject(
  name: string,
  constants: readonly Constant[],
  before: string,
  names: Names,
  writer: Writer,
): void {
  const members = membersOf(name, constants);
  writer.blank();
  writeDocComment(writer, members[0]?.constant.object?.doc ?? "");
  writer.block(
    `${before}${names.of(name)}: {`,
    () => {
      declareMembers(members, names, writer);
    },
    "};",
  );
}

function declareMembers(members: readonly PathTo[], names: Names, writer: Writer): void {
  for (const [name, group] of byFirst(members)) {
    const [only] = group;
    if (only?.path.length === 0) {
      writeDocComment(writer, only.constant.doc);
      writer.line(`readonly ${name}: ${declaredType(only.constant.type, names)};`);
    } else {
      writer.block(
        `readonly ${name}: {`,
        () => {
          declareMembers(group, names, writer);
        },
        "};",
      );
    }
  }
}

function declareConstant(constant: Constant, before: string, names: Names, writer: Writer): void {
  writer.blank();
  writeDocComment(writer, constant.doc);
  writer.line(`${before}${names.of(constant.name)}: ${declaredType(constant.type, names)};`);
}

/** The object of the members, and the type of what holds one. */
function declareEnumeration(enumeration: Enumeration, before: string, names: Names, writer: Writer): void {
  const name = names.of(enumeration.name);
  writer.blank();
  writeDocComment(writer, enumeration.doc);
  writer.block(
    `${before}declare const ${name}: {`,
    () => {
      writeMembers(enumeration, writer);
    },
    "};",
  );
  writer.line(`${before}type ${name} = (typeof ${name})[keyof typeof ${name}];`);
}

function writeMembers(enumeration: Enumeration, writer: Writer): void {
  for (const { name, value, doc } of enumeration.members) {
    writeDocComment(writer, doc);
    writer.line(`readonly ${name}: ${value};`);
  }
}

/** Only the type: the members themselves belong to a running program. */
function declareMemberType(enumeration: Enumeration, names: Names, writer: Writer): void {
  const values = [...new Set(enumeration.members.map(({ value }) => value))];
  writer.blank();
  writeDocComment(writer, enumeration.doc);
  writer.line(`export type ${names.of(enumeration.name)} = ${values.join(" | ")};`);
}

function declareStruct(struct: Struct, before: string, functions: readonly Func[], names: Names, writer: Writer): void {
  writer.blank();
  writeDocComment(writer, struct.doc);
  if (struct.isUnion) {
    const variants = struct.fields.slice(1).map(({ type }) => declaredType(type, names));
    writer.line(`${before}type ${names.of(struct.name)} = ${variants.join(" | ")};`);
    return;
  }
  writer.block(`${before}declare class ${names.of(struct.name)} {`, () => {
    if (struct.tag !== null) writer.line(`readonly ${struct.tag.name}: ${struct.tag.value};`);
    for (const field of struct.fields) {
      writeDocComment(writer, field.doc);
      writer.line(`${field.name}: ${typeOfVariable(field, names)};`);
    }
    for (const method of methodsOf(struct.name, functions)) {
      const parameters = method.parameters.slice(1);
      declareMethod({ ...method, parameters }, methodName(method.name) ?? "", names, writer);
    }
  });
}

function declareStatic(variable: Static, before: string, names: Names, writer: Writer): void {
  writer.blank();
  writeDocComment(writer, variable.doc);
  const keyword = isVariable(variable) ? "let" : "const";
  writer.line(`${before}${keyword} ${names.of(variable.name)}: ${typeOfVariable(variable, names)};`);
}

function declareFunction(callable: Func | Extern, before: string, names: Names, writer: Writer): void {
  writer.blank();
  writeDocComment(writer, callable.doc);
  writer.line(`${before}${names.of(callable.name)}${signature(callable, names)};`);
}

function declareBind(externs: readonly Extern[], names: Names, writer: Writer): void {
  writer.blank();
  writeDocComment(
    writer,
    "Supplies the functions that this module declares. They are called as methods of `implementation`.",
  );
  writer.block(
    "export declare function bind(implementation: {",
    () => {
      for (const extern of externs) declareMethod(extern, splitQualifiedName(extern.name).name, names, writer);
    },
    "}): void;",
  );
}

function declareExterns(module: Module, externs: readonly Extern[], names: Names, writer: Writer): void {
  if (externs.length === 0) return;
  writer.block(
    `readonly ${propertyName(lastSegment(module.id))}: {`,
    () => {
      for (const extern of externs) declareMethod(extern, splitQualifiedName(extern.name).name, names, writer);
    },
    "};",
  );
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function declareMethod(callable: Func | Extern, name: string, names: Names, writer: Writer): void {
  writeDocComment(writer, callable.doc);
  writer.line(`${name}${signature(callable, names)};`);
}

function declareExport(each: ProgramExport, program: Program, names: Names, writer: Writer): void {
  const modules = program.modules;
  const isTarget = (declaration: { readonly name: string }): boolean => declaration.name === each.target;
  const callable =
    modules.flatMap((module) => module.functions).find(isTarget) ??
    modules.flatMap((module) => module.externs).find(isTarget);
  if (callable !== undefined) {
    declareMethod(callable, each.name, names, writer);
    return;
  }
  const value =
    modules.flatMap((module) => module.statics).find(isTarget) ??
    modules.flatMap((module) => module.constants).find(isTarget);
  if (value === undefined) throw new Error(`to-js: '${each.target}' is exported but not declared`);
  writeDocComment(writer, value.doc);
  writer.line(`readonly ${each.name}: ${typeOfVariable(value, names)};`);
}

const WIDTHS = ["i8", "u8", "i16", "u16", "i32", "u32", "f32", "i64", "u64"] as const;

/** Puts the widths that the declarations mention before them. */
function finish(doc: string, source: string, declarations: Writer): string {
  const body = declarations.toString();
  const head = new Writer("  ");
  head.line(`// Generated by ganglion from ${source}. Do not edit.`);
  writeDocComment(head, doc);
  const used = WIDTHS.filter((width) => new RegExp(`: ${width}\\b`).test(body));
  for (const width of used) head.line(`type ${width} = ${isWide(width) ? "bigint" : "number"};`);
  // An empty export keeps the aliases private to this file.
  if (used.length > 0) head.line("export {};");
  return body.trim() === "" ? head.toString() : `${head.toString()}\n${body.replace(/^\n+/, "")}`;
}
