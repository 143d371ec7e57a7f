/**
 * The report of a program as data, which `ganglion report --json` prints as one object.
 *
 * Its `version` is 1 as long as no field changes its meaning; fields may be added.
 *
 * @packageDocumentation
 */
import type { Compilation, ProofReport, SizeRow } from "../codegen/src/compile.ts";
import type { SizeReport } from "../targets/sizes.ts";
import type { StackReport } from "../targets/stack.ts";

/** All that is reported, as `--json` prints it. */
export interface Report {
  readonly version: 1;
  readonly program: string;
  /** The chip's name, or null without `--target`. */
  readonly target: string | null;
  /** What the program's variables take on a 32-bit chip, by module: `ram` and `constants`. */
  readonly statics: readonly SizeRow[];
  /** What the linked program takes; null without a build. */
  readonly sizes: SizeReport | null;
  /** How deep the stack gets; the functions are the program's public ones by their names in C. Null without a build. */
  readonly stack: StackReport | null;
  /** Why there was no build though a target was named: the compiler that is missing, and how to get it. */
  readonly missing: string | null;
  readonly functions: readonly FunctionReport[];
}

/** One function of the program. */
export interface FunctionReport {
  /** `neural/neuron.step`. */
  readonly name: string;
  readonly publicNames: readonly string[];
  /** The most loop iterations in one call, callees included; null if lengths that a caller passes leave it open. */
  readonly iterationsMax: number | null;
  /** Functions on the longest chain of calls. */
  readonly callDepth: number;
  /** What was proven at compile time, and what is left to be checked at run time, which is nothing. */
  readonly checks: { readonly proven: number; readonly left: number };
  readonly loops: readonly LoopReport[];
  readonly doubts: readonly DoubtReport[];
}

/** A place in a source. */
export interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** One loop. */
export interface LoopReport extends Place {
  readonly kind: string;
  readonly origin: string;
  readonly bound: number | null;
  readonly symbol: string | null;
}

/** A shift or a conversion that is defined, but may not do what its author thinks. */
export interface DoubtReport extends Place {
  readonly kind: string;
  readonly text: string;
  readonly range: string;
}

/** The functions of a program, with lines for places. */
export function functionsOf(proof: ProofReport, sources: Compilation["sources"]): FunctionReport[] {
  const placeOf = ({ file, start }: { readonly file: string; readonly start: number }): Place => ({
    file,
    line: (sources.get(file) ?? "").slice(0, start).split("\n").length,
  });
  return proof.functions.map(({ name, publicNames, iterationsMax, callDepth, checks, loops, doubts }) => ({
    name,
    publicNames,
    iterationsMax,
    callDepth,
    checks: { proven: checks.indices + checks.subarrays + checks.divisors, left: checks.unproven },
    loops: loops.map(({ span, kind, origin, bound, symbol }) => ({ ...placeOf(span), kind, origin, bound, symbol })),
    doubts: doubts.map(({ span, kind, text, range }) => ({ ...placeOf(span), kind, text, range })),
  }));
}
