/**
 * The buffers through which a host and the core exchange vectors and results.
 *
 * Their addresses never change; each core has its own. The host writes a vector to the insert or query buffer and then
 * calls `insert` or `search`; results are read where they are. Each begins at a multiple of 16 bytes within the
 * struct, whose size is one, too, so one aligned static aligns them all.
 *
 * @packageDocumentation
 */
import { array, type Fixed } from "../lib/types.ts";
import { selected } from "./cores.ts";
import { CORES, type DIMENSIONS } from "./limits.ts";
import { ResultList } from "./result.ts";
import { Vector } from "./vector.ts";

/** One core's buffers. */
export class Exchange {
  /** The vector that the next `insert` stores. */
  insert = new Vector();
  /** The query of the next search. */
  query = new Vector();
  /** A change to a vector, computed from its neighbours or written by the host. */
  delta = new Vector();
  /** The results of the last search. */
  results = new ResultList();
  /** The merged results of several cores. */
  global = new ResultList();
}

/** The buffers of each core. */
export const exchanges = array(Exchange, CORES);

/** Where the host writes the vector to insert. */
export function insertBuffer(): Fixed<Float32Array, typeof DIMENSIONS> {
  return exchanges[selected].insert.components;
}

/** Where the host writes the query. */
export function queryBuffer(): Fixed<Float32Array, typeof DIMENSIONS> {
  return exchanges[selected].query.components;
}

/** Where the change to a vector is read or written. */
export function deltaBuffer(): Fixed<Float32Array, typeof DIMENSIONS> {
  return exchanges[selected].delta.components;
}

/** Where the results of the last search are: 16 records of 8 bytes. */
export function resultBuffer(): ResultList {
  return exchanges[selected].results;
}

/** Where the merged results of several cores are: 16 records of 8 bytes. */
export function globalBuffer(): ResultList {
  return exchanges[selected].global;
}
