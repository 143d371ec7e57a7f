/**
 * Node's module hooks that compile firmware sources; see register.ts.
 *
 * Every other module is left to the next hook: to Node itself or to a loader registered before. Only where
 * none of them knows TypeScript (Node before 22.18, alone) are its types stripped here, so that a script in
 * TypeScript can use firmware without a further tool.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import type { LoadHook } from "node:module";
import { fileURLToPath } from "node:url";
import { compileFirmwareModule, isFirmwareModule, withInlineMap } from "./firmware-module.ts";

/** Compiles a firmware source. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const path = url.startsWith("file:") ? fileURLToPath(url) : "";
  if (isFirmwareModule(path.replaceAll("\\", "/"))) {
    const source = withInlineMap(compileFirmwareModule(path.replaceAll("\\", "/")));
    return { format: "module", source, shortCircuit: true };
  }
  try {
    return await nextLoad(url, context);
  } catch (error) {
    if (!path.endsWith(".ts") || !isUnknownExtension(error)) throw error;
    const { stripTypes } = await import("../parse/strip-types.ts");
    return { format: "module", source: stripTypes(readFileSync(path, "utf8"), path), shortCircuit: true };
  }
};

function isUnknownExtension(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_UNKNOWN_FILE_EXTENSION";
}
