/**
 * board.h for a replay: the line is standard input, what the program sends is standard output, and the process ends
 * when the input does. Whatever else a board may differ in is constant, so that a run depends on its input alone.
 */
#include <stdio.h>
#include <stdlib.h>

#include "board.h"
#include "node.h"

int32_t board_receive(void) {
    return getchar();
}

void board_send(uint32_t byte) {
    putchar((int)byte);
}

uint32_t board_micros(void) {
    return 0;
}

uint32_t board_entropy(void) {
    return 0x12345678;
}

uint32_t board_uniqueId(uint32_t word) {
    return word + 1;
}

uint32_t board_buildId(uint32_t word) {
    return word + 3;
}

uint32_t board_chip(void) {
    return 2;
}

uint32_t board_resetReason(void) {
    return 1;
}

uint32_t board_lastFault(uint32_t word) {
    return word;
}

uint32_t board_maximumBaud(void) {
    return 0;
}

void board_restart(void) {
}

/** Only reached when there are no bytes left. */
void board_idle(void) {
    exit(EXIT_SUCCESS);
}

int main(void) {
    node_boot();
    for (;;) node_poll();
}
