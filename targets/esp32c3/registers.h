/**
 * The registers of the ESP32-C3 that board.c touches, and no others; names and numbers as in the chip's technical
 * reference manual.
 */
#ifndef GANGLION_ESP32C3_REGISTERS_H
#define GANGLION_ESP32C3_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

/* UART0: TXD on GPIO 21, RXD on GPIO 20 */
#define UART_FIFO REGISTER(0x60000000)
#define UART_INTERRUPT_ENABLE REGISTER(0x6000000c)
#define UART_INTERRUPT_CLEAR REGISTER(0x60000010)
#define UART_DIVISOR REGISTER(0x60000014)
#define UART_STATUS REGISTER(0x6000001c)
#define UART_CONFIGURATION_1 REGISTER(0x60000024)
#define UART_CLOCK REGISTER(0x60000078)

#define UART_RECEIVED_COUNT(status) ((status) & 0x3ffu)
#define UART_TRANSMIT_COUNT(status) (((status) >> 16) & 0x3ffu)
#define UART_FIFO_BYTES 128u

#define UART_RECEIVE_FULL (1u << 0)
#define UART_RECEIVE_OVERFLOW (1u << 4)
#define UART_RECEIVE_TIMEOUT (1u << 8)

#define UART_RECEIVE_TIMEOUT_ENABLE (1u << 21)

/* Divided by 1, the 40 MHz crystal, clocks on */
#define UART_CLOCK_CRYSTAL ((3u << 20) | (1u << 22) | (1u << 24) | (1u << 25))
#define CRYSTAL_HZ 40000000u

/* The controller that makes a serial port of the chip's own USB pins (GPIO 18 and 19) */
#define USB_FIFO REGISTER(0x60043000)
#define USB_STATE REGISTER(0x60043004)
#define USB_INTERRUPT_ENABLE REGISTER(0x60043010)
#define USB_INTERRUPT_CLEAR REGISTER(0x60043014)
#define USB_PACKET_IS_COMPLETE (1u << 0)
#define USB_HAS_ROOM (1u << 1)
#define USB_HAS_BYTES (1u << 2)
#define USB_PACKET_CAME (1u << 2)
#define USB_PACKET_BYTES 64u

/* Interrupt matrix: which line a source is led to, and what a line does */
#define INTERRUPT_UART0_MAP REGISTER(0x600c2054)
#define INTERRUPT_USB_MAP REGISTER(0x600c2068)
#define INTERRUPT_ENABLE REGISTER(0x600c2104)
#define INTERRUPT_TYPE REGISTER(0x600c2108)
#define INTERRUPT_PRIORITY(line) REGISTER(0x600c2114u + 4u * (line))
#define INTERRUPT_THRESHOLD REGISTER(0x600c2194)

/* System timer, 16 MHz */
#define TIMER_CONFIGURATION REGISTER(0x60023000)
#define TIMER_OPERATION REGISTER(0x60023004)
#define TIMER_VALUE_HIGH REGISTER(0x60023040)
#define TIMER_VALUE_LOW REGISTER(0x60023044)
#define TIMER_CLOCK_ENABLE (1u << 31)
#define TIMER_COUNT_ENABLE (1u << 30)
#define TIMER_UPDATE (1u << 30)
#define TIMER_VALID (1u << 29)
#define TIMER_TICKS_PER_MICROSECOND 16u

/* Watchdogs: two of the timer groups, one of the real-time clock, and the super watchdog, which feeds itself at best */
#define WATCHDOG_KEY 0x50d83aa1u
#define WATCHDOG_0_CONFIGURATION REGISTER(0x6001f048)
#define WATCHDOG_0_PROTECT REGISTER(0x6001f064)
#define WATCHDOG_1_CONFIGURATION REGISTER(0x60020048)
#define WATCHDOG_1_PROTECT REGISTER(0x60020064)
#define WATCHDOG_RTC_CONFIGURATION REGISTER(0x60008090)
#define WATCHDOG_RTC_PROTECT REGISTER(0x600080a8)
#define SUPER_WATCHDOG_KEY 0x8f1d312au
#define SUPER_WATCHDOG_CONFIGURATION REGISTER(0x600080ac)
#define SUPER_WATCHDOG_PROTECT REGISTER(0x600080b0)
#define SUPER_WATCHDOG_FEED_ITSELF (1u << 31)

/* Reset */
#define RESET_OPTIONS REGISTER(0x60008000)
#define RESET_SYSTEM (1u << 31)
#define RESET_STATE REGISTER(0x60008038)
#define RESET_CAUSE(state) ((state) & 0x3fu)

/* What the chip tells of itself */
#define FACTORY_ADDRESS(word) REGISTER(0x60008844u + 4u * (word))
#define RANDOM REGISTER(0x600260b0)

#endif
