/**
 * Remembers what follows from a piece of the intermediate representation: pieces never change, and what a stage leaves
 * alone stays the same object for the next one.
 *
 * @packageDocumentation
 */

/** The same function, which computes once for each object. */
export function memoise<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { value: compute(key) }));
    return entry.value;
  };
}
