/**
 * What the compiler computes: a function of nothing but its parameter, a table of its results and a constant.
 *
 * The function stays callable at run time, so both ways of running it meet in one program.
 *
 * @packageDocumentation
 */
import { valueTypeOf } from "../../src/ir/types.ts";
import type { FunctionShape, Variable } from "./expressions.ts";
import { createStored } from "./expressions.ts";
import type { Piece } from "./piece.ts";
import { piece, same } from "./piece.ts";
import type { Random } from "./random.ts";
import type { Named, World } from "./world.ts";
import { annotation, ELEMENT_TYPES, literal, TYPED_ARRAYS } from "./world.ts";

export interface Computed {
  readonly shape: FunctionShape;
  readonly table: Named;
  readonly constant: Variable;
  readonly declarations: readonly Piece[];
}

const PARAMETER = "index";
const INDEX_MAX = 40;

/** One such function, told apart from others by a number. */
export function createComputed(random: Random, world: World, number: number): Computed {
  const element = random.pick(ELEMENT_TYPES);
  const [name, table, constant] = [`computed${number}`, `table${number}`, `constant${number}`];
  const length = random.pick([1, 4, 7, 16]);
  const parameter: Variable = { name: PARAMETER, shape: { kind: "scalar", type: "u32" }, writable: false };
  const scope = {
    random,
    world: { ...world, statics: [], structs: [], enumeration: null, cursors: [] },
    variables: [parameter],
    functions: [],
    generics: null,
    repeats: 1,
    spend: (): void => undefined,
    holdsUnion: false,
    replace: (): void => undefined,
  };
  const body = createStored(scope, element, 5);
  const text = `function ${name}(${PARAMETER}$0)$1 {\nreturn $2;\n}`;
  const at = literal("u32", random.below(INDEX_MAX));
  return {
    shape: {
      name,
      parameters: [{ name: PARAMETER, shape: parameter.shape }],
      result: element,
      writes: false,
      replaces: false,
      cost: 1,
      receiver: null,
    },
    table: { name: table, shape: { kind: "array", element, length } },
    constant: { name: constant, shape: { kind: "scalar", type: valueTypeOf(element) }, writable: false },
    declarations: [
      piece("statement", `export ${text}`, text, annotation("u32"), annotation(element), body),
      same("statement", `const ${table} = tabulate(${TYPED_ARRAYS[element]}, ${length}, ${name});`),
      same("statement", `const ${constant} = ${name}($0);`, at),
    ],
  };
}
