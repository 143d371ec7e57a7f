/**
 * Terms: the unknowns about which the prover knows something within one function.
 *
 * A term is a scalar local, the length of a slice, a place in memory such as `neurons[i].degree`, or any other
 * expression that the domain cannot take apart, such as `i * width`. Two nodes of the tree that read the same
 * are one term, so what a condition says about an expression holds where the expression occurs again. That
 * lasts until something that the term is made of changes: a local in its text, or memory in its regions.
 *
 * @packageDocumentation
 */
import type { Expression, Func, Place, SliceReference } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import type { Interval } from "./interval.ts";
import { between, join, wholeOf } from "./interval.ts";
import type { Memory, Region } from "./memory.ts";
import { HOST } from "./memory.ts";
import { KEY, SOURCE, textOf, textOfPlace } from "./text.ts";

/** Something with a value that is worth knowing: a local, a place, or a piece of an expression. */
export interface Term {
  readonly number: number;
  readonly type: StorageType;
  /** As it stands in the source. */
  readonly text: string;
  /** Its value in a run: what to evaluate. Null for a term that only the prover knows. */
  readonly source: Expression | null;
  /** Locals and parameters whose change ends what is known of it; the local itself included. */
  readonly locals: ReadonlySet<string>;
  /** Memory whose change ends what is known of it. */
  readonly regions: ReadonlySet<Region>;
  /** Where it lies itself, for a place in memory; else null. */
  readonly home: ReadonlySet<Region> | null;
  /** Memory that decides which place that is: of `a[b[i]]`, where `b` lies. */
  readonly path: ReadonlySet<Region>;
  /** What every value of it is in, whatever happens. */
  readonly bound: Interval;
  /** Whether facts about it outlive the statement that evaluates it. */
  lasting: boolean;
}

/** Something a term can be made of. */
export interface Dependencies {
  readonly locals: ReadonlySet<string>;
  readonly regions: ReadonlySet<Region>;
}

interface MutableDependencies {
  readonly locals: Set<string>;
  readonly regions: Set<Region>;
}

/** The terms of one function. Grows as they are met; the same node always gives the same term. */
export class TermTable {
  readonly func: Func;
  readonly #memory: Memory;
  /** What the whole program stores to a region. */
  readonly #invariant: (region: Region) => Interval;
  readonly #terms: Term[] = [];
  readonly #byNode = new Map<object, Term>();
  readonly #byText = new Map<string, Term>();
  readonly #byLocal = new Map<string, number[]>();
  readonly #byRegion = new Map<Region, number[]>();
  readonly #ghosts = new Map<object, Map<number, Term>>();

  constructor(func: Func, memory: Memory, invariant: (region: Region) => Interval) {
    this.func = func;
    this.#memory = memory;
    this.#invariant = invariant;
  }

  term(number: number): Term {
    const term = this.#terms[number];
    if (term === undefined) throw new Error(`prove: there is no term ${number}`);
    return term;
  }

  /** What a term can be when nothing more is known: for memory, what the program ever stores there. */
  boundOf(number: number): Interval {
    const { home, type, bound } = this.term(number);
    if (home === null) return bound;
    let interval: Interval | null = null;
    for (const region of home) {
      const stored = region === HOST ? wholeOf(type) : this.#invariant(region);
      interval = interval === null ? stored : join(interval, stored);
    }
    return interval ?? bound;
  }

  /** A scalar local or parameter. */
  local(name: string, type: StorageType): Term {
    const known = this.#byText.get(name);
    if (known !== undefined) return known;
    const span = this.func.span;
    const source: Expression = { kind: "load", type, span, place: { kind: "local", name, type, span } };
    return this.#add(name, { type, text: name, source, locals: new Set([name]), regions: NOTHING.regions, ...NOWHERE });
  }

  /** The length of a slice local or parameter. */
  length(slice: string, place: Place): Term {
    const text = `${slice}.length`;
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const source: Expression = { kind: "length", type: "u32", span: this.func.span, slice: place };
    return this.#add(text, {
      type: "u32",
      text,
      source,
      locals: new Set([slice]),
      regions: NOTHING.regions,
      ...NOWHERE,
    });
  }

  /** A place to load from or store to. Places with a call in an index are terms of their own, one a node. */
  place(place: Place): Term {
    const known = this.#byNode.get(place);
    if (known !== undefined) return known;
    const type = isScalar(place.type) ? place.type : "u32";
    const term = place.kind === "local" ? this.local(place.name, type) : this.#memoryTerm(place, type);
    this.#byNode.set(place, term);
    return term;
  }

  /** Any other expression, taken as a whole. */
  expression(expression: Expression): Term {
    if (expression.kind === "load") return this.place(expression.place);
    if (expression.kind === "length" && expression.slice.kind === "local") {
      return this.length(expression.slice.name, expression.slice);
    }
    const known = this.#byNode.get(expression);
    if (known !== undefined) return known;
    const pure = !hasCall(expression);
    const term = this.#intern(pure ? `(${textOf(expression, KEY)})` : null, () => ({
      type: expression.type,
      text: textOf(expression, SOURCE),
      source: pure ? expression : null,
      ...(pure ? this.dependenciesOf(expression) : NOTHING),
      ...NOWHERE,
    }));
    this.#byNode.set(expression, term);
    return term;
  }

  /** A term that only the prover knows: what another term was when `owner`, such as a round of a loop, began. */
  ghost(owner: object, { number, text, type }: Term): Term {
    const ghosts = this.#ghosts.get(owner) ?? new Map<number, Term>();
    this.#ghosts.set(owner, ghosts);
    const known = ghosts.get(number);
    if (known !== undefined) return known;
    const parts = { type, text: `old ${text}`, source: null, ...NOTHING, ...NOWHERE };
    const ghost = this.#add(null, parts, true);
    ghosts.set(number, ghost);
    return ghost;
  }

  /** Terms that no longer mean what they meant when a local gets another value. */
  affectedByLocal(name: string): readonly number[] {
    return this.#byLocal.get(name) ?? [];
  }

  /** Terms that may no longer mean what they meant when memory changes. */
  affectedByRegions(regions: ReadonlySet<Region>): ReadonlySet<number> {
    const affected = new Set<number>();
    for (const region of regions) for (const term of this.#byRegion.get(region) ?? []) affected.add(term);
    return affected;
  }

  /** All that an expression reads. */
  dependenciesOf(expression: Expression): Dependencies {
    const dependencies = { locals: new Set<string>(), regions: new Set<Region>() };
    this.#collect(expression, dependencies);
    return dependencies;
  }

  #memoryTerm(place: Place, type: StorageType): Term {
    const load: Expression = { kind: "load", type, span: place.span, place };
    const pure = !placeHasCall(place);
    return this.#intern(pure ? textOfPlace(place, KEY) : null, () => ({
      type,
      text: textOfPlace(place, SOURCE),
      source: pure ? load : null,
      ...(pure ? this.dependenciesOf(load) : NOTHING),
      home: this.#memory.regionsOf(place, this.func.name),
      path: this.#pathOf(place),
    }));
  }

  #pathOf(place: Place): ReadonlySet<Region> {
    const dependencies = { locals: new Set<string>(), regions: new Set<Region>() };
    this.#collectPath(place, dependencies);
    return dependencies.regions;
  }

  #intern(key: string | null, make: () => TermParts): Term {
    if (key === null) return this.#add(null, make());
    return this.#byText.get(key) ?? this.#add(key, make());
  }

  #add(
    key: string | null,
    parts: TermParts,
    lasting = parts.source?.kind === "load" || parts.source?.kind === "length",
  ): Term {
    const number = this.#terms.length;
    const term: Term = { ...parts, number, bound: boundOfParts(parts), lasting };
    this.#terms.push(term);
    if (key !== null) this.#byText.set(key, term);
    for (const local of term.locals) append(this.#byLocal, local, number);
    for (const region of term.regions) append(this.#byRegion, region, number);
    return term;
  }

  #collect(expression: Expression, into: MutableDependencies): void {
    switch (expression.kind) {
      case "const":
        return;
      case "load":
        return this.#collectPlace(expression.place, into);
      case "length":
        return this.#collectPlace(expression.slice, into);
      case "unary":
      case "convert":
        return this.#collect(expression.operand, into);
      case "binary":
      case "logical":
        this.#collect(expression.left, into);
        return this.#collect(expression.right, into);
      case "conditional":
        this.#collect(expression.condition, into);
        this.#collect(expression.then, into);
        return this.#collect(expression.otherwise, into);
      case "call":
        for (const argument of expression.invocation.arguments) {
          if (argument.kind === "reference") this.#collectPath(argument.place, into);
          else if (argument.kind === "slice") this.#collectSlice(argument, into);
          else this.#collect(argument, into);
        }
        return;
    }
  }

  #collectSlice({ base, start, end }: SliceReference, into: MutableDependencies): void {
    this.#collectPath(base, into);
    if (start !== null) this.#collect(start, into);
    if (end !== null) this.#collect(end, into);
  }

  #collectPlace(place: Place, into: MutableDependencies): void {
    for (const region of this.#memory.regionsOf(place, this.func.name)) into.regions.add(region);
    this.#collectPath(place, into);
  }

  /** What decides which place is meant, without the place's own contents. */
  #collectPath(place: Place, into: MutableDependencies): void {
    if (place.kind === "local") into.locals.add(place.name);
    if (place.kind === "index") this.#collect(place.index, into);
    if (place.kind === "field" || place.kind === "index") this.#collectPath(place.base, into);
  }
}

type TermParts = Omit<Term, "number" | "bound" | "lasting">;

/** What does not lie in memory. */
const NOWHERE = { home: null, path: new Set<Region>() };
/** A value of the past depends on nothing any more. */
const NOTHING: Dependencies = { locals: new Set(), regions: new Set() };
/** What a caller may pass as a slice: no object is larger on 32 bits, where the address space is twice that. */
export const LENGTH = between(0, 0x7fffffff);

function boundOfParts({ type, source }: TermParts): Interval {
  return source?.kind === "length" ? LENGTH : wholeOf(type);
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function hasCall(expression: Expression): boolean {
  switch (expression.kind) {
    case "const":
      return false;
    case "load":
      return placeHasCall(expression.place);
    case "length":
      return placeHasCall(expression.slice);
    case "unary":
    case "convert":
      return hasCall(expression.operand);
    case "binary":
    case "logical":
      return hasCall(expression.left) || hasCall(expression.right);
    case "conditional":
      return hasCall(expression.condition) || hasCall(expression.then) || hasCall(expression.otherwise);
    case "call":
      return true;
  }
}

function placeHasCall(place: Place): boolean {
  if (place.kind === "index") return hasCall(place.index) || placeHasCall(place.base);
  return place.kind === "field" && placeHasCall(place.base);
}
