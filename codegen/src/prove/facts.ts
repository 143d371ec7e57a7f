/**
 * What is known at one point of a function: an interval for each term, and facts that relate terms.
 *
 * A fact is a linear form that is at most 0: `i - n + 1 <= 0` says `i < n`. Facts are few (what conditions and
 * assignments said), so there is no closure and no matrix: a question is answered when it is asked, by
 * a bounded search that adds facts to the form in question until intervals settle it. That is
 * Fourier-Motzkin elimination run backward from the goal. Whatever the search finds is a proof; what it does not
 * find in its budget counts as unknown.
 *
 * A state is a set of concrete states, so forgetting is always right and every operation here either keeps the
 * set or makes it larger; only `assume` and `refine` make it smaller. An impossible state holds nothing.
 *
 * @packageDocumentation
 */
import type { Expression } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import type { Interval } from "./interval.ts";
import { clip, equal, includes, isEmpty, join, joinIntegers, meet, widen, wholeOf } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import {
  combine,
  factorOf,
  formOfTerm,
  isParallel,
  isUsable,
  mentions,
  plus,
  scale,
  substitute,
  subtract,
  tighten,
} from "./linear.ts";
import type { Region } from "./memory.ts";
import type { Dependencies, TermTable } from "./terms.ts";

/** What is known of a value. */
export interface Value {
  readonly interval: Interval;
  /** The value as a linear form, for integers; null for a bool or an f32. */
  readonly form: LinearForm | null;
}

/** A bool local whose value is known as an expression, as long as nothing in it has changed. */
interface Condition extends Dependencies {
  readonly expression: Expression;
}

/** More terms than this in one fact are not worth their cost. */
const FACT_TERMS_MAX = 4;
/** A fact beyond this pushes out the one with the most terms, of these the oldest. */
const FACTS_MAX = 48;
/** How many facts one proof may use, and how many combinations may be tried for it. */
const DEPTH_MAX = 4;
const STEPS_MAX = 120;
/** The same where a program is refused if nothing is found. */
const CHECK_STEPS_MAX = 4000;
/** The same, for finding that what is assumed cannot be. */
const CONTRADICTION_STEPS_MAX = 24;
/** How often one assumption may pass a tighter interval on. */
const PROPAGATION_MAX = 24;
/** Facts with a greater constant are not looked for where branches meet. */
const NEAR = 0x10000;
/** Pairs of facts that are worth combining to keep what a forgotten term said about others. */
const COMBINATIONS_MAX = 16;

/** What is known at one point of a function: an interval for each term, and linear facts between terms. */
export class State {
  readonly terms: TermTable;
  #intervals: Map<number, Interval>;
  #facts: LinearForm[];
  #conditions: Map<number, Condition>;
  #impossible = false;

  constructor(terms: TermTable) {
    this.terms = terms;
    this.#intervals = new Map();
    this.#facts = [];
    this.#conditions = new Map();
  }

  clone(): State {
    const copy = new State(this.terms);
    copy.#intervals = new Map(this.#intervals);
    copy.#facts = [...this.#facts];
    copy.#conditions = new Map(this.#conditions);
    copy.#impossible = this.#impossible;
    return copy;
  }

  /** Whether what was assumed contradicts what was known: no run gets here. */
  get impossible(): boolean {
    return this.#impossible;
  }

  /** No run gets here. */
  abandon(): void {
    this.#impossible = true;
  }

  get facts(): readonly LinearForm[] {
    return this.#facts;
  }

  get intervals(): ReadonlyMap<number, Interval> {
    return this.#intervals;
  }

  // -------------------------------------------------------------------------------------------
  // Questions

  interval(term: number): Interval {
    return this.#intervals.get(term) ?? this.terms.boundOf(term);
  }

  /** The least and greatest value of a form, as far as intervals alone tell. */
  intervalOf(form: LinearForm): Interval {
    return { least: -this.#most(scale(form, -1)), most: this.#most(form), nan: false };
  }

  /** Whether `form <= 0` in every run that gets here. */
  proves(form: LinearForm): boolean {
    return this.#impossible || this.mostOf(form, 0) <= 0;
  }

  /** The same, with all the patience that a program deserves before it is refused. */
  provesAtLast(form: LinearForm): boolean {
    return this.#impossible || this.mostOf(form, 0, CHECK_STEPS_MAX) <= 0;
  }

  /** The least upper bound of `form` that is found; the search ends early at `enough`. */
  mostOf(form: LinearForm, enough = -Infinity, steps = STEPS_MAX): number {
    const best = this.#most(form);
    if (best <= enough || !isUsable(form)) return best;
    const search = { best, enough, steps };
    // Short proofs first: what a deep search finds late, one of a few steps may have found at once.
    for (let depth = 1; depth <= DEPTH_MAX && search.best > enough && search.steps > 0; depth++) {
      this.#search(form, 1, depth, search);
    }
    return search.best;
  }

  /** `times * wanted <= form` is known. */
  #search(
    form: LinearForm,
    times: number,
    depth: number,
    search: { best: number; enough: number; steps: number },
  ): void {
    for (const fact of this.#facts) {
      const shared = this.#sharedTerm(form, fact);
      if (shared === null) continue;
      if (search.steps-- <= 0) return;
      const scaled = combine(form, shared.timesForm, fact, -shared.timesFact);
      if (scaled.terms.length > FACT_TERMS_MAX + 1 || !isUsable(scaled)) continue;
      const factor = times * shared.timesForm;
      search.best = Math.min(search.best, Math.floor(this.#most(scaled) / factor));
      if (search.best <= search.enough) return;
      if (depth > 1) this.#search(scaled, factor, depth - 1, search);
      if (search.best <= search.enough) return;
    }
  }

  /** How often to take each so that a term which both have with the same sign falls away. */
  #sharedTerm(form: LinearForm, fact: LinearForm): { timesForm: number; timesFact: number } | null {
    for (let index = 0; index < form.terms.length; index++) {
      const inForm = form.factors[index] ?? 0;
      const inFact = factorOf(fact, form.terms[index] ?? 0);
      if (inForm * inFact <= 0) continue;
      const a = Math.abs(inForm);
      const b = Math.abs(inFact);
      if (a % b === 0) return { timesForm: 1, timesFact: a / b };
      return b % a === 0 ? { timesForm: b / a, timesFact: 1 } : { timesForm: b, timesFact: a };
    }
    return null;
  }

  #most(form: LinearForm): number {
    let most = form.constant;
    for (let index = 0; index < form.terms.length; index++) {
      const factor = form.factors[index] ?? 0;
      const interval = this.interval(form.terms[index] ?? 0);
      most += factor * (factor > 0 ? interval.most : interval.least);
    }
    return most;
  }

  /** The expression that a bool local stands for, if it still does. */
  conditionOf(term: number): Expression | null {
    return this.#conditions.get(term)?.expression ?? null;
  }

  // -------------------------------------------------------------------------------------------
  // Learning

  /** Keeps only runs in which the term is in the interval. */
  refine(term: number, interval: Interval): void {
    if (this.#narrow(term, interval)) this.#propagate(this.#facts.filter((fact) => mentions(fact, term)));
  }

  /** Keeps only runs in which `form <= 0`. */
  assume(form: LinearForm): void {
    if (this.#impossible || !isUsable(form)) return;
    const fact = tighten(form);
    const [term] = fact.terms;
    if (this.mostOf(scale(fact, -1), -1, CONTRADICTION_STEPS_MAX) <= -1) this.#impossible = true;
    else if (term !== undefined && (fact.terms.length === 1 || this.#insert(fact))) this.#propagate([fact]);
  }

  /** Keeps only runs in which both are equal. */
  assumeEqual(a: LinearForm, b: LinearForm): void {
    this.assume(subtract(a, b));
    this.assume(subtract(b, a));
  }

  /** Remembers what a bool local stands for, unless it was made of its own old value. */
  setCondition(local: string, expression: Expression): void {
    const dependencies = this.terms.dependenciesOf(expression);
    if (dependencies.locals.has(local)) return;
    this.#conditions.set(this.terms.local(local, "bool").number, { expression, ...dependencies });
  }

  #insert(fact: LinearForm): boolean {
    if (fact.terms.length > FACT_TERMS_MAX) return false;
    const index = this.#facts.findIndex((known) => isParallel(known, fact));
    const known = this.#facts[index];
    if (known !== undefined && known.constant >= fact.constant) return false;
    if (known !== undefined) this.#facts[index] = fact;
    else this.#facts.push(fact);
    if (this.#facts.length > FACTS_MAX) this.#facts.splice(mostInvolved(this.#facts), 1);
    return true;
  }

  /** Lets each fact bound each of its terms by the others, and goes on where that told something new. */
  #propagate(facts: readonly LinearForm[]): void {
    const queue = [...facts];
    let budget = PROPAGATION_MAX;
    for (let fact = queue.shift(); fact !== undefined && budget > 0 && !this.#impossible; fact = queue.shift()) {
      for (const [index, term] of fact.terms.entries()) {
        const factor = fact.factors[index] ?? 0;
        const others = this.#leastWithout(fact, index);
        const limit = -others / factor;
        const bound: Interval =
          factor > 0
            ? { least: -Infinity, most: Math.floor(limit), nan: false }
            : { least: Math.ceil(limit), most: Infinity, nan: false };
        if (!this.#narrow(term, bound)) continue;
        budget--;
        queue.push(...this.#facts.filter((other) => other !== fact && mentions(other, term)));
      }
    }
  }

  #leastWithout(form: LinearForm, skipped: number): number {
    let least = form.constant;
    for (let index = 0; index < form.terms.length; index++) {
      if (index === skipped) continue;
      const factor = form.factors[index] ?? 0;
      const interval = this.interval(form.terms[index] ?? 0);
      least += factor * (factor > 0 ? interval.least : interval.most);
    }
    return least;
  }

  /** Whether that told something new. */
  #narrow(term: number, interval: Interval): boolean {
    const before = this.interval(term);
    const met = meet(before, interval);
    const after = isWide(this.terms.term(term).type) ? clip(met) : met;
    if (equal(before, after)) return false;
    this.#intervals.set(term, after);
    if (isEmpty(after)) this.#impossible = true;
    return true;
  }

  // -------------------------------------------------------------------------------------------
  // Changes

  /** Gives a scalar local a value, which may be made of its old one. */
  assignLocal(name: string, type: StorageType, value: Value): void {
    this.#assign(this.terms.local(name, type).number, value, this.terms.affectedByLocal(name));
    this.#dropConditions((condition) => condition.locals.has(name));
  }

  /** Gives a place in memory a value; whatever else may be the same place, or is made of it, is forgotten. */
  store(term: number, value: Value, changed: ReadonlySet<Region>): void {
    // In `a[a[i]] = x`, the same text may mean another place afterward.
    if (intersects(this.terms.term(term).path, changed)) return this.forgetRegions(changed);
    this.#assign(term, value, [...this.terms.affectedByRegions(changed)]);
    this.#dropConditionsOn(changed);
  }

  /** Gives a term that stands for nothing else a value. */
  define(term: number, value: Value): void {
    this.#assign(term, value, [term]);
  }

  /** A reference local now means something else, or a local is out of scope. */
  forgetLocal(name: string): void {
    this.forget(this.terms.affectedByLocal(name));
    this.#dropConditions((condition) => condition.locals.has(name));
  }

  /** Memory may have changed. */
  forgetRegions(changed: ReadonlySet<Region>): void {
    this.forget([...this.terms.affectedByRegions(changed)]);
    this.#dropConditionsOn(changed);
  }

  /** Forgets terms that only mattered within one statement. */
  endStatement(): void {
    const passing = new Set<number>();
    const note = (term: number): void => {
      if (!this.terms.term(term).lasting) passing.add(term);
    };
    for (const term of this.#intervals.keys()) note(term);
    for (const fact of this.#facts) fact.terms.forEach(note);
    if (passing.size > 0) this.forget([...passing]);
  }

  forget(terms: readonly number[]): void {
    for (const term of terms) {
      if (this.#isRelated(term)) this.#eliminate(term);
      this.#intervals.delete(term);
      this.#conditions.delete(term);
    }
  }

  #isRelated(term: number): boolean {
    for (const fact of this.#facts) if (mentions(fact, term)) return true;
    return false;
  }

  #assign(target: number, { interval, form }: Value, affected: readonly number[]): void {
    if (form === null || form.terms.length === 0 || !isUsable(form)) {
      this.forget(affected);
    } else {
      const fresh = this.terms.ghost(this.terms, this.terms.term(target)).number;
      this.#intervals.set(fresh, interval);
      this.#insert(subtract(formOfTerm(fresh), form));
      this.#insert(subtract(form, formOfTerm(fresh)));
      this.forget(affected);
      this.#facts = this.#facts.map((fact) => substitute(fact, fresh, formOfTerm(target)));
      this.#intervals.delete(fresh);
    }
    this.#intervals.set(target, interval);
  }

  #dropConditionsOn(regions: ReadonlySet<Region>): void {
    this.#dropConditions((condition) => intersects(condition.regions, regions));
  }

  #dropConditions(isStale: (condition: Condition) => boolean): void {
    for (const [term, condition] of this.#conditions) if (isStale(condition)) this.#conditions.delete(term);
  }

  /** Takes a term out of the facts, keeping what they say about the others through it. */
  #eliminate(term: number): void {
    const involved = this.#facts.filter((fact) => mentions(fact, term));
    this.#facts = this.#facts.filter((fact) => !mentions(fact, term));
    const above = involved.filter((fact) => factorOf(fact, term) > 0);
    const below = involved.filter((fact) => factorOf(fact, term) < 0);
    const definition = above.find((fact) => factorOf(fact, term) === 1 && isBothWays(fact, below));
    const pairs: (readonly [LinearForm, LinearForm])[] = [];
    if (definition !== undefined) {
      const opposite = scale(definition, -1);
      for (const fact of above) if (fact !== definition) pairs.push([fact, opposite]);
      for (const fact of below) pairs.push([definition, fact]);
    } else if (above.length * below.length <= COMBINATIONS_MAX) {
      for (const upper of above) for (const lower of below) pairs.push([upper, lower]);
    }
    for (const [upper, lower] of pairs) {
      const combined = combine(upper, -factorOf(lower, term), lower, factorOf(upper, term));
      if (combined.terms.length > 1 && isUsable(combined)) this.#insert(tighten(combined));
    }
  }

  // -------------------------------------------------------------------------------------------
  // Several states

  /** Everything that is possible in either. Facts that are known to neither side as such are tried, if given. */
  join(other: State, candidates: readonly LinearForm[] = []): State {
    if (this.#impossible) return other;
    if (other.#impossible) return this;
    const joined = new State(this.terms);
    for (const [term, interval] of this.#intervals) {
      const theirs = other.#intervals.get(term);
      if (theirs !== undefined) joined.#intervals.set(term, this.#joinOf(term, interval, theirs));
    }
    joined.#joinFacts(this.#facts, [other], true);
    joined.#joinFacts(other.#facts, [this], true);
    joined.#joinFacts(candidates.filter(isNear), [this, other], false);
    for (const [term, condition] of this.#conditions) {
      if (other.#conditions.get(term)?.expression === condition.expression) joined.#conditions.set(term, condition);
    }
    return joined;
  }

  #joinOf(term: number, a: Interval, b: Interval): Interval {
    return this.terms.term(term).type === "f32" ? join(a, b) : joinIntegers(a, b);
  }

  /**
   * Keeps each fact, weakened to what holds in all of `states` if that still orders its terms. The facts are known to
   * hold in a state that is not among these, or are only candidates, of which more than they say may be true.
   */
  #joinFacts(facts: readonly LinearForm[], states: readonly State[], areKnown: boolean): void {
    for (const fact of facts) {
      if (this.#facts.some((known) => isParallel(known, fact) && known.constant >= fact.constant)) continue;
      const form = plus(fact, -fact.constant);
      // A fact between so many is a measure of a loop, as a rule: whether a branch has moved it decides everything.
      const isMeasure = form.terms.length === FACT_TERMS_MAX;
      const enough = isMeasure && !areKnown ? -fact.constant - 1 : -fact.constant;
      const steps = isMeasure ? CHECK_STEPS_MAX : STEPS_MAX;
      const most = Math.max(enough, ...states.map((state) => state.mostOf(form, enough, steps)));
      if (most > Math.max(-fact.constant, 0)) continue;
      const joined = plus(form, -most);
      if (!this.#isTrivial(joined)) this.#insert(joined);
    }
  }

  #isTrivial(fact: LinearForm): boolean {
    let most = fact.constant;
    for (const [index, term] of fact.terms.entries()) {
      const factor = fact.factors[index] ?? 0;
      const { bound } = this.terms.term(term);
      most += factor * (factor > 0 ? bound.most : bound.least);
    }
    return most <= 0;
  }

  /** A state with all that is possible in either. Widening by whatever follows ends after finitely many steps. */
  widen(other: State, thresholds: readonly number[]): State {
    const widened = new State(this.terms);
    for (const [term, interval] of this.#intervals) {
      const next = join(interval, other.interval(term));
      // What memory holds may not be known to the full yet.
      const bound = this.terms.boundOf(term);
      const whole = includes(bound, next) ? bound : wholeOf(this.terms.term(term).type);
      widened.#intervals.set(term, widen(interval, next, whole, thresholds));
    }
    // Not what the join of both would prove: only facts that `other` proves by itself are sure to be stable.
    widened.#facts = this.#facts.filter((fact) => other.proves(fact));
    for (const [term, condition] of this.#conditions) {
      if (other.conditionOf(term) === condition.expression) widened.#conditions.set(term, condition);
    }
    return widened;
  }

  /** Whether everything that is possible in `inner` is possible here. */
  includes(inner: State): boolean {
    if (inner.#impossible) return true;
    if (this.#impossible) return false;
    return (
      [...this.#intervals].every(([term, interval]) => includes(interval, inner.interval(term))) &&
      this.#facts.every((fact) => inner.proves(fact)) &&
      [...this.#conditions].every(([term, { expression }]) => inner.conditionOf(term) === expression)
    );
  }
}

function intersects(a: ReadonlySet<Region>, b: ReadonlySet<Region>): boolean {
  return [...a].some((region) => b.has(region));
}

/** The index of the first fact with the most terms. */
function mostInvolved(facts: readonly LinearForm[]): number {
  let most = 0;
  for (const [index, { terms }] of facts.entries()) if (terms.length > (facts[most]?.terms.length ?? 0)) most = index;
  return most;
}

/** Whether a fact is worth finding again: one about distant numbers mostly says how large a type is. */
function isNear({ constant }: LinearForm): boolean {
  return Math.abs(constant) <= NEAR;
}

/** Whether the opposite of a fact is known, too, so that it is an equation. */
function isBothWays(fact: LinearForm, others: readonly LinearForm[]): boolean {
  const opposite = scale(fact, -1);
  return others.some((other) => isParallel(other, opposite) && other.constant === opposite.constant);
}
