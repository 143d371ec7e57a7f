/**
 * `ganglion call [method] [arguments...]`: calls any method of any board, by its name.
 *
 * The board tells its methods, so this works for programs that this package knows nothing of. Without a method it lists
 * them.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import type { Dictionary, WireMethod, WireType, WireValue } from "../host-tools/rpc/dictionary.ts";
import { type ExitCode, EXIT, table, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { type BoardOptions, withAnyBoard, withBoardOptions } from "./with-board.ts";

const EXAMPLES = `
Each argument is JSON: 3, true, '[0.5, 1]', '{"x": 1, "y": 2}'. Numbers of 64 bits are written like others.

Examples:
  ganglion call
  ganglion call describe
  ganglion call insert '[0.1, 0.7, 0.2]'
  ganglion call search '[0.1, 0.7, 0.2]' 4 --json`;

/** Adds the command. */
export function addCall(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("call"))
    .description("call a method of a board by its name; without one, list its methods")
    .argument("[method]", "the method's name")
    .argument("[arguments...]", "its arguments as JSON, in order")
    .option("--json", "the result, or the list, as one line of JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (method: string | undefined, values: string[], options: BoardOptions) => {
      await withAnyBoard(options, async (client, limits) => {
        if (method === undefined) {
          listMethods(client.dictionary, options, terminal);
          return;
        }
        const wanted = methodNamed(client.dictionary, method);
        const result = await client.callByName(wanted.name, argumentsOf(wanted, values), limits);
        terminal.print(asJson(result ?? null, options.json ? 0 : 2));
      });
      finish(EXIT.ok);
    });
}

function listMethods({ methods }: Dictionary, { json }: BoardOptions, terminal: Terminal): void {
  if (json) {
    terminal.print(JSON.stringify({ methods }));
    return;
  }
  const rows = methods.map((method) => [method.number, signatureOf(method), method.doc ?? ""]);
  terminal.print(table(["number", "method", "what it does"], rows));
}

function methodNamed({ methods }: Dictionary, name: string): WireMethod {
  const method = methods.find((each) => each.name === name);
  if (method !== undefined) return method;
  throw new UsageError(`the board has no method ${name}`, "`ganglion call` lists its methods.");
}

/** The arguments as the types want them. */
function argumentsOf(method: WireMethod, texts: readonly string[]): readonly unknown[] {
  if (texts.length !== method.arguments.length) {
    const problem = `${method.name} takes ${method.arguments.length} arguments, and ${texts.length} are given`;
    throw new UsageError(problem, `Call it as ${signatureOf(method)}.`);
  }
  return method.arguments.map((argument, i) => withBigints(parsed(argument, texts[i] ?? ""), argument.type));
}

function parsed({ name }: WireValue, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${name} is no JSON: ${text}`, "Write numbers as 0.5, lists as '[1, 2]', in quotes.");
  }
}

/** JSON has no numbers of 64 bits: they are made of what stands there. */
function withBigints(value: unknown, type: WireType): unknown {
  if (type === "i64" || type === "u64") {
    return typeof value === "number" || typeof value === "string" ? wide(value) : value;
  }
  if (typeof type === "string" || typeof value !== "object" || value === null) return value;
  if ("fields" in type) {
    const given = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(type.fields.map((field) => [field.name, withBigints(given[field.name], field.type)]));
  }
  return Array.isArray(value) ? value.map((each) => withBigints(each, type[0])) : value;
}

/** What is no whole number stays as it is, for the packing to refuse it by name. */
function wide(value: number | string): unknown {
  return /^-?\d+$/.test(String(value)) ? BigInt(value) : value;
}

function signatureOf({ name, arguments: taken, results }: WireMethod): string {
  const list = (values: readonly WireValue[]): string =>
    values.map((value) => `${value.name} ${typeName(value.type)}`.trim()).join(", ");
  return `${name}(${list(taken)})${results.length === 0 ? "" : ` -> ${list(results)}`}`;
}

function typeName(type: WireType): string {
  if (typeof type === "string") return type;
  if ("fields" in type) return type.name;
  return `${typeName(type[0])}[${type[2] === undefined ? "" : "up to "}${type[1]}]`;
}

function asJson(value: unknown, indent: number): string {
  const plain = (_: string, each: unknown): unknown => {
    if (typeof each === "bigint") return String(each);
    return ArrayBuffer.isView(each) && !(each instanceof DataView)
      ? Array.from(each as unknown as ArrayLike<unknown>)
      : each;
  };
  return JSON.stringify(value, plain, indent);
}
