/**
 * The board `reference`: the program as JavaScript, with every index checked. What it answers is right by definition.
 *
 * @packageDocumentation
 */
import type { BoardExterns } from "../../host-tools/transport/in-process.ts";
import type { Board } from "../board.ts";
import { asBoardProgram, startInProcess } from "./in-process-board.ts";
import type { NodeProgram } from "./node-program.ts";

/** The simulated reference. */
export function referenceBoard({ javascript, buildId }: Pick<NodeProgram, "javascript" | "buildId">): Board {
  let loading: Promise<Instantiate> | null = null;
  return {
    name: "reference",
    unavailable: () => Promise.resolve(null),
    start: async () => {
      const instantiate = await (loading ??= load(javascript));
      return startInProcess({
        name: "reference",
        chip: 0,
        buildId,
        instantiate: (board) => asBoardProgram(instantiate({ board })),
      });
    },
  };
}

type Instantiate = (externs: { readonly board: BoardExterns }) => object;

/** The module is loaded from its text: it belongs to no file. Each call of its one export is a fresh board. */
async function load(javascript: string): Promise<Instantiate> {
  // A data: URL has no folder, in which a source map could be looked for.
  const script = javascript.replace(/^\/\/# sourceMappingURL=.*$/m, "");
  const url = `data:text/javascript,${encodeURIComponent(script)}`;
  const module: unknown = await import(/* @vite-ignore */ url);
  if (isProgramModule(module)) return module.instantiate;
  throw new Error("reference: the compiled program exports no instantiate");
}

function isProgramModule(module: unknown): module is { readonly instantiate: Instantiate } {
  return typeof module === "object" && module !== null && "instantiate" in module;
}
