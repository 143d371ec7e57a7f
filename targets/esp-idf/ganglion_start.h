/**
 * What an application calls to have the board beside its own tasks.
 */
#ifndef GANGLION_START_H
#define GANGLION_START_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Starts the program in a task of its own, on the line that menuconfig says, under "Ganglion". Once.
 *
 * Without memory for the task or with a line that cannot be opened, the chip stops and says why, as ESP_ERROR_CHECK
 * does.
 */
void ganglion_start(void);

#ifdef __cplusplus
}
#endif

#endif
