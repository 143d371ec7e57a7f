/**
 * Writes the host's half: a class with a typed method for each of the board's, and the dictionary that it works by.
 *
 * The class says only what types say; checking, packing and the session are the runtime's (host-tools/rpc), which
 * also serves boards that no class was made for.
 *
 * @packageDocumentation
 */
import { TYPED_ARRAY_OF } from "../check/spelling.ts";
import type { StorageType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import { writeDocComment } from "../print/comments.ts";
import { list } from "../print/precedence.ts";
import { SOFT_BREAK, Writer } from "../print/writer.ts";
import { dictionaryOf } from "./dictionary.ts";
import type { Method, Schema, Value, WireRecord, WireType } from "./schema.ts";

/** What the client is called, and where its runtime is. */
export interface ClientRequest {
  /** The module that it is made from, for its comment. */
  readonly source: string;
  /** Name of the class. */
  readonly className: string;
  /** The specifier of the runtime. */
  readonly runtimeSpecifier: string;
}

/** Characters of a line. */
const WIDTH = 120;

/** The text of the client. */
export function writeClient(schema: Schema, { source, className, runtimeSpecifier }: ClientRequest): string {
  const writer = new Writer("  ", WIDTH);
  writer.line("/**");
  writer.line(` * The methods of ${source}, as a board offers them, with the types that they have there.`);
  writer.line(" *");
  writer.line(" * Generated from there by `ganglion rpc`; change that file and run it again.");
  writer.line(" *");
  writer.line(" * @packageDocumentation");
  writer.line(" */");
  writer.line(`import { type CallOptions, type Dictionary, RpcClient, type Session } from "${runtimeSpecifier}";`);
  for (const record of recordsOf(schema)) writeRecord(record, writer);
  writer.blank();
  writer.line("/** The names, numbers and types of the methods. */");
  writer.line(`export const DICTIONARY: Dictionary = ${JSON.stringify(dictionaryOf(schema), null, 2)};`);
  writer.blank();
  writer.line("/** A board that offers these methods, at the other end of a session. */");
  writer.block(`export class ${className} extends RpcClient {`, () => {
    writer.line("/** Works over a session that is open already; {@link RpcClient.open} opens one. */");
    writer.block("constructor(session: Session, missing: ReadonlySet<number> = new Set()) {", () => {
      writer.line("super(session, DICTIONARY, missing);");
    });
    for (const method of schema.methods) writeMethod(method, writer);
  });
  return writer.toString();
}

function writeMethod(method: Method, writer: Writer): void {
  const { number, name, doc, arguments: taken, results, refusals } = method;
  const parameters = taken.map((value) => `${value.name}: ${argumentType(value.type)}`);
  const result = resultType(results);
  const said = taken.filter((value) => value.doc !== "").map((value) => `@param ${value.name} - ${value.doc}`);
  const refused = refusals.map(
    (each) => `@throws RefusedError - \`${each.name}\`${each.doc === "" ? "" : `: ${each.doc}`}`,
  );
  writer.blank();
  writeDocComment(writer, [doc, ...said, ...refused].join("\n"));
  writer.block(
    `async ${name}(${SOFT_BREAK}${list([...parameters, "options: CallOptions = {}"])}): Promise<${result}> {`,
    () => {
      const values = `[${taken.map((value) => value.name).join(", ")}]`;
      if (result === "void") writer.line(`await this.call(${number}, ${values}, options);`);
      else writer.line(`return (await this.call(${number}, ${values}, options)) as ${result};`);
    },
  );
}

function writeRecord(record: WireRecord, writer: Writer): void {
  writer.blank();
  writer.line(`/** As ${record.name} of ${record.module}.ts. */`);
  writer.block(`export interface ${record.name} {`, () => {
    for (const field of visibleFields(record)) {
      writeDocComment(writer, field.doc);
      writer.line(`readonly ${field.name}: ${hostType(field.type)};`);
    }
  });
}

/** All but those that say how long another is: a list knows that itself. */
function visibleFields({ fields }: WireRecord): readonly Value[] {
  const counters = new Set(
    fields.map(({ type }) => (typeof type === "object" && type.kind === "array" ? type.counted : null)),
  );
  return fields.filter(({ name }) => !counters.has(name));
}

function resultType(results: readonly Value[]): string {
  const [only] = results;
  if (only === undefined) return "void";
  if (results.length === 1) return hostType(only.type);
  return `{ ${results.map(({ name, type }) => `readonly ${name === "" ? "value" : name}: ${hostType(type)}`).join("; ")} }`;
}

/** What a result is to a host. */
function hostType(type: WireType): string {
  if (typeof type === "string") return scalarType(type);
  if (type.kind === "record") return type.name;
  const typedArray = typeof type.element === "string" ? TYPED_ARRAY_OF.get(type.element) : undefined;
  return typedArray ?? `readonly ${hostType(type.element)}[]`;
}

/** What a host may give for an argument: of a list, fewer than there is room for. */
function argumentType(type: WireType): string {
  if (typeof type === "string") return scalarType(type);
  return type.kind === "record" ? type.name : `ArrayLike<${argumentType(type.element)}>`;
}

function scalarType(type: StorageType): string {
  if (type === "bool") return "boolean";
  return isWide(type) ? "bigint" : "number";
}

/** The records of all messages, each once, the inner before the outer. */
function recordsOf({ methods }: Schema): readonly WireRecord[] {
  const found = new Map<string, WireRecord>();
  const visit = (type: WireType): void => {
    if (typeof type === "string") return;
    if (type.kind === "array") {
      visit(type.element);
      return;
    }
    for (const field of type.fields) visit(field.type);
    found.set(type.name, type);
  };
  for (const { arguments: taken, results } of methods) for (const { type } of [...taken, ...results]) visit(type);
  return [...found.values()];
}
