/*
 * Start-up of an Xtensa core in QEMU's `sim`: the FPU on, a stack, .bss cleared; and the host's files by `simcall`,
 * which is a system call of Xtensa's own simulator: number in a2, arguments in a3 to a5, result in a2.
 */

/* The assembler does not know `simcall`. */
    .macro  simulator_call
    .byte   0x00, 0x51, 0x00
    .endm

    .section .reset, "ax"
    .globl  _start
_start:
    movi    a2, 1
    wsr     a2, cpenable
    rsync
    j       1f
    .balign 4
stack:  .long __stack_top
bss:    .long __bss_start
end:    .long __bss_end
start:  .long bare_start
1:  l32r    a1, stack
    l32r    a2, bss
    l32r    a3, end
    movi    a4, 0
    j       3f
2:  s32i    a4, a2, 0
    addi    a2, a2, 4
3:  bltu    a2, a3, 2b
    l32r    a2, start
    callx0  a2

/* Where exceptions go: of a kernel, of a user, and within another. Each ends the emulation with status 4. */
    .section .vectors, "ax"
    j       fault
    .org    0x40
    j       fault
    .org    0xc0
fault:
    movi    a3, 4
    movi    a2, 1                   /* exit */
    simulator_call

    .text
    .balign 4
calls_name:   .long calls
results_name: .long results

    .globl  host_open_calls
    .balign 4
host_open_calls:
    l32r    a3, calls_name
    movi    a4, 0                   /* read only */
    j       open

    .globl  host_open_results
    .balign 4
host_open_results:
    l32r    a3, results_name
    movi    a4, 0x241               /* write only, made anew: the flags of Linux */
open:
    movi    a5, 0644
    movi    a2, 5                      /* open */
    simulator_call
    ret

    .globl  host_read
    .balign 4
host_read:
    or      a5, a4, a4
    or      a4, a3, a3
    or      a3, a2, a2
    movi    a2, 3                      /* read */
    simulator_call
    ret

    .globl  host_write
    .balign 4
host_write:
    or      a5, a4, a4
    or      a4, a3, a3
    or      a3, a2, a2
    movi    a2, 4                      /* write */
    simulator_call
    ret

    .globl  host_exit
    .balign 4
host_exit:
    or      a3, a2, a2
    movi    a2, 1                      /* exit */
    simulator_call
    j       host_exit

    .section .rodata, "a"
calls:   .asciz "calls.bin"
results: .asciz "results.bin"
