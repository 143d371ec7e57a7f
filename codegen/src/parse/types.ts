/**
 * Converts types. Which names are types is `check`'s matter; here only the spelling is looked at.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import type { TypeElementSyntax, TypeNameSyntax, TypeSyntax } from "./syntax.ts";
import { identifierOf, nested, refuse, spanOf } from "./source.ts";
import type { Source } from "./source.ts";
import { typescript } from "../packages/typescript.ts";

/** Converts a type as written; outside the subset, reports it and gives a `refused` node. */
export function convertType(source: Source, node: ts.TypeNode): TypeSyntax {
  return nested(source, node, () => convertTypeNode(source, node));
}

function convertTypeNode(source: Source, node: ts.TypeNode): TypeSyntax {
  if (typescript.isTypeReferenceNode(node)) return convertTypeReference(source, node);
  if (typescript.isArrayTypeNode(node)) {
    return { kind: "type-list", element: convertType(source, node.elementType), span: spanOf(source, node) };
  }
  if (typescript.isTupleTypeNode(node)) {
    const elements = node.elements.map((element) => convertTypeElement(source, element));
    return { kind: "type-tuple", elements, span: spanOf(source, node) };
  }
  if (typescript.isIndexedAccessTypeNode(node) && node.indexType.kind === typescript.SyntaxKind.NumberKeyword) {
    return { kind: "type-indexed", array: convertType(source, node.objectType), span: spanOf(source, node) };
  }
  if (typescript.isUnionTypeNode(node)) {
    const members = node.types.map((member) => convertType(source, member));
    return { kind: "type-union", members, span: spanOf(source, node) };
  }
  if (typescript.isParenthesizedTypeNode(node)) return convertType(source, node.type);
  if (typescript.isLiteralTypeNode(node) && typescript.isNumericLiteral(node.literal)) {
    return { kind: "type-length", value: Number(node.literal.text), span: spanOf(source, node) };
  }
  if (typescript.isTypeQueryNode(node) && typescript.isIdentifier(node.exprName) && node.typeArguments === undefined) {
    return { kind: "type-of", name: identifierOf(source, node.exprName), span: spanOf(source, node) };
  }
  if (node.kind === typescript.SyntaxKind.BooleanKeyword) return keyword(source, node, "boolean");
  if (node.kind === typescript.SyntaxKind.VoidKeyword) return keyword(source, node, "void");
  if (node.kind === typescript.SyntaxKind.NumberKeyword) {
    return refuse(source, node, {
      code: "GN1031",
      message: "`number` does not say which number it is",
      remedy: "write f32, i32, u32 or another type of lib/types.ts",
    });
  }
  const word = KEYWORDS.get(node.kind);
  if (word !== undefined) {
    return refuse(source, node, {
      code: "GN1031",
      message: `there is no type \`${word}\` in the language`,
      remedy: "write a type of lib/types.ts, a typed array or a class",
    });
  }
  return refuse(source, node, {
    code: "GN1030",
    message: `a ${describe(node)} is not a type of the language`,
    remedy: "write the name of a type, `Fixed<Float32Array, 16>`, or `Name[]`",
  });
}

function convertTypeElement(source: Source, node: ts.TypeNode | ts.NamedTupleMember): TypeElementSyntax {
  const span = spanOf(source, node);
  if (!typescript.isNamedTupleMember(node)) return { label: null, type: convertType(source, node), span };
  if (node.dotDotDotToken === undefined && node.questionToken === undefined) {
    return { label: identifierOf(source, node.name), type: convertType(source, node.type), span };
  }
  const message = "a tuple has all of its elements, and no others";
  return { label: null, type: refuse(source, node, { code: "GN1030", message, remedy: "write each element" }), span };
}

function convertTypeReference(source: Source, node: ts.TypeReferenceNode): TypeSyntax {
  if (!typescript.isIdentifier(node.typeName)) {
    return refuse(source, node, {
      code: "GN1030",
      message: "a qualified name is not a type of the language",
      remedy: "import the type by its own name",
    });
  }
  return {
    kind: "type-name",
    name: identifierOf(source, node.typeName),
    arguments: (node.typeArguments ?? []).map((argument) => convertType(source, argument)),
    span: spanOf(source, node),
  };
}

function keyword(source: Source, node: ts.TypeNode, text: string): TypeNameSyntax {
  const span = spanOf(source, node);
  return { kind: "type-name", name: { text, span }, arguments: [], span };
}

const KEYWORDS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [typescript.SyntaxKind.AnyKeyword, "any"],
  [typescript.SyntaxKind.UnknownKeyword, "unknown"],
  [typescript.SyntaxKind.NeverKeyword, "never"],
  [typescript.SyntaxKind.ObjectKeyword, "object"],
  [typescript.SyntaxKind.StringKeyword, "string"],
  [typescript.SyntaxKind.SymbolKeyword, "symbol"],
  [typescript.SyntaxKind.BigIntKeyword, "bigint"],
  [typescript.SyntaxKind.UndefinedKeyword, "undefined"],
]);

/** `UnionType` becomes "union type". */
function describe(node: ts.Node): string {
  return typescript.SyntaxKind[node.kind].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
