/**
 * TSDoc on the left, Doxygen on the right.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { toDoxygen } from "./doxygen.ts";

describe("a doc comment in C", () => {
  test.each([
    ["plain text stays as it is", "One line.\n\nAnother,\nof two lines.", "One line.\n\nAnother,\nof two lines."],
    ["parameters lose their hyphen", "Adds.\n\n@param a - one\n@param b - two", "Adds.\n\n@param a one\n@param b two"],
    ["a result", "@returns how many\nthere are", "@return how many\nthere are"],
    ["remarks", "Short.\n\n@remarks\nLong.", "Short.\n\n@remark Long."],
    ["an example is code", "@example\n```ts\nstep(1);\n```", "@par Example\n@code\nstep(1);\n@endcode"],
    ["units and ranges", "@units ms\n@range 0 to 5", "@par Units\nms\n@par Range\n0 to 5"],
    ["what is for the compiler is left out", "Steps.\n\n@export snn_step\n@rpc 9", "Steps."],
    ["a link is its text", "See {@link step | the step} and {@link reset}.", "See the step and reset."],
    ["code stays code, whatever is in it", "Like `@param` or `a < b`.", "Like `@param` or `a < b`."],
    ["what is escaped is itself", "An \\@ and \\{braces\\}.", "An @ and {braces}."],
    ["a tag that nobody knows goes along", "Odd.\n\n@odd thing", "Odd.\n\n@odd thing"],
    ["what is no TSDoc goes along", "From {1, 2} to a < b.", "From {1, 2} to a < b."],
  ])("%s", (_name, tsdoc, doxygen) => {
    expect(toDoxygen(tsdoc)).toBe(doxygen);
  });
});
