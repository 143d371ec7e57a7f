/**
 * `--timings`: what each stage of the compiler took, as a table or as part of a JSON object.
 *
 * @packageDocumentation
 */
import type { Timings } from "../codegen/src/cli/timings.ts";
import { table, type Terminal } from "./terminal.ts";

/** Shows the table; without timings, nothing. */
export function showTimings(timings: Timings | null, terminal: Terminal): void {
  if (timings === null) return;
  const stages = [...timings.milliseconds];
  const total = stages.reduce((sum, [, ms]) => sum + ms, 0);
  terminal.report(
    table(
      ["stage", "ms"],
      [...stages, ["total", total] as const].map(([name, ms]) => [name, ms.toFixed(1)]),
    ),
  );
}

/** The same as data: milliseconds by stage. */
export function timingsReport(timings: Timings | null): { timings?: Record<string, number> } {
  return timings === null ? {} : { timings: Object.fromEntries(timings.milliseconds) };
}
