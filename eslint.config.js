/**
 * Lint rules: typescript-eslint's strictest set with types, and TSDoc syntax in every doc comment.
 * Each departure from the set has its reason beside it.
 *
 * @packageDocumentation
 */
import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tsdoc from "eslint-plugin-tsdoc";
import typescript from "typescript-eslint";

export default defineConfig(
  {
    // Written by programs, or programs whose mistakes are the test.
    ignores: [
      "dist/",
      "build/",
      // Runs in a browser, with what the test serves.
      "host-tools/test/browser/",
      "**/*.rpc.ts",
      "codegen/test/accept/",
      "codegen/test/reject/",
      "codegen/test/run/",
      "codegen/test/fuzz/found/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { tsdoc },
    rules: {
      "tsdoc/syntax": "error",
      eqeqeq: "error",
      curly: ["error", "multi-line"],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A number in a message is what a message is for.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `this: void` says that a method may be taken off its object.
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
      // `while (true)` with its exit inside is the plainest form of some loops.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // A leading underscore says that a parameter is there for the signature's sake.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    // The language writes number types out, counts with indices and has no iterators: see codegen/SPEC.md.
    files: ["firmware-src/**/*.ts", "examples/*.ts", "bench/program/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-inferrable-types": "off",
      // It takes the named number types for something else than numbers.
      "@typescript-eslint/no-unsafe-unary-minus": "off",
      "@typescript-eslint/prefer-for-of": "off",
      // A condition on a limit such as CAPACITY is decided when a program is built, not when it is written.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // A generic function is made once for each class it is used with; one of a union would take a tagged union.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    // Plain JavaScript takes its types from JSDoc, which tsc checks; TSDoc is another dialect.
    files: ["**/*.{js,mjs}"],
    rules: {
      "tsdoc/syntax": "off",
      "no-undef": "off",
      // There are no declarations to lean on: what JSON.parse gives is looked at before it is used.
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // What a person sees in a terminal is written here.
    files: ["cli/**", "setup/**", "bench/**"],
    rules: { "no-console": "off" },
  },
);
