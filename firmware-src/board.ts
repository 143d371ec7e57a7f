/**
 * What a program may ask of the board that it runs on: the externs that each chip implements in C
 * (targets/board.h) and each simulated board in JavaScript. None fails; none blocks for longer than it says.
 *
 * @packageDocumentation
 */
import type { i32, u32 } from "./lib/types.ts";

/** One received byte, or -1 when there is none. Never waits. */
export declare function receive(): i32;

/** Sends one byte, 0..255; waits while the transmitter is full (at most one character time). */
export declare function send(byte: u32): void;

/** Microseconds since the chip started, modulo 2^32. */
export declare function micros(): u32;

/** A word that differs from boot to boot. */
export declare function entropy(): u32;

/** Word 0 or 1 of the chip's 64-bit unique id; 0 for any other index. */
export declare function uniqueId(word: u32): u32;

/** Word 0 or 1 of the first 64 bits of the SHA-256 of the compiled sources. */
export declare function buildId(word: u32): u32;

/**
 * Which chip this is: 0 reference, 1 wasm, 2 host process, 3 RP2040, 4 ESP32, 5 ESP32-C3, 6 RISC-V on QEMU, 7 another
 * of the ESP32's family.
 */
export declare function chip(): u32;

/** Why the chip started: 0 unknown, 1 power on, 2 reset pin, 3 software, 4 watchdog. */
export declare function resetReason(): u32;

/**
 * Word 0: why the program failed last, 0 if it never did since power on, 1 if the processor could not do what it
 * said, 2 for an interrupt that nobody serves. Word 1: the address of the instruction. 0 for any other index.
 */
export declare function lastFault(word: u32): u32;

/** The highest baud rate at which this link works; 0 where baud has no meaning. */
export declare function maximumBaud(): u32;

/** Sends what waits to be sent, and starts the board anew, as its reset button does. May return before that. */
export declare function restart(): void;

/** Sleeps until a byte may have arrived; returns at once if one has. May return early. */
export declare function idle(): void;
