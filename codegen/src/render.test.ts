/**
 * Diagnostics as a person and as a program sees them.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { diagnosticsOf, hostOf } from "../test/program.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { inOrder, renderDiagnostic, renderDiagnostics, reportDiagnostic } from "./render.ts";

const PLAIN = { colour: false };

function diagnosticAt(file: string, start: number, end: number): Diagnostic {
  return {
    code: "GN2001",
    message: "there is no `sun` here",
    remedy: "did you mean `sum`?",
    span: { file, start, end },
  };
}

function render(text: string, start: number, end: number): string {
  return renderDiagnostic(diagnosticAt("a.ts", start, end), () => text, PLAIN);
}

describe("text", () => {
  test("shows place, line, caret and remedy", () => {
    expect(render("let sum = 1;\n\treturn sun;\n", 21, 24)).toBe(
      [
        "a.ts:2:9: error GN2001: there is no `sun` here",
        "  2 | \treturn sun;",
        "    | \t       ^^^",
        "  = did you mean `sum`?",
      ].join("\n"),
    );
  });

  test("marks the first line of what spans several, and one column of what is empty", () => {
    expect(render("if (x) {\n}\n", 0, 10).split("\n")[2]).toBe("    | ^^^^^^^^");
    expect(render("", 0, 0).split("\n").slice(0, 3)).toEqual([
      "a.ts:1:1: error GN2001: there is no `sun` here",
      "  1 | ",
      "    | ^",
    ]);
    expect(render("abc", 3, 3).split("\n")[2]).toBe("    |    ^");
  });

  test("counts lines by every kind of line end, and no column for a byte order mark", () => {
    expect(render("\uFEFFsun", 1, 4).split("\n").slice(0, 3)).toEqual([
      "a.ts:1:1: error GN2001: there is no `sun` here",
      "  1 | sun",
      "    | ^^^",
    ]);
    expect(render("a\r\nb\rc\u2028sun", 7, 10).split("\n")[0]).toBe("a.ts:4:1: error GN2001: there is no `sun` here");
  });

  test("cuts a long line around the place", () => {
    const [, line = "", caret = ""] = render(`${"x".repeat(5000)}sun${"y".repeat(5000)}`, 5000, 5003).split("\n");
    expect(line.length).toBeLessThan(200);
    expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe("sun");
  });

  test("says what is wrong even if there is no place, or no text any more", () => {
    const nowhere: Diagnostic = {
      code: "GN5001",
      message: "there is no file `a.ts`",
      remedy: "correct the path",
      span: null,
    };
    expect(renderDiagnostic(nowhere, () => null, PLAIN)).toBe(
      "error GN5001: there is no file `a.ts`\n  = correct the path",
    );
    expect(renderDiagnostic(diagnosticAt("gone.ts", 40, 44), () => null, PLAIN)).toContain("gone.ts:1:41: error");
  });

  test("is coloured without changing", () => {
    const text = renderDiagnostic(diagnosticAt("a.ts", 0, 3), () => "sun", { colour: true });
    // eslint-disable-next-line no-control-regex -- Colours are control sequences.
    expect(text.replace(/\u001b\[[\d;]*m/g, "")).toBe(render("sun", 0, 3));
    expect(text).toContain("\u001b[1;31m^^^\u001b[0m");
  });
});

describe("several", () => {
  const found = [diagnosticAt("b.ts", 5, 6), diagnosticAt("a.ts", 3, 4), { ...diagnosticAt("b.ts", 1, 2) }];

  test("stand file by file, from the top down, with their count", () => {
    expect(inOrder(found).map(({ span }) => [span?.file, span?.start])).toEqual([
      ["b.ts", 1],
      ["b.ts", 5],
      ["a.ts", 3],
    ]);
    expect(renderDiagnostics(found, () => "123456789", PLAIN)).toMatch(/^b\.ts:1:2: .*\n\n3 errors in 2 files$/s);
    expect(renderDiagnostics(found.slice(1, 2), () => "123456789", PLAIN)).toMatch(/\n\n1 error in 1 file$/);
  });
});

describe("data", () => {
  test("has the same place as the text", () => {
    const text = "export const A: f33 = 1;";
    const [first] = diagnosticsOf(text).map((one) => reportDiagnostic(one, hostOf(text).read));
    expect(first).toEqual({
      code: "GN2001",
      severity: "error",
      message: "there is no `f33` here",
      remedy: "declare it, or import it",
      file: "main.ts",
      line: 1,
      column: 17,
      endLine: 1,
      endColumn: 20,
    });
  });
});
