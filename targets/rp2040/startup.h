/** What startup.c offers to the others. */
#ifndef GANGLION_RP2040_STARTUP_H
#define GANGLION_RP2040_STARTUP_H

#include <stdint.h>

/** Clock of the processor and of the peripherals once main runs. */
#define RP2040_SYSTEM_CLOCK_HZ 125000000u

/** Of functions that must not wait for flash. */
#define RAM_FUNCTION __attribute__((section(".ramtext")))

/** Marks a `board_fault` that was written: anything else is what RAM held at power on. */
#define FAULT_MAGIC 0x6661756cu /* "faul" */

#define FIRST_INTERRUPT 16u

/** The last fault. It outlives a reset, not a power cycle; a debugger or an emulator reads it by name. */
struct fault_record {
  uint32_t magic;
  uint32_t exception; /* 3 for a fault, FIRST_INTERRUPT + n for interrupt n */
  uint32_t program_counter;
  uint32_t return_address;
  uint32_t status;
};
extern struct fault_record board_fault;

void board_reset(void) __attribute__((noreturn));
void board_release(uint32_t blocks);

/** A half-word of the boot ROM, at whose addresses compilers expect nothing. */
uint32_t board_rom_halfword(uint32_t address);

#endif
