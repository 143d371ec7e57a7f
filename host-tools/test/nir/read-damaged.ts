/**
 * A program that reads damaged files, each in a thread of its own, and a whole one after each; it prints what came of
 * it.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importNir } from "../../nir/import-nir.ts";
import { NirError } from "../../nir/errors.ts";
import { randomNumbers } from "./random.ts";

const ROUNDS = 30;
const whole = new Uint8Array(readFileSync(join(import.meta.dirname, "data/lif_norse.nir")));
const random = randomNumbers(11);
const counts = { read: 0, refused: 0, wholeRead: 0 };
for (let round = 0; round < ROUNDS; round++) {
  const bytes = whole.slice(0, random() < 0.2 ? Math.floor(random() * whole.length) : whole.length);
  // Most of a file is unused room; what is not zero has a meaning.
  const used = [...bytes.keys()].filter((at) => bytes[at] !== 0);
  for (let times = 0; times < 2; times++) {
    bytes[used[Math.floor(random() * used.length)] ?? 0] = Math.floor(random() * 256);
  }
  try {
    await importNir(bytes);
    counts.read++;
  } catch (error) {
    if (!(error instanceof NirError)) throw error;
    counts.refused++;
  }
  await importNir(whole);
  counts.wholeRead++;
}
process.stdout.write(JSON.stringify(counts));
