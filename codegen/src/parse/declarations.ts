/**
 * Converts what stands at the top of a file: imports and exports (imports.ts), and declarations.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import { diagnostic } from "../diagnostics-table.ts";
import { docOf, fieldDocOf, memberDocOf, optionOf, publicNameOf } from "./comments.ts";
import { convertExpression, convertInitial, convertObject } from "./expressions.ts";
import { REFUSED_DECLARATIONS, refusalOf } from "./refusals.ts";
import { identifierOf, refuse, spanOf } from "./source.ts";
import type { Refusal, Source } from "./source.ts";
import { convertStatements, namesOf, refuseKeyword, refuseVariable } from "./statements.ts";
import type {
  ClassSyntax,
  DeclarationSyntax,
  EnumMemberSyntax,
  EnumSyntax,
  ExportListSyntax,
  FieldSyntax,
  FunctionSyntax,
  Identifier,
  ImportSyntax,
  ParameterSyntax,
  RefusedDeclarationSyntax,
  TypeParameterSyntax,
  VariableSyntax,
} from "./syntax.ts";
import { convertType } from "./types.ts";
import { DEFAULT_EXPORT, convertExportList, convertImport } from "./imports.ts";
import { typescript } from "../packages/typescript.ts";

/** What a file holds, in source order. */
export interface FileSyntax {
  readonly imports: readonly ImportSyntax[];
  readonly declarations: readonly DeclarationSyntax[];
  readonly exports: readonly ExportListSyntax[];
}

/** Converts a whole file; what it may not contain is reported on the way. */
export function convertFile(source: Source): FileSyntax {
  const imports: ImportSyntax[] = [];
  const declarations: DeclarationSyntax[] = [];
  const exports: ExportListSyntax[] = [];
  for (const node of source.tree.statements) {
    if (typescript.isImportDeclaration(node)) imports.push(convertImport(source, node));
    else if (typescript.isExportDeclaration(node)) exports.push(convertExportList(source, node));
    else declarations.push(...convertDeclaration(source, node));
  }
  return { imports, declarations, exports };
}

function convertDeclaration(source: Source, node: ts.Statement): readonly DeclarationSyntax[] {
  if (typescript.isFunctionDeclaration(node)) return convertFunction(source, node);
  if (typescript.isClassDeclaration(node)) return convertClass(source, node);
  if (typescript.isEnumDeclaration(node)) return convertEnum(source, node);
  if (typescript.isVariableStatement(node)) return convertVariableStatement(source, node);
  if (typescript.isInterfaceDeclaration(node)) return convertInterface(source, node);
  if (typescript.isTypeAliasDeclaration(node)) return convertTypeAlias(source, node);
  if (typescript.isEmptyStatement(node)) return [];
  if (typescript.isExportAssignment(node)) {
    refuse(source, node, DEFAULT_EXPORT);
    return [];
  }
  const refusal = REFUSED_DECLARATIONS.get(node.kind);
  if (refusal === undefined) {
    refuse(source, node, typescript.isImportEqualsDeclaration(node) ? REQUIRE : TOP_LEVEL_CODE);
    return [];
  }
  refuse(source, node, refusal);
  return [];
}

function convertFunction(source: Source, node: ts.FunctionDeclaration): readonly DeclarationSyntax[] {
  if (node.name === undefined) {
    refuse(source, node, DEFAULT_EXPORT);
    return [];
  }
  const isExtern = hasModifier(node, typescript.SyntaxKind.DeclareKeyword);
  refuseModifiers(source, node, [typescript.SyntaxKind.ExportKeyword, typescript.SyntaxKind.DeclareKeyword]);
  return [convertCallable(source, node, node.name, isExtern)];
}

/** A function or method whose modifiers have been judged. */
function convertCallable(
  source: Source,
  node: ts.FunctionDeclaration | ts.MethodDeclaration,
  nameNode: ts.Identifier,
  isExtern: boolean,
): FunctionSyntax | RefusedDeclarationSyntax {
  const name = identifierOf(source, nameNode);
  if (node.asteriskToken !== undefined) refuse(source, node.asteriskToken, GENERATOR);
  const mayBeGeneric = typescript.isFunctionDeclaration(node) && !isExtern;
  const typeParameters = mayBeGeneric ? convertTypeParameters(source, node) : [];
  if (!mayBeGeneric) refuseTypeParameters(source, node);
  const parameters = node.parameters.flatMap((parameter) => convertParameter(source, parameter));
  if (node.type === undefined) refuse(source, nameNode, withoutResult(name.text));
  if (node.body === undefined && !isExtern) refuse(source, node, BODILESS);
  const body = node.body === undefined ? null : convertStatements(source, node.body.statements);
  const hasParameters =
    parameters.length === node.parameters.length && typeParameters.length === (node.typeParameters ?? []).length;
  if (node.type === undefined || !hasParameters || (body === null && !isExtern)) {
    // The signature is unknown, so calls of it cannot be judged; the reason has been reported.
    return refusedDeclaration(source, node, name);
  }
  return {
    kind: "function",
    name,
    doc: docOf(source, node),
    publicName: publicNameOf(source, node),
    typeParameters,
    exported: hasModifier(node, typescript.SyntaxKind.ExportKeyword),
    parameters,
    result: convertType(source, node.type),
    body,
    end: { file: source.file, start: Math.max(node.end - 1, 0), end: node.end },
    span: spanOf(source, node),
  };
}

/** Those that are in the language. */
function convertTypeParameters(source: Source, node: ts.FunctionDeclaration): readonly TypeParameterSyntax[] {
  return (node.typeParameters ?? []).flatMap((parameter): readonly TypeParameterSyntax[] => {
    const { constraint } = parameter;
    if (constraint === undefined || parameter.default !== undefined || parameter.modifiers !== undefined) {
      refuse(source, parameter, UNCONSTRAINED);
      return [];
    }
    const name = identifierOf(source, parameter.name);
    const span = spanOf(source, parameter);
    if (constraint.kind === typescript.SyntaxKind.NumberKeyword) {
      return [{ name, constraint: [], isLength: true, span }];
    }
    const members = typescript.isUnionTypeNode(constraint) ? constraint.types : [constraint];
    return [{ name, constraint: members.map((member) => convertType(source, member)), isLength: false, span }];
  });
}

function convertInterface(source: Source, node: ts.InterfaceDeclaration): readonly DeclarationSyntax[] {
  refuseModifiers(source, node, [typescript.SyntaxKind.ExportKeyword]);
  refuseTypeParameters(source, node);
  for (const clause of node.heritageClauses ?? []) refuse(source, clause, INTERFACE_MEMBER);
  const fields = node.members.flatMap((member): readonly ParameterSyntax[] => {
    const isField = typescript.isPropertySignature(member) && member.questionToken === undefined;
    if (
      isField &&
      typescript.isIdentifier(member.name) &&
      member.type !== undefined &&
      member.modifiers === undefined
    ) {
      const name = identifierOf(source, member.name);
      return [{ name, type: convertType(source, member.type), span: spanOf(source, member) }];
    }
    refuse(source, member, INTERFACE_MEMBER);
    return [];
  });
  return [
    {
      kind: "interface",
      name: identifierOf(source, node.name),
      doc: docOf(source, node),
      exported: hasModifier(node, typescript.SyntaxKind.ExportKeyword),
      fields,
      span: spanOf(source, node),
    },
  ];
}

/** Nothing if the parameter is refused. */
function convertParameter(source: Source, node: ts.ParameterDeclaration): readonly ParameterSyntax[] {
  const [modifier] = node.modifiers ?? [];
  const refusal = parameterRefusal(node);
  if (refusal !== null || modifier !== undefined) {
    refuse(source, node, refusal ?? CLASS_MEMBER);
    return [];
  }
  if (!typescript.isIdentifier(node.name) || node.type === undefined) return [];
  const name = identifierOf(source, node.name);
  return [{ name, type: convertType(source, node.type), span: spanOf(source, node) }];
}

function parameterRefusal(node: ts.ParameterDeclaration): Refusal | null {
  if (node.dotDotDotToken !== undefined) {
    return { code: "GN1011", message: "a function takes a fixed number of arguments", remedy: "pass a typed array" };
  }
  if (!typescript.isIdentifier(node.name)) {
    return {
      code: "GN1012",
      message: "values are not taken apart by a pattern",
      remedy: "give the parameter a name and use its fields",
    };
  }
  if (node.name.text === "this") {
    return { code: "GN1020", message: "there is no `this`", remedy: "give the parameter another name" };
  }
  if (node.questionToken !== undefined || node.initializer !== undefined) {
    return {
      code: "GN1027",
      message: "every parameter is always passed",
      remedy: "remove `?` or the default value, and pass it in each call",
    };
  }
  if (node.type !== undefined) return null;
  return {
    code: "GN1028",
    message: `the parameter \`${node.name.text}\` has no type`,
    remedy: `write its type: \`${node.name.text}: f32\``,
  };
}

function withoutResult(name: string): Refusal {
  return {
    code: "GN1028",
    message: `the function \`${name}\` has no result type`,
    remedy: "write the type behind the parentheses: `: f32`, or `: void`",
  };
}

function convertClass(source: Source, node: ts.ClassDeclaration): readonly DeclarationSyntax[] {
  if (node.name === undefined) {
    refuse(source, node, DEFAULT_EXPORT);
    return [];
  }
  refuseModifiers(source, node, [typescript.SyntaxKind.ExportKeyword]);
  refuseTypeParameters(source, node);
  for (const clause of node.heritageClauses ?? []) refuse(source, clause, INHERITANCE);
  const members = node.members.filter((member) => !typescript.isSemicolonClassElement(member));
  const exported = hasModifier(node, typescript.SyntaxKind.ExportKeyword);
  const methods = members
    .filter((member) => typescript.isMethodDeclaration(member))
    .flatMap((method) => convertMethod(source, method, exported));
  const others = members.filter((member) => !typescript.isMethodDeclaration(member));
  const fields = others.flatMap((member) => convertMember(source, member));
  return [
    {
      kind: "class",
      name: identifierOf(source, node.name),
      doc: docOf(source, node),
      exported,
      fields,
      methods,
      complete: fields.length + methods.length === members.length,
      span: spanOf(source, node),
    } satisfies ClassSyntax,
  ];
}

/** A function with `this`; nothing if it is refused. */
function convertMethod(source: Source, node: ts.MethodDeclaration, exported: boolean): readonly FunctionSyntax[] {
  const [modifier] = node.modifiers ?? [];
  if (!typescript.isIdentifier(node.name) || node.questionToken !== undefined) {
    refuse(source, node, METHOD_NAME);
    return [];
  }
  if (modifier !== undefined) {
    refuse(source, modifier, METHOD_MODIFIERS.get(modifier.kind) ?? MODIFIERS.get(modifier.kind) ?? MEMBER_MODIFIER);
    return [];
  }
  source.insideMethod = true;
  const method = convertCallable(source, node, node.name, false);
  source.insideMethod = false;
  if (method.kind !== "function") return [];
  if (method.publicName !== null) {
    source.diagnostics.push(diagnostic("GN1024", method.publicName.span, METHOD_EXPORT.message, METHOD_EXPORT.remedy));
  }
  return [{ ...method, publicName: null, exported }];
}

function convertMember(source: Source, node: ts.ClassElement): readonly FieldSyntax[] {
  const plain =
    typescript.isPropertyDeclaration(node) && node.questionToken === undefined && node.exclamationToken === undefined;
  const isReadonly = plain && hasModifier(node, typescript.SyntaxKind.ReadonlyKeyword);
  if (!plain || !typescript.isIdentifier(node.name) || (node.modifiers ?? []).length > (isReadonly ? 1 : 0)) {
    refuse(source, node, MEMBERS.get(node.kind) ?? CLASS_MEMBER);
    return [];
  }
  return [
    {
      name: identifierOf(source, node.name),
      type: node.type === undefined ? null : convertType(source, node.type),
      initial: node.initializer === undefined ? null : convertInitial(source, node.initializer),
      isReadonly,
      doc: fieldDocOf(source, node),
      span: spanOf(source, node),
    },
  ];
}

function convertEnum(source: Source, node: ts.EnumDeclaration): readonly DeclarationSyntax[] {
  for (const modifier of node.modifiers ?? []) {
    if (modifier.kind !== typescript.SyntaxKind.ExportKeyword) refuse(source, modifier, ENUM_MODIFIER);
  }
  const members = node.members.flatMap((member) => convertEnumMember(source, member));
  return [
    {
      kind: "enum",
      name: identifierOf(source, node.name),
      doc: docOf(source, node),
      exported: hasModifier(node, typescript.SyntaxKind.ExportKeyword),
      members,
      complete: members.length === node.members.length,
      span: spanOf(source, node),
    } satisfies EnumSyntax,
  ];
}

function convertEnumMember(source: Source, node: ts.EnumMember): readonly EnumMemberSyntax[] {
  if (!typescript.isIdentifier(node.name)) {
    refuse(source, node.name, ENUM_MEMBER);
    return [];
  }
  const value = node.initializer === undefined ? null : convertExpression(source, node.initializer);
  if (value?.kind === "refused") return [];
  return [{ name: identifierOf(source, node.name), value, doc: memberDocOf(source, node), span: spanOf(source, node) }];
}

function convertVariableStatement(source: Source, node: ts.VariableStatement): readonly DeclarationSyntax[] {
  const list = node.declarationList;
  refuseModifiers(source, node, [typescript.SyntaxKind.ExportKeyword]);
  const keyword = refuseKeyword(source, list);
  const isDeclare = hasModifier(node, typescript.SyntaxKind.DeclareKeyword);
  return list.declarations.flatMap((declaration): readonly DeclarationSyntax[] => {
    const refused = refuseVariable(source, declaration);
    if (keyword || refused || isDeclare || !typescript.isIdentifier(declaration.name)) {
      return namesOf(source, declaration.name).map((name) => refusedDeclaration(source, declaration, name));
    }
    const object = objectIn(declaration.initializer);
    if (object !== null) return [convertConstantObject(source, node, declaration, declaration.name, object)];
    return [
      {
        kind: "variable",
        name: identifierOf(source, declaration.name),
        doc: docOf(source, node),
        exported: hasModifier(node, typescript.SyntaxKind.ExportKeyword),
        mutable: (list.flags & typescript.NodeFlags.Const) === 0,
        option: optionOf(source, node),
        type: declaration.type === undefined ? null : convertType(source, declaration.type),
        initial: declaration.initializer === undefined ? null : convertInitial(source, declaration.initializer),
        span: spanOf(source, declaration),
      } satisfies VariableSyntax,
    ];
  });
}

/** The object of `{ ... }` and of `{ ... } as const`, else null. */
function objectIn(node: ts.Expression | undefined): ts.ObjectLiteralExpression | null {
  const inner = node !== undefined && typescript.isAsExpression(node) ? node.expression : node;
  return inner !== undefined && typescript.isObjectLiteralExpression(inner) ? inner : null;
}

function convertConstantObject(
  source: Source,
  node: ts.VariableStatement,
  declaration: ts.VariableDeclaration,
  nameNode: ts.Identifier,
  object: ts.ObjectLiteralExpression,
): DeclarationSyntax {
  const name = identifierOf(source, nameNode);
  const { initializer } = declaration;
  const isConst =
    (node.declarationList.flags & typescript.NodeFlags.Const) !== 0 &&
    declaration.type === undefined &&
    initializer !== undefined &&
    typescript.isAsExpression(initializer) &&
    typescript.isConstTypeReference(initializer.type);
  if (!isConst) {
    refuse(source, declaration, OBJECT_NOT_CONSTANT);
    return refusedDeclaration(source, declaration, name);
  }
  return {
    kind: "constant-object",
    name,
    doc: docOf(source, node),
    exported: hasModifier(node, typescript.SyntaxKind.ExportKeyword),
    object: convertObject(source, object),
    span: spanOf(source, declaration),
  };
}

const OBJECT_NOT_CONSTANT: Refusal = {
  code: "GN1013",
  message: "an object stands for constants only",
  remedy: "write `const PINS = { led: 25 } as const`, or declare a class for what changes",
};

function convertTypeAlias(source: Source, node: ts.TypeAliasDeclaration): readonly DeclarationSyntax[] {
  refuseModifiers(source, node, [typescript.SyntaxKind.ExportKeyword]);
  refuseTypeParameters(source, node);
  return [
    {
      kind: "type-alias",
      name: identifierOf(source, node.name),
      doc: docOf(source, node),
      exported: hasModifier(node, typescript.SyntaxKind.ExportKeyword),
      type: convertType(source, node.type),
      span: spanOf(source, node),
    },
  ];
}

function refusedDeclaration(source: Source, node: ts.Node, name: Identifier): RefusedDeclarationSyntax {
  return { kind: "refused-declaration", name, doc: "", exported: true, span: spanOf(source, node) };
}

// ---------------------------------------------------------------------------------------------
// Modifiers

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return (node.modifiers ?? []).some((modifier) => modifier.kind === kind);
}

function refuseModifiers(source: Source, node: ts.HasModifiers, allowed: readonly ts.SyntaxKind[]): void {
  for (const modifier of node.modifiers ?? []) {
    if (!allowed.includes(modifier.kind)) refuse(source, modifier, MODIFIERS.get(modifier.kind) ?? refusalOf(modifier));
  }
}

function refuseTypeParameters(source: Source, node: ts.DeclarationWithTypeParameterChildren): void {
  const [first] = node.typeParameters ?? [];
  if (first !== undefined) refuse(source, first, GENERIC);
}

const MODIFIERS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map<ts.SyntaxKind, Refusal>([
  [typescript.SyntaxKind.DefaultKeyword, DEFAULT_EXPORT],
  [
    typescript.SyntaxKind.AsyncKeyword,
    { code: "GN1006", message: "a function is never async", remedy: "return, and go on in the next call" },
  ],
  [
    typescript.SyntaxKind.AbstractKeyword,
    { code: "GN1024", message: "no class is abstract", remedy: "remove `abstract`" },
  ],
  [
    typescript.SyntaxKind.DeclareKeyword,
    {
      code: "GN1025",
      message: "only functions come from outside",
      remedy: "write `export declare function read(): u32`",
    },
  ],
  [
    typescript.SyntaxKind.Decorator,
    { code: "GN1024", message: "there are no decorators", remedy: "remove it, or write a tag in the doc comment" },
  ],
]);

const GENERATOR: Refusal = {
  code: "GN1006",
  message: "a program has no generators",
  remedy: "keep the position in a variable of the module",
};
const GENERIC: Refusal = {
  code: "GN1026",
  message: "only functions of the program are generic",
  remedy: "write one for each type, or a generic function",
};
const UNCONSTRAINED: Refusal = {
  code: "GN1026",
  message: "a type parameter says what it can be",
  remedy: "write `<T extends f32 | i32>`, `<T extends Keyed>` with an interface, or `<N extends number>` for a length",
};
const INTERFACE_MEMBER: Refusal = {
  code: "GN1024",
  message: "an interface is only a list of plain fields",
  remedy: "write `name: f32`",
};
const BODILESS: Refusal = {
  code: "GN1025",
  message: "this function has no body",
  remedy: "write the body, or `declare function` if the board supplies it",
};
const INHERITANCE: Refusal = {
  code: "GN1024",
  message: "a class does not inherit",
  remedy: "give it a field of the other class: `base = new Base()`",
};
const CLASS_MEMBER: Refusal = {
  code: "GN1024",
  message: "a class has plain fields with initial values, and methods",
  remedy: "write `name: f32 = 0`, without modifiers",
};
/** Members of other kinds. */
const MEMBERS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map<ts.SyntaxKind, Refusal>([
  [
    typescript.SyntaxKind.Constructor,
    {
      code: "GN1024",
      message: "a class has no constructor",
      remedy: "give its fields initial values, and write a method for the rest: `reset(): void`",
    },
  ],
  [
    typescript.SyntaxKind.GetAccessor,
    { code: "GN1024", message: "a class has no getters", remedy: "write a method: `double(): u32`" },
  ],
  [
    typescript.SyntaxKind.SetAccessor,
    { code: "GN1024", message: "a class has no setters", remedy: "write a method: `setGain(gain: f32): void`" },
  ],
  [
    typescript.SyntaxKind.ClassStaticBlockDeclaration,
    { code: "GN1024", message: "a class runs no code", remedy: "put the statements into a function, such as `boot()`" },
  ],
]);
const METHOD_NAME: Refusal = {
  code: "GN1024",
  message: "a method has a plain name, and is always there",
  remedy: "write `name(): void { ... }`",
};
const MEMBER_MODIFIER: Refusal = {
  code: "GN1024",
  message: "members of a class have no modifiers",
  remedy: "remove it",
};
const METHOD_EXPORT = {
  message: "a method has no public name",
  remedy: "export a function that calls it",
};
const METHOD_MODIFIERS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map<ts.SyntaxKind, Refusal>([
  [
    typescript.SyntaxKind.StaticKeyword,
    { code: "GN1024", message: "a class has no static members", remedy: "declare a function of the module" },
  ],
]);
const ENUM_MODIFIER: Refusal = {
  code: "GN1025",
  message: "there are no `const` and no `declare` enums: every enum is compiled to constants",
  remedy: "write `enum` alone, or `export enum`",
};
const ENUM_MEMBER: Refusal = {
  code: "GN1025",
  message: "a member of an enum has a plain name",
  remedy: "write `enum State { Idle, Busy = 5 }`",
};
const TOP_LEVEL_CODE: Refusal = {
  code: "GN1029",
  message: "a module only declares: no code runs when it is loaded",
  remedy: "put the statement into a function, such as `boot()`",
};
const REQUIRE: Refusal = {
  code: "GN5006",
  message: "this form of import is not in the language",
  remedy: 'write `import { name } from "./module.ts"`',
};
