/**
 * Ordinary TypeScript as JavaScript, for scripts that use firmware and are no firmware themselves.
 *
 * It lives here because only this folder knows the `typescript` package. Types are removed and nothing is checked.
 *
 * @packageDocumentation
 */
import { typescript } from "../packages/typescript.ts";

/** The module as JavaScript, with its imports as written and a source map inside. */
export function stripTypes(text: string, file: string): string {
  const { outputText } = typescript.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      target: typescript.ScriptTarget.ES2022,
      module: typescript.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
      inlineSources: true,
    },
  });
  return outputText;
}
