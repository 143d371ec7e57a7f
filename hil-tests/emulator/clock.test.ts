/**
 * Emulated time, and the line whose bytes arrive in it.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { EmulatedClock } from "./clock.ts";
import { ReceiveLine } from "./line.ts";

describe("emulated time", () => {
  test("fires alarms in order of time, each at its own time", () => {
    const clock = new EmulatedClock();
    const fired: string[] = [];
    const alarm = (name: string) => clock.createAlarm(() => fired.push(`${name}@${clock.nanos}`));
    alarm("late").schedule(30);
    alarm("early").schedule(10);
    alarm("next").schedule(10);
    clock.advance(20);
    expect(fired).toEqual(["early@10", "next@10"]);
    expect(clock.nanos).toBe(20);
    clock.advance(10);
    expect(fired).toEqual(["early@10", "next@10", "late@30"]);
  });

  test("lets an alarm set itself again, and fires it as often as it falls due", () => {
    const clock = new EmulatedClock();
    let count = 0;
    const alarm = clock.createAlarm(() => {
      count++;
      alarm.schedule(7);
    });
    alarm.schedule(7);
    clock.advance(70);
    expect(count).toBe(10);
  });

  test("knows when nothing is due, so that a sleeper is not woken in vain", () => {
    const clock = new EmulatedClock();
    const alarm = clock.createAlarm(() => undefined);
    expect(clock.nextNanos).toBe(Infinity);
    alarm.schedule(5);
    expect(clock.nextNanos).toBe(5);
    alarm.cancel();
    clock.skipToAlarm();
    expect([clock.nextNanos, clock.nanos]).toEqual([Infinity, 0]);
  });

  test("replaces an alarm that is set twice, and forgets all of them on request", () => {
    const clock = new EmulatedClock();
    let count = 0;
    const alarm = clock.createAlarm(() => count++);
    alarm.schedule(5);
    alarm.schedule(9);
    clock.advance(100);
    expect(count).toBe(1);
    alarm.schedule(1);
    clock.cancelAll();
    clock.advance(100);
    expect(count).toBe(1);
  });
});

describe("the line to the chip", () => {
  const characterNanos = 10e9 / 1_000_000;

  function heard(): { clock: EmulatedClock; line: ReceiveLine; at: number[] } {
    const clock = new EmulatedClock();
    const line = new ReceiveLine(clock, 1_000_000);
    const at: number[] = [];
    line.connect(() => at.push(clock.nanos));
    return { clock, line, at };
  }

  test("brings a byte a character time", () => {
    const { clock, line, at } = heard();
    line.write(new Uint8Array(3));
    clock.advance(10 * characterNanos);
    expect(at).toEqual([1, 2, 3].map((count) => count * characterNanos));
  });

  test("brings the same in whatever pieces it was written, while time stands still between them", () => {
    const { clock, line, at } = heard();
    for (let piece = 0; piece < 3; piece++) {
      line.write(new Uint8Array(1));
      clock.skipToAlarm();
    }
    expect(at).toEqual([1, 2, 3].map((count) => count * characterNanos));
  });

  test("starts anew after a rest", () => {
    const { clock, line, at } = heard();
    line.write(new Uint8Array(1));
    clock.advance(5 * characterNanos);
    line.write(new Uint8Array(1));
    clock.advance(5 * characterNanos);
    expect(at).toEqual([characterNanos, 6 * characterNanos]);
  });

  test("outlives a reset of the chip, which forgets all alarms", () => {
    const { clock, line, at } = heard();
    line.write(new Uint8Array(2));
    clock.advance(characterNanos);
    clock.cancelAll();
    line.resume();
    clock.advance(10 * characterNanos);
    expect(at.length).toBe(2);
    expect(line.pending).toBe(0);
  });
});
