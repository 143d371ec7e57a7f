/**
 * Names in generated source: kept as they are in the program, made unique where two would meet.
 *
 * @packageDocumentation
 */

/** The part of a module id or qualified module name that a person calls it by: `distance` of `search/distance`. */
export function lastSegment(moduleId: string): string {
  return moduleId.slice(moduleId.lastIndexOf("/") + 1);
}

/** A qualified name is `module id . source name`; module ids hold no dot after their last slash. */
export function splitQualifiedName(qualified: string): { readonly module: string; readonly name: string } {
  const dot = qualified.lastIndexOf(".");
  return { module: qualified.slice(0, dot), name: qualified.slice(dot + 1) };
}

/** The plain name of a method, or null for any other qualified name. */
export function methodName(qualified: string): string | null {
  const hash = qualified.lastIndexOf("#");
  return hash > qualified.lastIndexOf(".") ? qualified.slice(hash + 1) : null;
}

/** The methods of a struct among functions. */
export function methodsOf<Named extends { readonly name: string }>(
  struct: string,
  functions: readonly Named[],
): Named[] {
  return functions.filter(({ name }) => methodName(name) !== null && name.slice(0, name.lastIndexOf("#")) === struct);
}

/** A set of names in use, which hands out free ones. */
export class Scope {
  readonly #taken: Set<string>;
  readonly #outer: Scope | null;

  constructor(taken: Iterable<string> = [], outer: Scope | null = null) {
    this.#taken = new Set(taken);
    this.#outer = outer;
  }

  /** A scope within this one, whose names are in use there, too; names taken in it stay in it. */
  nested(): Scope {
    return new Scope([], this);
  }

  has(name: string): boolean {
    return this.#taken.has(name) || (this.#outer?.has(name) ?? false);
  }

  /** Takes the first of `candidates` that is free, else the last with the first free number behind it. */
  take(...candidates: readonly string[]): string {
    const last = candidates.at(-1) ?? "";
    let name = candidates.find((each) => !this.has(each));
    for (let number = 2; name === undefined; number++) {
      const numbered = `${last}_${number}`;
      if (!this.has(numbered)) name = numbered;
    }
    this.#taken.add(name);
    return name;
  }
}
