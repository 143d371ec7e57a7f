/**
 * What a name can stand for. An entity whose declaration was refused is `unknown`: using it gives no second
 * diagnostic.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../diagnostic.ts";
import type { Field, ResultType, ScalarValue, Span, Tag } from "../ir/ir.ts";
import type { ElementType, StorageType, Type } from "../ir/types.ts";
import type { CheckedParameter } from "./checked.ts";
import type { FunctionSyntax, SyntaxModule, TypeAliasSyntax } from "../parse/syntax.ts";

/** What a name can stand for. */
export type Entity =
  | LocalEntity
  | ConstantEntity
  | ConstantObjectEntity
  | StaticEntity
  | FunctionEntity
  | GenericEntity
  | InterfaceEntity
  | TypeArgumentEntity
  | StructEntity
  | EnumEntity
  | TypeAliasEntity
  | IntrinsicEntity
  | UnknownEntity;

/** A parameter or a variable of a function. */
export interface LocalEntity {
  readonly kind: "local";
  /** The name in the IR, unique in the function. */
  readonly name: string;
  readonly type: Type;
  readonly mutable: boolean;
  /** Where a reference leads; null for scalars. */
  readonly root: "static" | "parameter" | "union" | null;
  /** The enum that it holds a member of. */
  /** From `Below<N>`. */
  readonly below?: number | undefined;
  readonly enumeration: string | undefined;
}

/** A value known at compile time. Its type is null if it takes one from where it is used. */
export interface ConstantEntity {
  readonly kind: "constant";
  /** Qualified; null for a constant of a function. */
  readonly name: string | null;
  /** Its path in an object of constants, whose name `name` is then. */
  readonly member?: string;
  readonly type: StorageType | null;
  /** Null if functions compute it: then it has a name and a type. */
  readonly value: ScalarValue | null;
  readonly enumeration: string | undefined;
}

/** An object of constants. */
export interface ConstantObjectEntity {
  readonly kind: "constant-object";
  readonly members: ReadonlyMap<string, ConstantEntity | ConstantObjectEntity>;
}

/** A variable of a module. */
export interface StaticEntity {
  readonly kind: "static";
  readonly name: string;
  readonly type: Exclude<Type, { kind: "slice" }>;
  readonly mutable: boolean;
  /** From `Below<N>`. */
  readonly below?: number | undefined;
  readonly enumeration: string | undefined;
  /** The id of the module that may assign it. */
  readonly module: string;
}

/** A function or extern. */
export interface FunctionEntity {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: readonly CheckedParameter[];
  readonly result: ResultType;
  /** The enum of the result. */
  readonly enumeration: string | undefined;
  /** The bound of a result `Below<N>`. */
  readonly resultBelow?: number | undefined;
  /** From `@export`, or null. */
  readonly publicName: string | null;
}

/** A generic function: each use makes a function of it, for the types that it is used with. */
export interface GenericEntity {
  readonly kind: "generic";
  readonly name: string;
  readonly syntax: FunctionSyntax;
  /** Where it is declared. */
  readonly module: ModuleScope;
  readonly parameters: readonly TypeParameter[];
}

/** A type parameter, and what it can be. */
export interface TypeParameter {
  readonly name: string;
  readonly constraint: Constraint;
}

/** What a type argument has to be: one of some types, a class with some fields, or a length. */
export type Constraint =
  | { readonly kind: "types"; readonly types: readonly Type[] }
  | { readonly kind: "fields"; readonly name: string; readonly fields: readonly FieldType[] }
  | { readonly kind: "length" };

/** A field that an interface asks for. */
export interface FieldType {
  readonly name: string;
  readonly type: ElementType;
}

/** What a type parameter is in one instance. */
export type TypeArgument =
  { readonly kind: "type"; readonly type: Type } | { readonly kind: "length"; readonly length: number };

/** A type parameter, inside of a function that is made of a generic one. */
export interface TypeArgumentEntity {
  readonly kind: "type-argument";
  readonly argument: TypeArgument;
}

/** An interface: fields that a type parameter asks for. */
export interface InterfaceEntity {
  readonly kind: "interface";
  readonly name: string;
  fields: readonly FieldType[];
}

/** A function that is made of a generic one. */
export interface Instance {
  readonly entity: FunctionEntity;
  readonly generic: GenericEntity;
  /** Where its body is read. */
  readonly context: Context;
}

/** A class or a union. Its fields are checked when they are first needed. */
export interface StructEntity {
  readonly kind: "struct";
  readonly name: string;
  /** `checking` while its fields are looked at: a class that is needed then is inside itself. */
  state: "declared" | "checking" | "sound" | "wrong";
  /** Null unless it is sound. Those of a union are its tag and its variants. */
  fields: readonly Field[] | null;
  readonly isUnion: boolean;
  /** Null if it has none, or until its fields are known. */
  tag: Tag | null;
  /** By their plain names, once their signatures are checked. */
  readonly methods: Map<string, FunctionEntity>;
}

/** An enum, all members known. */
export interface EnumEntity {
  readonly kind: "enum";
  readonly name: string;
  readonly storage: StorageType;
  readonly members: ReadonlyMap<string, number>;
}

/** A type alias, resolved when it is first used. */
export interface TypeAliasEntity {
  readonly kind: "type-alias";
  readonly syntax: TypeAliasSyntax;
  /** Undefined until it is needed, null if it is wrong. */
  type: Type | null | undefined;
  /** The enum that it names, once it is resolved. */
  enumeration: string | undefined;
  /** The bound that it has, once it is resolved. */
  below?: number | undefined;
  resolving: boolean;
}

/** A name of `lib/types.ts`, or one that every module has: `Math`, `Float32Array`. */
export interface IntrinsicEntity {
  readonly kind: "intrinsic";
  readonly name: string;
}

/** A name whose declaration was refused. Nothing more is said about it. */
export interface UnknownEntity {
  readonly kind: "unknown";
}

/** The one value of its type. */
export const UNKNOWN: UnknownEntity = { kind: "unknown" };

/** A name in a scope. */
export interface Binding {
  readonly entity: Entity;
  readonly span: Span;
  /** Imported by `import type`: its value may not be used. */
  readonly typeOnly: boolean;
  /** Whether anything uses the name. */
  used: boolean;
  /** What an unused one is called in the diagnostic, or null if it may go unused. */
  readonly noun: string | null;
}

/**
 * Why a name of a module cannot be used yet: it is declared further down, a function computes it, or it is no
 * constant.
 */
export type PendingKind = "below" | "computed" | "other";

/** Names of one module, and how to report what is wrong in it. */
export interface ModuleScope {
  readonly syntax: SyntaxModule;
  readonly bindings: Map<string, Binding>;
  /** Declared in this module and not resolved yet. */
  readonly pending: Map<string, PendingKind>;
  /** What other modules can import. */
  readonly exports: Map<string, Entity>;
  /** What this module makes of generic functions, in the order of first use. */
  readonly instances: Map<string, Instance>;
  readonly program: ProgramScope;
}

/** What all modules share. */
export interface ProgramScope {
  readonly modules: Map<string, ModuleScope>;
  /** By qualified name. */
  readonly structs: Map<string, StructEntity>;
  /** By qualified name. */
  readonly enumerations: Map<string, EnumEntity>;
  /** What options of the build are set to, by qualified name. */
  readonly settings: ReadonlyMap<string, number>;
  readonly diagnostics: Diagnostic[];
  /** Qualified names of the methods that something calls. */
  readonly calledMethods: Set<string>;
  /** Names of functions' own that nothing uses: reported at the end, if nothing else is wrong. */
  readonly unused: { readonly name: string; readonly noun: string; readonly span: Span }[];
}

/** What checking an expression needs to know about its place. */
export interface Context {
  readonly program: ProgramScope;
  readonly syntax: SyntaxModule;
  readonly module: ModuleScope;
  /** The module that the function will belong to: another one only where it is made of a generic function. */
  readonly home: ModuleScope;
  /** The innermost block; null outside of functions. */
  readonly locals: LocalScope | null;
  /** Whether functions can be called: in functions, and in what is computed at compile time. */
  readonly canCall: boolean;
}

/** One block of a function. */
export interface LocalScope {
  readonly parent: LocalScope | null;
  readonly bindings: Map<string, Binding>;
  /** Names that the block declares further down. */
  readonly pending: Set<string>;
  /** Of names of unions, by their name in the IR: which variants they can stand for here. */
  readonly narrowed: Map<string, ReadonlySet<string>>;
}
