/**
 * Checks what a module declares, all but the bodies of functions.
 *
 * The order is fixed, so that nothing has to be found on demand: imports, then the names of classes and
 * types, constants in source order, fields, signatures, then variables and the constants that call functions. A
 * constant can therefore use only what stands above it, which is also what JavaScript would do.
 *
 * @packageDocumentation
 */
import type { Field, ResultType, Span, Struct } from "../ir/ir.ts";
import type { ElementType, StorageType, Type, ValueType } from "../ir/types.ts";
import { isScalar, valueTypeOf } from "../ir/types.ts";
import { inOrderOfNeed, isZero } from "../ir/uses.ts";
import type {
  CallSyntax,
  ClassSyntax,
  DeclarationSyntax,
  ExpressionSyntax,
  FieldSyntax,
  FunctionSyntax,
  Identifier,
  InitialSyntax,
  InterfaceSyntax,
  ParameterSyntax,
  TypeAliasSyntax,
  TypeUnionSyntax,
  VariableSyntax,
} from "../parse/syntax.ts";
import { checkTabulate, findComputed, isTabulateCall } from "./compile-time.ts";
import { isKnown } from "./checked.ts";
import type { CheckedConstant, CheckedInitial, CheckedParameter, CheckedStatic } from "./checked.ts";
import type { Context } from "./context.ts";
import { checkSpelling, declare, lookup, report } from "./context.ts";
import type { ConstantEntity, Entity, FunctionEntity, ModuleScope, StaticEntity, StructEntity } from "./entities.ts";
import { UNKNOWN } from "./entities.ts";
import { checkOperand } from "./expressions.ts";
import { checkTypeParameters } from "./generics.ts";
import { sameType } from "./same-type.ts";
import { TYPED_ARRAYS, describeType, shortName } from "./spelling.ts";
import { resolveFunctionResult } from "./results.ts";
import { checkLength, resolveAlias, resolveType } from "./types.ts";
import { checkSize } from "./sizes.ts";
import { checkTag } from "./tags.ts";
import { describeVariants, holdsUnion, unionFields, unionInitial, unionOf, variantField } from "./unions.ts";
import { defaultType, isTyped, requireTyped, store } from "./untyped.ts";

/** What a module declares, functions aside; those are checked with {@link DeclaredFunction.entity}. */
export interface Declarations {
  readonly structs: readonly Struct[];
  readonly constants: readonly CheckedConstant[];
  readonly statics: readonly CheckedStatic[];
  readonly functions: readonly DeclaredFunction[];
}

/** A function whose signature is sound. */
export interface DeclaredFunction {
  readonly syntax: FunctionSyntax;
  readonly entity: FunctionEntity;
  readonly parameters: readonly CheckedParameter[];
}

/** Enters all declarations of a module into its scope. Imports are there already. */
export function checkDeclarations(module: ModuleScope): Declarations {
  const context: Context = {
    program: module.program,
    syntax: module.syntax,
    module,
    home: module,
    locals: null,
    canCall: false,
  };
  const { declarations } = module.syntax;
  const named = variables(declarations).filter(isConstant);
  const computed = findComputed(module, named, declarations);
  for (const syntax of declarations) {
    const isNamed = syntax.kind === "variable" && isConstant(syntax);
    module.pending.set(syntax.name.text, !isNamed ? "other" : computed.has(syntax) ? "computed" : "below");
  }
  for (const syntax of declarations) declareType(context, syntax);
  const plain = named.filter((syntax) => !computed.has(syntax)).flatMap((syntax) => checkConstant(context, syntax));
  for (const { entity, span } of module.bindings.values()) {
    // Only now can the length in an alias be any constant of the module.
    if (entity.kind === "type-alias") resolveAlias(context, entity, { text: entity.syntax.name.text, span });
  }
  for (const syntax of declarations) if (syntax.kind === "interface") checkInterface(context, syntax);
  const structs = inOrderOfNeed(
    declarations
      .filter((syntax) => syntax.kind === "class" || syntax.kind === "type-alias")
      .flatMap((syntax) => checkStruct(context, syntax)),
  );
  const functions = declarations
    .filter((syntax) => syntax.kind === "function")
    .flatMap((syntax) => checkSignature(context, syntax));
  for (const name of module.pending.keys()) module.pending.set(name, "below");
  const calling: Context = { ...context, canCall: true };
  const constants = [...plain];
  const statics: CheckedStatic[] = [];
  for (const syntax of variables(declarations)) {
    if (!isConstant(syntax)) statics.push(...checkStatic(calling, syntax));
    else if (computed.has(syntax)) constants.push(...checkConstant(calling, syntax));
  }
  return { structs, constants: inSourceOrder(constants), statics, functions };
}

function inSourceOrder<One extends { readonly span: Span }>(declarations: readonly One[]): readonly One[] {
  return declarations.toSorted((left, right) => left.span.start - right.span.start);
}

function variables(declarations: readonly DeclarationSyntax[]): readonly VariableSyntax[] {
  return declarations.filter((syntax) => syntax.kind === "variable");
}

/** A `const` that is computed, not allocated. */
function isConstant(syntax: VariableSyntax): boolean {
  const { mutable, initial } = syntax;
  return !mutable && initial !== null && initial.kind !== "new" && !isArrayCall(initial) && !isTabulateCall(initial);
}

function isArrayCall(syntax: InitialSyntax): boolean {
  return syntax.kind === "call" && syntax.callee.kind === "name" && syntax.callee.text === "array";
}

/** Replaces the pending name by what it stands for. */
function enter(context: Context, syntax: DeclarationSyntax, entity: Entity, noun: string): void {
  context.module.pending.delete(syntax.name.text);
  declare(context, context.module.bindings, syntax.name, entity, syntax.exported ? null : noun);
}

function qualified(context: Context, syntax: DeclarationSyntax): string {
  return `${context.syntax.id}.${syntax.name.text}`;
}

/** Names of types can be used anywhere in the module. */
function declareType(context: Context, syntax: DeclarationSyntax): void {
  if (syntax.kind === "class") {
    declareStruct(context, syntax, "class");
  } else if (syntax.kind === "type-alias" && syntax.type.kind === "type-union") {
    declareStruct(context, syntax, "type");
  } else if (syntax.kind === "type-alias") {
    enter(context, syntax, { kind: "type-alias", syntax, type: undefined, resolving: false }, "type");
  } else if (syntax.kind === "interface") {
    enter(context, syntax, { kind: "interface", name: qualified(context, syntax), fields: [] }, "interface");
  } else if (syntax.kind === "refused-declaration") enter(context, syntax, UNKNOWN, "declaration");
}

function declareStruct(context: Context, syntax: ClassSyntax | TypeAliasSyntax, noun: string): void {
  const name = qualified(context, syntax);
  const isUnion = syntax.kind === "type-alias";
  const entity: StructEntity = { kind: "struct", name, state: "declared", fields: null, isUnion, tag: null };
  enter(context, syntax, entity, noun);
  context.program.structs.set(name, entity);
}

// ---------------------------------------------------------------------------------------------
// Constants

function checkConstant(context: Context, syntax: VariableSyntax): readonly CheckedConstant[] {
  const name = qualified(context, syntax);
  const constant = constantValue(context, syntax);
  const entity: ConstantEntity | null =
    constant === null
      ? null
      : {
          kind: "constant",
          name,
          type: constant.type,
          value: typeof constant.value === "object" ? null : constant.value,
        };
  enter(context, syntax, entity ?? UNKNOWN, "constant");
  if (constant === null) return [];
  const { value } = constant;
  const type = constant.type ?? defaultType(typeof value === "bigint" ? value : Number(value));
  const { doc, exported, span } = syntax;
  return [
    {
      name,
      doc,
      exported,
      span,
      type,
      value: type === "f32" && typeof value === "number" ? Math.fround(value) : value,
    },
  ];
}

/** Value and type of a `const` of a module, null the type of a plain number; null after a report. */
function constantValue(
  context: Context,
  syntax: VariableSyntax,
): { readonly type: ValueType | null; readonly value: CheckedConstant["value"] } | null {
  const type = syntax.type === null ? undefined : resolveType(context, syntax.type);
  if (syntax.initial === null || syntax.initial.kind === "new" || type === null) return null;
  const operand = checkOperand(context, syntax.initial);
  if (operand === null) return null;
  if (type !== undefined && !isScalar(type)) {
    const message = `a constant is a number or a bool, not ${describeType(type)}`;
    return report(context, "GN4002", syntax.span, message, "write `new`: `const query = new Float32Array(16)`");
  }
  if (type === undefined && operand.kind === "untyped") {
    return { type: null, value: operand.value };
  }
  const value = type === undefined ? requireTyped(context, operand) : store(context, operand, type);
  if (value === null) return null;
  if (value.kind === "const") return { type: valueTypeOf(value.type), value: value.value };
  return context.canCall ? { type: valueTypeOf(value.type), value } : reportNotConstant(context, syntax.initial);
}

/** Reports an expression that has to be known at compile time and is not. */
function reportNotConstant(context: Context, syntax: ExpressionSyntax): null {
  const message = "this is not known at compile time";
  return report(context, "GN2020", syntax.span, message, "use numbers, constants, arithmetic and Math here");
}

/** The initial value of a scalar. */
function checkInitialScalar(context: Context, syntax: ExpressionSyntax, type: StorageType): CheckedInitial | null {
  const operand = checkOperand(context, syntax);
  const value = operand === null ? null : store(context, operand, type);
  if (value === null) return null;
  if (value.kind === "const") return value.value;
  return context.canCall ? value : reportNotConstant(context, syntax);
}

// ---------------------------------------------------------------------------------------------
// Classes and unions

/** A class, or a type that is a union; other types leave nothing. */
function checkStruct(context: Context, syntax: ClassSyntax | TypeAliasSyntax): readonly Struct[] {
  const entity = context.program.structs.get(qualified(context, syntax));
  if (entity === undefined) return [];
  const fields = structFields(context, entity, syntax.span);
  const { doc, exported, span } = syntax;
  const { name, isUnion, tag } = entity;
  return fields === null ? [] : [{ name, doc, exported, span, fields, isUnion, tag }];
}

/** The fields of a class or union, of this module or another; null after a report. */
function structFields(context: Context, entity: StructEntity, span: Span): readonly Field[] | null {
  if (entity.state === "checking") {
    const message = `\`${shortName(entity.name)}\` would contain itself`;
    return report(context, "GN4005", span, message, "keep the index of the other one in an array");
  }
  if (entity.state !== "declared") return entity.fields;
  for (const syntax of context.syntax.declarations) {
    if (qualified(context, syntax) !== entity.name) continue;
    if (syntax.kind === "class") return fieldsOf(context, entity, syntax);
    if (syntax.kind === "type-alias" && syntax.type.kind === "type-union") {
      return variantsOf(context, entity, syntax.type);
    }
  }
  return entity.fields;
}

/** The tag and the variants of a union of this module; null after a report. */
function variantsOf(context: Context, entity: StructEntity, syntax: TypeUnionSyntax): readonly Field[] | null {
  entity.state = "checking";
  entity.fields = unionFields(context, syntax, (variant, span) => {
    const initial = structStorage(context, variant, span)?.initial ?? null;
    return initial !== null && isKnown(initial) ? initial : null;
  });
  entity.state = entity.fields === null ? "wrong" : "sound";
  return entity.fields;
}

/** The fields of a class of this module; null after a report. */
function fieldsOf(context: Context, entity: StructEntity, syntax: ClassSyntax): readonly Field[] | null {
  entity.state = "checking";
  const tag = checkTag(context, syntax.fields);
  const fields = syntax.fields.filter(({ isReadonly }) => !isReadonly).map((field) => checkField(context, field));
  reportDoubleFields(context, syntax.fields);
  const whole = fields.filter((field) => field !== null);
  if (syntax.complete && syntax.fields.length === 0) {
    report(
      context,
      "GN4004",
      syntax.name.span,
      "a class without fields holds nothing",
      "give it a field: `v: f32 = 0`",
    );
  }
  const isWhole = syntax.complete && whole.length === fields.length && tag !== null;
  const isSound = isWhole && (whole.length > 0 || tag !== "none");
  entity.tag = tag === "none" ? null : tag;
  entity.state = isSound ? "sound" : "wrong";
  entity.fields = isSound ? whole : null;
  return entity.fields;
}

/** The fields that an interface asks for. */
function checkInterface(context: Context, syntax: InterfaceSyntax): void {
  const entity = context.module.bindings.get(syntax.name.text)?.entity;
  if (entity?.kind !== "interface") return;
  reportDoubleFields(context, syntax.fields);
  entity.fields = syntax.fields.flatMap((field) => {
    const type = resolveType(context, field.type);
    if (type === null) return [];
    if (isScalar(type) || type.kind !== "slice") return [{ name: field.name.text, type }];
    const message = `${describeType(type)} has no length here, and a field has one`;
    report(context, "GN4004", field.type.span, message, `write \`Fixed<${describeType(type)}, 16>\``);
    return [];
  });
}

function reportDoubleFields(context: Context, fields: readonly { readonly name: Identifier }[]): void {
  const names = new Set<string>();
  for (const { name } of fields) {
    checkSpelling(context, name);
    if (names.has(name.text)) {
      report(context, "GN2002", name.span, `\`${name.text}\` is declared twice`, "give one of the two another name");
    }
    names.add(name.text);
  }
}

function checkField(context: Context, syntax: FieldSyntax): Field | null {
  const declared = syntax.type === null ? undefined : resolveType(context, syntax.type);
  if (declared === null) return null;
  if (syntax.initial === null) {
    const message = `the field \`${syntax.name.text}\` has no initial value`;
    return report(context, "GN4004", syntax.span, message, "write it: `v: f32 = 0` or `values = new Float32Array(16)`");
  }
  const storage = checkStorage(context, syntax.initial, declared);
  if (storage === null) return null;
  const { type, initial } = storage;
  if (isKnown(initial)) return { name: syntax.name.text, type, doc: syntax.doc, initial };
  const message = "a field does not begin with what functions compute";
  return report(context, "GN2020", syntax.initial.span, message, "assign it in a function, such as `boot()`");
}

// ---------------------------------------------------------------------------------------------
// Storage: variables and fields

interface Storage {
  readonly type: ElementType;
  readonly initial: CheckedInitial;
}

function checkStatic(context: Context, syntax: VariableSyntax): readonly CheckedStatic[] {
  const storage = staticStorage(context, syntax);
  const name = qualified(context, syntax);
  const entity: StaticEntity | null =
    storage === null
      ? null
      : { kind: "static", name, type: storage.type, mutable: syntax.mutable, module: context.syntax.id };
  enter(context, syntax, entity ?? UNKNOWN, "variable");
  if (storage === null) return [];
  const { doc, exported, span } = syntax;
  return [{ name, doc, exported, span, ...storage }];
}

function staticStorage(context: Context, syntax: VariableSyntax): Storage | null {
  const declared = syntax.type === null ? undefined : resolveType(context, syntax.type);
  if (declared === null) return null;
  if (syntax.initial === null) {
    const message = `the variable \`${syntax.name.text}\` has no initial value`;
    return report(context, "GN4002", syntax.span, message, "write it: `let count: u32 = 0`");
  }
  const storage = checkStorage(context, syntax.initial, declared);
  if (storage !== null && unionOf(context, storage.type) !== null) {
    const message = "a union is a field of a class, where its variant can be replaced";
    return report(context, "GN4030", syntax.span, message, "write `class Slot { event: Event = new Press() }`");
  }
  if (storage === null || !syntax.mutable || isScalar(storage.type)) return storage;
  return report(
    context,
    "GN4002",
    syntax.span,
    "an array or struct is never replaced by another",
    "declare it with `const`",
  );
}

/** Type and contents of what an initialiser describes; `declared` is the written type, if there is one. */
function checkStorage(context: Context, syntax: InitialSyntax, declared: Type | undefined): Storage | null {
  if (syntax.kind === "refused") return null;
  const isAllocated = syntax.kind === "new" || isArrayCall(syntax) || isTabulateCall(syntax);
  if (!isAllocated) return scalarStorage(context, syntax, declared);
  const storage = allocatedStorage(context, syntax);
  if (storage === null || declared === undefined || agrees(storage.type, declared)) return storage;
  const union = unionOf(context, declared);
  if (union !== null) return variantStorage(context, union, storage.type, syntax.span);
  const message = `this is ${describeType(storage.type)}, not ${describeType(declared)}`;
  return report(context, "GN4007", syntax.span, message, "leave the written type out");
}

function allocatedStorage(context: Context, syntax: InitialSyntax): Storage | null {
  if (syntax.kind === "new") return newStorage(context, syntax);
  return isTabulateCall(syntax) ? tabulatedStorage(context, syntax) : arrayStorage(context, syntax);
}

/** A union that begins as one of its variants. */
function variantStorage(context: Context, union: StructEntity, type: ElementType, span: Span): Storage | null {
  if (structFields(context, union, span) === null) return null;
  const variant = variantField(union, type);
  if (variant !== undefined) {
    return { type: { kind: "struct", name: union.name }, initial: unionInitial(context, union, variant) };
  }
  const message = `${describeType(type)} is no variant of ${shortName(union.name)}`;
  return report(context, "GN4007", span, message, `the variants are ${describeVariants(union)}`);
}

/** A written slice type names the kind of array and leaves the length to the initialiser. */
function agrees(type: ElementType, declared: Type): boolean {
  if (sameType(type, declared)) return true;
  if (isScalar(type) || isScalar(declared) || type.kind !== "array" || declared.kind !== "slice") return false;
  return sameType(type.element, declared.element);
}

function scalarStorage(context: Context, syntax: ExpressionSyntax, declared: Type | undefined): Storage | null {
  if (declared === undefined) {
    const operand = checkOperand(context, syntax);
    if (operand === null) return null;
    if (operand.kind === "const") return { type: operand.type, initial: operand.value };
    if (isTyped(operand) && context.canCall) return { type: operand.type, initial: operand };
    if (operand.kind !== "untyped") return reportNotConstant(context, syntax);
    return report(
      context,
      "GN2009",
      syntax.span,
      "nothing says which type this number has",
      "write the type: `count: u32 = 0`",
    );
  }
  if (!isScalar(declared)) {
    const message = `${describeType(declared)} begins with \`new\``;
    return report(
      context,
      "GN4002",
      syntax.span,
      message,
      "write `new Float32Array(16)`, `new State()` or `array(Neuron, 32)`",
    );
  }
  const initial = checkInitialScalar(context, syntax, declared);
  return initial === null ? null : { type: declared, initial };
}

function newStorage(context: Context, syntax: Extract<InitialSyntax, { kind: "new" }>): Storage | null {
  const entity = lookup(context, syntax.constructed);
  if (entity.kind === "unknown") return null;
  const [argument, ...rest] = syntax.arguments;
  if (entity.kind === "struct" && !entity.isUnion) {
    if (argument === undefined) return structStorage(context, entity, syntax.span);
    return report(
      context,
      "GN3004",
      syntax.span,
      `\`new ${syntax.constructed.text}\` takes no arguments`,
      "remove them",
    );
  }
  const element = entity.kind === "intrinsic" ? TYPED_ARRAYS.get(entity.name) : undefined;
  if (element === undefined) return reportConstructed(context, syntax);
  if (argument === undefined || rest.length > 0) {
    const remedy = `write \`new ${syntax.constructed.text}(16)\``;
    return report(context, "GN3004", syntax.span, "a typed array takes its length, or its elements", remedy);
  }
  if (argument.kind === "element-list") return tableStorage(context, argument.elements, element, syntax.span);
  const length = checkConstantLength(context, argument);
  if (length === null) return null;
  const type: ElementType = { kind: "array", element, length };
  return checkSize(context, type, syntax.span) ? { type, initial: "zero" } : null;
}

function reportConstructed(context: Context, syntax: Extract<InitialSyntax, { kind: "new" }>): null {
  const { text, span } = syntax.constructed;
  const message = `\`${text}\` is neither a class nor a typed array of the language`;
  return report(context, "GN4003", span, message, `the typed arrays are ${[...TYPED_ARRAYS.keys()].join(", ")}`);
}

function tableStorage(
  context: Context,
  nodes: readonly ExpressionSyntax[],
  element: StorageType,
  span: Span,
): Storage | null {
  const length = checkLength(context, nodes.length, span);
  const values = nodes.map((node) => checkInitialScalar(context, node, element));
  const whole = values.filter((value) => value !== null);
  if (length === null || whole.length < values.length) return null;
  return { type: { kind: "array", element, length }, initial: whole };
}

/** `tabulate(Uint32Array, 256, crcOfByte)`. */
function tabulatedStorage(context: Context, syntax: CallSyntax): Storage | null {
  const parts = checkTabulate(context, syntax);
  const length = parts === null ? null : checkConstantLength(context, parts.length);
  if (parts === null || length === null) return null;
  const type: ElementType = { kind: "array", element: parts.element, length };
  return checkSize(context, type, syntax.span) ? { type, initial: parts.contents(length) } : null;
}

/** A length as an expression: an untyped constant, or a typed one. */
function checkConstantLength(outer: Context, syntax: ExpressionSyntax): number | null {
  const context: Context = { ...outer, canCall: false };
  const operand = checkOperand(context, syntax);
  if (operand === null) return null;
  if (operand.kind === "untyped" || operand.kind === "const") return checkLength(context, operand.value, syntax.span);
  return reportNotConstant(context, syntax);
}

/** `array(Neuron, 32)`. */
function arrayStorage(context: Context, syntax: InitialSyntax): Storage | null {
  if (syntax.kind !== "call" || syntax.callee.kind !== "name") return null;
  const called = lookup(context, syntax.callee);
  const [struct, count, ...rest] = syntax.arguments;
  if (called.kind === "unknown") return null;
  if (called.kind !== "intrinsic" || called.name !== "array") {
    return report(
      context,
      "GN3005",
      syntax.callee.span,
      "`array` is not the one of lib/types.ts",
      "import it from there",
    );
  }
  if (struct === undefined || count === undefined || rest.length > 0) {
    return report(context, "GN3004", syntax.span, "`array` takes a class and a length", "write `array(Neuron, 32)`");
  }
  const length = checkConstantLength(context, count);
  const entity = struct.kind === "name" ? lookup(context, struct) : null;
  if (entity?.kind === "unknown") return null;
  if (entity?.kind !== "struct" || entity.isUnion) {
    return report(
      context,
      "GN4003",
      struct.span,
      "`array` is for structs: this is not a class",
      "for numbers write `new Float32Array(32)`",
    );
  }
  const element = structStorage(context, entity, syntax.span);
  if (element === null || length === null) return null;
  const type: ElementType = { kind: "array", element: element.type, length };
  if (!checkSize(context, type, syntax.span)) return null;
  const initial = element.initial === "zero" ? "zero" : Array.from({ length }, () => element.initial);
  return { type, initial };
}

/** A struct as it begins: "zero" if every field does. */
function structStorage(context: Context, entity: StructEntity, span: Span): Storage | null {
  const fields = structFields(context, entity, span);
  if (fields === null) return null;
  const type: ElementType = { kind: "struct", name: entity.name };
  const isAllZero = fields.every(({ initial }) => isZero(initial));
  return { type, initial: isAllZero ? "zero" : fields.map((field) => field.initial) };
}

// ---------------------------------------------------------------------------------------------
// Functions

function checkSignature(context: Context, syntax: FunctionSyntax): readonly DeclaredFunction[] {
  if (syntax.typeParameters.length > 0) return checkGeneric(context, syntax);
  const parameters = syntax.parameters.map((parameter) => checkParameter(context, parameter, syntax.body === null));
  const result = checkResult(context, syntax);
  const whole = parameters.filter((parameter) => parameter !== null);
  if (whole.length < parameters.length || result === null) {
    enter(context, syntax, UNKNOWN, "function");
    return [];
  }
  const entity: FunctionEntity = {
    kind: "function",
    name: qualified(context, syntax),
    parameters: whole,
    result,
    publicName: syntax.publicName?.text ?? null,
  };
  enter(context, syntax, entity, syntax.body === null ? "extern" : "function");
  return [{ syntax, entity, parameters: whole }];
}

/** A generic function declares no function yet: its uses do. */
function checkGeneric(context: Context, syntax: FunctionSyntax): readonly DeclaredFunction[] {
  const parameters = checkTypeParameters(context, syntax);
  const { module } = context;
  const name = qualified(context, syntax);
  enter(
    context,
    syntax,
    parameters === null ? UNKNOWN : { kind: "generic", name, syntax, module, parameters },
    "function",
  );
  return [];
}

function checkParameter(context: Context, syntax: ParameterSyntax, isExtern: boolean): CheckedParameter | null {
  const type = resolveType(context, syntax.type);
  if (type !== null && isExtern && holdsUnion(context, type)) {
    const message = "a function of the board is given no union, for it might put another variant into it";
    return report(context, "GN4030", syntax.type.span, message, "pass the numbers or arrays that it needs");
  }
  return type === null ? null : { name: syntax.name.text, type };
}

function checkResult(context: Context, syntax: FunctionSyntax): ResultType | null {
  if (syntax.body !== null || syntax.result.kind !== "type-tuple") return resolveFunctionResult(context, syntax.result);
  const message = "a function of the board returns no tuple";
  return report(context, "GN4020", syntax.result.span, message, "let it fill an array that is passed to it");
}
