/**
 * What statics and references can be: the prover's model of memory.
 *
 * Memory is divided into *regions*, and all that is known of a region holds for every scalar in it: one
 * static; all elements of one static array; one field of all instances of a struct. Instances are not told
 * apart, so it does not matter which one a reference means. A place of a reference parameter lies in the regions of
 * all arguments ever passed for it, whichever call is looked at.
 *
 * One region is not the program's: `host`, the memory that a caller from outside passes. It holds anything. A region
 * *escapes* when its address leaves the program: a public function returns it, a board function receives it, or
 * an outside caller may pass an instance of the struct. Its contents are then anything, too. What is assumed of
 * the outside: it writes to its own memory and to escaped regions and to nothing else, and a board function
 * does not call back into the program (that would be recursion, which the language does not have).
 *
 * @packageDocumentation
 */
import type { Func, Initial, Invocation, Place, Program, Reference, Replace, Struct } from "../ir/ir.ts";
import { replacementOf } from "../ir/structs.ts";
import type { ElementType, StorageType, Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import { isReference, walk } from "../ir/walk.ts";
import type { CallGraph } from "./call-graph.ts";
import type { Interval } from "./interval.ts";
import { EMPTY, exactly, join } from "./interval.ts";

/** `module.static`, `module.Struct.field`, each with `[]` for every array level entered; or `host`. */
export type Region = string;

/** The region of whatever the host passes by reference. */
export const HOST: Region = "host";

/** The regions of a program, and what may lie where. */
export interface Memory {
  /** The regions in which a place of a function lies: none for a scalar local. */
  regionsOf(place: Place, func: string): ReadonlySet<Region>;
  /** What each scalar region holds before anything runs. */
  readonly initial: ReadonlyMap<Region, Interval>;
  /** What a statement puts into the regions of a union and its new variant. */
  replacedBy(statement: Replace): ReadonlyMap<Region, Interval>;
  /** All scalar regions of the program. */
  readonly types: ReadonlyMap<Region, StorageType>;
  readonly escaped: ReadonlySet<Region>;
  /** All that changes when something in `regions` is stored to: `host` may be any escaped region, and the reverse. */
  changedBy(regions: ReadonlySet<Region>): ReadonlySet<Region>;
  /** What a call of the function or board function may change, callees included. */
  changedByCall(callee: string): ReadonlySet<Region>;
}

/** Divides the memory of a program into regions. */
export function makeMemory(program: Program, graph: CallGraph): Memory {
  return new MemoryBuilder(program, graph).build();
}

class MemoryBuilder {
  readonly #program: Program;
  readonly #graph: CallGraph;
  readonly #structs: ReadonlyMap<string, Struct>;
  readonly #initial = new Map<Region, Interval>();
  readonly #types = new Map<Region, StorageType>();
  readonly #escaped = new Set<Region>();
  readonly #written = new Map<string, ReadonlySet<Region>>();
  /** The arrays, structs and slices that each reference local can mean, by function and local. */
  readonly #targets = new Map<string, Set<Region>>();
  readonly #cache = new WeakMap<Place, ReadonlySet<Region>>();
  #hostOrEscaped: ReadonlySet<Region> = NOWHERE;

  constructor(program: Program, graph: CallGraph) {
    this.#program = program;
    this.#graph = graph;
    this.#structs = new Map(program.modules.flatMap(({ structs }) => structs.map((each) => [each.name, each])));
  }

  build(): Memory {
    this.#collectTypes();
    this.#collectInitial();
    const order = this.#graph.callersFirst ?? [];
    for (const name of order) this.#collectTargets(name);
    this.#collectEscaped();
    this.#hostOrEscaped = new Set([HOST, ...this.#escaped]);
    for (const name of order.toReversed()) this.#collectWritten(name);
    return {
      regionsOf: (place, func) => this.#regionsOfCached(place, func),
      initial: this.#initial,
      replacedBy: (statement) => this.#replacedBy(statement),
      types: this.#types,
      escaped: this.#escaped,
      changedBy: (regions) => this.#changedBy(regions),
      changedByCall: (callee) => this.#written.get(callee) ?? this.#hostOrEscaped,
    };
  }

  #collectTypes(): void {
    const addType = (region: Region, type: ElementType): void => {
      if (isScalar(type)) this.#types.set(region, type);
      else if (type.kind === "array") addType(`${region}[]`, type.element);
    };
    for (const { name, fields } of this.#structs.values()) {
      for (const field of fields) addType(`${name}.${field.name}`, field.type);
    }
    for (const { statics } of this.#program.modules) for (const { name, type } of statics) addType(name, type);
  }

  #collectInitial(): void {
    const statics = this.#program.modules.flatMap((module) => module.statics);
    for (const { name, type, initial } of statics) this.#fill(this.#initial, name, type, initial);
  }

  #replacedBy(statement: Replace): ReadonlyMap<Region, Interval> {
    const { union, field, tag } = replacementOf(statement, (name) => this.#structOf(name));
    const stored = new Map<Region, Interval>();
    const [first] = union.fields;
    if (first !== undefined) stored.set(`${union.name}.${first.name}`, exactly(tag));
    this.#fill(stored, `${union.name}.${field.name}`, field.type, field.initial);
    return stored;
  }

  #fill(contents: Map<Region, Interval>, region: Region, type: ElementType, initial: Initial): void {
    if (isScalar(type)) {
      const value = typeof initial === "object" || initial === "zero" ? 0 : initial;
      contents.set(region, join(contents.get(region) ?? EMPTY, exactly(value)));
    } else if (type.kind === "array") {
      const elements = !isList(initial) ? [initial] : initial.length < type.length ? [...initial, 0] : initial;
      for (const element of elements) this.#fill(contents, `${region}[]`, type.element, element);
    } else {
      for (const [index, field] of this.#fieldsOf(type.name).entries()) {
        const value = isList(initial) ? (initial[index] ?? "zero") : initial;
        this.#fill(contents, `${type.name}.${field.name}`, field.type, value);
      }
    }
  }

  #structOf(name: string): Struct {
    const struct = this.#structs.get(name);
    if (struct === undefined) throw new Error(`prove: there is no struct ${name}`);
    return struct;
  }

  #fieldsOf(struct: string): Struct["fields"] {
    return this.#structs.get(struct)?.fields ?? [];
  }

  /** Callers come first, so what this function's reference parameters can mean is complete. */
  #collectTargets(name: string): void {
    const func = this.#graph.functions.get(name);
    if (func === undefined) return;
    if (this.#graph.roots.has(name)) {
      for (const { name: parameter, type } of func.parameters) {
        if (!isScalar(type)) this.#aim(name, parameter, new Set([HOST]));
      }
    }
    walk(func.body, {
      statement: (statement) => {
        if (statement.kind === "alias") this.#aim(name, statement.local, this.#targetsOf(statement.target, name));
      },
      invocation: (invocation) => this.#passArguments(invocation, name),
    });
  }

  #passArguments({ callee, arguments: given }: Invocation, caller: string): void {
    const func = this.#graph.functions.get(callee);
    if (func === undefined) return;
    for (const [index, argument] of given.entries()) {
      const parameter = func.parameters[index];
      if (parameter === undefined || !isReference(argument)) continue;
      this.#aim(callee, parameter.name, this.#targetsOf(argument, caller));
    }
  }

  #aim(func: string, local: string, targets: ReadonlySet<Region>): void {
    const key = localKey(func, local);
    const known = this.#targets.get(key) ?? new Set<Region>();
    for (const target of targets) known.add(target);
    this.#targets.set(key, known);
  }

  #targetsOf(reference: Reference, func: string): ReadonlySet<Region> {
    return this.#regionsOf(reference.kind === "reference" ? reference.place : reference.base, func);
  }

  /** A place belongs to one function. Only asked for when all targets are known. */
  #regionsOfCached(place: Place, func: string): ReadonlySet<Region> {
    const cached = this.#cache.get(place);
    if (cached !== undefined) return cached;
    const regions = this.#regionsOf(place, func);
    this.#cache.set(place, regions);
    return regions;
  }

  #regionsOf(place: Place, func: string): ReadonlySet<Region> {
    switch (place.kind) {
      case "local":
        return this.#targets.get(localKey(func, place.name)) ?? NOWHERE;
      case "static":
        return new Set([place.name]);
      case "field": {
        const struct = place.base.type;
        return new Set(!isScalar(struct) && struct.kind === "struct" ? [`${struct.name}.${place.field}`] : []);
      }
      case "index":
        return new Set([...this.#regionsOf(place.base, func)].map((base) => (base === HOST ? HOST : `${base}[]`)));
    }
  }

  #collectEscaped(): void {
    const types = new Map(
      this.#program.modules.flatMap(({ statics }) => statics.map((each) => [each.name, each.type])),
    );
    for (const { kind, target } of this.#program.exports) {
      const type = types.get(target);
      if (kind === "static" && type !== undefined) this.#escape(target, type);
    }
    for (const [name, func] of this.#graph.functions) {
      if (this.#graph.roots.has(name)) this.#escapeInterface(func);
      walk(func.body, { invocation: (invocation) => this.#escapeToExtern(invocation, name) });
    }
  }

  /** What an outside caller of `func` may pass or receive. */
  #escapeInterface(func: Func): void {
    for (const { type } of func.parameters) this.#escape(HOST, type);
    walk(func.body, {
      statement: (statement) => {
        if (statement.kind !== "return" || statement.value === null || !isReference(statement.value)) return;
        for (const region of this.#targetsOf(statement.value, func.name)) this.#escape(region, statement.value.type);
      },
    });
  }

  #escapeToExtern({ callee, arguments: given }: Invocation, caller: string): void {
    if (this.#graph.functions.has(callee)) return;
    for (const argument of given) {
      if (!isReference(argument)) continue;
      for (const region of this.#targetsOf(argument, caller)) this.#escape(region, argument.type);
    }
  }

  #escape(region: Region, type: Type): void {
    if (isScalar(type)) {
      if (region !== HOST) this.#escaped.add(region);
    } else if (type.kind === "struct") {
      for (const field of this.#fieldsOf(type.name)) this.#escape(`${type.name}.${field.name}`, field.type);
    } else {
      this.#escape(region === HOST ? HOST : `${region}[]`, type.element);
    }
  }

  #collectWritten(name: string): void {
    const func = this.#graph.functions.get(name);
    if (func === undefined) return;
    const written = new Set<Region>();
    walk(func.body, {
      statement: (statement) => {
        if (statement.kind === "replace") {
          for (const region of this.#changedBy(new Set(this.#replacedBy(statement).keys()))) written.add(region);
        }
        if (statement.kind !== "assign") return;
        for (const region of this.#changedBy(this.#regionsOf(statement.place, name))) written.add(region);
      },
      invocation: ({ callee }) => {
        for (const region of this.#written.get(callee) ?? this.#hostOrEscaped) written.add(region);
      },
    });
    this.#written.set(name, written);
  }

  #changedBy(regions: ReadonlySet<Region>): ReadonlySet<Region> {
    const outside = [...regions].some((region) => this.#hostOrEscaped.has(region));
    return outside ? new Set([...regions, ...this.#hostOrEscaped]) : regions;
  }
}

const NOWHERE: ReadonlySet<Region> = new Set();

/** Names of locals are unique in their function. */
function localKey(func: string, local: string): string {
  return `${func} ${local}`;
}

function isList(initial: Initial): initial is readonly Initial[] {
  return Array.isArray(initial);
}
