/**
 * What the emulator library has and does not offer: parts of its blocks that its types call private or leave out. They
 * are looked for by name, so that another version of the library is noticed and not misused.
 *
 * @packageDocumentation
 */

/** A block as that which has these parts. Throws if one is not there; `name` is the block's, for who reads that. */
export function partsOf<Parts extends object>(
  block: unknown,
  name: string,
  keys: readonly (keyof Parts & string)[],
): Parts {
  const has = (value: unknown): value is Parts =>
    typeof value === "object" && value !== null && keys.every((key) => key in value);
  if (!has(block)) throw new Error(`emulator: this version of rp2040js has another ${name}`);
  return block;
}
