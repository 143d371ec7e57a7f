/**
 * What nothing in the whole program writes is a constant of it.
 *
 * @packageDocumentation
 */
import { array, type bool, type f32, type u32 } from "../lib/types.ts";
import { CORES, isGraph, leak, mode, Mode, rounds, select, selected, setRounds } from "./modules/knobs.ts";

const CAPACITY = 32;
const EXACT_MAX = 64;

class Store {
  level: f32 = 0;
  count: u32 = 0;
}

const stores = array(Store, CORES);
const links = new Uint32Array(CAPACITY);
let hits: u32 = 0;

function follow(start: u32): u32 {
  hits++;
  return links[start & 31];
}

function note(): void {
  if (mode === Mode.Graph) hits++;
}

/** Stays a load, and the limit stays one too: a public function of this program writes it. */
export function limit(count: u32): u32 {
  setRounds(count);
  return rounds;
}

export function add(value: f32): u32 {
  const store = stores[selected];
  // Graphs are for many.
  if (mode === Mode.Graph && CAPACITY > EXACT_MAX) return follow(store.count);
  note();
  const decays = leak !== 0;
  if (decays) {
    store.level -= leak;
  } else {
    // What remains of a branch.
    const level = store.level + value;
    store.level = level;
  }
  const level = store.level;
  for (let i: u32 = 0; i < store.count; i++) if (isGraph()) hits += follow(i);
  if (level > 100) {
    if (isGraph()) hits++;
  } else if (!isGraph()) {
    store.count = (store.count + 1) % CAPACITY;
  }
  switch (mode) {
    case Mode.Plain:
      return store.count;
    case Mode.Graph:
      return follow(store.count);
  }
}

export function choose(core: u32): bool {
  return select(core);
}
