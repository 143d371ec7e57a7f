/**
 * Which name each thing of the program has in one piece of generated JavaScript.
 *
 * @packageDocumentation
 */
import type { Scope } from "../print/names.ts";
import type { SupportName } from "./support.ts";
import { SUPPORT, SUPPORT_NAMES } from "./support.ts";

/** The names that one piece of source uses for what is declared in it, imported into it, or supports it. */
export class Names {
  readonly #scope: Scope;
  readonly #names: ReadonlyMap<string, string>;
  /** Taken before any local is named, since a function may need one after it has named a local. */
  readonly #supportNames: ReadonlyMap<SupportName, string>;
  readonly #support = new Map<SupportName, string>();

  /** `names` maps qualified names to the names in this piece of source; `scope` holds all that are taken in it. */
  constructor(names: ReadonlyMap<string, string>, scope: Scope) {
    this.#names = names;
    this.#scope = scope;
    this.#supportNames = new Map(SUPPORT_NAMES.map((name) => [name, scope.take(name)]));
  }

  /** The name of a function, extern, static, constant or struct. */
  of(qualified: string): string {
    const name = this.#names.get(qualified);
    if (name === undefined) throw new Error(`to-js: '${qualified}' is not declared`);
    return name;
  }

  has(qualified: string): boolean {
    return this.#names.has(qualified);
  }

  /** The name of a support function, which is then emitted. */
  support(wanted: SupportName): string {
    for (const each of [...(SUPPORT[wanted].needs ?? []), wanted]) {
      this.#support.set(each, this.#supportNames.get(each) ?? each);
    }
    return this.#support.get(wanted) ?? wanted;
  }

  /** The support functions used so far, by the names that they have here. */
  get usedSupport(): ReadonlyMap<SupportName, string> {
    return this.#support;
  }

  /** Names for the locals of one function, none of which hides a name outside it. */
  localScope(): Scope {
    return this.#scope.nested();
  }
}
