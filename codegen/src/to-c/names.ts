/**
 * C names, which are one flat space.
 *
 * A public function is `<program>_<export>`, or on request `<export>` alone; everything else is prefixed by the
 * last segment of its module's id, or by the whole id where two modules share that segment; a member of an enum or
 * object, by the name of that. Constants are macros, so an upper-case name gets an upper-case prefix. Structs keep
 * their plain name while it is the only one. Names that C, C++ or the included headers claim get an underscore
 * behind them.
 *
 * @packageDocumentation
 */
import type { Program, ProgramExport } from "../ir/ir.ts";
import { lastSegment, Scope, splitQualifiedName } from "../print/names.ts";
import { RUNTIME_NAMES } from "./runtime.ts";

/** The C names of everything in a program; no two are the same. */
export class CNames {
  readonly #names = new Map<string, string>();
  readonly #tuples = new Map<string, string>();
  readonly #members = new Map<string, string>();
  readonly #scope: Scope;
  readonly #bareNames: boolean;
  readonly #prefixes: ReadonlyMap<string, string>;

  /** With `bareNames`, public names have no prefix, unless C would take such a name for something else. */
  constructor(program: Program, bareNames = false) {
    this.#bareNames = bareNames;
    this.#scope = new Scope(RESERVED);
    this.#prefixes = prefixesOf(program);
    this.#nameExports(program);
    for (const module of program.modules) {
      const prefix = this.prefixOf(module.id);
      for (const { name } of [...module.functions, ...module.statics]) this.#name(name, prefix);
      // An extern's name is a contract with the C that implements it: it gives way to nothing.
      for (const { name } of module.externs) this.#names.set(name, `${prefix}_${identifier(sourceName(name))}`);
      for (const { name, object } of module.constants) {
        if (object === undefined) this.#name(name, macroPrefix(prefix, sourceName(name)));
        else this.#nameMember(prefix, name, object.member);
      }
    }
    for (const { name, result } of program.modules.flatMap((module) => module.functions)) {
      if (typeof result === "string" || result.kind !== "tuple") continue;
      this.#tuples.set(name, this.#scope.take(`${this.of(name)}_result`));
    }
    for (const { name, members } of program.modules.flatMap((module) => module.enumerations)) {
      this.#name(name, this.prefixOf(splitQualifiedName(name).module));
      for (const member of members) {
        this.#members.set(
          memberKey(name, member.name),
          this.#scope.take(`${this.of(name)}_${identifier(member.name)}`),
        );
      }
    }
    for (const { name } of program.modules.flatMap((module) => module.structs)) {
      const plain = identifier(sourceName(name));
      this.#names.set(name, this.#scope.take(plain, `${this.prefixOf(splitQualifiedName(name).module)}_${plain}`));
    }
  }

  /** The C name of a function, extern, static, constant, enum or struct. */
  of(qualified: string): string {
    const name = this.#names.get(qualified);
    if (name === undefined) throw new Error(`to-c: '${qualified}' is not declared`);
    return name;
  }

  /** The struct in which a function returns its tuple. */
  ofTuple(callee: string): string {
    const name = this.#tuples.get(callee);
    if (name === undefined) throw new Error(`to-c: '${callee}' returns no tuple`);
    return name;
  }

  /** The C name of a member of an enum or object of constants. */
  ofMember(owner: string, member: string): string {
    const name = this.#members.get(memberKey(owner, member));
    if (name === undefined) throw new Error(`to-c: '${owner}' has no member '${member}'`);
    return name;
  }

  /** The name under which a program exports a thing, also if it exports it under several. */
  ofExport(program: Program, each: ProgramExport): string {
    const prefix = identifier(lastSegment(program.entry));
    const name = identifier(each.name);
    if (this.#bareNames && !RESERVED.has(name)) return name;
    return each.kind === "constant" ? `${macroPrefix(prefix, name)}_${name}` : `${prefix}_${name}`;
  }

  /** What names of a module begin with. */
  prefixOf(moduleId: string): string {
    return this.#prefixes.get(moduleId) ?? identifier(moduleId);
  }

  /** The C name of a struct's field. */
  field(name: string): string {
    const plain = identifier(name);
    return this.#scope.has(plain) ? `${plain}_` : plain;
  }

  /** Names for the locals of one function, none of which hides a name outside it. */
  localScope(): Scope {
    return this.#scope.nested();
  }

  #nameExports(program: Program): void {
    const externs = new Set(program.modules.flatMap((module) => module.externs.map((each) => each.name)));
    for (const each of program.exports) {
      const name = this.ofExport(program, each);
      if (!this.#scope.has(name)) this.#scope.take(name);
      if (!this.#names.has(each.target) && !externs.has(each.target)) this.#names.set(each.target, name);
    }
  }

  #nameMember(prefix: string, object: string, member: string): void {
    const name = `${identifier(sourceName(object))}_${identifier(member)}`;
    this.#members.set(memberKey(object, member), this.#scope.take(`${macroPrefix(prefix, name)}_${name}`));
  }

  #name(qualified: string, prefix: string): void {
    if (this.#names.has(qualified)) return;
    this.#names.set(qualified, this.#scope.take(`${prefix}_${identifier(sourceName(qualified))}`));
  }
}

function memberKey(owner: string, member: string): string {
  return `${owner}.${member}`;
}

/** A name with nothing in it that C does not allow. */
export function identifier(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_]/g, "_");
  return /^[0-9]/.test(plain) ? `_${plain}` : plain;
}

function sourceName(qualified: string): string {
  return splitQualifiedName(qualified).name;
}

function macroPrefix(prefix: string, name: string): string {
  return /^[A-Z0-9_$]+$/.test(name) ? prefix.toUpperCase() : prefix;
}

function prefixesOf(program: Program): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { id } of program.modules) {
    const segment = identifier(lastSegment(id)).toLowerCase();
    counts.set(segment, (counts.get(segment) ?? 0) + 1);
  }
  return new Map(
    program.modules.map(({ id }) => {
      const segment = identifier(lastSegment(id));
      return [id, (counts.get(segment.toLowerCase()) ?? 0) > 1 ? identifier(id) : segment];
    }),
  );
}

/** Keywords of C and C++ (the header serves both), and what the standard headers and common compilers define. */
const CLAIMED = `
  alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class compl
  concept const const_cast consteval constexpr constinit continue co_await co_return co_yield decltype default delete do
  double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace
  new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires restrict
  return short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try
  typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while xor xor_eq
  int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t size_t intptr_t uintptr_t
  INT8_MIN INT8_MAX UINT8_MAX INT16_MIN INT16_MAX UINT16_MAX INT32_MIN INT32_MAX UINT32_MAX
  INT_MAX INT_MIN UINT_MAX CHAR_BIT NULL NAN INFINITY FLT_MAX FLT_MIN FLT_EPSILON
  main errno assert linux unix i386 arm near far signbit isnan isinf isfinite
`
  .trim()
  .split(/\s+/);

const RESERVED: ReadonlySet<string> = new Set([...CLAIMED, ...RUNTIME_NAMES]);
