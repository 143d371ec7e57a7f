/**
 * Why whole kinds of syntax are refused, one row each. What depends on more than the kind of the node
 * is refused where it is converted.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import type { Refusal } from "./source.ts";
import { typescript } from "../packages/typescript.ts";

const kind = typescript.SyntaxKind;

const TEXT: Refusal = {
  code: "GN1003",
  message: "the language has no strings",
  remedy: "use numbers; text belongs on the host",
};
const TEMPLATE: Refusal = {
  code: "GN1003",
  message: "the language has no template strings",
  remedy: "use numbers; text belongs on the host",
};
const CLOSURE: Refusal = {
  code: "GN1005",
  message: "a function cannot stand inside a function or be a value",
  remedy: "declare it as a function of the module",
};
const ASSERTION: Refusal = {
  code: "GN1019",
  message: "a type cannot be asserted",
  remedy: "convert the value: `f32(x)`, `u8(x)`",
};
const NULL: Refusal = {
  code: "GN1021",
  message: "there is no value that means nothing",
  remedy: "use a number of your own for it, such as -1",
};
const OPERATOR_REMEDY = "use arithmetic, comparisons and the functions of Math";

/** Expressions. */
export const REFUSED_EXPRESSIONS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map<ts.SyntaxKind, Refusal>([
  [kind.StringLiteral, TEXT],
  [kind.NoSubstitutionTemplateLiteral, TEMPLATE],
  [kind.TemplateExpression, TEMPLATE],
  [kind.TaggedTemplateExpression, TEMPLATE],
  [
    kind.RegularExpressionLiteral,
    {
      code: "GN1004",
      message: "the language has no regular expressions",
      remedy: "compare the bytes one by one",
    },
  ],
  [kind.ArrowFunction, CLOSURE],
  [kind.FunctionExpression, CLOSURE],
  [kind.ClassExpression, CLOSURE],
  [
    kind.AwaitExpression,
    { code: "GN1006", message: "a program never waits by `await`", remedy: "return, and go on in the next call" },
  ],
  [
    kind.YieldExpression,
    { code: "GN1006", message: "a program has no generators", remedy: "keep the position in a variable of the module" },
  ],
  [
    kind.SpreadElement,
    { code: "GN1011", message: "nothing can be spread with `...`", remedy: "write the elements out" },
  ],
  [
    kind.ObjectLiteralExpression,
    {
      code: "GN1013",
      message: "objects are not made at run time",
      remedy: "declare a class and a `const` of it in the module, or constants: `const PINS = { led: 25 } as const`",
    },
  ],
  [
    kind.ArrayLiteralExpression,
    {
      code: "GN1014",
      message: "an array literal stands only in a table of the module",
      remedy: "write `const table = new Uint32Array([1, 2, 3])` in the module",
    },
  ],
  [
    kind.NewExpression,
    {
      code: "GN1015",
      message: "`new` stands only in the declarations of the module and of fields: nothing is allocated at run time",
      remedy: "declare the storage in the module: `const state = new State()`",
    },
  ],
  [kind.AsExpression, ASSERTION],
  [kind.SatisfiesExpression, ASSERTION],
  [kind.NonNullExpression, ASSERTION],
  [kind.TypeAssertionExpression, ASSERTION],
  [
    kind.ThisKeyword,
    {
      code: "GN1020",
      message: "there is no `this` outside of methods",
      remedy: "pass the struct as a parameter: `function step(neuron: Neuron)`",
    },
  ],
  [
    kind.SuperKeyword,
    {
      code: "GN1020",
      message: "there is no `super`",
      remedy: "pass the struct as a parameter: `function step(neuron: Neuron)`",
    },
  ],
  [kind.NullKeyword, NULL],
  [kind.TypeOfExpression, { code: "GN1018", message: "there is no operator `typeof`", remedy: OPERATOR_REMEDY }],
  [kind.DeleteExpression, { code: "GN1018", message: "there is no operator `delete`", remedy: OPERATOR_REMEDY }],
  [kind.VoidExpression, { code: "GN1018", message: "there is no operator `void`", remedy: OPERATOR_REMEDY }],
]);

/** Statements that are refused whole; those that begin a declaration are in {@link REFUSED_DECLARATIONS}. */
export const REFUSED_STATEMENTS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map<ts.SyntaxKind, Refusal>([
  [
    kind.ForOfStatement,
    { code: "GN1010", message: "there is no `for ... of`", remedy: "count: `for (let i = 0; i < values.length; i++)`" },
  ],
  [
    kind.ForInStatement,
    { code: "GN1010", message: "there is no `for ... in`", remedy: "count: `for (let i = 0; i < values.length; i++)`" },
  ],
  [
    kind.ThrowStatement,
    { code: "GN1007", message: "there are no exceptions", remedy: "return a status that the caller looks at" },
  ],
  [
    kind.TryStatement,
    { code: "GN1007", message: "there are no exceptions", remedy: "return a status that the caller looks at" },
  ],
  [kind.WithStatement, { code: "GN1032", message: "there is no `with`", remedy: "write the names out" }],
  [kind.DebuggerStatement, { code: "GN1032", message: "there is no `debugger`", remedy: "remove it" }],
  [kind.FunctionDeclaration, CLOSURE],
  [
    kind.ClassDeclaration,
    { code: "GN1005", message: "a class cannot stand inside a function", remedy: "declare it in the module" },
  ],
]);

/** Declarations, in a module or in a function. */
export const REFUSED_DECLARATIONS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map<ts.SyntaxKind, Refusal>([
  [
    kind.EnumDeclaration,
    { code: "GN1025", message: "an enum cannot stand inside a function", remedy: "declare it in the module" },
  ],
  [
    kind.ModuleDeclaration,
    { code: "GN1025", message: "there are no namespaces", remedy: "put the declarations in a file of their own" },
  ],
]);

/** What a construct without a row of its own gets. */
export function refusalOf(node: ts.Node): Refusal {
  const name = typescript.SyntaxKind[node.kind].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return {
    code: "GN1099",
    message: `a ${name} is not part of the language`,
    remedy: "say it with functions, numbers, loops and arrays",
  };
}
