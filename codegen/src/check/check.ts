/**
 * The second stage: from syntax trees to a program with names, types and constants resolved.
 *
 * ```ts
 * const { program, diagnostics } = check(parsed.modules);
 * ```
 *
 * Modules come in dependency order, so each is checked once, after everything that it imports: first its
 * declarations, then the bodies of its functions, then the calls between them. All mistakes are collected; where one
 * makes something unknown, what depends on it is passed over. The program is null if there was any mistake, here or in
 * `parse`.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../diagnostic.ts";
import type { Effects } from "../ir/ir.ts";
import type { SyntaxModule } from "../parse/syntax.ts";
import { findEffects, reportUnusedResults } from "./calls.ts";
import type { FunctionDraft } from "./calls.ts";
import type { CheckedExtern, CheckedFunction, CheckedModule, CheckedProgram } from "./checked.ts";
import { checkSpelling, report } from "./context.ts";
import { checkDeclarations } from "./declarations.ts";
import type { DeclaredFunction } from "./declarations.ts";
import type { Instance, ModuleScope, ProgramScope } from "./entities.ts";
import { bindExports, bindImports, programExports } from "./modules.ts";
import { resolveSettings, type Settings } from "./options.ts";
import type { Replacements } from "./replacing.ts";
import { reportReplaced } from "./replacing.ts";
import { checkBody } from "./statements.ts";

/** The typed program, or why there is none. */
export interface Checked {
  /** Null if anything was refused. */
  readonly program: CheckedProgram | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the modules that `parse` found; the last one is the entry. Settings are values of options, and what is implied
 * are values of those that a program may have.
 */
export function check(modules: readonly SyntaxModule[], settings: Settings = {}, implied: Settings = {}): Checked {
  const diagnostics: Diagnostic[] = [];
  const scope: ProgramScope = {
    modules: new Map(),
    structs: new Map(),
    enumerations: new Map(),
    settings: resolveSettings({ diagnostics }, modules, settings, implied),
    diagnostics,
    calledMethods: new Set(),
    unused: [],
  };
  const known: Known = { effects: new Map(), replacements: new Map() };
  const checked = modules.map((module) => checkModule(scope, module, known));
  const entry = modules.at(-1);
  const entryScope = entry === undefined ? undefined : scope.modules.get(entry.file);
  if (entry === undefined || entryScope === undefined) return { program: null, diagnostics: scope.diagnostics };
  const exports = programExports(entryScope);
  // Where something was refused, what would have used the rest may be among it.
  const isSound = scope.diagnostics.length === 0 && modules.every((module) => module.complete);
  if (isSound) reportUnused(scope);
  const program = { entry: entry.id, modules: checked, exports };
  return { program: scope.diagnostics.length === 0 ? program : null, diagnostics: scope.diagnostics };
}

/** What is known of functions, by name, of all modules so far. */
interface Known {
  readonly effects: Map<string, Effects>;
  readonly replacements: Replacements;
}

function checkModule(program: ProgramScope, syntax: SyntaxModule, known: Known): CheckedModule {
  const { effects } = known;
  const module: ModuleScope = {
    syntax,
    program,
    bindings: new Map(),
    pending: new Map(),
    exports: new Map(),
    instances: new Map(),
  };
  program.modules.set(syntax.file, module);
  bindImports(module);
  const { functions, ...storage } = checkDeclarations(module);
  bindExports(module);
  const externs = functions.filter(({ syntax }) => syntax.body === null).map(externOf);
  const drafts = functions.filter(({ syntax }) => syntax.body !== null).map((one) => draftOf(module, one));
  // Looking at one may add others, which come next.
  for (const instance of module.instances.values()) drafts.push(draftOfInstance(instance));
  findEffects(module, drafts, externs, effects);
  for (const draft of drafts) reportUnusedResults(module, draft.body, effects);
  reportReplaced(module, drafts, known.replacements);
  return {
    id: syntax.id,
    file: syntax.file,
    doc: syntax.doc,
    imports: importsOf(module),
    ...storage,
    externs,
    functions: drafts.map((draft) => ({ ...draft, effects: effectsOf(draft, effects) }) satisfies CheckedFunction),
  };
}

function effectsOf(draft: FunctionDraft, effects: ReadonlyMap<string, Effects>): Effects {
  const found = effects.get(draft.name);
  if (found === undefined) throw new Error(`check: no effects of ${draft.name}`);
  return found;
}

/** Ids of the modules that a module imports or exports from, each once, in source order. */
function importsOf(module: ModuleScope): readonly string[] {
  const sources = [...module.syntax.imports, ...module.syntax.exports]
    .toSorted((left, right) => left.span.start - right.span.start)
    .flatMap(({ source }) => (source?.kind === "file" ? [source.file] : []));
  return [...new Set(sources)].flatMap((file) => module.program.modules.get(file)?.syntax.id ?? []);
}

function externOf({ syntax, entity, parameters }: DeclaredFunction): CheckedExtern {
  const { doc, exported, span } = syntax;
  return { name: entity.name, doc, exported, span, parameters, result: entity.result, enumeration: entity.enumeration };
}

function draftOf(module: ModuleScope, declared: DeclaredFunction): FunctionDraft {
  const { syntax, entity, parameters } = declared;
  if (syntax.publicName !== null) checkSpelling(module, syntax.publicName);
  const context = { program: module.program, syntax: module.syntax, module, home: module, locals: null, canCall: true };
  const body = checkBody(context, declared);
  const { doc, exported, span } = syntax;
  const { name, result, enumeration, resultBelow } = entity;
  return { name, doc, exported, span, parameters, result, enumeration, resultBelow, body };
}

function draftOfInstance({ entity, generic, context }: Instance): FunctionDraft {
  const { syntax } = generic;
  const { name, parameters, result, enumeration, resultBelow } = entity;
  const body = checkBody(context, { syntax, entity, parameters });
  const { doc, span } = syntax;
  return { name, doc, exported: false, span, parameters, result, enumeration, resultBelow, body };
}

/** Refuses what nothing uses: it is a mistake, or it is dead. */
function reportUnused(program: ProgramScope): void {
  for (const [, module] of program.modules) {
    for (const [name, binding] of module.bindings) {
      if (binding.used || binding.noun === null) continue;
      report(module, "GN2015", binding.span, `nothing uses the ${binding.noun} \`${name}\``, "remove it, or export it");
    }
  }
  for (const module of program.modules.values()) reportUnusedMethods(module);
  for (const { name, noun, span } of program.unused) {
    if (program.diagnostics.some((one) => one.span?.file === span.file && one.span.start === span.start)) continue;
    report({ program }, "GN2015", span, `nothing uses the ${noun} \`${name}\``, "remove it");
  }
}

/** What can be called from other modules is not looked at. */
function reportUnusedMethods(module: ModuleScope): void {
  const classes = module.syntax.declarations.filter((syntax) => syntax.kind === "class");
  for (const { name, methods } of classes.filter(({ exported }) => !exported)) {
    for (const method of methods) {
      if (module.program.calledMethods.has(`${module.syntax.id}.${name.text}#${method.name.text}`)) continue;
      const message = `nothing uses the method \`${name.text}.${method.name.text}\``;
      report(module, "GN2015", method.name.span, message, "remove it, or export the class");
    }
  }
}
