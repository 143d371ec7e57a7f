/**
 * Work that is done again whenever a file that it looked at has changed.
 *
 * What counts is content. The file system's own events only say when to compare, so it does not matter how an editor
 * saves (in place, or by a rename), whether a file appears that was missing, or whether an event is lost: all
 * contents are compared before waiting and at least once a second, which a few dozen files make cheap.
 *
 * @packageDocumentation
 */
import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readText } from "./build.ts";

/** What the work looks at files with. */
export interface Watched {
  /** The text of a file, null if there is none; throws as {@link readText}. */
  readonly read: (path: string) => string | null;
  /** Counts a file or the names in a folder among what is watched. */
  readonly look: (path: string) => void;
}

/** How to wait. */
export interface WatchOptions {
  /** Ends the watching; its reason is thrown. */
  readonly signal: AbortSignal;
  /** How long contents have to stay the same after a change, since editors write in several steps. Default 10. */
  readonly settleMs?: number;
}

const SETTLE_MS = 10;

/** How often contents are compared where no event comes, as on network drives and after a folder was replaced. */
const COMPARE_MS = 1000;

/** Does the work now and after every change, until the signal fires. Rejects with its reason, or with the work's. */
export async function watchFiles(work: (files: Watched) => Promise<void>, options: WatchOptions): Promise<never> {
  const { signal, settleMs = SETTLE_MS } = options;
  for (;;) {
    const contents = new Map<string, string>();
    const look = (path: string): void => {
      if (!contents.has(path)) contents.set(path, contentOf(path));
    };
    const read = (path: string): string | null => {
      look(path);
      return readText(path);
    };
    signal.throwIfAborted();
    await work({ read, look });
    await untilChanged(contents, settleMs, signal);
  }
}

async function untilChanged(contents: Contents, settleMs: number, signal: AbortSignal): Promise<void> {
  const paths = [...contents.keys()];
  const events = new FolderEvents(new Set(paths.map((path) => dirname(path)).concat(paths)));
  try {
    while (isCurrent(contents)) {
      await events.next(COMPARE_MS, signal);
      signal.throwIfAborted();
    }
  } finally {
    events.close();
  }
  let latest = contents;
  while (!isCurrent(latest)) {
    latest = contentsOf(paths);
    await delay(settleMs);
  }
}

/** What was at each path when it was looked at. */
type Contents = ReadonlyMap<string, string>;

function contentsOf(paths: readonly string[]): Contents {
  return new Map(paths.map((path) => [path, contentOf(path)]));
}

function isCurrent(contents: Contents): boolean {
  return [...contents].every(([path, content]) => contentOf(path) === content);
}

/** What is at a path, as one comparable text: a file's bytes, a folder's names, or why there is neither. */
function contentOf(path: string): string {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return `file ${readFileSync(path, "latin1")}`;
    return stats.isDirectory() ? `folder ${readdirSync(path).toSorted().join("\n")}` : "neither";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** Events of the file system in some folders. What is no folder, or cannot be watched, has none. */
class FolderEvents {
  readonly #watchers: readonly FSWatcher[];
  #wake: () => void = () => undefined;
  /** Whether something happened since the last call of `next`. */
  #happened = false;

  constructor(folders: ReadonlySet<string>) {
    this.#watchers = [...folders].flatMap((folder) => this.#watch(folder));
  }

  /** Resolves at the next event, at one that nobody has waited for, after a time, or when the signal fires. */
  async next(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#happened && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        signal.addEventListener("abort", done);
        this.#wake = done;
      });
    }
    this.#happened = false;
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
  }

  #watch(folder: string): FSWatcher[] {
    try {
      const watcher = watch(folder, () => {
        this.#happened = true;
        this.#wake();
      });
      watcher.on("error", () => {
        watcher.close();
      });
      return [watcher];
    } catch {
      return [];
    }
  }
}
