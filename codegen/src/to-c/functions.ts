/**
 * Functions in C: prototypes and definitions.
 *
 * @packageDocumentation
 */
import type { Extern, Func } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { declaredLocals, walk } from "../ir/walk.ts";
import { writeDocComment } from "../print/comments.ts";
import type { Scope } from "../print/names.ts";
import { rangesOfLocals } from "../prove/range.ts";
import { toDoxygen } from "./doxygen.ts";
import type { FileContext } from "./file.ts";
import { returnedLocals } from "./locals.ts";
import type { StatementContext } from "./statements.ts";
import { emitBody, silenceUnlessRead } from "./statements.ts";
import type { ParameterNames } from "./types.ts";
import { declaration, prototype } from "./types.ts";

/** The declaration of a function under a name: `uint32_t crc_update(uint32_t crc, uint32_t byte)`. */
export function functionPrototype(callable: Func | Extern, name: string, file: FileContext): string {
  const scope = file.names.localScope();
  return prototype(callable, name, (parameter) => localNames(parameter.name, scope), file);
}

/** The struct in which a function returns its tuple, if it returns one. */
export function emitTupleType({ name, result }: Func | Extern, file: FileContext): void {
  if (typeof result === "string" || result.kind !== "tuple") return;
  const { writer, names } = file;
  writer.blank();
  writeDocComment(writer, `What ${names.of(name)}() returns.`);
  writer.block(
    `typedef struct ${names.ofTuple(name)} {`,
    () => {
      for (const { name: element, type } of result.elements) {
        writer.line(`${declaration(type, names.field(element), file)};`);
      }
    },
    `} ${names.ofTuple(name)};`,
  );
}

/** A definition. `isStatic` keeps it in its file, and then its doc comment stands here and not in a header. */
export function emitFunction(func: Func, isStatic: boolean, file: FileContext): void {
  const scope = file.names.localScope();
  const locals = nameLocals(func, scope);
  const context: StatementContext = {
    file,
    func,
    locals,
    scope,
    ranges: rangesOfLocals(func),
    read: new Set(),
    measured: new Set(),
    returned: returnedLocals(func),
    atEnd: [],
    loops: [],
    insideSwitch: false,
  };
  const head = prototype(func, file.names.of(func.name), (parameter) => known(parameter.name, locals), file);
  file.writer.from(func.span);
  file.writer.blank();
  if (isStatic) writeDocComment(file.writer, toDoxygen(func.doc));
  file.writer.block(`${isStatic ? "static " : ""}${head} {`, () => {
    reserveForParameters(func, context);
    emitBody(func.body, context);
    for (const fill of context.atEnd.reverse()) fill();
  });
}

/** A second public name of a function, or the public name of an extern: a function that only calls it. */
export function emitForwarder(callable: Func | Extern, name: string, file: FileContext): void {
  const scope = file.names.localScope();
  const names = new Map(callable.parameters.map((parameter) => [parameter.name, localNames(parameter.name, scope)]));
  const values = callable.parameters.flatMap((parameter) => {
    const { name: value, length } = known(parameter.name, names);
    return !isScalar(parameter.type) && parameter.type.kind === "slice" ? [value, length] : [value];
  });
  const result = callable.result === "void" ? "" : "return ";
  file.writer.from(null);
  file.writer.blank();
  file.writer.block(`${prototype(callable, name, (parameter) => known(parameter.name, names), file)} {`, () => {
    file.writer.line(`${result}${file.names.of(callable.name)}(${values.join(", ")});`);
  });
}

/** C names of parameters and locals, in order of declaration. */
function nameLocals(func: Func, scope: Scope): ReadonlyMap<string, ParameterNames> {
  const locals = new Map<string, ParameterNames>();
  for (const { name } of func.parameters) locals.set(name, localNames(name, scope));
  walk(func.body, {
    statement: (statement) => {
      // Blocks beside each other may use one name for different locals.
      for (const local of declaredLocals(statement)) {
        if (!locals.has(local)) locals.set(local, localNames(local, scope));
      }
    },
  });
  return locals;
}

/** The length's name is taken whether or not there is one, so that it never depends on the type. */
function localNames(name: string, scope: Scope): ParameterNames {
  // C++, which reads headers, has a meaning of its own for `this`.
  const plain = name === "this" ? "self" : name.replaceAll(/[^A-Za-z0-9_]/g, "_");
  const taken = scope.take(plain, `${plain}_`);
  return { name: taken, length: scope.take(`${plain}Length`) };
}

function known(name: string, names: ReadonlyMap<string, ParameterNames>): ParameterNames {
  const found = names.get(name);
  if (found === undefined) throw new Error(`to-c: local '${name}' is not declared`);
  return found;
}

function reserveForParameters(func: Func, context: StatementContext): void {
  for (const { name, type } of func.parameters) {
    silenceUnlessRead(name, context);
    if (isScalar(type) || type.kind !== "slice") continue;
    const fill = context.file.writer.reserve();
    context.atEnd.push(() => {
      fill(context.measured.has(name) ? null : `(void)${known(name, context.locals).length};`);
    });
  }
}
