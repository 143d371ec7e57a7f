/**
 * Paths as text: resolution of import specifiers and the ids of modules. Separators are `/`.
 *
 * @packageDocumentation
 */

/** The file that `specifier` names in an import of the file `from`. */
export function resolvePath(from: string, specifier: string): string {
  return normalize([...from.split("/").slice(0, -1), ...specifier.split("/")]);
}

/** One spelling for each file: no `.`, and `..` only in front. */
export function normalizePath(path: string): string {
  return normalize(path.split("/"));
}

function normalize(segments: readonly string[]): string {
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    if (segment === "." || (segment === "" && index > 0)) continue;
    const last = kept.at(-1);
    if (segment === ".." && last !== undefined && last !== "..") {
      if (last !== "") kept.pop();
    } else kept.push(segment);
  }
  return kept.length === 1 && kept[0] === "" ? "/" : kept.join("/");
}

/** Number of leading segments that all paths share, their last segments left out. */
export function commonDirectoryDepth(paths: readonly string[]): number {
  const directories = paths.map((path) => path.split("/").slice(0, -1));
  const [first = [], ...others] = directories;
  let depth = first.length;
  for (const other of others) {
    let shared = 0;
    while (shared < depth && other[shared] === first[shared]) shared++;
    depth = shared;
  }
  return depth;
}
