/**
 * The optimiser: Binaryen's passes of -Oz, in an order of our own.
 *
 * Its own order optimises every function before functions are put into each other, and every one that changed once more
 * afterwards, after each round; that takes more than twice as long, and the result is of the same size, within half a
 * percent. Here functions are only tidied, so that it is seen how large they are, then put into each other, and then
 * optimised.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import type { OptimiserMemory } from "./optimiser-memory.ts";

/** Optimises a module for size. It is never allowed to relax floating point. With a memory, the result is the same. */
export function optimise(module: binaryen.Module, memory: OptimiserMemory | null = null): void {
  // Binaryen keeps these settings for the whole process, so each run sets all that could change the outcome.
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  binaryen.setFastMath(false);
  binaryen.setTrapsNeverHappen(false);
  binaryen.setLowMemoryUnused(false);
  binaryen.setZeroFilledMemory(false);
  binaryen.setDebugInfo(true);
  const runOnEach = (phase: string, passes: readonly string[]): void => {
    if (memory === null) module.runPasses(passes);
    else memory.runOnEach(module, phase, passes);
  };
  module.runPasses(BEFORE);
  runOnEach("tidy", TIDY);
  module.runPasses(INLINE);
  runOnEach("optimise", OPTIMISE);
  module.runPasses(["dae"]);
  runOnEach("optimise again", OPTIMISE);
  module.runPasses(AFTER);
}

const BEFORE = ["duplicate-function-elimination", "memory-packing", "once-reduction"];

/** These, too, look at one function at a time. */
const TIDY = [
  "dce",
  "remove-unused-names",
  "remove-unused-brs",
  "optimize-instructions",
  "precompute-propagate",
  "simplify-locals-nostructure",
  "vacuum",
];

/** Parameters that are always the same, or never read, are gone before it is judged how large a function is. */
const INLINE = ["dae", "inlining"];

/** What -Oz does with each function, in its order. */
const OPTIMISE = [
  "ssa-nomerge",
  "dce",
  "remove-unused-names",
  "remove-unused-brs",
  "remove-unused-names",
  "optimize-instructions",
  "pick-load-signs",
  "precompute-propagate",
  "code-pushing",
  "tuple-optimization",
  "simplify-locals-nostructure",
  "vacuum",
  "reorder-locals",
  "remove-unused-brs",
  "merge-locals",
  "coalesce-locals",
  "local-cse",
  "simplify-locals",
  "vacuum",
  "reorder-locals",
  "coalesce-locals",
  "reorder-locals",
  "vacuum",
  "code-folding",
  "merge-blocks",
  "remove-unused-brs",
  "remove-unused-names",
  "merge-blocks",
  "precompute-propagate",
  "optimize-instructions",
  "rse",
  "vacuum",
];

/**
 * What only makes the encoding shorter: a constant that takes many bytes and is used often is read from a local, and
 * locals named most get the lowest numbers. They come last, since precomputing puts constants back in their places.
 */
const SHORTEN = ["const-hoisting", "coalesce-locals", "reorder-locals", "vacuum"];

/** Of -Oz's own, those that change our programs. */
const AFTER = [
  "remove-unused-brs",
  "duplicate-function-elimination",
  "simplify-globals-optimizing",
  "remove-unused-module-elements",
  ...SHORTEN,
];
