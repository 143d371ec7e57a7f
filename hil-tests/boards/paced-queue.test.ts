/**
 * That a paced queue keeps to the rate of its line.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PacedQueue } from "./paced-queue.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

describe("a paced queue", () => {
  test("delivers no faster than the line, in order, and everything", () => {
    const delivered: number[] = [];
    const queue = new PacedQueue(10_000, (bytes) => delivered.push(...bytes));
    queue.write(Uint8Array.of(1, 2, 3));
    queue.write(Uint8Array.of(4, 5));
    vi.advanceTimersByTime(2);
    expect(delivered).toEqual([1, 2]);
    vi.advanceTimersByTime(100);
    expect(delivered).toEqual([1, 2, 3, 4, 5]);
  });

  test("keeps its rate over a long time", () => {
    let count = 0;
    const queue = new PacedQueue(921_600, (bytes) => (count += bytes.length));
    queue.write(new Uint8Array(200_000));
    vi.advanceTimersByTime(1000);
    expect(Math.abs(count - 92_160)).toBeLessThan(200);
  });

  test("does not save up time while it is empty", () => {
    let count = 0;
    const queue = new PacedQueue(10_000, (bytes) => (count += bytes.length));
    queue.write(new Uint8Array(1));
    vi.advanceTimersByTime(1000);
    queue.write(new Uint8Array(50));
    vi.advanceTimersByTime(10);
    expect(count).toBeGreaterThan(8);
    expect(count).toBeLessThan(13);
  });

  test("delivers nothing after it was stopped", () => {
    let count = 0;
    const queue = new PacedQueue(10_000, (bytes) => (count += bytes.length));
    queue.write(new Uint8Array(50));
    queue.stop();
    queue.write(new Uint8Array(50));
    vi.advanceTimersByTime(1000);
    expect(count).toBe(0);
  });

  test("holds back what the line has carried, in order, for as long as it is told", () => {
    const delivered: number[] = [];
    const queue = new PacedQueue(10_000, (bytes) => delivered.push(...bytes), 16);
    queue.write(Uint8Array.of(1, 2, 3));
    vi.advanceTimersByTime(16);
    expect(delivered).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(delivered).toEqual([1]);
    vi.advanceTimersByTime(2);
    expect(delivered).toEqual([1, 2, 3]);
    queue.write(Uint8Array.of(4));
    vi.advanceTimersByTime(5);
    queue.stop();
    vi.advanceTimersByTime(100);
    expect(delivered).toEqual([1, 2, 3]);
  });
});
