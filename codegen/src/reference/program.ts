/**
 * The reference page of a program: what it offers to those who use it, from its types and doc comments.
 *
 * What is public is what the entry exports, and the structs, unions and enums that it mentions. The rest of the
 * program appears as one line a module, with the memory that it takes.
 *
 * @packageDocumentation
 */
import { describeType, shortName } from "../check/spelling.ts";
import type { Constant, Enumeration, Extern, Func, Program, ProgramExport, Static, Struct } from "../ir/ir.ts";
import { structFinder } from "../ir/structs.ts";
import type { Type } from "../ir/types.ts";
import { lastSegment } from "../print/names.ts";
import { parseDocComment } from "./doc-comment.ts";
import { page, source, table } from "./markdown.ts";
import { mentionedTypes } from "./mentioned.ts";

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
  const { structs, unions, enumerations } = mentionedTypes(program, declarationsOf(functions), declarationsOf(statics));
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
    ...section("Structs", structs.map(structPart)),
    ...section(
      "Unions",
      unions.map((union) => unionPart(union, program)),
    ),
    ...section("Enums", enumerations.map(enumerationPart)),
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

function declarationsOf<Declaration>(all: readonly Named<Declaration>[]): readonly Declaration[] {
  return all.map(([, declaration]) => declaration);
}

function section(title: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [`## ${title}`, ...parts];
}

function functionPart(program: string, name: string, func: Func | Extern): string {
  const { parameters } = func;
  const comment = parseDocComment(func.doc);
  const list = parameters.map((one) => `${one.name}: ${typeOf(one)}`).join(", ");
  const signature = `${name}(${list}): ${describeResult(func)}`;
  const rows = parameters.map((one) => [
    `\`${one.name}\``,
    `\`${typeOf(one)}\``,
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

/** A type as its declaration has it, by the name of its enum or with the bound of its values. */
function typeOf(declared: {
  readonly type: Type;
  readonly enumeration?: string | undefined;
  readonly below?: number | undefined;
}): string {
  if (declared.enumeration !== undefined) return shortName(declared.enumeration);
  return declared.below === undefined ? describeType(declared.type) : `Below<${declared.below}>`;
}

function describeResult({ result, enumeration }: Func | Extern): string {
  if (typeof result === "string") return result === "void" ? result : typeOf({ type: result, enumeration });
  if (result.kind === "reference") return describeType(result.type);
  return `[${result.elements.map((element) => `${element.name}: ${typeOf(element)}`).join(", ")}]`;
}

function variablesTable(statics: readonly Named<Static>[]): string {
  const rows = statics.map(([{ name }, one]) => [`\`${name}\``, `\`${typeOf(one)}\``, textOf(one.doc)]);
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

function structPart({ name, doc, fields, tag }: Struct): string {
  const rows = fields.map((field) => [`\`${field.name}\``, `\`${typeOf(field)}\``, textOf(field.doc)]);
  const own = tag === null ? [] : [[`\`${tag.name}\``, `\`${tag.value}\``, "which variant of a union it is"]];
  return page([
    `### ${shortName(name)}`,
    textOf(doc),
    rows.length + own.length === 0 ? "" : table(["field", "type", "meaning"], [...own, ...rows]),
  ]).trimEnd();
}

function unionPart({ name, doc, fields }: Struct, program: Program): string {
  const find = structFinder(program);
  const rows = fields.flatMap(({ type }) => {
    if (typeof type === "string" || type.kind !== "struct") return [];
    const variant = find(type.name);
    return [[`\`${shortName(type.name)}\``, String(variant.tag?.value ?? ""), textOf(variant.doc)]];
  });
  return page([`### ${shortName(name)}`, textOf(doc), table(["variant", "tag", "meaning"], rows)]).trimEnd();
}

function enumerationPart({ name, doc, storage, members }: Enumeration): string {
  const rows = members.map((member) => [`\`${member.name}\``, String(member.value), textOf(member.doc)]);
  const stored = `Stored as ${storage}.`;
  return page([`### ${shortName(name)}`, textOf(doc), stored, table(["member", "value", "meaning"], rows)]).trimEnd();
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
