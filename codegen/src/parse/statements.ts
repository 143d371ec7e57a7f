/**
 * Converts statements. Assignments, `++` and `--` are statements here, never expressions.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import { commentsOf } from "./comments.ts";
import {
  COMPOUND_OPERATORS,
  convertCall,
  convertElements,
  convertExpression,
  convertInitial,
  isAssignment,
} from "./expressions.ts";
import { REFUSED_DECLARATIONS, REFUSED_STATEMENTS, refusalOf } from "./refusals.ts";
import { identifierOf, nested, refuse, spanOf } from "./source.ts";
import type { Refusal, Source } from "./source.ts";
import type {
  AssignSyntax,
  AssignTupleSyntax,
  CallStatementSyntax,
  ExpressionSyntax,
  ForSyntax,
  Identifier,
  LetSyntax,
  LetTupleSyntax,
  RefusedStatementSyntax,
  ReplaceSyntax,
  ReturnSyntax,
  StatementSyntax,
  SwitchCaseSyntax,
  SwitchSyntax,
} from "./syntax.ts";
import { convertType } from "./types.ts";
import { typescript } from "../packages/typescript.ts";

/** Converts the statements of a body, in order. */
export function convertStatements(source: Source, nodes: readonly ts.Statement[]): readonly StatementSyntax[] {
  return nodes.flatMap((node) => convertStatement(source, node, null));
}

/** One statement gives several where it declares several variables, and none where it is empty. */
function convertStatement(source: Source, node: ts.Statement, label: Identifier | null): readonly StatementSyntax[] {
  const statements = nested(source, node, () => convertNode(source, node, label));
  return "kind" in statements ? [refusedStatement(source, node, [])] : statements;
}

function convertNode(source: Source, node: ts.Statement, label: Identifier | null): readonly StatementSyntax[] {
  const span = spanOf(source, node);
  const comments = commentsOf(source, node);
  if (typescript.isEmptyStatement(node)) return [];
  if (typescript.isVariableStatement(node)) {
    return convertVariables(source, node.declarationList, node.modifiers, comments);
  }
  if (typescript.isExpressionStatement(node)) return [convertExpressionStatement(source, node.expression, comments)];
  if (typescript.isIfStatement(node)) {
    const condition = convertExpression(source, node.expression);
    const then = convertBody(source, node.thenStatement);
    const otherwise = node.elseStatement === undefined ? [] : convertBody(source, node.elseStatement);
    return [{ kind: "if", condition, then, otherwise, span, comments }];
  }
  if (typescript.isForStatement(node)) return [convertFor(source, node, label, comments)];
  if (typescript.isWhileStatement(node) || typescript.isDoStatement(node)) {
    const kind = typescript.isWhileStatement(node) ? "while" : "do-while";
    const condition = convertExpression(source, node.expression);
    return [{ kind, condition, body: convertBody(source, node.statement), label, span, comments }];
  }
  if (typescript.isSwitchStatement(node)) return [convertSwitch(source, node, comments)];
  if (typescript.isBlock(node)) {
    return [{ kind: "block", body: convertStatements(source, node.statements), span, comments }];
  }
  if (typescript.isBreakStatement(node) || typescript.isContinueStatement(node)) {
    const target = node.label === undefined ? null : identifierOf(source, node.label);
    return [{ kind: typescript.isBreakStatement(node) ? "break" : "continue", label: target, span, comments }];
  }
  if (typescript.isReturnStatement(node)) {
    return [{ kind: "return", value: convertReturned(source, node.expression), span, comments }];
  }
  if (typescript.isLabeledStatement(node)) return convertLabeled(source, node);
  return [refuseStatement(source, node)];
}

function convertReturned(source: Source, node: ts.Expression | undefined): ReturnSyntax["value"] {
  if (node === undefined) return null;
  return typescript.isArrayLiteralExpression(node) ? convertElements(source, node) : convertExpression(source, node);
}

function convertBody(source: Source, node: ts.Statement): readonly StatementSyntax[] {
  return typescript.isBlock(node) ? convertStatements(source, node.statements) : convertStatement(source, node, null);
}

function convertLabeled(source: Source, node: ts.LabeledStatement): readonly StatementSyntax[] {
  if (typescript.isIterationStatement(node.statement, false)) {
    return convertStatement(source, node.statement, identifierOf(source, node.label));
  }
  refuse(source, node.label, {
    code: "GN1032",
    message: "only a loop has a label",
    remedy: "remove the label, or put it before the loop that is left",
  });
  return convertStatement(source, node.statement, null);
}

function refuseStatement(source: Source, node: ts.Statement): RefusedStatementSyntax {
  refuse(source, node, REFUSED_STATEMENTS.get(node.kind) ?? REFUSED_DECLARATIONS.get(node.kind) ?? refusalOf(node));
  const named =
    typescript.isFunctionDeclaration(node) || typescript.isClassDeclaration(node) || typescript.isEnumDeclaration(node);
  const name = named && node.name !== undefined ? [identifierOf(source, node.name)] : [];
  return refusedStatement(source, node, name);
}

function refusedStatement(source: Source, node: ts.Node, names: readonly Identifier[]): RefusedStatementSyntax {
  return { kind: "refused-statement", names, span: spanOf(source, node), comments: [] };
}

// ---------------------------------------------------------------------------------------------
// Variables

function convertVariables(
  source: Source,
  list: ts.VariableDeclarationList,
  modifiers: readonly ts.ModifierLike[] | undefined,
  comments: readonly string[],
): readonly DeclaredSyntax[] {
  const [modifier] = modifiers ?? [];
  if (modifier !== undefined) refuse(source, modifier, refusalOf(modifier));
  const keyword = refuseKeyword(source, list);
  return list.declarations.map((declaration, index): DeclaredSyntax => {
    const span = spanOf(source, list.declarations.length === 1 ? list : declaration);
    const own = {
      mutable: (list.flags & typescript.NodeFlags.Const) === 0,
      span,
      comments: index === 0 ? comments : [],
    };
    if (!keyword && typescript.isArrayBindingPattern(declaration.name)) {
      return convertLetTuple(source, declaration, declaration.name, own);
    }
    const refusedName = refuseVariable(source, declaration);
    if (keyword || refusedName || !typescript.isIdentifier(declaration.name)) {
      return refusedStatement(source, declaration, namesOf(source, declaration.name));
    }
    return {
      kind: "let",
      name: identifierOf(source, declaration.name),
      type: declaration.type === undefined ? null : convertType(source, declaration.type),
      value: declaration.initializer === undefined ? null : convertExpression(source, declaration.initializer),
      ...own,
    };
  });
}

type DeclaredSyntax = LetSyntax | LetTupleSyntax | RefusedStatementSyntax;

/** `const [quotient, , rest] = f()`: names and gaps, without types, defaults and patterns within. */
function convertLetTuple(
  source: Source,
  declaration: ts.VariableDeclaration,
  pattern: ts.ArrayBindingPattern,
  own: Pick<LetTupleSyntax, "mutable" | "span" | "comments">,
): LetTupleSyntax | RefusedStatementSyntax {
  const names = pattern.elements.map((element) => {
    if (typescript.isOmittedExpression(element)) return null;
    const isPlain = element.dotDotDotToken === undefined && element.initializer === undefined;
    if (isPlain && typescript.isIdentifier(element.name)) return identifierOf(source, element.name);
    refuse(source, element, PATTERN_IN_TUPLE);
    return null;
  });
  const { initializer, type } = declaration;
  if (type !== undefined) refuse(source, type, TYPE_OF_PATTERN);
  if (initializer !== undefined && names.every((name, index) => name !== null || isGap(pattern.elements[index]))) {
    return { kind: "let-tuple", names, value: convertExpression(source, initializer), ...own };
  }
  if (initializer === undefined) refuse(source, pattern, PATTERN);
  return refusedStatement(source, declaration, namesOf(source, pattern));
}

function isGap(element: ts.ArrayBindingElement | undefined): boolean {
  return element !== undefined && typescript.isOmittedExpression(element);
}

const PATTERN: Refusal = {
  code: "GN1012",
  message: "values are not taken apart by a pattern",
  remedy: "declare one variable for each: `const x = point.x`",
};
const PATTERN_IN_TUPLE: Refusal = {
  code: "GN1012",
  message: "an element of a tuple gets a name, or is left out",
  remedy: "write names only: `const [quotient, remainder] = divide(7, 2)`",
};
const TYPE_OF_PATTERN: Refusal = {
  code: "GN1012",
  message: "the elements of a tuple have the types that the function gives them",
  remedy: "leave the type out",
};

/** Refuses `var` and `using`; true if it did. */
export function refuseKeyword(source: Source, list: ts.VariableDeclarationList): boolean {
  const isVar = (list.flags & typescript.NodeFlags.BlockScoped) === 0;
  const isUsing = (list.flags & typescript.NodeFlags.Using) !== 0;
  if (!isVar && !isUsing) return false;
  refuse(source, list, {
    code: "GN1008",
    message: isVar ? "there is no `var`" : "there is no `using`",
    remedy: "write `let`, or `const` for what does not change",
  });
  return true;
}

/** Refuses destructuring and `!`; true if it did. */
export function refuseVariable(source: Source, declaration: ts.VariableDeclaration): boolean {
  if (!typescript.isIdentifier(declaration.name)) {
    refuse(source, declaration.name, PATTERN);
    return true;
  }
  if (declaration.exclamationToken === undefined) return false;
  refuse(source, declaration, {
    code: "GN1019",
    message: "`!` cannot promise a value",
    remedy: "give the variable an initial value",
  });
  return true;
}

/** The names that a declaration introduces, also those of a refused pattern. */
export function namesOf(source: Source, name: ts.BindingName): readonly Identifier[] {
  if (typescript.isIdentifier(name)) return [identifierOf(source, name)];
  return name.elements.flatMap((element) =>
    typescript.isOmittedExpression(element) ? [] : namesOf(source, element.name),
  );
}

// ---------------------------------------------------------------------------------------------
// Assignments and calls

function convertExpressionStatement(
  source: Source,
  node: ts.Expression,
  comments: readonly string[],
): AssignSyntax | AssignTupleSyntax | ReplaceSyntax | CallStatementSyntax | RefusedStatementSyntax {
  if (isTupleAssignment(node)) {
    const targets = node.left.elements.map((element) => convertTupleTarget(source, element));
    const value = convertExpression(source, node.right);
    return { kind: "assign-tuple", targets, value, span: spanOf(source, node), comments };
  }
  const replacement = convertReplacement(source, node, comments);
  if (replacement !== null) return replacement;
  const assignment = convertAssignment(source, node, comments);
  if (assignment !== null) return assignment;
  if (typescript.isCallExpression(node)) {
    const call = convertCall(source, node);
    if (call.kind === "call") return { kind: "call-statement", call, span: spanOf(source, node), comments };
    return refusedStatement(source, node, []);
  }
  const reported = source.diagnostics.length;
  convertExpression(source, node);
  if (source.diagnostics.length === reported) {
    refuse(source, node, {
      code: "GN3006",
      message: "this computes a value that nothing uses",
      remedy: "assign it, return it, or remove it",
    });
  }
  return refusedStatement(source, node, []);
}

/** `slot.event = new Press()`; null if it is none. */
function convertReplacement(source: Source, node: ts.Expression, comments: readonly string[]): ReplaceSyntax | null {
  if (!typescript.isBinaryExpression(node) || node.operatorToken.kind !== typescript.SyntaxKind.EqualsToken) {
    return null;
  }
  if (!typescript.isNewExpression(node.right) || typescript.isArrayLiteralExpression(node.left)) return null;
  const value = convertInitial(source, node.right);
  if (value.kind !== "new") return null;
  return { kind: "replace", target: convertTarget(source, node.left), value, span: spanOf(source, node), comments };
}

type TupleAssignment = ts.BinaryExpression & { readonly left: ts.ArrayLiteralExpression };

function isTupleAssignment(node: ts.Expression): node is TupleAssignment {
  if (!typescript.isBinaryExpression(node) || node.operatorToken.kind !== typescript.SyntaxKind.EqualsToken) {
    return false;
  }
  return typescript.isArrayLiteralExpression(node.left);
}

function convertTupleTarget(source: Source, node: ts.Expression): ExpressionSyntax | null {
  if (typescript.isOmittedExpression(node)) return null;
  const isPlain =
    typescript.isIdentifier(node) ||
    typescript.isPropertyAccessExpression(node) ||
    typescript.isElementAccessExpression(node);
  return isPlain ? convertExpression(source, node) : refuse(source, node, PATTERN_IN_TUPLE);
}

/** Null if it is not an assignment that the language has. */
function convertAssignment(source: Source, node: ts.Expression, comments: readonly string[]): AssignSyntax | null {
  const span = spanOf(source, node);
  if (typescript.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    const operator = COMPOUND_OPERATORS.get(node.operatorToken.kind) ?? null;
    if (operator === null && node.operatorToken.kind !== typescript.SyntaxKind.EqualsToken) return null;
    const target = convertTarget(source, node.left);
    return { kind: "assign", target, operator, value: convertExpression(source, node.right), span, comments };
  }
  if (!typescript.isPrefixUnaryExpression(node) && !typescript.isPostfixUnaryExpression(node)) return null;
  const operator = STEP_OPERATORS.get(node.operator);
  if (operator === undefined) return null;
  const value: ExpressionSyntax = { kind: "one", span };
  return { kind: "assign", target: convertTarget(source, node.operand), operator, value, span, comments };
}

function convertTarget(source: Source, node: ts.Expression): ExpressionSyntax {
  if (!typescript.isArrayLiteralExpression(node) && !typescript.isObjectLiteralExpression(node)) {
    return convertExpression(source, node);
  }
  return refuse(source, node, {
    code: "GN1012",
    message: "values are not taken apart by a pattern",
    remedy: "assign them one by one",
  });
}

const STEP_OPERATORS: ReadonlyMap<ts.SyntaxKind, "+" | "-"> = new Map<ts.SyntaxKind, "+" | "-">([
  [typescript.SyntaxKind.PlusPlusToken, "+"],
  [typescript.SyntaxKind.MinusMinusToken, "-"],
]);

// ---------------------------------------------------------------------------------------------
// Loops and choices

function convertFor(
  source: Source,
  node: ts.ForStatement,
  label: Identifier | null,
  comments: readonly string[],
): ForSyntax {
  return {
    kind: "for",
    initial: convertForInitial(source, node.initializer),
    condition: node.condition === undefined ? null : convertExpression(source, node.condition),
    update: convertForUpdate(source, node.incrementor),
    body: convertBody(source, node.statement),
    label,
    span: spanOf(source, node),
    comments,
  };
}

function convertForInitial(source: Source, node: ts.ForInitializer | undefined): readonly LetSyntax[] {
  if (node === undefined) return [];
  if (typescript.isVariableDeclarationList(node)) {
    const patterns = node.declarations.filter(({ name }) => typescript.isArrayBindingPattern(name));
    for (const pattern of patterns) refuse(source, pattern, FOR_INITIAL);
    return convertVariables(source, node, undefined, []).filter((statement) => statement.kind === "let");
  }
  refuse(source, node, FOR_INITIAL);
  return [];
}

function convertForUpdate(source: Source, node: ts.Expression | undefined): readonly AssignSyntax[] {
  if (node === undefined) return [];
  if (typescript.isBinaryExpression(node) && node.operatorToken.kind === typescript.SyntaxKind.CommaToken) {
    return [...convertForUpdate(source, node.left), ...convertForUpdate(source, node.right)];
  }
  const assignment = convertAssignment(source, node, []);
  if (assignment !== null) return [assignment];
  refuse(source, node, FOR_UPDATE);
  return [];
}

const FOR_INITIAL: Refusal = {
  code: "GN1023",
  message: "the header of a `for` begins by declaring its counter",
  remedy: "write `for (let i = 0; ...)`",
};
const FOR_UPDATE: Refusal = {
  code: "GN1023",
  message: "the header of a `for` ends with assignments",
  remedy: "write `i++` or `i += 2` there, and calls in the body",
};

function convertSwitch(source: Source, node: ts.SwitchStatement, comments: readonly string[]): SwitchSyntax {
  const subject = convertExpression(source, node.expression);
  const cases: SwitchCaseSyntax[] = [];
  let values: ExpressionSyntax[] = [];
  let isDefault = false;
  const clauses = node.caseBlock.clauses;
  for (const [index, clause] of clauses.entries()) {
    if (typescript.isCaseClause(clause)) values.push(convertExpression(source, clause.expression));
    else isDefault = true;
    if (clause.statements.length === 0 && index < clauses.length - 1) continue;
    cases.push({ values, isDefault, ...convertCaseBody(source, clause), span: spanOf(source, clause) });
    values = [];
    isDefault = false;
  }
  return { kind: "switch", subject, cases, span: spanOf(source, node), comments };
}

/** Unwraps `case 1: { ... }`, also with the `break` behind the brace, and takes off the `break` that ends the case. */
function convertCaseBody(source: Source, clause: ts.CaseOrDefaultClause) {
  const [outer, brokeOutside] = withoutBreak(clause.statements);
  const [only] = outer;
  const isBlock = outer.length === 1 && only !== undefined && typescript.isBlock(only);
  const [statements, brokeInside] = isBlock ? withoutBreak(only.statements) : [outer, false];
  return { body: convertStatements(source, statements), endsInBreak: brokeOutside || brokeInside };
}

function withoutBreak(statements: readonly ts.Statement[]): readonly [readonly ts.Statement[], boolean] {
  const last = statements.at(-1);
  const ends = last !== undefined && typescript.isBreakStatement(last) && last.label === undefined;
  return ends ? [statements.slice(0, -1), true] : [statements, false];
}
