/**
 * Random programs for the prover: many indices, many guards that nearly fit, loops that count in all ways.
 *
 * They are made as intermediate representation, so nothing is refused before the prover sees it. Constants lie near
 * the lengths of arrays and the ends of types, because that is where proofs go wrong.
 *
 * @packageDocumentation
 */
import type {
  BinaryOperator,
  Call,
  Expression,
  Func,
  Invocation,
  Place,
  Program,
  Reference,
  Statement,
  TupleResult,
  UnaryOperator,
} from "../../src/ir/ir.ts";
import { convert } from "../../src/ir/operators.ts";
import type { ElementType, StorageType, Type, WideType } from "../../src/ir/types.ts";
import { isScalar, valueTypeOf } from "../../src/ir/types.ts";
import * as build from "../engines/build.ts";
import type { Random } from "../fuzz/random.ts";

type IntegerType = "i32" | "u32";

const array = (element: ElementType, length: number): ElementType => ({ kind: "array", element, length });
const slice = (element: ElementType): Type => ({ kind: "slice", element });

const NODE = build.struct("Node", { degree: "u8", next: "u32", links: array("u8", 4), weight: "f32", skew: "i16" });
const NODE_TYPE: ElementType = { kind: "struct", name: NODE.name };

const STATICS = [
  build.variable("table", array("u8", 8)),
  build.variable("words", array("u32", 16)),
  build.variable("signed", array("i8", 5), [-1, 2, 3, 0, 1]),
  build.variable("grid", array(array("u8", 5), 4)),
  build.variable("nodes", array(NODE_TYPE, 6)),
  build.variable("handed", array("u8", 8)),
  build.variable("count", "u32"),
  { ...build.variable("slot", "u32", 3), below: 8 },
  build.variable("cursor", "i32", 3),
  build.variable("level", "f32"),
];

const LIMITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 255, 256];
const EXTREMES: Readonly<Record<IntegerType, readonly number[]>> = {
  i32: [-1, -2, -8, 0x7fffffff, -0x80000000],
  u32: [0xffffffff, 0xfffffffe, 0x80000000, 0x7fffffff],
};

const ARITHMETIC: readonly BinaryOperator[] = [
  "add",
  "add",
  "add",
  "subtract",
  "subtract",
  "subtract",
  "multiply",
  "divide",
  "remainder",
  "bit-and",
  "bit-and",
  "bit-or",
  "bit-xor",
  "shift-left",
  "shift-right",
  "min",
  "min",
  "max",
];
const WIDE_ARITHMETIC: readonly BinaryOperator[] = ARITHMETIC.filter((each) => each !== "min" && each !== "max");
const WIDE_LIMITS = [0n, 1n, 8n, -1n, 255n, 0xffff_ffffn, 0x1_0000_0000n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];
const COMPARISONS: readonly BinaryOperator[] = [
  "less",
  "less",
  "less-equal",
  "greater",
  "greater-equal",
  "greater-equal",
  "equal",
  "not-equal",
];

interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly mutable: boolean;
}

interface Callable {
  readonly func: Func;
  readonly writes: boolean;
}

/** A program of a few functions, of which about half are public. */
export function createProgram(random: Random): Program {
  const functions: Callable[] = [];
  const count = random.between(1, 4);
  for (let index = 0; index < count; index++) functions.push(new FunctionMaker(random, functions, index).make());
  const giver = build.func("give", [], { kind: "reference", type: array("u8", 8) }, [
    build.returns({
      kind: "reference",
      place: staticPlace("handed"),
      type: array("u8", 8) as Exclude<Type, StorageType>,
      span: build.SPAN,
    }),
  ]);
  const made = build.program({
    structs: [NODE],
    statics: STATICS,
    functions: [...functions.map(({ func }) => func), giver],
  });
  const isPublic = new Set(
    functions.filter((_, index) => index === count - 1 || random.chance(40)).map(({ func }) => func.name),
  );
  const extern = {
    name: `${build.MODULE}.listen`,
    doc: "",
    exported: false,
    span: build.SPAN,
    parameters: [],
    result: "i32" as const,
  };
  const [module] = made.modules;
  if (module === undefined) throw new Error("programs: no module");
  return {
    ...made,
    modules: [{ ...module, externs: [extern] }],
    exports: made.exports.filter(({ target }) => isPublic.has(target) || target === giver.name),
  };
}

function staticPlace(name: string): Place {
  const found = STATICS.find((each) => each.name === `${build.MODULE}.${name}`);
  if (found === undefined) throw new Error(`programs: no static ${name}`);
  return build.place(found);
}

const PARAMETERS: readonly Type[] = [
  "u32",
  "u32",
  "u32",
  "i32",
  "u8",
  "bool",
  "f32",
  slice("u8"),
  slice("u8"),
  slice("u32"),
  slice(NODE_TYPE),
  array("u8", 8),
  NODE_TYPE,
];

class FunctionMaker {
  readonly #random: Random;
  readonly #functions: readonly Callable[];
  readonly #number: number;
  #variables: Variable[] = [];
  #names = 0;
  #labels: (string | null)[] = [];
  #writes = false;
  #result: StorageType | "void" | TupleResult = "void";

  constructor(random: Random, functions: readonly Callable[], index: number) {
    this.#random = random;
    this.#functions = functions;
    this.#number = index;
  }

  make(): Callable {
    const random = this.#random;
    const parameters = Array.from({ length: random.below(5) }, () =>
      build.parameter(this.#fresh("p"), random.pick(PARAMETERS)),
    );
    this.#variables = parameters.map(({ name, type }) => ({
      name,
      type,
      mutable: isScalar(type) && random.chance(30),
    }));
    this.#result = random.chance(20)
      ? this.#tuple()
      : random.pick(["void", "u32", "i32", "bool", "bool", "u8", "f32", "i64"] as const);
    const body = this.#block(random.between(2, 6), 3);
    const func = build.func(`f${this.#number}`, parameters, this.#result, [...body, this.#return(2)]);
    return { func, writes: this.#writes };
  }

  #tuple(): TupleResult {
    const types = Array.from({ length: this.#random.between(2, 3) }, () =>
      this.#random.pick(["u32", "u32", "i32", "bool", "u8", "f32"] as const),
    );
    return { kind: "tuple", elements: types.map((type, index) => ({ name: `element${index}`, type })) };
  }

  #fresh(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  // -----------------------------------------------------------------------------------------
  // Statements

  #block(count: number, depth: number): Statement[] {
    const outer = this.#variables;
    const body = Array.from({ length: count }, () => this.#statement(depth)).flat();
    this.#variables = outer;
    return body;
  }

  #statement(depth: number): Statement[] {
    const random = this.#random;
    const simple = [
      () => this.#let(),
      () => this.#let(),
      () => this.#letTuple(),
      () => this.#assignLocal(),
      () => this.#assignLocal(),
      () => this.#store(),
      () => this.#store(),
      () => this.#guardedStore(),
      () => this.#guardedStore(),
      () => this.#storeBelow(),
      () => this.#alias(),
      () => this.#alias(),
      () => this.#call(),
      () => this.#jump(),
    ];
    const nested = [
      () => this.#if(depth),
      () => this.#if(depth),
      () => this.#earlyReturn(),
      () => this.#earlyReturn(),
      () => this.#for(depth),
      () => this.#for(depth),
      () => this.#while(depth),
      () => this.#sliceLoop(depth),
      () => this.#switch(depth),
    ];
    const made = random.pick(depth > 0 && random.chance(45) ? nested : simple)();
    return made ?? [this.#letOf(random.pick(["u32", "i32"] as const))];
  }

  #let(): Statement[] {
    return [this.#letOf(this.#random.pick(["u32", "u32", "i32", "bool", "u8", "f32", "i64", "u64"] as const))];
  }

  #letOf(type: StorageType): Statement {
    const value = this.#callOf(type) ?? this.#scalar(type, 2);
    const mutable = this.#random.chance(60);
    const name = this.#fresh("v");
    this.#variables = [...this.#variables, { name, type, mutable }];
    return { kind: "let", local: name, type, mutable, value, ...STATEMENT };
  }

  #letTuple(): Statement[] | null {
    const random = this.#random;
    const fitting = this.#functions.filter(({ func }) => typeof func.result !== "string");
    const callable = fitting.length === 0 ? null : random.pick(fitting);
    const invocation = callable === null ? null : this.#invoke(callable);
    if (invocation === null || typeof invocation.result === "string" || invocation.result.kind !== "tuple") return null;
    const mutable = random.chance(60);
    const locals = invocation.result.elements.map(({ type }, index) => {
      if (index > 0 && random.chance(20)) return null;
      const name = this.#fresh("v");
      this.#variables = [...this.#variables, { name, type, mutable }];
      return name;
    });
    return [{ kind: "let-tuple", invocation, mutable, locals, ...STATEMENT }];
  }

  #assignLocal(): Statement[] | null {
    const targets = this.#variables.filter(({ type, mutable }) => mutable && isScalar(type));
    if (targets.length === 0) return null;
    const { name, type } = this.#random.pick(targets);
    if (!isScalar(type)) return null;
    const place = build.local(name, type);
    const steps = type === "u32" || type === "i32";
    const value = steps && this.#random.chance(60) ? this.#stepped(place, type) : this.#scalar(type, 2);
    return [build.assign(place, value)];
  }

  /** `x + 1`, `x - 2`, `x * 2`, `x / 2` and their like. */
  #stepped(place: Place, type: IntegerType): Expression {
    const random = this.#random;
    const operator = random.pick([
      "add",
      "add",
      "add",
      "subtract",
      "subtract",
      "multiply",
      "shift-right",
      "divide",
    ] as const);
    const amount = random.chance(80) ? build.constant(type, random.pick([1, 1, 1, 2, 3])) : this.#integer(type, 1);
    return this.#safe(operator, build.load(place), amount, type);
  }

  #store(): Statement[] | null {
    this.#writes = true;
    const target = this.#memory(2);
    if (target === null || !isScalar(target.type)) return null;
    const value =
      (target.type === "u32" || target.type === "i32") && this.#random.chance(40)
        ? this.#stepped(target, target.type)
        : this.#scalar(target.type, 2);
    return [build.assign(target, value)];
  }

  /** A value that goes where all are below a bound, mostly for a reason. */
  #storeBelow(): Statement[] {
    this.#writes = true;
    const value = this.#integer("u32", 1);
    const operator = this.#random.pick(["bit-and", "remainder", "min", null] as const);
    const limit = build.constant("u32", operator === "remainder" ? 8 : 7);
    const kept = operator === null ? value : build.binary(operator, value, limit, "u32");
    return [build.assign(staticPlace("slot"), kept)];
  }

  /** `if (index < length) a[index] = value`, more or less. */
  #guardedStore(): Statement[] | null {
    const base = this.#indexable();
    if (base === null) return null;
    this.#writes = true;
    const random = this.#random;
    const type = random.chance(75) ? "u32" : "i32";
    const index = random.chance(40) ? this.#changeable(type) : this.#integer(type, 2);
    const offset = random.chance(70)
      ? index
      : build.binary(random.pick(["add", "subtract"] as const), index, build.constant(type, random.below(4)), type);
    const length = this.#lengthOf(base, type);
    const limit = random.chance(70)
      ? length
      : build.binary(random.pick(["add", "subtract"] as const), length, build.constant(type, random.below(4)), type);
    const upper = build.binary(
      random.pick(["less", "less", "less", "less-equal", "not-equal"] as const),
      random.chance(70) ? offset : index,
      limit,
      "bool",
    );
    const lower = build.binary("greater-equal", index, build.constant(type, random.below(3)), "bool");
    const condition: Expression = type === "i32" || random.chance(30) ? logical("and", lower, upper) : upper;
    const place = this.#scalarIn(build.element(base, offset));
    if (place === null || !isScalar(place.type)) return null;
    const store = build.assign(place, this.#scalar(place.type, 1));
    if (random.chance(70)) {
      return [{ kind: "if", condition, then: [...this.#disturb(index), store], otherwise: [], ...STATEMENT }];
    }
    const name = this.#fresh("b");
    const named: Statement = { kind: "let", local: name, type: "bool", mutable: false, value: condition, ...STATEMENT };
    const asked = build.load(build.local(name, "bool"));
    return [
      named,
      ...this.#disturb(index),
      { kind: "if", condition: asked, then: [store], otherwise: [], ...STATEMENT },
    ];
  }

  /** What may come between a guard and what it guards: mostly a change to what was tested, or to what may be it. */
  #disturb(tested: Expression): Statement[] {
    const random = this.#random;
    if (random.chance(40)) return [];
    const change = (): Statement[] => {
      const place = tested.kind === "load" ? tested.place : null;
      if (place === null || (tested.type !== "u32" && tested.type !== "i32") || !this.#isMutable(place)) return [];
      if (place.kind !== "local") this.#writes = true;
      return [build.assign(place, this.#stepped(place, tested.type))];
    };
    const makers = [change, change, () => this.#assignLocal(), () => this.#store(), () => this.#call()];
    return Array.from({ length: random.between(1, 2) }, () => random.pick(makers)() ?? []).flat();
  }

  #isMutable(place: Place): boolean {
    return place.kind !== "local" || this.#variables.some(({ name, mutable }) => name === place.name && mutable);
  }

  /** A value that a statement nearby is likely to change. */
  #changeable(type: IntegerType): Expression {
    const random = this.#random;
    const locals = this.#variables.filter((each) => each.mutable && each.type === type);
    if (locals.length > 0 && random.chance(40)) return build.load(build.local(random.pick(locals).name, type));
    if (type === "i32") return build.load(staticPlace("cursor"));
    if (random.chance(25)) return build.load(staticPlace("slot"));
    if (random.chance(50)) return build.load(staticPlace("count"));
    const place = this.#memory(1);
    const fits = place !== null && isScalar(place.type) && valueTypeOf(place.type) === type;
    return fits ? loadAs(place, type) : build.load(staticPlace("count"));
  }

  #alias(): Statement[] | null {
    const random = this.#random;
    const base = this.#indexable();
    if (base === null || isScalar(base.type) || base.type.kind === "struct") return null;
    const { element } = base.type;
    const name = this.#fresh("a");
    let target: Reference;
    if (!isScalar(element) && random.chance(50)) {
      const place = build.element(base, this.#index(base, 2));
      target = { kind: "reference", place, type: element, span: build.SPAN };
    } else {
      target = this.#cut(base, element);
    }
    this.#variables = [...this.#variables, { name, type: target.type, mutable: false }];
    return [build.alias(name, target)];
  }

  #cut(base: Place, element: ElementType): Reference {
    const random = this.#random;
    const type = slice(element) as Exclude<Type, StorageType>;
    if (random.chance(30)) return { kind: "slice", base, start: null, end: null, type, span: build.SPAN };
    const start = random.chance(40) ? build.constant("u32", random.below(4)) : this.#integer("u32", 1);
    const end = random.pick([
      null,
      build.binary("add", start, build.constant("u32", random.below(5)), "u32"),
      build.binary("min", this.#integer("u32", 1), this.#lengthOf(base, "u32"), "u32"),
      this.#lengthOf(base, "u32"),
    ]);
    return { kind: "slice", base, start, end, type, span: build.SPAN };
  }

  #call(): Statement[] | null {
    const callable = this.#functions.length === 0 ? null : this.#random.pick(this.#functions);
    const invocation = callable === null ? null : this.#invoke(callable);
    return invocation === null ? null : [{ kind: "call-statement", invocation, ...STATEMENT }];
  }

  #jump(): Statement[] | null {
    const random = this.#random;
    if (this.#labels.length === 0 || !random.chance(60)) return null;
    const label = random.chance(70) ? null : random.pick(this.#labels);
    const kind = random.pick(["break", "continue"] as const);
    return [
      { kind: "if", condition: this.#condition(2), then: [{ kind, label, ...STATEMENT }], otherwise: [], ...STATEMENT },
    ];
  }

  #if(depth: number): Statement[] {
    const condition = this.#callOf("bool") ?? this.#condition(2);
    const then = this.#block(this.#random.between(1, 3), depth - 1);
    const otherwise = this.#random.chance(40) ? this.#block(this.#random.between(1, 2), depth - 1) : [];
    return [{ kind: "if", condition, then, otherwise, ...STATEMENT }];
  }

  #earlyReturn(): Statement[] {
    const condition = this.#callOf("bool") ?? this.#condition(2);
    return [{ kind: "if", condition, then: [this.#return(1)], otherwise: [], ...STATEMENT }];
  }

  #return(depth: number): Statement {
    const result = this.#result;
    if (typeof result !== "string") {
      const values = result.elements.map(({ type }) => this.#scalar(type, depth));
      return { kind: "return-tuple", values, ...STATEMENT };
    }
    return build.returns(result === "void" ? null : this.#scalar(result, depth));
  }

  /** Counts up or down, in steps, to a limit that may not fit. */
  #for(depth: number): Statement[] {
    const random = this.#random;
    const type = random.chance(70) ? "u32" : "i32";
    const name = this.#fresh("i");
    const place = build.local(name, type);
    const up = random.chance(70);
    const small = build.constant(type, random.below(3));
    const large = random.chance(50) ? build.constant(type, random.pick(LIMITS)) : this.#integer(type, 1);
    const [from, to] = up ? [small, large] : [large, small];
    const operator = random.pick(
      up
        ? (["less", "less", "less-equal", "not-equal"] as const)
        : (["greater", "greater", "greater-equal", "not-equal"] as const),
    );
    const test = build.binary(operator, build.load(place), to, "bool");
    const outer = this.#variables;
    this.#variables = [...outer, { name, type, mutable: random.chance(20) }];
    const condition: Expression = random.chance(15) ? logical("and", test, this.#condition(1)) : test;
    const label = this.#enter();
    const body = this.#block(random.between(1, 3), depth - 1);
    this.#labels = this.#labels.slice(0, -1);
    this.#variables = outer;
    const step = build.constant(type, random.pick([1, 1, 1, 2, 3]));
    const update = [build.assign(place, build.binary(up ? "add" : "subtract", build.load(place), step, type))];
    const initial = [{ kind: "let", local: name, type, mutable: true, value: from, ...STATEMENT } as const];
    return [{ kind: "for", initial, condition, update, body, label, ...STATEMENT }];
  }

  #while(depth: number): Statement[] {
    const random = this.#random;
    const condition = random.chance(25) ? build.constant("bool", true) : this.#condition(2);
    const label = this.#enter();
    const body = this.#block(random.between(2, 4), depth - 1);
    this.#labels = this.#labels.slice(0, -1);
    return [{ kind: random.chance(70) ? "while" : "do-while", condition, body, label, ...STATEMENT }];
  }

  /** Walks a slice or array with a counter of its own, as programs mostly do. */
  #sliceLoop(depth: number): Statement[] | null {
    const random = this.#random;
    const base = this.#indexable();
    if (base === null) return null;
    const name = this.#fresh("i");
    const place = build.local(name, "u32");
    const first: Statement = {
      kind: "let",
      local: name,
      type: "u32",
      mutable: true,
      value: build.constant("u32", random.below(2)),
      ...STATEMENT,
    };
    const condition = build.binary("less", build.load(place), this.#lengthOf(base, "u32"), "bool");
    const outer = this.#variables;
    this.#variables = [...outer, { name, type: "u32", mutable: random.chance(30) }];
    const label = this.#enter();
    const body = this.#block(random.between(0, 2), depth - 1);
    const access = this.#scalarIn(build.element(base, build.load(place)));
    if (access !== null && isScalar(access.type)) {
      this.#writes = true;
      body.push(build.assign(access, this.#scalar(access.type, 1)));
    }
    body.push(
      build.assign(place, build.binary("add", build.load(place), build.constant("u32", random.pick([1, 1, 2])), "u32")),
    );
    this.#labels = this.#labels.slice(0, -1);
    this.#variables = [...outer, { name, type: "u32", mutable: true }];
    return [first, { kind: "while", condition, body, label, ...STATEMENT }];
  }

  #enter(): string | null {
    const label = this.#random.chance(40) ? this.#fresh("loop") : null;
    this.#labels = [...this.#labels, label];
    return label;
  }

  #switch(depth: number): Statement[] {
    const random = this.#random;
    const type = random.pick(["u32", "i32"] as const);
    const subject = this.#integer(type, 2);
    const values = new Set(Array.from({ length: random.between(2, 5) }, () => random.below(7)));
    const cases = [...values].map((value) => ({
      values: [build.constant(type, value), ...(random.chance(20) ? [build.constant(type, value + 10)] : [])],
      body: this.#block(random.between(1, 2), depth - 1),
    }));
    const otherwise = random.chance(50) ? this.#block(1, depth - 1) : null;
    return [{ kind: "switch", subject, cases, otherwise, ...STATEMENT }];
  }

  // -----------------------------------------------------------------------------------------
  // Places

  /** An array or slice: a static, or a local that refers to one. */
  #indexable(): Place | null {
    const random = this.#random;
    const locals = this.#variables.flatMap(({ name, type }) => (isIndexable(type) ? [build.local(name, type)] : []));
    if (locals.length > 0 && random.chance(60)) return random.pick(locals);
    const base = staticPlace(random.pick(["table", "words", "signed", "grid", "nodes", "handed"]));
    return random.chance(15) &&
      !isScalar(base.type) &&
      base.type.kind === "array" &&
      !isScalar(base.type.element) &&
      base.type.element.kind === "array"
      ? build.element(base, this.#index(base, 1))
      : base;
  }

  /** Some scalar in memory. */
  #memory(depth: number): Place | null {
    const random = this.#random;
    if (random.chance(35)) return staticPlace(random.pick(["count", "count", "cursor", "level"]));
    const structs = this.#variables.flatMap(({ name, type }) => (type === NODE_TYPE ? [build.local(name, type)] : []));
    if (structs.length > 0 && random.chance(40)) return this.#scalarIn(random.pick(structs));
    const base = this.#indexable();
    return base === null ? null : this.#scalarIn(build.element(base, this.#index(base, depth)));
  }

  /** A scalar within a place. */
  #scalarIn(place: Place): Place | null {
    const random = this.#random;
    if (isScalar(place.type)) return place;
    if (place.type.kind !== "struct") return this.#scalarIn(build.element(place, this.#index(place, 1)));
    const field = random.pick(NODE.fields);
    return this.#scalarIn({ kind: "field", base: place, field: field.name, type: field.type, span: build.SPAN });
  }

  /** An index that has a chance. */
  #index(base: Place, depth: number): Expression {
    const random = this.#random;
    const length = this.#lengthOf(base, "u32");
    const index = this.#integer("u32", depth);
    switch (random.below(6)) {
      case 0:
        return build.constant("u32", random.below(4));
      case 1:
        return build.binary("remainder", index, build.constant("u32", random.between(1, 6)), "u32");
      case 2:
        return build.binary("bit-and", index, build.constant("u32", random.pick([1, 3, 7])), "u32");
      case 3:
        return build.binary("min", index, build.binary("subtract", length, build.constant("u32", 1), "u32"), "u32");
      default:
        return random.chance(80) ? index : build.convert(index, "i32");
    }
  }

  #lengthOf(place: Place, type: IntegerType): Expression {
    if (isScalar(place.type) || place.type.kind === "struct") throw new Error("programs: not an array");
    if (place.type.kind === "array") return build.constant(type, place.type.length);
    const length: Expression = { kind: "length", type: "u32", slice: place, span: build.SPAN };
    return type === "u32" ? length : build.convert(length, "i32");
  }

  // -----------------------------------------------------------------------------------------
  // Expressions

  #scalar(type: StorageType, depth: number): Expression {
    switch (type) {
      case "bool":
        return this.#condition(depth);
      case "u32":
      case "i32":
        return this.#integer(type, depth);
      case "f32":
        return this.#float(depth);
      case "i64":
      case "u64":
        return this.#wide(type, depth);
      default: {
        const value = valueTypeOf(type);
        return build.convert(this.#integer(value === "i32" ? "i32" : "u32", depth), type);
      }
    }
  }

  #integer(type: IntegerType, depth: number): Expression {
    const random = this.#random;
    if (depth <= 0 || random.chance(35)) return this.#leaf(type);
    switch (random.below(9)) {
      case 8:
        return build.convert(this.#wide(random.pick(["i64", "u64"] as const), depth - 1), type);
      case 0: {
        const condition = this.#condition(depth - 1);
        return {
          kind: "conditional",
          condition,
          then: this.#integer(type, depth - 1),
          otherwise: this.#integer(type, depth - 1),
          type,
          span: build.SPAN,
        };
      }
      case 1:
        return build.convert(this.#integer(type === "u32" ? "i32" : "u32", depth - 1), type);
      case 2:
        return build.convert(build.convert(this.#integer(type, depth - 1), type === "u32" ? "u8" : "i8"), type);
      case 3: {
        const operator = random.pick<UnaryOperator>(
          type === "u32" ? ["bit-not", "clz", "popcount", "negate"] : ["negate", "abs", "bit-not", "clz"],
        );
        return build.unary(operator, this.#integer(type, depth - 1), type);
      }
      case 4:
        return random.chance(70)
          ? build.convert(this.#float(depth - 1), type)
          : build.convert(this.#condition(depth - 1), type);
      default:
        return this.#safe(
          random.pick(ARITHMETIC),
          this.#integer(type, depth - 1),
          this.#integer(type, depth - 1),
          type,
        );
    }
  }

  #wide(type: WideType, depth: number): Expression {
    const random = this.#random;
    const locals = this.#variables.filter((each) => each.type === type);
    if (locals.length > 0 && random.chance(40)) return build.load(build.local(random.pick(locals).name, type));
    if (depth <= 0 || random.chance(20)) return build.constant(type, convert(random.pick(WIDE_LIMITS), "i64", type));
    if (random.chance(40)) return build.convert(this.#integer(random.pick(["u32", "i32"] as const), depth - 1), type);
    if (random.chance(10)) return build.convert(this.#wide(type === "i64" ? "u64" : "i64", depth - 1), type);
    if (random.chance(10)) return build.convert(this.#float(depth - 1), type);
    if (random.chance(15)) {
      return build.unary(random.pick(["negate", "bit-not"] as const), this.#wide(type, depth - 1), type);
    }
    const operator = random.pick(WIDE_ARITHMETIC);
    const right = random.chance(50) ? build.constant(type, BigInt(random.below(12))) : this.#wide(type, depth - 1);
    return build.binary(operator, this.#wide(type, depth - 1), right, type);
  }

  /** Half of all divisors are made not to be zero. */
  #safe(operator: BinaryOperator, left: Expression, right: Expression, type: IntegerType): Expression {
    const divides = operator === "divide" || operator === "remainder";
    const divisor =
      divides && this.#random.chance(60) ? build.constant(type, this.#random.pick([1, 2, 3, 4, 8, 10])) : right;
    return build.binary(operator, left, divisor, type);
  }

  #leaf(type: IntegerType): Expression {
    const random = this.#random;
    if (random.chance(25)) return build.constant(type, random.pick(LIMITS));
    if (random.chance(5)) return build.constant(type, random.pick(EXTREMES[type]));
    if (type === "u32" && random.chance(20)) {
      const slices = this.#variables.filter(({ type: each }) => !isScalar(each) && each.kind === "slice");
      if (slices.length > 0) {
        const { name, type: found } = random.pick(slices);
        return this.#lengthOf(build.local(name, found), type);
      }
    }
    if (random.chance(20)) {
      const place = this.#memory(0);
      if (place !== null && isScalar(place.type) && valueTypeOf(place.type) === type) return loadAs(place, type);
    }
    const locals = this.#variables.filter((each) => isScalar(each.type) && valueTypeOf(each.type) === type);
    if (locals.length === 0) return build.constant(type, random.pick(LIMITS));
    const { name, type: found } = random.pick(locals);
    return isScalar(found) ? loadAs(build.local(name, found), type) : build.constant(type, 0);
  }

  #float(depth: number): Expression {
    const random = this.#random;
    const locals = this.#variables.filter(({ type }) => type === "f32");
    if (locals.length > 0 && random.chance(50)) return build.load(build.local(random.pick(locals).name, "f32"));
    if (depth <= 0 || random.chance(30)) return build.constant("f32", random.pick([0, 1, -1, 0.5, 7.5, 8, 255, 1e10]));
    if (random.chance(30)) return build.convert(this.#integer(random.pick(["u32", "i32"] as const), depth - 1), "f32");
    if (random.chance(30)) {
      return build.unary(
        random.pick(["sqrt", "abs", "floor", "ceil", "round", "negate"] as const),
        this.#float(depth - 1),
        "f32",
      );
    }
    const operator = random.pick(["add", "subtract", "multiply", "divide", "min", "max"] as const);
    return build.binary(operator, this.#float(depth - 1), this.#float(depth - 1), "f32");
  }

  #condition(depth: number): Expression {
    const random = this.#random;
    const locals = this.#variables.filter(({ type }) => type === "bool");
    if (locals.length > 0 && random.chance(25)) return build.load(build.local(random.pick(locals).name, "bool"));
    if (depth > 0 && random.chance(25)) {
      return logical(random.pick(["and", "or"] as const), this.#condition(depth - 1), this.#condition(depth - 1));
    }
    if (depth > 0 && random.chance(15)) return build.unary("not", this.#condition(depth - 1), "bool");
    if (depth > 0 && random.chance(15)) {
      const call = this.#callOf("bool", true);
      if (call !== null) return call;
    }
    const operator = random.pick(COMPARISONS);
    if (random.chance(15)) return build.binary(operator, this.#float(1), this.#float(1), "bool");
    if (random.chance(15)) {
      const wide = random.pick(["i64", "u64"] as const);
      return build.binary(operator, this.#wide(wide, depth), this.#wide(wide, 1), "bool");
    }
    const type = random.chance(65) ? "u32" : "i32";
    return build.binary(operator, this.#integer(type, depth), this.#integer(type, 1), "bool");
  }

  // -----------------------------------------------------------------------------------------
  // Calls

  /** A call for a scalar of this type, if there is a function that gives one. */
  #callOf(type: StorageType, pureOnly = false): Call | null {
    const random = this.#random;
    if (!pureOnly && type === "i32" && random.chance(10)) {
      this.#writes = true;
      const invocation: Invocation = {
        callee: `${build.MODULE}.listen`,
        arguments: [],
        result: "i32",
        span: build.SPAN,
      };
      return { kind: "call", invocation, type: "i32", span: build.SPAN };
    }
    const fitting = this.#functions.filter(({ func, writes }) => func.result === type && !(pureOnly && writes));
    if (fitting.length === 0 || random.chance(50)) return null;
    const invocation = this.#invoke(random.pick(fitting));
    return invocation === null ? null : { kind: "call", invocation, type, span: build.SPAN };
  }

  #invoke({ func, writes }: Callable): Invocation | null {
    const given: (Expression | Reference)[] = [];
    for (const { type } of func.parameters) {
      const argument = isScalar(type) ? this.#scalar(type, 1) : this.#referenceOf(type);
      if (argument === null) return null;
      given.push(argument);
    }
    this.#writes ||= writes;
    return { callee: func.name, arguments: given, result: func.result, span: build.SPAN };
  }

  #referenceOf(type: Exclude<Type, StorageType>): Reference | null {
    const random = this.#random;
    const own = this.#variables.filter((each) => JSON.stringify(each.type) === JSON.stringify(type));
    if (own.length > 0 && random.chance(60)) {
      const place = build.local(random.pick(own).name, type);
      return type.kind === "slice" && random.chance(50)
        ? this.#cut(place, type.element)
        : { kind: "reference", place, type, span: build.SPAN };
    }
    if (type.kind === "struct") {
      const place = build.element(staticPlace("nodes"), this.#index(staticPlace("nodes"), 1));
      return { kind: "reference", place, type, span: build.SPAN };
    }
    if (type.kind === "array") {
      return { kind: "reference", place: staticPlace(random.pick(["table", "handed"])), type, span: build.SPAN };
    }
    const bases = { u8: ["table", "handed"], u32: ["words"], struct: ["nodes"] };
    const names = isScalar(type.element) ? (type.element === "u8" ? bases.u8 : bases.u32) : bases.struct;
    return this.#cut(staticPlace(random.pick(names)), type.element);
  }
}

const STATEMENT = { span: build.SPAN, comments: [] };

function loadAs(place: Place, type: IntegerType): Expression {
  const loaded = build.load(place);
  return loaded.type === type ? loaded : build.convert(loaded, type);
}

function logical(operator: "and" | "or", left: Expression, right: Expression): Expression {
  return { kind: "logical", operator, left, right, type: "bool", span: build.SPAN };
}

function isIndexable(type: Type): boolean {
  return !isScalar(type) && type.kind !== "struct";
}
