/**
 * What every command shares: where lines go, colour, tables, progress, and exit codes.
 *
 * Results go to standard output and can be piped; progress and errors go to standard error. Progress is
 * drawn only on a terminal. Commands get a `Terminal` and never touch `process`, so tests can run them whole.
 *
 * @packageDocumentation
 */
import Table from "cli-table3";
import { Presets, SingleBar } from "cli-progress";
import colors from "picocolors";

/** Exit codes; stable, for scripts. */
export const EXIT = {
  ok: 0,
  /** The work ran and its answer is no: diagnostics in a source, a bit that differs. */
  failed: 1,
  /** The command line or a file that it names is wrong. */
  usage: 2,
  /** A port, a board or a tool is missing, silent or broken. */
  device: 3,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A bar that shows how far a long work is. */
export interface Progress {
  /** Shows that `done` units are done; `note` stands behind the bar. */
  update(done: number, note: string): void;
  /** Removes the bar. */
  stop(): void;
}

/** Colour functions, with or without effect. */
export type Colors = ReturnType<typeof colors.createColors>;

/** What a command may do to the terminal. */
export interface Terminal {
  /** One line of result. */
  print(line: string): void;
  /** One line about the work, or of an error. */
  report(line: string): void;
  /** A bar over `total` units with rate and time left, from its first update on; silent without a terminal. */
  progress(total: number, unit: string): Progress;
  /** Lines in the place of those drawn before, on a terminal; elsewhere one after the other. */
  redraw(lines: readonly string[]): void;
  /** Colour functions, without effect where colour is not wanted. */
  readonly colors: Colors;
}

/** The terminal of this process. Colour follows NO_COLOR, FORCE_COLOR and whether output is a terminal. */
export function processTerminal(): Terminal {
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    report: (line) => process.stderr.write(`${line}\n`),
    progress: (total, unit) => (process.stderr.isTTY ? drawnProgress(total, unit) : silentProgress),
    redraw: redrawer(),
    colors,
  };
}

/** Rows under a head, columns aligned, without vertical rules; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const isNumeric = (column: number): boolean =>
    rows.every((row) => /^[\d,.]*( .?.?B| ms| %)?$/.test(String(row[column])));
  const drawing = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (rows.length > 0 && isNumeric(column) ? "right" : "left")),
    chars: NO_RULES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  drawing.push(...rows.map((row) => row.map(String)));
  return drawing
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** `12,345`, whatever the locale of the machine. */
export function thousands(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

const NO_RULES = Object.fromEntries(
  [
    ..."top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right".split(" "),
    ..."left left-mid mid mid-mid right right-mid middle".split(" "),
  ].map((name) => [name, ""]),
);

/** Moves up over the lines drawn before and clears what is left of them; nothing else may be printed in between. */
function redrawer(): Terminal["redraw"] {
  let drawn = 0;
  return (lines) => {
    const { stdout } = process;
    if (stdout.isTTY && drawn > 0) stdout.moveCursor(0, -drawn);
    if (stdout.isTTY) stdout.clearScreenDown();
    stdout.write(lines.map((line) => `${line}\n`).join(""));
    drawn = lines.length;
  };
}

const silentProgress: Progress = { update: () => undefined, stop: () => undefined };

function drawnProgress(total: number, unit: string): Progress {
  const format = `{bar} {value}/{total} ${unit}  {rate}/s  {left}  {note}`;
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true, barsize: 24 }, Presets.rect);
  let begun: number | null = null;
  return {
    update: (done, note) => {
      if (begun === null) {
        begun = performance.now();
        bar.start(total, 0, { note: "", rate: "-", left: "" });
      }
      const seconds = Math.max((performance.now() - begun) / 1000, 1e-3);
      const rate = done / seconds;
      bar.update(done, {
        note,
        rate: rate.toFixed(0),
        left: `${((total - done) / Math.max(rate, 1e-3)).toFixed(0)} s left`,
      });
    },
    stop: () => {
      bar.stop();
    },
  };
}
