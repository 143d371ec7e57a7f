/**
 * Frames and calls as the compiler and the disassembler write them.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { parseCallGraph, parseDisassembly } from "./stack.ts";

test("frames and calls come from the compiler's graph; what it did not compile has no frame", () => {
  const frames = parseCallGraph(
    String.raw`graph: { title: "a.c"
node: { title: "f" label: "f\na.c:3:7\n56 bytes (static)" }
node: { title: "a.c:h" label: "h\na.c:2:7\n8 bytes (dynamic,bounded)" }
node: { title: "v" label: "v\na.c:9:7\n16 bytes (dynamic)" }
node: { title: "__aeabi_fmul" label: "__aeabi_fmul\n<built-in>" shape : ellipse }
edge: { sourcename: "f" targetname: "a.c:h" label: "a.c:3:36" }
edge: { sourcename: "f" targetname: "__aeabi_fmul" }
}`,
  );
  expect([...frames]).toEqual([
    ["f", { bytes: 56, calls: new Set(["a.c:h", "__aeabi_fmul"]) }],
    ["a.c:h", { bytes: 8, calls: new Set() }],
    ["v", { bytes: null, calls: new Set() }],
  ]);
});

test("Thumb: pushes and subtractions add up; a branch elsewhere is a call, one within is none", () => {
  const text = `
10000100 <f>:
10000100:\tpush\t{r4, r5, lr}
10000102:\tsub\tsp, #16
10000104:\tbl\t10000200 <g>
10000108:\tbeq.n\t10000102 <f+0x2>
1000010a:\tblx\tr3
1000010c:\tb.n\t10000300 <h>
1000010e:\t.word\t0x0000ffff

10000200 <g>:
10000200:\tadds\tr0, r0, r1

10000202 <g_end>:
10000202:\tpop\t{r4, pc}
`;
  expect(parseDisassembly(text, "thumb")).toEqual([
    { name: "f", address: 0x10000100, bytes: 28, calls: new Set(["g", "__indirect_call", "h"]) },
    { name: "g", address: 0x10000200, bytes: 0, calls: new Set(["g_end"]) },
    { name: "g_end", address: 0x10000202, bytes: 0, calls: new Set() },
  ]);
});

test("RISC-V: an address in a comment is no call, but behind a jump it is", () => {
  const text = `
80000000 <f>:
80000000:\taddi\tsp,sp,-32
80000004:\taddi\ta0,a0,8 # 80400000 <table>
80000008:\tauipc\tra,0x1
8000000c:\tjalr\t16(ra) # 80001018 <g>
80000010:\tjalr\ta5
80000014:\tret
`;
  expect(parseDisassembly(text, "riscv")).toEqual([
    { name: "f", address: 0x80000000, bytes: 32, calls: new Set(["g", "__indirect_call"]) },
  ]);
});
