/**
 * Every case on every board, compared with the reference bit by bit.
 *
 * @packageDocumentation
 */
import { afterAll, describe, expect, test } from "vitest";
import { boardsOf } from "./boards/boards.ts";
import { nodeProgram, removeBuilds } from "./boards/node-program.ts";
import { referenceBoard } from "./boards/reference.ts";
import { CASES } from "./cases/cases.ts";
import { formatResult, runCases } from "./runner.ts";

const program = nodeProgram();
const reference = referenceBoard(program);

afterAll(removeBuilds);

describe.for(boardsOf(program))("$name", (board) => {
  test.for(CASES)("$name: $about", async (subject) => {
    const [result] = await runCases({ board, reference, cases: [subject], baud: 921_600 });
    if (result === undefined) throw new Error("no result");
    expect(result.outcome.kind, formatResult(result)).toBe("same");
    expect(result.steps).toBeGreaterThan(0);
  });
});
