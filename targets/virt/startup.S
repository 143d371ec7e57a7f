/*
 * From reset to main on RISC-V, and what happens at a trap.
 *
 * No interrupt is ever taken: the one that is enabled only ends a sleep (board.c). So every trap is a fault.
 */
    .option arch, +zicsr

    .section .text.entry, "ax"
    .globl _start
_start:
    csrr    t0, mhartid
    bnez    t0, sleep_forever           /* one core is enough */

    .option push
    .option norelax
    la      gp, __global_pointer$
    .option pop
    la      sp, __stack_top
    la      t0, fault
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
sleep_forever:
    wfi
    j       sleep_forever

/* The handler gets a stack of its own address: the old one may be what is broken. */
    .balign 4
fault:
    csrr    a0, mcause
    csrr    a1, mepc
    mv      a2, ra
    la      sp, __stack_top
    call    board_fault
    j       sleep_forever

/*
 * void board_begin_again(void): as after a reset, which leaves 0 in mscratch. The clearing of memory spares a register
 * that nothing else uses.
 */
    .globl board_begin_again
board_begin_again:
    li      t0, 1
    csrw    mscratch, t0
    j       _start

/* uint32_t board_is_restarted(void) */
    .globl board_is_restarted
board_is_restarted:
    csrr    a0, mscratch
    ret

/* void board_wait(void): sleeps until an enabled interrupt is pending, though none is ever taken. */
    .globl board_wait
board_wait:
    li      t0, 1 << 11                 /* external interrupts */
    csrs    mie, t0
    wfi
    ret

/*
 * uint32_t board_semihost(uint32_t operation, const void *argument): asks the emulator. The three instructions
 * around the breakpoint are the sign by which it knows the request, and must not be compressed.
 */
    .globl board_semihost
    .balign 16
    .option push
    .option norvc
board_semihost:
    slli    zero, zero, 0x1f
    ebreak
    srai    zero, zero, 7
    ret
    .option pop
