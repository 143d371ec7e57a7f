/**
 * Filters, controllers and transforms, against the same mathematics in double precision.
 *
 * @packageDocumentation
 */
import { call, nearly, type Example, type Step } from "./example.ts";
import { randomWords } from "./random.ts";

const POINTS = 64;

const fft: Example = {
  name: "fft",
  steps: [0, 1, 2].flatMap((seed) => {
    const next = randomWords(seed);
    const samples = Array.from({ length: POINTS }, (_, index) =>
      seed === 0
        ? { re: Math.round(20_000 * Math.cos((2 * Math.PI * 5 * index) / POINTS)), im: 0 }
        : { re: q15(), im: q15() },
    );
    function q15(): number {
      return (next() >>> 16) - 32_768;
    }
    return [
      ...samples.map(({ re, im }, index) => call("setSample", [index, re, im])),
      call("transform", []),
      ...samples.flatMap((_, bin) => {
        const { re, im } = exactBin(samples, bin);
        return [nearly("getReal", [bin], re, 4), nearly("getImaginary", [bin], im, 4)];
      }),
    ];
  }),
};

/** One bin of the discrete Fourier transform, over its length, by its definition. */
function exactBin(samples: readonly { re: number; im: number }[], bin: number): { re: number; im: number } {
  let [re, im] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const angle = (-2 * Math.PI * bin * index) / POINTS;
    re += sample.re * Math.cos(angle) - sample.im * Math.sin(angle);
    im += sample.re * Math.sin(angle) + sample.im * Math.cos(angle);
  }
  return { re: re / POINTS, im: im / POINTS };
}

const kalman: Example = { name: "kalman", steps: kalmanSteps() };

function kalmanSteps(): Step[] {
  const [dt, q, r] = [Math.fround(0.1), 0.5, 4];
  const next = randomWords(7);
  const steps = [call("start", [0, 4, 100])];
  let state = { p: 0, v: 0, a: 4, b: 0, c: 100 };
  for (let i = 1; i <= 60; i++) {
    const { p, v, a, b, c } = state;
    const moved = {
      p: p + v * dt,
      v,
      a: a + 2 * dt * b + dt * dt * c + (dt ** 4 / 4) * q,
      b: b + dt * c + (dt ** 3 / 2) * q,
      c: c + dt * dt * q,
    };
    const measured = Math.fround(3 * dt * i + (next() / 2 ** 32 - 0.5) * 4);
    const [k, l] = [moved.a / (moved.a + r), moved.b / (moved.a + r)];
    const innovation = measured - moved.p;
    state = {
      p: moved.p + k * innovation,
      v: moved.v + l * innovation,
      a: moved.a * (1 - k),
      b: moved.b * (1 - k),
      c: moved.c - l * moved.b,
    };
    steps.push(call("predict", [dt, q]), call("correct", [measured, r], 1));
    steps.push(nearly("position", [], state.p, 1e-4), nearly("velocity", [], state.v, 1e-3));
  }
  // The true velocity is 3.
  steps.push(nearly("velocity", [], 3, 0.5));
  return [...steps, call("start", [0, -1, 1]), call("correct", [0, 1], 0), call("correct", [0, NaN], 0)];
}

const pid: Example = { name: "pid", steps: pidSteps() };

/** A motor of first order that the controller brings to its set point, through a time at the limit. */
function pidSteps(): Step[] {
  const [dt, set] = [Math.fround(0.05), 2];
  const gains = { p: 2, i: 1.5, d: Math.fround(0.1) };
  const steps = [call("tune", [gains.p, gains.i, gains.d]), call("restart", [3, -3])];
  let [sum, last, speed] = [0, 0, 0];
  for (let i = 0; i < 200; i++) {
    const measured = Math.fround(speed);
    const error = set - measured;
    const rate = i === 0 ? 0 : (measured - last) / dt;
    const wanted = gains.p * error + sum + gains.i * error * dt - gains.d * rate;
    const output = Math.min(Math.max(wanted, -3), 3);
    if (output === wanted) sum += gains.i * error * dt;
    last = measured;
    steps.push(nearly("step", [set, measured, dt], output, 1e-4));
    speed = measured + (output - measured) * dt;
  }
  if (Math.abs(speed - set) > 0.02) throw new Error(`the motor of the test runs at ${speed}`);
  return steps;
}

/** Programs that compute with rounding, known from double precision. */
export const CONTROL: readonly Example[] = [fft, kalman, pid];
