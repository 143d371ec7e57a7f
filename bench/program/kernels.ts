/**
 * The program that is measured: the core's search, and its kernels in bare loops over 32 vectors in 16 dimensions.
 *
 * The loops stand where bench/c/scans.c has its own, so that a kernel can be compared without the list of results
 * around it.
 *
 * @packageDocumentation
 */
import { distance, METRIC_L2 } from "../../firmware-src/search/distance.ts";
import { CAPACITY, DIMENSIONS } from "../../firmware-src/search/limits.ts";
import { Vector } from "../../firmware-src/search/vector.ts";
import { array, type f32, type Fixed, type u32 } from "../../firmware-src/lib/types.ts";

export { init } from "../../firmware-src/neural/reset.ts";
export {
  insertBuffer as get_insert_ptr,
  queryBuffer as get_query_ptr,
  resultBuffer as get_result_ptr,
} from "../../firmware-src/search/buffers.ts";
export { insert } from "../../firmware-src/search/insert.ts";
export { search } from "../../firmware-src/search/search.ts";

const query = new Vector();
const vectors = array(Vector, CAPACITY);
const distances = new Float32Array(CAPACITY);

/** Where the query of the bare loops is. */
export function get_scan_query_ptr(): Fixed<Float32Array, typeof DIMENSIONS> {
  return query.components;
}

/** Where the bare loops leave the distances. */
export function get_distances_ptr(): Fixed<Float32Array, typeof CAPACITY> {
  return distances;
}

/** Sets one component of one of the bare loops' vectors. */
export function set_vector(index: u32, component: u32, value: f32): void {
  if (index < CAPACITY && component < DIMENSIONS) vectors[index].components[component] = value;
}

/** Squared Euclidean distances from the query to every vector. */
export function scan_floats(): void {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    distances[index] = distance(METRIC_L2, DIMENSIONS, query, 0, vectors[index], 0);
  }
}
