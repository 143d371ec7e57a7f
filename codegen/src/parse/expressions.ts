/**
 * Converts expressions.
 *
 * Two entrances: `convertExpression` for code, and `convertInitial` for what a module's variable or a field
 * begins with, the only place where `new` may stand.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import type {
  BinaryOperatorSyntax,
  CallSyntax,
  ElementListSyntax,
  ExpressionSyntax,
  InitialSyntax,
  MemberSyntax,
  ObjectMemberSyntax,
  ObjectSyntax,
  RefusedSyntax,
  UnaryOperatorSyntax,
} from "./syntax.ts";
import { memberDocOf } from "./comments.ts";
import { REFUSED_EXPRESSIONS, refusalOf } from "./refusals.ts";
import { identifierOf, nested, refuse, spanOf } from "./source.ts";
import type { Source } from "./source.ts";
import { convertType } from "./types.ts";
import { typescript } from "../packages/typescript.ts";

/** Converts an expression; outside the subset, reports it and gives a `refused` node. */
export function convertExpression(source: Source, node: ts.Expression): ExpressionSyntax {
  return nested(source, node, () => convertNode(source, node));
}

/** Converts what storage begins with: also `new`, which stands nowhere else. */
export function convertInitial(source: Source, node: ts.Expression): InitialSyntax {
  if (!typescript.isNewExpression(node)) return convertExpression(source, node);
  if (!typescript.isIdentifier(node.expression) || node.typeArguments !== undefined) {
    return refuse(source, node, {
      code: "GN1015",
      message: "`new` takes the name of a class or of a typed array",
      remedy: "write `new State()` or `new Float32Array(16)`",
    });
  }
  return {
    kind: "new",
    constructed: identifierOf(source, node.expression),
    arguments: (node.arguments ?? []).map((argument) =>
      typescript.isArrayLiteralExpression(argument)
        ? convertElements(source, argument)
        : convertExpression(source, argument),
    ),
    span: spanOf(source, node),
  };
}

/** The members of `{ ... } as const`, which stands only behind a `const` of the module. */
export function convertObject(source: Source, node: ts.ObjectLiteralExpression): ObjectSyntax {
  const members = node.properties.flatMap((property) => convertObjectMember(source, property));
  const complete = members.length === node.properties.length;
  return { kind: "object", members, complete, span: spanOf(source, node) };
}

function convertObjectMember(source: Source, node: ts.ObjectLiteralElementLike): readonly ObjectMemberSyntax[] {
  if (!typescript.isPropertyAssignment(node) || !typescript.isIdentifier(node.name)) {
    refuse(source, node, OBJECT_MEMBER);
    return [];
  }
  const { initializer } = node;
  const value = nested(source, initializer, () =>
    typescript.isObjectLiteralExpression(initializer)
      ? convertObject(source, initializer)
      : convertExpression(source, initializer),
  );
  if (value.kind === "refused") return [];
  return [{ name: identifierOf(source, node.name), value, doc: memberDocOf(source, node), span: spanOf(source, node) }];
}

const OBJECT_MEMBER = {
  code: "GN1013",
  message: "a member of an object of constants has a plain name and a value",
  remedy: "write `led: 25`",
} as const;

/** The elements of a table or of a returned tuple. */
export function convertElements(source: Source, node: ts.ArrayLiteralExpression): ElementListSyntax {
  const elements = node.elements.map((element) => convertExpression(source, element));
  return { kind: "element-list", elements, span: spanOf(source, node) };
}

function convertNode(source: Source, node: ts.Expression): ExpressionSyntax {
  const span = spanOf(source, node);
  if (typescript.isParenthesizedExpression(node)) return convertExpression(source, node.expression);
  if (typescript.isNumericLiteral(node)) return { kind: "number", value: Number(node.text), span };
  if (typescript.isBigIntLiteral(node)) return { kind: "number", value: BigInt(node.text.slice(0, -1)), span };
  if (node.kind === typescript.SyntaxKind.TrueKeyword) return { kind: "boolean", value: true, span };
  if (node.kind === typescript.SyntaxKind.FalseKeyword) return { kind: "boolean", value: false, span };
  if (typescript.isIdentifier(node)) return { kind: "name", text: node.text, span };
  if (node.kind === typescript.SyntaxKind.ThisKeyword && source.insideMethod) {
    return { kind: "name", text: "this", span };
  }
  if (typescript.isPropertyAccessExpression(node)) return convertMember(source, node);
  if (typescript.isElementAccessExpression(node)) return convertElement(source, node);
  if (typescript.isCallExpression(node)) return convertCall(source, node);
  if (typescript.isPrefixUnaryExpression(node)) return convertUnary(source, node);
  if (typescript.isPostfixUnaryExpression(node)) return refuse(source, node, assignmentInside(node.operator));
  if (typescript.isBinaryExpression(node)) return convertBinary(source, node);
  if (typescript.isConditionalExpression(node)) {
    return {
      kind: "conditional",
      condition: convertExpression(source, node.condition),
      then: convertExpression(source, node.whenTrue),
      otherwise: convertExpression(source, node.whenFalse),
      span,
    };
  }
  return refuse(source, node, REFUSED_EXPRESSIONS.get(node.kind) ?? refusalOf(node));
}

function convertMember(source: Source, node: ts.PropertyAccessExpression): MemberSyntax | RefusedSyntax {
  if (node.questionDotToken !== undefined) return refuseOptional(source, node);
  if (!typescript.isIdentifier(node.name)) return refuse(source, node, refusalOf(node.name));
  return {
    kind: "member",
    object: convertExpression(source, node.expression),
    member: identifierOf(source, node.name),
    span: spanOf(source, node),
  };
}

function convertElement(source: Source, node: ts.ElementAccessExpression): ExpressionSyntax {
  if (node.questionDotToken !== undefined) return refuseOptional(source, node);
  return {
    kind: "element",
    object: convertExpression(source, node.expression),
    index: convertExpression(source, node.argumentExpression),
    span: spanOf(source, node),
  };
}

function refuseOptional(source: Source, node: ts.Expression): RefusedSyntax {
  return refuse(source, node, {
    code: "GN1018",
    message: "there is no operator `?.`",
    remedy: "every value exists: write `.`",
  });
}

/** A call, also as a statement. */
export function convertCall(source: Source, node: ts.CallExpression): CallSyntax | RefusedSyntax {
  if (node.questionDotToken !== undefined) return refuseOptional(source, node);
  if (node.expression.kind === typescript.SyntaxKind.ImportKeyword) {
    return refuse(source, node, {
      code: "GN5006",
      message: "a module cannot be loaded at run time",
      remedy: 'write `import { name } from "./module.ts"` at the top of the file',
    });
  }
  const callee = convertExpression(source, node.expression);
  const values = node.arguments.map((argument) => convertExpression(source, argument));
  if (callee.kind === "refused") return callee;
  if (callee.kind !== "name" && callee.kind !== "member") return refuseCallee(source, node.expression);
  const typeArguments = (node.typeArguments ?? []).map((argument) => convertType(source, argument));
  return { kind: "call", callee, typeArguments, arguments: values, span: spanOf(source, node) };
}

function refuseCallee(source: Source, node: ts.Expression): RefusedSyntax {
  return refuse(source, node, {
    code: "GN1005",
    message: "only a function can be called, by its name",
    remedy: "choose with `if` or `switch` which function to call",
  });
}

function convertUnary(source: Source, node: ts.PrefixUnaryExpression): ExpressionSyntax {
  const operator = UNARY_OPERATORS.get(node.operator);
  if (operator !== undefined) {
    return { kind: "unary", operator, operand: convertExpression(source, node.operand), span: spanOf(source, node) };
  }
  if (node.operator === typescript.SyntaxKind.PlusToken) {
    return refuse(source, node, {
      code: "GN1018",
      message: "there is no operator `+` with one operand",
      remedy: "leave the `+` out, or convert: `f32(x)`",
    });
  }
  return refuse(source, node, assignmentInside(node.operator));
}

function convertBinary(source: Source, node: ts.BinaryExpression): ExpressionSyntax {
  const token = node.operatorToken.kind;
  const logical = LOGICAL_OPERATORS.get(token);
  const operator = BINARY_OPERATORS.get(token);
  if (logical === undefined && operator === undefined) return refuseOperator(source, node);
  const left = convertExpression(source, node.left);
  const right = convertExpression(source, node.right);
  const span = spanOf(source, node);
  if (logical !== undefined) return { kind: "logical", operator: logical, left, right, span };
  if (operator !== undefined) return { kind: "binary", operator, left, right, span };
  return { kind: "refused", span };
}

function refuseOperator(source: Source, node: ts.BinaryExpression): RefusedSyntax {
  const token = node.operatorToken.kind;
  const text = node.operatorToken.getText(source.tree);
  if (token === typescript.SyntaxKind.EqualsEqualsToken || token === typescript.SyntaxKind.ExclamationEqualsToken) {
    return refuse(source, node, {
      code: "GN1009",
      message: `there is no operator \`${text}\``,
      remedy: `write \`${text}=\``,
    });
  }
  if (token === typescript.SyntaxKind.CommaToken) {
    return refuse(source, node, {
      code: "GN1017",
      message: "two expressions cannot be joined with a comma",
      remedy: "write two statements",
    });
  }
  if (isAssignment(token)) return refuse(source, node, assignmentInside(token));
  return refuse(source, node, {
    code: "GN1018",
    message: `there is no operator \`${text}\``,
    remedy:
      token === typescript.SyntaxKind.AsteriskAsteriskToken
        ? "multiply: `x * x`"
        : "compare with `===` and choose with `? :`",
  });
}

function assignmentInside(token: ts.SyntaxKind) {
  return {
    code: "GN1016",
    message: `\`${typescript.tokenToString(token) ?? "="}\` stands inside an expression`,
    remedy: "make it a statement of its own",
  } as const;
}

/** `=`, `+=` and all the others, also those that the language does not have. */
export function isAssignment(token: ts.SyntaxKind): boolean {
  return token >= typescript.SyntaxKind.FirstAssignment && token <= typescript.SyntaxKind.LastAssignment;
}

const UNARY_OPERATORS: ReadonlyMap<ts.SyntaxKind, UnaryOperatorSyntax> = new Map<ts.SyntaxKind, UnaryOperatorSyntax>([
  [typescript.SyntaxKind.MinusToken, "-"],
  [typescript.SyntaxKind.ExclamationToken, "!"],
  [typescript.SyntaxKind.TildeToken, "~"],
]);

const LOGICAL_OPERATORS: ReadonlyMap<ts.SyntaxKind, "&&" | "||"> = new Map<ts.SyntaxKind, "&&" | "||">([
  [typescript.SyntaxKind.AmpersandAmpersandToken, "&&"],
  [typescript.SyntaxKind.BarBarToken, "||"],
]);

const BINARY_OPERATORS: ReadonlyMap<ts.SyntaxKind, BinaryOperatorSyntax> = new Map<ts.SyntaxKind, BinaryOperatorSyntax>(
  [
    [typescript.SyntaxKind.PlusToken, "+"],
    [typescript.SyntaxKind.MinusToken, "-"],
    [typescript.SyntaxKind.AsteriskToken, "*"],
    [typescript.SyntaxKind.SlashToken, "/"],
    [typescript.SyntaxKind.PercentToken, "%"],
    [typescript.SyntaxKind.AmpersandToken, "&"],
    [typescript.SyntaxKind.BarToken, "|"],
    [typescript.SyntaxKind.CaretToken, "^"],
    [typescript.SyntaxKind.LessThanLessThanToken, "<<"],
    [typescript.SyntaxKind.GreaterThanGreaterThanToken, ">>"],
    [typescript.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, ">>>"],
    [typescript.SyntaxKind.EqualsEqualsEqualsToken, "==="],
    [typescript.SyntaxKind.ExclamationEqualsEqualsToken, "!=="],
    [typescript.SyntaxKind.LessThanToken, "<"],
    [typescript.SyntaxKind.LessThanEqualsToken, "<="],
    [typescript.SyntaxKind.GreaterThanToken, ">"],
    [typescript.SyntaxKind.GreaterThanEqualsToken, ">="],
  ],
);

/** The operator of each compound assignment. */
export const COMPOUND_OPERATORS: ReadonlyMap<ts.SyntaxKind, BinaryOperatorSyntax> = new Map<
  ts.SyntaxKind,
  BinaryOperatorSyntax
>([
  [typescript.SyntaxKind.PlusEqualsToken, "+"],
  [typescript.SyntaxKind.MinusEqualsToken, "-"],
  [typescript.SyntaxKind.AsteriskEqualsToken, "*"],
  [typescript.SyntaxKind.SlashEqualsToken, "/"],
  [typescript.SyntaxKind.PercentEqualsToken, "%"],
  [typescript.SyntaxKind.AmpersandEqualsToken, "&"],
  [typescript.SyntaxKind.BarEqualsToken, "|"],
  [typescript.SyntaxKind.CaretEqualsToken, "^"],
  [typescript.SyntaxKind.LessThanLessThanEqualsToken, "<<"],
  [typescript.SyntaxKind.GreaterThanGreaterThanEqualsToken, ">>"],
  [typescript.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, ">>>"],
]);
