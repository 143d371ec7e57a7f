/**
 * From reset to main on the RP2040: vectors, memory, clocks, and what happens when the processor faults.
 *
 * The system clock is 125 MHz from a 12 MHz crystal, as on the Raspberry Pi Pico, and so is the peripheral
 * clock. Nothing of the vendor's SDK is used: a build needs the compiler alone, and every write to
 * the chip can be read here. Core 1 stays asleep in the boot ROM; DMA and PIO stay in reset.
 */
#include "registers.h"
#include "startup.h"

#define CRYSTAL_MHZ 12u
/* The Pico's crystal is stable after 1 ms; those of some other boards need fifty times as long. */
#define CRYSTAL_STARTUP_MS 64u
/* The counter runs at crystal / 256. */
#define CRYSTAL_STARTUP_COUNT (CRYSTAL_STARTUP_MS * CRYSTAL_MHZ * 1000u / 256u + 1u)

/* 12 MHz x 125 = 1500 MHz, within the oscillator's 750..1600 MHz; / 6 / 2 = 125 MHz. */
#define SYSTEM_FEEDBACK 125u
#define SYSTEM_POST_DIVIDERS ((6u << 16) | (2u << 12))
/* 12 MHz x 100 = 1200 MHz; / 5 / 5 = 48 MHz. */
#define USB_FEEDBACK 100u
#define USB_POST_DIVIDERS ((5u << 16) | (5u << 12))

_Static_assert(CRYSTAL_MHZ * SYSTEM_FEEDBACK / (6u * 2u) * 1000000u == RP2040_SYSTEM_CLOCK_HZ,
               "the dividers must give the clock that the baud rate is computed from");
_Static_assert(CRYSTAL_MHZ * USB_FEEDBACK / (5u * 5u) == 48u, "the USB runs at 48 MHz and at nothing else");
_Static_assert(CRYSTAL_STARTUP_COUNT < (1u << 14), "the crystal's start-up counter has 14 bits");

/* Given by link.ld. */
extern uint32_t __ram_image_start[], __ram_image_end[], __bss_start[], __bss_end[], __stack_top[];
extern const uint32_t __ram_image_load[];

int main(void);
void Reset_Handler(void);
void Fault_Handler(void);
void UART0_Handler(void);
void USB_Handler(void);

struct fault_record board_fault __attribute__((section(".noinit")));

static void start_memory(void);
static void start_clocks(void);
static void start_pll(uint32_t pll, uint32_t block, uint32_t feedback, uint32_t post_dividers);
static void record_fault(const uint32_t *frame, uint32_t exception) __attribute__((noreturn, used));

void Reset_Handler(void) {
  start_memory();
  start_clocks();
  main();
  board_reset();
}

/** Restarts the whole chip but its oscillators, as a power cycle would. RAM that is not cleared survives. */
void board_reset(void) {
  REGISTER(POWER_ON_WATCHDOG_SELECT) = POWER_ON_ALL_BUT_OSCILLATORS;
  REGISTER(WATCHDOG_CONTROL) = WATCHDOG_TRIGGER;
  for (;;) {
  }
}

static void start_memory(void) {
  const uint32_t *source = __ram_image_load;
  for (uint32_t *word = __ram_image_start; word < __ram_image_end; word++) *word = *source++;
  for (uint32_t *word = __bss_start; word < __bss_end; word++) *word = 0;
}

/** Moves every clock off the ring oscillator, on which the boot ROM ran, and starts the 1 MHz tick of the timer. */
static void start_clocks(void) {
  REGISTER(CLOCK_RESUSCITATE_CONTROL) = 0;

  REGISTER(XOSC_CONTROL) = XOSC_RANGE_1_TO_15_MHZ;
  REGISTER(XOSC_STARTUP) = CRYSTAL_STARTUP_COUNT;
  SET_BITS(XOSC_CONTROL) = XOSC_ENABLE;
  while (!(REGISTER(XOSC_STATUS) & XOSC_STABLE)) {
  }

  /* Off the PLL before it is touched: after a reset that spared the clocks, the system may be running on it. */
  REGISTER(CLOCK_SYSTEM_CONTROL) = 0;
  while (!(REGISTER(CLOCK_SYSTEM_SELECTED) & 1u)) {
  }
  REGISTER(CLOCK_REFERENCE_CONTROL) = 2; /* crystal */
  while (!(REGISTER(CLOCK_REFERENCE_SELECTED) & (1u << 2))) {
  }

  start_pll(PLL_SYSTEM, RESET_PLL_SYSTEM, SYSTEM_FEEDBACK, SYSTEM_POST_DIVIDERS);
  REGISTER(CLOCK_SYSTEM_DIVISOR) = 1u << 8;
  REGISTER(CLOCK_SYSTEM_CONTROL) = 1; /* the auxiliary source, which is the system PLL at 0 */
  while (!(REGISTER(CLOCK_SYSTEM_SELECTED) & (1u << 1))) {
  }
  REGISTER(CLOCK_PERIPHERAL_CONTROL) = 1u << 11; /* enable, from the system clock */
  CLEAR_BITS(CLOCK_USB_CONTROL) = 1u << 11;
  start_pll(PLL_USB, RESET_PLL_USB, USB_FEEDBACK, USB_POST_DIVIDERS);
  REGISTER(CLOCK_USB_DIVISOR) = 1u << 8;
  REGISTER(CLOCK_USB_CONTROL) = 1u << 11; /* enable, from its PLL */
  REGISTER(WATCHDOG_TICK) = CRYSTAL_MHZ | WATCHDOG_TICK_ENABLE;
}

static void start_pll(uint32_t pll, uint32_t block, uint32_t feedback, uint32_t post_dividers) {
  SET_BITS(RESETS_RESET) = block;
  board_release(block);
  REGISTER(PLL_CONTROL(pll)) = 1; /* reference divider */
  REGISTER(PLL_FEEDBACK_DIVISOR(pll)) = feedback;
  CLEAR_BITS(PLL_POWER(pll)) = PLL_POWER_DOWN | PLL_OSCILLATOR_POWER_DOWN;
  while (!(REGISTER(PLL_CONTROL(pll)) & PLL_LOCK)) {
  }
  REGISTER(PLL_PRIMARY_DIVISORS(pll)) = post_dividers;
  CLEAR_BITS(PLL_POWER(pll)) = PLL_POST_DIVIDER_POWER_DOWN;
}

uint32_t board_rom_halfword(uint32_t address) {
  __asm("" : "+r"(address)); /* or the compiler takes the address for that of a null pointer */
  return *(const volatile uint16_t *)address;
}

/** Takes blocks out of reset and waits until they answer. */
void board_release(uint32_t blocks) {
  CLEAR_BITS(RESETS_RESET) = blocks;
  while ((REGISTER(RESETS_DONE) & blocks) != blocks) {
  }
}

/**
 * A bad address, an unaligned access, an undefined instruction, a breakpoint; or an interrupt that nobody enabled.
 * What was stacked at that moment is kept in RAM that a reset spares, then the chip restarts: a board in
 * the field is to come back, and its host is to see a new session rather than a line gone silent. Under
 * a debugger it stops here instead.
 */
__attribute__((naked)) void Fault_Handler(void) {
  __asm volatile("mrs r0, msp\n"
                 "mrs r1, ipsr\n"
                 "ldr r2, =record_fault\n"
                 "bx r2\n");
}

/* The processor stacks r0..r3, r12, lr, pc, xpsr. */
static void record_fault(const uint32_t *frame, uint32_t exception) {
  board_fault.exception = exception;
  board_fault.return_address = frame[5];
  board_fault.program_counter = frame[6];
  board_fault.status = frame[7];
  board_fault.magic = FAULT_MAGIC;
  if (REGISTER(DEBUG_HALTING_CONTROL) & DEBUG_ENABLED) __asm volatile("bkpt 0");
  board_reset();
}

typedef void (*handler)(void);

#define NOBODY Fault_Handler
#define NOBODY_4 NOBODY, NOBODY, NOBODY, NOBODY

__attribute__((section(".vectors"), used)) const struct {
  uint32_t *stack;
  handler handlers[47];
} vectors = {
    .stack = __stack_top,
    .handlers =
        {
            Reset_Handler, NOBODY, Fault_Handler,             /* reset, NMI, fault */
            NOBODY_4, NOBODY_4, NOBODY_4,                     /* system: none is used */
            NOBODY_4, NOBODY, USB_Handler, NOBODY, NOBODY,    /* interrupts 0..7 */
            NOBODY_4, NOBODY_4, NOBODY_4,                     /* 8..19 */
            UART0_Handler, NOBODY, NOBODY, NOBODY,            /* 20..23 */
            NOBODY_4, NOBODY_4,                               /* 24..31 */
        },
};
