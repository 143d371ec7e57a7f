/**
 * Layout, parentheses, spellings and names of generated source.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { writeDocComment, writeLineComments } from "./comments.ts";
import { lastSegment, Scope, splitQualifiedName } from "./names.ts";
import { spellFloat, spellInteger, spellTable } from "./numbers.ts";
import { binary, call, conditional, list, literal, prefix, primary } from "./precedence.ts";
import { lineOf, textOf } from "./source.ts";
import { Writer } from "./writer.ts";

const [a, b, c] = ["a", "b", "c"].map(primary) as [Printed, Printed, Printed];
type Printed = ReturnType<typeof primary>;

/** The text, with its possible line breaks as spaces. */
function flat(printed: Printed): string {
  return printed.text.replaceAll(/[\v\f]/g, " ");
}

describe("parentheses", () => {
  test.each([
    ["a + b + c", binary(binary(a, "+", b), "+", c)],
    ["a + (b + c)", binary(a, "+", binary(b, "+", c))],
    ["a - b + c", binary(binary(a, "-", b), "+", c)],
    ["a * b + c", binary(binary(a, "*", b), "+", c)],
    ["(a + b) * c", binary(binary(a, "+", b), "*", c)],
    ["(a * b) % c", binary(binary(a, "*", b), "%", c)],
    ["(a + b) << c", binary(binary(a, "+", b), "<<", c)],
    ["(a << b) << c", binary(binary(a, "<<", b), "<<", c)],
    ["(a & b) == c", binary(binary(a, "&", b), "==", c)],
    ["(a == b) & c", binary(binary(a, "==", b), "&", c)],
    ["a & b & c", binary(binary(a, "&", b), "&", c)],
    ["(a & b) | c", binary(binary(a, "&", b), "|", c)],
    ["(a && b) || c", binary(binary(a, "&&", b), "||", c)],
    ["(a < b) == c", binary(binary(a, "<", b), "==", c)],
    ["a < b && b < c", binary(binary(a, "<", b), "&&", binary(b, "<", c))],
    ["-a * b", binary(prefix("-", a), "*", b)],
    ["-(a * b)", prefix("-", binary(a, "*", b))],
    ["-(-a)", prefix("-", prefix("-", a))],
    ["-(-1)", prefix("-", literal("-1"))],
    ["a - -1", binary(a, "-", literal("-1"))],
    ["a ? b : (b ? a : c)", conditional(a, b, conditional(b, a, c))],
    ["(a ? b : c) + a", binary(conditional(a, b, c), "+", a)],
    ["f(a ? b : c, a + b)", call("f", [conditional(a, b, c), binary(a, "+", b)])],
  ])("%s", (expected, printed) => {
    expect(flat(printed)).toBe(expected);
  });

  test("what is no operator is a mistake of ours", () => {
    expect(() => binary(a, "??", b)).toThrow("'??' is no binary operator");
  });
});

describe("layout", () => {
  const written = (text: string): string => {
    const writer = new Writer("  ");
    writer.line(text);
    return writer.toString();
  };
  const long = (name: string): Printed => primary(name.repeat(40));

  test("a line that fits stays whole", () => {
    expect(written(call("f", [a, b, c]).text)).toBe("f(a, b, c)\n");
  });

  test("a long call breaks between arguments, as many on a line as fit", () => {
    const text = written(call("f", [long("x"), long("y"), long("z")]).text);
    expect(text).toBe(`f(${"x".repeat(40)}, ${"y".repeat(40)},\n    ${"z".repeat(40)})\n`);
  });

  test("the outermost break comes first, and a comma before an operator", () => {
    const sum = binary(long("x"), "+", long("y"));
    expect(written(call("f", [call("g", [a, sum]), long("z")]).text).split("\n")[1]).toBe(`    ${"z".repeat(40)})`);
    expect(written(list([sum.text, long("z").text])).split("\n")[0]).toBe(`${"x".repeat(40)} + ${"y".repeat(40)},`);
  });

  test("a line without a place to break is left long", () => {
    expect(written("x".repeat(300))).toBe(`${"x".repeat(300)}\n`);
  });

  test("blank lines do not pile up, nor open a block, nor end the file", () => {
    const writer = new Writer("  ");
    writer.blank();
    writer.block("{", () => {
      writer.blank();
      writer.line("x");
      writer.blank();
      writer.blank();
      writer.line("y");
    });
    writer.blank();
    expect(writer.toString()).toBe("{\n  x\n\n  y\n}\n");
  });

  test("a reserved line is filled in its place, or vanishes", () => {
    const writer = new Writer("  ");
    writer.indented(() => {
      const first = writer.reserve();
      const second = writer.reserve();
      writer.line("z");
      second("y");
      first(null);
    });
    expect(writer.toString()).toBe("  y\n  z\n");
  });
});

describe("numbers", () => {
  test.each([
    [0.1, "0.1"],
    [1, "1"],
    [-0, "-0"],
    [16777216, "16777216"],
    [3.4028234663852886e38, "3.4028235e+38"],
    [1.401298464324817e-45, "1e-45"],
  ])("the f32 %d is spelled %s", (value, text) => {
    expect(spellFloat(Math.fround(value))).toBe(text);
  });

  test("every spelling of an f32 reads back as it, rounded once or twice", () => {
    for (let bits = 1; bits < 0x7f800000; bits += 1_000_003) {
      const value = new DataView(new Uint32Array([bits]).buffer).getFloat32(0, true);
      expect(Math.fround(Number(spellFloat(value)))).toBe(value);
    }
  });

  test("an integer is spelled as the author wrote it", () => {
    const sources = new Map([["x.ts", "0xFF 255 0b11 1_000"]]);
    const spell = (value: number, start: number, end: number): string =>
      spellInteger(value, { file: "x.ts", start, end }, sources);
    expect([spell(255, 0, 4), spell(255, 5, 8), spell(3, 9, 13), spell(1000, 14, 19)]).toEqual([
      "0xff",
      "255",
      "3",
      "1000",
    ]);
    expect(spell(254, 0, 4)).toBe("254");
  });

  test("masks and words of bits are hexadecimal, quantities are not", () => {
    expect(spellInteger(0x7fffffff, null, new Map())).toBe("0x7fffffff");
    expect(spellInteger(1000000, null, new Map())).toBe("1000000");
    expect(spellTable([0, 0x1db71064, 0xedb88320])).toEqual(["0x00000000", "0x1db71064", "0xedb88320"]);
    expect(spellTable([1, 2, 300])).toEqual(["1", "2", "300"]);
  });
});

describe("names", () => {
  test("a qualified name falls apart at its last dot", () => {
    expect(splitQualifiedName("search/a.b.Neuron")).toEqual({ module: "search/a.b", name: "Neuron" });
    expect(lastSegment("search/distance")).toBe("distance");
  });

  test("a scope hands each name out once", () => {
    const scope = new Scope(["x"]);
    expect([scope.take("x", "m_x"), scope.take("x", "m_x"), scope.take("y")]).toEqual(["m_x", "m_x_2", "y"]);
    const inner = scope.nested();
    inner.take("z");
    expect([inner.has("y"), scope.has("z")]).toEqual([true, false]);
  });
});

describe("comments", () => {
  const doc = (text: string): string => {
    const writer = new Writer("  ");
    writeDocComment(writer, text);
    return writer.toString();
  };

  test("one line, several, and none", () => {
    expect(doc("Sum.")).toBe("/** Sum. */\n");
    expect(doc("Sum.\n\n@returns it")).toBe("/**\n * Sum.\n *\n * @returns it\n */\n");
    expect(doc("  ")).toBe("\n");
  });

  test("nothing in a comment ends it, nests in it or continues it", () => {
    expect(doc("a */ b /* c")).toBe("/** a * / b / * c */\n");
    const writer = new Writer("  ");
    writeLineComments(writer, ["ends in a backslash \\"]);
    expect(writer.toString()).toBe("// ends in a backslash \\.\n");
  });

  test("what speaks to the compiler is left out", () => {
    expect(doc("Sum.\n\n@export total")).toBe("/** Sum. */\n");
  });
});

test("places in the source are lines and text, where the source is known", () => {
  const sources = new Map([["x.ts", "one\ntwo\nthree"]]);
  const span = { file: "x.ts", start: 4, end: 7 };
  expect([lineOf(span, sources), textOf(span, sources)]).toEqual([2, "two"]);
  expect([lineOf({ ...span, file: "y.ts" }, sources), textOf({ ...span, file: "y.ts" }, sources)]).toEqual([
    null,
    null,
  ]);
});
