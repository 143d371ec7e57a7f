/**
 * The intermediate representation: typed, structured, immutable trees.
 *
 * There is no SSA and there are no basic blocks, so names, comments and control flow survive into
 * readable C; every conversion is explicit, so a backend never decides a type. Constants are
 * evaluated and generic or untyped syntax is gone. Qualified names (`search/distance.squaredL2`)
 * identify everything that outlives a function; locals are identified by a name that is unique where
 * they are in scope: only blocks beside one another may share one, for locals of whatever types.
 *
 * Order of evaluation is explicit too: within the expressions of one statement, at most one
 * operation can change state, and nothing else in that statement observes the state that it changes,
 * so C's unspecified operand order cannot show. `lower` introduces temporaries where a program needs them.
 *
 * @packageDocumentation
 */
import type { ElementType, StorageType, Type, ValueType } from "./types.ts";

/** A half-open range of UTF-16 offsets into one source file. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A whole program: everything reachable from one entry module, in dependency order (imports first). */
export interface Program {
  /** The entry module's id; its last path segment names the program. */
  readonly entry: string;
  readonly modules: readonly Module[];
  /** What the entry module exports, in source order: the program's public functions. */
  readonly exports: readonly ProgramExport[];
}

/** A public name of the program, and what it stands for. */
export interface ProgramExport {
  /** The public name: the export's name, or the one given by `@export`. */
  readonly name: string;
  /** Qualified name of the function (or, as `kind` says, of the static or constant). */
  readonly target: string;
  readonly kind: "function" | "static" | "constant";
}

/** One source file. */
export interface Module {
  /** Path from the program's root, without extension: `search/distance`. */
  readonly id: string;
  /** The file it came from, as `Span.file` has it. */
  readonly file: string;
  /** Text of the `@packageDocumentation` comment, without delimiters. */
  readonly doc: string;
  /** Ids of the modules that it imports, in source order. */
  readonly imports: readonly string[];
  readonly structs: readonly Struct[];
  readonly enumerations: readonly Enumeration[];
  readonly constants: readonly Constant[];
  readonly statics: readonly Static[];
  readonly externs: readonly Extern[];
  readonly functions: readonly Func[];
}

interface Declaration {
  /** Qualified name: module id, a dot, the source name. A method is `Class#method` there. */
  readonly name: string;
  /** Text of the doc comment (TSDoc), without delimiters; empty if there is none. */
  readonly doc: string;
  readonly exported: boolean;
  readonly span: Span;
}

/** A class or union of the source. */
export interface Struct extends Declaration {
  /**
   * As they lie in memory. Those of a union are its tag, of type u8, and then its variants, each a struct that has a
   * tag: one of the variants is there at a time, in memory that all share. They are in the order of their tags.
   */
  readonly fields: readonly Field[];
  readonly isUnion: boolean;
  /** What tells a variant from others, else null. It has no place in the struct itself: the union has it. */
  readonly tag: Tag | null;
}

/** A constant that is part of a class. */
export interface Tag extends MayBeEnumeration {
  readonly name: string;
  /** 0 to 255. */
  readonly value: number;
}

/** A field of a struct. */
export interface Field extends MayBeEnumeration {
  readonly name: string;
  readonly type: ElementType;
  /** Doc comment or trailing comment of the field. */
  readonly doc: string;
  /** The field's initialiser in a new struct. */
  readonly initial: Initial;
  /** Set by `Below<N>`: every value is proven to be less than this, wherever it comes from. */
  readonly below?: number | undefined;
}

/**
 * An enum: integers with names, and the type of what holds one of them. In the IR, that is a plain integer of the
 * storage type; where it is declared, `enumeration` says which names its values have.
 */
export interface Enumeration extends Declaration {
  /** The smallest that holds all members. */
  readonly storage: StorageType;
  readonly members: readonly EnumerationMember[];
}

/** A member of an enum. Uses of it are `Const` nodes that carry the names of both. */
export interface EnumerationMember {
  readonly name: string;
  readonly value: number;
  readonly doc: string;
}

/** What may be declared with the type of an enum. */
interface MayBeEnumeration {
  /** The qualified name of that enum. */
  readonly enumeration?: string | undefined;
}

/** A named scalar known at compile time. Uses of it are `Const` nodes that carry its name. */
export interface Constant extends Declaration {
  /** For an untyped constant (`const DIM = 16`): i32 if it fits and is whole, else u32, else f32; or i64, u64. */
  readonly type: ValueType;
  readonly value: ScalarValue;
  /** If it is a member of an object of constants, whose name it then has. */
  readonly object?: ConstantMember | undefined;
  /** If it is an option of the build: the values that it takes, null for any whole number. */
  readonly option?: OptionRange | null | undefined;
}

/** Whole numbers from `least` to `most`, each `step` more than the one before. */
export interface OptionRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Where a constant is in an object of constants. */
export interface ConstantMember {
  /** Its path there: `led`, `serial.receive`. */
  readonly member: string;
  /** The doc comment of the object. */
  readonly doc: string;
}

/** A variable that lives as long as the program. */
export interface Static extends Declaration, MayBeEnumeration {
  readonly type: ElementType;
  readonly initial: Initial;
  /** Never written by the program: goes to flash (`static const` in C). */
  readonly readonly: boolean;
  /** Set by `Below<N>`: every value is proven to be less than this, wherever it comes from. */
  readonly below?: number | undefined;
}

/** Initial contents: `zero` everywhere, one scalar, or a list (array elements, or struct fields in order). */
export type Initial = "zero" | ScalarValue | readonly Initial[];

/** A scalar known at compile time: a bigint of the types of 64 bits, a boolean of bool, a number of all others. */
export type ScalarValue = number | boolean | bigint;

/** A function of the board, declared in TypeScript and supplied from outside. Its `enumeration` is its result's. */
export interface Extern extends Declaration, MayBeEnumeration {
  readonly parameters: readonly Parameter[];
  readonly result: ResultType;
}

/** A parameter of a function or extern. */
export interface Parameter extends MayBeEnumeration {
  readonly name: string;
  /** Scalars are passed by value, arrays and structs by reference, slices as pointer and length. */
  readonly type: Type;
  /** Whether the function writes through this reference. False makes it `const` in C. */
  readonly written: boolean;
  /** Set by `Below<N>`: every value is proven to be less than this, wherever it comes from. */
  readonly below?: number | undefined;
}

/** An array or struct result is a reference to a static: `float *get_query_ptr(void)`. */
export type ResultType = "void" | StorageType | ReferenceResult | TupleResult;

/** The result of a function that returns a static array or struct by reference. */
export interface ReferenceResult {
  readonly kind: "reference";
  readonly type: ElementType;
}

/** The result of a function that returns several scalars at once. A tuple is nothing else: it is never stored. */
export interface TupleResult {
  readonly kind: "tuple";
  /** At least two. */
  readonly elements: readonly TupleElement[];
}

/** One scalar of a tuple. */
export interface TupleElement {
  /** The label of the source, else `first`, `second` and so on; unique in its tuple. */
  readonly name: string;
  readonly type: StorageType;
  /** Set by `Below<N>`: every value is proven to be less than this, wherever it comes from. */
  readonly below?: number | undefined;
}

/** A function of the program. A method has the struct as first parameter. Its `enumeration` is its result's. */
export interface Func extends Declaration, MayBeEnumeration {
  readonly parameters: readonly Parameter[];
  readonly result: ResultType;
  /** Set by a result `Below<N>`: every value that it returns is proven to be less than this. */
  readonly resultBelow?: number | undefined;
  readonly body: readonly Statement[];
  /** What a call of it may do, callees included. */
  readonly effects: Effects;
}

/** What a call may do beside computing its result. A call without effects may be moved or left out. */
export interface Effects {
  readonly readsState: boolean;
  readonly writesState: boolean;
  readonly callsExtern: boolean;
}

// ---------------------------------------------------------------------------------------------
// Statements

interface StatementBase {
  readonly span: Span;
  /** Comment lines that stand before the statement, without delimiters. */
  readonly comments: readonly string[];
}

/** Every statement, by `kind`. */
export type Statement =
  | Let
  | LetTuple
  | Alias
  | Assign
  | Replace
  | If
  | For
  | While
  | DoWhile
  | Switch
  | Block
  | Break
  | Continue
  | Return
  | ReturnTuple
  | CallStatement;

/** Declares a scalar local. `mutable` is false for `const`. */
export interface Let extends StatementBase, MayBeEnumeration {
  readonly kind: "let";
  readonly local: string;
  readonly type: StorageType;
  readonly mutable: boolean;
  /** Null only for a `let` without initialiser, which starts at zero. */
  readonly value: Expression | null;
  /** Set by `Below<N>`: every value is proven to be less than this, wherever it comes from. */
  readonly below?: number | undefined;
}

/** Calls a function that returns a tuple, and declares a scalar local for each element that is wanted. */
export interface LetTuple extends StatementBase {
  readonly kind: "let-tuple";
  /** Its result is a tuple. */
  readonly invocation: Invocation;
  readonly mutable: boolean;
  /** One for each element of the tuple, of the element's type; null where the element is not wanted. */
  readonly locals: readonly (string | null)[];
}

/** Names a place or a slice: `const n = neurons[i]`. The index is evaluated here, once. */
export interface Alias extends StatementBase {
  readonly kind: "alias";
  readonly local: string;
  readonly type: Exclude<Type, StorageType>;
  readonly target: Reference;
  /** Whether the program writes through it. */
  readonly written: boolean;
}

/** Stores a scalar. `value.type` equals `place.type`. */
export interface Assign extends StatementBase {
  readonly kind: "assign";
  readonly place: Place;
  readonly value: Expression;
}

/** Puts another variant into a union, or the same one anew, with all fields at their initial values. */
export interface Replace extends StatementBase {
  readonly kind: "replace";
  /** The union. */
  readonly place: Place;
  /** The field of the union that is the variant. */
  readonly variant: string;
}

/** `if (condition) then else otherwise`; `otherwise` is empty where there is no `else`. */
export interface If extends StatementBase {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: readonly Statement[];
  /** A lone `If` here is an `else if`. */
  readonly otherwise: readonly Statement[];
}

/** `for (initial; condition; update) body`. Locals of `initial` are in scope in the other parts. */
export interface For extends StatementBase {
  readonly kind: "for";
  readonly initial: readonly Let[];
  readonly condition: Expression;
  readonly update: readonly Assign[];
  readonly body: readonly Statement[];
  readonly label: string | null;
  /** Set where `@bound` declares a bound: its body begins with a counter that leaves it after so many rounds. */
  readonly limit?: number;
}

/** `while (condition) body`. */
export interface While extends StatementBase {
  readonly kind: "while";
  readonly condition: Expression;
  readonly body: readonly Statement[];
  readonly label: string | null;
  /** As for `For`. */
  readonly limit?: number;
}

/** `do body while (condition)`. */
export interface DoWhile extends StatementBase {
  readonly kind: "do-while";
  readonly condition: Expression;
  readonly body: readonly Statement[];
  readonly label: string | null;
  /** As for `For`. */
  readonly limit?: number;
}

/** No case falls through; a case with several values is written `case 1: case 2:`. */
export interface Switch extends StatementBase {
  readonly kind: "switch";
  /** Of type i32 or u32. */
  readonly subject: Expression;
  readonly cases: readonly SwitchCase[];
  /** Null if there is no `default`. */
  readonly otherwise: readonly Statement[] | null;
  /** Values that `otherwise` is written for, beside all others: the last case of a switch over a whole enum. */
  readonly otherwiseValues?: readonly Const[];
}

/** The values that lead to one body. */
export interface SwitchCase {
  readonly values: readonly Const[];
  readonly body: readonly Statement[];
}

/** A scope of its own: `{ ... }`. */
export interface Block extends StatementBase {
  readonly kind: "block";
  readonly body: readonly Statement[];
}

/** Leaves the innermost loop, or the labelled one. A `break` that only ends a switch case is gone. */
export interface Break extends StatementBase {
  readonly kind: "break";
  readonly label: string | null;
}

/** Begins the next round of the innermost loop, or of the labelled one. */
export interface Continue extends StatementBase {
  readonly kind: "continue";
  readonly label: string | null;
}

/** Ends the function; `value` is null exactly if its result is `void`. */
export interface Return extends StatementBase {
  readonly kind: "return";
  readonly value: Expression | Reference | null;
}

/** Ends a function whose result is a tuple: a value for each element, of the element's type, from left to right. */
export interface ReturnTuple extends StatementBase {
  readonly kind: "return-tuple";
  readonly values: readonly Expression[];
}

/** A call whose result is not used. */
export interface CallStatement extends StatementBase {
  readonly kind: "call-statement";
  readonly invocation: Invocation;
}

// ---------------------------------------------------------------------------------------------
// Places and references

/** Something that can be loaded from or stored to, or referred to. */
export type Place = LocalPlace | StaticPlace | FieldPlace | IndexPlace;

/** A scalar local or parameter, or a local alias or parameter of array, struct or slice type. */
export interface LocalPlace extends MayBeEnumeration {
  readonly kind: "local";
  readonly name: string;
  readonly type: Type;
  /** That of its declaration. */
  readonly below?: number | undefined;
  readonly span: Span;
}

/** A static, by its qualified name. */
export interface StaticPlace extends MayBeEnumeration {
  readonly kind: "static";
  readonly name: string;
  readonly type: ElementType;
  /** That of its declaration. */
  readonly below?: number | undefined;
  readonly span: Span;
}

/** A field of a struct that `base` is. */
export interface FieldPlace extends MayBeEnumeration {
  readonly kind: "field";
  readonly base: Place;
  readonly field: string;
  readonly type: ElementType;
  /** That of its declaration. */
  readonly below?: number | undefined;
  readonly span: Span;
}

/** An element of an array or slice. `index` has type i32 or u32. */
export interface IndexPlace {
  readonly kind: "index";
  readonly base: Place;
  readonly index: Expression;
  readonly type: ElementType;
  readonly span: Span;
}

/** What an alias, an argument or a reference result can be. */
export type Reference = PlaceReference | SliceReference;

/** The place itself (array, struct or slice), by reference. */
export interface PlaceReference {
  readonly kind: "reference";
  readonly place: Place;
  readonly type: Exclude<Type, StorageType>;
  readonly span: Span;
}

/** A slice of an array or slice: the whole (`start` and `end` null) or `base.subarray(start, end)`. Bounds are u32. */
export interface SliceReference {
  readonly kind: "slice";
  readonly base: Place;
  readonly start: Expression | null;
  readonly end: Expression | null;
  readonly type: Exclude<Type, StorageType>;
  readonly span: Span;
}

// ---------------------------------------------------------------------------------------------
// Expressions

/** Every expression, by `kind`. All of them are scalars. */
export type Expression = Const | Load | Length | Unary | Binary | Logical | Conditional | Convert | Call;

interface ExpressionBase {
  readonly type: StorageType;
  readonly span: Span;
}

/**
 * A literal, or a named constant: `name` is then the constant's qualified name, or that of the enum or object of
 * constants which has it as a `member`. An f32 is already rounded.
 */
export interface Const extends ExpressionBase {
  readonly kind: "const";
  readonly value: ScalarValue;
  readonly name: string | null;
  readonly member?: string | undefined;
}

/** The value of a scalar place. */
export interface Load extends ExpressionBase {
  readonly kind: "load";
  readonly place: Place;
}

/** The length of a slice, as u32. (The length of an array is a `Const`.) */
export interface Length extends ExpressionBase {
  readonly kind: "length";
  readonly slice: Place;
}

/** An operator with one operand. `operators.ts` says for which types it exists and what it means. */
export interface Unary extends ExpressionBase {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

/** Operands have one value type; a shift count has any integer type of the same width. Comparisons give bool. */
export interface Binary extends ExpressionBase {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** Short-circuit; the right operand changes no state. */
export interface Logical extends ExpressionBase {
  readonly kind: "logical";
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}

/** Only the chosen branch is evaluated; neither changes state. */
export interface Conditional extends ExpressionBase {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** A conversion of value or storage type; its meaning is `convert` in operators.ts. */
export interface Convert extends ExpressionBase {
  readonly kind: "convert";
  readonly operand: Expression;
}

/** A call for its scalar result. */
export interface Call extends ExpressionBase {
  readonly kind: "call";
  readonly invocation: Invocation;
}

/** A function with its arguments, evaluated from left to right. */
export interface Invocation {
  /** Qualified name of a function or extern. */
  readonly callee: string;
  /** One for each parameter: an expression for a scalar, else a reference. */
  readonly arguments: readonly (Expression | Reference)[];
  readonly result: ResultType;
  readonly span: Span;
}

/** `bits-of` is f32 to u32, `from-bits` u32 to f32; `round` is floor(x + 1/2) as in JavaScript. */
export type UnaryOperator =
  | "negate"
  | "not"
  | "bit-not"
  | "abs"
  | "sqrt"
  | "floor"
  | "ceil"
  | "trunc"
  | "round"
  | "clz"
  | "popcount"
  | "bits-of"
  | "from-bits";

/** Operators with two operands; the table of their types and meanings is in `operators.ts`. */
export type BinaryOperator =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "remainder"
  | "bit-and"
  | "bit-or"
  | "bit-xor"
  | "shift-left"
  | "shift-right"
  | "equal"
  | "not-equal"
  | "less"
  | "less-equal"
  | "greater"
  | "greater-equal"
  | "min"
  | "max";
