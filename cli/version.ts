/**
 * The version of this package, from its package.json wherever the code runs from (sources or dist/).
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../targets/package-folder.ts";

/** `1.2.3`, as package.json has it. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder("."), "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Error("package.json has no version");
}
