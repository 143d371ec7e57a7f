/**
 * Commands that run once, or with `--watch` again after every change of a file that they read, until Ctrl-C.
 *
 * @packageDocumentation
 */
import { readText } from "../codegen/src/cli/build.ts";
import { watchFiles, type Watched } from "../codegen/src/cli/watch.ts";
import { explainFailure, isMendable } from "./failure.ts";
import { interruptSignal } from "./options.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** One run of a command. */
export type Round = (files: Watched) => ExitCode | Promise<ExitCode>;

/**
 * Runs a command once and gives its exit code; or, to watch, in rounds that each end with the time that they took. What
 * is wrong with files is told in every round but the first, where it is a wrong command line.
 */
export async function runRounds(round: Round, watch: boolean, terminal: Terminal): Promise<ExitCode> {
  if (!watch) return await round({ read: readText, look: () => undefined });
  const { signal, dispose } = interruptSignal();
  let isFirst = true;
  const timedRound = async (files: Watched): Promise<void> => {
    const start = performance.now();
    try {
      await round(files);
    } catch (error) {
      if (isFirst || !isMendable(error)) throw error;
      explainFailure(error, terminal);
    }
    isFirst = false;
    const milliseconds = (performance.now() - start).toFixed(0);
    const clock = new Date().toTimeString().slice(0, 8);
    terminal.report(terminal.colors.dim(`${clock}  ${milliseconds} ms; waiting for a change`));
  };
  try {
    return await watchFiles(timedRound, { signal });
  } finally {
    dispose();
  }
}
