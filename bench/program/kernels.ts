/**
 * The program that is measured: the core's search, and its kernels in bare loops over 32 vectors in 16 dimensions.
 *
 * The loops stand where bench/c/scans.c has its own, so that a kernel can be compared without the list of results
 * around it.
 *
 * @packageDocumentation
 */
import { multiplyWords, WordCode } from "../../firmware-src/search/codes.ts";
import { distance, METRIC_L2 } from "../../firmware-src/search/distance.ts";
import { CAPACITY, DIMENSIONS } from "../../firmware-src/search/limits.ts";
import { Vector } from "../../firmware-src/search/vector.ts";
import { array, type f32, type Fixed, type i16, type u32 } from "../../firmware-src/lib/types.ts";

export { init } from "../../firmware-src/neural/reset.ts";
export {
  insertBuffer as get_insert_ptr,
  queryBuffer as get_query_ptr,
  resultBuffer as get_result_ptr,
} from "../../firmware-src/search/buffers.ts";
export { insert } from "../../firmware-src/search/insert.ts";
export { setMode as set_search_mode } from "../../firmware-src/search/mode.ts";
export { quantize } from "../../firmware-src/search/quantised.ts";
export { search } from "../../firmware-src/search/search.ts";

const query = new Vector();
const vectors = array(Vector, CAPACITY);
const distances = new Float32Array(CAPACITY);

const codedQuery = new WordCode();
const codes = array(WordCode, CAPACITY);
const products = new Int32Array(CAPACITY);

/** Where the query of the bare loops is. */
export function get_scan_query_ptr(): Fixed<Float32Array, typeof DIMENSIONS> {
  return query.components;
}

/** Where the bare loops leave the distances. */
export function get_distances_ptr(): Fixed<Float32Array, typeof CAPACITY> {
  return distances;
}

/** The same in 13 bits a component. */
export function get_scan_code_ptr(): Fixed<Int16Array, typeof DIMENSIONS> {
  return codedQuery.components;
}

/** Where the bare loop over codes leaves the products. */
export function get_products_ptr(): Fixed<Int32Array, typeof CAPACITY> {
  return products;
}

/** Sets one component of one of the bare loops' vectors, and of its code. */
export function set_vector(index: u32, component: u32, value: f32, coded: i16): void {
  if (index >= CAPACITY || component >= DIMENSIONS) return;
  vectors[index].components[component] = value;
  codes[index].components[component] = coded;
}

/** Squared Euclidean distances from the query to every vector. */
export function scan_floats(): void {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    distances[index] = distance(METRIC_L2, DIMENSIONS, query, 0, vectors[index], 0);
  }
}

/** Products of the query's code with that of every vector. */
export function scan_codes(): void {
  multiplyWords(codedQuery, codes, products);
}
