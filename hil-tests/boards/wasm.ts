/**
 * The board `wasm`: the program as WebAssembly, in this process. It needs nothing installed.
 *
 * @packageDocumentation
 */
import type { BoardExterns } from "../../host-tools/transport/in-process.ts";
import type { Board } from "../board.ts";
import { asBoardProgram, startInProcess } from "./in-process-board.ts";
import type { NodeProgram } from "./node-program.ts";

/** The program as WebAssembly. */
export function wasmBoard({ wasm, buildId }: Pick<NodeProgram, "wasm" | "buildId">): Board {
  let module: Promise<object> | null = null;
  return {
    name: "wasm",
    unavailable: () => Promise.resolve(null),
    start: async () => {
      const loaded = await (module ??= wasm().then((binary) => new WebAssembly.Module(binary)));
      const instantiate = (board: BoardExterns): object => new WebAssembly.Instance(loaded, { board }).exports;
      return startInProcess({
        name: "wasm",
        chip: 1,
        buildId,
        instantiate: (board) => asBoardProgram(instantiate(board)),
      });
    },
  };
}

/** What is used here of the engine's own WebAssembly, whose types come only with the DOM's. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports: { readonly board: BoardExterns }) => { readonly exports: object };
};
