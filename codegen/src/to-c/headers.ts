/**
 * One module's `.h` file: what other files need of it. The entry module's header is the program's public face, with
 * the public functions of all modules in the order of export, and with C linkage for C++.
 *
 * @packageDocumentation
 */
import type { Extern, Func, Module, Static } from "../ir/ir.ts";
import { usesOfSignature } from "../ir/reach.ts";
import { usesOfFields, usesOfStatic } from "../ir/uses.ts";
import { writeDocComment } from "../print/comments.ts";
import { splitQualifiedName } from "../print/names.ts";
import { toDoxygen } from "./doxygen.ts";
import type { FileContext } from "./file.ts";
import { emitTupleType, functionPrototype } from "./functions.ts";
import { identifier } from "./names.ts";
import type { ProgramContext } from "./sources.ts";
import { emitEnumeration, emitMacros, emitStruct, headerOf, relativeInclude, assemble } from "./sources.ts";
import { variableDeclaration } from "./types.ts";
import { isConstant } from "./visibility.ts";

/** The text of the header, or null if nobody needs one. */
export function emitHeader(module: Module, context: ProgramContext): string | null {
  const content = contentOf(module, context);
  if (content.every((part) => part.length === 0)) return null;
  const [constants, enumerations, structs, statics, callables] = content;
  const file = context.newFile();
  const { writer } = file;
  const isPublic = module.id === context.program.entry;

  if (isPublic) writeLinkage(file, 'extern "C" {');
  emitMacros(constants, file);
  for (const each of enumerations) emitEnumeration(each, file);
  for (const struct of structs) emitStruct(struct, file);
  writer.blank();
  for (const variable of statics) emitExternStatic(variable, context, file);
  const typed = new Set<Func | Extern>();
  for (const { callable, name } of callables) {
    // A function of several names has one type of result.
    if (!typed.has(callable)) emitTupleType(callable, file);
    typed.add(callable);
    writer.blank();
    writeDocComment(writer, toDoxygen(callable.doc));
    writer.line(`${functionPrototype(callable, name, file)};`);
  }
  if (isPublic) writeLinkage(file, "}");
  context.finish(file);
  const guard = `GANGLION_${identifier(module.id).toUpperCase()}_H`;
  return assemble(module, guard, includesOf(module, content, context), file);
}

type Content = readonly [
  constants: Module["constants"],
  enumerations: Module["enumerations"],
  structs: Module["structs"],
  statics: readonly Static[],
  callables: readonly Declared[],
];

interface Declared {
  readonly callable: Func | Extern;
  readonly name: string;
}

/** What is declared here: external names whose header this is. */
function contentOf(module: Module, context: ProgramContext): Content {
  const { program, external, reached } = context;
  const isHere = (each: { readonly name: string }): boolean =>
    external.has(each.name) && reached.has(each.name) && headerOf(each.name, program) === module.id;
  const isEntry = module.id === program.entry;
  const all = isEntry ? program.modules : [module];
  const { names } = context;
  const own = [...module.externs, ...module.functions].filter(
    (each) => external.has(each.name) && reached.has(each.name),
  );
  const declared = own.map((each) => ({ callable: each, name: names.of(each.name) }));
  const callables = isEntry
    ? uniqueByName([...publicCallables(context), ...declared])
    : declared.filter(({ callable }) => isHere(callable));
  return [
    all.flatMap((each) => each.constants).filter(isHere),
    all.flatMap((each) => each.enumerations).filter(isHere),
    all.flatMap((each) => each.structs).filter(isHere),
    all.flatMap((each) => each.statics).filter(isHere),
    callables,
  ];
}

function uniqueByName(declared: readonly Declared[]): Declared[] {
  return [...new Map(declared.map((each) => [each.name, each])).values()];
}

/** All public functions, and under all their public names. */
function publicCallables({ program, names }: ProgramContext): Declared[] {
  const callables = program.modules.flatMap((module) => [...module.functions, ...module.externs]);
  return program.exports.flatMap((each) => {
    const callable = callables.find((one) => one.name === each.target);
    return callable === undefined ? [] : [{ callable, name: names.ofExport(program, each) }];
  });
}

function emitExternStatic(variable: Static, context: ProgramContext, file: FileContext): void {
  writeDocComment(file.writer, toDoxygen(variable.doc));
  const qualifier = isConstant(variable, context.escaping) ? "const " : "";
  file.writer.line(`extern ${qualifier}${variableDeclaration(variable, file.names.of(variable.name), file)};`);
}

function writeLinkage({ writer }: FileContext, text: string): void {
  writer.blank();
  writer.line("#ifdef __cplusplus");
  writer.line(text);
  writer.line("#endif");
}

/** Headers of the structs and enums that the declarations here mention. */
function includesOf(module: Module, content: Content, { program }: ProgramContext): string[] {
  const [, , structs, statics, callables] = content;
  const mentioned = [
    ...structs.flatMap(usesOfFields),
    ...statics.flatMap(usesOfStatic),
    ...callables.flatMap((each) => usesOfSignature(each.callable)),
  ];
  const ids = new Set(mentioned.map((name) => splitQualifiedName(name).module).filter((id) => id !== module.id));
  const order = program.modules.map((each) => each.id);
  return [...ids]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((id) => relativeInclude(module.id, `${id}.h`));
}
