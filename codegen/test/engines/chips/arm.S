/*
 * Start-up of a Cortex-M0 in QEMU: vectors, initialised data, and the breakpoint of semihosting. A fault ends the
 * emulation with status 4.
 */
    .syntax unified
    .cpu cortex-m0
    .thumb

    .section .vectors, "a"
    .word   __stack_top
    .word   reset
    .rept 14
    .word   fault
    .endr

    .text
    .thumb_func
reset:
    ldr     r0, =__data_start
    ldr     r1, =__data_end
    ldr     r2, =__data_load
    b       2f
1:  ldr     r3, [r2]
    str     r3, [r0]
    adds    r0, #4
    adds    r2, #4
2:  cmp     r0, r1
    blo     1b
    ldr     r0, =__bss_start
    ldr     r1, =__bss_end
    movs    r2, #0
    b       4f
3:  str     r2, [r0]
    adds    r0, #4
4:  cmp     r0, r1
    blo     3b
    bl      bare_start

    .thumb_func
fault:
    movs    r0, #4
    bl      host_exit

    .globl  semihost
    .thumb_func
semihost:
    bkpt    0xab
    bx      lr
