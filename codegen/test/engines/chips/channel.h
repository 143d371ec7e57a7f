/*
 * How a test program gets its calls and gives its results: two streams of words.
 *
 * host.c reads and writes the standard streams of a process; bare.c asks the emulator for two files.
 */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

/* False at the end of the input. */
bool channel_read(uint32_t *word);

void channel_write(uint32_t word);

#endif
