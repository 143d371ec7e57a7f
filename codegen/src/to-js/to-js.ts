/**
 * The JavaScript backend: readable, and the reference for what every program means.
 *
 * One emitter gives two forms: ES modules, one for each source module, for tests and tools that import firmware
 * as they import anything else; and one file with a function `instantiate`, for simulated boards of which there may be
 * many.
 *
 * @packageDocumentation
 */
export { toModules } from "./modules.ts";
export type { JavaScriptProgram } from "./program.ts";
export { toProgram } from "./program.ts";
