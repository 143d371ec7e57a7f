/*
 * The second-stage boot loader: the first 256 bytes of flash.
 *
 * The chip's boot ROM copies these bytes to the top of RAM, checks their CRC-32 and runs them. Their one
 * duty is to make the flash readable at 0x10000000 (execute in place) and to enter the program behind them.
 *
 * Why 03h reads on one data line at a quarter of the system clock: every SPI flash ever fitted to this chip
 * answers command 03h with no mode bits, no dummy cycles and no status register to program first, up to
 * about 50 MHz; 125 MHz / 4 is 31 MHz. A quad read would be some five times faster on a cache miss, but
 * is set up differently by every maker of flash. The hot interrupt handler runs from RAM instead.
 *
 * The last four bytes are the CRC-32, which the build writes (boot2.ts): 0 here.
 */
    .syntax unified
    .cpu    cortex-m0plus
    .thumb

    /* Synchronous serial interface, RP2040 datasheet 4.10.13. */
    .equ SSI,           0x18000000
    .equ SSI_CTRLR0,    0x00
    .equ SSI_CTRLR1,    0x04
    .equ SSI_SSIENR,    0x08
    .equ SSI_BAUDR,     0x14
    .equ SSI_SPI_CTRLR0, 0xf4

    .equ CLOCK_DIVIDER, 4                   /* even, at least 2 */
    .equ CONTROL,       (31 << 16) | (3 << 8) /* 32-bit data frames; send a command, then only receive */
    .equ SPI_CONTROL,   (0x03 << 24) | (2 << 8) | (6 << 2) /* command 03h, 8-bit command, 24-bit address */

    .equ VECTORS,       0x10000100          /* the program starts behind these 256 bytes */
    .equ VTOR,          0xe000ed08          /* vector table offset register */

    .section .boot2, "ax"
    .global boot2
    .thumb_func
boot2:
    push    {lr}
    ldr     r3, =SSI
    movs    r1, #0
    str     r1, [r3, #SSI_SSIENR]           /* off: the registers below can be written only then */
    movs    r1, #CLOCK_DIVIDER
    str     r1, [r3, #SSI_BAUDR]
    ldr     r1, =CONTROL
    str     r1, [r3, #SSI_CTRLR0]
    ldr     r1, =SPI_CONTROL
    ldr     r0, =SSI + SSI_SPI_CTRLR0
    str     r1, [r0]
    movs    r1, #0
    str     r1, [r3, #SSI_CTRLR1]           /* one data frame a read */
    movs    r1, #1
    str     r1, [r3, #SSI_SSIENR]           /* on */

    /* The boot ROM calls with lr = 0. Code that had switched execute-in-place off calls to switch it on again. */
    pop     {r0}
    cmp     r0, #0
    beq     enter_program
    bx      r0

enter_program:
    ldr     r0, =VECTORS
    ldr     r1, =VTOR
    str     r0, [r1]
    ldmia   r0!, {r1, r2}                   /* initial stack pointer, address of the reset handler */
    msr     msp, r1
    bx      r2
    .ltorg
