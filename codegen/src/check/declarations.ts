/**
 * Checks what a module declares, all but the bodies of functions.
 *
 * The order is fixed, so that nothing has to be found on demand: imports, then the names of classes and types,
 * constants and enums in source order, fields, signatures, then variables and the constants that call functions. A
 * constant can therefore use only what stands above it, which is also what JavaScript would do.
 *
 * @packageDocumentation
 */
import type { Enumeration, Expression, ResultType, Span, Struct } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar, valueTypeOf } from "../ir/types.ts";
import { inOrderOfNeed } from "../ir/uses.ts";
import type {
  ClassSyntax,
  ConstantObjectSyntax,
  DeclarationSyntax,
  EnumSyntax,
  ExpressionSyntax,
  FunctionSyntax,
  InterfaceSyntax,
  ParameterSyntax,
  TypeAliasSyntax,
  VariableSyntax,
} from "../parse/syntax.ts";
import { findComputed, isTabulateCall } from "./compile-time.ts";
import type { CheckedConstant, CheckedParameter, CheckedStatic } from "./checked.ts";
import type { Context } from "./context.ts";
import { declare, qualified, report } from "./context.ts";
import type {
  ConstantEntity,
  Entity,
  EnumEntity,
  FunctionEntity,
  ModuleScope,
  StaticEntity,
  StructEntity,
} from "./entities.ts";
import { UNKNOWN } from "./entities.ts";
import { checkObject } from "./constant-objects.ts";
import { checkEnumeration } from "./enumerations.ts";
import { checkOperand } from "./expressions.ts";
import { checkOption, reportNoOption, withSetting } from "./options.ts";
import { checkTypeParameters } from "./generics.ts";
import { resolveFunctionResult } from "./results.ts";
import { describeType } from "./spelling.ts";
import type { Storage } from "./storage.ts";
import { checkStruct, checkStorage, isArrayCall, reportDoubleMembers, reportNotConstant } from "./storage.ts";
import { boundOf, enumerationOf, reportBound, resolveAlias, resolveDeclared, resolveType } from "./types.ts";
import { defaultType, requireTyped, store } from "./untyped.ts";
import { holdsUnion, unionOf } from "./unions.ts";

/** What a module declares, functions aside; those are checked with {@link DeclaredFunction.entity}. */
export interface Declarations {
  readonly structs: readonly Struct[];
  readonly enumerations: readonly Enumeration[];
  readonly constants: readonly CheckedConstant[];
  readonly statics: readonly CheckedStatic[];
  readonly functions: readonly DeclaredFunction[];
}

/** The parameter of a method that the source calls so, too. */
export const SELF = "this";

/** A function or method whose signature is sound. */
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
    module.pending.set(syntax.name.text, pendingKind(syntax, computed));
  }
  for (const syntax of declarations) declareType(context, syntax);
  const plain: CheckedConstant[] = [];
  const enumerations: Enumeration[] = [];
  for (const syntax of declarations) {
    if (syntax.kind === "enum") enumerations.push(...declareEnumeration(context, syntax));
    else if (syntax.kind === "constant-object") plain.push(...declareObject(context, syntax));
    else if (syntax.kind === "variable" && isConstant(syntax) && !computed.has(syntax)) {
      plain.push(...checkConstant(context, syntax));
    }
  }
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
  const functions = declarations.flatMap((syntax) => {
    if (syntax.kind === "class") return checkMethods(context, syntax);
    return syntax.kind === "function" ? checkSignature(context, syntax) : [];
  });
  for (const name of module.pending.keys()) module.pending.set(name, "below");
  const calling: Context = { ...context, canCall: true };
  const constants = [...plain];
  const statics: CheckedStatic[] = [];
  for (const syntax of variables(declarations)) {
    if (!isConstant(syntax)) statics.push(...checkStatic(calling, syntax));
    else if (computed.has(syntax)) constants.push(...checkConstant(calling, syntax));
  }
  return { structs, enumerations, constants: inSourceOrder(constants), statics, functions };
}

/** How a name is refused while it stands for nothing yet. */
function pendingKind(syntax: DeclarationSyntax, computed: ReadonlySet<VariableSyntax>): "below" | "computed" | "other" {
  if (syntax.kind === "enum" || syntax.kind === "constant-object") return "below";
  if (syntax.kind !== "variable" || !isConstant(syntax)) return "other";
  return computed.has(syntax) ? "computed" : "below";
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

/** Replaces the pending name by what it stands for. */
function enter(context: Context, syntax: DeclarationSyntax, entity: Entity, noun: string): void {
  context.module.pending.delete(syntax.name.text);
  declare(context, context.module.bindings, syntax.name, entity, syntax.exported ? null : noun);
}

/** Names of types can be used anywhere in the module. */
function declareType(context: Context, syntax: DeclarationSyntax): void {
  if (syntax.kind === "class") {
    declareStruct(context, syntax, "class");
  } else if (syntax.kind === "type-alias" && syntax.type.kind === "type-union") {
    declareStruct(context, syntax, "type");
  } else if (syntax.kind === "type-alias") {
    enter(
      context,
      syntax,
      { kind: "type-alias", syntax, type: undefined, enumeration: undefined, resolving: false },
      "type",
    );
  } else if (syntax.kind === "interface") {
    enter(context, syntax, { kind: "interface", name: qualified(context, syntax), fields: [] }, "interface");
  } else if (syntax.kind === "refused-declaration") enter(context, syntax, UNKNOWN, "declaration");
}

function declareStruct(context: Context, syntax: ClassSyntax | TypeAliasSyntax, noun: string): void {
  const name = qualified(context, syntax);
  const isUnion = syntax.kind === "type-alias";
  const entity: StructEntity = {
    kind: "struct",
    name,
    state: "declared",
    fields: null,
    methods: new Map(),
    isUnion,
    tag: null,
  };
  enter(context, syntax, entity, noun);
  context.program.structs.set(name, entity);
}

// ---------------------------------------------------------------------------------------------
// Enums and constants

function declareEnumeration(context: Context, syntax: EnumSyntax): readonly Enumeration[] {
  const checked = checkEnumeration(context, syntax, qualified(context, syntax));
  if (checked === null) {
    enter(context, syntax, UNKNOWN, "enum");
    return [];
  }
  const { name, storage } = checked;
  const members = new Map(checked.members.map((member) => [member.name, member.value]));
  const entity: EnumEntity = { kind: "enum", name, storage, members };
  context.program.enumerations.set(name, entity);
  enter(context, syntax, entity, "enum");
  return [checked];
}

function declareObject(context: Context, syntax: ConstantObjectSyntax): readonly CheckedConstant[] {
  const { doc, exported } = syntax;
  const checked = checkObject(context, syntax.object, { name: qualified(context, syntax), doc, exported });
  enter(context, syntax, checked?.entity ?? UNKNOWN, "constant");
  return checked?.constants ?? [];
}

function checkConstant(context: Context, syntax: VariableSyntax): readonly CheckedConstant[] {
  const name = qualified(context, syntax);
  // Also where it is set to another value: what the source says is checked, and what it names is used.
  const written = constantValue(context, syntax);
  const set = withSetting(context, syntax);
  const constant = set === syntax ? written : constantValue(context, set);
  const entity: ConstantEntity | null =
    constant === null
      ? null
      : {
          kind: "constant",
          name,
          type: constant.type,
          value: typeof constant.value === "object" ? null : constant.value,
          enumeration: constant.enumeration,
        };
  enter(context, syntax, entity ?? UNKNOWN, "constant");
  if (constant === null) return [];
  checkOption(context, syntax, constant);
  const { value } = constant;
  const isPlain = typeof value !== "object" && (constant.type === null || constant.enumeration !== undefined);
  const number = typeof value === "bigint" ? value : Number(value);
  const type = isPlain ? defaultType(number) : valueTypeOf(constant.type ?? "i32");
  const { doc, exported, span, option } = syntax;
  return [
    {
      name,
      doc,
      exported,
      span,
      ...(option === null ? {} : { option: option.range }),
      type,
      value: type === "f32" && typeof value === "number" ? Math.fround(value) : value,
    },
  ];
}

/** What a `const` of a module is: its type is null if it is a plain number. */
interface ConstantValue {
  readonly type: StorageType | null;
  readonly value: CheckedConstant["value"];
  readonly enumeration?: string | undefined;
}

/** The value of a `const` of a module; null after a report. */
function constantValue(context: Context, syntax: VariableSyntax): ConstantValue | null {
  const declared = syntax.type === null ? undefined : resolveDeclared(context, syntax.type);
  if (syntax.initial === null || syntax.initial.kind === "new" || declared === null) return null;
  if (syntax.type !== null && declared?.below !== undefined) return reportBound(context, syntax.type);
  const type = declared?.type;
  const operand = checkOperand(context, syntax.initial);
  if (operand === null) return null;
  if (type !== undefined && !isScalar(type)) {
    const message = `a constant is a number or a bool, not ${describeType(type)}`;
    return report(context, "GN4002", syntax.span, message, "write `new`: `const query = new Float32Array(16)`");
  }
  if (type === undefined && operand.kind === "untyped") {
    return { type: null, value: operand.value };
  }
  if (type === undefined && operand.kind === "enum-value") {
    return constantOfType(context, syntax.initial, operand.value, operand.enumeration);
  }
  const value =
    type === undefined ? requireTyped(context, operand) : store(context, operand, type, declared?.enumeration);
  return value === null ? null : constantOfType(context, syntax.initial, value, declared?.enumeration);
}

/** A member of an enum keeps the type of its storage. */
function constantOfType(
  context: Context,
  syntax: ExpressionSyntax,
  value: Expression,
  enumeration: string | undefined,
): ConstantValue | null {
  const type = enumeration === undefined ? valueTypeOf(value.type) : value.type;
  if (value.kind === "const") return { type, value: value.value, enumeration };
  return context.canCall ? { type, value, enumeration } : reportNotConstant(context, syntax);
}

// ---------------------------------------------------------------------------------------------
// Interfaces

/** The fields that an interface asks for. */
function checkInterface(context: Context, syntax: InterfaceSyntax): void {
  const entity = context.module.bindings.get(syntax.name.text)?.entity;
  if (entity?.kind !== "interface") return;
  reportDoubleMembers(context, syntax.fields);
  entity.fields = syntax.fields.flatMap((field) => {
    const type = resolveType(context, field.type);
    if (type === null) return [];
    if (isScalar(type) || type.kind !== "slice") return [{ name: field.name.text, type }];
    const message = `${describeType(type)} has no length here, and a field has one`;
    report(context, "GN4004", field.type.span, message, `write \`Fixed<${describeType(type)}, 16>\``);
    return [];
  });
}

// ---------------------------------------------------------------------------------------------
// Variables

function checkStatic(context: Context, syntax: VariableSyntax): readonly CheckedStatic[] {
  if (syntax.option !== null) reportNoOption(context, syntax.option.span);
  const storage = staticStorage(context, syntax);
  const name = qualified(context, syntax);
  const { mutable } = syntax;
  const entity: StaticEntity | null =
    storage === null
      ? null
      : {
          kind: "static",
          name,
          type: storage.type,
          enumeration: storage.enumeration,
          below: storage.below,
          mutable,
          module: context.syntax.id,
        };
  enter(context, syntax, entity ?? UNKNOWN, "variable");
  if (storage === null) return [];
  const { doc, exported, span } = syntax;
  return [{ name, doc, exported, span, ...storage }];
}

function staticStorage(context: Context, syntax: VariableSyntax): Storage | null {
  const declared = syntax.type === null ? undefined : resolveDeclared(context, syntax.type);
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

// ---------------------------------------------------------------------------------------------
// Functions

function checkSignature(context: Context, syntax: FunctionSyntax): readonly DeclaredFunction[] {
  if (syntax.typeParameters.length > 0) return checkGeneric(context, syntax);
  const entity = signatureOf(context, syntax, qualified(context, syntax), []);
  enter(context, syntax, entity ?? UNKNOWN, entity === null || syntax.body !== null ? "function" : "extern");
  return entity === null ? [] : [{ syntax, entity, parameters: entity.parameters }];
}

/** Methods are functions that take the struct by reference, in a parameter before all others. */
function checkMethods(context: Context, syntax: ClassSyntax): readonly DeclaredFunction[] {
  const owner = context.program.structs.get(qualified(context, syntax));
  if (owner === undefined) return [];
  return syntax.methods.flatMap((method) => {
    const self: CheckedParameter = { name: SELF, type: { kind: "struct", name: owner.name } };
    const entity = signatureOf(context, method, `${owner.name}#${method.name.text}`, [self]);
    if (entity === null) return [];
    owner.methods.set(method.name.text, entity);
    return [{ syntax: method, entity, parameters: entity.parameters }];
  });
}

/** What calls need to know of a function; null after a report. */
function signatureOf(
  context: Context,
  syntax: FunctionSyntax,
  name: string,
  before: readonly CheckedParameter[],
): FunctionEntity | null {
  const parameters = syntax.parameters.map((parameter) => checkParameter(context, parameter, syntax.body === null));
  const result = checkResult(context, syntax);
  const whole = parameters.filter((parameter) => parameter !== null);
  if (whole.length < parameters.length || result === null) return null;
  return {
    kind: "function",
    name,
    parameters: [...before, ...whole],
    result,
    enumeration: enumerationOf(context, syntax.result),
    resultBelow: boundOf(context, syntax.result),
    publicName: syntax.publicName?.text ?? null,
  };
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
  const declared = resolveDeclared(context, syntax.type);
  if (declared !== null && isExtern && holdsUnion(context, declared.type)) {
    const message = "a function of the board is given no union, for it might put another variant into it";
    return report(context, "GN4030", syntax.type.span, message, "pass the numbers or arrays that it needs");
  }
  return declared === null ? null : { name: syntax.name.text, ...declared };
}

function checkResult(context: Context, syntax: FunctionSyntax): ResultType | null {
  if (syntax.body !== null || syntax.result.kind !== "type-tuple") {
    const result = resolveFunctionResult(context, syntax.result);
    if (result === null || syntax.body !== null || boundOf(context, syntax.result) === undefined) return result;
    const message = "nothing proves that what a function of the board returns is less than a bound";
    return report(context, "GN6009", syntax.result.span, message, "return `u32`, and test it where it is called");
  }
  const message = "a function of the board returns no tuple";
  return report(context, "GN4020", syntax.result.span, message, "let it fill an array that is passed to it");
}
