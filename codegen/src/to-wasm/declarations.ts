/**
 * The TypeScript face of a module: an interface for its exports and one for its imports, with the program's own
 * doc comments. It stands alone, so that a host needs neither the DOM's types nor this package.
 *
 * @packageDocumentation
 */
import type { Extern, Func, Parameter, Program, ProgramExport, ResultType } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar, isWide } from "../ir/types.ts";
import { lastSegment } from "../print/names.ts";

/** The text of a `.d.ts` file for the WebAssembly module of a program. */
export function describeModule(program: Program): string {
  const name = pascalCase(lastSegment(program.entry));
  return [HEADER, describeExports(program, `${name}Exports`), ...describeImports(program, `${name}Imports`), ""].join(
    "\n",
  );
}

const HEADER = `/** In bytes from the start of memory. */
export type Address = number;
/** Of a constant: its value. Of a static: its address. */
export interface Global<Value> {
  readonly value: Value;
}
/** What a host needs of a \`WebAssembly.Memory\`. A view of \`buffer\` is stale after \`grow\`. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
`;

function describeExports(program: Program, name: string): string {
  const entry = program.modules.find(({ id }) => id === program.entry);
  return [
    ...docLines(entry?.doc ?? ""),
    `export interface ${name} {`,
    "  readonly memory: Memory;",
    "  /** The first address after the last static. */",
    "  readonly __data_end: Global<Address>;",
    "  /** The first address that the host may use for its own data. */",
    "  readonly __heap_base: Global<Address>;",
    ...program.exports.flatMap((exported) => indent(describeExport(program, exported))),
    "}",
    "",
  ].join("\n");
}

function describeExport({ modules }: Program, { name, target, kind }: ProgramExport): string[] {
  switch (kind) {
    case "function": {
      const func = named<Func | Extern>(
        modules.flatMap(({ functions, externs }) => [...functions, ...externs]),
        target,
      );
      return describeFunction(name, { ...func, doc: withSignedness(func) }, EXPORT);
    }
    case "static": {
      const { doc } = named(
        modules.flatMap(({ statics }) => statics),
        target,
      );
      return [...docLines(doc), `readonly ${name}: Global<Address>;`];
    }
    case "constant": {
      const { doc, type } = named(
        modules.flatMap(({ constants }) => constants),
        target,
      );
      return [...docLines(doc), `readonly ${name}: Global<${isWide(type) ? "bigint" : "number"}>;`];
    }
  }
}

/** One member for each import module, none if the program has no externs. */
function describeImports({ modules }: Program, name: string): string[] {
  const importing = modules.filter(({ externs }) => externs.length > 0);
  if (importing.length === 0) return [];
  return [
    "/** What the host supplies. A u32 arrives as a signed number: apply `>>> 0`. */",
    `export interface ${name} {`,
    ...importing.flatMap(({ id, externs }) => [
      `  readonly ${lastSegment(id)}: {`,
      ...externs.flatMap((extern) => indent(indent(describeFunction(simpleName(extern.name), extern, IMPORT)))),
      "  };",
    ]),
    "}",
    "",
  ];
}

/** What a bool is in JavaScript, which differs by direction: WebAssembly takes either and gives 0 or 1. */
interface Border {
  readonly boolParameter: string;
  readonly boolResult: string;
}

const EXPORT: Border = { boolParameter: "boolean | number", boolResult: "number" };
const IMPORT: Border = { boolParameter: "number", boolResult: "boolean | number" };

function describeFunction(name: string, { doc, parameters, result }: Func | Extern, border: Border): string[] {
  const taken = new Set(parameters.map((parameter) => parameter.name));
  const list = parameters.flatMap((parameter) => describeParameter(parameter, taken, border)).join(", ");
  return [...docLines(doc), `${name}(${list}): ${describeResult(result, border)};`];
}

function describeParameter({ name, type }: Parameter, taken: ReadonlySet<string>, border: Border): string[] {
  if (isScalar(type)) return [`${name}: ${type === "bool" ? border.boolParameter : numberType(type)}`];
  if (type.kind !== "slice") return [`${name}: Address`];
  let length = `${name}Length`;
  while (taken.has(length)) length += "_";
  return [`${name}: Address`, `${length}: number`];
}

function describeResult(result: ResultType, border: Border): string {
  if (typeof result !== "string" && result.kind === "tuple") {
    return `[${result.elements.map(({ name, type }) => `${name}: ${describeResult(type, border)}`).join(", ")}]`;
  }
  if (typeof result !== "string") return "Address";
  if (result === "bool") return border.boolResult;
  return result === "void" ? "void" : numberType(result);
}

function numberType(type: StorageType): "number" | "bigint" {
  return isWide(type) ? "bigint" : "number";
}

/** What a host must know of unsigned results: WebAssembly has only signed integers. */
function withSignedness({ doc, result }: Func | Extern): string {
  const notes = (["u32", "u64"] as const).flatMap((type) => {
    const results = resultsOf(type, result);
    return results === null ? [] : [`${results} ${UNSIGNED[type]}`];
  });
  return [doc, ...notes].join("\n\n").trimStart();
}

const UNSIGNED = {
  u32: "a u32, which arrives as a signed number: apply `>>> 0`.",
  u64: "a u64, which arrives as a signed bigint: apply `BigInt.asUintN(64, x)`.",
};

function resultsOf(wanted: "u32" | "u64", result: ResultType): string | null {
  if (result === wanted) return "The result is";
  if (typeof result === "string" || result.kind !== "tuple") return null;
  const names = result.elements.filter(({ type }) => type === wanted).map(({ name }) => `\`${name}\``);
  return names.length === 0 ? null : `Of the result, ${names.join(" and ")} is`;
}

function docLines(doc: string): string[] {
  if (doc === "") return [];
  const lines = doc.split("\n");
  return lines.length === 1 ? [`/** ${doc} */`] : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function named<Declared extends { readonly name: string }>(all: readonly Declared[], name: string): Declared {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`to-wasm: export of unknown '${name}'`);
  return found;
}

function simpleName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(".") + 1);
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
