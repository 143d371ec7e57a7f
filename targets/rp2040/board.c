/**
 * board.h on the RP2040: a serial line on GPIO 0 (transmit) and GPIO 1 (receive), and one by USB (usb.c), the timer,
 * and what the chip can tell of itself.
 *
 * The line is that of the USB port while a program on the host has it open, else that of the pins. Both directions go
 * through rings that interrupts serve, so that bytes come in and go out while the program computes. The receive ring
 * holds every request that a host may have outstanding (64 slots x 254 bytes), so nothing is lost however long one
 * request takes. The handler of the UART's interrupt runs from RAM: a miss of the flash cache must not cost a byte at
 * high baud rates.
 */
#include "../board.h"
#include "../start.h"
#include "flash.h"
#include "registers.h"
#include "startup.h"
#include "usb.h"

#ifndef GANGLION_BAUD
#define GANGLION_BAUD 115200
#endif

/* The UART divides its clock by 16 x (integer + fraction / 64): so this is the divisor in 64ths, rounded. */
#define BAUD_DIVISOR_64THS ((RP2040_SYSTEM_CLOCK_HZ * 4u + GANGLION_BAUD / 2u) / GANGLION_BAUD)

/* 115200: 67 + 52/64, 115207 baud, +0.006 %.   921600: 8 + 31/64, 920810 baud, -0.086 %. */
_Static_assert(BAUD_DIVISOR_64THS >= 64 && BAUD_DIVISOR_64THS < 65536 * 64, "no divisor gives this baud rate");

#define MAXIMUM_BAUD 921600u

#define RECEIVE_RING_BYTES 16384u /* a power of two, at least 64 x 254 */
#define TRANSMIT_RING_BYTES 512u  /* a power of two: two frames */

#define LAST_PACKET_US 2000u

#define TRANSMIT_PIN 0u
#define RECEIVE_PIN 1u

/* Positions count for ever and wrap; the byte at position p is bytes[p % size]. */
static struct {
  volatile uint32_t written; /* by the interrupt */
  volatile uint32_t read;    /* by the program */
  uint8_t bytes[RECEIVE_RING_BYTES];
} receive_ring;

static struct {
  volatile uint32_t written; /* by the program */
  volatile uint32_t read;    /* by both, under a masked interrupt */
  uint8_t bytes[TRANSMIT_RING_BYTES];
} transmit_ring;

/** Bytes that found the ring, or the UART's own queue, full. Stays 0 with a host that keeps to its credit. */
volatile uint32_t board_receive_lost;

/* The first byte of the flash chip's number on top, as tools of the chip's maker print it. 0 if there is none. */
static uint32_t unique_id[2];

void UART0_Handler(void);

static void read_unique_id(void);
static void keep_received(void);
static void pass_on_transmit(void);
static void pass_on_pins(void);
static void flush_packets(void);
static void give_up_sending(void);

static inline void mask_interrupts(void) { __asm volatile("cpsid i" ::: "memory"); }
static inline void unmask_interrupts(void) { __asm volatile("cpsie i" ::: "memory"); }

void board_start(void) {
  board_release(RESET_IO_BANK0 | RESET_PADS_BANK0 | RESET_TIMER | RESET_UART0);

  /* An open receive pin must rest high, as an idle line does, or it is heard as an endless break. */
  CLEAR_BITS(PAD_CONTROL(RECEIVE_PIN)) = PAD_PULL_DOWN;
  SET_BITS(PAD_CONTROL(RECEIVE_PIN)) = PAD_PULL_UP;
  REGISTER(GPIO_CONTROL(RECEIVE_PIN)) = GPIO_FUNCTION_UART;

  REGISTER(UART_INTEGER_DIVISOR) = BAUD_DIVISOR_64THS / 64u;
  REGISTER(UART_FRACTIONAL_DIVISOR) = BAUD_DIVISOR_64THS % 64u;
  REGISTER(UART_LINE_CONTROL) = UART_EIGHT_BITS | UART_FIFOS_ENABLE; /* also latches the divisors */
  REGISTER(UART_FIFO_LEVELS) = UART_RECEIVE_LEVEL_ONE_EIGHTH | UART_TRANSMIT_LEVEL_ONE_QUARTER;
  REGISTER(UART_CONTROL) = UART_ENABLE | UART_TRANSMIT_ENABLE | UART_RECEIVE_ENABLE;
  REGISTER(GPIO_CONTROL(TRANSMIT_PIN)) = GPIO_FUNCTION_UART; /* once the UART holds the line high */

  REGISTER(UART_INTERRUPT_MASK) = UART_RECEIVE_INTERRUPT | UART_RECEIVE_TIMEOUT_INTERRUPT;
  REGISTER(NVIC_SET_ENABLE) = 1u << INTERRUPT_UART0;

  read_unique_id();
  usb_start(unique_id);
}

int32_t board_receive(void) {
  if (board_waiting() > 0 && usb_is_open()) flush_packets();
  uint32_t position = receive_ring.read;
  if (position == receive_ring.written) return -1;
  uint8_t byte = receive_ring.bytes[position % RECEIVE_RING_BYTES];
  receive_ring.read = position + 1;
  /* There may be room again for a packet that the host holds back. */
  if (receive_ring.read % USB_PACKET_BYTES == 0) {
    mask_interrupts();
    usb_listen();
    unmask_interrupts();
  }
  return byte;
}

void board_send(uint32_t byte) {
  uint32_t position = transmit_ring.written;
  while (position - transmit_ring.read == TRANSMIT_RING_BYTES) {
    if (usb_is_stuck()) give_up_sending();
  }
  transmit_ring.bytes[position % TRANSMIT_RING_BYTES] = (uint8_t)byte;
  transmit_ring.written = position + 1;

  mask_interrupts();
  pass_on_transmit();
  unmask_interrupts();
}

/* A byte that comes between the question and the sleep leaves its interrupt pending, and that ends the sleep
 * although interrupts are masked: none is slept through. */
void board_idle(void) {
  mask_interrupts();
  usb_pass_on();
  if (receive_ring.read == receive_ring.written) __asm volatile("wfi" ::: "memory");
  unmask_interrupts();
}

uint32_t board_micros(void) { return REGISTER(TIMER_RAW_LOW); }

/* One bit of the ring oscillator's jitter at a time, stirred with the timer in case the bits are biased
 * (datasheet 2.17.5: they are not for keys). FNV-1a. */
uint32_t board_entropy(void) {
  uint32_t hash = 2166136261u;
  for (uint32_t step = 0; step < 64; step++) {
    hash = (hash ^ (REGISTER(ROSC_RANDOM_BIT) & 1u)) * 16777619u;
    hash = (hash ^ board_micros()) * 16777619u;
  }
  return hash;
}

uint32_t board_uniqueId(uint32_t word) { return word < 2 ? unique_id[word] : 0; }

uint32_t board_buildId(uint32_t word) {
  if (word == 0) return GANGLION_BUILD_ID_0;
  return word == 1 ? GANGLION_BUILD_ID_1 : 0;
}

uint32_t board_chip(void) { return 3; }

uint32_t board_resetReason(void) {
  uint32_t watchdog = REGISTER(WATCHDOG_REASON);
  if (watchdog & WATCHDOG_REASON_TIMER) return 4;
  if (watchdog & WATCHDOG_REASON_FORCED) return 3;
  uint32_t chip = REGISTER(CHIP_RESET);
  if (chip & CHIP_RESET_HAD_RUN_PIN) return 2;
  return chip & CHIP_RESET_HAD_POWER_ON ? 1 : 0;
}

uint32_t board_lastFault(uint32_t word) {
  if (board_fault.magic != FAULT_MAGIC) return 0;
  if (word == 0) return board_fault.exception < FIRST_INTERRUPT ? 1 : 2;
  return word == 1 ? board_fault.program_counter : 0;
}

uint32_t board_maximumBaud(void) { return MAXIMUM_BAUD; }

void board_restart(void) {
  while (transmit_ring.read != transmit_ring.written || !usb_is_at_rest() || REGISTER(UART_FLAGS) & UART_BUSY) {
    if (usb_is_stuck()) break;
    if (usb_is_open()) flush_packets();
  }
  /* The last packet has left; its host is to have seen it before the port is gone. */
  uint32_t start = board_micros();
  while (usb_is_open() && board_micros() - start < LAST_PACKET_US) {
  }
  board_reset();
}

/* A flash chip that does not know the command leaves the line at rest: all ones, which is nobody's number. */
static void read_unique_id(void) {
  uint8_t id[FLASH_ID_BYTES];
  flash_read_id(id);
  for (uint32_t i = 0; i < FLASH_ID_BYTES; i++) unique_id[i / 4] = unique_id[i / 4] << 8 | id[i];
  if ((unique_id[0] & unique_id[1]) == 0xffffffffu) unique_id[0] = unique_id[1] = 0;
}

uint32_t board_receive_room(void) { return RECEIVE_RING_BYTES - (receive_ring.written - receive_ring.read); }

void board_keep(uint8_t byte) {
  uint32_t position = receive_ring.written;
  receive_ring.bytes[position % RECEIVE_RING_BYTES] = byte;
  receive_ring.written = position + 1;
}

uint32_t board_waiting(void) { return transmit_ring.written - transmit_ring.read; }

uint8_t board_next(void) {
  uint32_t position = transmit_ring.read;
  transmit_ring.read = position + 1;
  return transmit_ring.bytes[position % TRANSMIT_RING_BYTES];
}

/** A host that does not read must not hold up the program; frames that are lost are asked for again. */
static void give_up_sending(void) {
  mask_interrupts();
  transmit_ring.read = transmit_ring.written;
  unmask_interrupts();
}

RAM_FUNCTION void UART0_Handler(void) {
  keep_received();
  pass_on_transmit();
}

/* Reading until the queue is empty also withdraws both receive interrupts. */
RAM_FUNCTION static void keep_received(void) {
  while (!(REGISTER(UART_FLAGS) & UART_RECEIVE_EMPTY)) {
    uint32_t data = REGISTER(UART_DATA);
    uint32_t position = receive_ring.written;
    if (usb_is_open()) continue; /* the line is another */
    if (data & UART_DATA_OVERRUN) board_receive_lost++;
    if (position - receive_ring.read == RECEIVE_RING_BYTES) {
      board_receive_lost++;
    } else {
      receive_ring.bytes[position % RECEIVE_RING_BYTES] = (uint8_t)data;
      receive_ring.written = position + 1;
    }
  }
}

/* To the USB in full packets; what is left goes when the program turns to receiving or to sleep. */
RAM_FUNCTION static void pass_on_transmit(void) {
  if (!usb_is_open()) pass_on_pins();
  else if (board_waiting() >= USB_PACKET_BYTES) usb_pass_on();
}

static void flush_packets(void) {
  mask_interrupts();
  usb_pass_on();
  unmask_interrupts();
}

/* The interrupt is asked for only while bytes wait, since an empty queue would raise it for ever. */
RAM_FUNCTION static void pass_on_pins(void) {
  uint32_t position = transmit_ring.read;
  while (position != transmit_ring.written && !(REGISTER(UART_FLAGS) & UART_TRANSMIT_FULL)) {
    REGISTER(UART_DATA) = transmit_ring.bytes[position % TRANSMIT_RING_BYTES];
    position++;
  }
  transmit_ring.read = position;
  if (position == transmit_ring.written) {
    CLEAR_BITS(UART_INTERRUPT_MASK) = UART_TRANSMIT_INTERRUPT;
  } else {
    SET_BITS(UART_INTERRUPT_MASK) = UART_TRANSMIT_INTERRUPT;
  }
}
