/**
 * Bare scans as one writes them by hand in C: see scans.h.
 */
#include "scans.h"

void scans_floats(const float query[SCANS_DIMENSIONS], const float vectors[SCANS_VECTORS][SCANS_DIMENSIONS],
                  float distances[SCANS_VECTORS]) {
    for (int i = 0; i < SCANS_VECTORS; i++) {
        const float *vector = vectors[i];
        float sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        for (int j = 0; j < SCANS_DIMENSIONS; j += 4) {
            const float difference0 = query[j] - vector[j];
            const float difference1 = query[j + 1] - vector[j + 1];
            const float difference2 = query[j + 2] - vector[j + 2];
            const float difference3 = query[j + 3] - vector[j + 3];
            sum0 += difference0 * difference0;
            sum1 += difference1 * difference1;
            sum2 += difference2 * difference2;
            sum3 += difference3 * difference3;
        }
        distances[i] = (sum0 + sum2) + (sum1 + sum3);
    }
}

void scans_codes(const int16_t query[SCANS_DIMENSIONS], const int16_t codes[SCANS_VECTORS][SCANS_DIMENSIONS],
                 int32_t products[SCANS_VECTORS]) {
    for (int i = 0; i < SCANS_VECTORS; i++) {
        int32_t sum = 0;
        for (int j = 0; j < SCANS_DIMENSIONS; j++) sum += query[j] * codes[i][j];
        products[i] = sum;
    }
}
