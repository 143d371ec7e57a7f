/**
 * What the chip runs to be measured: the core and the hand-written C on the same vectors, one after the other.
 *
 * Both are in one image, compiled with the same flags. The emulator counts the cycles of each function by its name;
 * nothing here takes a time. What differs between the results of the two is counted in chip_differences.
 */
#include <stdint.h>

#include "bench/program/kernels.h"
#include "board.h"
#include "exact.h"
#include "scans.h"

enum { NEAREST = 10 };

/** Ways to search, as the core numbers them. */
enum mode { EXACT = 1, CERTIFIED_BY_8_BITS = 3, CODES_OF_13_BITS = 4 };

/** Bytes of the results in which the two differ; not zero until both have run. */
uint32_t chip_differences = UINT32_MAX;

static float vectors[SCANS_VECTORS][SCANS_DIMENSIONS];
static float query[SCANS_DIMENSIONS];
static float distances[SCANS_VECTORS];
static int16_t codes[SCANS_VECTORS][SCANS_DIMENSIONS];
static int16_t coded_query[SCANS_DIMENSIONS];
static int32_t products[SCANS_VECTORS];
static uint32_t random_state = 1;

/** The next of a fixed pseudo-random sequence in [0, 1) (Numerical Recipes' linear congruential generator). */
static float next_random(void) {
    random_state = random_state * 1664525u + 1013904223u;
    return (float)(random_state >> 8) / 16777216.0f;
}

/** 13 bits of a component. What the bits are does not matter to the kernels, which count cycles the same for all. */
static int16_t code_of(float component) {
    return (int16_t)(component * 8190.0f - 4095.0f);
}

static void fill(void) {
    for (int i = 0; i < SCANS_VECTORS; i++) {
        for (int j = 0; j < SCANS_DIMENSIONS; j++) {
            vectors[i][j] = next_random();
            codes[i][j] = code_of(vectors[i][j]);
        }
    }
    for (int j = 0; j < SCANS_DIMENSIONS; j++) {
        query[j] = next_random();
        coded_query[j] = code_of(query[j]);
        kernels_get_scan_code_ptr()[j] = coded_query[j];
    }
}

static void copy(float *to, const float *from) {
    for (int j = 0; j < SCANS_DIMENSIONS; j++) to[j] = from[j];
}

static void insert_all(void) {
    kernels_init(SCANS_DIMENSIONS, EXACT_L2, 0);
    exact_init(SCANS_DIMENSIONS, EXACT_L2);
    for (uint32_t i = 0; i < SCANS_VECTORS; i++) {
        copy(kernels_get_insert_ptr(), vectors[i]);
        copy(exact_insert_buffer(), vectors[i]);
        kernels_insert();
        exact_insert();
        for (uint32_t j = 0; j < SCANS_DIMENSIONS; j++) kernels_set_vector(i, j, vectors[i][j], codes[i][j]);
    }
    copy(kernels_get_query_ptr(), query);
    copy(exact_query_buffer(), query);
    copy(kernels_get_scan_query_ptr(), query);
}

static uint32_t different_bytes(const void *a, const void *b, uint32_t bytes) {
    const uint8_t *left = a;
    const uint8_t *right = b;
    uint32_t different = 0;
    for (uint32_t i = 0; i < bytes; i++) different += left[i] != right[i];
    return different;
}

/** Codes are made before, as insertion would. */
static void search_by(enum mode mode) {
    kernels_quantize(mode);
    kernels_set_search_mode(mode);
    kernels_search(NEAREST);
}

void chip_boot(void);
void chip_poll(void);

void chip_boot(void) {
    fill();
    insert_all();
}

void chip_poll(void) {
    exact_search(NEAREST);
    search_by(EXACT);
    search_by(CODES_OF_13_BITS);
    search_by(CERTIFIED_BY_8_BITS);
    kernels_scan_floats();
    scans_floats(query, vectors, distances);
    kernels_scan_codes();
    scans_codes(coded_query, codes, products);
    chip_differences = different_bytes(kernels_get_result_ptr(), exact_results(), EXACT_RESULTS * 8) +
                       different_bytes(kernels_get_distances_ptr(), distances, sizeof distances) +
                       different_bytes(kernels_get_products_ptr(), products, sizeof products);
    board_idle();
}
