/**
 * How deep the stack of a linked program can get.
 *
 * There is no recursion and no function pointer in generated C, so the calls are a finite graph and the deepest
 * chain can be added up. Frames of C come from the compiler itself (`-fcallgraph-info=su`), after inlining, with the
 * calls as they are in machine code. What was not compiled here, such as libgcc's arithmetic, is measured in the
 * disassembly: every push and every subtraction from the stack pointer in a function is added up as if all
 * of them happened, which can only be too much.
 *
 * On top of the deepest chain from reset come the interrupts: they have one priority, so one at a time, and the
 * processor pushes registers of its own. A fault is left out: it stops the program.
 *
 * Where a function is in neither source (a C library), its frame is unknown; the report names it, and the total
 * then leaves it out.
 *
 * @packageDocumentation
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Chip, InstructionSet } from "./chip.ts";
import type { Elf } from "./elf.ts";
import { runCompiler } from "./toolchain.ts";

/** How deep the stack can get, in all and below single functions. */
export interface StackReport {
  /** From reset, with the deepest interrupt on top. */
  readonly totalBytes: number;
  readonly entry: StackChain;
  /** Null on a chip whose program runs without interrupts. */
  readonly interrupt: StackChain | null;
  /** What the processor pushes before a handler runs. */
  readonly interruptFrameBytes: number;
  /** Set aside by the linker script; null where the system gives it. */
  readonly reservedBytes: number | null;
  /** For each function that was asked for. */
  readonly functions: readonly StackChain[];
  /** Functions whose frames nobody knows; empty if the figures are complete. */
  readonly unknown: readonly string[];
}

/** The deepest chain of calls that begins at a function. */
export interface StackChain {
  readonly name: string;
  readonly bytes: number;
  /** The functions on the way, this one first. */
  readonly chain: readonly string[];
}

/** What to measure. */
export interface StackRequest {
  readonly chip: Chip;
  /** The folder of a build with `callGraph`. */
  readonly outDir: string;
  readonly program: string;
  readonly elf: Elf;
  /** C names of the functions whose depth is wanted; those that the linker dropped are left out. */
  readonly functions: readonly string[];
}

/** Adds up the deepest chains of a built program. Rejects as `buildFirmware` does. */
export async function measureStack(request: StackRequest): Promise<StackReport> {
  const { chip, outDir, program, elf, functions } = request;
  const facts = chip.stack;
  const frames = parseCallGraph(await readCallGraphs(join(outDir, "object")));
  if (facts.instructionSet !== null) {
    const tool = { ...chip.compiler, command: chip.compiler.command.replace(/gcc$/, "objdump") };
    const text = await runCompiler(tool, ["-d", "--no-show-raw-insn", `${program}.elf`], outDir);
    addMeasured(frames, parseDisassembly(text, facts.instructionSet), elf);
    leaveOutAbsent(frames, elf);
  }
  const depths = new Depths(frames);
  const entry = depths.of(facts.entry);
  const interrupts = facts.interruptHandlers.map((name) => depths.of(name));
  const interrupt = interrupts.toSorted((a, b) => b.bytes - a.bytes)[0] ?? null;
  const interruptBytes = interrupt === null ? 0 : interrupt.bytes + facts.interruptFrameBytes;
  return {
    totalBytes: entry.bytes + interruptBytes,
    entry,
    interrupt,
    interruptFrameBytes: interrupt === null ? 0 : facts.interruptFrameBytes,
    reservedBytes: chip.memory?.stack.bytes ?? null,
    functions: functions.filter((name) => frames.has(name)).map((name) => depths.of(name)),
    unknown: [...depths.unknown].sort(),
  };
}

/** What a function takes of the stack itself, and whom it calls. */
export interface Frame {
  /** Null if nobody says. */
  readonly bytes: number | null;
  readonly calls: ReadonlySet<string>;
}

/** The texts of all `.ci` files below a folder. */
async function readCallGraphs(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ci")).sort();
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}

/*
 * GCC writes one graph for each file in the language of VCG:
 *
 *   node: { title: "f" label: "f\na.c:3:7\n56 bytes (static)" }
 *   node: { title: "__aeabi_fmul" label: "__aeabi_fmul\n<built-in>" shape : ellipse }
 *   edge: { sourcename: "f" targetname: "__aeabi_fmul" }
 */
const NODE = /^node: \{ title: "([^"]*)"/;
const SIZE = /\\n(\d+) bytes \(([\w,]+)\)/;
const EDGE = /^edge: \{ sourcename: "([^"]*)" targetname: "([^"]*)"/;

/** Reads `.ci` files; a frame whose size depends on the run counts as unknown. */
export function parseCallGraph(text: string): Map<string, Frame> {
  const sizes = new Map<string, number | null>();
  const calls = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const title = NODE.exec(line)?.[1];
    if (title !== undefined) {
      const [, bytes, qualifier] = SIZE.exec(line) ?? [];
      if (bytes !== undefined) sizes.set(title, qualifier === "dynamic" ? null : Number(bytes));
      continue;
    }
    const [, source, target] = EDGE.exec(line) ?? [];
    if (source === undefined || target === undefined) continue;
    calls.set(source, (calls.get(source) ?? new Set()).add(target));
  }
  return new Map([...sizes].map(([name, bytes]) => [name, { bytes, calls: calls.get(name) ?? new Set() }]));
}

/** How instructions that touch the stack or leave the function look, as `objdump` writes them. */
interface Notation {
  /** How much an instruction moves the stack pointer down; 0 for all others. */
  readonly push: (instruction: string) => number;
  /** Jumps and calls; where to, stands in angle brackets behind them. */
  readonly transfer: RegExp;
  /** A call of what is in a register, if no target stands behind it. */
  readonly callOfRegister: RegExp;
  /** After this, control does not go on with the next instruction. */
  readonly end: RegExp;
}

const NOTATIONS: Readonly<Record<InstructionSet, Notation>> = {
  thumb: {
    push: (instruction) => {
      const registers = /^push\s+\{([^}]*)\}/.exec(instruction)?.[1];
      if (registers !== undefined) return 4 * registers.split(",").length;
      return Number(/^sub\s+sp, #(\d+)/.exec(instruction)?.[1] ?? 0);
    },
    transfer: /^b\w*(\.[nw])?\s/,
    callOfRegister: /^blx\s/,
    end: /^(b(\.[nw])?\s|bx\s|pop\s+\{[^}]*pc|udf\s)/,
  },
  riscv: {
    push: (instruction) => Number(/^addi\s+sp,sp,-(\d+)/.exec(instruction)?.[1] ?? 0),
    transfer: /^(j|jal|jr|jalr|b\w+)\s/,
    callOfRegister: /^jalr\s/,
    end: /^(j|jr|ret|mret|ebreak|unimp)\b/,
  },
};

/** Words between functions: constants, and what fills gaps. */
const FILLER = /^(\.\w+|nop|unimp)\b/;

/** A function of the linked program, as its instructions have it. */
export interface MeasuredFrame extends Frame {
  readonly name: string;
  readonly address: number;
}

/** Reads `objdump -d`: `00008054 <f>:` opens a function, `8062: bl 8798 <g>` is an instruction of it. */
export function parseDisassembly(text: string, instructionSet: InstructionSet): MeasuredFrame[] {
  const notation = NOTATIONS[instructionSet];
  const frames: { name: string; address: number; bytes: number; calls: Set<string> }[] = [];
  let goesOn = false;
  for (const line of text.split("\n")) {
    const frame = frames.at(-1);
    const [, start, name] = /^([0-9a-f]+) <([^>]+)>:$/.exec(line) ?? [];
    if (start !== undefined && name !== undefined) {
      // Assembly may run on into the next function.
      if (goesOn) frame?.calls.add(name);
      goesOn = false;
      frames.push({ name, address: parseInt(start, 16), bytes: 0, calls: new Set() });
      continue;
    }
    const instruction = /^\s*[0-9a-f]+:\t(.*)$/.exec(line)?.[1];
    if (frame === undefined || instruction === undefined || FILLER.test(instruction)) continue;
    goesOn = !notation.end.test(instruction);
    frame.bytes += notation.push(instruction);
    for (const callee of calleesOf(instruction, notation)) if (callee !== frame.name) frame.calls.add(callee);
  }
  return frames;
}

function calleesOf(instruction: string, { transfer, callOfRegister }: Notation): string[] {
  if (!transfer.test(instruction)) return [];
  const target = /<([^>+]+)(?:\+0x[0-9a-f]+)?>$/.exec(instruction)?.[1];
  if (target !== undefined) return [target];
  return callOfRegister.test(instruction) ? [INDIRECT] : [];
}

/** What GCC calls a function that is called by its address. */
const INDIRECT = "__indirect_call";

/** Adds what the compiler knows nothing of. One piece of code may have several names. */
function addMeasured(frames: Map<string, Frame>, measured: readonly MeasuredFrame[], elf: Elf): void {
  const byAddress = new Map(measured.map((frame) => [frame.address, frame]));
  for (const frame of measured) if (!frames.has(frame.name)) frames.set(frame.name, frame);
  for (const { name, address } of elf.symbols) {
    const frame = byAddress.get(address);
    if (frame !== undefined && !frames.has(name)) frames.set(name, frame);
  }
}

/** The compiler notes calls which its last passes then do without: what is not linked, nobody calls. */
function leaveOutAbsent(frames: Map<string, Frame>, elf: Elf): void {
  const linked = new Set(elf.symbols.map(({ name }) => name));
  for (const callee of [...frames.values()].flatMap(({ calls }) => [...calls])) {
    const isAbsent = callee !== INDIRECT && !linked.has(plainName(callee));
    if (isAbsent && !frames.has(callee)) frames.set(callee, { bytes: 0, calls: new Set() });
  }
}

/** The deepest chain below each function, found once. */
class Depths {
  readonly unknown = new Set<string>();
  readonly #frames: ReadonlyMap<string, Frame>;
  readonly #known = new Map<string, StackChain>();
  readonly #open = new Set<string>();

  constructor(frames: ReadonlyMap<string, Frame>) {
    this.#frames = frames;
  }

  of(name: string): StackChain {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const frame = this.#frames.get(name);
    // A function that calls itself by some way has no depth that could be added up.
    if (frame === undefined || frame.bytes === null || this.#open.has(name)) {
      this.unknown.add(plainName(name));
      return { name: plainName(name), bytes: 0, chain: [plainName(name)] };
    }
    this.#open.add(name);
    let deepest: StackChain = { name: "", bytes: 0, chain: [] };
    for (const callee of frame.calls) {
      const below = this.of(callee);
      if (below.bytes > deepest.bytes) deepest = below;
    }
    this.#open.delete(name);
    const plain = plainName(name);
    const chain = { name: plain, bytes: frame.bytes + deepest.bytes, chain: [plain, ...deepest.chain] };
    this.#known.set(name, chain);
    return chain;
  }
}

/** The compiler tells static functions apart by their files: `source/search/distance.c:distance_dot`. */
function plainName(title: string): string {
  return title.slice(title.lastIndexOf(":") + 1);
}
