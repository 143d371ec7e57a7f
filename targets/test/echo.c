/**
 * A program for tests of the boards themselves: it sends back what it receives, and obeys a few escapes.
 *
 *   1b 'c' n      computes for about n ms, receiving nothing meanwhile, then sends 'c'
 *   1b 'i'        sends micros, entropy, unique id, build id, chip, reset reason, baud: nine words
 *   1b 'r'        reads where nothing is; 'u' reads an unaligned word; 'w' writes to flash; 's' overflows the stack;
 *                 'b' meets a breakpoint; 'x' an undefined instruction; 'j' jumps into the boot ROM
 *   1b 1b         sends 1b
 */
#include "board.h"

#define ESCAPE 0x1b

void echo_boot(void);
void echo_poll(void);
uint32_t echo_compute(uint32_t rounds);

static uint32_t escape_depth;
static uint32_t command;

static void obey(uint32_t byte);
static void fail(uint32_t how);
static uint32_t recurse(uint32_t depth);

static void send_word(uint32_t word) {
  for (uint32_t shift = 0; shift < 32; shift += 8) board_send((word >> shift) & 255u);
}

void echo_boot(void) { escape_depth = 0; }

void echo_poll(void) {
  int32_t byte = board_receive();
  if (byte < 0) {
    board_idle();
  } else if (escape_depth > 0) {
    obey((uint32_t)byte);
  } else if (byte == ESCAPE) {
    escape_depth = 1;
  } else {
    board_send((uint32_t)byte);
  }
}

/** Eight cycles a round or so on a Cortex-M0+: a function whose cost the tests measure. */
__attribute__((noinline)) uint32_t echo_compute(uint32_t rounds) {
  volatile uint32_t state = 1;
  for (uint32_t round = 0; round < rounds; round++) state = state * 1664525u + 1013904223u;
  return state;
}

static void obey(uint32_t byte) {
  if (escape_depth == 2) {
    escape_depth = 0;
    echo_compute(byte * 15000u);
    board_send('c');
    return;
  }
  command = byte;
  escape_depth = command == 'c' ? 2 : 0;
  if (command == ESCAPE) board_send(ESCAPE);
  if (command == 'i') {
    send_word(board_micros());
    send_word(board_entropy());
    for (uint32_t word = 0; word < 2; word++) send_word(board_uniqueId(word));
    for (uint32_t word = 0; word < 2; word++) send_word(board_buildId(word));
    send_word(board_chip());
    send_word(board_resetReason());
    send_word(board_maximumBaud());
    for (uint32_t word = 0; word < 2; word++) send_word(board_lastFault(word));
  }
  fail(command);
}

/* Volatile, so that the compiler takes none of this for what it is. */
#ifdef __riscv
static volatile uintptr_t nowhere = 0x08000000;
#else
static volatile uintptr_t nowhere = 0x60000000;
#endif
static volatile uintptr_t unaligned = 0x20000001;
static volatile uintptr_t flash = 0x10000100;
static volatile uint32_t depth_limit = UINT32_MAX;

static void fail(uint32_t how) {
  if (how == 'r') board_send(*(volatile uint32_t *)nowhere);
  if (how == 'u') board_send(*(volatile uint32_t *)unaligned);
  if (how == 'w') *(volatile uint32_t *)flash = 0;
  if (how == 's') board_send(recurse(1));
#ifdef __arm__
  if (how == 'b') __asm volatile("bkpt 0");
  if (how == 'x') __asm volatile(".inst.n 0xde00");
  if (how == 'j') __asm volatile("movs r0, #1\n bx r0");
#endif
}

static uint32_t recurse(uint32_t depth) {
  volatile uint32_t frame[16] = {depth};
  if (depth == depth_limit) return depth;
  return recurse(depth + 1) + frame[depth & 15];
}
