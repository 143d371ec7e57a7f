/**
 * `npm run fuzz:prover -- --count 20000 --seed 1`: the soundness test of the prover over as many random programs as one
 * has patience for. A program that the prover is wrong about is told with its seed, under which it can be made again.
 *
 * @packageDocumentation
 */
import { parseArgs } from "node:util";
import { duration, Progress } from "../fuzz/progress.ts";
import { Random } from "../fuzz/random.ts";
import { createProgram } from "./programs.ts";
import { checkSoundness } from "./soundness.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const first = Number(values.seed);
const count = Number(values.count);
if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
  process.stderr.write("usage: npm run fuzz:prover -- [--count 20000] [--seed 1] [--json]\n");
  process.exit(2);
}

const progress = new Progress(count);
const tally = { accepted: 0, completed: 0, wrong: 0 };
for (let seed = first; seed < first + count; seed++) {
  const random = new Random(seed);
  const verdict = checkSoundness(createProgram(random), random);
  if (verdict.accepted) tally.accepted++;
  tally.completed += verdict.completed;
  if (verdict.complaint !== null) {
    tally.wrong++;
    progress.clear();
    process.stderr.write(`seed ${seed}: ${verdict.complaint}\n`);
  }
  progress.add(1);
}
progress.clear();
const { accepted, completed, wrong } = tally;
const range = `seeds ${first} to ${first + count - 1} in ${duration(progress.seconds)}`;
const text = `${count} programs, ${accepted} accepted, ${completed} calls run to their end, ${wrong} wrong: ${range}`;
const data = { seed: first, count, ...tally, seconds: Math.round(progress.seconds) };
process.stdout.write(values.json ? `${JSON.stringify(data)}\n` : `${text}\n`);
process.exitCode = wrong === 0 ? 0 : 1;
