/*
 * The host's files by Arm's semihosting, which RISC-V took over: an operation and a block of arguments, given to the
 * emulator by a breakpoint that the processor's start-up file holds.
 *
 * Source: Arm, "Semihosting for AArch32 and AArch64", section 5.
 */
#include <stdint.h>

#define SYS_OPEN 0x01
#define SYS_WRITE 0x05
#define SYS_READ 0x06
#define SYS_EXIT_EXTENDED 0x20

#define READ_BINARY 1
#define WRITE_BINARY 5
#define APPLICATION_EXIT 0x20026

/* In the start-up file. */
uint32_t semihost(uint32_t operation, const void *arguments);

int32_t host_open_calls(void);
int32_t host_open_results(void);
uint32_t host_read(int32_t handle, void *to, uint32_t size);
void host_write(int32_t handle, const void *from, uint32_t size);
void host_exit(uint32_t status);

static uint32_t call(uint32_t operation, uintptr_t first, uintptr_t second, uintptr_t third) {
    const uintptr_t arguments[] = {first, second, third};
    return semihost(operation, arguments);
}

int32_t host_open_calls(void) {
    static const char name[] = "calls.bin";
    return (int32_t)call(SYS_OPEN, (uintptr_t)name, READ_BINARY, sizeof name - 1);
}

int32_t host_open_results(void) {
    static const char name[] = "results.bin";
    return (int32_t)call(SYS_OPEN, (uintptr_t)name, WRITE_BINARY, sizeof name - 1);
}

/* The host tells how many bytes it did not read. */
uint32_t host_read(int32_t handle, void *to, uint32_t size) {
    return size - call(SYS_READ, (uintptr_t)handle, (uintptr_t)to, size);
}

void host_write(int32_t handle, const void *from, uint32_t size) {
    if (call(SYS_WRITE, (uintptr_t)handle, (uintptr_t)from, size) != 0) host_exit(3);
}

void host_exit(uint32_t status) {
    for (;;) call(SYS_EXIT_EXTENDED, APPLICATION_EXIT, status, 0);
}
