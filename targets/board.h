/**
 * The few functions that a chip must supply. Everything above them is compiled from firmware-src.
 *
 * They are the externs of firmware-src/board.ts; none blocks for longer than it says and none fails:
 * a chip without a unique id or an entropy source says so in its README and returns what it has.
 */
#ifndef GANGLION_BOARD_H
#define GANGLION_BOARD_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One received byte, or -1 when there is none. Never waits. */
int32_t board_receive(void);

/** Sends one byte, 0..255; waits while the transmitter is full (at most one character time). */
void board_send(uint32_t byte);

/** Microseconds since the chip started, modulo 2^32. */
uint32_t board_micros(void);

/** A word that differs from boot to boot. */
uint32_t board_entropy(void);

/** Word 0 or 1 of the chip's 64-bit unique id; 0 for any other index. */
uint32_t board_uniqueId(uint32_t word);

/** Word 0 or 1 of the first 64 bits of the SHA-256 of the compiled sources. */
uint32_t board_buildId(uint32_t word);

/**
 * Which chip this is: 0 reference, 1 wasm, 2 host process, 3 RP2040, 4 ESP32, 5 ESP32-C3, 6 RISC-V on QEMU, 7 another
 * of the ESP32's family.
 */
uint32_t board_chip(void);

/** Why the chip started: 0 unknown, 1 power on, 2 reset pin, 3 software, 4 watchdog. */
uint32_t board_resetReason(void);

/**
 * Word 0: why the program failed last, 0 if it never did since power on, 1 if the processor could not do what it
 * said, 2 for an interrupt that nobody serves. Word 1: the address of the instruction. 0 for any other index.
 */
uint32_t board_lastFault(uint32_t word);

/** The highest baud rate at which this link works; 0 where baud has no meaning. */
uint32_t board_maximumBaud(void);

/** Sends what waits to be sent, and starts the board anew, as its reset button does. May return before that. */
void board_restart(void);

/** Sleeps until a byte may have arrived; returns at once if one has. May return early. */
void board_idle(void);

#ifdef __cplusplus
}
#endif

#endif
