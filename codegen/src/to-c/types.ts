/**
 * Declarations in C: types around names.
 *
 * A struct or array is passed as a pointer, a slice as a pointer and a length. What is only read through a pointer is
 * `const`, but for arrays of arrays: C converts no `float (*)[16]` to `const float (*)[16]`.
 *
 * @packageDocumentation
 */
import type { Extern, Func, Parameter, ResultType, TupleResult } from "../ir/ir.ts";
import type { ElementType, StorageType, Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import { list } from "../print/precedence.ts";
import type { FileContext } from "./file.ts";

/** C types of scalars. */
const SCALARS: Readonly<Record<StorageType, string>> = {
  bool: "bool",
  i8: "int8_t",
  u8: "uint8_t",
  i16: "int16_t",
  u16: "uint16_t",
  i32: "int32_t",
  u32: "uint32_t",
  f32: "float",
  i64: "int64_t",
  u64: "uint64_t",
};

/** The C type of a scalar; notes the header that declares it. */
export function scalarType(type: StorageType, file: FileContext): string {
  if (type === "bool") file.standardHeaders.add("<stdbool.h>");
  else if (type !== "f32") file.standardHeaders.add("<stdint.h>");
  return SCALARS[type];
}

/** `float weights[32][16]`: a variable of this type. */
export function declaration(type: ElementType, name: string, file: FileContext): string {
  if (isScalar(type)) return `${scalarType(type, file)} ${name}`;
  if (type.kind === "struct") return `${file.names.of(type.name)} ${name}`;
  return declaration(type.element, `${name}[${type.length}]`, file);
}

/** A variable or field: declared with its enum if it holds members of one. */
export function variableDeclaration(
  variable: { readonly type: ElementType; readonly enumeration?: string | undefined },
  name: string,
  file: FileContext,
): string {
  const { type, enumeration } = variable;
  return enumeration === undefined ? declaration(type, name, file) : `${file.names.of(enumeration)} ${name}`;
}

/** `const float *weights`: a pointer to the first element of an array or slice, or to a struct. */
export function pointer(type: Exclude<Type, StorageType>, name: string, readonly: boolean, file: FileContext): string {
  const target = type.kind === "struct" ? type : type.element;
  if (!isScalar(target) && target.kind === "array") return declaration(target, `(*${name})`, file);
  return `${readonly ? "const " : ""}${declaration(target, `*${name}`, file)}`;
}

/** `uint32_t search(const float *query, uint32_t k)`; `nameOf` gives the C names of the parameters. */
export function prototype(
  callable: Func | Extern,
  name: string,
  nameOf: (parameter: Parameter) => ParameterNames,
  file: FileContext,
): string {
  const parameters = callable.parameters.flatMap((each) => parameterDeclarations(each, nameOf(each), file));
  const { result } = callable;
  const callee = `${name}(${parameters.length === 0 ? "void" : list(parameters)})`;
  if (typeof result !== "string" && result.kind === "tuple") return `${file.names.ofTuple(callable.name)} ${callee}`;
  return resultDeclaration({ ...callable, result }, callee, file);
}

/** C names of a parameter: of a slice, also of its length. */
export interface ParameterNames {
  readonly name: string;
  readonly length: string;
}

function parameterDeclarations(parameter: Parameter, names: ParameterNames, file: FileContext): string[] {
  const { type, written } = parameter;
  if (isScalar(type)) return [variableDeclaration({ ...parameter, type }, names.name, file)];
  const reference = pointer(type, names.name, !written, file);
  return type.kind === "slice" ? [reference, `${scalarType("u32", file)} ${names.length}`] : [reference];
}

type SingleResult = Exclude<ResultType, TupleResult>;

function resultDeclaration(
  { result, enumeration }: { readonly result: SingleResult; readonly enumeration?: string | undefined },
  callee: string,
  file: FileContext,
): string {
  if (result === "void") return `void ${callee}`;
  if (typeof result === "string" && enumeration !== undefined) return `${file.names.of(enumeration)} ${callee}`;
  if (typeof result === "string") return `${scalarType(result, file)} ${callee}`;
  const { type } = result;
  if (isScalar(type)) throw new Error("to-c: a function returns a reference to a scalar");
  return pointer(type, callee, false, file);
}
