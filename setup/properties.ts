/**
 * Before the tests of a file: properties that fast-check tries begin with the same seed in every run, so that a run
 * says of the code, and not of chance, whether it is right. `GANGLION_SEED=7` begins elsewhere, for a search; what
 * fails tells its seed.
 *
 * @packageDocumentation
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.GANGLION_SEED ?? 1) });
