/**
 * What the demo prints: one query's spikes, then the figures. Pure; the command prints the lines.
 *
 * @packageDocumentation
 */
import { DIGIT_QUERY, type Digit } from "../host-tools/demo/digits.ts";
import type { AnsweredDigit, DemoReport } from "../hil-tests/demo.ts";
import { type Colors, thousands } from "./terminal.ts";

/** Clock of the emulated RP2040. */
const CHIP_MHZ = 125;

/** The report as lines for a terminal. */
export function demoLines(report: DemoReport, prototypes: readonly Digit[], paint: Colors): string[] {
  return ["", ...rasterLines(mostTelling(report.answers), prototypes, paint), "", ...figureLines(report, paint)];
}

/** The answer with the most neurons that fired and still with a silent one; it shows most. */
function mostTelling(answers: readonly AnsweredDigit[]): AnsweredDigit | undefined {
  const fired = ({ answer }: AnsweredDigit): number =>
    answer.neighbours.filter(({ index }) => answer.raster.some((word) => ((word >>> index) & 1) === 1)).length;
  const telling = answers.filter((answer) => answer.voted === answer.label && fired(answer) < DIGIT_QUERY.k);
  return telling.toSorted((a, b) => fired(b) - fired(a))[0] ?? answers[0];
}

function rasterLines(shown: AnsweredDigit | undefined, prototypes: readonly Digit[], paint: Colors): string[] {
  if (shown === undefined) return [];
  const { neighbours, raster } = shown.answer;
  const time = `${raster.length} ticks of ${DIGIT_QUERY.dt} ms`;
  return [
    `A ${shown.label} was asked for; the spikes vote ${shown.voted ?? "for nothing"}. ${time}:`,
    "",
    paint.dim("  neuron  stored  spikes    squared distance"),
    ...neighbours.map(({ index, distance }) => {
      const marks = [...raster].map((word) => (((word >>> index) & 1) === 1 ? "|" : ".")).join("");
      const label = prototypes[index]?.label ?? "?";
      const row = `  ${String(index).padStart(6)}  ${`a ${label}`.padEnd(6)}  ${marks.padEnd(8)}  ${distance.toFixed(0).padStart(8)}`;
      return label === shown.label ? paint.green(row) : row;
    }),
  ];
}

function figureLines(report: DemoReport, paint: Colors): string[] {
  const { answers, bytesPerQuery, cycles, emulatedNs, differingBits, comparedBits } = report;
  const count = answers.length;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows: [string, string][] = [
    [
      "accuracy",
      `${percent(report.spikeAccuracy)} by spikes, ${percent(report.nearestAccuracy)} by the nearest prototype (${count} digits)`,
    ],
    [
      "line",
      `${bytesPerQuery.toBoard.toFixed(1)} bytes to the board and ${bytesPerQuery.fromBoard.toFixed(1)} back per query`,
    ],
  ];
  if (cycles !== null && cycles.length > 0) rows.push(["processor", cycleLine(cycles)]);
  if (emulatedNs !== null) {
    rows.push(["board time", `${(emulatedNs / count / 1e6).toFixed(2)} ms per query, line included`]);
  }
  rows.push(["this run", `${(report.wallMs / 1000).toFixed(1)} s for ${count} queries`]);
  const verdict = `${thousands(differingBits)} of ${thousands(comparedBits)} bits differ from the reference`;
  rows.push(["compared", differingBits === 0 ? paint.green(verdict) : paint.red(verdict)]);
  return rows.map(([name, value]) => `${name.padEnd(12)}${value}`);
}

function cycleLine(cycles: readonly number[]): string {
  const mean = cycles.reduce((sum, one) => sum + one, 0) / cycles.length;
  return `${thousands(mean)} cycles per query, ${(mean / CHIP_MHZ / 1000).toFixed(2)} ms at ${CHIP_MHZ} MHz`;
}
