/**
 * board.h on the ESP32-C3: a serial line by UART0, as the boards' USB bridges have it, and one by the chip's own USB
 * port; the system timer; and what the chip can tell of itself.
 *
 * The line is UART0 until a byte comes over the USB port, and that from then on, for as long as a host there takes what
 * is sent. Received bytes go through a ring that interrupts fill, so that nothing is lost while the program computes.
 * The ring holds every request that a host may have outstanding (64 slots x 254 bytes); of the USB's host, no packet is
 * taken without room for it. Sent bytes go straight into the UART's own queue of 128, or into packets of 64.
 *
 * Left out: the clock. The processor runs at the rate that the boot ROM leaves it at.
 */
#include <stdbool.h>

#include "../board.h"
#include "../start.h"
#include "registers.h"

#ifndef GANGLION_BAUD
#define GANGLION_BAUD 115200
#endif

/* The UART divides its clock by integer + fraction / 16: so this is the divisor in 16ths, rounded. */
#define BAUD_DIVISOR_16THS ((CRYSTAL_HZ * 16u + GANGLION_BAUD / 2u) / GANGLION_BAUD)

/* 115200: 347 + 4/16, 115191 baud, -0.008 %.   921600: 43 + 6/16, 922190 baud, +0.064 %. */
_Static_assert(BAUD_DIVISOR_16THS >= 16 * 8 && BAUD_DIVISOR_16THS < 4096 * 16, "no divisor gives this baud rate");

#define MAXIMUM_BAUD 921600u

#define RING_BYTES 16384u /* a power of two, at least 64 x 254 */

/* Early, so that the queue has room for what comes while an interrupt waits. */
#define RECEIVE_LEVEL 32u

/* The lines of the processor that the two are led to: startup.S has their vectors. */
#define UART_LINE 1u
#define USB_LINE 2u

/** Longest wait for a host at the USB port before it counts as gone. */
#define USB_WAIT_US 100000u

/* Positions count for ever and wrap; the byte at position p is bytes[p % size]. */
static struct {
  volatile uint32_t written; /* by the interrupt */
  volatile uint32_t read;    /* by the program */
  uint8_t bytes[RING_BYTES];
} ring;

/* The USB port: whether it is the line, whether its host waits for room, and the packet that is being filled. */
static volatile bool is_usb;
static volatile bool is_usb_held;
static uint32_t packet_bytes;
static bool owes_short_packet;

/** Bytes that found the ring, or the UART's own queue, full. Stays 0 with a host that keeps to its credit. */
volatile uint32_t board_receive_lost;

/** What a fault leaves for a debugger, in RAM that a reset spares. */
struct fault_record {
  uint32_t magic;
  uint32_t cause;
  uint32_t program_counter;
  uint32_t return_address;
};

#define FAULT_MAGIC 0x464c5421u

struct fault_record board_fault __attribute__((section(".noinit")));

void UART0_Handler(void) __attribute__((interrupt("machine"), aligned(4)));
void USB_Handler(void) __attribute__((interrupt("machine"), aligned(4)));
void board_record_fault(uint32_t cause, uint32_t address, uint32_t caller) __attribute__((noreturn));

static void lead_to(uint32_t line);
static void send_by_usb(uint32_t byte);
static void flush_packet(void);
static void end_packet(void);
static bool usb_has_room(void);
static void keep_packet(void);
static void stop_watchdogs(void);
static void restart_chip(void) __attribute__((noreturn));
static uint64_t timer_ticks(void);

static inline void mask_interrupts(void) {
  __asm volatile(".option push\n.option arch, +zicsr\ncsrci mstatus, 8\n.option pop" ::: "memory");
}

static inline void unmask_interrupts(void) {
  __asm volatile(".option push\n.option arch, +zicsr\ncsrsi mstatus, 8\n.option pop" ::: "memory");
}

void board_start(void) {
  stop_watchdogs();
  TIMER_CONFIGURATION |= TIMER_CLOCK_ENABLE | TIMER_COUNT_ENABLE;

  UART_CLOCK = UART_CLOCK_CRYSTAL;
  UART_DIVISOR = BAUD_DIVISOR_16THS / 16u | (BAUD_DIVISOR_16THS % 16u) << 20;
  UART_CONFIGURATION_1 = RECEIVE_LEVEL | UART_RECEIVE_TIMEOUT_ENABLE;
  UART_INTERRUPT_CLEAR = UINT32_MAX;
  UART_INTERRUPT_ENABLE = UART_RECEIVE_FULL | UART_RECEIVE_TIMEOUT | UART_RECEIVE_OVERFLOW;

  USB_INTERRUPT_CLEAR = UINT32_MAX;
  USB_INTERRUPT_ENABLE = USB_PACKET_CAME;

  INTERRUPT_UART0_MAP = UART_LINE;
  INTERRUPT_USB_MAP = USB_LINE;
  lead_to(UART_LINE);
  lead_to(USB_LINE);
  INTERRUPT_THRESHOLD = 1;
  unmask_interrupts();
}

static void lead_to(uint32_t line) {
  INTERRUPT_TYPE &= ~(1u << line); /* as long as somebody asks */
  INTERRUPT_PRIORITY(line) = 1;
  INTERRUPT_ENABLE |= 1u << line;
}

int32_t board_receive(void) {
  flush_packet();
  uint32_t position = ring.read;
  if (position == ring.written) return -1;
  uint8_t byte = ring.bytes[position % RING_BYTES];
  ring.read = position + 1;
  if (is_usb_held && ring.read % USB_PACKET_BYTES == 0) {
    mask_interrupts();
    keep_packet();
    unmask_interrupts();
  }
  return byte;
}

void board_send(uint32_t byte) {
  if (is_usb) {
    send_by_usb(byte);
    return;
  }
  while (UART_TRANSMIT_COUNT(UART_STATUS) >= UART_FIFO_BYTES - 1u) {
  }
  UART_FIFO = (uint8_t)byte;
}

/* Does not sleep. A byte that came just before must not be slept through, and whether this core wakes for an interrupt
 * that is masked has not been seen on a chip. */
void board_idle(void) {
  flush_packet();
}

uint32_t board_micros(void) { return (uint32_t)(timer_ticks() / TIMER_TICKS_PER_MICROSECOND); }

/* With the radio off, the generator's bits alone are not random enough: stirred with the timer. FNV-1a. */
uint32_t board_entropy(void) {
  uint32_t hash = 2166136261u;
  for (uint32_t step = 0; step < 16; step++) {
    hash = (hash ^ RANDOM) * 16777619u;
    hash = (hash ^ (uint32_t)timer_ticks()) * 16777619u;
  }
  return hash;
}

/* The factory's MAC address, to be read as it is written: 24:6f:28:01:02:03 is 0000246f 28010203. */
uint32_t board_uniqueId(uint32_t word) {
  if (word == 0) return FACTORY_ADDRESS(1) & 0xffffu;
  return word == 1 ? FACTORY_ADDRESS(0) : 0;
}

uint32_t board_buildId(uint32_t word) {
  if (word == 0) return GANGLION_BUILD_ID_0;
  return word == 1 ? GANGLION_BUILD_ID_1 : 0;
}

uint32_t board_chip(void) { return 5; }

/* The reset pin is not told from power on. */
uint32_t board_resetReason(void) {
  switch (RESET_CAUSE(RESET_STATE)) {
    case 0x01:
      return 1;
    case 0x03: /* system */
    case 0x0c: /* processor */
      return 3;
    case 0x07: /* system: timer groups, real-time clock; processor: the same; everything; super */
    case 0x08:
    case 0x09:
    case 0x0b:
    case 0x0d:
    case 0x10:
    case 0x11:
    case 0x12:
      return 4;
    default:
      return 0;
  }
}

uint32_t board_lastFault(uint32_t word) {
  if (board_fault.magic != FAULT_MAGIC) return 0;
  if (word == 0) return 1;
  return word == 1 ? board_fault.program_counter : 0;
}

uint32_t board_maximumBaud(void) { return MAXIMUM_BAUD; }

/* A byte that has left the queue takes ten bits' time more. */
void board_restart(void) {
  flush_packet();
  if (is_usb) usb_has_room(); /* the last packet is with the host */
  while (UART_TRANSMIT_COUNT(UART_STATUS) != 0) {
  }
  uint32_t start = board_micros();
  while (board_micros() - start < 2u * (10000000u / GANGLION_BAUD)) {
  }
  restart_chip();
}

static void send_by_usb(uint32_t byte) {
  if (packet_bytes == 0 && !usb_has_room()) return;
  USB_FIFO = (uint8_t)byte;
  packet_bytes++;
  if (packet_bytes == USB_PACKET_BYTES) end_packet();
}

/* A transfer ends with a packet that is not full: after a full one to which nothing is added, an empty one. */
static void flush_packet(void) {
  if (packet_bytes > 0 || (owes_short_packet && (USB_STATE & USB_HAS_ROOM))) end_packet();
}

static void end_packet(void) {
  owes_short_packet = packet_bytes == USB_PACKET_BYTES;
  packet_bytes = 0;
  USB_STATE = USB_PACKET_IS_COMPLETE;
}

/** Waits until the host has taken the packet before. One that does not is gone, and the line is UART0 again. */
static bool usb_has_room(void) {
  uint32_t start = board_micros();
  while (!(USB_STATE & USB_HAS_ROOM)) {
    if (board_micros() - start < USB_WAIT_US) continue;
    is_usb = false;
    owes_short_packet = false;
    return false;
  }
  return true;
}

void USB_Handler(void) {
  USB_INTERRUPT_CLEAR = USB_PACKET_CAME;
  keep_packet();
}

/** Takes what has come, if there is room for a whole packet; else its host waits. */
static void keep_packet(void) {
  is_usb_held = RING_BYTES - (ring.written - ring.read) < USB_PACKET_BYTES;
  if (is_usb_held) return;
  while (USB_STATE & USB_HAS_BYTES) {
    ring.bytes[ring.written % RING_BYTES] = (uint8_t)USB_FIFO;
    ring.written = ring.written + 1;
    is_usb = true;
  }
}

/* What is still in the queue when its cause is cleared makes it a cause again. */
void UART0_Handler(void) {
  while (UART_RECEIVED_COUNT(UART_STATUS) != 0) {
    uint8_t byte = (uint8_t)UART_FIFO;
    if (is_usb) continue; /* the line is another */
    uint32_t position = ring.written;
    if (position - ring.read == RING_BYTES) {
      board_receive_lost++;
    } else {
      ring.bytes[position % RING_BYTES] = byte;
      ring.written = position + 1;
    }
  }
  UART_INTERRUPT_CLEAR = UART_RECEIVE_FULL | UART_RECEIVE_TIMEOUT | UART_RECEIVE_OVERFLOW;
}

/** A trap: what happened is kept, then the whole chip restarts, and its host sees a new session. */
void board_record_fault(uint32_t cause, uint32_t address, uint32_t caller) {
  board_fault.cause = cause;
  board_fault.program_counter = address;
  board_fault.return_address = caller;
  board_fault.magic = FAULT_MAGIC;
  restart_chip();
}

static void restart_chip(void) {
  RESET_OPTIONS |= RESET_SYSTEM;
  for (;;) {
  }
}

/* The boot ROM leaves two of them running, to catch a program that does not start. */
static void stop_watchdogs(void) {
  WATCHDOG_0_PROTECT = WATCHDOG_KEY;
  WATCHDOG_0_CONFIGURATION = 0;
  WATCHDOG_0_PROTECT = 0;
  WATCHDOG_1_PROTECT = WATCHDOG_KEY;
  WATCHDOG_1_CONFIGURATION = 0;
  WATCHDOG_1_PROTECT = 0;
  WATCHDOG_RTC_PROTECT = WATCHDOG_KEY;
  WATCHDOG_RTC_CONFIGURATION = 0;
  WATCHDOG_RTC_PROTECT = 0;
  SUPER_WATCHDOG_PROTECT = SUPER_WATCHDOG_KEY;
  SUPER_WATCHDOG_CONFIGURATION |= SUPER_WATCHDOG_FEED_ITSELF;
  SUPER_WATCHDOG_PROTECT = 0;
}

/* The counter is copied into two registers on request. */
static uint64_t timer_ticks(void) {
  TIMER_OPERATION = TIMER_UPDATE;
  while (!(TIMER_OPERATION & TIMER_VALID)) {
  }
  uint32_t low = TIMER_VALUE_LOW;
  return (uint64_t)(TIMER_VALUE_HIGH & 0xfffffu) << 32 | low;
}
