/**
 * `npm run fuzz:prover -- --count 20000 --seed 1`: the soundness test of the prover over as many random programs as one
 * has patience for. A program that the prover is wrong about is told with its seed, under which it can be made again.
 *
 * @packageDocumentation
 */
import { parseArgs } from "node:util";
import { Random } from "../fuzz/random.ts";
import { createProgram } from "./programs.ts";
import { checkSoundness } from "./soundness.ts";

const { values } = parseArgs({
  options: { count: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const first = Number(values.seed);
const count = Number(values.count);
if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
  process.stderr.write("usage: npm run fuzz:prover -- [--count 20000] [--seed 1]\n");
  process.exit(2);
}

/** A line after so many programs. */
const PROGRESS = 500;

let accepted = 0;
let completed = 0;
let wrong = 0;
for (let seed = first; seed < first + count; seed++) {
  const random = new Random(seed);
  const verdict = checkSoundness(createProgram(random), random);
  if (verdict.accepted) accepted++;
  completed += verdict.completed;
  if (verdict.complaint !== null) {
    wrong++;
    process.stdout.write(`seed ${seed}: ${verdict.complaint}\n`);
  }
  const done = seed - first + 1;
  if (done % PROGRESS === 0 || done === count) {
    process.stdout.write(
      `${done} programs, ${accepted} accepted, ${completed} calls run to their end, ${wrong} wrong\n`,
    );
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
