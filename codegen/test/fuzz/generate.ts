/**
 * Random programs in the firmware language, with a list of calls to make of each.
 *
 * @packageDocumentation
 */
import type { StorageType } from "../../src/ir/types.ts";
import { valueTypeOf } from "../../src/ir/types.ts";
import type { Call } from "../engines/engine.ts";
import { createComputed } from "./computed.ts";
import { createEnumReader, declareEnum } from "./enums.ts";
import type { FunctionShape, ResultShape, Variable } from "./expressions.ts";
import { conversion, createCallOf, operation } from "./expressions.ts";
import type { GenericShape } from "./generics.ts";
import { createGenerics } from "./generics.ts";
import type { Piece } from "./piece.ts";
import { list, piece, same, write } from "./piece.ts";
import { Random } from "./random.ts";
import type { Position } from "./statements.ts";
import { createUnionReaders } from "./unions.ts";
import { createReturn, createStatements, createUseOf, SINK } from "./statements.ts";
import type { Named, Shape, StructShape, World } from "./world.ts";
import { annotation, createWorld, declareWorld, INTERESTING, STORAGE_TYPES, TYPED_ARRAYS } from "./world.ts";

export interface RandomProgram {
  readonly seed: number;
  /** A list of declarations. */
  readonly module: Piece;
  readonly calls: readonly Call[];
}

/** The same program for the same seed. */
export function createProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const state = createWorld(random);
  const computed = Array.from({ length: random.below(3) }, (_, number) => createComputed(random, state, number));
  // The tables are state like any other: only their first contents are computed.
  const world = { ...state, statics: [...state.statics, ...computed.map(({ table }) => table)] };
  const generics = createGenericsOf(random, state);
  const constants = computed.map(({ constant }) => constant);
  const made = createFunctions({ random, world, generics, constants }, [
    ...computed.map(({ shape }) => shape),
    ...generics.callers.map((caller): FunctionShape => {
      return { ...caller, writes: false, replaces: false, cost: 16, receiver: null };
    }),
  ]);
  const sink: Named = { name: SINK, shape: { kind: "scalar", type: "u32" } };
  const cursors = world.cursors.map(({ name }): Named => ({ name, shape: sink.shape }));
  const readers = [
    ...[sink, ...world.statics, ...constants, ...cursors].flatMap((variable) => createReaders(variable)),
    ...createUnionReaders(world.union),
    createEnumReader(),
  ];
  const calls = [
    ...Array.from({ length: random.between(2, 8) }, () => createCall(random, made.functions.filter(isPublic))),
    ...readers.flatMap((reader) => reader.calls),
  ];
  const module = list([
    piece("statement", `let ${SINK}: u32 = 0;`, `let ${SINK} = 0;`),
    ...declareWorld(random, state, made.methods),
    ...(world.enumeration === null ? [] : declareEnum(random, world.enumeration)),
    ...computed.flatMap(({ declarations }) => declarations),
    ...generics.declarations,
    ...made.declarations,
    ...readers.map((reader) => reader.declaration),
  ]);
  return { seed, module, calls };
}

function createGenericsOf(random: Random, { statics }: World): GenericShape {
  const arrays = statics.flatMap(({ name, shape }) =>
    shape.kind === "array" && shape.element !== "bool" ? [{ name, element: shape.element }] : [],
  );
  const { name, element } = random.pick(arrays);
  return createGenerics(random, name, element);
}

/** What every function of a program is made of. */
interface Material {
  readonly random: Random;
  readonly world: World;
  readonly generics: GenericShape;
  readonly constants: readonly Variable[];
}

/** All that can be called, with the declarations of methods by their struct. */
interface CreatedFunctions {
  readonly functions: readonly FunctionShape[];
  readonly declarations: readonly Piece[];
  readonly methods: ReadonlyMap<string, readonly Piece[]>;
}

/** Each may call those before it, so that nothing recurses: first methods, then functions. */
function createFunctions(material: Material, given: readonly FunctionShape[]): CreatedFunctions {
  const { random, world } = material;
  const functions = [...given];
  const methods = new Map<string, readonly Piece[]>();
  for (const struct of world.structs) {
    const own = Array.from({ length: random.below(3) }, (_, index) => {
      const name = `${struct.name.toLowerCase()}${index}`;
      const { shape, declaration } = createFunction(material, functions, name, { receiver: struct, isLast: false });
      functions.push(shape);
      return declaration;
    });
    methods.set(struct.name, own);
  }
  const count = random.between(1, 4);
  const declarations = Array.from({ length: count }, (_, index) => {
    const place = { receiver: null, isLast: index === count - 1 };
    const { shape, declaration } = createFunction(material, functions, `f${index}`, place);
    functions.push(shape);
    return declaration;
  });
  return { functions, declarations, methods };
}

/** The text of the module that imports the vocabulary from a path. */
export function sourceOf(module: Piece, vocabulary: string): string {
  const body = write(module, "source");
  const names = VOCABULARY.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const imported = names.map((name) => (name === "bool" ? "type bool" : name)).join(", ");
  return `import { ${imported} } from "${vocabulary}";\n\n${body}\n`;
}

const VOCABULARY = [...STORAGE_TYPES, "Below", "Fixed", "array", "bitsOf", "f32FromBits", "popcount", "tabulate"];

const STATEMENT_DEPTH = 3;

interface CreatedFunction {
  readonly shape: FunctionShape;
  readonly declaration: Piece;
}

function createFunction(
  { random, world, generics, constants }: Material,
  functions: readonly FunctionShape[],
  name: string,
  { receiver, isLast }: { readonly receiver: StructShape | null; readonly isLast: boolean },
): CreatedFunction {
  const self: Variable[] =
    receiver === null ? [] : [{ name: "this", shape: { kind: "struct", struct: receiver }, writable: true }];
  const parameters = createParameters(random, world, isLast);
  const result = createResult(random);
  let cost = 1;
  let replaces = false;
  const position: Position = {
    random,
    world,
    functions: [...functions],
    generics,
    variables: [...constants, ...parameters.map((parameter): Variable => ({ ...parameter, writable: true })), ...self],
    repeats: 1,
    spend: (more) => (cost += more),
    holdsUnion: false,
    replace: () => {
      replaces = true;
    },
    result,
    enclosing: [],
  };
  const statements = createStatements(position, random.between(2, 6), STATEMENT_DEPTH);
  const calls = isLast
    ? functions.filter((each) => !isPublic(each)).map((each) => createCallForState(position, each))
    : [];
  const count = random.chance(result === "void" ? 100 : 30) ? [COUNT] : [];
  const body = list([...count, ...calls, statements]);
  const last = result === "void" ? [] : [createReturn(position)];
  const shape: FunctionShape = { name, parameters, result, writes: count.length > 0, replaces, cost, receiver };
  return { shape, declaration: declareFunction(shape, list([body, ...last])) };
}

function createResult(random: Random): ResultShape {
  if (random.chance(20)) return "void";
  if (random.chance(80)) return random.pick(STORAGE_TYPES);
  return Array.from({ length: random.between(2, 4) }, () => random.pick(STORAGE_TYPES));
}

/** Makes a function that only sometimes has an effect one that always has. */
const COUNT = piece("statement", "sink++;", `sink = ${operation("add", "u32", SINK, "1")};`);

/** The language refuses a function that nothing calls. */
function createCallForState(position: Position, callee: FunctionShape): Piece {
  if (callee.result === "void") return same("statement", "$0;", createCallOf(position, callee, "statement", 2));
  if (typeof callee.result !== "string") return createSumOfTuple(position, callee, callee.result);
  const value = valueTypeOf(callee.result);
  const call = createCallOf(position, callee, value, 2);
  const sum = operation("bit-xor", "u32", SINK, conversion(value, "u32"));
  return piece("statement", `sink ^= u32($0);`, `sink = ${sum};`, call);
}

function createSumOfTuple(position: Position, callee: FunctionShape, types: readonly StorageType[]): Piece {
  const uses = types.map((type, index) => createUseOf(`${callee.name}_${index}`, type));
  const names = types.map((_, index) => `${callee.name}_${index}`).join(", ");
  const call = createCallOf(position, callee, "statement", 2);
  return list([same("statement", `const [${names}] = $0;`, call), ...uses]);
}

/** Scalars, and perhaps one reference, which keeps a function from being public. */
function createParameters(random: Random, world: World, onlyScalars: boolean): Named[] {
  const scalars = Array.from({ length: random.between(0, 3) }, (): Shape => {
    return { kind: "scalar", type: random.pick(STORAGE_TYPES) };
  });
  const references = onlyScalars || random.chance(60) ? [] : [random.pick(parameterShapes(world))];
  return random.shuffle([...scalars, ...references]).map((shape, index) => ({ name: `v${index}`, shape }));
}

/** Only shapes that some static has, so that there is always something to pass. */
function parameterShapes({ statics }: World): Shape[] {
  return statics.flatMap(({ shape }): Shape[] => {
    if (shape.kind === "array") return [shape, { kind: "slice", element: shape.element }];
    if (shape.kind === "structs") return [{ kind: "struct", struct: shape.struct }];
    return shape.kind === "struct" ? [shape] : [];
  });
}

function declareFunction(shape: FunctionShape, body: Piece): Piece {
  const { name, parameters, result, receiver } = shape;
  const list = parameters.map((parameter, index) => `${parameter.name}$${index + 1}`).join(", ");
  const types = parameters.map((parameter) => annotation(typeNameOf(parameter.shape)));
  const source = `${receiver === null ? "function " : ""}${name}(${list})$0 {\n$${types.length + 1}\n}`;
  // The language refuses a function that nothing uses; all are exported, so that shrinking may take calls away.
  const annotated = typeof result === "string" ? result : `[${result.join(", ")}]`;
  // Some bodies stand in place of calls in loops. That changes nothing, so no random choice is spent on it.
  const hint = parameters.length % 2 === 1 ? "/** @inline */\n" : "";
  const visible = receiver === null ? "export " : "";
  return piece("statement", `${hint}${visible}${source}`, source, annotation(annotated), ...types, body);
}

function isPublic({ parameters, receiver }: FunctionShape): boolean {
  return receiver === null && parameters.every(({ shape }) => shape.kind === "scalar");
}

function typeNameOf(shape: Shape): string {
  switch (shape.kind) {
    case "scalar":
      return shape.type;
    case "array":
      return `Fixed<${arrayName(shape.element)}, ${shape.length}>`;
    case "slice":
      return arrayName(shape.element);
    case "grid":
      throw new Error("fuzz: an array of arrays is passed by its rows");
    case "struct":
      return shape.struct.name;
    case "structs":
      return `${shape.struct.name}[]`;
  }
}

function arrayName(element: StorageType): string {
  if (element === "bool") throw new Error("fuzz: there is no array of bool");
  return TYPED_ARRAYS[element];
}

function createCall(random: Random, functions: readonly FunctionShape[]): Call {
  const { name, parameters } = random.pick(functions);
  const values = parameters.map(({ shape }) => {
    if (shape.kind !== "scalar") throw new Error("fuzz: a public function takes scalars");
    const value = random.pick(INTERESTING[shape.type]);
    return shape.type === "f32" ? Math.fround(Number(value)) : value;
  });
  return { name, values };
}

/** A function that gives one scalar of the state, and the calls that read all that it can give. */
interface Reader {
  readonly declaration: Piece;
  readonly calls: readonly Call[];
}

function createReaders({ name, shape }: Named): Reader[] {
  return leavesOf(shape, name, []).map(({ path, type, lengths }, index): Reader => {
    const reader = `${name}_${index}`;
    const indices = lengths.map((_, depth) => `i${depth}`);
    const text = lengths.reduce((text, length, depth) => text.replace("[]", `[i${depth} % ${length}]`), path);
    const parameters = indices.map((each) => `${each}: u32`).join(", ");
    return {
      declaration: piece(
        "statement",
        `export function ${reader}(${parameters}): ${type} {\nreturn ${text};\n}`,
        `function ${reader}(${indices.join(", ")}) {\nreturn ${text};\n}`,
      ),
      calls: tuplesBelow(lengths).map((values) => ({ name: reader, values })),
    };
  });
}

interface Leaf {
  /** With `[]` for each index. */
  readonly path: string;
  readonly type: StorageType;
  readonly lengths: readonly number[];
}

function leavesOf(shape: Shape, path: string, lengths: readonly number[]): Leaf[] {
  switch (shape.kind) {
    case "scalar":
      return [{ path, type: shape.type, lengths }];
    case "array":
      return [{ path: `${path}[]`, type: shape.element, lengths: [...lengths, shape.length] }];
    case "grid":
      return [{ path: `${path}[][]`, type: shape.element, lengths: [...lengths, shape.rows, shape.columns] }];
    case "struct":
      return shape.struct.fields.flatMap((field) => leavesOf(field.shape, `${path}.${field.name}`, lengths));
    case "structs":
      return leavesOf({ kind: "struct", struct: shape.struct }, `${path}[]`, [...lengths, shape.length]);
    case "slice":
      return [];
  }
}

/** All tuples of whole numbers that are less than the limits, place by place. */
function tuplesBelow(limits: readonly number[]): number[][] {
  return limits.reduce<number[][]>(
    (tuples, limit) => tuples.flatMap((tuple) => Array.from({ length: limit }, (_, value) => [...tuple, value])),
    [[]],
  );
}
