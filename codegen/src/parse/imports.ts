/**
 * Converts imports and lists of exports.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import { identifierOf, refuse, spanOf } from "./source.ts";
import type { Refusal, Source } from "./source.ts";
import type {
  ExportListSyntax,
  ExportSpecifierSyntax,
  Identifier,
  ImportSpecifierSyntax,
  ImportSyntax,
} from "./syntax.ts";
import { typescript } from "../packages/typescript.ts";

/** `import { a } from "./file.ts"`, loading the file; other forms are reported. */
export function convertImport(source: Source, node: ts.ImportDeclaration): ImportSyntax {
  const span = spanOf(source, node);
  const from = source.load(node.moduleSpecifier);
  const clause = node.importClause;
  if (clause === undefined) {
    refuse(source, node, IMPORT_OF_NOTHING);
    return { source: from, specifiers: [], span };
  }
  if (clause.name !== undefined) refuse(source, clause.name, DEFAULT_IMPORT);
  const bindings = clause.namedBindings;
  if (bindings !== undefined && typescript.isNamespaceImport(bindings)) refuse(source, bindings, NAMESPACE_IMPORT);
  const elements = bindings !== undefined && typescript.isNamedImports(bindings) ? bindings.elements : [];
  const everyTypeOnly = clause.phaseModifier === typescript.SyntaxKind.TypeKeyword;
  const specifiers = elements.flatMap((element) => convertImportSpecifier(source, element, everyTypeOnly));
  return { source: from, specifiers, span };
}

function convertImportSpecifier(
  source: Source,
  node: ts.ImportSpecifier,
  everyTypeOnly: boolean,
): readonly ImportSpecifierSyntax[] {
  const local = identifierOf(source, node.name);
  const imported = node.propertyName === undefined ? local : moduleNameOf(source, node.propertyName);
  if (imported === null) return [];
  return [{ imported, local, typeOnly: everyTypeOnly || node.isTypeOnly, span: spanOf(source, node) }];
}

/** `export { a }`, also `from` another file; other forms are reported. */
export function convertExportList(source: Source, node: ts.ExportDeclaration): ExportListSyntax {
  const span = spanOf(source, node);
  const from = node.moduleSpecifier === undefined ? null : source.load(node.moduleSpecifier);
  if (node.exportClause === undefined || typescript.isNamespaceExport(node.exportClause)) {
    refuse(source, node, EXPORT_OF_ALL);
    return { source: from, specifiers: [], span };
  }
  const specifiers = node.exportClause.elements.flatMap((element) => convertExportSpecifier(source, element));
  return { source: from, specifiers, span };
}

function convertExportSpecifier(source: Source, node: ts.ExportSpecifier): readonly ExportSpecifierSyntax[] {
  const exported = moduleNameOf(source, node.name);
  const local = node.propertyName === undefined ? exported : moduleNameOf(source, node.propertyName);
  if (exported === null || local === null) return [];
  return [{ local, exported, span: spanOf(source, node) }];
}

/** A name between modules: not a string, and not `default`. */
function moduleNameOf(source: Source, node: ts.ModuleExportName): Identifier | null {
  if (typescript.isIdentifier(node) && node.text !== "default") return identifierOf(source, node);
  refuse(source, node, typescript.isIdentifier(node) ? DEFAULT_EXPORT : STRING_NAME);
  return null;
}

const IMPORT_OF_NOTHING: Refusal = {
  code: "GN5006",
  message: "an import without names does nothing",
  remedy: "name what is imported: `import { step } from ...`",
};
const NAMESPACE_IMPORT: Refusal = {
  code: "GN5006",
  message: "a module is not imported as a whole",
  remedy: "name what is imported: `import { step } from ...`",
};
const EXPORT_OF_ALL: Refusal = {
  code: "GN5006",
  message: "a module is not exported as a whole",
  remedy: "name what is exported: `export { step } from ...`",
};
const DEFAULT_IMPORT: Refusal = {
  code: "GN5005",
  message: "there are no default imports",
  remedy: "name what is imported: `import { step } from ...`",
};
/** Why there is no `export default`. */
export const DEFAULT_EXPORT: Refusal = {
  code: "GN5005",
  message: "there are no default exports",
  remedy: "export it by its name: `export function step`",
};
const STRING_NAME: Refusal = {
  code: "GN1003",
  message: "the language has no strings",
  remedy: "export it under a plain name",
};
