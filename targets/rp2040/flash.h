/** What flash.c offers to board.c. */
#ifndef GANGLION_RP2040_FLASH_H
#define GANGLION_RP2040_FLASH_H

#include <stdint.h>

#define FLASH_ID_BYTES 8u

/** The number that the maker of the flash chip gave to this one; all ones if the chip has none. */
void flash_read_id(uint8_t id[FLASH_ID_BYTES]);

#endif
