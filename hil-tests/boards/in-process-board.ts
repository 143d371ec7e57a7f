/**
 * Boards that are functions in this process: no line, no time, only the program.
 *
 * @packageDocumentation
 */
import { GanglionError } from "../../host-tools/errors.ts";
import { InProcessTransport, type BoardExterns, type BoardProgram } from "../../host-tools/transport/in-process.ts";
import type { RunningBoard } from "../board.ts";
import { AttachedTransport } from "./attached-transport.ts";

/** What distinguishes one such board from another. */
export interface InProcessBoardOptions {
  readonly name: string;
  readonly chip: number;
  readonly buildId: readonly [number, number];
  readonly instantiate: (externs: BoardExterns) => BoardProgram;
}

/** The program threw: an access out of bounds in the reference, a trap in WebAssembly. */
class BoardProgramError extends GanglionError {
  constructor(board: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super("BOARD_FAULT", `${board} faulted: ${what}`, "The cause's stack names the function.", cause);
  }
}

/** Boots a program. */
export function startInProcess({ name, chip, buildId, instantiate }: InProcessBoardOptions): RunningBoard {
  const inner = new InProcessTransport({
    name,
    chip,
    buildId,
    instantiate: (externs) => guarded(instantiate(externs), (cause) => fail(cause)),
  });
  const transport = new AttachedTransport(inner);
  const fail = (cause: unknown): void => transport.fail(new BoardProgramError(name, cause));
  return {
    transport,
    port: null,
    counters: () => ({
      cycles: null,
      busyCycles: null,
      emulatedNs: null,
      bytesToBoard: inner.bytesToBoard,
      bytesFromBoard: inner.bytesFromBoard,
    }),
    stop: () => transport.close(),
  };
}

/** A poll that throws ends the board, not the event loop that polls it. */
function guarded(program: BoardProgram, onFault: (cause: unknown) => void): BoardProgram {
  return {
    boot: () => program.boot(),
    poll: () => {
      try {
        program.poll();
      } catch (cause) {
        onFault(cause);
      }
    },
  };
}

/** Takes a program's exports for what they must be. */
export function asBoardProgram(exports: object): BoardProgram {
  if (isBoardProgram(exports)) return exports;
  throw new Error("in-process-board: a board's main program exports boot and poll");
}

function isBoardProgram(exports: object): exports is BoardProgram {
  return (
    "boot" in exports && typeof exports.boot === "function" && "poll" in exports && typeof exports.poll === "function"
  );
}
