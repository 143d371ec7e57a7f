/*
 * The channel of an emulated chip: two files of the host, reached through the emulator's semihosting.
 *
 * Each chip's start-up file brings the few functions of host_*, then calls bare_start with a cleared .bss.
 */
#include "channel.h"

#define WORDS 128

/* Opens calls.bin to read, or results.bin to write; a handle of the host, negative if it cannot. */
int32_t host_open_calls(void);
int32_t host_open_results(void);

/* The number of bytes that were read; 0 at the end. */
uint32_t host_read(int32_t handle, void *to, uint32_t size);
void host_write(int32_t handle, const void *from, uint32_t size);

/* Ends the emulation; the status becomes the emulator's own. */
void host_exit(uint32_t status);

void bare_start(void);
int main(void);

static int32_t calls, results;
static uint32_t in[WORDS], out[WORDS];
static uint32_t in_at, in_count, out_count;

bool channel_read(uint32_t *word) {
    if (in_at == in_count) {
        in_at = 0;
        in_count = host_read(calls, in, sizeof in) / sizeof in[0];
        if (in_count == 0) return false;
    }
    *word = in[in_at++];
    return true;
}

static void flush(void) {
    if (out_count > 0) host_write(results, out, out_count * sizeof out[0]);
    out_count = 0;
}

void channel_write(uint32_t word) {
    if (out_count == WORDS) flush();
    out[out_count++] = word;
}

void bare_start(void) {
    calls = host_open_calls();
    results = host_open_results();
    if (calls < 0 || results < 0) host_exit(2);
    const uint32_t status = (uint32_t)main();
    flush();
    host_exit(status);
}
