/**
 * Versions, from this package's package.json wherever the code runs from (sources or dist/).
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../targets/package-folder.ts";

/** `1.2.3`, as package.json has it. */
export function version(): string {
  const { version } = manifest();
  if (typeof version === "string") return version;
  throw new Error("package.json has no version");
}

/** The version of a dependency that this package is developed and tested with. */
export function dependencyVersion(name: string): string {
  const { dependencies, devDependencies } = manifest();
  const found = Object.entries({ ...asObject(dependencies), ...asObject(devDependencies) }).find(
    ([key]) => key === name,
  );
  if (typeof found?.[1] === "string") return found[1];
  throw new Error(`package.json has no dependency ${name}`);
}

function manifest(): Readonly<Record<string, unknown>> {
  return asObject(JSON.parse(readFileSync(join(packageFolder("."), "package.json"), "utf8")));
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
