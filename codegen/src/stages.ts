/**
 * The stages of the compiler by name, for those who want to know where the time goes.
 *
 * A stage is run through a function that its caller may supply, so the compiler itself looks at no clock.
 *
 * @packageDocumentation
 */

/** A step of the compiler. */
export type Stage = "parse" | "check" | "lower" | "evaluate" | "prove" | "fold" | "c" | "js" | "modules" | "wasm";

/** Runs the work of a stage and gives its result. */
export type RunStage = <Result>(stage: Stage, work: () => Result) => Result;

/** Runs it and nothing more. */
export const runStage: RunStage = (_, work) => work();
