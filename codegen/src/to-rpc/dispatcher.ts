/**
 * Writes the board's half: a module of the language itself that takes a request's bytes apart, calls the method, and
 * packs its results.
 *
 * It is source, so it is checked and proven as everything else, and each backend makes of it what it makes of any
 * module. A method gets what its types and ranges promise or is not called at all: a request of another length is
 * refused as BAD_LENGTH, an argument out of range as BAD_ARG with its place. A method that takes the outcome may refuse
 * by itself; then nothing is packed. References that methods take or write
 * to are variables here, one for each name and type, since nothing on a board allocates.
 *
 * @packageDocumentation
 */
import { TYPED_ARRAY_OF } from "../check/spelling.ts";
import type { StorageType } from "../ir/types.ts";
import { Scope } from "../print/names.ts";
import { list } from "../print/precedence.ts";
import { SOFT_BREAK, Writer } from "../print/writer.ts";
import {
  bytesOf,
  bytesOfAll,
  type Method,
  type Range,
  type Schema,
  schemaHash,
  type Value,
  type WireArray,
  type WireRecord,
  type WireType,
} from "./schema.ts";

/** Where the dispatcher finds what it imports, and what it tells of itself. */
export interface DispatcherRequest {
  /** The module that the dispatcher is made from, for its comment. */
  readonly source: string;
  /** The specifier of a module, by its id. */
  readonly specifierOf: (module: string) => string;
  /** The specifier of a module of the folder `wire`: `bytes`, `outcome`, `refusals`. */
  readonly wireSpecifierOf: (name: string) => string;
  /** The specifier of the vocabulary. */
  readonly typesSpecifier: string;
  /** The compressed text of the schema, which a host may fetch. */
  readonly dictionary: Uint8Array;
}

/** The text of the dispatcher. */
export function writeDispatcher(schema: Schema, request: DispatcherRequest): string {
  return new DispatcherWriter(schema, request).text();
}

/** Characters of a line. */
const WIDTH = 120;

/** How a scalar is read, as what the language computes with. */
const READ: Readonly<Record<StorageType, (offset: string) => string>> = {
  bool: (offset) => `readU8(request, ${offset}) !== 0`,
  i8: (offset) => `(i32(readU8(request, ${offset})) << 24) >> 24`,
  u8: (offset) => `readU8(request, ${offset})`,
  i16: (offset) => `(i32(readU16(request, ${offset})) << 16) >> 16`,
  u16: (offset) => `readU16(request, ${offset})`,
  i32: (offset) => `i32(readU32(request, ${offset}))`,
  u32: (offset) => `readU32(request, ${offset})`,
  f32: (offset) => `readF32(request, ${offset})`,
  i64: (offset) => `i64(readU64(request, ${offset}))`,
  u64: (offset) => `readU64(request, ${offset})`,
};

/** What was read, as it is passed or stored: types that only store are narrower than what is computed with. */
function narrowed(type: StorageType, value: string): string {
  return /^[iu](8|16)$/.test(type) ? `${type}(${value})` : value;
}

/** How a scalar is appended to the result. */
const GIVE: Readonly<Record<StorageType, (value: string) => string>> = {
  bool: (value) => `giveU8(result, outcome, ${value} ? 1 : 0);`,
  i8: (value) => `giveU8(result, outcome, u32(${value}));`,
  u8: (value) => `giveU8(result, outcome, ${value});`,
  i16: (value) => `giveU16(result, outcome, u32(${value}));`,
  u16: (value) => `giveU16(result, outcome, ${value});`,
  i32: (value) => `giveU32(result, outcome, u32(${value}));`,
  u32: (value) => `giveU32(result, outcome, ${value});`,
  f32: (value) => `giveF32(result, outcome, ${value});`,
  i64: (value) => `giveU64(result, outcome, u64(${value}));`,
  u64: (value) => `giveU64(result, outcome, ${value});`,
};

/** What the dispatcher may import, by module of the folder `wire`. */
const WIRE: Readonly<Record<string, readonly string[]>> = {
  bytes: ["readF32", "readU16", "readU32", "readU64", "readU8"],
  outcome: ["begin", "giveF32", "giveU16", "giveU32", "giveU64", "giveU8", "Outcome", "refuse"],
  refusals: ["BAD_ARG", "BAD_LENGTH", "UNKNOWN_METHOD"],
};

const VALUES = ["array", "i16", "i32", "i64", "i8", "u16", "u32", "u64", "u8"] as const;

const OWN = ["dispatch", "run", "tellDictionary", "DICTIONARY", "SCHEMA_LOW", "SCHEMA_HIGH"];

/** What functions of the dispatcher refer to. */
const RESERVED = [...OWN, ...Object.values(WIRE).flat(), ...VALUES];

const PARAMETERS = ["request", "result", "outcome"];

class DispatcherWriter {
  readonly #schema: Schema;
  readonly #request: DispatcherRequest;
  /** Variables for references, by name and type. */
  readonly #variables = new Map<string, { readonly name: string; readonly type: WireType; readonly doc: string }>();
  readonly #names = new Scope([...RESERVED, ...PARAMETERS]);
  /** What functions and structs of the program are called here. */
  readonly #imported = new Map<string, string>();
  readonly #callers = new Map<Method, string>();

  constructor(schema: Schema, request: DispatcherRequest) {
    this.#schema = schema;
    this.#request = request;
    // Scalars are locals, behind which a variable must not hide.
    for (const { name } of schema.methods.flatMap(scalarsOf)) if (!this.#names.has(name)) this.#names.take(name);
    for (const { name } of schema.methods) this.#import(name);
    for (const method of schema.methods) this.#callers.set(method, this.#names.take(callerOf(method)));
  }

  text(): string {
    const functions = new Writer("  ", WIDTH);
    this.#writeRun(functions);
    this.#writeDispatch(functions);
    for (const method of this.#schema.methods) this.#writeCall(method, functions);
    this.#writeDictionary(functions);
    const head = new Writer("  ", WIDTH);
    const body = functions.toString();
    this.#writeHead(body, head);
    return `${head.toString()}
${body}`;
  }

  #writeHead(body: string, writer: Writer): void {
    const { source } = this.#request;
    writer.line("/**");
    writer.line(` * Calls the methods of ${source} for requests that come over the wire.`);
    writer.line(" *");
    writer.line(` * Generated from there by \`ganglion rpc\`; change that file and run it again.`);
    writer.line(" *");
    writer.line(" * @packageDocumentation");
    writer.line(" */");
    const variables = [...this.#variables.values()];
    const initial = (type: WireType): string => initialOf(type, (name) => this.#import(name));
    const text = `${body}${variables.map(({ type }) => initial(type)).join("\n")}`;
    this.#writeImports(text, writer);
    const hash = BigInt(`0x${schemaHash(this.#schema)}`);
    writer.blank();
    writer.line("/** The schema's hash: what tells one set of methods from another. */");
    writer.line(`export const SCHEMA_LOW: u32 = 0x${(hash & 0xffffffffn).toString(16)};`);
    writer.line(`export const SCHEMA_HIGH: u32 = 0x${(hash >> 32n).toString(16)};`);
    for (const { name, type, doc } of variables) {
      writer.blank();
      writer.line(`/** ${doc} */`);
      writer.line(`const ${name} = ${initial(type)};`);
    }
  }

  #writeImports(text: string, writer: Writer): void {
    const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
    const types = [...VALUES.filter((name) => new RegExp(`\\b${name}\\(`).test(text)), "type u32"].filter(
      (name, _, all) => name !== "type u32" || !all.includes("u32"),
    );
    writer.line(`import { ${types.join(", ")} } from "${this.#request.typesSpecifier}";`);
    for (const [module, names] of Object.entries(WIRE)) {
      const used = names.filter(uses).map((name) => (name === "Outcome" ? "type Outcome" : name));
      if (used.length > 0) {
        writer.line(`import { ${used.join(", ")} } from "${this.#request.wireSpecifierOf(module)}";`);
      }
    }
    const imports = new Map<string, Set<string>>();
    const add = (module: string, name: string): void => {
      const local = this.#import(name);
      imports.set(module, (imports.get(module) ?? new Set()).add(local === name ? name : `${name} as ${local}`));
    };
    for (const { module, name } of this.#schema.methods) add(module, name);
    for (const { type } of this.#variables.values()) {
      const record = recordOf(type);
      if (record !== null) add(record.module, record.name);
    }
    for (const [module, names] of imports) {
      writer.line(`import {${SOFT_BREAK}${list([...names].toSorted())} } from "${this.#request.specifierOf(module)}";`);
    }
  }

  /** What is imported under its name here, or under another if that is taken. */
  #import(name: string): string {
    const local = this.#imported.get(name) ?? this.#names.take(name);
    this.#imported.set(name, local);
    return local;
  }

  #writeRun(writer: Writer): void {
    writer.blank();
    writer.line("/**");
    writer.line(" * Runs a method. Total: any number, any bytes.");
    writer.line(" * @param request - The payload of the request.");
    writer.line(" * @param result - Space for the payload of the response, 240 bytes.");
    writer.line(" */");
    writer.block(
      "export function run(method: u32, request: Uint8Array, result: Uint8Array, outcome: Outcome): void {",
      () => {
        writer.line("begin(outcome);");
        writer.line("dispatch(method, request, result, outcome);");
      },
    );
  }

  #writeDispatch(writer: Writer): void {
    writer.blank();
    writer.block(
      "function dispatch(method: u32, request: Uint8Array, result: Uint8Array, outcome: Outcome): void {",
      () => {
        writer.block("switch (method) {", () => {
          writer.line("case 0:");
          writer.line("  tellDictionary(request, result, outcome);");
          writer.line("  break;");
          for (const method of this.#schema.methods) {
            writer.line(`case ${method.number}:`);
            writer.line(`  ${this.#callers.get(method) ?? ""}(${parametersOf(method).join(", ")});`);
            writer.line("  break;");
          }
          writer.line("default:");
          writer.line("  refuse(outcome, UNKNOWN_METHOD, method, 0);");
        });
      },
    );
  }

  #writeCall(method: Method, writer: Writer): void {
    const types: Readonly<Record<string, string>> = { request: "Uint8Array", result: "Uint8Array", outcome: "Outcome" };
    const parameters = parametersOf(method).map((name) => `${name}: ${types[name] ?? ""}`);
    writer.blank();
    writer.line(`/** ${method.number}. */`);
    writer.block(`function ${this.#callers.get(method) ?? ""}(${parameters.join(", ")}): void {`, () => {
      const scope = new Scope([...RESERVED, ...PARAMETERS, this.#import(method.name)]);
      this.#writeLengthCheck(method, writer);
      const places = this.#writeArguments(method, scope, writer);
      this.#writeInvocation(method, places, scope, writer);
    });
  }

  #writeLengthCheck({ arguments: taken }: Method, writer: Writer): void {
    const { least, most } = bytesOfAll(taken);
    const isWrong =
      least === most ? `request.length !== ${least}` : `request.length < ${least} || request.length > ${most}`;
    writer.block(`if (${isWrong}) {`, () => {
      writer.line(`refuse(outcome, BAD_LENGTH, request.length, ${least});`);
      writer.line("return;");
    });
  }

  /** Unpacks and checks the arguments; gives the expressions that stand for them in the call. */
  #writeArguments({ arguments: taken }: Method, scope: Scope, writer: Writer): readonly string[] {
    let offset = 0;
    return taken.map((value, index) => {
      const start = offset;
      offset += bytesOf(value.type).least;
      if (typeof value.type === "string") {
        const local = scope.take(value.name);
        if (value.type === "bool") writeCheck(`readU8(request, ${start}) > 1`, index, writer);
        writer.line(`const ${local} = ${READ[value.type](String(start))};`);
        writeRangeCheck(value.type, local, value.range, index, writer);
        return narrowed(value.type, local);
      }
      const place = this.#variable(value, "Argument", "What a method reads as");
      new Unpacking(writer, index, offset, value.range).write(value.type, place, [start], "");
      return place;
    });
  }

  #writeInvocation(method: Method, taken: readonly string[], scope: Scope, writer: Writer): void {
    const { name, order, results, returned } = method;
    const places = results.map((value) =>
      typeof value.type === "string"
        ? scope.take(value.name === "" ? "answer" : value.name)
        : this.#variable(value, "Result", "What a method writes to as"),
    );
    const values = order.map((passed) => {
      if (passed.from === "outcome") return "outcome";
      return (passed.from === "arguments" ? taken : places)[passed.index] ?? "";
    });
    const call = `${this.#import(name)}(${values.join(", ")})`;
    const scalars = results.flatMap(({ type }, i) => (typeof type === "string" ? [places[i] ?? ""] : []));
    if (returned === "nothing") writer.line(`${call};`);
    else if (returned === "scalar") writer.line(`const ${scalars[0] ?? ""} = ${call};`);
    else writer.line(`const [${scalars.join(", ")}] = ${call};`);
    const mayRefuse = order.some(({ from }) => from === "outcome");
    if (mayRefuse && results.length > 0) writer.line("if (outcome.refusal !== 0) return;");
    results.forEach(({ type, members }, i) => {
      writeGive(type, places[i] ?? "", members !== null, "", 0, writer);
    });
  }

  /** The variable for a reference of this name and type. */
  #variable(value: Value, role: "Argument" | "Result", what: string): string {
    const key = JSON.stringify([role, value.name, value.type]);
    const known = this.#variables.get(key);
    if (known !== undefined) return known.name;
    const record = typeof value.type === "object" && value.type.kind === "record" ? value.type.name : null;
    const own = record === null ? [] : [`${record.charAt(0).toLowerCase()}${record.slice(1)}`];
    const name = this.#names.take(...own, `${value.name}${role}`);
    this.#variables.set(key, { name, type: value.type, doc: `${what} \`${value.name}\`.` });
    return name;
  }

  #writeDictionary(writer: Writer): void {
    const { dictionary } = this.#request;
    writer.blank();
    writer.line(
      "/** The names and types of the methods, for hosts that were made for others: JSON, compressed with DEFLATE. */",
    );
    writer.block(
      "const DICTIONARY = new Uint8Array([",
      () => {
        const bytes = [...dictionary];
        for (let start = 0; start < bytes.length; start += 24) {
          writer.line(`${bytes.slice(start, start + 24).join(", ")},`);
        }
      },
      "]);",
    );
    writer.blank();
    writer.line(
      "/** 0. How long the dictionary is, and its bytes from an offset on, as many as a response carries. */",
    );
    writer.block("function tellDictionary(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {", () => {
      writer.block("if (request.length !== 4) {", () => {
        writer.line("refuse(outcome, BAD_LENGTH, request.length, 4);");
        writer.line("return;");
      });
      writer.line("giveU32(result, outcome, DICTIONARY.length);");
      writer.line("const start = Math.min(readU32(request, 0), DICTIONARY.length);");
      writer.line("const end = Math.min(start + 236, DICTIONARY.length);");
      writer.line("for (let i = start; i < end; i++) giveU8(result, outcome, DICTIONARY[i]);");
    });
  }
}

/** Writes the statements that take one reference argument out of the request. */
class Unpacking {
  readonly #writer: Writer;
  readonly #argument: number;
  /** Bytes of the request before what varies in length. */
  readonly #fixedBytes: number;
  readonly #range: Range | null;
  #depth = 0;

  constructor(writer: Writer, argument: number, fixedBytes: number, range: Range | null) {
    this.#writer = writer;
    this.#argument = argument;
    this.#fixedBytes = fixedBytes;
    this.#range = range;
  }

  /**
   * @param offset - Where the value begins: a number, and products of a stride and a counter.
   * @param owner - The struct that the value is a field of.
   */
  write(type: WireType, place: string, offset: readonly (number | string)[], owner: string): void {
    if (typeof type === "string") {
      const at = sumOf(offset);
      if (type === "bool") writeCheck(`readU8(request, ${at}) > 1`, this.#argument, this.#writer);
      this.#writer.line(`${place} = ${narrowed(type, READ[type](at))};`);
      writeRangeCheck(type, place, this.#range, this.#argument, this.#writer);
    } else if (type.kind === "array") {
      this.#array(type, place, offset, owner);
    } else {
      let start = 0;
      for (const field of type.fields) {
        this.write(field.type, `${place}.${field.name}`, [...offset, start], place);
        start += bytesOf(field.type).least;
      }
    }
  }

  #array(type: WireArray, place: string, offset: readonly (number | string)[], owner: string): void {
    const writer = this.#writer;
    const stride = bytesOf(type.element).least;
    const counter = COUNTERS[this.#depth] ?? `i${this.#depth}`;
    const count = type.counted === null ? String(type.length) : `Math.min(${owner}.${type.counted}, ${type.length})`;
    if (type.counted !== null) {
      writeCheck(`${owner}.${type.counted} > ${type.length}`, this.#argument, writer);
      const wanted = `${this.#fixedBytes} + ${stride} * ${owner}.${type.counted}`;
      writer.block(`if (request.length !== ${wanted}) {`, () => {
        writer.line(`refuse(outcome, BAD_LENGTH, request.length, ${wanted});`);
        writer.line("return;");
      });
    }
    writer.block(`for (let ${counter}: u32 = 0; ${counter} < ${count}; ${counter}++) {`, () => {
      const element = ELEMENTS[this.#depth] ?? `element${this.#depth}`;
      if (typeof type.element !== "string") writer.line(`const ${element} = ${place}[${counter}];`);
      const each = typeof type.element === "string" ? `${place}[${counter}]` : element;
      this.#depth++;
      this.write(type.element, each, [...offset, `${stride} * ${counter}`], owner);
      this.#depth--;
    });
  }
}

/** Names of the counters of loops, the outermost first. */
const COUNTERS = ["i", "j", "k"] as const;

/** Names of what a loop is at. */
const ELEMENTS = ["element", "inner", "innermost"] as const;

/** Writes the statements that append one result. */
function writeGive(
  type: WireType,
  place: string,
  isMember: boolean,
  owner: string,
  depth: number,
  writer: Writer,
): void {
  if (typeof type === "string") {
    writer.line(GIVE[type](isMember && !type.startsWith("i") ? `u32(${place})` : place));
  } else if (type.kind === "record") {
    for (const field of type.fields) {
      writeGive(field.type, `${place}.${field.name}`, field.members !== null, place, depth, writer);
    }
  } else {
    const counter = COUNTERS[depth] ?? `i${depth}`;
    const count = type.counted === null ? String(type.length) : `Math.min(${owner}.${type.counted}, ${type.length})`;
    writer.block(`for (let ${counter}: u32 = 0; ${counter} < ${count}; ${counter}++) {`, () => {
      const element = ELEMENTS[depth] ?? `element${depth}`;
      if (typeof type.element !== "string") writer.line(`const ${element} = ${place}[${counter}];`);
      const each = typeof type.element === "string" ? `${place}[${counter}]` : element;
      writeGive(type.element, each, false, owner, depth + 1, writer);
    });
  }
}

function writeRangeCheck(
  type: StorageType,
  value: string,
  range: Range | null,
  argument: number,
  writer: Writer,
): void {
  if (range === null) return;
  const { least, most } = range;
  if (type === "f32") {
    writeCheck(`!(${value} >= ${least} && ${value} <= ${most})`, argument, writer);
    return;
  }
  const isUnsigned = type.startsWith("u") || type === "bool";
  const tooSmall = isUnsigned && least <= 0 ? [] : [`${value} < ${least}`];
  writeCheck([...tooSmall, `${value} > ${most}`].join(" || "), argument, writer);
}

function writeCheck(isWrong: string, argument: number, writer: Writer): void {
  writer.block(`if (${isWrong}) {`, () => {
    writer.line(`refuse(outcome, BAD_ARG, ${argument}, 0);`);
    writer.line("return;");
  });
}

/** What of its surroundings the function that calls a method needs. */
function parametersOf({ results }: Method): readonly string[] {
  return ["request", ...(results.length === 0 ? [] : ["result"]), "outcome"];
}

function callerOf({ name }: Method): string {
  return `call${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function scalarsOf({ arguments: taken, results }: Method): readonly Value[] {
  return [...taken, ...results].filter(({ type }) => typeof type === "string");
}

function recordOf(type: WireType): WireRecord | null {
  if (typeof type === "string") return null;
  return type.kind === "record" ? type : recordOf(type.element);
}

function initialOf(type: WireType, localName: (struct: string) => string): string {
  if (typeof type === "string") throw new Error("to-rpc: a scalar needs no variable");
  if (type.kind === "record") return `new ${localName(type.name)}()`;
  const { element, length } = type;
  const typedArray = typeof element === "string" ? TYPED_ARRAY_OF.get(element) : undefined;
  if (typedArray !== undefined) return `new ${typedArray}(${length})`;
  if (typeof element !== "string" && element.kind === "record") return `array(${localName(element.name)}, ${length})`;
  throw new Error("to-rpc: an array of arrays has no variable of its own");
}

/** The sum of the parts of an offset, its numbers put together. */
function sumOf(parts: readonly (number | string)[]): string {
  const fixed = parts.reduce<number>((sum, part) => sum + (typeof part === "number" ? part : 0), 0);
  const products = parts.filter((part) => typeof part === "string").map((part) => part.replace(/^1 \* /, ""));
  return [...(fixed === 0 && products.length > 0 ? [] : [String(fixed)]), ...products].join(" + ");
}
