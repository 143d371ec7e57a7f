/**
 * The reference pages of the language, from the compiler's own tables: a page of diagnostics, each with its examples,
 * and one of the operators.
 *
 * docs/language/ has them to read; a test compares them with what is made here. The rules in prose are SPEC.md.
 *
 * @packageDocumentation
 */
import { DIAGNOSTICS } from "../diagnostics-table.ts";
import { BINARY, UNARY } from "../ir/operators.ts";
import { page, source, table } from "./markdown.ts";

/** The pages: Markdown by file name. */
export function languageReference(): ReadonlyMap<string, string> {
  return new Map([
    ["diagnostics.md", diagnosticsPage()],
    ["operators.md", operatorsPage()],
  ]);
}

function diagnosticsPage(): string {
  const rows = [...DIAGNOSTICS].map(([code, { title }]) => [`[${code}](#${code.toLowerCase()})`, title]);
  const parts = [...DIAGNOSTICS].flatMap(([code, { title, explanation, bad, good }]) => [
    `## ${code}`,
    `**${title}.** ${explanation}`,
    ...(bad === null ? [] : ["Refused:", source(bad)]),
    ...(good === null ? [] : ["Accepted:", source(good)]),
  ]);
  return page(["# Diagnostics", table(["code", "what is refused"], rows), ...parts]);
}

function operatorsPage(): string {
  const operators = [...Object.entries(UNARY), ...Object.entries(BINARY)];
  const types = [...new Set(operators.flatMap(([, meanings]) => Object.keys(meanings)))];
  const rows = operators.map(([name, meanings]) => [name, ...types.map((type) => (type in meanings ? "yes" : ""))]);
  return page([
    "# Operators",
    "The operators of the intermediate representation, and the types that each exists on.",
    table(["operator", ...types], rows),
  ]);
}
