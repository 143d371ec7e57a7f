/**
 * Bare scans as one writes them by hand in C: the distance from one query to each of 32 vectors in 16 dimensions, and
 * nothing else. Every length is a constant, so the compiler may do with the loops what it likes.
 */
#ifndef BENCH_SCANS_H
#define BENCH_SCANS_H

#include <stdint.h>

enum { SCANS_VECTORS = 32, SCANS_DIMENSIONS = 16 };

/** Squared Euclidean distances, summed in four stripes. */
void scans_floats(const float query[SCANS_DIMENSIONS], const float vectors[SCANS_VECTORS][SCANS_DIMENSIONS],
                  float distances[SCANS_VECTORS]);

/** Products of codes of 13 bits: all that a search by codes computes for each component. */
void scans_codes(const int16_t query[SCANS_DIMENSIONS], const int16_t codes[SCANS_VECTORS][SCANS_DIMENSIONS],
                 int32_t products[SCANS_VECTORS]);

#endif
