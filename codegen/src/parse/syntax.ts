/**
 * The syntax tree of the language: what `parse` makes of a TypeScript file.
 *
 * It holds exactly the constructs of the subset, so every later stage can switch over it exhaustively, and
 * none sees TypeScript's own tree. Nothing is resolved yet: names are text, types are spelled as
 * written. A construct outside the subset has been reported and is a `refused` node here, so that one
 * run shows all mistakes of a file; later stages pass over it in silence.
 *
 * @packageDocumentation
 */
import type { OptionRange, Span } from "../ir/ir.ts";

/** One source file. */
export interface SyntaxModule {
  /** Path from the program's root, without extension: `search/distance`. */
  readonly id: string;
  /** The file, as the entry and its imports name it. */
  readonly file: string;
  /** The text that spans are offsets into; "" if it could not be read. */
  readonly text: string;
  /** Text of the `@packageDocumentation` comment, without delimiters. */
  readonly doc: string;
  readonly imports: readonly ImportSyntax[];
  readonly declarations: readonly DeclarationSyntax[];
  /** Export lists: `export { a, b as c }`, with or without `from`. */
  readonly exports: readonly ExportListSyntax[];
  /** False if anything in the file was refused: then what it declares and uses is not all here. */
  readonly complete: boolean;
}

interface NodeBase {
  readonly span: Span;
}

/** A name at the place where it stands. */
export interface Identifier extends NodeBase {
  readonly text: string;
}

/** Something that could not be accepted and has been reported. */
export interface RefusedSyntax extends NodeBase {
  readonly kind: "refused";
}

// ---------------------------------------------------------------------------------------------
// Modules

/** Where a name comes from: a file of the program, or the language's own vocabulary. */
export type ModuleSource =
  { readonly kind: "file"; readonly file: string } | { readonly kind: "vocabulary" } | { readonly kind: "missing" };

/** `import { a, b as c } from "./file.ts"`. */
export interface ImportSyntax extends NodeBase {
  readonly source: ModuleSource;
  readonly specifiers: readonly ImportSpecifierSyntax[];
}

/** One name of an import: as the other module has it, and as this one does. */
export interface ImportSpecifierSyntax extends NodeBase {
  readonly imported: Identifier;
  readonly local: Identifier;
  /** `import type`: the name may only stand for a type. */
  readonly typeOnly: boolean;
}

/** `export { a, b as c }`, or the same `from` another file. */
export interface ExportListSyntax extends NodeBase {
  /** Null for a list of the module's own names. */
  readonly source: ModuleSource | null;
  readonly specifiers: readonly ExportSpecifierSyntax[];
}

/** One name of an export list: as this module has it, and as others see it. */
export interface ExportSpecifierSyntax extends NodeBase {
  readonly local: Identifier;
  readonly exported: Identifier;
}

// ---------------------------------------------------------------------------------------------
// Declarations

/** What stands at the top level of a file, apart from imports and export lists. */
export type DeclarationSyntax =
  | FunctionSyntax
  | ClassSyntax
  | EnumSyntax
  | VariableSyntax
  | ConstantObjectSyntax
  | TypeAliasSyntax
  | InterfaceSyntax
  | RefusedDeclarationSyntax;

interface DeclarationBase extends NodeBase {
  readonly name: Identifier;
  /** Text of the doc comment, without delimiters; empty if there is none. */
  readonly doc: string;
  readonly exported: boolean;
}

/** A function; without a body, an extern. */
export interface FunctionSyntax extends DeclarationBase {
  readonly kind: "function";
  /** The name that `@export` in the doc comment gives, else null. */
  readonly publicName: Identifier | null;
  /** Empty unless the function is generic. */
  readonly typeParameters: readonly TypeParameterSyntax[];
  readonly parameters: readonly ParameterSyntax[];
  readonly result: TypeSyntax;
  /** Null for `declare function`: an extern. */
  readonly body: readonly StatementSyntax[] | null;
  /** The closing brace, where a missing `return` is noticed. */
  readonly end: Span;
}

/** `T extends f32 | i32`, `T extends Keyed` or `N extends number`. */
export interface TypeParameterSyntax extends NodeBase {
  readonly name: Identifier;
  /** The types or the interface that it is one of; empty for a length. */
  readonly constraint: readonly TypeSyntax[];
  /** Whether it extends `number`: a length. */
  readonly isLength: boolean;
}

/** A parameter. Its type is always written. */
export interface ParameterSyntax extends NodeBase {
  readonly name: Identifier;
  readonly type: TypeSyntax;
}

/** A class, which is a struct. */
export interface ClassSyntax extends DeclarationBase {
  readonly kind: "class";
  readonly fields: readonly FieldSyntax[];
  /** Functions whose bodies can name `this`; it is not among their parameters. */
  readonly methods: readonly FunctionSyntax[];
  /** False if a member was refused: then what else it holds is unknown. */
  readonly complete: boolean;
}

/** A field of a class. */
export interface FieldSyntax extends NodeBase {
  readonly name: Identifier;
  /** Null if it is left to the initialiser. */
  readonly type: TypeSyntax | null;
  readonly initial: InitialSyntax | null;
  /** Declared with `readonly`. */
  readonly isReadonly: boolean;
  readonly doc: string;
}

/** An interface: the fields that a type parameter asks of a class. */
export interface InterfaceSyntax extends DeclarationBase {
  readonly kind: "interface";
  readonly fields: readonly ParameterSyntax[];
}

/** `enum State { Idle, Busy = 5 }`. */
export interface EnumSyntax extends DeclarationBase {
  readonly kind: "enum";
  readonly members: readonly EnumMemberSyntax[];
  /** False if a member was refused: then what else it holds is unknown. */
  readonly complete: boolean;
}

/** A member of an enum. */
export interface EnumMemberSyntax extends NodeBase {
  readonly name: Identifier;
  /** Null if it follows the member before it. */
  readonly value: ExpressionSyntax | null;
  readonly doc: string;
}

/** A variable of a module. */
export interface VariableSyntax extends DeclarationBase {
  readonly kind: "variable";
  readonly mutable: boolean;
  /** What `@option` in the doc comment says, else null. */
  readonly option: OptionSyntax | null;
  readonly type: TypeSyntax | null;
  readonly initial: InitialSyntax | null;
}

/** `@option`, which makes a constant one that a build may set, with the values that `@range` beside it allows. */
export interface OptionSyntax extends NodeBase {
  /** Null without `@range`: any whole number. */
  readonly range: OptionRange | null;
}

/** `const PINS = { led: 25, serial: { receive: 1 } } as const`. */
export interface ConstantObjectSyntax extends DeclarationBase {
  readonly kind: "constant-object";
  readonly object: ObjectSyntax;
}

/** `{ receive: 1, send: 0 }`. */
export interface ObjectSyntax extends NodeBase {
  readonly kind: "object";
  readonly members: readonly ObjectMemberSyntax[];
  /** False if a member was refused: then what else it holds is unknown. */
  readonly complete: boolean;
}

/** A member of an object of constants. */
export interface ObjectMemberSyntax extends NodeBase {
  readonly name: Identifier;
  readonly value: ExpressionSyntax | ObjectSyntax;
  readonly doc: string;
}

/** `type Vector = Fixed<Float32Array, 16>`. */
export interface TypeAliasSyntax extends DeclarationBase {
  readonly kind: "type-alias";
  readonly type: TypeSyntax;
}

/** A declaration that was refused but has a name: uses of the name are not reported again. */
export interface RefusedDeclarationSyntax extends DeclarationBase {
  readonly kind: "refused-declaration";
}

/** What storage begins with: a constant expression, or `new` of a class or typed array. */
export type InitialSyntax = ExpressionSyntax | NewSyntax;

/** `new State()`, `new Float32Array(16)` or `new Uint32Array([1, 2, 3])`. */
export interface NewSyntax extends NodeBase {
  readonly kind: "new";
  readonly constructed: Identifier;
  readonly arguments: readonly (ExpressionSyntax | ElementListSyntax)[];
}

/** `[1, 2, 3]`, the elements of an initialised table or of a returned tuple. */
export interface ElementListSyntax extends NodeBase {
  readonly kind: "element-list";
  readonly elements: readonly ExpressionSyntax[];
}

// ---------------------------------------------------------------------------------------------
// Types

/** A type as written. */
export type TypeSyntax =
  | TypeNameSyntax
  | TypeListSyntax
  | TypeTupleSyntax
  | TypeUnionSyntax
  | TypeIndexedSyntax
  | TypeLengthSyntax
  | TypeOfSyntax
  | RefusedSyntax;

/** `f32`, `Neuron`, `void`, `Fixed<Float32Array, 16>`. */
export interface TypeNameSyntax extends NodeBase {
  readonly kind: "type-name";
  readonly name: Identifier;
  readonly arguments: readonly TypeSyntax[];
}

/** `Neuron[]`. */
export interface TypeListSyntax extends NodeBase {
  readonly kind: "type-list";
  readonly element: TypeSyntax;
}

/** `[quotient: u32, remainder: u32]`, or without labels. */
export interface TypeTupleSyntax extends NodeBase {
  readonly kind: "type-tuple";
  readonly elements: readonly TypeElementSyntax[];
}

/** `Press | Release`. */
export interface TypeUnionSyntax extends NodeBase {
  readonly kind: "type-union";
  readonly members: readonly TypeSyntax[];
}

/** One element of a tuple type. */
export interface TypeElementSyntax extends NodeBase {
  readonly label: Identifier | null;
  readonly type: TypeSyntax;
}

/** `Values[number]`: the type of the elements. */
export interface TypeIndexedSyntax extends NodeBase {
  readonly kind: "type-indexed";
  readonly array: TypeSyntax;
}

/** A number among type arguments: the 16 of `Fixed<Float32Array, 16>`. */
export interface TypeLengthSyntax extends NodeBase {
  readonly kind: "type-length";
  readonly value: number;
}

/** `typeof DIMENSIONS` among type arguments. */
export interface TypeOfSyntax extends NodeBase {
  readonly kind: "type-of";
  readonly name: Identifier;
}

// ---------------------------------------------------------------------------------------------
// Statements

interface StatementBase extends NodeBase {
  /** Comment lines before the statement and behind it on its last line, without delimiters. */
  readonly comments: readonly string[];
}

/** Every statement, by `kind`. */
export type StatementSyntax =
  | LetSyntax
  | LetTupleSyntax
  | AssignSyntax
  | AssignTupleSyntax
  | ReplaceSyntax
  | CallStatementSyntax
  | IfSyntax
  | ForSyntax
  | WhileSyntax
  | DoWhileSyntax
  | SwitchSyntax
  | BlockSyntax
  | JumpSyntax
  | ReturnSyntax
  | RefusedStatementSyntax;

/** `let` or `const` in a function, one node for each name. */
export interface LetSyntax extends StatementBase {
  readonly kind: "let";
  readonly name: Identifier;
  readonly mutable: boolean;
  readonly type: TypeSyntax | null;
  readonly value: ExpressionSyntax | null;
}

/** `const [quotient, remainder] = value`; null for an element that is skipped. */
export interface LetTupleSyntax extends StatementBase {
  readonly kind: "let-tuple";
  readonly names: readonly (Identifier | null)[];
  readonly mutable: boolean;
  readonly value: ExpressionSyntax;
}

/** `[x, y] = value`; null for an element that is skipped. */
export interface AssignTupleSyntax extends StatementBase {
  readonly kind: "assign-tuple";
  readonly targets: readonly (ExpressionSyntax | null)[];
  readonly value: ExpressionSyntax;
}

/** `slot.event = new Press()`: another variant for a union. */
export interface ReplaceSyntax extends StatementBase {
  readonly kind: "replace";
  readonly target: ExpressionSyntax;
  readonly value: NewSyntax;
}

/** `place = value`, `place += value` or `place++` (then `operator` is `+` and `value` the number 1). */
export interface AssignSyntax extends StatementBase {
  readonly kind: "assign";
  readonly target: ExpressionSyntax;
  readonly operator: BinaryOperatorSyntax | null;
  readonly value: ExpressionSyntax;
}

/** A call whose result is not used. */
export interface CallStatementSyntax extends StatementBase {
  readonly kind: "call-statement";
  readonly call: CallSyntax;
}

/** `if (condition) then else otherwise`; `otherwise` is empty where there is no `else`. */
export interface IfSyntax extends StatementBase {
  readonly kind: "if";
  readonly condition: ExpressionSyntax;
  readonly then: readonly StatementSyntax[];
  readonly otherwise: readonly StatementSyntax[];
}

/** `for (initial; condition; update) body`. */
export interface ForSyntax extends StatementBase {
  readonly kind: "for";
  readonly initial: readonly LetSyntax[];
  /** Null for `for (;;)`. */
  readonly condition: ExpressionSyntax | null;
  readonly update: readonly AssignSyntax[];
  readonly body: readonly StatementSyntax[];
  readonly label: Identifier | null;
}

/** `while (condition) body`. */
export interface WhileSyntax extends StatementBase {
  readonly kind: "while";
  readonly condition: ExpressionSyntax;
  readonly body: readonly StatementSyntax[];
  readonly label: Identifier | null;
}

/** `do body while (condition)`. */
export interface DoWhileSyntax extends StatementBase {
  readonly kind: "do-while";
  readonly condition: ExpressionSyntax;
  readonly body: readonly StatementSyntax[];
  readonly label: Identifier | null;
}

/** `switch (subject) { cases }`, the cases in source order. */
export interface SwitchSyntax extends StatementBase {
  readonly kind: "switch";
  readonly subject: ExpressionSyntax;
  readonly cases: readonly SwitchCaseSyntax[];
}

/** One body with all the labels that stand before it. */
export interface SwitchCaseSyntax extends NodeBase {
  readonly values: readonly ExpressionSyntax[];
  readonly isDefault: boolean;
  /** Without the `break` that ends it. */
  readonly body: readonly StatementSyntax[];
  readonly endsInBreak: boolean;
}

/** `{ body }`, a scope of its own. */
export interface BlockSyntax extends StatementBase {
  readonly kind: "block";
  readonly body: readonly StatementSyntax[];
}

/** `break` or `continue`, with a label or null. */
export interface JumpSyntax extends StatementBase {
  readonly kind: "break" | "continue";
  readonly label: Identifier | null;
}

/** `return`, with a value, a list of values or null. */
export interface ReturnSyntax extends StatementBase {
  readonly kind: "return";
  readonly value: ExpressionSyntax | ElementListSyntax | null;
}

/** A refused statement; the names that it would have declared are known, so their uses are not reported again. */
export interface RefusedStatementSyntax extends StatementBase {
  readonly kind: "refused-statement";
  readonly names: readonly Identifier[];
}

// ---------------------------------------------------------------------------------------------
// Expressions

/** Every expression, by `kind`. */
export type ExpressionSyntax =
  | NumberSyntax
  | OneSyntax
  | BooleanSyntax
  | NameSyntax
  | MemberSyntax
  | ElementSyntax
  | CallSyntax
  | UnarySyntax
  | BinarySyntax
  | LogicalSyntax
  | ConditionalSyntax
  | RefusedSyntax;

/** A number literal, as JavaScript reads it: a bigint if it ends in `n`. */
export interface NumberSyntax extends NodeBase {
  readonly kind: "number";
  readonly value: number | bigint;
}

/** What `++` and `--` step by: 1 or 1n, as the place that they step needs it. */
export interface OneSyntax extends NodeBase {
  readonly kind: "one";
}

/** `true` or `false`. */
export interface BooleanSyntax extends NodeBase {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** A name on its own; `this` is one, too. */
export interface NameSyntax extends NodeBase {
  readonly kind: "name";
  readonly text: string;
}

/** `object.member`. */
export interface MemberSyntax extends NodeBase {
  readonly kind: "member";
  readonly object: ExpressionSyntax;
  readonly member: Identifier;
}

/** `object[index]`. */
export interface ElementSyntax extends NodeBase {
  readonly kind: "element";
  readonly object: ExpressionSyntax;
  readonly index: ExpressionSyntax;
}

/** `callee(arguments)`. */
export interface CallSyntax extends NodeBase {
  readonly kind: "call";
  readonly callee: NameSyntax | MemberSyntax;
  readonly typeArguments: readonly TypeSyntax[];
  readonly arguments: readonly ExpressionSyntax[];
}

/** `-operand`, `!operand` or `~operand`. */
export interface UnarySyntax extends NodeBase {
  readonly kind: "unary";
  readonly operator: UnaryOperatorSyntax;
  readonly operand: ExpressionSyntax;
}

/** `left operator right`, both always evaluated. */
export interface BinarySyntax extends NodeBase {
  readonly kind: "binary";
  readonly operator: BinaryOperatorSyntax;
  readonly left: ExpressionSyntax;
  readonly right: ExpressionSyntax;
}

/** `left && right` or `left || right`. */
export interface LogicalSyntax extends NodeBase {
  readonly kind: "logical";
  readonly operator: "&&" | "||";
  readonly left: ExpressionSyntax;
  readonly right: ExpressionSyntax;
}

/** `condition ? then : otherwise`. */
export interface ConditionalSyntax extends NodeBase {
  readonly kind: "conditional";
  readonly condition: ExpressionSyntax;
  readonly then: ExpressionSyntax;
  readonly otherwise: ExpressionSyntax;
}

/** Operators keep their spelling: `>>` and `>>>` are told apart by types, which come later. */
export type UnaryOperatorSyntax = "-" | "!" | "~";

/** Operators with two operands; assignments such as `+=` name them, too. */
export type BinaryOperatorSyntax =
  "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^" | "<<" | ">>" | ">>>" | "===" | "!==" | "<" | "<=" | ">" | ">=";
