/**
 * Stores of neighbouring fields, done as few wide ones.
 *
 * A struct has no assignment in the language, so a program copies it field by field, and clears it in the same way:
 *
 * ```
 *   to.index = from.index;        record.index = 255;
 *   to.core = from.core;          record.core = 0;
 *   to.distance = from.distance;  record.distance = F32_MAX;
 * ```
 *
 * A C compiler joins such stores, an engine of WebAssembly does not. So a run of statements that sets fields which
 * lie beside one another in memory, all to constants or all to the same fields of one other struct of the same type,
 * becomes words of 8, 4, 2 bytes and one. Two references to structs of one type are to the same struct or to structs
 * apart, never to overlapping ones, so it makes no difference whether all is loaded before all is stored.
 *
 * @packageDocumentation
 */
import type binaryen from "binaryen";
import type { Load, Place, Statement } from "../ir/ir.ts";
import { isScalar, SCALAR_SIZE } from "../ir/types.ts";
import type { FunctionContext } from "./context.ts";
import { emitAddress } from "./expressions.ts";

/** Statements at the start of a list that are emitted together. */
export interface WideStore {
  /** How many, at least two. */
  readonly statements: number;
  readonly code: Ref[];
}

type Ref = binaryen.ExpressionRef;

/** Takes the longest run from the start of a list; null if that is no more than one statement. */
export function emitWideStore(context: FunctionContext, statements: readonly Statement[]): WideStore | null {
  const first = setFieldOf(context, statements[0]);
  if (first === null) return null;
  const run = [first];
  for (const statement of statements.slice(1)) {
    const next = setFieldOf(context, statement);
    if (next === null || !continues(run, next)) break;
    run.push(next);
  }
  if (run.length < 2) return null;
  return { statements: run.length, code: emitRun(context, run, first) };
}

/** A statement that sets a field of a struct. */
interface SetField {
  /** What the struct is a part of, and where. */
  readonly target: Field;
  /** The same field of another struct; null for a constant. */
  readonly source: Field | null;
  /** As many as the field has; those of the constant, if it is one. */
  readonly bytes: Uint8Array;
}

interface Field {
  readonly struct: Place;
  /** What tells structs apart whose references are not computed. */
  readonly key: string;
  /** In bytes, from the start of the struct. */
  readonly offset: number;
}

function setFieldOf(context: FunctionContext, statement: Statement | undefined): SetField | null {
  if (statement?.kind !== "assign") return null;
  const { place, value } = statement;
  const target = fieldOf(context, place);
  if (target === null || !isScalar(place.type)) return null;
  if (value.kind === "const") return { target, source: null, bytes: context.layout.bytesOf(place.type, value.value) };
  const source = value.kind === "load" && value.type === place.type ? copiedField(context, value, target) : null;
  return source === null ? null : { target, source, bytes: new Uint8Array(SCALAR_SIZE[place.type]) };
}

/** The field that a value is read from, if it is the same field of a struct of the same type. */
function copiedField(context: FunctionContext, { place }: Load, target: Field): Field | null {
  const source = fieldOf(context, place);
  if (source?.offset !== target.offset) return null;
  return structName(source.struct) === structName(target.struct) ? source : null;
}

/** A field of a struct that is a local or a static: nothing is computed to find it. */
function fieldOf({ layout }: FunctionContext, place: Place): Field | null {
  if (place.kind !== "field" || (place.base.kind !== "local" && place.base.kind !== "static")) return null;
  const struct = place.base;
  const name = structName(struct);
  return name === null
    ? null
    : { struct, key: `${struct.kind} ${struct.name}`, offset: layout.offsetOf(name, place.field) };
}

function structName({ type }: Place): string | null {
  return isScalar(type) || type.kind !== "struct" ? null : type.name;
}

/** Whether the field lies right behind the last of the run, and its value comes from where theirs do. */
function continues(run: readonly SetField[], next: SetField): boolean {
  const last = run.at(-1);
  if (last?.target.key !== next.target.key || last.source?.key !== next.source?.key) return false;
  return next.target.offset === last.target.offset + last.bytes.length;
}

function emitRun(context: FunctionContext, run: readonly SetField[], { target, source }: SetField): Ref[] {
  const bytes = new DataView(Uint8Array.from(run.flatMap((field) => [...field.bytes])).buffer);
  return wordsOf(bytes.byteLength).map(({ at, width }) => {
    const offset = target.offset + at;
    const value =
      source === null
        ? constantWord(context, bytes, at, width)
        : loadWord(context, width, offset, emitAddress(context, source.struct));
    return storeWord(context, width, offset, emitAddress(context, target.struct), value);
  });
}

const WIDTHS = [8, 4, 2, 1] as const;
type Width = (typeof WIDTHS)[number];

/** The widest words that make up so many bytes. */
function wordsOf(bytes: number): { readonly at: number; readonly width: Width }[] {
  const words: { at: number; width: Width }[] = [];
  for (let at = 0; at < bytes;) {
    const width = WIDTHS.find((each) => at + each <= bytes) ?? 1;
    words.push({ at, width });
    at += width;
  }
  return words;
}

function constantWord({ module: { i32, i64 } }: FunctionContext, bytes: DataView, at: number, width: Width): Ref {
  switch (width) {
    case 8:
      return i64.const(bytes.getBigInt64(at, true));
    case 4:
      return i32.const(bytes.getInt32(at, true));
    case 2:
      return i32.const(bytes.getInt16(at, true));
    case 1:
      return i32.const(bytes.getInt8(at));
  }
}

/** The fields may begin anywhere. */
const ALIGNMENT = 1;

function loadWord({ module: { i32, i64 } }: FunctionContext, width: Width, offset: number, pointer: Ref): Ref {
  switch (width) {
    case 8:
      return i64.load(offset, ALIGNMENT, pointer);
    case 4:
      return i32.load(offset, ALIGNMENT, pointer);
    case 2:
      return i32.load16_u(offset, ALIGNMENT, pointer);
    case 1:
      return i32.load8_u(offset, ALIGNMENT, pointer);
  }
}

function storeWord({ module: { i32, i64 } }: FunctionContext, width: Width, offset: number, to: Ref, value: Ref): Ref {
  switch (width) {
    case 8:
      return i64.store(offset, ALIGNMENT, to, value);
    case 4:
      return i32.store(offset, ALIGNMENT, to, value);
    case 2:
      return i32.store16(offset, ALIGNMENT, to, value);
    case 1:
      return i32.store8(offset, ALIGNMENT, to, value);
  }
}
