/**
 * Changes that can be taken back.
 *
 * @packageDocumentation
 */

/** Notes how to take changes back, for as long as somebody may want to. */
export class Journal {
  readonly #undo: (() => void)[] = [];
  #attempts = 0;

  /** Gives a property a value. */
  set<Target extends object, Name extends keyof Target>(target: Target, name: Name, value: Target[Name]): void {
    const before = target[name];
    this.note(() => {
      target[name] = before;
    });
    target[name] = value;
  }

  /** Notes how a change that was made otherwise is taken back. */
  note(undo: () => void): void {
    if (this.#attempts > 0) this.#undo.push(undo);
  }

  /** Does something. If it gives false, everything that it changed is as before. Attempts may be made within others. */
  attempt(work: () => boolean): boolean {
    const mark = this.#undo.length;
    this.#attempts++;
    const succeeded = work();
    this.#attempts--;
    if (!succeeded) while (this.#undo.length > mark) this.#undo.pop()?.();
    else if (this.#attempts === 0) this.#undo.length = 0;
    return succeeded;
  }
}
