/**
 * `ganglion rpc <entry>`: the two ends of a wire from one set of functions.
 *
 * It writes what it makes beside the sources and into the host's program, to be committed and read like them. The
 * dictionary file is the memory of what was promised: a method that is in it must not change.
 *
 * @packageDocumentation
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Command } from "commander";
import { entryPath, readText, writeOutput } from "../codegen/src/cli/build.ts";
import { readProgram } from "../codegen/src/front-end.ts";
import { brokenPromises, type Dictionary, type RpcOutputs, toRpc } from "../codegen/src/to-rpc/to-rpc.ts";
import { reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** The options of the command. */
export interface RpcOptions {
  readonly client?: string;
  readonly dictionary?: string;
  readonly page?: string;
  readonly examples?: string;
  readonly runtime?: string;
  readonly wire?: string;
  readonly check?: true;
  readonly json?: true;
}

/** A file and the text that it shall have. */
type Output = readonly [file: string, text: string];

const EXAMPLES = `
A function becomes a method by the tag @rpc and a number in its doc comment; docs/rpc.md tells the rest.

Examples:
  ganglion rpc src/methods.ts --client host/methods-client.rpc.ts --dictionary src/methods.rpc.json
  ganglion rpc src/methods.ts --client host/methods-client.rpc.ts --dictionary src/methods.rpc.json --check`;

/** Adds the command. */
export function addRpc(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("rpc")
    .description("make the board's dispatcher and the host's client of the functions tagged @rpc")
    .argument("<entry>", "the module with the methods; <entry>.rpc.ts is written beside it")
    .option("--client <file.ts>", "the host's typed client")
    .option("--dictionary <file.json>", "names, numbers and types; what it promised before must stay")
    .option("--page <file.md>", "the reference page")
    .option("--examples <file.json>", "an example of each message, as values and as bytes")
    .option("--runtime <module>", "what the client imports its runtime from", "ganglion/rpc")
    .option("--wire <folder>", "where the dispatcher finds bytes.ts, outcome.ts and refusals.ts", "./wire")
    .option("--check", "write nothing; fail if a file is not what it should be")
    .option("--json", "one JSON object with diagnostics and files")
    .addHelpText("after", EXAMPLES)
    .action(async (entry: string, options: RpcOptions) => {
      finish(await makeRpc(entry, options, terminal));
    });
}

/** What the command does. */
export async function makeRpc(entry: string, options: RpcOptions, terminal: Terminal): Promise<ExitCode> {
  const path = entryPath(entry);
  const { program, diagnostics, sources } = readProgram({ read: readText }, path);
  if (program === null) {
    const found = { diagnostics, sources };
    if (options.json) terminal.print(JSON.stringify({ ok: false, diagnostics: reportDiagnostics(found) }));
    else showDiagnostics(found, terminal);
    return EXIT.failed;
  }
  const dispatcher = path.replace(/\.ts$/, ".rpc.ts");
  const before = readText(dispatcher) ?? "";
  const made = toRpc({
    program,
    compress: (bytes) => compressed(bytes, before),
    ...(options.wire === undefined ? {} : { wireFolder: options.wire }),
    ...(options.runtime === undefined ? {} : { runtimeSpecifier: options.runtime }),
    ...(existsSync(join(dirname(path), "lib/types.ts")) ? { typesSpecifier: "./lib/types.ts" } : {}),
  });
  if (made === null) {
    throw new UsageError(`${entry} has no methods`, "Tag a function that it exports: `@rpc 1` in its doc comment.");
  }
  const broken = promisesBroken(made, options.dictionary);
  if (broken.length > 0) return refuse(broken, options, terminal);
  return options.check
    ? checkFiles(outputsOf(made, dispatcher, options), options, terminal)
    : await writeFiles(outputsOf(made, dispatcher, options), options, terminal);
}

function outputsOf(made: RpcOutputs, dispatcher: string, options: RpcOptions): readonly Output[] {
  const json = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;
  return [
    [dispatcher, made.dispatcher],
    ...(options.client === undefined ? [] : [[options.client, made.client] as const]),
    ...(options.dictionary === undefined ? [] : [[options.dictionary, json(made.dictionary)] as const]),
    ...(options.page === undefined ? [] : [[options.page, made.page] as const]),
    ...(options.examples === undefined ? [] : [[options.examples, json(made.examples)] as const]),
  ];
}

/**
 * Compresses the dictionary. Releases of zlib differ in what they make of the same text; so as long as what is there
 * already says the same, it stays.
 */
function compressed(bytes: Uint8Array, before: string): Uint8Array {
  const [, list = ""] = /const DICTIONARY = new Uint8Array\(\[([\d,\s]*)\]\)/.exec(before) ?? [];
  const old = Uint8Array.from(
    list
      .split(",")
      .filter((item) => item.trim() !== "")
      .map(Number),
  );
  try {
    if (old.length > 0 && inflateRawSync(old).equals(bytes)) return old;
  } catch {
    // What is there is no dictionary: it is made anew.
  }
  return deflateRawSync(bytes, { level: 9 });
}

function promisesBroken({ dictionary }: RpcOutputs, file: string | undefined): readonly string[] {
  const text = file === undefined ? null : readText(file);
  return text === null ? [] : brokenPromises(JSON.parse(text) as Dictionary, dictionary);
}

function refuse(broken: readonly string[], { dictionary, json }: RpcOptions, terminal: Terminal): ExitCode {
  const remedy = `Give what is new a new number, and leave the old method as it was. If no board has it yet, delete ${dictionary ?? ""} first.`;
  if (json) terminal.print(JSON.stringify({ ok: false, broken, remedy }));
  else for (const line of [...broken, remedy]) terminal.report(line);
  return EXIT.failed;
}

async function writeFiles(outputs: readonly Output[], { json }: RpcOptions, terminal: Terminal): Promise<ExitCode> {
  for (const [file, text] of outputs) await writeOutput(file, text);
  if (json) terminal.print(JSON.stringify({ ok: true, files: outputs.map(([file]) => file) }));
  else for (const [file] of outputs) terminal.print(file);
  return EXIT.ok;
}

function checkFiles(outputs: readonly Output[], { json }: RpcOptions, terminal: Terminal): ExitCode {
  const stale = outputs.filter(([file, text]) => readText(file) !== text).map(([file]) => file);
  if (json) terminal.print(JSON.stringify({ ok: stale.length === 0, stale }));
  else if (stale.length === 0) terminal.print(`${outputs.length} files are as they should be`);
  else for (const file of stale) terminal.report(`${file} is not what the methods say; run this without --check`);
  return stale.length === 0 ? EXIT.ok : EXIT.failed;
}
