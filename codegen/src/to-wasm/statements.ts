/**
 * Functions and statements.
 *
 * WebAssembly has structured control flow, and branches to the end of a block or to the start of a loop, so each loop
 * of the source is three constructs. The condition stands twice, before the first round and after each one, so that a
 * round has one branch:
 *
 * ```
 * block break
 *   br_if break (not condition)
 *   loop again
 *     block continue  ...body...  end
 *     ...update...
 *     br_if again condition
 * ```
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import type {
  Alias,
  Break,
  Continue,
  Expression,
  Func,
  If,
  Let,
  LetTuple,
  Replace,
  Return,
  Statement,
  Switch,
} from "../ir/ir.ts";
import { replacementOf } from "../ir/structs.ts";
import { isScalar, type SliceType } from "../ir/types.ts";
import { localsOfTuple } from "../ir/walk.ts";
import type { FunctionContext, Held, LoopLabels, ProgramContext } from "./context.ts";
import { createFunctionContext, hold, wasmConstant, wasmResultOf, wasmTypesOf } from "./context.ts";
import { emitAddress, emitExpression, emitInvocation, emitReference, emitStore, isReference } from "./expressions.ts";
import { canonical } from "./operations.ts";
import { emitLanes, LANES, quadsOf } from "./lanes.ts";
import { emitWideStore } from "./wide-stores.ts";

type Ref = binaryen.ExpressionRef;

/**
 * Adds a function to the module. A public one makes its small arguments canonical first, for a host may pass any
 * number.
 */
export function emitFunction(program: ProgramContext, func: Func, isPublic: boolean): void {
  const context = { ...createFunctionContext(program), quads: quadsOf(func.body) };
  const { module, locals } = context;
  const parameterTypes = func.parameters.flatMap(({ type }) => wasmTypesOf(type));
  for (const { name, type } of func.parameters) locals.declare(name, type);
  const body = [...(isPublic ? emitCanonicalParameters(context, func) : []), ...emitStatements(context, func.body)];
  // The language makes every path return, but the type of a block does not show it.
  if (func.result !== "void") body.push(module.unreachable());
  const result = wasmResultOf(func.result);
  const variables = locals.typesFrom(parameterTypes.length);
  const parameters = binaryen.createType(parameterTypes);
  const added = module.addFunction(func.name, parameters, result, variables, module.block(null, body, result));
  for (const [index, name] of locals.names()) FUNCTION.setLocalName(added, index, name);
  context.locate?.(added, context.made);
}

/** The body of a function in place of a call: its parameters are locals, and `return` leaves a block. */
export function emitInline(outer: FunctionContext, func: Func, operands: Ref[]): Ref {
  const { module } = outer;
  const returnTo = outer.freshLabel("return");
  const context = { ...outer, locals: outer.locals.nested(), loops: [], returnTo, quads: quadsOf(func.body) };
  const [first = 0] = func.parameters.map(({ name, type }) => context.locals.declare(name, type));
  const sets = operands.map((operand, index) => module.local.set(first + index, operand));
  const body = [...sets, ...emitStatements(context, func.body)];
  if (func.result !== "void") body.push(module.unreachable());
  return module.block(returnTo, body, wasmResultOf(func.result));
}

/** The typings have it in `Module`, the package itself beside it. */
const FUNCTION = (binaryen as unknown as Pick<binaryen.Module, "Function">).Function;

function emitCanonicalParameters(context: FunctionContext, { parameters }: Func): Ref[] {
  const { module, locals } = context;
  return parameters.flatMap(({ name, type }) => {
    if (!isScalar(type) && type.kind === "slice") return [emitReachableLength(context, name, type)];
    if (type !== "bool" && type !== "i8" && type !== "u8" && type !== "i16" && type !== "u16") return [];
    const index = locals.indexOf(name);
    return [module.local.set(index, canonical(context, type, module.local.get(index, binaryen.i32)))];
  });
}

/** Makes the length of a slice that of its part inside of memory, so that no address makes anything trap. */
function emitReachableLength({ module, locals, layout }: FunctionContext, name: string, { element }: SliceType): Ref {
  const { i32, local } = module;
  const address = locals.indexOf(name);
  const length = address + 1;
  const end = (): Ref => i32.shl(module.memory.size(), i32.const(PAGE_BITS));
  const room = module.select(
    i32.lt_u(local.get(address, binaryen.i32), end()),
    i32.sub(end(), local.get(address, binaryen.i32)),
    i32.const(0),
  );
  const most = locals.temporary(binaryen.i32);
  const fitting = i32.div_u(room, i32.const(layout.sizeOf(element)));
  // The condition is the last of a select's operands.
  const least = module.select(
    i32.lt_u(local.get(length, binaryen.i32), local.get(most, binaryen.i32)),
    local.get(length, binaryen.i32),
    local.tee(most, fitting, binaryen.i32),
  );
  return local.set(length, least);
}

/** Memory is measured in pages of 64 KiB. */
const PAGE_BITS = 16;

function emitStatements(context: FunctionContext, statements: readonly Statement[]): Ref[] {
  const all: Ref[] = [];
  for (let index = 0; index < statements.length;) {
    const [statement] = statements.slice(index, index + 1);
    if (statement === undefined) break;
    const rest = statements.slice(index);
    const lanes = emitLanes(context, rest);
    const wide = lanes === null ? emitWideStore(context, rest) : { statements: LANES, code: [lanes] };
    const code = wide?.code ?? [emitStatement(context, statement)].flat();
    context.made.push(...code.map((each) => ({ code: each, span: statement.span })));
    all.push(...code);
    index += wide?.statements ?? 1;
  }
  return all;
}

function emitBlock(context: FunctionContext, statements: readonly Statement[], label: string | null = null): Ref {
  return context.module.block(label, emitStatements(context, statements), binaryen.none);
}

function emitStatement(context: FunctionContext, statement: Statement): Ref | Ref[] {
  const { module } = context;
  switch (statement.kind) {
    case "let":
      return emitLet(context, statement);
    case "let-tuple":
      return emitLetTuple(context, statement);
    case "alias":
      return emitAlias(context, statement);
    case "assign":
      return emitStore(context, statement.place, emitExpression(context, statement.value));
    case "replace":
      return emitReplace(context, statement);
    case "if":
      return emitIf(context, statement);
    case "for":
      return [...emitStatements(context, statement.initial), emitLoop(context, { ...statement, testsFirst: true })];
    case "while":
      return emitLoop(context, { ...statement, update: [], testsFirst: true });
    case "do-while":
      return emitLoop(context, { ...statement, update: [], testsFirst: false });
    case "switch":
      return emitSwitch(context, statement);
    case "block":
      return emitBlock(context, statement.body);
    case "break":
      return module.br(loopOf(context, statement).breakTo);
    case "continue":
      return module.br(loopOf(context, statement).continueTo);
    case "return":
      return emitReturn(context, statement);
    case "return-tuple":
      return leave(context, module.tuple.make(statement.values.map((value) => emitExpression(context, value))));
    case "call-statement": {
      const call = emitInvocation(context, statement.invocation);
      return statement.invocation.result === "void" ? call : module.drop(call);
    }
  }
}

/** Declared anew each time that control comes by, so a `let` without initialiser is zero each time. */
function emitLet(context: FunctionContext, { local, type, value }: Let): Ref {
  const { module, locals } = context;
  const initial = value === null ? wasmConstant(module, type, 0) : emitExpression(context, value);
  return module.local.set(locals.declare(local, type), initial);
}

function emitLetTuple(context: FunctionContext, statement: LetTuple): Ref[] {
  const { module, locals } = context;
  const tuple = hold(context, emitInvocation(context, statement.invocation), wasmResultOf(statement.invocation.result));
  const sets = localsOfTuple(statement).map(({ name, type, index }) =>
    module.local.set(locals.declare(name, type), module.tuple.extract(tuple.again(), index)),
  );
  return [tuple.set(), ...sets];
}

function emitAlias(context: FunctionContext, { local, type, target }: Alias): Ref[] {
  const values = emitReference(context, target);
  const first = context.locals.declare(local, type);
  return values.map((value, part) => context.module.local.set(first + part, value));
}

/** Up to so many bytes are stored one after the other; more of them, as far as they are zero, by a loop. */
const STRAIGHT_BYTES_MAX = 64;

/** The bytes of the union with its new variant, the tag first. */
function emitReplace(context: FunctionContext, statement: Replace): Ref[] {
  const { module, layout } = context;
  const { union, field, tag } = replacementOf(statement, (name) => context.structOf(name));
  const offset = layout.offsetOf(union.name, field.name);
  const bytes = layout.bytesOf(field.type, field.initial);
  const address = hold(context, emitAddress(context, statement.place));
  const isLong = bytes.length > STRAIGHT_BYTES_MAX;
  const stores = chunksOf(bytes).filter(({ value }) => !isLong || value !== 0);
  return [
    address.set(),
    module.i32.store8(0, 1, address.again(), module.i32.const(tag)),
    ...(isLong ? [emitZeros(context, address, offset, bytes.length)] : []),
    ...stores.map(({ at, value, size }) => {
      const store = size === 4 ? "store" : size === 2 ? "store16" : "store8";
      return module.i32[store](offset + at, 1, address.again(), module.i32.const(value));
    }),
  ];
}

/** Sets bytes behind an address to zero, one in each round. */
function emitZeros(context: FunctionContext, address: Held, offset: number, count: number): Ref {
  const { module } = context;
  const left = context.locals.temporary(binaryen.i32);
  const again = context.freshLabel("again");
  const next = module.i32.sub(module.local.get(left, binaryen.i32), module.i32.const(1));
  const target = module.i32.add(address.again(), module.local.tee(left, next, binaryen.i32));
  const round = [
    module.i32.store8(offset, 1, target, module.i32.const(0)),
    module.br(again, module.local.get(left, binaryen.i32)),
  ];
  return module.block(null, [
    module.local.set(left, module.i32.const(count)),
    module.loop(again, module.block(null, round, binaryen.none)),
  ]);
}

/** Words as long as there are any, then what is left of one. */
function chunksOf(
  bytes: Uint8Array,
): readonly { readonly at: number; readonly value: number; readonly size: 1 | 2 | 4 }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = Math.floor(bytes.length / 4);
  const chunks: { at: number; value: number; size: 1 | 2 | 4 }[] = Array.from({ length: words }, (_, index) => {
    return { at: 4 * index, value: view.getInt32(4 * index, true), size: 4 };
  });
  let at = 4 * words;
  if (bytes.length - at >= 2) {
    chunks.push({ at, value: view.getInt16(at, true), size: 2 });
    at += 2;
  }
  if (at < bytes.length) chunks.push({ at, value: view.getInt8(at), size: 1 });
  return chunks;
}

function emitIf(context: FunctionContext, { condition, then, otherwise }: If): Ref {
  const { module } = context;
  const test = emitExpression(context, condition);
  const taken = emitBlock(context, then);
  return otherwise.length === 0 ? module.if(test, taken) : module.if(test, taken, emitBlock(context, otherwise));
}

interface Loop {
  readonly label: string | null;
  readonly condition: Expression;
  readonly body: readonly Statement[];
  readonly update: readonly Statement[];
  /** Whether the condition stands before the body. */
  readonly testsFirst: boolean;
}

function emitLoop(outer: FunctionContext, { label, condition, body, update, testsFirst }: Loop): Ref {
  const { module, freshLabel } = outer;
  const again = freshLabel("again");
  const labels: LoopLabels = { name: label, breakTo: freshLabel("break"), continueTo: freshLabel("continue") };
  const context = { ...outer, loops: [...outer.loops, labels] };
  const skip = module.br(labels.breakTo, module.i32.eqz(emitExpression(context, condition)));
  const iteration = [emitBlock(context, body, labels.continueTo), ...emitStatements(context, update)];
  const next = module.br(again, emitExpression(context, condition));
  const loop = module.loop(again, module.block(null, [...iteration, next]));
  return module.block(labels.breakTo, testsFirst ? [skip, loop] : [loop], binaryen.none);
}

function loopOf({ loops }: FunctionContext, { kind, label }: Break | Continue): LoopLabels {
  const loop = label === null ? loops.at(-1) : loops.findLast(({ name }) => name === label);
  if (loop === undefined) throw new Error(`to-wasm: '${kind}' outside of ${label ?? "a loop"}`);
  return loop;
}

/** The optimiser keeps the value of a last return, and not the return. */
function emitReturn(context: FunctionContext, { value, span }: Return): Ref {
  if (value === null) return leave(context);
  if (!isReference(value)) {
    const code = emitExpression(context, value);
    context.made.push({ code, span });
    return leave(context, code);
  }
  const [address] = emitReference(context, value);
  return leave(context, address);
}

function leave({ module, returnTo }: FunctionContext, value?: Ref): Ref {
  return returnTo === null ? module.return(value) : module.br(returnTo, undefined, value);
}

/** One arm of a switch. */
interface Arm {
  readonly label: string;
  readonly values: readonly number[];
  readonly body: readonly Statement[];
}

/**
 * Each arm is the code after a block of its own, and ends by leaving the whole switch:
 *
 * ```
 * block end
 *   block otherwise
 *     block case1
 *       block case0
 *         ...choose, by a branch to one of the labels...
 *       end  ...case 0...  br end
 *     end  ...case 1...  br end
 *   end  ...otherwise...
 * ```
 */
function emitSwitch(context: FunctionContext, { subject, cases, otherwise }: Switch): Ref {
  const { module, freshLabel } = context;
  const end = freshLabel("end");
  const arms = cases.map(({ values, body }): Arm => {
    return { label: freshLabel("case"), values: values.map(({ value }) => Number(value) | 0), body };
  });
  const fallback = freshLabel("otherwise");
  let inner = emitChoice(context, emitExpression(context, subject), arms, fallback);
  for (const { label, body } of arms) {
    const arm = emitStatements(context, body);
    inner = [module.block(label, inner, binaryen.none), ...arm, module.br(end)];
  }
  const last = emitStatements(context, otherwise ?? []);
  return module.block(end, [module.block(fallback, inner, binaryen.none), ...last], binaryen.none);
}

/** Most entries of a branch table for each case; beyond it, comparisons are smaller. */
const TABLE_ENTRIES_PER_CASE = 4;

/** Branches to the arm that has the value. */
function emitChoice(context: FunctionContext, subject: Ref, arms: readonly Arm[], fallback: string): Ref[] {
  const { module } = context;
  const labels = new Map(arms.flatMap(({ label, values }) => values.map((value) => [value, label])));
  const least = Math.min(...labels.keys());
  const count = Math.max(...labels.keys()) - least + 1;
  if (labels.size > 2 && count <= labels.size * TABLE_ENTRIES_PER_CASE) {
    const table = Array.from({ length: count }, (_, index) => labels.get(least + index) ?? fallback);
    return [module.switch(table, fallback, module.i32.sub(subject, module.i32.const(least)))];
  }
  const value = hold(context, subject);
  const branches = Array.from(labels, ([constant, label]) =>
    module.br(label, module.i32.eq(value.again(), module.i32.const(constant))),
  );
  return [value.set(), ...branches, module.br(fallback)];
}
