/**
 * What is computed at compile time: constants by call, and tables.
 *
 * `check` only types it. A constant whose value takes a call cannot be known before functions are, so it is no number
 * yet for the rest of this stage: it is read as a variable is, and cannot be the length of an array.
 *
 * @packageDocumentation
 */
import type { Call, Span } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { valueTypeOf } from "../ir/types.ts";
import type {
  CallSyntax,
  DeclarationSyntax,
  ExpressionSyntax,
  InitialSyntax,
  VariableSyntax,
} from "../parse/syntax.ts";
import type { Tabulation } from "./checked.ts";
import type { Context } from "./context.ts";
import { lookup, report } from "./context.ts";
import type { FunctionEntity, ModuleScope } from "./entities.ts";
import { convertTo } from "./fold.ts";
import { TYPED_ARRAYS } from "./spelling.ts";
import { isWithin } from "./untyped.ts";

/** Whether an initial value is `tabulate(...)`. */
export function isTabulateCall(syntax: InitialSyntax): syntax is CallSyntax {
  return syntax.kind === "call" && syntax.callee.kind === "name" && syntax.callee.text === "tabulate";
}

/**
 * The constants of a module, in source order, whose values need functions: they call one, or use a constant that
 * does. Judged by names alone, before there are any entities.
 */
export function findComputed(
  module: ModuleScope,
  constants: readonly VariableSyntax[],
  declarations: readonly DeclarationSyntax[],
): ReadonlySet<VariableSyntax> {
  const names = new Set(declarations.filter(({ kind }) => kind === "function").map(({ name }) => name.text));
  for (const [name, { entity }] of module.bindings) {
    const isCallable = entity.kind === "function" || entity.kind === "generic";
    if (isCallable || (entity.kind === "constant" && entity.value === null)) names.add(name);
  }
  const computed = new Set<VariableSyntax>();
  for (const syntax of constants) {
    if (syntax.initial === null || syntax.initial.kind === "new" || !mentions(syntax.initial, names)) continue;
    computed.add(syntax);
    names.add(syntax.name.text);
  }
  return computed;
}

function mentions(syntax: ExpressionSyntax, names: ReadonlySet<string>): boolean {
  const some = (...parts: readonly ExpressionSyntax[]): boolean => parts.some((part) => mentions(part, names));
  switch (syntax.kind) {
    case "name":
      return names.has(syntax.text);
    case "call":
      return some(syntax.callee, ...syntax.arguments);
    case "member":
      return some(syntax.object);
    case "element":
      return some(syntax.object, syntax.index);
    case "unary":
      return some(syntax.operand);
    case "binary":
    case "logical":
      return some(syntax.left, syntax.right);
    case "conditional":
      return some(syntax.condition, syntax.then, syntax.otherwise);
    case "number":
    case "one":
    case "boolean":
    case "refused":
      return false;
  }
}

/** A table before its elements are known. */
export interface TableParts {
  readonly element: StorageType;
  readonly length: ExpressionSyntax;
  /** The contents, once the length is known. */
  readonly contents: (length: number) => Tabulation;
}

/** `tabulate(Uint32Array, 256, crcOfByte)`; null after a report. */
export function checkTabulate(context: Context, syntax: CallSyntax): TableParts | null {
  const called = lookup(context, syntax.callee.kind === "name" ? syntax.callee : syntax.callee.member);
  if (called.kind === "unknown") return null;
  if (called.kind !== "intrinsic" || called.name !== "tabulate") {
    const message = "`tabulate` is not the one of lib/types.ts";
    return report(context, "GN3005", syntax.callee.span, message, "import it from there");
  }
  const [kind, length, elementOf, ...rest] = syntax.arguments;
  if (kind === undefined || length === undefined || elementOf === undefined || rest.length > 0) {
    const message = "`tabulate` takes a typed array, a length and a function";
    return report(context, "GN3004", syntax.span, message, "write `tabulate(Uint32Array, 256, crcOfByte)`");
  }
  const element = elementOfKind(context, kind);
  const callee = functionOf(context, elementOf);
  if (element === null || callee === null) return null;
  const value = elementValue(context, callee, element, elementOf.span);
  if (value === null) return null;
  return {
    element,
    length,
    contents: (count) => ({ kind: "tabulation", length: count, index: INDEX, element: value }),
  };
}

const INDEX = "index";

function elementOfKind(context: Context, syntax: ExpressionSyntax): StorageType | null {
  const entity = syntax.kind === "name" ? lookup(context, syntax) : null;
  if (entity?.kind === "unknown") return null;
  const element = entity?.kind === "intrinsic" ? TYPED_ARRAYS.get(entity.name) : undefined;
  if (element !== undefined) return element;
  const remedy = `the typed arrays are ${[...TYPED_ARRAYS.keys()].join(", ")}`;
  return report(context, "GN7004", syntax.span, "this is not a typed array of the language", remedy);
}

function functionOf(context: Context, syntax: ExpressionSyntax): FunctionEntity | null {
  const entity = syntax.kind === "name" ? lookup(context, syntax) : null;
  if (syntax.kind === "refused" || entity?.kind === "unknown") return null;
  if (entity?.kind === "function") return entity;
  const message = "this is not a function of the program";
  return report(context, "GN7004", syntax.span, message, "name one: `function square(index: u32): u32`");
}

/** The call for the element at an index, as it is stored. */
function elementValue(
  context: Context,
  callee: FunctionEntity,
  element: StorageType,
  span: Span,
): Tabulation["element"] | null {
  const [parameter, ...others] = callee.parameters;
  const { result } = callee;
  if (parameter?.type !== "u32" || others.length > 0) {
    const message = "this function does not take an index";
    return report(context, "GN7004", span, message, "let it have one parameter, of type u32");
  }
  if (result === "void" || typeof result !== "string" || callee.enumeration !== undefined) {
    const message = "this function gives no number";
    return report(context, "GN7004", span, message, `let its result be ${element}`);
  }
  if (!isWithin(result, element)) {
    const isNarrowing = valueTypeOf(result) === valueTypeOf(element);
    const message = `this function gives ${result} and the elements are ${element}${isNarrowing ? ", which may lose bits" : ""}`;
    return report(context, "GN7004", span, message, `let its result be ${element}`);
  }
  const index: Tabulation["element"] = {
    kind: "load",
    place: { kind: "local", name: INDEX, type: "u32", span },
    type: "u32",
    span,
  };
  const invocation = { callee: callee.name, arguments: [index], result, span };
  return convertTo(element, { kind: "call", invocation, type: result, span } satisfies Call, span);
}
