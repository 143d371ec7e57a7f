/*
 * Start-up of a RISC-V core in QEMU's `virt`, and the breakpoint of semihosting. The loader has filled the RAM, so only
 * .bss is left to clear. A trap ends the emulation with status 4.
 */
    .option arch, +zicsr

    .section .text.start, "ax"
    .globl  _start
_start:
    la      sp, __stack_top
    la      t0, fault
    csrw    mtvec, t0
    la      t0, __bss_start
    la      t1, __bss_end
    j       2f
1:  sw      zero, 0(t0)
    addi    t0, t0, 4
2:  bltu    t0, t1, 1b
    call    bare_start

    .balign 4
fault:
    li      a0, 4
    call    host_exit

    /* The emulator knows the request by its neighbours, which must not be compressed. */
    .globl  semihost
    .balign 16
    .option norvc
semihost:
    slli    zero, zero, 0x1f
    ebreak
    srai    zero, zero, 7
    ret
