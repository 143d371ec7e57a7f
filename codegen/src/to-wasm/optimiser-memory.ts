/**
 * Functions as the optimiser left them, for those that are the same in the next program.
 *
 * Binaryen optimises each function by itself, for half of the time that a build takes. The same code in the same
 * module becomes the same, so it is copied from the module of the time before. What makes code the same is its bytes,
 * and what their numbers stand for: the functions by name, the types, the globals. What it says of memory does not
 * matter.
 *
 * Names of locals and places in the source are not kept, so who wants them has to do without.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";

/** What was optimised, by phase of the optimiser. To be used for one program after the other. */
export class OptimiserMemory {
  readonly #phases = new Map<string, Optimised>();

  /** Does with each function of a module what these passes do, or takes it from the module of the time before. */
  runOnEach(module: binaryen.Module, phase: string, passes: readonly string[]): void {
    const functions = definedFunctions(module);
    const { key, bodies } = codeOf(module, functions);
    const before = this.#phaseFor(phase, key);
    for (const [index, { name }] of functions.entries()) {
      const body = bodies[index] ?? "";
      if (before.bodies[index] === body) {
        module.removeFunction(name);
        copyFunction(before.module, name, module);
        continue;
      }
      module.runPassesOnFunction(name, passes);
      if (before.bodies[index] !== undefined) before.module.removeFunction(name);
      copyFunction(module, name, before.module);
      before.bodies[index] = body;
      putLast(module, name);
    }
  }

  #phaseFor(phase: string, key: string): Optimised {
    const known = this.#phases.get(phase);
    if (known?.key === key) return known;
    known?.module.dispose();
    const empty: Optimised = { key, bodies: [], module: new binaryen.Module() };
    this.#phases.set(phase, empty);
    return empty;
  }
}

/** The functions of a module that were optimised, in order, and what their code was before. */
interface Optimised {
  readonly key: string;
  readonly bodies: (string | undefined)[];
  readonly module: binaryen.Module;
}

function definedFunctions(module: binaryen.Module): binaryen.FunctionInfo[] {
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  );
  return functions.filter(({ module: importedFrom }) => importedFrom === null || importedFrom === "");
}

function copyFunction(from: binaryen.Module, name: string, to: binaryen.Module): void {
  const { params, results, vars, body } = binaryen.getFunctionInfo(from.getFunction(name));
  to.addFunction(name, params, results, vars, to.copyExpression(body));
}

/** All functions are taken out and put back one after the other, since their order is the order in the file. */
function putLast(module: binaryen.Module, name: string): void {
  const { params, results, vars, body } = binaryen.getFunctionInfo(module.getFunction(name));
  module.removeFunction(name);
  module.addFunction(name, params, results, vars, body);
}

/** Sections of a module by number. */
const [CODE, DATA] = [10, 11];

interface Code {
  /** What the numbers in the bodies stand for. */
  readonly key: string;
  /** The bytes of each function, in order. */
  readonly bodies: readonly string[];
}

function codeOf(module: binaryen.Module, functions: readonly binaryen.FunctionInfo[]): Code {
  binaryen.setDebugInfo(false);
  const bytes = Buffer.from(module.emitBinary());
  binaryen.setDebugInfo(true);
  const rest: string[] = [];
  const bodies: string[] = [];
  const reader = new Reader(bytes, HEADER_BYTES);
  while (!reader.isAtEnd) {
    const section = reader.byte();
    const end = reader.u32() + reader.offset;
    if (section === CODE) for (let left = reader.u32(); left > 0; left--) bodies.push(reader.text(reader.u32()));
    else if (section !== DATA) rest.push(`${section}`, reader.text(end - reader.offset));
    reader.offset = end;
  }
  return { key: JSON.stringify([functions.map(({ name }) => name), rest]), bodies };
}

/** The magic number and the version. */
const HEADER_BYTES = 8;

/** Reads the binary format of WebAssembly. */
class Reader {
  offset: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, offset: number) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.offset++] ?? 0;
  }

  /** An unsigned LEB128 number. */
  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** So many bytes, one a character. */
  text(count: number): string {
    const text = this.#bytes.toString("latin1", this.offset, this.offset + count);
    this.offset += count;
    return text;
  }
}
