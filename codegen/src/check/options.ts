/**
 * Options of a build: constants to which the command line may give another value.
 *
 * A constant with `@option` in its doc comment is one; `@range 4 to 64 by 4` says which values it takes. A setting
 * replaces the initial value before anything is computed from it, so the constants, lengths and proofs that follow are
 * those of a program in which it had been written there. Names are `CAPACITY`, or `search/limits.CAPACITY` where two
 * modules have an option of one name.
 *
 * @packageDocumentation
 */
import { diagnostic } from "../diagnostics-table.ts";
import type { ScalarValue, Span } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import type { OptionSyntax, SyntaxModule, VariableSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { qualified, report } from "./context.ts";
import type { ProgramScope } from "./entities.ts";
import { closest } from "./spelling.ts";

/** Values of options by name. */
export type Settings = Readonly<Record<string, number>>;

/**
 * Finds the option that each setting means; by qualified name. What means none, or not one, is reported; of what is
 * implied by something else, it is not.
 */
export function resolveSettings(
  program: Pick<ProgramScope, "diagnostics">,
  modules: readonly SyntaxModule[],
  settings: Settings,
  implied: Settings,
): ReadonlyMap<string, number> {
  const options = modules.flatMap(({ id, declarations }) =>
    declarations.flatMap((one) =>
      one.kind === "variable" && one.option !== null
        ? [{ name: one.name.text, qualified: `${id}.${one.name.text}`, option: one.option }]
        : [],
    ),
  );
  const resolved = new Map<string, number>();
  for (const { name, qualified: key } of options) if (name in implied) resolved.set(key, implied[name] ?? 0);
  for (const [name, value] of Object.entries(settings)) {
    const [found, another] = options.filter((option) => option.name === name || option.qualified === name);
    if (found === undefined) {
      reportUnknown(program, name, options);
    } else if (another !== undefined) {
      const remedy = `write \`${found.qualified}\` or \`${another.qualified}\``;
      program.diagnostics.push(diagnostic("GN5012", null, `more than one module has an option \`${name}\``, remedy));
    } else {
      const wrong = describeWrong(value, found.option);
      if (wrong === null) resolved.set(found.qualified, value);
      else program.diagnostics.push(diagnostic("GN5013", null, `\`${name}\` cannot be ${value}`, wrong));
    }
  }
  return resolved;
}

function reportUnknown(
  program: Pick<ProgramScope, "diagnostics">,
  name: string,
  options: readonly { readonly name: string; readonly qualified: string }[],
): void {
  const near = closest(name, name.includes(".") ? options.map((one) => one.qualified) : options.map((one) => one.name));
  const known = [...new Set(options.map((option) => option.name))].join(", ");
  const list = known === "" ? "the program has none" : `the program has ${known}`;
  const remedy = near === null ? list : `did you mean \`${near}\`? ${list}`;
  program.diagnostics.push(diagnostic("GN5012", null, `there is no option \`${name}\``, remedy));
}

/** The declaration of a constant with the value that it is set to, if it is. */
export function withSetting(context: Context, syntax: VariableSyntax): VariableSyntax {
  const value = context.program.settings.get(qualified(context, syntax));
  if (value === undefined || syntax.initial === null) return syntax;
  return { ...syntax, initial: { kind: "number", value, span: syntax.initial.span } };
}

/** Whether what has `@option` can be one, with the value that it has: an exported constant that is a whole number. */
export function checkOption(
  context: Context,
  { option, exported, initial, span }: VariableSyntax,
  constant: { readonly type: StorageType | null; readonly value: ScalarValue | object; readonly enumeration?: unknown },
): void {
  if (option === null) return;
  const { value, type } = constant;
  const isWhole = typeof value === "number" && Number.isInteger(value) && constant.enumeration === undefined;
  if (!exported || !isWhole || type === "f32" || (type !== null && isWide(type))) {
    reportNoOption(context, option.span);
    return;
  }
  const wrong = describeWrong(value, option);
  if (wrong !== null) {
    report(context, "GN5013", initial?.span ?? span, `this is ${value}, which the option cannot be`, wrong);
  }
}

/** Reports `@option` where nothing can be set. */
export function reportNoOption(context: Context, span: Span): void {
  const message = "an option is an exported constant that is a whole number";
  report(context, "GN5014", span, message, "write `export const COUNT = 8`, or remove `@option`");
}

/** What is wrong with a value, as a remedy; null if nothing is. */
function describeWrong(value: number, { range }: OptionSyntax): string | null {
  const isWhole = Number.isSafeInteger(value);
  if (range === null) return isWhole ? null : "it takes a whole number";
  const { least, most, step } = range;
  if (isWhole && value >= least && value <= most && (value - least) % step === 0) return null;
  return `it takes whole numbers from ${least} to ${most}${step === 1 ? "" : ` by ${step}`}`;
}
