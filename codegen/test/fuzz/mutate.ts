/**
 * Accepted sources, damaged: tokens deleted, doubled and exchanged, bytes of any kind put in.
 *
 * @packageDocumentation
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "./random.ts";

const ROOT = join(import.meta.dirname, "../../..");

const FOLDERS = ["codegen/test/accept", "codegen/test/run", "codegen/test/fuzz/found", "firmware-src"];

/** Paths of what is damaged. */
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".ts") && !/\.(test|d)\.ts$/.test(name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/test\/[^/]*\.ts$/.test(path.slice(ROOT.length)) && !path.endsWith("/lib/types.ts"))
    .toSorted(),
);

const EDITS_MAX = 3;

/** A source and what became of it. */
export interface Mutation {
  readonly file: string;
  readonly text: string;
}

/** The same mutation for the same seed, as long as the sources are the same. */
export function createMutation(seed: number): Mutation {
  const random = new Random(seed);
  const file = random.pick(FILES);
  const edits = random.between(1, EDITS_MAX);
  let tokens = tokensOf(readFileSync(file, "utf8"));
  for (let edit = 0; edit < edits && tokens.length > 1; edit++) tokens = random.pick(EDITS)(random, tokens);
  return { file, text: tokens.join("") };
}

/** Words, numbers, strings, comments, punctuation and the space between them. */
function tokensOf(text: string): readonly string[] {
  return text.match(/\/\/.*|\/\*[^]*?\*\/|"[^"\n]*"|\w+|\s+|[^]/g) ?? [];
}

type Edit = (random: Random, tokens: readonly string[]) => readonly string[];

const EDITS: readonly Edit[] = [deleteSome, repeatOne, exchangeTwo, replaceOne, insertOdd, insertByte];

function deleteSome(random: Random, tokens: readonly string[]): readonly string[] {
  return tokens.toSpliced(random.below(tokens.length), random.between(1, random.chance(20) ? 30 : 3));
}

function repeatOne(random: Random, tokens: readonly string[]): readonly string[] {
  const place = random.below(tokens.length);
  const times = random.chance(10) ? random.between(50, 2000) : 1;
  return tokens.toSpliced(place, 0, ...Array.from({ length: times }, () => tokens[place] ?? ""));
}

function exchangeTwo(random: Random, tokens: readonly string[]): readonly string[] {
  const [first, second] = [random.below(tokens.length), random.below(tokens.length)];
  return tokens.with(first, tokens[second] ?? "").with(second, tokens[first] ?? "");
}

function replaceOne(random: Random, tokens: readonly string[]): readonly string[] {
  return tokens.with(random.below(tokens.length), random.pick(tokens));
}

/** What changes how everything after it is read, or lies at the edge of a type. */
const ODD = [
  ..."( ) { } [ ] < > ; , : ? => = === !== + - * / % ** & | ^ ~ ! ++ -- << >> >>> ` \" ' /* // @ # \\".split(" "),
  ..."0 -0 1e400 0x 0b2 1n 4294967295 4294967296 -2147483649 1_000 NaN Infinity undefined null this".split(" "),
  ..."u8 i8 u32 i32 f32 bool u64 Fixed array class function const let export import return break enum".split(" "),
];

function insertOdd(random: Random, tokens: readonly string[]): readonly string[] {
  return tokens.toSpliced(random.below(tokens.length), 0, random.pick(ODD));
}

function insertByte(random: Random, tokens: readonly string[]): readonly string[] {
  return tokens.toSpliced(
    random.below(tokens.length),
    0,
    String.fromCharCode(random.below(random.pick([128, 0x10000]))),
  );
}
