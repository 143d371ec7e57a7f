/**
 * Checks expressions: names, places, calls, and everything made of them.
 *
 * Types are found from the leaves up; only numbers without a type look to their surroundings (see untyped.ts). The
 * result is an expression of the IR, 8- and 16-bit loads widened. Every function gives null after it has
 * reported a mistake, or when it meets something that was reported before.
 *
 * @packageDocumentation
 */
import type { Call, Expression, Invocation, Place, Reference, Span, Tag, TupleResult } from "../ir/ir.ts";
import type { ArrayType, SliceType, StorageType, StructType, Type, ValueType } from "../ir/types.ts";
import { isScalar, isWide } from "../ir/types.ts";
import type {
  CallSyntax,
  ConditionalSyntax,
  ElementSyntax,
  ExpressionSyntax,
  Identifier,
  LogicalSyntax,
  MemberSyntax,
  NameSyntax,
} from "../parse/syntax.ts";
import {
  checkCount,
  checkMathCall,
  checkMathConstant,
  checkVocabularyCall,
  makesStorage,
  ARRAY_METHODS,
} from "./builtins.ts";
import type { CheckedParameter } from "./checked.ts";
import type { Context } from "./context.ts";
import { VOCABULARY, lookup, quote, report } from "./context.ts";
import type { Entity, FunctionEntity, StructEntity } from "./entities.ts";
import type { EnumValue } from "./enum-values.ts";
import { chooseMember, enumValue, firstMember, memberOf, reportEnumValue, reportNoMember } from "./enum-values.ts";
import { fitReference } from "./fit.ts";
import { constantOf, logical, valueType, widen } from "./fold.ts";
import { instantiate } from "./generics.ts";
import { narrow, narrowingBy, placeOfLocal } from "./narrowing.ts";
import { memberHolder, reportObject } from "./member-holders.ts";
import { checkBinary, checkUnary } from "./operators.ts";
import { describeTuple, describeType, shortName, suggestion } from "./spelling.ts";
import { refinementOf } from "./types.ts";
import { describeVariants } from "./unions.ts";
import type { Operand } from "./untyped.ts";
import { constantMember, useConstant } from "./use-constants.ts";
import { describeOperand, isTyped, materialise, store } from "./untyped.ts";

/** An expression whose value has the given type. */
export function checkValue(context: Context, syntax: ExpressionSyntax, type: ValueType): Expression | null {
  const operand = checkOperand(context, syntax);
  return operand === null ? null : materialise(context, operand, type);
}

/** An expression that can be stored in a place of the given type, or of the given enum. */
export function checkStored(
  context: Context,
  syntax: ExpressionSyntax,
  type: StorageType,
  enumeration?: string,
): Expression | null {
  const operand = checkOperand(context, syntax);
  return operand === null ? null : store(context, operand, type, enumeration);
}

/** Checks an expression that must be a bool. */
export function checkCondition(context: Context, syntax: ExpressionSyntax): Expression | null {
  const operand = checkOperand(context, syntax);
  if (operand === null) return null;
  if (isTyped(operand) && operand.type === "bool") return operand;
  if (operand.kind === "enum-value") return reportEnumValue(context, operand, "bool");
  const isBig = isTyped(operand) && isWide(valueType(operand));
  const remedy = `compare: \`${quote(context, syntax.span)} !== ${isBig ? "0n" : "0"}\``;
  return report(context, "GN2010", syntax.span, "a condition is a bool, not a number", remedy);
}

/** An expression, before its surroundings give untyped numbers a type. */
export function checkOperand(context: Context, syntax: ExpressionSyntax): Operand | null {
  switch (syntax.kind) {
    case "refused":
      return null;
    case "number":
      return { kind: "untyped", value: syntax.value, name: null, span: syntax.span };
    case "one":
      return oneOf(context, syntax.span);
    case "boolean":
      return constantOf("bool", syntax.value, syntax.span);
    case "name":
      return checkName(context, syntax);
    case "member":
      return checkMember(context, syntax);
    case "element":
      return loadFrom(context, checkPlace(context, syntax));
    case "call":
      return checkCall(context, syntax);
    case "unary": {
      const operand = checkOperand(context, syntax.operand);
      return operand === null ? null : checkUnary(context, syntax.operator, operand, syntax.span);
    }
    case "binary": {
      const left = checkOperand(context, syntax.left);
      const right = checkOperand(context, syntax.right);
      if (left === null || right === null) return null;
      return checkBinary(context, syntax.operator, left, right, syntax.span);
    }
    case "logical":
      return checkLogical(context, syntax);
    case "conditional":
      return checkConditional(context, syntax);
  }
}

/** What `++` and `--` step by: one, of whatever type is stepped. */
function oneOf(context: Context, span: Span): Operand {
  const build = (type: ValueType): Expression | null =>
    materialise(context, { kind: "untyped", value: isWide(type) ? 1n : 1, name: null, span }, type);
  return { kind: "pending", build, span };
}

function checkLogical(context: Context, syntax: LogicalSyntax): Expression | null {
  const left = checkCondition(context, syntax.left);
  const right = checkCondition(
    narrow(context, narrowingBy(context, syntax.left, syntax.operator === "&&")),
    syntax.right,
  );
  if (left === null || right === null) return null;
  return logical(syntax.operator === "&&" ? "and" : "or", left, right, syntax.span);
}

function checkConditional(context: Context, syntax: ConditionalSyntax): Operand | null {
  const condition = checkCondition(context, syntax.condition);
  const then = checkOperand(narrow(context, narrowingBy(context, syntax.condition, true)), syntax.then);
  const otherwise = checkOperand(narrow(context, narrowingBy(context, syntax.condition, false)), syntax.otherwise);
  if (condition === null || then === null || otherwise === null) return null;
  if (then.kind === "enum-value" && otherwise.kind === "enum-value" && then.enumeration === otherwise.enumeration) {
    return chooseMember(condition, then, otherwise, syntax.span);
  }
  const [member, other] = then.kind === "enum-value" ? [then, otherwise] : [otherwise, then];
  if (member.kind === "enum-value") {
    return reportNoMember(context, member.enumeration, describeOperand(other), other.span);
  }
  const build = (type: ValueType): Expression | null => {
    const [a, b] = [materialise(context, then, type), materialise(context, otherwise, type)];
    if (a === null || b === null) return null;
    if (condition.kind === "const" && a.kind === "const" && b.kind === "const") {
      return constantOf(type, condition.value === true ? a.value : b.value, syntax.span);
    }
    return { kind: "conditional", condition, then: a, otherwise: b, type, span: syntax.span };
  };
  if (condition.kind === "const" && then.kind === "untyped" && otherwise.kind === "untyped") {
    return {
      kind: "untyped",
      value: condition.value === true ? then.value : otherwise.value,
      name: null,
      span: syntax.span,
    };
  }
  if (isTyped(then)) return build(valueType(then));
  return isTyped(otherwise) ? build(valueType(otherwise)) : { kind: "pending", build, span: syntax.span };
}

// ---------------------------------------------------------------------------------------------
// Names, members and places

function checkName(context: Context, syntax: NameSyntax): Operand | null {
  const entity = lookup(context, syntax);
  if (entity.kind === "constant") return useConstant(context, entity, syntax);
  if (entity.kind === "intrinsic" && (entity.name === "Infinity" || entity.name === "NaN")) {
    return constantOf("f32", entity.name === "NaN" ? NaN : Infinity, syntax.span);
  }
  return loadFrom(context, placeOfEntity(context, entity, syntax));
}

/** `Math.PI`, `values.length` or a field. */
function checkMember(context: Context, syntax: MemberSyntax): Operand | null {
  if (isMath(context, syntax.object)) return checkMathConstant(context, syntax.member.text, syntax.span);
  const named = memberHolder(context, syntax.object);
  if (named?.kind === "enum") return memberOf(context, named, syntax.member, syntax.span);
  if (named !== null) return constantMember(context, named, syntax);
  const base = checkPlace(context, syntax.object);
  if (base === null) return null;
  const tag = tagOf(context, base, syntax.member.text);
  if (tag !== null) return valueOfTag(context, tag, syntax.span);
  if (syntax.member.text !== "length") return loadFrom(context, placeOfMember(context, base, syntax));
  if (isScalar(base.type) || base.type.kind === "struct") {
    return loadFrom(context, placeOfMember(context, base, syntax));
  }
  return lengthOf(base, base.type, syntax.span);
}

/** The tag of a class, which is known without looking. */
function tagOf(context: Context, { type }: Place, member: string): Tag | null {
  if (isScalar(type) || type.kind !== "struct") return null;
  const tag = context.program.structs.get(type.name)?.tag ?? null;
  return tag?.name === member ? tag : null;
}

function valueOfTag(context: Context, { value, enumeration }: Tag, span: Span): Operand {
  if (enumeration === undefined) return { kind: "untyped", value, name: null, span };
  const members = context.program.enumerations.get(enumeration)?.members ?? new Map<string, number>();
  const member = [...members].find(([, each]) => each === value)?.[0];
  return enumValue(enumeration, constantOf("u8", value, span, enumeration, member));
}

function isMath(context: Context, syntax: ExpressionSyntax): boolean {
  if (syntax.kind !== "name" || syntax.text !== "Math") return false;
  const entity = lookup(context, syntax);
  return entity.kind === "intrinsic" && entity.name === "Math";
}

/** The value in a scalar place, widened to 32 bits. */
function loadFrom(context: Context, place: Place | null): Expression | EnumValue | null {
  if (place === null) return null;
  if (isScalar(place.type)) {
    const value: Expression = { kind: "load", place, type: place.type, span: place.span };
    const enumeration = place.kind === "index" ? undefined : place.enumeration;
    return enumeration === undefined ? widen(value) : enumValue(enumeration, value);
  }
  const message = `this is ${describeReference(place.type)}, not a number`;
  return report(context, "GN2006", place.span, message, "use an element or a field of it");
}

function describeReference(type: Exclude<Type, StorageType>): string {
  return type.kind === "struct" ? `a ${describeType(type)}` : `an array (${describeType(type)})`;
}

/** Something that can be loaded from, stored to or referred to; null after a report. */
export function checkPlace(context: Context, syntax: ExpressionSyntax): Place | null {
  switch (syntax.kind) {
    case "name":
      return placeOfEntity(context, lookup(context, syntax), syntax);
    case "member": {
      if (isMath(context, syntax.object) || memberHolder(context, syntax.object) !== null) {
        return reportNoPlace(context, syntax.span);
      }
      const base = checkPlace(context, syntax.object);
      return base === null ? null : placeOfMember(context, base, syntax);
    }
    case "element":
      return placeOfElement(context, syntax);
    case "refused":
      return null;
    case "number":
    case "one":
    case "boolean":
    case "call":
    case "unary":
    case "binary":
    case "logical":
    case "conditional":
      return reportNoPlace(context, syntax.span);
  }
}

function reportNoPlace(context: Context, span: Span): null {
  return report(context, "GN2014", span, "this is a value, not a variable", "name a variable, a field or an element");
}

function placeOfEntity(context: Context, entity: Entity, syntax: NameSyntax): Place | null {
  const { span, text } = syntax;
  switch (entity.kind) {
    case "unknown":
      return null;
    case "local":
      return placeOfLocal(context, entity, span);
    case "static":
      if (context.locals !== null || (context.canCall && !isScalar(entity.type))) {
        return { kind: "static", name: entity.name, type: entity.type, span, ...refinementOf(entity) };
      }
      return report(
        context,
        "GN2020",
        span,
        `\`${text}\` is not known at compile time`,
        "use numbers and constants here",
      );
    case "constant":
      return report(context, "GN2014", span, `\`${text}\` is a constant, not a variable`, "declare it with `let`");
    case "function":
      return report(context, "GN2012", span, `\`${text}\` is a function, not a value`, `call it: \`${text}(...)\``);
    case "generic":
      return report(context, "GN2012", span, `\`${text}\` is a function, not a value`, `call it: \`${text}(...)\``);
    case "constant-object":
      return reportObject(context, entity, text, span);
    case "enum": {
      const remedy = `name a member: \`${firstMember(context, entity.name)}\``;
      return report(context, "GN2012", span, `\`${text}\` is an enum, not a value`, remedy);
    }
    case "struct":
    case "type-alias":
    case "type-argument":
    case "interface":
    case "intrinsic":
      return report(context, "GN2012", span, `\`${text}\` is not a value`, "name a variable or a constant");
  }
}

function placeOfMember(context: Context, base: Place, syntax: MemberSyntax): Place | null {
  const { text, span } = syntax.member;
  if (isScalar(base.type) || base.type.kind !== "struct") {
    const sort = isScalar(base.type) ? `${base.type} has` : "an array has";
    const message = `${sort} no field \`${text}\``;
    const remedy = isScalar(base.type) ? "remove it" : "an array has a length, and elements: `values[i]`";
    return report(context, "GN2013", span, message, remedy);
  }
  const struct = context.program.structs.get(base.type.name);
  const fields = struct?.fields ?? null;
  // The fields of a class that is wrong are unknown.
  if (fields === null) return null;
  if (struct?.isUnion === true && fields[0]?.name !== text) return reportVariant(context, base, struct, syntax);
  if (struct?.tag?.name === text) {
    return report(
      context,
      "GN2004",
      span,
      `\`${text}\` is the tag of ${describeType(base.type)}`,
      "replace the whole: `slot.event = new Press()`",
    );
  }
  const field = fields.find((candidate) => candidate.name === text);
  if (field !== undefined) {
    return { kind: "field", base, field: text, type: field.type, span: syntax.span, ...refinementOf(field) };
  }
  const names = fields.map((candidate) => candidate.name);
  const remedy = suggestion(text, names, names.length === 0 ? "it has no fields" : `it has ${names.join(", ")}`);
  return report(context, "GN2013", span, `${describeType(base.type)} has no field \`${text}\``, remedy);
}

/** Reports a field of a variant where it is not known which one is there. */
function reportVariant(context: Context, base: Place, union: StructEntity, { member, object }: MemberSyntax): null {
  const text = quote(context, object.span);
  const tag = union.fields?.[0]?.name ?? "kind";
  const message = `${shortName(union.name)} is ${describeVariants(union)}, and which of them \`${text}\` is, is not known here`;
  const ask = `ask for it: \`if (${text}.${tag} === ...)\` or \`switch (${text}.${tag})\``;
  const remedy = base.kind === "local" ? ask : `give it a name, and ask for its tag: \`const it = ${text}\``;
  return report(context, "GN4031", member.span, message, remedy);
}

function placeOfElement(context: Context, syntax: ElementSyntax): Place | null {
  const base = checkPlace(context, syntax.object);
  const index = checkIndex(context, syntax.index);
  if (base === null || index === null) return null;
  if (isScalar(base.type) || base.type.kind === "struct") {
    const message = `${describeType(base.type)} has no elements`;
    return report(context, "GN2013", syntax.span, message, "only arrays are indexed with `[...]`");
  }
  return { kind: "index", base, index, type: base.type.element, span: syntax.span };
}

/** An index or a bound: i32 or u32; a number without a type is u32. */
function checkIndex(context: Context, syntax: ExpressionSyntax): Expression | null {
  const operand = checkOperand(context, syntax);
  if (operand === null) return null;
  if (!isTyped(operand)) return materialise(context, operand, "u32");
  if (operand.type === "u32" || operand.type === "i32") return operand;
  if (valueType(operand) === "u32" || valueType(operand) === "i32") return widen(operand);
  const remedy = `convert it: \`u32(${quote(context, operand.span)})\``;
  return report(context, "GN4008", operand.span, `an index is a u32 or i32, not ${operand.type}`, remedy);
}

// ---------------------------------------------------------------------------------------------
// References

/** What an argument or an alias refers to: a place that is no scalar, or a part of an array. */
export function checkReference(context: Context, syntax: ExpressionSyntax): Reference | null {
  if (syntax.kind === "call" && syntax.callee.kind === "member" && syntax.callee.member.text === "subarray") {
    return checkSubarray(context, syntax, syntax.callee);
  }
  const place = checkPlace(context, syntax);
  if (place === null) return null;
  if (!isScalar(place.type)) return { kind: "reference", place, type: place.type, span: syntax.span };
  return report(context, "GN2006", syntax.span, `this is ${place.type}, not an array or a struct`, "name the array");
}

function checkSubarray(context: Context, syntax: CallSyntax, callee: MemberSyntax): Reference | null {
  const base = checkPlace(context, callee.object);
  const bounds = syntax.arguments.map((argument) => checkBound(context, argument));
  const whole = bounds.filter((bound) => bound !== null);
  if (base === null || whole.length < bounds.length) return null;
  if (isScalar(base.type) || base.type.kind === "struct" || !isScalar(base.type.element)) {
    const remedy = "pass the whole, or write a loop";
    return report(context, "GN4011", syntax.span, `${describeType(base.type)} has no \`subarray\``, remedy);
  }
  const [start, end] = whole;
  if (start === undefined || whole.length > 2) {
    const remedy = "write `values.subarray(start, end)`";
    return report(context, "GN3004", syntax.span, "`subarray` takes a start and an end", remedy);
  }
  const { element } = base.type;
  return {
    kind: "slice",
    base,
    start,
    end: end ?? lengthOf(base, base.type, syntax.span),
    type: { kind: "slice", element },
    span: syntax.span,
  };
}

function lengthOf(base: Place, type: ArrayType | SliceType, span: Span): Expression {
  if (type.kind === "array") return constantOf("u32", type.length, span);
  return { kind: "length", slice: base, type: "u32", span };
}

function checkBound(context: Context, syntax: ExpressionSyntax): Expression | null {
  const operand = checkOperand(context, syntax);
  if (operand === null) return null;
  if (!isTyped(operand)) return materialise(context, operand, "u32");
  if (valueType(operand) === "u32") return widen(operand);
  const remedy = `convert it: \`u32(${quote(context, operand.span)})\``;
  return report(context, "GN4008", operand.span, `a bound is u32, not ${valueType(operand)}`, remedy);
}

// ---------------------------------------------------------------------------------------------
// Calls

/** A call for its value. */
function checkCall(context: Context, syntax: CallSyntax): Operand | null {
  const called = checkCallee(context, syntax);
  if (called?.kind !== "callee") return called;
  const invocation = checkArguments(context, syntax, called);
  if (invocation === null) return null;
  const { result } = invocation;
  const { enumeration } = called.entity;
  if (result === "void") {
    const message = `\`${quote(context, syntax.callee.span)}\` gives no value`;
    return report(context, "GN3007", syntax.span, message, "call it in a statement of its own");
  }
  if (typeof result !== "string" && result.kind === "tuple") {
    const message = `this gives ${result.elements.length} values at once`;
    const remedy = `give them names: \`const ${describeTuple(result)} = ...\``;
    return report(context, "GN4021", syntax.span, message, remedy);
  }
  if (typeof result !== "string") {
    const message = "this result is a reference, which only a caller from outside can use";
    return report(context, "GN4012", syntax.span, message, "use the variable itself: export it from its module");
  }
  const value: Call = { kind: "call", invocation, type: result, span: syntax.span };
  return enumeration === undefined ? widen(value) : enumValue(enumeration, value);
}

/** A call that returns a tuple. */
export interface TupleCall {
  readonly invocation: Invocation;
  readonly tuple: TupleResult;
}

/** A call for the tuple that it returns; null after a report. */
export function checkTupleCall(context: Context, syntax: ExpressionSyntax): TupleCall | null {
  if (syntax.kind === "refused") return null;
  const called = syntax.kind === "call" ? checkCallee(context, syntax) : undefined;
  if (called === null) return null;
  if (syntax.kind === "call" && called?.kind === "callee") {
    const invocation = checkArguments(context, syntax, called);
    if (invocation === null) return null;
    const { result } = invocation;
    if (typeof result !== "string" && result.kind === "tuple") return { invocation, tuple: result };
  }
  const message = "only the tuple that a function returns is taken apart";
  return report(context, "GN1012", syntax.span, message, "declare one variable for each: `const x = point.x`");
}

/** A call as a statement: of a function of the program or the board. */
export function checkCallStatement(context: Context, syntax: CallSyntax): Invocation | null {
  const called = checkCallee(context, syntax);
  if (called === null) return null;
  if (called.kind === "callee") return checkArguments(context, syntax, called);
  return report(
    context,
    "GN3006",
    syntax.span,
    "this computes a value that nothing uses",
    "assign it, return it, or remove it",
  );
}

/** A function of the program or board; of a method, also the struct that it is called on. */
interface Callee {
  readonly kind: "callee";
  readonly entity: FunctionEntity;
  readonly receiver: Reference | null;
}

/** What is called; what the language itself supplies is evaluated on the spot. */
function checkCallee(context: Context, syntax: CallSyntax): Callee | Operand | null {
  const { callee } = syntax;
  if (callee.kind === "member") return checkMemberCall(context, syntax, callee);
  const entity = lookup(context, callee);
  if (entity.kind === "unknown") return null;
  if (entity.kind === "function" || entity.kind === "generic") {
    if (context.canCall && entity.kind === "generic") {
      const instance = instantiate(context, entity, syntax, (argument) => typeOfArgument(context, argument));
      return instance === null ? null : { kind: "callee", entity: instance, receiver: null };
    }
    if (syntax.typeArguments.length > 0) {
      return report(context, "GN8001", syntax.span, `\`${callee.text}\` is not generic`, "remove the type arguments");
    }
    if (context.canCall && entity.kind === "function") return { kind: "callee", entity, receiver: null };
    const message = `the result of \`${callee.text}\` is not known at compile time`;
    return report(context, "GN2020", syntax.span, message, "use numbers, constants, arithmetic and Math here");
  }
  if (entity.kind === "intrinsic" && VOCABULARY.has(entity.name)) {
    if (makesStorage(entity.name)) return checkVocabularyCall(context, entity.name, [], syntax.span);
    const operands = checkOperands(context, syntax.arguments);
    return operands === null ? null : checkVocabularyCall(context, entity.name, operands, syntax.span);
  }
  return report(context, "GN3005", callee.span, `\`${callee.text}\` is not a function`, "call a function by its name");
}

/** `Math.sqrt(x)`, or the method of a struct. */
function checkMemberCall(context: Context, syntax: CallSyntax, callee: MemberSyntax): Callee | Operand | null {
  const { text, span } = callee.member;
  if (isMath(context, callee.object)) {
    const operands = checkOperands(context, syntax.arguments);
    return operands === null ? null : checkMathCall(context, text, operands, syntax.span);
  }
  if (text === "subarray") {
    const message = "a part of an array is no number";
    return report(context, "GN4011", syntax.span, message, "pass it as an argument, or name it: `const part = ...`");
  }
  const place = checkPlace(context, callee.object);
  if (place === null) return null;
  const { type } = place;
  if (!isScalar(type) && type.kind === "struct") return checkMethod(context, { ...place, type }, callee.member);
  const remedy = ARRAY_METHODS.has(text) ? "write a loop" : "call a function with it: `step(neuron)`";
  return report(context, "GN3005", span, `there is no method \`${text}\``, remedy);
}

function checkMethod(context: Context, place: Place & { readonly type: StructType }, name: Identifier): Callee | null {
  const { type } = place;
  const struct = context.program.structs.get(type.name);
  const entity = struct?.methods.get(name.text);
  if (entity !== undefined) {
    context.program.calledMethods.add(entity.name);
    return { kind: "callee", entity, receiver: { kind: "reference", place, type, span: place.span } };
  }
  // The members of a class that is wrong are unknown.
  if (struct === undefined || struct.fields === null || struct.state !== "sound") return null;
  const names = [...struct.methods.keys()];
  const message = `${describeType(type)} has no method \`${name.text}\``;
  const otherwise = names.length === 0 ? "call a function with it: `step(neuron)`" : `it has ${names.join(", ")}`;
  return report(context, "GN3005", name.span, message, suggestion(name.text, names, otherwise));
}

function checkOperands(context: Context, nodes: readonly ExpressionSyntax[]): readonly Operand[] | null {
  const operands = nodes.map((node) => checkOperand(context, node));
  const whole = operands.filter((operand) => operand !== null);
  return whole.length === operands.length ? whole : null;
}

/** The type of an argument before there is a parameter for it; null if it has none, "wrong" after a report. */
function typeOfArgument(outer: Context, syntax: ExpressionSyntax): Type | null | "wrong" {
  const context: Context = { ...outer, program: { ...outer.program, diagnostics: [] } };
  const isPart = syntax.kind === "call" && syntax.callee.kind === "member" && syntax.callee.member.text === "subarray";
  const isNamed = syntax.kind === "name" || syntax.kind === "member" || syntax.kind === "element";
  const reference = isPart || isNamed ? checkReference(context, syntax) : null;
  if (reference !== null) return reference.type;
  const operand = checkOperand(outer, syntax);
  if (operand === null) return "wrong";
  return isTyped(operand) ? operand.type : null;
}

function checkArguments(context: Context, syntax: CallSyntax, callee: Callee): Invocation | null {
  const { entity, receiver } = callee;
  const parameters = receiver === null ? entity.parameters : entity.parameters.slice(1);
  const name = quote(context, syntax.callee.span);
  const values = syntax.arguments.map((argument, index) => checkArgument(context, argument, parameters[index]));
  if (!checkCount(context, name, parameters.length, syntax.arguments.length, syntax.span)) return null;
  const whole = values.filter((value) => value !== null);
  if (whole.length < values.length) return null;
  const all = receiver === null ? whole : [receiver, ...whole];
  return { callee: entity.name, arguments: all, result: entity.result, span: syntax.span };
}

/** One argument; of a superfluous one (`parameter` undefined) only the count is judged. */
function checkArgument(
  context: Context,
  syntax: ExpressionSyntax,
  parameter: CheckedParameter | undefined,
): Expression | Reference | null {
  if (parameter === undefined) return null;
  const { type, enumeration } = parameter;
  if (isScalar(type)) return checkStored(context, syntax, type, enumeration);
  const reference = checkReference(context, syntax);
  return reference === null ? null : fitReference(context, reference, type);
}
