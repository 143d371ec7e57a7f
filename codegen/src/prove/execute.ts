/**
 * Runs the statements of one function over states: what is known at each point, from its entry to its returns.
 *
 * A statement turns one state into the next, or into none where control does not go on. Breaks, continues
 * and returns hand their state to whom they jump to. Locals are forgotten at the end of the block that
 * declares them, so states stay as small as the scope.
 *
 * @packageDocumentation
 */
import type {
  Alias,
  Assign,
  Break,
  Continue,
  DoWhile,
  For,
  Func,
  If,
  Let,
  Replace,
  Return,
  ReturnTuple,
  Statement,
  Switch,
  While,
} from "../ir/ir.ts";
import { declaredLocals, isReference } from "../ir/walk.ts";
import type { Context } from "./context.ts";
import { correctionOf } from "./correction.ts";
import {
  assume,
  evaluate,
  evaluateBelow,
  evaluateInvocation,
  evaluatePlace,
  evaluateReference,
  evaluateTuple,
  joinStates,
} from "./evaluate.ts";
import type { State, Value } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { exactly } from "./interval.ts";
import { formOfConstant } from "./linear.ts";
import type { Loop } from "./loops.ts";
import { fixpoint } from "./loops.ts";
import type { Region } from "./memory.ts";
import { boundOfPlace } from "./refinements.ts";

/** A state at a return, with what is returned; the value is null for a void function or a reference. */
export interface Exit {
  readonly state: State;
  readonly value: Value | null;
  /** The elements of a returned tuple, else none. */
  readonly elements: readonly Value[];
  /** The returned expression, if it is a condition: its outcome says more than its value. */
  readonly statement: Return | null;
}

/** One loop in the last round of its fixpoint, with a listener that hears. */
export interface LoopVisit {
  readonly loop: Loop;
  /** Before the loop, after the initial part of a `for`. */
  readonly entry: State;
  /** At the test, in any iteration. */
  readonly head: State;
  /** Runs the loop once more. Gives the state after the test and those that come back to it. */
  readonly run: (head: State) => { readonly body: State | null; readonly back: State | null };
}

/** How the loops of a function are to be visited. */
export interface LoopVisitor {
  /** Called once a loop, from outer to inner, where a listener hears; calls `visit.run` exactly once. */
  readonly visit: (visit: LoopVisit) => void;
}

/** What was stored before a correction, as far as the state does not know better. */
interface Uncorrected {
  readonly regions: ReadonlySet<Region>;
  readonly term: number;
  readonly interval: Interval;
}

interface Target {
  readonly label: string | null;
  readonly breaks: State[];
  readonly continues: State[];
}

/** Runs a function's body. `silent` is a context in which nobody hears, for the rounds before the last. */
export function execute(func: Func, entry: State, loud: Context, silent: Context, loops: LoopVisitor): readonly Exit[] {
  const run = new Execution(loud, silent, loops);
  const end = run.block(func.body, entry);
  if (end !== null) run.exits.push({ state: end, value: null, elements: [], statement: null });
  return run.exits;
}

class Execution {
  readonly exits: Exit[] = [];
  readonly #loops: LoopVisitor;
  readonly #silent: Context;
  #context: Context;
  #targets: Target[] = [];
  /** What the statements before corrections have stored. */
  readonly #uncorrected = new Map<If, Uncorrected>();

  constructor(loud: Context, silent: Context, loops: LoopVisitor) {
    this.#context = loud;
    this.#silent = silent;
    this.#loops = loops;
  }

  /** Runs statements that are a scope. */
  block(body: readonly Statement[], entry: State | null): State | null {
    let state = entry;
    for (const [index, statement] of body.entries()) {
      if (state === null) return null;
      state = this.#statement(statement, state, correctionOf(statement, body[index + 1]));
    }
    for (const statement of body) {
      for (const local of declaredLocals(statement)) state?.forgetLocal(local);
    }
    return state;
  }

  /** Runs a statement; the correction is for what it stores. */
  #statement(statement: Statement, state: State, correction: If | null): State | null {
    this.#context.listener?.reached?.(statement, state);
    const after = this.#execute(statement, state, correction);
    if (after === null || after.impossible) return null;
    after.endStatement();
    return after;
  }

  #execute(statement: Statement, state: State, correction: If | null): State | null {
    switch (statement.kind) {
      case "let":
        return this.#let(statement, state);
      case "let-tuple":
        evaluateTuple(this.#context, state, statement);
        return state;
      case "alias":
        return this.#alias(statement, state);
      case "assign":
        return this.#assign(statement, state, correction);
      case "replace":
        return this.#replace(statement, state);
      case "if":
        return this.#if(statement, state);
      case "for":
        return this.#for(statement, state);
      case "while":
      case "do-while":
        return this.#loop(statement, state);
      case "switch":
        return this.#switch(statement, state);
      case "block":
        return this.block(statement.body, state);
      case "break":
      case "continue":
        return this.#jump(statement, state);
      case "return":
        return this.#return(statement, state);
      case "return-tuple":
        return this.#returnTuple(statement, state);
      case "call-statement":
        evaluateInvocation(this.#context, state, statement.invocation, null);
        return state;
    }
  }

  #let({ local, type, value, below }: Let, state: State): State {
    const zero: Value = { interval: exactly(0), form: formOfConstant(0) };
    const known = value === null ? zero : evaluateBelow(this.#context, state, value, below);
    state.assignLocal(local, type, known);
    if (type === "bool" && value !== null) state.setCondition(local, value);
    return state;
  }

  #alias({ local, type, target }: Alias, state: State): State {
    const length = evaluateReference(this.#context, state, target);
    state.forgetLocal(local);
    if (type.kind !== "slice" || length === null) return state;
    const span = target.span;
    const term = this.#context.terms.length(local, { kind: "local", name: local, type, span }).number;
    state.define(term, length);
    return state;
  }

  #assign({ place, value }: Assign, state: State, correction: If | null): State {
    const { terms, memory, summaries } = this.#context;
    evaluatePlace(this.#context, state, place);
    const known = evaluateBelow(this.#context, state, value, boundOfPlace(place));
    const term = terms.place(place);
    if (place.kind === "local") {
      state.assignLocal(place.name, term.type, known);
      if (term.type === "bool") state.setCondition(place.name, value);
      return state;
    }
    const regions = memory.regionsOf(place, terms.func.name);
    state.store(term.number, known, memory.changedBy(regions));
    const isRemembered = term.lasting && state.intervals.has(term.number);
    if (correction === null || !isRemembered) summaries.store(regions, known.interval);
    else this.#uncorrected.set(correction, { regions, term: term.number, interval: known.interval });
    return state;
  }

  #replace(statement: Replace, state: State): State {
    const { memory, summaries } = this.#context;
    evaluatePlace(this.#context, state, statement.place);
    const stored = memory.replacedBy(statement);
    for (const [region, interval] of stored) summaries.store(memory.changedBy(new Set([region])), interval);
    state.forgetRegions(memory.changedBy(new Set(stored.keys())));
    return state;
  }

  #if(statement: If, state: State): State | null {
    const { condition, then, otherwise } = statement;
    evaluate(this.#context, state, condition);
    const before = [...state.facts];
    const whenTrue = assume(this.#context, state.clone(), condition, true);
    const whenFalse = assume(this.#context, state, condition, false);
    const stored = this.#uncorrected.get(statement);
    if (stored !== undefined && whenFalse !== null) {
      this.#context.summaries.store(stored.regions, whenFalse.intervals.get(stored.term) ?? stored.interval);
    }
    return joinStates(this.#branch(then, whenTrue), this.#branch(otherwise, whenFalse), before);
  }

  #branch(body: readonly Statement[], state: State | null): State | null {
    state?.endStatement();
    return this.block(body, state);
  }

  #switch({ subject, cases, otherwise }: Switch, state: State): State | null {
    const value = evaluate(this.#context, state, subject);
    if (value.form === null) throw new Error("prove: the subject of a switch is not an integer");
    let rest: State | null = state;
    let after: State | null = null;
    for (const { values, body } of cases) {
      let matching: State | null = null;
      for (const each of values) {
        if (rest === null) break;
        const equal = {
          kind: "binary",
          operator: "equal",
          type: "bool",
          span: each.span,
          left: subject,
          right: each,
        } as const;
        matching = joinStates(matching, assume(this.#context, rest.clone(), equal, true));
        rest = assume(this.#context, rest, equal, false);
      }
      after = joinStates(after, this.#branch(body, matching));
    }
    return joinStates(after, this.#branch(otherwise ?? [], rest));
  }

  #jump({ kind, label }: Break | Continue, state: State): null {
    const target = this.#targets.findLast((each) => label === null || each.label === label);
    if (target === undefined) throw new Error(`prove: ${kind} outside a loop`);
    (kind === "break" ? target.breaks : target.continues).push(state);
    return null;
  }

  #return(statement: Return, state: State): null {
    const { value } = statement;
    let known: Value | null = null;
    if (value !== null && isReference(value)) evaluateReference(this.#context, state, value);
    else if (value !== null) {
      const { terms } = this.#context;
      known = evaluateBelow(this.#context, state, value, terms.func.resultBelow);
    }
    if (!state.impossible) this.exits.push({ state, value: known, elements: [], statement });
    return null;
  }

  #returnTuple({ values }: ReturnTuple, state: State): null {
    const { result } = this.#context.terms.func;
    const wanted = typeof result === "object" && result.kind === "tuple" ? result.elements : [];
    const elements = values.map((value, index) => evaluateBelow(this.#context, state, value, wanted[index]?.below));
    if (!state.impossible) this.exits.push({ state, value: null, elements, statement: null });
    return null;
  }

  // -------------------------------------------------------------------------------------------
  // Loops

  #for(loop: For, state: State): State | null {
    for (const initial of loop.initial) {
      this.#context.listener?.reached?.(initial, state);
      this.#let(initial, state);
      if (state.impossible) return null;
      state.endStatement();
    }
    const after = this.#loop(loop, state);
    for (const { local } of loop.initial) after?.forgetLocal(local);
    return after;
  }

  #loop(loop: Loop, entry: State): State | null {
    const heard = this.#context;
    this.#context = this.#silent;
    const restore = this.#mark();
    const head = fixpoint(entry, loop, (state) => {
      const { back } = this.#round(loop, state, []);
      restore();
      return back;
    });
    this.#context = heard;
    const ends: State[] = [];
    const run = (from: State): { body: State | null; back: State | null } => this.#round(loop, from, ends);
    if (heard === this.#silent) run(head.clone());
    else this.#loops.visit({ loop, entry, head, run });
    return ends.reduce<State | null>((all, each) => joinStates(all, each), null);
  }

  /** Remembers which jumps out have been seen; the answer forgets later ones, which only tried. */
  #mark(): () => void {
    const lists = [this.exits, ...this.#targets.flatMap(({ breaks, continues }) => [breaks, continues])];
    const lengths = lists.map((list) => list.length);
    return () => lists.forEach((list, index) => (list.length = lengths[index] ?? 0));
  }

  /** Runs the loop once; pushes the states that leave it. */
  #round(loop: Loop, head: State, ends: State[]): { body: State | null; back: State | null } {
    const target: Target = { label: loop.label, breaks: ends, continues: [] };
    if (loop.kind === "do-while") {
      const tested = this.#body(loop, head, target);
      return { body: null, back: this.#test(loop, tested, ends) };
    }
    const body = this.#test(loop, head, ends);
    const seen = body?.clone() ?? null;
    const end = this.#body(loop, body, target);
    return { body: seen, back: loop.kind === "for" ? this.#update(loop, end) : end };
  }

  #test({ condition }: For | While | DoWhile, state: State | null, ends: State[]): State | null {
    if (state === null) return null;
    evaluate(this.#context, state, condition);
    const leaves = assume(this.#context, state.clone(), condition, false);
    const goesOn = assume(this.#context, state, condition, true);
    leaves?.endStatement();
    goesOn?.endStatement();
    if (leaves !== null) ends.push(leaves);
    return goesOn;
  }

  #body(loop: Loop, state: State | null, target: Target): State | null {
    const outer = this.#targets;
    this.#targets = [...outer, target];
    const end = this.block(loop.body, state);
    this.#targets = outer;
    return target.continues.reduce<State | null>((all, each) => joinStates(all, each), end);
  }

  #update(loop: For, state: State | null): State | null {
    let current = state;
    for (const update of loop.update) {
      if (current === null) return null;
      current = this.#statement(update, current, null);
    }
    return current;
  }
}
