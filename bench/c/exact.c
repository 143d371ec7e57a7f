/**
 * Exact search as one writes it by hand in C: see exact.h.
 */
#include "exact.h"

#include <stdbool.h>

#define COMPONENT_MAX 1e18f
#define DISTANCE_MAX 3.4028235e38f
/** 2^-100: a squared length below has no direction. */
#define NO_DIRECTION 7.888609052210118e-31f

static uint32_t dimensions;
static uint32_t metric;
static uint32_t count;
static float vectors[EXACT_CAPACITY][EXACT_DIMENSIONS];
static float norms[EXACT_CAPACITY];
static float insert_buffer[EXACT_DIMENSIONS];
static float query_buffer[EXACT_DIMENSIONS];
static float query[EXACT_DIMENSIONS];
static struct exact_result results[EXACT_RESULTS];

static float squared_l2(const float *a, const float *b) {
    float sum[4] = {0, 0, 0, 0};
    for (uint32_t i = 0; i < dimensions; i += 4) {
        for (uint32_t stripe = 0; stripe < 4; stripe++) {
            const float difference = a[i + stripe] - b[i + stripe];
            sum[stripe] += difference * difference;
        }
    }
    return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

static float dot(const float *a, const float *b) {
    float sum[4] = {0, 0, 0, 0};
    for (uint32_t i = 0; i < dimensions; i += 4) {
        for (uint32_t stripe = 0; stripe < 4; stripe++) sum[stripe] += a[i + stripe] * b[i + stripe];
    }
    return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

static float norm(const float *vector) {
    const float squared = dot(vector, vector);
    return squared < NO_DIRECTION ? 0 : __builtin_sqrtf(squared);
}

static float cosine(const float *a, float norm_a, const float *b, float norm_b) {
    if (norm_a == 0 || norm_b == 0) return 1;
    const float distance = 1 - dot(a, b) / norm_a / norm_b;
    if (distance < 0) return 0;
    return distance > 2 ? 2 : distance;
}

static bool is_usable(const float *vector) {
    for (uint32_t i = 0; i < dimensions; i++) {
        if (!(__builtin_fabsf(vector[i]) <= COMPONENT_MAX)) return false;
    }
    return true;
}

static void copy_padded(float *to, const float *from) {
    for (uint32_t i = 0; i < EXACT_DIMENSIONS; i++) to[i] = i < dimensions ? from[i] : 0;
}

static void offer(uint32_t limit, uint32_t index, float distance) {
    uint32_t rank = limit - 1;
    if (!(distance < results[rank].distance)) return;
    for (; rank > 0 && distance < results[rank - 1].distance; rank--) results[rank] = results[rank - 1];
    results[rank] = (struct exact_result){.index = (uint8_t)index, .distance = distance};
}

void exact_init(uint32_t new_dimensions, uint32_t new_metric) {
    dimensions = new_dimensions < EXACT_DIMENSIONS ? new_dimensions : EXACT_DIMENSIONS;
    metric = new_metric;
    count = 0;
}

float *exact_insert_buffer(void) {
    return insert_buffer;
}

float *exact_query_buffer(void) {
    return query_buffer;
}

struct exact_result *exact_results(void) {
    return results;
}

uint32_t exact_insert(void) {
    if (count == EXACT_CAPACITY || !is_usable(insert_buffer)) return 255;
    copy_padded(vectors[count], insert_buffer);
    norms[count] = norm(vectors[count]);
    return count++;
}

uint32_t exact_search(uint32_t k) {
    for (uint32_t rank = 0; rank < EXACT_RESULTS; rank++) {
        results[rank] = (struct exact_result){.index = 255, .distance = DISTANCE_MAX};
    }
    const uint32_t limit = k < EXACT_RESULTS ? k : EXACT_RESULTS;
    if (limit == 0 || count == 0 || !is_usable(query_buffer)) return 0;
    copy_padded(query, query_buffer);
    const float query_norm = metric == EXACT_COSINE ? norm(query) : 0;
    for (uint32_t i = 0; i < count; i++) {
        float distance;
        switch (metric) {
            case EXACT_COSINE: distance = cosine(query, query_norm, vectors[i], norms[i]); break;
            case EXACT_DOT: distance = -dot(query, vectors[i]); break;
            default: distance = squared_l2(query, vectors[i]);
        }
        offer(limit, i, distance);
    }
    return limit < count ? limit : count;
}
