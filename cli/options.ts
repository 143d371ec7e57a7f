/**
 * Options that several commands share, each checked where it is read.
 *
 * @packageDocumentation
 */
import { InvalidArgumentError, Option } from "commander";
import type { Settings } from "../codegen/src/compile.ts";

/** `--baud <rate>`; without a standard, what is not given is undefined. */
export function baudOption(standard?: number): Option {
  const option = new Option("--baud <rate>", "baud rate of the line").argParser((text) =>
    wholeNumber(text, 1_200, 12_000_000),
  );
  return standard === undefined ? option : option.default(standard);
}

/** An option in whole milliseconds, 1 to one hour. */
export function millisecondsOption(flags: string, description: string, standard: number): Option {
  return new Option(flags, description).default(standard).argParser((text) => wholeNumber(text, 1, 3_600_000));
}

/** Reads a whole number between two bounds, or refuses the option with a sentence. */
export function wholeNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
}

/** Reads a number, of at least so much, or refuses the option with a sentence. */
export function numberFrom(text: string, least = -Infinity): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(Math.fround(value)) && value >= least) return value;
  throw new InvalidArgumentError(least === -Infinity ? "Give a number." : `Give a number, ${least} or more.`);
}

/** `--set <name=value>`, which may be given again and again. */
export function settingsOption(): Option {
  return new Option("--set <name=value>", "value of an option of the program; repeat it for others")
    .default({}, "as the source says")
    .argParser((text: string, before: Settings) => {
      const [, name, value] = /^([^=]+)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
      if (name === undefined) throw new InvalidArgumentError("Give a name and a whole number: CAPACITY=256.");
      return { ...before, [name]: Number(value) };
    });
}

/** A command was stopped by Ctrl-C; the signal's reason then. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/** A signal that Ctrl-C fires, until it is disposed of; a second Ctrl-C ends the process as usual. */
export function interruptSignal(): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(new InterruptedError("interrupted"));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
