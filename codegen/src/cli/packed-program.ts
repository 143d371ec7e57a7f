/**
 * Programs on their way to another thread, one after the other: of functions that went over before, the name goes.
 *
 * @packageDocumentation
 */
import type { Func, Module, Program } from "../ir/ir.ts";

/** A program as it is sent. */
export interface PackedProgram extends Omit<Program, "modules"> {
  readonly modules: readonly PackedModule[];
}

interface PackedModule extends Omit<Module, "functions"> {
  /** By name: the function of that name in the program before, which is the same. */
  readonly functions: readonly (Func | string)[];
}

/** The sender. */
export class Packer {
  #sent = new Map<string, Func>();

  /** The next program. Its functions are known by object, see keep.ts. */
  pack(program: Program): PackedProgram {
    const sent = this.#sent;
    const functions = program.modules.flatMap((module) => module.functions);
    this.#sent = new Map(functions.map((func) => [func.name, func]));
    const packed = (func: Func): Func | string => (sent.get(func.name) === func ? func.name : func);
    return {
      ...program,
      modules: program.modules.map((module) => ({ ...module, functions: module.functions.map(packed) })),
    };
  }
}

/** The receiver, of all that one sender sends. */
export class Unpacker {
  #received = new Map<string, Func>();

  /** The next program. */
  unpack(packed: PackedProgram): Program {
    const modules = packed.modules.map((module) => ({
      ...module,
      functions: module.functions.map((func) => (typeof func === "string" ? this.#known(func) : func)),
    }));
    const functions = modules.flatMap((module) => module.functions);
    this.#received = new Map(functions.map((func) => [func.name, func]));
    return { ...packed, modules };
  }

  #known(name: string): Func {
    const func = this.#received.get(name);
    if (func === undefined) throw new Error(`function '${name}' was never sent`);
    return func;
  }
}
