/**
 * What the compiler accepts is ordinary TypeScript: `tsc --strict` has nothing against it.
 *
 * @packageDocumentation
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ACCEPT = join(import.meta.dirname, "accept");
const VOCABULARY = join(import.meta.dirname, "../../firmware-src/lib/types.ts");

test("the programs in accept/ pass TypeScript's own check", () => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noUnusedLocals: true,
    noImplicitReturns: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts"],
    types: [],
  };
  const files = readdirSync(ACCEPT).filter((file) => file.endsWith(".ts"));
  // The programs import the vocabulary from beside accept/, where there is none.
  const host = ts.createCompilerHost(options);
  const located = (path: string) => (path.endsWith("/lib/types.ts") ? VOCABULARY : path);
  const redirected: ts.CompilerHost = {
    ...host,
    directoryExists: (path) => path.endsWith("/lib") || ts.sys.directoryExists(path),
    fileExists: (path) => host.fileExists(located(path)),
    readFile: (path) => host.readFile(located(path)),
    getSourceFile: (path, ...rest) => host.getSourceFile(located(path), ...rest),
  };
  const program = ts.createProgram(
    files.map((file) => join(ACCEPT, file)),
    options,
    redirected,
  );
  const messages = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
  expect(messages).toEqual([]);
});
