/**
 * Every board that can stand for a program.
 *
 * @packageDocumentation
 */
import type { Board } from "../board.ts";
import { esp32c3Board } from "./esp32c3.ts";
import type { NodeProgram } from "./node-program.ts";
import { processBoard } from "./process.ts";
import { qemuRiscv32Board } from "./qemu-riscv32.ts";
import { rp2040jsBoard } from "./rp2040js.ts";
import { wasmBoard } from "./wasm.ts";

/**
 * All boards but the reference, with which they are compared; those that need least come first. A chip that has two
 * lines is there by each.
 */
export function boardsOf(program: NodeProgram): readonly Board[] {
  return [
    wasmBoard(program),
    processBoard(program.firmware),
    rp2040jsBoard(program.firmware),
    qemuRiscv32Board(program.firmware),
    esp32c3Board(program.firmware),
    rp2040jsBoard(program.firmware, { usb: true }),
    esp32c3Board(program.firmware, { usb: true }),
  ];
}
