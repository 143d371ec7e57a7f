/**
 * What one proof leaves for the next: the runs of each function, as long as the function is the same.
 *
 * The same means: it has the same text but for its place in the source; its references can mean the same places; what
 * it calls has the same signature and changes the same memory. What else there is to know a run asks, and its record
 * has it.
 *
 * @packageDocumentation
 */
import type { Func, Program } from "../ir/ir.ts";
import { isSameTree } from "../ir/same.ts";
import { isScalar } from "../ir/types.ts";
import { walk } from "../ir/walk.ts";
import type { Signatures } from "./context.ts";
import type { Memory } from "./memory.ts";
import type { Run } from "./record.ts";

/** The runs of a program's functions by name, with what else they depend on. */
export interface ProofMemory {
  readonly functions: ReadonlyMap<string, Remembered>;
  readonly model: Model;
}

/** A function, and what a run does not ask because it knows it. */
interface Remembered {
  readonly func: Func;
  readonly view: View;
  readonly runs: readonly Run[];
}

/** What the program's places can mean to one function. */
interface View {
  /** The regions of each of its reference locals. */
  readonly locals: Readonly<Record<string, string>>;
  /** The signature of each function that it calls, and what calling it changes. */
  readonly callees: Readonly<Record<string, unknown>>;
}

/** What is the same for all functions. */
interface Model {
  readonly structs: unknown;
  readonly types: unknown;
  readonly escaped: unknown;
}

/** Nothing is known yet, and what is found is to be remembered. */
export const NOTHING_PROVEN: ProofMemory = { functions: new Map(), model: { structs: [], types: [], escaped: [] } };

/** Relates the memory of one proof to the program of another. */
export class Recall {
  readonly #memory: Memory;
  readonly #signatures: Signatures;
  readonly #model: Model;
  /** Null if the two programs have no memory model in common. */
  readonly #before: ProofMemory | null;
  readonly #views = new Map<string, View>();

  constructor(program: Program, memory: Memory, signatures: Signatures, before: ProofMemory) {
    this.#memory = memory;
    this.#signatures = signatures;
    this.#model = {
      structs: program.modules.map(({ structs }) => structs),
      types: [...memory.types],
      escaped: [...memory.escaped],
    };
    this.#before = isSameTree(before.model, this.#model) ? before : null;
  }

  /** The runs of a function in the proof before; null if it was not there, or another. */
  runsOf(func: Func): readonly Run[] | null {
    const view = this.#viewOf(func);
    const known = this.#before?.functions.get(func.name);
    if (known === undefined || !isSameTree(known.view, view) || !isSameTree(known.func, func)) return null;
    return known.runs;
  }

  /** What the next proof may know of these functions and their runs. */
  remember(made: Iterable<readonly [func: Func, runs: readonly Run[]]>): ProofMemory {
    const functions = new Map<string, Remembered>();
    for (const [func, runs] of made) functions.set(func.name, { func, view: this.#viewOf(func), runs: [...runs] });
    return { functions, model: this.#model };
  }

  #viewOf(func: Func): View {
    const known = this.#views.get(func.name);
    if (known !== undefined) return known;
    const locals: Record<string, string> = {};
    const callees: Record<string, unknown> = {};
    walk(func.body, {
      place: (place) => {
        if (place.kind !== "local" || isScalar(place.type)) return;
        locals[place.name] ??= [...this.#memory.regionsOf(place, func.name)].join();
      },
      invocation: ({ callee }) => {
        const { parameters, resultBelow } = this.#signatures.get(callee) ?? {};
        callees[callee] ??= { parameters, resultBelow, changed: [...this.#memory.changedByCall(callee)].join() };
      },
    });
    const view = { locals, callees };
    this.#views.set(func.name, view);
    return view;
  }
}
