/**
 * Emulated time: nanoseconds that pass only as the chip's instructions and sleeps take them.
 *
 * Our own in place of the emulator library's, because a sleeping chip must be able to ask for the next alarm
 * and be told that there is none, and because alarms of a chip that was reset must not fire in the next one.
 * At 125 MHz a cycle is 8 ns exactly, so that time stays a whole number and runs repeat.
 *
 * @packageDocumentation
 */

/** An alarm that the chip's peripherals set; the shape is the one that rp2040js expects of a clock. */
export interface Alarm {
  schedule(deltaNanos: number): void;
  cancel(): void;
}

/** Time and its alarms. An alarm's callback may set any alarm, its own included. */
export class EmulatedClock {
  nanos = 0;
  /** When the next alarm is due; infinity if none is set. */
  nextNanos = Infinity;
  #due: ClockAlarm[] = [];

  createAlarm(callback: () => void): Alarm {
    return new ClockAlarm(this, callback);
  }

  /** Lets time pass, firing what falls due on the way, each at its own time. */
  advance(deltaNanos: number): void {
    const target = this.nanos + deltaNanos;
    while (this.nextNanos <= target) this.#fireNext();
    this.nanos = target;
  }

  /** Jumps to the next alarm and fires it. Does nothing if none is set. */
  skipToAlarm(): void {
    if (this.nextNanos !== Infinity) this.#fireNext();
  }

  /** Forgets every alarm, as a reset chip does. */
  cancelAll(): void {
    this.#due = [];
    this.nextNanos = Infinity;
  }

  /** For alarms only. Equal times fire in the order in which they were set. */
  insert(alarm: ClockAlarm): void {
    const index = this.#due.findIndex(({ nanos }) => nanos > alarm.nanos);
    this.#due.splice(index < 0 ? this.#due.length : index, 0, alarm);
    this.#refresh();
  }

  /** For alarms only. */
  remove(alarm: ClockAlarm): void {
    this.#due = this.#due.filter((other) => other !== alarm);
    this.#refresh();
  }

  #fireNext(): void {
    const alarm = this.#due.shift();
    this.#refresh();
    if (alarm === undefined) return;
    this.nanos = Math.max(this.nanos, alarm.nanos);
    alarm.callback();
  }

  #refresh(): void {
    this.nextNanos = this.#due[0]?.nanos ?? Infinity;
  }
}

class ClockAlarm implements Alarm {
  nanos = 0;
  readonly callback: () => void;
  readonly #clock: EmulatedClock;

  constructor(clock: EmulatedClock, callback: () => void) {
    this.#clock = clock;
    this.callback = callback;
  }

  schedule(deltaNanos: number): void {
    this.#clock.remove(this);
    this.nanos = this.#clock.nanos + deltaNanos;
    this.#clock.insert(this);
  }

  cancel(): void {
    this.#clock.remove(this);
  }
}
