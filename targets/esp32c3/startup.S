/*
 * From the boot ROM to main on the ESP32-C3, and the vectors of traps.
 *
 * The ROM starts what it finds at the beginning of flash if two magic words stand there, and enters behind them with
 * both caches on and watchdogs running; board_start stops those.
 */
    .option arch, +zicsr

    .section .text.entry, "ax"
    .word   0xaedb041d                  /* direct boot, twice */
    .word   0xaedb041d
    .globl _start
_start:
    .option push
    .option norelax
    la      gp, __global_pointer$
    .option pop
    la      sp, __stack_top
    la      t0, vectors
    ori     t0, t0, 1                   /* each interrupt has a vector of its own */
    csrw    mtvec, t0

    la      a0, __data_start
    la      a1, __data_load
    la      a2, __data_end
copy_data:
    bgeu    a0, a2, clear
    lw      t0, 0(a1)
    sw      t0, 0(a0)
    addi    a0, a0, 4
    addi    a1, a1, 4
    j       copy_data

clear:
    la      a0, __bss_start
    la      a1, __bss_end
clear_next:
    bgeu    a0, a1, enter
    sw      zero, 0(a0)
    addi    a0, a0, 4
    j       clear_next

enter:
    call    main
    j       fault

/* Vector 0 is for exceptions, 1 and 2 for the interrupts of UART and USB (board.c); nobody enabled the others. */
    .balign 256
    .option push
    .option norvc
vectors:
    j       fault
    j       UART0_Handler
    j       USB_Handler
    .rept 29
    j       fault
    .endr
    .option pop

/* The handler gets a stack of its own address: the old one may be what is broken. */
fault:
    csrr    a0, mcause
    csrr    a1, mepc
    mv      a2, ra
    la      sp, __stack_top
    call    board_record_fault
