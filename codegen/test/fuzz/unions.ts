/**
 * A union in a random program: replaced in some places, taken apart in others, and never while a name leads into it.
 *
 * @packageDocumentation
 */
import { isWide, valueTypeOf } from "../../src/ir/types.ts";
import type { Call } from "../engines/engine.ts";
import type { Scope } from "./expressions.ts";
import { createIndex } from "./expressions.ts";
import type { Piece } from "./piece.ts";
import { piece, same } from "./piece.ts";
import type { Named, UnionShape } from "./world.ts";

/** `holders[i].held = new V1();`, where no name of a union is in scope. */
export function createReplacement(scope: Scope): Piece | null {
  if (scope.holdsUnion) return null;
  const { variants, count } = scope.world.union;
  scope.replace();
  const { name } = scope.random.pick(variants);
  return same("statement", `holders[$0].held = new ${name}();`, createIndex(scope, count));
}

/** Names a union and does something with each variant; `createBody` makes what stands where the name is one. */
export function createTakingApart(
  scope: Scope,
  createBody: (variable: Named, inside: Pick<Scope, "holdsUnion" | "functions">) => Piece,
): Piece {
  const { random, world } = scope;
  const { variants, count } = world.union;
  const name = `v${scope.variables.length}`;
  const inside = { holdsUnion: true, functions: scope.functions.filter(({ replaces }) => !replaces) };
  const bodies = variants.map((struct) => createBody({ name, shape: { kind: "struct", struct } }, inside));
  const head = `{\nconst ${name} = holders[$0].held;`;
  const index = createIndex(scope, count);
  if (random.chance(50)) {
    const arms = bodies.map((_, tag) => `case ${tag}: {\n$${tag + 1}\nbreak;\n}`);
    return same("statement", `${head}\nswitch (${name}.kind) {\n${arms.join("\n")}\n}\n}`, index, ...bodies);
  }
  const [first, second] = bodies;
  if (first === undefined || second === undefined) throw new Error("fuzz: a union of one variant");
  const isLast = variants.length === 2 ? "" : `if (${name}.kind === 1) `;
  return same("statement", `${head}\nif (${name}.kind === 0) {\n$1\n} else ${isLast}{\n$2\n}\n}`, index, first, second);
}

/** Functions that tell the whole state of the unions, and calls of them. */
export function createUnionReaders({ variants, count }: UnionShape): { declaration: Piece; calls: readonly Call[] }[] {
  const calls = (name: string): Call[] => Array.from({ length: count }, (_, index) => ({ name, values: [index] }));
  const reader = (name: string, type: string, body: string) => ({
    declaration: piece(
      "statement",
      `export function ${name}(i: u32): ${type} {\n${body}\n}`,
      // Bools are 0 and 1 there.
      `function ${name}(i) {\n${body.replace("false", "0")}\n}`,
    ),
    calls: calls(name),
  });
  const kind = reader("unionKind", "u32", `return holders[i % ${count}].held.kind;`);
  const fields = variants.flatMap(({ fields: all }, tag) =>
    all.flatMap(({ name, shape }) => {
      if (shape.kind !== "scalar") return [];
      const type = valueTypeOf(shape.type);
      const none = type === "bool" ? "false" : isWide(type) ? "0n" : "0";
      const body = `const it = holders[i % ${count}].held;\nreturn it.kind === ${tag} ? it.${name} : ${none};`;
      return [reader(`union${tag}_${name}`, type, body)];
    }),
  );
  const edges = reader("unionEdges", "u32", `return holders[i % ${count}].before + holders[i % ${count}].after;`);
  return [kind, edges, ...fields];
}
