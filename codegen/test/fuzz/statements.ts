/**
 * Random statements. Every loop ends, by a counter that its body leaves alone.
 *
 * @packageDocumentation
 */
import type { StorageType } from "../../src/ir/types.ts";
import { isWide, valueTypeOf } from "../../src/ir/types.ts";
import type { FunctionShape, ResultShape, Scope, Variable } from "./expressions.ts";
import {
  affordable,
  conversion,
  createCallOf,
  createExpression,
  createStored,
  operation,
  references,
  scalarPlaces,
} from "./expressions.ts";
import { MOOD, TURNED } from "./enums.ts";
import type { Piece } from "./piece.ts";
import { list, piece, same, write } from "./piece.ts";
import type { Shape } from "./world.ts";
import { createReplacement, createTakingApart } from "./unions.ts";
import { annotation, STORAGE_TYPES } from "./world.ts";

/** Where a statement stands. */
export interface Position extends Scope {
  readonly result: ResultShape;
  /** The loops and switches around it, innermost last. */
  readonly enclosing: readonly Enclosing[];
}

interface Enclosing {
  readonly kind: "loop" | "switch";
  readonly label: string | null;
}

const EXPRESSION_DEPTH = 3;

/** Some statements, and what they declare for those after them. */
export function createStatements(position: Position, count: number, depth: number): Piece {
  const pieces: Piece[] = [];
  let scope = position;
  for (let index = 0; index < count; index++) {
    const { statement, declared } = createStatement(scope, depth);
    pieces.push(statement);
    scope = { ...scope, variables: [...scope.variables, ...declared] };
  }
  const own = scope.variables.slice(position.variables.length);
  return list([...pieces, ...own.map(createUse)]);
}

/** The language refuses a variable that nothing uses, so each ends in a sum that the program shows. */
function createUse({ name, shape }: Variable): Piece {
  switch (shape.kind) {
    case "scalar":
      return createUseOf(name, shape.type);
    case "array":
      return createUseOf(`${name}[0]`, shape.element);
    case "grid":
      return createUseOf(`${name}[0][0]`, shape.element);
    case "slice":
      return piece(
        "statement",
        `sink ^= ${name}.length;`,
        `sink = ${operation("bit-xor", "u32", "sink", `${name}.length`)};`,
      );
    case "struct":
    case "structs": {
      // Every random struct begins with a scalar or with a struct that does.
      const base = shape.kind === "struct" ? name : `${name}[0]`;
      const [first] = shape.struct.fields;
      if (first === undefined) throw new Error("fuzz: a struct without fields");
      return createUse({ name: `${base}.${first.name}`, shape: first.shape, writable: false });
    }
  }
}

/** Adds what is in a place to the sum. */
export function createUseOf(place: string, type: StorageType): Piece {
  const value = valueTypeOf(type);
  const converted = conversion(value, "u32");
  return piece(
    "statement",
    "sink ^= u32($0);",
    `sink = ${operation("bit-xor", "u32", "sink", converted)};`,
    same("place", place),
  );
}

/** The static in which uses are summed. */
export const SINK = "sink";

interface Created {
  readonly statement: Piece;
  readonly declared: readonly Variable[];
}

type Maker = (position: Position, depth: number) => Created | Piece | null;

const SIMPLE: readonly Maker[] = [
  createLet,
  createLet,
  createLetTuple,
  createAssignTuple,
  createReplacement,
  createMemberAssignment,
  createCursorStep,
  createAlias,
  createAssignment,
  createAssignment,
  createAssignment,
  createCompound,
  createStep,
  createCallStatement,
  createJump,
];

const NESTED: readonly Maker[] = [
  createIf,
  createIf,
  createFor,
  createFor,
  createSliceLoop,
  createWhile,
  createSwitch,
  createMemberSwitch,
  createBlock,
  createUnionBlock,
];

function createStatement(position: Position, depth: number): Created {
  const { random } = position;
  position.spend(position.repeats);
  const makers = depth > 0 && random.chance(40) ? NESTED : SIMPLE;
  const made = random.pick(makers)(position, depth) ?? createLet(position);
  return "statement" in made ? made : { statement: made, declared: [] };
}

/** Sibling blocks use the same names again, which tests that the compiler keeps them apart. */
function freshName({ variables }: Scope): string {
  return `v${variables.length}`;
}

function createLet(position: Position): Created {
  const { random } = position;
  const type = random.pick(STORAGE_TYPES);
  const name = freshName(position);
  const isMutable = random.chance(60);
  const value = createStored(position, type, EXPRESSION_DEPTH);
  const statement = same("statement", `${isMutable ? "let" : "const"} ${name}$0 = $1;`, annotation(type), value);
  return { statement, declared: [{ name, shape: { kind: "scalar", type }, writable: isMutable }] };
}

/** A function that returns a tuple and may be called here. */
function tupleCallee(position: Position): { callee: FunctionShape; types: readonly StorageType[] } | null {
  const fitting = affordable(position).flatMap((callee) =>
    typeof callee.result === "string" ? [] : [{ callee, types: callee.result }],
  );
  return fitting.length === 0 ? null : position.random.pick(fitting);
}

function createLetTuple(position: Position): Created | null {
  const { random, variables } = position;
  const called = tupleCallee(position);
  if (called === null) return null;
  const isMutable = random.chance(50);
  const declared: Variable[] = [];
  const names = called.types.map((type, index) => {
    if (index > 0 && random.chance(25)) return "";
    const name = `v${variables.length + declared.length}`;
    declared.push({ name, shape: { kind: "scalar", type }, writable: isMutable });
    return name;
  });
  const call = createCallOf(position, called.callee, "statement", EXPRESSION_DEPTH);
  const statement = same("statement", `${isMutable ? "let" : "const"} [${names.join(", ")}] = $0;`, call);
  return { statement, declared };
}

/** `[x, a[i]] = f()`, where there is a place for the first element. */
function createAssignTuple(position: Position): Piece | null {
  const { random } = position;
  const called = tupleCallee(position);
  if (called === null) return null;
  const targets = called.types.map((wanted) => {
    const fitting = scalarPlaces(position).filter(({ writable, type }) => writable && type === wanted);
    return fitting.length === 0 ? same("place", "") : random.pick(fitting).make();
  });
  if (targets[0]?.source === "") return null;
  const holes = targets.map((_, index) => `$${index + 1}`).join(", ");
  const call = createCallOf(position, called.callee, "statement", EXPRESSION_DEPTH);
  return same("statement", `[${holes}] = $0;`, call, ...targets);
}

/** A name for a struct, an array or a part of one. */
function createAlias(position: Position): Created | null {
  const { random, world } = position;
  const arrays = world.statics.flatMap(({ shape }) => (shape.kind === "array" ? [shape] : []));
  const shapes: Shape[] = [
    ...world.structs.map((struct) => ({ kind: "struct" as const, struct })),
    ...arrays,
    ...arrays.map(({ element }) => ({ kind: "slice" as const, element })),
  ];
  const shape = random.pick(shapes);
  const fitting = references(position, shape);
  if (fitting.length === 0) return null;
  const { writable, make } = random.pick(fitting);
  const target = make();
  const isCut = target.source.includes("subarray");
  // A whole array keeps its length under its new name.
  if (shape.kind === "slice" && !isCut) return null;
  const name = freshName(position);
  return { statement: same("statement", `const ${name} = $0;`, target), declared: [{ name, shape, writable }] };
}

function createAssignment(position: Position): Piece | null {
  const places = scalarPlaces(position).filter(({ writable }) => writable);
  if (places.length === 0) return null;
  const { type, make } = position.random.pick(places);
  const place = make();
  const value = createStored(position, type, EXPRESSION_DEPTH);
  // The language refuses `x = x`, also where it is narrowed: `x = u8(x)`.
  const isSame = write(value, "source").replace(/^[iu]\d+\((.*)\)$/, "$1") === write(place, "source");
  return isSame ? null : same("statement", "$0 = $1;", place, value);
}

/** Puts a member into the variable of the enum: some one, one of two, or the one that comes after. */
function createMemberAssignment(position: Position): Piece | null {
  const { random, world } = position;
  if (world.enumeration === null) return null;
  const { members } = world.enumeration;
  const [first, second] = [random.pick(members), random.pick(members)];
  if (random.chance(30)) return same("statement", `${MOOD} = ${TURNED}(${MOOD});`);
  if (first === second) return piece("statement", `${MOOD} = ${first.name};`, `${MOOD} = ${first.value};`);
  return piece(
    "statement",
    `${MOOD} = $0 ? ${first.name} : ${second.name};`,
    `${MOOD} = $0 ? ${first.value} : ${second.value};`,
    createExpression(position, "bool", EXPRESSION_DEPTH),
  );
}

/** Puts something into a variable that stays less than its bound. */
function createCursorStep(position: Position): Piece | null {
  const { random, world } = position;
  if (world.cursors.length === 0) return null;
  const { name, below } = random.pick(world.cursors);
  const value = random.chance(50)
    ? piece("u32", `(${name} + 1)`, operation("add", "u32", name, "1"))
    : createExpression(position, "u32", EXPRESSION_DEPTH);
  const limited = operation("remainder", "u32", "$0", String(below));
  return piece("statement", `${name} = $0 % ${below};`, `${name} = ${limited};`, value);
}

const COMPOUND = { add: "+", subtract: "-", multiply: "*" } as const;

/** `x += e`, of a type that needs no narrowing. The place is written twice, so its index must not call anything. */
function createCompound(position: Position): Piece | null {
  const { random } = position;
  const places = scalarPlaces({ ...position, functions: [] }).filter(
    ({ writable, type }) => writable && type !== "bool" && valueTypeOf(type) === type,
  );
  if (places.length === 0) return null;
  const { type, make } = random.pick(places);
  const value = valueTypeOf(type);
  const operator = random.pick(["add", "subtract", "multiply"] as const);
  const right = createExpression(position, value, EXPRESSION_DEPTH);
  return piece("statement", `$0 ${COMPOUND[operator]}= $1;`, `$0 = ${operation(operator, value)};`, make(), right);
}

/** `x++` or `x--`. */
function createStep(position: Position): Piece | null {
  const { random } = position;
  const places = scalarPlaces({ ...position, functions: [] }).filter(
    ({ writable, type }) => writable && (type === "i32" || type === "u32" || isWide(type)),
  );
  if (places.length === 0) return null;
  const { type, make } = random.pick(places);
  const isUp = random.chance(50);
  const stepped = operation(isUp ? "add" : "subtract", valueTypeOf(type), "$0", isWide(type) ? "1n" : "1");
  return piece("statement", isUp ? "$0++;" : "$0--;", `$0 = ${stepped};`, make());
}

function createCallStatement(position: Position): Piece | null {
  const callees = affordable(position).filter(({ writes }) => writes);
  if (callees.length === 0) return null;
  return same("statement", "$0;", createCallOf(position, position.random.pick(callees), "statement", EXPRESSION_DEPTH));
}

/** `break`, `continue` or `return`, under a condition, since nothing may stand after it. */
function createJump(position: Position): Piece | null {
  const { random } = position;
  const condition = createExpression(position, "bool", 2);
  const jumps = jumpsFrom(position);
  if (jumps.length > 0 && random.chance(70)) {
    return same("statement", `if ($0) {\n${random.pick(jumps)}\n}`, condition);
  }
  return same("statement", "if ($0) {\n$1\n}", condition, createReturn(position));
}

/** Ends a function. */
export function createReturn(position: Position): Piece {
  const { result } = position;
  if (result === "void") return same("statement", "return;");
  if (typeof result === "string") {
    return same("statement", "return $0;", createStored(position, result, EXPRESSION_DEPTH));
  }
  const values = result.map((type) => createStored(position, type, EXPRESSION_DEPTH));
  return same("statement", `return [${values.map((_, index) => `$${index}`).join(", ")}];`, ...values);
}

/** Inside a switch, a plain `break` would leave the switch. */
function jumpsFrom({ enclosing }: Position): string[] {
  const loops = enclosing.filter(({ kind }) => kind === "loop");
  if (loops.length === 0) return [];
  const labelled = loops.flatMap(({ label }) => (label === null ? [] : [`break ${label};`, `continue ${label};`]));
  return enclosing.at(-1)?.kind === "loop" ? ["break;", "continue;", ...labelled] : ["continue;", ...labelled];
}

function createIf(position: Position, depth: number): Piece {
  const { random } = position;
  const condition = createExpression(position, "bool", EXPRESSION_DEPTH);
  const then = createBody(position, depth);
  if (random.chance(40)) return same("statement", "if ($0) {\n$1\n}", condition, then);
  if (random.chance(60)) {
    return same("statement", "if ($0) {\n$1\n} else {\n$2\n}", condition, then, createBody(position, depth));
  }
  const second = createExpression(position, "bool", EXPRESSION_DEPTH);
  const bodies = [then, createBody(position, depth), createBody(position, depth)];
  return same("statement", "if ($0) {\n$2\n} else if ($1) {\n$3\n} else {\n$4\n}", condition, second, ...bodies);
}

function createBody(position: Position, depth: number): Piece {
  return createStatements(position, position.random.between(1, 3), depth - 1);
}

/** Inside a loop of at most `count` rounds. */
function enterLoop(position: Position, count: number): { inside: Position; prefix: string } {
  const label = position.random.chance(40) ? `loop${position.enclosing.length}` : null;
  const enclosing = [...position.enclosing, { kind: "loop" as const, label }];
  const inside = { ...position, enclosing, repeats: position.repeats * count };
  return { inside, prefix: label === null ? "" : `${label}: ` };
}

function createFor(position: Position, depth: number): Piece {
  const { random } = position;
  const count = random.between(1, 6);
  const { inside, prefix } = enterLoop(position, count);
  const name = freshName(position);
  const isDown = random.chance(25);
  const type = isDown ? "i32" : random.pick(["i32", "u32"] as const);
  const counter: Variable = {
    name,
    shape: { kind: "scalar", type },
    writable: false,
    ...(isDown ? {} : { below: count }),
  };
  const body = createBody({ ...inside, variables: [...position.variables, counter] }, depth);
  const step = random.chance(70) || isDown ? 1 : 2;
  const header = isDown
    ? `let ${name}$0 = ${count}; ${name} > 0; ${name}--`
    : `let ${name}$0 = 0; ${name} < ${count}; ${step === 1 ? `${name}++` : `${name} += ${step}`}`;
  return same("statement", `${prefix}for (${header}) {\n$1\n}`, annotation(type), body);
}

/** Visits each element of a slice. */
function createSliceLoop(position: Position, depth: number): Piece | null {
  const { random, variables } = position;
  const slices = variables.flatMap(({ name, shape, writable }) =>
    shape.kind === "slice" ? [{ name, shape, writable }] : [],
  );
  if (slices.length === 0) return null;
  const slice = random.pick(slices);
  const { inside, prefix } = enterLoop(position, 8);
  const index = freshName(position);
  const { element } = slice.shape;
  const item: Variable = {
    name: `${slice.name}[${index}]`,
    shape: { kind: "scalar", type: element },
    writable: slice.writable,
  };
  const scope = { ...inside, variables: [...variables, item] };
  const body = createBody(scope, depth);
  const header = `let ${index}$0 = 0; ${index} < ${slice.name}.length; ${index}++`;
  return same("statement", `${prefix}for (${header}) {\n$1\n}`, annotation("u32"), body);
}

/** `while` or `do while`, with a counter of its own that is stepped first. */
function createWhile(position: Position, depth: number): Piece {
  const { random } = position;
  const { inside, prefix } = enterLoop(position, 7);
  const name = freshName(position);
  const counter: Variable = { name, shape: { kind: "scalar", type: "u32" }, writable: false };
  const start = createExpression(position, "u32", 2);
  const body = createBody({ ...inside, variables: [...position.variables, counter] }, depth);
  const limited = operation("bit-and", "u32", "$1", "7");
  const step = (text: string): string => `${prefix}${text}`;
  if (random.chance(50)) {
    const loop = step(`while (${name} > 0) {\n${name}--;\n$2\n}`);
    return piece(
      "statement",
      `{\nlet ${name}$0 = ($1 & 7);\n${loop}\n}`,
      `{\nlet ${name}$0 = ${limited};\n${loop}\n}`,
      annotation("u32"),
      start,
      body,
    );
  }
  const loop = step(`do {\n${name}--;\n$2\n} while (${name} > 0);`);
  return piece(
    "statement",
    `{\nlet ${name}$0 = (($1 & 7) + 1);\n${loop}\n}`,
    `{\nlet ${name}$0 = ${operation("add", "u32", limited, "1")};\n${loop}\n}`,
    annotation("u32"),
    start,
    body,
  );
}

const SPARSE = { i32: [-2147483648, -7, 3, 40, 1000000], u32: [0, 9, 4294967295, 77, 65536] };

function createSwitch(position: Position, depth: number): Piece {
  const { random } = position;
  const type = random.pick(["i32", "u32"] as const);
  const isDense = random.chance(70);
  const [a = 0, b = 0, c = 0, d = 0] = random.shuffle(isDense ? [0, 1, 2, 3, 4] : SPARSE[type]);
  const inside = { ...position, enclosing: [...position.enclosing, { kind: "switch" as const, label: null }] };
  const raw = createExpression(position, type, EXPRESSION_DEPTH);
  const subject = isDense ? piece(type, "($0 & 7)", operation("bit-and", type, "$0", "7"), raw) : raw;
  const bodies = Array.from({ length: 4 }, () => createBody(inside, depth));
  const arms = [
    `case ${a}: {\n$1\nbreak;\n}`,
    `case ${b}:\ncase ${c}: {\n$2\nbreak;\n}`,
    `case ${d}: {\n$3\nbreak;\n}`,
  ];
  const fallback = random.chance(70) ? "\ndefault: {\n$4\n}" : "";
  return same("statement", `switch ($0) {\n${arms.join("\n")}${fallback}\n}`, subject, ...bodies);
}

/** A case for each member, or `default` for the last ones. */
function createMemberSwitch(position: Position, depth: number): Piece | null {
  const { random, world } = position;
  if (world.enumeration === null) return null;
  const { members } = world.enumeration;
  const inside = { ...position, enclosing: [...position.enclosing, { kind: "switch" as const, label: null }] };
  const named = members.slice(0, random.chance(70) ? members.length : random.between(1, members.length - 1));
  const spell = (labelOf: (member: (typeof members)[number]) => string | number): string => {
    const arms = named.map((member, place) => `case ${labelOf(member)}: {\n$${place}\nbreak;\n}`);
    const rest = named.length < members.length ? [`default: {\n$${named.length}\n}`] : [];
    return `switch (${MOOD}) {\n${[...arms, ...rest].join("\n")}\n}`;
  };
  const bodies = Array.from({ length: Math.min(named.length + 1, members.length) }, () => createBody(inside, depth));
  return piece(
    "statement",
    spell(({ name }) => name),
    spell(({ value }) => value),
    ...bodies,
  );
}

function createUnionBlock(position: Position, depth: number): Piece {
  return createTakingApart(position, (named, inside) => {
    const enclosing = [...position.enclosing, { kind: "switch" as const, label: null }];
    const variable: Variable = { ...named, writable: true };
    const variables = [...position.variables, variable];
    const body = createStatements(
      { ...position, ...inside, enclosing, variables },
      position.random.between(1, 2),
      depth - 1,
    );
    return list([createUse(variable), body]);
  });
}

function createBlock(position: Position, depth: number): Piece {
  return same("statement", "{\n$0\n}", createBody(position, depth));
}
