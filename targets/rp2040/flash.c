/**
 * The flash chip's own number, by which one board is told from another: the RP2040 has none.
 *
 * Command 4Bh reads it (as on the W25Q16JV of the Pico, its datasheet 8.2.24; other makers have the same). The
 * interface that makes the flash readable as memory (SSI, RP2040 datasheet 4.10) is switched to plain bytes, thirteen
 * of them are exchanged while the chip's select line is held low, and the interface gets back what it had. As
 * boot2.S reads with command 03h, the chip is always waiting for a command: nothing has to be left or entered again.
 *
 * Meanwhile there is no flash: the function runs from RAM, calls nothing, and no interrupt may come. Left out: erasing
 * and writing, which nothing here needs.
 */
#include "flash.h"
#include "registers.h"
#include "startup.h"

#define READ_UNIQUE_ID 0x4bu
#define BYTES_BEFORE_ID 5u /* the command, and four bytes of which the chip takes no notice */
#define EXCHANGED_BYTES (BYTES_BEFORE_ID + FLASH_ID_BYTES)

_Static_assert(EXCHANGED_BYTES <= SSI_QUEUE_BYTES, "all bytes are sent before one is read");

RAM_FUNCTION __attribute__((noinline)) void flash_read_id(uint8_t id[FLASH_ID_BYTES]) {
  uint32_t interrupts;
  __asm volatile("mrs %0, primask\n cpsid i" : "=r"(interrupts)::"memory");
  while (REGISTER(SSI_STATUS) & SSI_BUSY) {
  }
  uint32_t control = REGISTER(SSI_CONTROL);
  REGISTER(SSI_ENABLE) = 0; /* its registers can be written only then */
  REGISTER(SSI_CONTROL) = SSI_EIGHT_BITS | SSI_SEND_AND_RECEIVE;
  REGISTER(SSI_ENABLE) = 1;

  REGISTER(FLASH_SELECT_CONTROL) = GPIO_DRIVE_LOW; /* or each gap between bytes would end the command */
  REGISTER(SSI_DATA) = READ_UNIQUE_ID;
  for (uint32_t sent = 1; sent < EXCHANGED_BYTES; sent++) REGISTER(SSI_DATA) = 0;
  for (uint32_t received = 0; received < EXCHANGED_BYTES; received++) {
    while (!(REGISTER(SSI_STATUS) & SSI_RECEIVED)) {
    }
    uint32_t byte = REGISTER(SSI_DATA);
    if (received >= BYTES_BEFORE_ID) id[received - BYTES_BEFORE_ID] = (uint8_t)byte;
  }
  REGISTER(FLASH_SELECT_CONTROL) = GPIO_DRIVE_AS_USUAL;

  REGISTER(SSI_ENABLE) = 0;
  REGISTER(SSI_CONTROL) = control;
  REGISTER(SSI_ENABLE) = 1;
  __asm volatile("msr primask, %0" ::"r"(interrupts) : "memory");
}
