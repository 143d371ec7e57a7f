/**
 * Bare scans as one writes them by hand in C: the distance from one query to each of 32 vectors in 16 dimensions, and
 * nothing else. Every length is a constant, so the compiler may do with the loops what it likes.
 */
#ifndef BENCH_SCANS_H
#define BENCH_SCANS_H

enum { SCANS_VECTORS = 32, SCANS_DIMENSIONS = 16 };

/** Squared Euclidean distances, summed in four stripes. */
void scans_floats(const float query[SCANS_DIMENSIONS], const float vectors[SCANS_VECTORS][SCANS_DIMENSIONS],
                  float distances[SCANS_VECTORS]);

#endif
