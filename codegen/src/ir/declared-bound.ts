/**
 * `@bound 32` in a comment before a loop: after so many rounds, the loop is left.
 *
 * @packageDocumentation
 */

/** What stands behind `@bound` in the comments before a loop; null where there is none. */
export function declaredBoundOf(comments: readonly string[]): string | null {
  return comments.map((line) => /@bound\b\s*(\S*)/.exec(line)?.[1]).find((found) => found !== undefined) ?? null;
}

/** More rounds than this are too many for a device to go through while somebody waits. */
export const ITERATIONS_MAX = 2 ** 24;
