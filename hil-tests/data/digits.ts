/**
 * Reads the handwritten digits of this folder; what they are and whose, its README.md tells.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Digit, parseDigits } from "../../host-tools/demo/digits.ts";
import { packageFolder } from "../../targets/package-folder.ts";

/** All 1797 digits, in the order of the file. */
export async function readDigits(): Promise<Digit[]> {
  const folder = packageFolder("hil-tests/data");
  const [rows, labels] = await Promise.all([
    readFile(join(folder, "digits16.f32")),
    readFile(join(folder, "digits16.lab")),
  ]);
  return parseDigits(rows, labels);
}
