/**
 * The C main of every chip: start the chip, boot the program, poll it for ever.
 *
 * The build defines GANGLION_BOOT and GANGLION_POLL as the program's two entry points (`node_boot`, `node_poll`). A
 * poll does a bounded amount of work and sleeps in board_idle when there is nothing to do.
 */
#include "start.h"

void GANGLION_BOOT(void);
void GANGLION_POLL(void);

int main(void) {
  board_start();
  GANGLION_BOOT();
  for (;;) GANGLION_POLL();
}
