/**
 * From a program's methods to everything that both ends of a wire need: the dispatcher for the board, the client for
 * hosts, the dictionary, the reference page, and messages for tests, all of one schema, so they cannot drift.
 *
 * Pure. The dispatcher is source of the language again, beside the module that it is made from; so it is compiled with
 * the program that includes it, and a person can read what a board does with a request.
 *
 * @packageDocumentation
 */
import type { Program } from "../ir/ir.ts";
import { lastSegment } from "../print/names.ts";
import { writeClient } from "./client.ts";
import { type Dictionary, dictionaryOf } from "./dictionary.ts";
import { writeDispatcher } from "./dispatcher.ts";
import { type ExampleMessages, examplesOf } from "./examples.ts";
import { writeMethodsPage } from "./page.ts";
import { readSchema } from "./read-schema.ts";

export type { Dictionary } from "./dictionary.ts";
export type { ExampleMessages } from "./examples.ts";

/** What to make. */
export interface RpcRequest {
  readonly program: Program;
  /** Compresses the dictionary with raw DEFLATE. */
  readonly compress: (bytes: Uint8Array) => Uint8Array;
  /** The specifier of the folder with the modules `bytes`, `outcome` and `refusals`; `./wire` by default. */
  readonly wireFolder?: string;
  /** The specifier of the vocabulary; that of the package by default. */
  readonly typesSpecifier?: string;
  /** The specifier of the client's runtime; that of the package by default. */
  readonly runtimeSpecifier?: string;
}

/** What both ends need. Null if the program has no method. */
export interface RpcOutputs {
  /** Text of `<entry>.rpc.ts`. */
  readonly dispatcher: string;
  /** Text of the host's client. */
  readonly client: string;
  readonly dictionary: Dictionary;
  /** The reference page, as Markdown. */
  readonly page: string;
  /** An example of a request and a response of each method. */
  readonly examples: ExampleMessages;
}

/** Makes it. The program has no diagnostics: its methods are sound. */
export function toRpc(request: RpcRequest): RpcOutputs | null {
  const { program, compress, wireFolder = "./wire" } = request;
  const { typesSpecifier = "ganglion/types", runtimeSpecifier = "ganglion/rpc" } = request;
  const { schema } = readSchema(program);
  if (schema.methods.length === 0) return null;
  const source = `${lastSegment(program.entry)}.ts`;
  const dictionary = dictionaryOf(schema);
  const dispatcher = writeDispatcher(schema, {
    source,
    specifierOf: (module) => relativeSpecifier(program.entry, module),
    wireSpecifierOf: (name) => `${wireFolder}/${name}.ts`,
    typesSpecifier,
    dictionary: compress(new TextEncoder().encode(JSON.stringify(dictionary))),
  });
  return {
    dispatcher,
    client: writeClient(schema, { source, className: className(program.entry), runtimeSpecifier }),
    dictionary,
    page: writeMethodsPage(source, schema),
    examples: examplesOf(schema),
  };
}

/** What a changed schema breaks: methods of before that are gone or have another signature, one sentence each. */
export function brokenPromises(before: Dictionary, after: Dictionary): readonly string[] {
  return before.methods.flatMap((old) => {
    const now = after.methods.find(({ number }) => number === old.number);
    if (now === undefined) return [`method ${old.number}, \`${old.name}\`, is gone`];
    if (now.hash === old.hash) return [];
    return [`method ${old.number} was \`${old.name}\` with another signature than \`${now.name}\` has now`];
  });
}

/** `methods` gives `MethodsClient`. */
function className(entry: string): string {
  const name = lastSegment(entry).replaceAll(/(?:^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_, first: string) =>
    first.toUpperCase(),
  );
  return `${name}Client`;
}

/** A module as another imports it; both are ids. */
function relativeSpecifier(from: string, to: string): string {
  const folder = from.split("/").slice(0, -1);
  const path = to.split("/");
  while (folder.length > 0 && path.length > 1 && folder[0] === path[0]) {
    folder.shift();
    path.shift();
  }
  return `${folder.length === 0 ? "./" : "../".repeat(folder.length)}${path.join("/")}.ts`;
}
