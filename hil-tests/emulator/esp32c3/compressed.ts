/**
 * The compressed instructions of RISC-V (chapter "C" of the unprivileged specification): each halfword as the full
 * instruction that it stands for.
 *
 * All 65,536 are expanded once, so that the processor decodes one form only. A halfword that stands for nothing, or for
 * an instruction of another extension, becomes 0, which is no instruction.
 *
 * @packageDocumentation
 */

const OP = { load: 0x03, immediate: 0x13, store: 0x23, register: 0x33, lui: 0x37, branch: 0x63, jalr: 0x67, jal: 0x6f };
const EBREAK = 0x00100073;
const [ZERO, RA, SP] = [0, 1, 2];

/** The full instruction for each halfword; 0 where there is none. */
export const EXPANDED: Int32Array = Int32Array.from({ length: 0x10000 }, (_, half) => expand(half));

function expand(half: number): number {
  const kind = (half >> 13) & 7;
  switch (half & 3) {
    case 0:
      return expandQuadrant0(half, kind);
    case 1:
      return expandQuadrant1(half, kind);
    case 2:
      return expandQuadrant2(half, kind);
    default:
      return 0;
  }
}

/** Registers x8..x15, of which three bits tell. */
function short(half: number, at: number): number {
  return 8 + ((half >> at) & 7);
}

/** Bits `from` of the halfword, moved to `to` of a number: each pair is [from, to], each one bit. */
function gather(half: number, pairs: readonly (readonly [number, number])[]): number {
  return pairs.reduce((sum, [from, to]) => sum | (((half >> from) & 1) << to), 0);
}

function signed(value: number, bits: number): number {
  return (value << (32 - bits)) >> (32 - bits);
}

function expandQuadrant0(half: number, kind: number): number {
  const wordOffset = gather(half, [
    [5, 6],
    [6, 2],
    [10, 3],
    [11, 4],
    [12, 5],
  ]);
  switch (kind) {
    case 0: {
      const offset = gather(half, [
        [5, 3],
        [6, 2],
        [7, 6],
        [8, 7],
        [9, 8],
        [10, 9],
        [11, 4],
        [12, 5],
      ]);
      return offset === 0 ? 0 : immediate(OP.immediate, 0, short(half, 2), SP, offset);
    }
    case 2:
      return immediate(OP.load, 2, short(half, 2), short(half, 7), wordOffset);
    case 6:
      return store(2, short(half, 7), short(half, 2), wordOffset);
    default:
      return 0;
  }
}

function expandQuadrant1(half: number, kind: number): number {
  const rd = (half >> 7) & 31;
  const value = signed(((half >> 2) & 31) | (((half >> 12) & 1) << 5), 6);
  switch (kind) {
    case 0:
      return immediate(OP.immediate, 0, rd, rd, value);
    case 1:
      return jump(RA, half);
    case 2:
      return immediate(OP.immediate, 0, rd, ZERO, value);
    case 3:
      return expandLui(half, rd, value);
    case 4:
      return expandArithmetic(half, value);
    case 5:
      return jump(ZERO, half);
    default:
      return branch(kind === 6 ? 0 : 1, short(half, 7), half);
  }
}

function expandLui(half: number, rd: number, value: number): number {
  if (value === 0) return 0;
  if (rd !== SP) return (value << 12) | (rd << 7) | OP.lui;
  const offset = signed(
    gather(half, [
      [2, 5],
      [3, 7],
      [4, 8],
      [5, 6],
      [6, 4],
      [12, 9],
    ]),
    10,
  );
  return immediate(OP.immediate, 0, SP, SP, offset);
}

function expandArithmetic(half: number, value: number): number {
  const rd = short(half, 7);
  const isWide = ((half >> 12) & 1) !== 0;
  switch ((half >> 10) & 3) {
    case 0:
      return isWide ? 0 : immediate(OP.immediate, 5, rd, rd, value & 31);
    case 1:
      return isWide ? 0 : immediate(OP.immediate, 5, rd, rd, (value & 31) | 0x400);
    case 2:
      return immediate(OP.immediate, 7, rd, rd, value);
    default: {
      if (isWide) return 0;
      const [operation = 0, modifier = 0] =
        [
          [0, 0x20],
          [4, 0],
          [6, 0],
          [7, 0],
        ][(half >> 5) & 3] ?? [];
      return register(operation, modifier, rd, rd, short(half, 2));
    }
  }
}

function expandQuadrant2(half: number, kind: number): number {
  const [rd, rs2] = [(half >> 7) & 31, (half >> 2) & 31];
  const isSecond = ((half >> 12) & 1) !== 0;
  switch (kind) {
    case 0:
      return isSecond ? 0 : immediate(OP.immediate, 1, rd, rd, rs2);
    case 2:
      if (rd === ZERO) return 0;
      return immediate(
        OP.load,
        2,
        rd,
        SP,
        gather(half, [
          [2, 6],
          [3, 7],
          [4, 2],
          [5, 3],
          [6, 4],
          [12, 5],
        ]),
      );
    case 4:
      if (rs2 !== ZERO) return register(0, 0, rd, isSecond ? rd : ZERO, rs2);
      if (rd === ZERO) return isSecond ? EBREAK : 0;
      return immediate(OP.jalr, 0, isSecond ? RA : ZERO, rd, 0);
    case 6:
      return store(
        2,
        SP,
        rs2,
        gather(half, [
          [7, 6],
          [8, 7],
          [9, 2],
          [10, 3],
          [11, 4],
          [12, 5],
        ]),
      );
    default:
      return 0;
  }
}

function immediate(opcode: number, operation: number, rd: number, rs1: number, value: number): number {
  return (value << 20) | (rs1 << 15) | (operation << 12) | (rd << 7) | opcode;
}

function register(operation: number, modifier: number, rd: number, rs1: number, rs2: number): number {
  return (modifier << 25) | (rs2 << 20) | (rs1 << 15) | (operation << 12) | (rd << 7) | OP.register;
}

function store(width: number, rs1: number, rs2: number, offset: number): number {
  return ((offset >> 5) << 25) | (rs2 << 20) | (rs1 << 15) | (width << 12) | ((offset & 31) << 7) | OP.store;
}

function jump(rd: number, half: number): number {
  const offset = signed(
    gather(half, [
      [2, 5],
      [3, 1],
      [4, 2],
      [5, 3],
      [6, 7],
      [7, 6],
      [8, 10],
      [9, 8],
      [10, 9],
      [11, 4],
      [12, 11],
    ]),
    12,
  );
  const sign = offset < 0 ? 1 : 0;
  const bits = ((offset >> 12) & 0xff) | (((offset >> 11) & 1) << 8) | (((offset >> 1) & 0x3ff) << 9) | (sign << 19);
  return (bits << 12) | (rd << 7) | OP.jal;
}

function branch(operation: number, rs1: number, half: number): number {
  const offset = signed(
    gather(half, [
      [2, 5],
      [3, 1],
      [4, 2],
      [5, 6],
      [6, 7],
      [10, 3],
      [11, 4],
      [12, 8],
    ]),
    9,
  );
  const low = (((offset >> 1) & 15) << 1) | ((offset >> 11) & 1);
  const high = ((offset >> 5) & 0x3f) | (offset < 0 ? 0x40 : 0);
  return (high << 25) | (rs1 << 15) | (operation << 12) | (low << 7) | OP.branch;
}
