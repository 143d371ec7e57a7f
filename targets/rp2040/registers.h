/**
 * The registers of the RP2040 that this port uses, and no others. Names, addresses and bits are those of the
 * RP2040 datasheet; the number behind each block is its chapter there.
 */
#ifndef GANGLION_RP2040_REGISTERS_H
#define GANGLION_RP2040_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

/* Every peripheral register has two more addresses: what is written there sets or clears those bits (2.1.2). */
#define SET_BITS(address) REGISTER((address) + 0x2000u)
#define CLEAR_BITS(address) REGISTER((address) + 0x3000u)

/* Clocks (2.15) */
#define CLOCK_REFERENCE_CONTROL 0x40008030u
#define CLOCK_REFERENCE_SELECTED 0x40008038u
#define CLOCK_SYSTEM_CONTROL 0x4000803cu
#define CLOCK_SYSTEM_DIVISOR 0x40008040u
#define CLOCK_SYSTEM_SELECTED 0x40008044u
#define CLOCK_PERIPHERAL_CONTROL 0x40008048u
#define CLOCK_USB_CONTROL 0x40008054u
#define CLOCK_USB_DIVISOR 0x40008058u
#define CLOCK_RESUSCITATE_CONTROL 0x40008078u

/* Subsystem resets (2.14): a set bit holds a block in reset. */
#define RESETS_RESET 0x4000c000u
#define RESETS_DONE 0x4000c008u
#define RESET_IO_BANK0 (1u << 5)
#define RESET_PADS_BANK0 (1u << 8)
#define RESET_PLL_SYSTEM (1u << 12)
#define RESET_PLL_USB (1u << 13)
#define RESET_TIMER (1u << 21)
#define RESET_UART0 (1u << 22)
#define RESET_USB (1u << 24)

/* Power-on state machine (2.13): what a watchdog reset restarts. */
#define POWER_ON_WATCHDOG_SELECT 0x40010008u
#define POWER_ON_ALL_BUT_OSCILLATORS 0x0001fffcu

/* GPIO function select (2.19.6.1) */
#define GPIO_CONTROL(pin) (0x40014004u + 8u * (pin))
#define GPIO_FUNCTION_UART 2u

/* The flash chip's select line (2.19.6.2): as its block drives it, or as we say */
#define FLASH_SELECT_CONTROL 0x4001800cu
#define GPIO_DRIVE_AS_USUAL (0u << 8)
#define GPIO_DRIVE_LOW (2u << 8)

/* Pads (2.19.6.3) */
#define PAD_CONTROL(pin) (0x4001c004u + 4u * (pin))
#define PAD_PULL_DOWN (1u << 2)
#define PAD_PULL_UP (1u << 3)

/* Flash: the synchronous serial interface (4.10.13) */
#define SSI_CONTROL 0x18000000u
#define SSI_EIGHT_BITS (7u << 16)
#define SSI_SEND_AND_RECEIVE (0u << 8)
#define SSI_ENABLE 0x18000008u
#define SSI_STATUS 0x18000028u
#define SSI_BUSY (1u << 0)
#define SSI_RECEIVED (1u << 3)
#define SSI_DATA 0x18000060u
#define SSI_QUEUE_BYTES 16u

/* Crystal oscillator (2.16) */
#define XOSC_CONTROL 0x40024000u
#define XOSC_STATUS 0x40024004u
#define XOSC_STARTUP 0x4002400cu
#define XOSC_RANGE_1_TO_15_MHZ 0xaa0u
#define XOSC_ENABLE (0xfabu << 12)
#define XOSC_STABLE (1u << 31)

/* PLLs (2.18): that of the system, and that of the USB */
#define PLL_SYSTEM 0x40028000u
#define PLL_USB 0x4002c000u
#define PLL_CONTROL(pll) ((pll) + 0x0u)
#define PLL_POWER(pll) ((pll) + 0x4u)
#define PLL_FEEDBACK_DIVISOR(pll) ((pll) + 0x8u)
#define PLL_PRIMARY_DIVISORS(pll) ((pll) + 0xcu)
#define PLL_LOCK (1u << 31)
#define PLL_POWER_DOWN (1u << 0)
#define PLL_POST_DIVIDER_POWER_DOWN (1u << 3)
#define PLL_OSCILLATOR_POWER_DOWN (1u << 5)

/* UART0, an ARM PL011 (4.2) */
#define UART_DATA 0x40034000u
#define UART_FLAGS 0x40034018u
#define UART_INTEGER_DIVISOR 0x40034024u
#define UART_FRACTIONAL_DIVISOR 0x40034028u
#define UART_LINE_CONTROL 0x4003402cu
#define UART_CONTROL 0x40034030u
#define UART_FIFO_LEVELS 0x40034034u
#define UART_INTERRUPT_MASK 0x40034038u
#define UART_DATA_OVERRUN (1u << 11)
#define UART_RECEIVE_EMPTY (1u << 4)
#define UART_BUSY (1u << 3)
#define UART_TRANSMIT_FULL (1u << 5)
#define UART_EIGHT_BITS (3u << 5)
#define UART_FIFOS_ENABLE (1u << 4)
#define UART_ENABLE (1u << 0)
#define UART_TRANSMIT_ENABLE (1u << 8)
#define UART_RECEIVE_ENABLE (1u << 9)
#define UART_RECEIVE_LEVEL_ONE_EIGHTH (0u << 3)
#define UART_TRANSMIT_LEVEL_ONE_QUARTER (1u << 0)
#define UART_RECEIVE_INTERRUPT (1u << 4)
#define UART_TRANSMIT_INTERRUPT (1u << 5)
#define UART_RECEIVE_TIMEOUT_INTERRUPT (1u << 6)

/* Timer (4.6): microseconds */
#define TIMER_RAW_LOW 0x40054028u

/* Watchdog (4.7): its tick also drives the timer */
#define WATCHDOG_CONTROL 0x40058000u
#define WATCHDOG_REASON 0x40058008u
#define WATCHDOG_TICK 0x4005802cu
#define WATCHDOG_TRIGGER (1u << 31)
#define WATCHDOG_REASON_TIMER (1u << 0)
#define WATCHDOG_REASON_FORCED (1u << 1)
#define WATCHDOG_TICK_ENABLE (1u << 9)

/* Ring oscillator (2.17): one jittery bit a read */
#define ROSC_RANDOM_BIT 0x4006001cu

/* Voltage regulator and chip reset (2.10) */
#define CHIP_RESET 0x40064008u
#define CHIP_RESET_HAD_POWER_ON (1u << 8)
#define CHIP_RESET_HAD_RUN_PIN (1u << 16)

/* USB (4.1): memory that both sides reach, and registers */
#define USB_MEMORY_BYTES 4096u
#define USB_MEMORY(offset) REGISTER(0x50100000u + (offset))
#define USB_MEMORY_BYTE(offset) (*(volatile uint8_t *)(0x50100000u + (offset)))
#define USB_BUFFER_CONTROL 0x80u /* a word for each endpoint and direction: to the host, to the board */
#define USB_ENDPOINT_0_BUFFER 0x100u
#define USB_BUFFER_COUNT 0x3ffu
#define USB_BUFFER_AVAILABLE (1u << 10)
#define USB_BUFFER_STALL (1u << 11)
#define USB_BUFFER_ODD (1u << 13) /* DATA1 */
#define USB_BUFFER_FULL (1u << 15)
#define USB_ENDPOINT_ENABLE (1u << 31)
#define USB_ENDPOINT_INTERRUPT (1u << 29)
#define USB_TYPE_BULK (2u << 26)
#define USB_TYPE_INTERRUPT (3u << 26)
#define USB_ADDRESS 0x50110000u
#define USB_MAIN_CONTROL 0x50110040u
#define USB_CONTROLLER_ENABLE (1u << 0)
#define USB_SIE_CONTROL 0x5011004cu
#define USB_ENDPOINT_0_INTERRUPT (1u << 29)
#define USB_PULL_UP (1u << 16)
#define USB_SIE_STATUS 0x50110050u
#define USB_SUSPENDED (1u << 4)
#define USB_RESUMED (1u << 11)
#define USB_SETUP_RECEIVED (1u << 17)
#define USB_BUS_RESET (1u << 19)
#define USB_BUFFER_STATUS 0x50110058u
#define USB_ENDPOINT_0_STALL 0x50110068u
#define USB_STALL_IN (1u << 0)
#define USB_STALL_OUT (1u << 1)
#define USB_MUXING 0x50110074u
#define USB_TO_PHY (1u << 0)
#define USB_SOFTCON (1u << 3)
#define USB_POWER 0x50110078u
#define USB_VBUS_OVERRIDE (1u << 2)
#define USB_VBUS_DETECT (1u << 3)
#define USB_INTERRUPT_ENABLE 0x50110090u
#define USB_INTERRUPT_STATUS 0x50110098u
#define USB_BUFFER_INTERRUPT (1u << 4)
#define USB_RESET_INTERRUPT (1u << 12)
#define USB_SUSPEND_INTERRUPT (1u << 14)
#define USB_RESUME_INTERRUPT (1u << 15)
#define USB_SETUP_INTERRUPT (1u << 16)

/* Boot ROM (2.8): where it says what it has */
#define ROM_FUNCTION_TABLE 0x14u
#define ROM_LOOK_UP 0x18u

/* Cortex-M0+ (2.4) */
#define NVIC_SET_ENABLE 0xe000e100u
#define DEBUG_HALTING_CONTROL 0xe000edf0u
#define DEBUG_ENABLED (1u << 0)
#define INTERRUPT_USB 5u
#define INTERRUPT_UART0 20u

#endif
