/**
 * The one function of a chip that main calls and programs do not.
 */
#ifndef GANGLION_START_H
#define GANGLION_START_H

/** Makes every function of board.h ready for use. Runs once, before the program. */
void board_start(void);

#endif
