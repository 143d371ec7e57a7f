/**
 * Names between modules: imports, exports, and the public names of the program.
 *
 * @packageDocumentation
 */
import type { ProgramExport } from "../ir/ir.ts";
import type {
  ExportSpecifierSyntax,
  Identifier,
  ImportSpecifierSyntax,
  ImportSyntax,
  ModuleSource,
} from "../parse/syntax.ts";
import { VOCABULARY, checkSpelling, declare, lookupType, report } from "./context.ts";
import type { Entity, ModuleScope } from "./entities.ts";
import { UNKNOWN } from "./entities.ts";
import { suggestion } from "./spelling.ts";

/** Enters the imported names into a module's scope. */
export function bindImports(module: ModuleScope): void {
  for (const imported of module.syntax.imports) {
    for (const specifier of imported.specifiers) bindImport(module, imported, specifier);
  }
}

function bindImport(module: ModuleScope, syntax: ImportSyntax, specifier: ImportSpecifierSyntax): void {
  const entity = importedEntity(module, syntax.source, specifier.imported);
  declare(module, module.bindings, specifier.local, entity, "import", specifier.typeOnly);
}

/** What a module exports under a name; unknown after a report. */
function importedEntity(module: ModuleScope, source: ModuleSource, name: Identifier): Entity {
  if (source.kind === "missing") return UNKNOWN;
  if (source.kind === "vocabulary") {
    if (VOCABULARY.has(name.text)) return { kind: "intrinsic", name: name.text };
    return reportMissing(module, name, "the vocabulary", VOCABULARY.keys());
  }
  const exporter = module.program.modules.get(source.file);
  const entity = exporter?.exports.get(name.text);
  if (exporter === undefined || (!exporter.syntax.complete && entity === undefined)) return UNKNOWN;
  return entity ?? reportMissing(module, name, source.file, exporter.exports.keys());
}

function reportMissing(module: ModuleScope, name: Identifier, file: string, names: Iterable<string>): Entity {
  const all = [...names];
  const remedy = suggestion(name.text, all, all.length === 0 ? "export it there" : `it exports ${all.join(", ")}`);
  report(module, "GN5007", name.span, `\`${file}\` exports no \`${name.text}\``, remedy);
  return UNKNOWN;
}

/** Fills `module.exports`, once everything in it is declared. */
export function bindExports(module: ModuleScope): void {
  for (const declaration of module.syntax.declarations) {
    const entity = module.bindings.get(declaration.name.text)?.entity;
    if (declaration.exported && entity !== undefined) module.exports.set(declaration.name.text, entity);
  }
  for (const list of module.syntax.exports) {
    for (const specifier of list.specifiers) bindExport(module, list.source, specifier);
  }
}

function bindExport(module: ModuleScope, source: ModuleSource | null, specifier: ExportSpecifierSyntax): void {
  const { local, exported } = specifier;
  const entity =
    source === null
      ? lookupType(
          { program: module.program, syntax: module.syntax, module, home: module, locals: null, canCall: false },
          local,
        )
      : importedEntity(module, source, local);
  checkSpelling(module, exported);
  if (!module.exports.has(exported.text)) {
    module.exports.set(exported.text, entity);
    return;
  }
  report(module, "GN5011", exported.span, `\`${exported.text}\` is exported twice`, "give one another name with `as`");
}

/** What a host finds in every WebAssembly module beside the program's own names. */
const CLAIMED: ReadonlySet<string> = new Set(["memory", "__data_end", "__heap_base"]);

/** What the entry offers to the world, in source order. */
export function programExports(entry: ModuleScope): readonly ProgramExport[] {
  const names = exportedNames(entry);
  if (names.length === 0 && entry.syntax.complete) {
    const span = { file: entry.syntax.file, start: 0, end: 0 };
    report(entry, "GN5010", span, "the program exports nothing, so nobody can call it", "write `export function ...`");
  }
  const taken = new Set<string>();
  return names.flatMap((name) => {
    const offered = programExport(entry, name);
    if (offered === null) return [];
    if (CLAIMED.has(offered.name)) {
      const message = `every WebAssembly module of ours exports \`${offered.name}\` already`;
      report(entry, "GN5011", name.span, message, "give this another name, with `as` or `@export`");
    }
    if (taken.has(offered.name)) {
      const message = `two functions have the public name \`${offered.name}\``;
      report(entry, "GN5011", name.span, message, "change one of the `@export` tags");
    }
    taken.add(offered.name);
    return [offered];
  });
}

function exportedNames(entry: ModuleScope): readonly Identifier[] {
  const declared = entry.syntax.declarations.filter((one) => one.exported).map((one) => one.name);
  const listed = entry.syntax.exports.flatMap((list) => list.specifiers.map((one) => one.exported));
  const names = [...declared, ...listed].toSorted((left, right) => left.span.start - right.span.start);
  // What is exported twice has been reported.
  return names.filter((name, index) => names.findIndex((other) => other.text === name.text) === index);
}

/** Types are not offered: callers from outside have their own. */
function programExport(entry: ModuleScope, name: Identifier): ProgramExport | null {
  const entity = entry.exports.get(name.text);
  switch (entity?.kind) {
    case "function": {
      const isRenamed = !entity.name.endsWith(`.${name.text}`);
      return { name: isRenamed ? name.text : (entity.publicName ?? name.text), target: entity.name, kind: "function" };
    }
    case "static":
      return { name: name.text, target: entity.name, kind: "static" };
    case "constant":
      return entity.name === null ? null : { name: name.text, target: entity.name, kind: "constant" };
    case "local":
    case "generic": {
      const message = `\`${name.text}\` is generic, and callers from outside have no type arguments`;
      return report(entry, "GN8005", name.span, message, "export a function that calls it");
    }
    case "struct":
    case "enum":
    case "constant-object":
    case "type-alias":
    case "type-argument":
    case "interface":
    case "intrinsic":
    case "unknown":
    case undefined:
      return null;
  }
}
