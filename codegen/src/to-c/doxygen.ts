/**
 * Doc comments in C: TSDoc as Doxygen has it.
 *
 * @packageDocumentation
 */

/** Rewrites the tags that differ. */
export function toDoxygen(doc: string): string {
  return doc
    .replaceAll(/(@param\s+\w+)\s+-\s+/g, "$1 ")
    .replaceAll(/@returns\b/g, "@return")
    .replaceAll(/@remarks\b/g, "@remark")
    .replaceAll(/\{@link\s+([^}|]+?)\s*\|\s*([^}]+?)\s*\}/g, "$2")
    .replaceAll(/\{@link\s+([^}]+?)\s*\}/g, "$1")
    .replaceAll(/^[ \t]*@example\b[ \t]*/gm, "Example: ")
    .trim();
}
