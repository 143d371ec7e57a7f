/**
 * Steps that end: each has a time limit, and each ends at once when the caller's signal fires.
 *
 * What a step was doing may go on in the background (a USB transfer cannot be taken back), but nobody waits for it, and
 * its late failure is no unhandled rejection.
 *
 * @packageDocumentation
 */

/** How a step is limited. */
export interface Limits {
  /** How long it may take. */
  readonly timeoutMs: number;
  /** What to throw then. */
  readonly onTimeout: () => Error;
  readonly signal: AbortSignal | undefined;
}

/** What `work` resolves to; rejects with the signal's reason, or `onTimeout`'s error. */
export function withinLimits<Result>(work: Promise<Result>, { timeoutMs, onTimeout, signal }: Limits): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle();
    };
    const abort = (): void => {
      end(() => {
        reject(reasonOf(signal));
      });
    };
    const timer = setTimeout(() => {
      end(() => {
        reject(onTimeout());
      });
    }, timeoutMs);
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort, { once: true });
    work.then(
      (result) => {
        end(() => {
          resolve(result);
        });
      },
      (error: unknown) => {
        end(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      },
    );
  });
}

/** Waits; rejects with the signal's reason when it fires. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Asks again and again until the answer is not null, or null when the time is over. */
export async function poll<Answer>(
  ask: () => Promise<Answer | null>,
  { timeoutMs, intervalMs, signal }: { timeoutMs: number; intervalMs: number; signal: AbortSignal | undefined },
): Promise<Answer | null> {
  const end = performance.now() + timeoutMs;
  while (true) {
    const answer = await ask();
    if (answer !== null || performance.now() >= end) return answer;
    await pause(intervalMs, signal);
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error("aborted");
}
