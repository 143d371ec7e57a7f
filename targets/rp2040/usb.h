/**
 * What board.c and usb.c ask of each other.
 */
#ifndef GANGLION_RP2040_USB_H
#define GANGLION_RP2040_USB_H

#include <stdbool.h>
#include <stdint.h>

/** The most bytes of a packet. */
#define USB_PACKET_BYTES 64u

/** Lets a host see the port, under the board's number unless that is 0. Its interrupt does everything else. */
void usb_start(const uint32_t unique_id[2]);

extern volatile bool usb_has_line;

/** Whether a program on the host has the port open. Part of its callers, since some run from RAM. */
static inline bool usb_is_open(void) { return usb_has_line; }

/** Takes the next packet again, if one was left with the host for want of room. */
void usb_listen(void);

/** Passes on what waits to be sent, if the packet before is gone. With interrupts masked, or from one. */
void usb_pass_on(void);

/** Whether the host takes nothing though it has the port open: a program that does not read. */
bool usb_is_stuck(void);

/** Whether everything that was passed on is with the host. */
bool usb_is_at_rest(void);

/** Of board.c: bytes for which there is room, and room for bytes. */
uint32_t board_receive_room(void);
void board_keep(uint8_t byte);
/** Of board.c: bytes that wait to be sent, and the next of them. */
uint32_t board_waiting(void);
uint8_t board_next(void);

#endif
