/**
 * That the runner sees what it is there to see: one wrong bit, a board that breaks down, a board that cannot run.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import type { Board } from "./board.ts";
import { nodeProgram } from "./boards/node-program.ts";
import { referenceBoard } from "./boards/reference.ts";
import { wasmBoard } from "./boards/wasm.ts";
import type { Case } from "./cases/case.ts";
import { spiking } from "./cases/neurons.ts";
import { firstDifference, formatResult, runCases, type CaseResult } from "./runner.ts";

const program = nodeProgram();
const reference = referenceBoard(program);

async function outcomeOn(board: Board, subject: Case = spiking): Promise<CaseResult> {
  const [result] = await runCases({ board, reference, cases: [subject], baud: 115_200 });
  if (result === undefined) throw new Error("no result");
  return result;
}

/** The reference with one spot of its text changed. */
function changed(from: RegExp, to: string): Board {
  const javascript = program.javascript.replace(from, to);
  if (javascript === program.javascript) throw new Error(`nothing matches ${String(from)}`);
  return { ...referenceBoard({ ...program, javascript }), name: "changed" };
}

describe("the runner", () => {
  test("finds that WebAssembly says the same as the reference", async () => {
    const result = await outcomeOn(wasmBoard(program));
    expect(result.outcome).toEqual({ kind: "same" });
    expect(result.bits).toBeGreaterThan(10_000);
    expect(formatResult(result)).toMatch(/^same +wasm: spiking: \d+ answers, \d+ bits/);
  });

  test("finds the first answer that differs in one bit", async () => {
    // The last bit of each membrane potential is flipped on its way out.
    const result = await outcomeOn(changed(/giveF32\(\w+, \w+, answer\w*\);/, "$&\n    result[0] ^= 1;"));
    expect(result.outcome.kind).toBe("different");
    if (result.outcome.kind !== "different") return;
    const { expected, actual } = result.outcome.difference;
    expect(BigInt(`0x${expected}`) ^ BigInt(`0x${actual}`)).toBe(1n << 24n);
    expect(formatResult(result)).toContain(`expected ${expected}`);
  });

  test("reports a program that throws as a failure of the board, with the cause", async () => {
    const result = await outcomeOn(
      changed(/function runRequest\(\) \{/, '$&\n    throw new Error("broken on purpose");'),
    );
    expect(result.outcome.kind).toBe("failed");
    expect(formatResult(result)).toContain("broken on purpose");
  });

  test("reports a board that cannot be started", async () => {
    const board: Board = { ...reference, name: "dead", start: () => Promise.reject(new Error("no power")) };
    expect(formatResult(await outcomeOn(board))).toBe("failed     dead: spiking: no power");
  });

  test("reports a board that cannot run here as skipped, with its reason", async () => {
    const board: Board = { ...reference, name: "absent", unavailable: () => Promise.resolve("it is not installed") };
    expect(formatResult(await outcomeOn(board))).toBe("skipped    absent: spiking: it is not installed");
  });

  test("reports a reference that fails as no fault of the board's answers", async () => {
    const subject: Case = {
      name: "bad case",
      about: "",
      run: () => Promise.reject(new Error("a mistake in the case")),
    };
    expect(formatResult(await outcomeOn(wasmBoard(program), subject))).toContain("the reference itself failed");
  });
});

describe("the comparison", () => {
  const step = (name: string, answer: string) => ({ name, answer });

  test("finds nothing where all is the same", () => {
    expect(firstDifference([step("a", "00")], [step("a", "00")])).toBeNull();
  });

  test("finds an answer that is missing, at either end", () => {
    expect(firstDifference([step("a", "00"), step("b", "01")], [step("a", "00")])).toMatchObject({
      step: 1,
      name: "b",
      actual: "nothing",
    });
    expect(firstDifference([], [step("a", "00")])).toMatchObject({ step: 0, expected: "nothing" });
  });

  test("finds that another thing was asked", () => {
    expect(firstDifference([step("a", "00")], [step("b", "00")])).toMatchObject({ step: 0 });
  });
});
