/**
 * board.h on QEMU's `virt` machine: a 16550 serial port, the machine timer, and a clock on the wall for entropy.
 *
 * The serial port is polled and holds one byte: the emulator takes none from its input while that is not read, so
 * nothing is lost. Switching its queue on would empty it of what came before; a chip would need a ring and an
 * interrupt, as on the RP2040.
 */
#include "../board.h"
#include "../start.h"

#define REGISTER_8(address) (*(volatile uint8_t *)(address))
#define REGISTER_32(address) (*(volatile uint32_t *)(address))

/* 16550 serial port */
#define SERIAL_DATA REGISTER_8(0x10000000)
#define SERIAL_INTERRUPT_ENABLE REGISTER_8(0x10000001)
#define SERIAL_LINE_STATUS REGISTER_8(0x10000005)
#define SERIAL_RECEIVED (1u << 0)
#define SERIAL_TRANSMIT_EMPTY (1u << 5)
#define SERIAL_SOURCE 10u

/* Platform-level interrupt controller, machine mode of core 0 */
#define INTERRUPT_PRIORITY(source) REGISTER_32(0x0c000000u + 4u * (source))
#define INTERRUPT_ENABLE REGISTER_32(0x0c002000)
#define INTERRUPT_THRESHOLD REGISTER_32(0x0c200000)
#define INTERRUPT_CLAIM REGISTER_32(0x0c200004)

/* Machine timer, 10 MHz */
#define TIMER_LOW REGISTER_32(0x0200bff8)
#define TIMER_HIGH REGISTER_32(0x0200bffc)
#define TIMER_TICKS_PER_MICROSECOND 10u

/* Real-time clock, nanoseconds; reading the low word keeps the high one */
#define CLOCK_LOW REGISTER_32(0x00101000)

/* Ends the emulator: 0x3333 in the low half is failure, the high half its exit status */
#define MACHINE_EXIT REGISTER_32(0x00100000)
#define MACHINE_FAIL 0x3333u

#define SEMIHOST_WRITE_TEXT 4u

void board_wait(void);
void board_begin_again(void) __attribute__((noreturn));
uint32_t board_is_restarted(void);
uint32_t board_semihost(uint32_t operation, const void *argument);
void board_fault(uint32_t cause, uint32_t address, uint32_t caller) __attribute__((noreturn));

void board_start(void) {
  SERIAL_INTERRUPT_ENABLE = 1; /* received */
  INTERRUPT_PRIORITY(SERIAL_SOURCE) = 1;
  INTERRUPT_ENABLE = 1u << SERIAL_SOURCE;
  INTERRUPT_THRESHOLD = 0;
}

int32_t board_receive(void) { return SERIAL_LINE_STATUS & SERIAL_RECEIVED ? SERIAL_DATA : -1; }

void board_send(uint32_t byte) {
  while (!(SERIAL_LINE_STATUS & SERIAL_TRANSMIT_EMPTY)) {
  }
  SERIAL_DATA = (uint8_t)byte;
}

/* A byte that comes between the question and the sleep makes the interrupt pending, and that ends the sleep. It stays
 * pending until it is claimed, so that at worst the next sleep is a short one. */
void board_idle(void) {
  if (SERIAL_LINE_STATUS & SERIAL_RECEIVED) return;
  board_wait();
  uint32_t source = INTERRUPT_CLAIM;
  if (source != 0) INTERRUPT_CLAIM = source;
}

uint32_t board_micros(void) {
  uint32_t high, low;
  do {
    high = TIMER_HIGH;
    low = TIMER_LOW;
  } while (high != TIMER_HIGH);
  return (uint32_t)((((uint64_t)high << 32) | low) / TIMER_TICKS_PER_MICROSECOND);
}

uint32_t board_entropy(void) {
  uint32_t hash = 2166136261u;
  hash = (hash ^ CLOCK_LOW) * 16777619u;
  return (hash ^ TIMER_LOW) * 16777619u;
}

/* An emulated machine has no serial number. */
uint32_t board_uniqueId(uint32_t word) {
  (void)word;
  return 0;
}

uint32_t board_buildId(uint32_t word) {
  if (word == 0) return GANGLION_BUILD_ID_0;
  return word == 1 ? GANGLION_BUILD_ID_1 : 0;
}

uint32_t board_chip(void) { return 6; }

uint32_t board_resetReason(void) { return board_is_restarted() != 0 ? 3 : 1; }

/* A fault ends the machine. */
uint32_t board_lastFault(uint32_t word) {
  (void)word;
  return 0;
}

uint32_t board_maximumBaud(void) { return 0; }

/* The machine could reset itself, but its emulator may have been told to end then. The port sends a byte at once. */
void board_restart(void) { board_begin_again(); }

static char *append_hexadecimal(char *text, uint32_t word) {
  for (int32_t shift = 28; shift >= 0; shift -= 4) *text++ = "0123456789abcdef"[(word >> shift) & 15];
  return text;
}

/** A trap: says on the emulator's own console, not on the line, what happened, and ends the machine. */
void board_fault(uint32_t cause, uint32_t address, uint32_t caller) {
  static char report[] = "fault: mcause 00000000, mepc 00000000, ra 00000000\n";
  append_hexadecimal(report + 14, cause);
  append_hexadecimal(report + 29, address);
  append_hexadecimal(report + 42, caller);
  board_semihost(SEMIHOST_WRITE_TEXT, report);
  MACHINE_EXIT = MACHINE_FAIL | (1u << 16);
  for (;;) {
  }
}
