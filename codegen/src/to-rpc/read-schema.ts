/**
 * Finds the methods of a program, and judges whether their values can travel.
 *
 * @packageDocumentation
 */
import { shortName } from "../check/spelling.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { diagnostic } from "../diagnostics-table.ts";
import type { DiagnosticCode } from "../diagnostics-table.ts";
import type { Field, Func, Module, Parameter, Program, Struct } from "../ir/ir.ts";
import { structFinder } from "../ir/structs.ts";
import { isScalar, type Type } from "../ir/types.ts";
import { splitQualifiedName } from "../print/names.ts";
import { type DocComment, parseDocComment } from "../reference/doc-comment.ts";
import {
  bytesOfAll,
  type Member,
  type Method,
  type Passed,
  PAYLOAD_BYTES_MAX,
  type Range,
  type Refusal,
  type Schema,
  type Value,
  type WireType,
} from "./schema.ts";

/** What a program offers, and what is wrong with it. Methods with a mistake are not in the schema. */
export interface SchemaResult {
  readonly schema: Schema;
  readonly diagnostics: readonly Diagnostic[];
}

/** The highest number of a method: one byte, and 0 is the dictionary's. */
const NUMBER_MAX = 255;

/** What the client has that a generated one extends, and what would make a promise of it. */
export const CLIENT_NAMES: ReadonlySet<string> = new Set([
  ..."call callByName close constructor counters dictionary identity ping restart session then".split(" "),
]);

/** The struct by which a method says that it refuses: of the module `outcome` of the folder `wire`. */
const OUTCOME = /(?:^|\/)wire\/outcome\.Outcome$/;

/** The highest code of a refusal: one byte, and 0 means none. */
const REFUSAL_MAX = 255;

/** Reads the schema of all functions of a program that are tagged `@rpc`. */
export function readSchema(program: Program): SchemaResult {
  const reader = new Reader(program);
  const methods = program.modules
    .flatMap(({ functions }) => functions)
    .filter(({ doc }) => /^[ \t]*@rpc\b/m.test(doc))
    .flatMap((func) => reader.method(func));
  return {
    schema: { methods: methods.toSorted((a, b) => a.number - b.number) },
    diagnostics: reader.diagnostics,
  };
}

class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #program: Program;
  readonly #structOf: (name: string) => Struct;
  readonly #numbers = new Map<number, string>();
  readonly #names = new Map<string, number>();

  constructor(program: Program) {
    this.#program = program;
    this.#structOf = structFinder(program);
  }

  /** The method that a function is; none if something is wrong with it. */
  method(func: Func): readonly Method[] {
    const before = this.diagnostics.length;
    const comment = parseDocComment(func.doc);
    const { module, name } = splitQualifiedName(func.name);
    const results: Value[] = [...this.#returned(func)];
    const taken: Value[] = [];
    const order = func.parameters.map((parameter): Passed => {
      if (isOutcome(parameter.type)) return { from: "outcome" };
      const into = isScalar(parameter.type) || !parameter.written ? taken : results;
      into.push(this.#parameter(func, parameter, comment));
      return { from: into === taken ? "arguments" : "results", index: into.length - 1 };
    });
    const method: Method = {
      number: this.#number(func, comment),
      name,
      module,
      doc: comment.text.replaceAll(/\s+/g, " "),
      maxTimeMs: this.#longestTime(func, comment),
      arguments: this.#withRanges(func, taken, comment),
      results,
      refusals: this.#refusals(func, comment),
      order,
      returned: func.result === "void" ? "nothing" : typeof func.result === "string" ? "scalar" : "tuple",
    };
    this.#judgeName(func, method);
    this.#judgeLengths(func, "arguments", method.arguments);
    this.#judgeLengths(func, "results", method.results);
    return this.diagnostics.length > before ? [] : [method];
  }

  #number(func: Func, comment: DocComment): number {
    const text = tagOf(comment, "rpc");
    const number = /^\d+$/.test(text) ? Number(text) : 0;
    const name = shortName(func.name);
    if (!func.exported) {
      this.#complain("GN9001", func, `\`${name}\` has a method's number and is not exported`, "export it");
    } else if (number < 1 || number > NUMBER_MAX) {
      const remedy = `write \`@rpc\` and a whole number from 1 to ${NUMBER_MAX} that no other method ever had`;
      this.#complain("GN9001", func, `\`${text}\` is no method's number`, remedy);
    } else {
      const other = this.#numbers.get(number);
      const remedy = "give the newer one a number that no method ever had";
      if (other !== undefined) this.#complain("GN9001", func, `\`${other}\` is method ${number} already`, remedy);
      this.#numbers.set(number, name);
    }
    return number;
  }

  /** Methods are functions of one object on the host, which has a few of its own. */
  #judgeName(func: Func, { name, number }: Method): void {
    const remedy = "give it another name";
    if (CLIENT_NAMES.has(name)) this.#complain("GN9007", func, `a host's client has \`${name}\` of its own`, remedy);
    const other = this.#names.get(name);
    if (other !== undefined) this.#complain("GN9007", func, `method ${other} is called \`${name}\` already`, remedy);
    this.#names.set(name, number);
  }

  #longestTime(func: Func, comment: DocComment): number {
    const text = tagOf(comment, "maxTime");
    const [, milliseconds] = /^(\d+)\s*ms$/.exec(text) ?? [];
    if (text === "" || milliseconds !== undefined) return Number(milliseconds ?? 0);
    this.#complain("GN9006", func, `\`${text}\` is no time`, "write whole milliseconds, as in `@maxTime 20 ms`");
    return 0;
  }

  /** What a function gives back by value. */
  #returned(func: Func): readonly Value[] {
    const { result } = func;
    const nothingElse = { doc: "", range: null };
    if (result === "void") return [];
    if (typeof result === "string") {
      return [{ name: "", type: result, ...nothingElse, members: this.#members(func.enumeration) }];
    }
    if (result.kind === "tuple") {
      return result.elements.map(({ name, type }) => ({ name, type, ...nothingElse, members: null }));
    }
    this.#refuseType(func, "what it returns", "a reference", "take it as a parameter and write to that");
    return [];
  }

  #parameter(func: Func, parameter: Parameter, comment: DocComment): Value {
    const { name, below } = parameter;
    if (parameter.enumeration !== undefined) {
      const remedy = "take a u32 with a `@range`, and let a switch choose the member";
      this.#refuseType(func, `\`${name}\``, "a member of an enum, to which no number converts", remedy);
    }
    const { type } = parameter;
    if (!isScalar(type) && type.kind === "array" && !isScalar(type.element) && type.element.kind === "array") {
      this.#refuseType(func, `\`${name}\``, "an array of arrays", "make it a field of a struct");
    }
    return {
      name,
      type: this.#wireType(func, `\`${name}\``, parameter.type),
      doc: (comment.parameters.get(name) ?? "").replaceAll(/\s+/g, " "),
      range: below === undefined ? null : { least: 0, most: below - 1 },
      members: null,
    };
  }

  #wireType(func: Func, what: string, type: Type): WireType {
    if (isScalar(type)) return type;
    if (type.kind === "array") {
      return { kind: "array", element: this.#wireType(func, what, type.element), length: type.length, counted: null };
    }
    if (type.kind === "slice") {
      const remedy =
        "give it a length, `Fixed<Uint8Array, 64>`, or take a struct with a field that counts and `@length`";
      this.#refuseType(func, what, "an array of any length", remedy);
      return "u8";
    }
    const struct = this.#structOf(type.name);
    if (struct.isUnion) this.#refuseType(func, what, "a union", "take its variants in methods of their own");
    const { module, name } = splitQualifiedName(struct.name);
    const fields = struct.isUnion ? [] : struct.fields.map((field) => this.#field(func, struct, field));
    return { kind: "record", name, module, fields };
  }

  #field(func: Func, struct: Struct, field: Field): Value {
    const comment = parseDocComment(field.doc);
    const what = `\`${shortName(struct.name)}.${field.name}\``;
    const type = this.#wireType(func, what, field.type);
    const members = this.#members(field.enumeration);
    const value = { name: field.name, doc: comment.text.replaceAll(/\s+/g, " "), range: null, members };
    const counted = tagOf(comment, "length");
    if (counted === "") return { ...value, type };
    const counter = struct.fields.find(({ name }) => name === counted);
    const isBefore = counter !== undefined && struct.fields.indexOf(counter) < struct.fields.indexOf(field);
    if (typeof type === "string" || type.kind !== "array" || !isBefore || !isCounter(counter.type)) {
      const remedy = "name a field before it that is a u8, u16 or u32, and give `@length` to arrays alone";
      this.#complain("GN9005", func, `${what} has no length \`${counted}\``, remedy);
      return { ...value, type };
    }
    return { ...value, type: { ...type, counted } };
  }

  #members(enumeration: string | undefined): readonly Member[] | null {
    if (enumeration === undefined) return null;
    const found = this.#program.modules
      .flatMap((module: Module) => module.enumerations)
      .find(({ name }) => name === enumeration);
    return found === undefined ? null : found.members.map(({ name, value }) => ({ name, value }));
  }

  /** Reads `@refuses NAME - what it means`. */
  #refusals(func: Func, comment: DocComment): readonly Refusal[] {
    return comment.tags
      .filter(([tag]) => tag === "refuses")
      .flatMap(([, text]) => {
        const [, name = "", doc = ""] = /^(\w+)(?:\s+-\s+(.*))?$/s.exec(text.trim()) ?? [];
        const code = /^[A-Za-z_]/.test(name) ? this.#numberOf(name) : NaN;
        if (Number.isInteger(code) && code >= 1 && code <= REFUSAL_MAX) {
          return [{ name, code, doc: doc.trim().replaceAll(/\s+/g, " ") }];
        }
        const remedy = `write a constant from 1 to ${REFUSAL_MAX} and what it means, as in \`@refuses EMPTY - there is none\``;
        this.#complain("GN9008", func, `\`${text.trim()}\` is no reason to refuse`, remedy);
        return [];
      });
  }

  /** Applies `@range parameter least..most`. */
  #withRanges(func: Func, values: readonly Value[], comment: DocComment): readonly Value[] {
    const ranges = new Map<string, Range>();
    for (const text of comment.tags.filter(([tag]) => tag === "range").map(([, rest]) => rest.trim())) {
      const [, name = "", least = "", most = ""] = /^(\w+)\s+(\S+?)\.\.(\S+)$/.exec(text) ?? [];
      const range = { least: this.#numberOf(least), most: this.#numberOf(most) };
      if (values.some((value) => value.name === name) && range.least <= range.most) ranges.set(name, range);
      else {
        const remedy = "write the argument and both ends, numbers or constants, as in `@range ticks 0..16`";
        this.#complain("GN9004", func, `\`${text}\` is no range of an argument`, remedy);
      }
    }
    return values.map((value) => ({ ...value, range: ranges.get(value.name) ?? value.range }));
  }

  /** A number, or the value of the one constant of this name, or minus it. NaN if it is neither. */
  #numberOf(text: string): number {
    if (/^-[A-Za-z_]/.test(text)) return -this.#numberOf(text.slice(1));
    const named = this.#program.modules
      .flatMap(({ constants }) => constants)
      .filter(({ name }) => shortName(name) === text)
      .map(({ value }) => Number(value));
    if (new Set(named).size === 1) return shortest(named[0] ?? NaN);
    return text === "" ? NaN : Number(text);
  }

  #judgeLengths(func: Func, what: string, values: readonly Value[]): void {
    const { most } = bytesOfAll(values);
    if (most > PAYLOAD_BYTES_MAX) {
      const message = `the ${what} of \`${shortName(func.name)}\` take up to ${most} bytes`;
      const remedy = `a frame carries ${PAYLOAD_BYTES_MAX}: let several calls carry parts`;
      this.#complain("GN9003", func, message, remedy);
    }
    if (what === "results") return;
    const varying = values.findIndex(({ type }) => varies(type));
    if ((varying >= 0 && varying < values.length - 1) || values.some(({ type }) => variesInside(type))) {
      const remedy = "put the array with `@length` last, in a struct that comes last";
      const message = `something follows an array of varying length in the arguments of \`${shortName(func.name)}\``;
      this.#complain("GN9005", func, message, remedy);
    }
  }

  #refuseType(func: Func, what: string, why: string, remedy: string): void {
    this.#complain("GN9002", func, `${what} of \`${shortName(func.name)}\` cannot travel: it is ${why}`, remedy);
  }

  #complain(code: DiagnosticCode, { span }: Func, message: string, remedy: string): void {
    this.diagnostics.push(diagnostic(code, span, message, remedy));
  }
}

function isOutcome(type: Type): boolean {
  return !isScalar(type) && type.kind === "struct" && OUTCOME.test(type.name);
}

const NAMELESS = { name: "", doc: "", range: null, members: null };

/** Whether anything but the very end of a value varies in length. */
function variesInside(type: WireType): boolean {
  if (typeof type === "string") return false;
  if (type.kind === "array") return varies(type.element);
  return type.fields.some((field, i) => (i < type.fields.length - 1 ? varies(field.type) : variesInside(field.type)));
}

function varies(type: WireType): boolean {
  const { least, most } = bytesOfAll([{ ...NAMELESS, type }]);
  return least < most;
}

function isCounter(type: Type): boolean {
  return type === "u8" || type === "u16" || type === "u32";
}

/** The text of a tag; empty if there is none. */
function tagOf(comment: DocComment, name: string): string {
  return (comment.tags.find(([tag]) => tag === name)?.[1] ?? "").trim();
}

/** An f32 in as few digits as tell it from its neighbours; any other number as it is. */
function shortest(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) <= 0xffffffff) return value;
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === Math.fround(value)) return rounded;
  }
  return value;
}
