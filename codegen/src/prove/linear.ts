/**
 * Linear forms over whole numbers: `2*i - n + 1`, where the letters are terms (terms.ts) by number.
 *
 * A form means a mathematical integer, which never wraps; who makes one from a machine operation has shown
 * first that the operation does not wrap there. All numbers in a form stay small enough that sums over
 * 32-bit values are exact in a double, and forms that would leave that range are refused (`isUsable`).
 *
 * @packageDocumentation
 */

export interface LinearForm {
  /** Numbers of the terms, ascending. */
  readonly terms: readonly number[];
  /** The factor of each term, never 0. */
  readonly factors: readonly number[];
  readonly constant: number;
}

/** A factor of 2^16 times a value of 2^32, six of them, stays below 2^53; so does a factor times a constant. */
const FACTOR_MAX = 0x10000;
const CONSTANT_MAX = 2 ** 36;
const TERMS_MAX = 6;

/** A constant as a form. */
export function formOfConstant(constant: number): LinearForm {
  return { terms: [], factors: [], constant };
}

/** One term as a form. */
export function formOfTerm(term: number): LinearForm {
  return { terms: [term], factors: [1], constant: 0 };
}

/** Whether sums over the form are exact. Other forms must be dropped, which loses knowledge and nothing else. */
export function isUsable({ terms, factors, constant }: LinearForm): boolean {
  if (terms.length > TERMS_MAX || Math.abs(constant) > CONSTANT_MAX) return false;
  for (const factor of factors) if (Math.abs(factor) > FACTOR_MAX) return false;
  return true;
}

/** `a + b`. */
export function add(a: LinearForm, b: LinearForm): LinearForm {
  return combine(a, 1, b, 1);
}

/** `a - b`. */
export function subtract(a: LinearForm, b: LinearForm): LinearForm {
  return combine(a, 1, b, -1);
}

/** `form + constant`. */
export function plus(form: LinearForm, constant: number): LinearForm {
  return { terms: form.terms, factors: form.factors, constant: form.constant + constant };
}

/** `form * factor`. */
export function scale(form: LinearForm, factor: number): LinearForm {
  if (factor === 1) return form;
  if (factor === 0) return formOfConstant(0);
  return {
    terms: form.terms,
    factors: form.factors.map((each) => each * factor),
    constant: form.constant * factor,
  };
}

/** `timesA * a + timesB * b`; neither factor is 0. */
export function combine(a: LinearForm, timesA: number, b: LinearForm, timesB: number): LinearForm {
  const terms: number[] = [];
  const factors: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.terms.length || j < b.terms.length) {
    const termA = a.terms[i] ?? Infinity;
    const termB = b.terms[j] ?? Infinity;
    let factor = 0;
    if (termA <= termB) factor += timesA * (a.factors[i++] ?? 0);
    if (termB <= termA) factor += timesB * (b.factors[j++] ?? 0);
    if (factor === 0) continue;
    terms.push(termA < termB ? termA : termB);
    factors.push(factor);
  }
  return { terms, factors, constant: timesA * a.constant + timesB * b.constant };
}

/** The factor of a term, 0 if it does not occur. */
export function factorOf(form: LinearForm, term: number): number {
  const index = form.terms.indexOf(term);
  return index < 0 ? 0 : (form.factors[index] ?? 0);
}

/** Whether a term is in the form. */
export function mentions(form: LinearForm, term: number): boolean {
  return form.terms.includes(term);
}

/** The form with `by` in place of `term`. */
export function substitute(form: LinearForm, term: number, by: LinearForm): LinearForm {
  const factor = factorOf(form, term);
  return factor === 0 ? form : combine(without(form, term), 1, by, factor);
}

/** The form with another term in place of each term for which `renamed` knows one. */
export function rename(form: LinearForm, renamed: (term: number) => LinearForm | null): LinearForm | null {
  let result = formOfConstant(form.constant);
  for (const [index, term] of form.terms.entries()) {
    const by = renamed(term);
    if (by === null) return null;
    result = combine(result, 1, by, form.factors[index] ?? 0);
  }
  return result;
}

/** Whether the two differ at most in their constant. */
export function isParallel(a: LinearForm, b: LinearForm): boolean {
  const length = a.terms.length;
  if (length !== b.terms.length) return false;
  for (let i = 0; i < length; i++) {
    if (a.terms[i] !== b.terms[i] || a.factors[i] !== b.factors[i]) return false;
  }
  return true;
}

/**
 * The strongest equivalent of `form <= 0` over whole numbers: factors without a common divisor,
 * which may round the constant up. `2*i - 7 <= 0` becomes `i - 3 <= 0`.
 */
export function tighten(form: LinearForm): LinearForm {
  const divisor = form.factors.reduce((common, factor) => greatestCommonDivisor(common, Math.abs(factor)), 0);
  if (divisor <= 1) return form;
  return {
    terms: form.terms,
    factors: form.factors.map((factor) => factor / divisor),
    constant: Math.ceil(form.constant / divisor),
  };
}

function without(form: LinearForm, term: number): LinearForm {
  const index = form.terms.indexOf(term);
  return {
    terms: form.terms.filter((_, at) => at !== index),
    factors: form.factors.filter((_, at) => at !== index),
    constant: form.constant,
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
