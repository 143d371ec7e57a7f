/**
 * A plugin for Vitest and Vite: `import "./firmware-src/core.ts"` runs the reference semantics of the language and
 * not those of plain JavaScript.
 *
 * ```ts
 * import { ganglion } from "ganglion/vitest";
 * export default defineConfig({ plugins: [ganglion()] });
 * ```
 *
 * @packageDocumentation
 */
import type { SourceMap } from "../print/source-map.ts";
import { compileFirmwareModule, DEFAULT_INCLUDE, isFirmwareModule } from "./firmware-module.ts";

/** What the plugin can be told. */
export interface FirmwarePluginOptions {
  /** Which TypeScript files are firmware, by absolute path with `/`. Default: all below a folder `firmware-src`. */
  readonly include?: RegExp;
}

/** The part of Vite's plugin interface that is used; so Vite need not be installed where it is not wanted. */
export interface FirmwarePlugin {
  readonly name: string;
  readonly enforce: "pre";
  readonly load: (id: string) => { code: string; map: SourceMap } | null;
}

/** Compiles the firmware sources that tests import. */
export function ganglion(options: FirmwarePluginOptions = {}): FirmwarePlugin {
  const { include = DEFAULT_INCLUDE } = options;
  return {
    name: "ganglion",
    enforce: "pre",
    load: (id) => {
      const path = id.split("?")[0] ?? id;
      if (!isFirmwareModule(path, include)) return null;
      const { javascript, map } = compileFirmwareModule(path);
      return { code: javascript, map };
    },
  };
}
