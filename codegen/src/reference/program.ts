/**
 * The reference page of a program: what it offers to those who use it, from its types and doc comments.
 *
 * What is public is what the entry exports, and the structs that it mentions. The rest of the program appears as one
 * line a module, with the memory that it takes.
 *
 * @packageDocumentation
 */
import { describeType, shortName } from "../check/spelling.ts";
import type {
  Constant,
  Extern,
  Func,
  Parameter,
  Program,
  ProgramExport,
  ResultType,
  Static,
  Struct,
} from "../ir/ir.ts";
import { structFinder } from "../ir/structs.ts";
import type { Type } from "../ir/types.ts";
import { lastSegment } from "../print/names.ts";
import { parseDocComment } from "./doc-comment.ts";
import { page, source, table } from "./markdown.ts";

/** Bytes of the statics of a module. */
export interface StaticSize {
  /** The module's id. */
  readonly part: string;
  /** `ram` or `constants`. */
  readonly section: string;
  readonly bytes: number;
}

/** The program's name, and its page as Markdown. */
export function programReference(
  program: Program,
  sizes: readonly StaticSize[],
): { readonly name: string; readonly text: string } {
  const name = lastSegment(program.entry);
  const entry = program.modules.find(({ id }) => id === program.entry);
  const functions = publicOnes(program, "function", ({ functions, externs }) => [...functions, ...externs]);
  const statics = publicOnes(program, "static", (module) => module.statics);
  const constants = publicOnes(program, "constant", (module) => module.constants);
  const options = program.modules.flatMap((module) => module.constants.filter(({ option }) => option !== undefined));
  const text = page([
    `# ${name}`,
    parseDocComment(entry?.doc ?? "").text,
    ...section(
      "Functions",
      functions.map(([exported, func]) => functionPart(name, exported.name, func)),
    ),
    ...section(
      "Variables",
      [variablesTable(statics)].filter(() => statics.length > 0),
    ),
    ...section(
      "Constants",
      [constantsTable(constants)].filter(() => constants.length > 0),
    ),
    ...section(
      "Options",
      [optionsTable(options)].filter(() => options.length > 0),
    ),
    ...section("Structs", structsOf(program, functions, statics).map(structPart)),
    "## Modules",
    modulesTable(program, sizes),
  ]);
  return { name, text };
}

type Named<Declaration> = readonly [exported: ProgramExport, declaration: Declaration];

function publicOnes<Declaration extends { readonly name: string }>(
  { exports, modules }: Program,
  kind: ProgramExport["kind"],
  declarationsOf: (module: Program["modules"][number]) => readonly Declaration[],
): readonly Named<Declaration>[] {
  const declarations = new Map(modules.flatMap(declarationsOf).map((one) => [one.name, one]));
  return exports.flatMap((exported): Named<Declaration>[] => {
    const declaration = exported.kind === kind ? declarations.get(exported.target) : undefined;
    return declaration === undefined ? [] : [[exported, declaration]];
  });
}

function section(title: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [`## ${title}`, ...parts];
}

function functionPart(program: string, name: string, { parameters, result, doc }: Func | Extern): string {
  const comment = parseDocComment(doc);
  const signature = `${name}(${parameters.map(describeParameter).join(", ")}): ${describeResult(result)}`;
  const rows = parameters.map((one) => [
    `\`${one.name}\``,
    `\`${describeType(one.type)}\``,
    [comment.parameters.get(one.name) ?? "", one.written ? "(written)" : ""].filter((text) => text !== "").join(" "),
  ]);
  return page([
    `### ${name}`,
    source(signature),
    comment.text,
    rows.length === 0 ? "" : table(["parameter", "type", "meaning"], rows),
    comment.returns === null ? "" : `Returns ${comment.returns}`,
    ...comment.tags.map(([tag, text]) => `${tag}: ${text}`),
    `In C: \`${program}_${name}\`.`,
  ]).trimEnd();
}

function describeParameter({ name, type }: Parameter): string {
  return `${name}: ${describeType(type)}`;
}

function describeResult(result: ResultType): string {
  if (typeof result === "string") return result;
  if (result.kind === "reference") return describeType(result.type);
  return `[${result.elements.map(({ name, type }) => `${name}: ${type}`).join(", ")}]`;
}

function variablesTable(statics: readonly Named<Static>[]): string {
  const rows = statics.map(([{ name }, { type, doc }]) => [`\`${name}\``, `\`${describeType(type)}\``, textOf(doc)]);
  return table(["variable", "type", "meaning"], rows);
}

function constantsTable(constants: readonly Named<Constant>[]): string {
  const rows = constants.map(([{ name }, { type, value, doc }]) => [`\`${name}\``, type, String(value), textOf(doc)]);
  return table(["constant", "type", "value", "meaning"], rows);
}

/** What a build can set with `--set NAME=VALUE`, in any module. */
function optionsTable(options: readonly Constant[]): string {
  const rows = options.map(({ name, value, option, doc }) => [
    `\`${shortName(name)}\``,
    String(value),
    option ? `${option.least} to ${option.most}${option.step === 1 ? "" : ` by ${option.step}`}` : "any",
    parseDocComment(doc).text,
  ]);
  return table(["option", "value", "range", "meaning"], rows);
}

/** The structs that public functions and variables mention, and those inside them, each once. */
function structsOf(
  program: Program,
  functions: readonly Named<Func | Extern>[],
  statics: readonly Named<Static>[],
): readonly Struct[] {
  const find = structFinder(program);
  const found = new Map<string, Struct>();
  const visit = (type: Type): void => {
    if (typeof type === "string") return;
    if (type.kind !== "struct") {
      visit(type.element);
      return;
    }
    if (found.has(type.name)) return;
    const struct = find(type.name);
    found.set(type.name, struct);
    for (const field of struct.fields) visit(field.type);
  };
  for (const [, { parameters, result }] of functions) {
    for (const { type } of parameters) visit(type);
    if (typeof result === "object" && result.kind === "reference") visit(result.type);
  }
  for (const [, { type }] of statics) visit(type);
  return [...found.values()];
}

function structPart({ name, doc, fields }: Struct): string {
  const rows = fields.map((field) => [`\`${field.name}\``, `\`${describeType(field.type)}\``, textOf(field.doc)]);
  return page([`### ${shortName(name)}`, textOf(doc), table(["field", "type", "meaning"], rows)]).trimEnd();
}

function modulesTable(program: Program, sizes: readonly StaticSize[]): string {
  const bytes = (id: string, part: string): string => {
    const row = sizes.find((one) => one.part === id && one.section === part);
    return row === undefined ? "" : String(row.bytes);
  };
  const rows = program.modules.map(({ id, doc }) => [
    `\`${id}\``,
    parseDocComment(doc).text.split(/\n\s*\n/)[0] ?? "",
    bytes(id, "ram"),
    bytes(id, "constants"),
  ]);
  return table(["module", "what it is", "RAM, bytes", "constants, bytes"], rows);
}

function textOf(doc: string): string {
  const { text, tags } = parseDocComment(doc);
  return [text, ...tags.map(([tag, rest]) => `${tag}: ${rest}`)].join("\n").trim();
}
