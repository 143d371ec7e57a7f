/**
 * How large a program is: what its statics take of RAM and flash on a 32-bit chip, and the bytes of each output.
 *
 * The size of machine code is the C compiler's to say, and is not here.
 *
 * @packageDocumentation
 */
import type { Program } from "./ir/ir.ts";
import { reachedFrom } from "./ir/reach.ts";
import { splitQualifiedName } from "./print/names.ts";
import { layOutMemory } from "./to-wasm/layout.ts";

/** One row of the table. */
export interface SizeRow {
  /** A module's id, or the path of an output. */
  readonly part: string;
  /** `ram` and `constants` of a module's statics; `text` of a file; of a WASM file, the name of a section. */
  readonly section: string;
  readonly bytes: number;
}

/** RAM and constants of each module that has any, of the statics that the program reaches. */
export function sizesOfStatics(program: Program): SizeRow[] {
  const reached = reachedFrom(program);
  const statics = layOutMemory(program).statics.filter((each) => reached.has(each.name));
  return program.modules.flatMap(({ id }) =>
    [false, true].flatMap((isReadonly) => {
      const own = statics.filter((each) => splitQualifiedName(each.name).module === id && each.readonly === isReadonly);
      const bytes = own.reduce((sum, each) => sum + each.size, 0);
      return bytes === 0 ? [] : [{ part: id, section: isReadonly ? "constants" : "ram", bytes }];
    }),
  );
}

/** Bytes of each output: of a WASM file by section, of any other as a whole. Source maps are for debuggers only. */
export function sizesOfOutputs(outputs: ReadonlyMap<string, string | Uint8Array>): SizeRow[] {
  return [...outputs].flatMap(([part, content]): SizeRow[] => {
    if (part.endsWith(".map")) return [];
    if (typeof content === "string") {
      return [{ part, section: "text", bytes: new TextEncoder().encode(content).length }];
    }
    return sectionsOf(content).map(({ name, bytes }) => ({ part, section: name, bytes }));
  });
}

/** Names of WebAssembly's sections by id (WebAssembly Core Specification, section 5.5.2). */
const SECTIONS = [
  "custom",
  "type",
  "import",
  "function",
  "table",
  "memory",
  "global",
  "export",
  "start",
  "element",
  "code",
  "data",
  "data count",
] as const;

/** Magic and version. */
const HEADER_BYTES = 8;

/** A section is its id, the length of its content as LEB128, and the content. Headers count with their sections. */
function sectionsOf(binary: Uint8Array): { readonly name: string; readonly bytes: number }[] {
  const sections = [{ name: "header", bytes: HEADER_BYTES }];
  for (let start = HEADER_BYTES; start < binary.length;) {
    const id = binary[start] ?? 0;
    let at = start + 1;
    let length = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = binary[at++] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80);
    const end = at + length;
    sections.push({ name: SECTIONS[id] ?? `section ${id}`, bytes: end - start });
    start = end;
  }
  return sections;
}
