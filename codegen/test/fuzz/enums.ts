/**
 * An enum in a random program, and a variable that holds one of its members.
 *
 * The reference knows no enums: there, a member is its number.
 *
 * @packageDocumentation
 */
import type { StorageType } from "../../src/ir/types.ts";
import type { Piece } from "./piece.ts";
import { piece } from "./piece.ts";
import type { Random } from "./random.ts";

export interface EnumShape {
  readonly members: readonly Member[];
  /** In what it is stored. */
  readonly storage: StorageType;
}

export interface Member {
  /** As it is written in an expression: `Mood.M0`. */
  readonly name: string;
  readonly value: number;
}

/** The variable that holds a member, and the function that gives the one after another. */
export const MOOD = "mood";
export const TURNED = "turned";

const VALUES = [0, 1, 2, 5, 127, 128, 255, 256, 40_000, 70_000, 0x7fffffff, -1, -2, -128, -129, -32_769, -0x80000000];

/** With 2 to 5 members. */
export function createEnum(random: Random): EnumShape {
  // Small numbers are as likely as large ones, so that every type of storage comes up.
  const candidates = VALUES.slice(random.below(4), random.pick([4, 7, 9, VALUES.length]));
  const values = random.shuffle(candidates).slice(0, random.between(2, 5));
  const members = [...new Set([...values, 3, 4])].slice(0, Math.max(2, values.length));
  return {
    members: members.map((value, index) => ({ name: `Mood.M${index}`, value })),
    storage: storageOf(members),
  };
}

const RANGES: readonly (readonly [StorageType, number, number])[] = [
  ["u8", 0, 0xff],
  ["i8", -0x80, 0x7f],
  ["u16", 0, 0xffff],
  ["i16", -0x8000, 0x7fff],
];

/** The rule of the language: the first type that holds all members. */
function storageOf(values: readonly number[]): StorageType {
  const fitting = RANGES.find(([, least, most]) => values.every((value) => value >= least && value <= most));
  return fitting === undefined ? "i32" : fitting[0];
}

/** The enum, its variable, and a function that goes from each member to some other. */
export function declareEnum(random: Random, { members }: EnumShape): readonly Piece[] {
  const lines = members.map(({ name, value }) => `${name.slice("Mood.".length)} = ${value},`);
  const first = random.pick(members);
  const steps = members.map((from) => ({ from, to: random.pick(members) }));
  const turned = (parameter: string, result: string, spell: (member: Member) => string): string => {
    const cases = steps.map(({ from, to }) => `case ${spell(from)}:\nreturn ${spell(to)};`).join("\n");
    return `function ${TURNED}(${parameter})${result} {\nswitch (from) {\n${cases}\n}\n}`;
  };
  return [
    piece("statement", `export enum Mood {\n${lines.join("\n")}\n}`, ""),
    piece("statement", `let ${MOOD} = ${first.name};`, `let ${MOOD} = ${first.value};`),
    piece(
      "statement",
      `export ${turned("from: Mood", ": Mood", ({ name }) => name)}`,
      turned("from", "", ({ value }) => String(value)),
    ),
  ];
}

/** A function that tells the number of the member that the variable holds. */
export function createEnumReader(): {
  readonly declaration: Piece;
  readonly calls: readonly { name: string; values: [] }[];
} {
  const name = "moodNumber";
  const declaration = piece(
    "statement",
    `export function ${name}(): i32 {\nreturn i32(${MOOD});\n}`,
    `function ${name}() {\nreturn ${MOOD};\n}`,
  );
  return { declaration, calls: [{ name, values: [] }] };
}
