/*
 * The channel of a process: its standard input and output.
 */
#include <stdio.h>

#include "channel.h"

bool channel_read(uint32_t *word) {
    return fread(word, sizeof *word, 1, stdin) == 1;
}

void channel_write(uint32_t word) {
    fwrite(&word, sizeof word, 1, stdout);
}
