/**
 * Exact search as one writes it by hand in C: what the core's search is measured against.
 *
 * The same algorithm and the same bits as firmware-src/search: 32 slots of 16 floats, three metrics, sums in four
 * stripes, a result list of 16 records that is kept in order by insertion. The graph, the neurons and the errors of the
 * core are left out; a search does not touch them.
 */
#ifndef BENCH_EXACT_H
#define BENCH_EXACT_H

#include <stdint.h>

enum { EXACT_CAPACITY = 32, EXACT_DIMENSIONS = 16, EXACT_RESULTS = 16 };

enum { EXACT_L2, EXACT_COSINE, EXACT_DOT };

/** One found slot, laid out as the core's. */
struct exact_result {
    uint8_t index;
    uint8_t core;
    uint8_t index_high;
    uint8_t flags;
    float distance;
};

/** Empties the index. */
void exact_init(uint32_t dimensions, uint32_t metric);

/** Where the caller writes the vector to insert. */
float *exact_insert_buffer(void);

/** Where the caller writes the query. */
float *exact_query_buffer(void);

/** The records of the last search. */
struct exact_result *exact_results(void);

/** Stores the vector in the insert buffer; its index, or 255. */
uint32_t exact_insert(void);

/** Finds the k nearest vectors; how many were found. */
uint32_t exact_search(uint32_t k);

#endif
