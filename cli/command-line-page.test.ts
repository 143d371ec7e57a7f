/**
 * docs/command-line.md is what `--help` says, so that it cannot fall behind; and every command's help has examples.
 *
 * `npx vitest run --project unit cli/command-line-page.test.ts -u` writes the page anew.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { EXIT } from "./terminal.ts";
import { ganglion } from "./test/ganglion.ts";

const INTRODUCTION = `# The command line

What \`ganglion <command> --help\` says, for all commands. Results go to standard output, progress and errors to
standard error; \`--json\` gives lines for programs. With no board at hand, \`ganglion emulate\` makes one behind a
serial port, which \`--port\` or \`GANGLION_PORT\` then names.

| exit code | meaning                                                         |
| --------- | --------------------------------------------------------------- |
| ${EXIT.ok}         | done                                                            |
| ${EXIT.failed}         | the work ran and its answer is no, such as mistakes in a source |
| ${EXIT.usage}         | the command line, or a file that it names, is wrong             |
| ${EXIT.device}         | a port, a board or a tool is missing, silent or broken          |
| ${EXIT.interrupted}       | stopped by Ctrl-C                                               |
`;

/** Commands that only have others below them are followed by those. */
const BELOW: Readonly<Record<string, readonly string[]>> = { snapshot: ["save", "restore"] };

test("every command has examples, and the page says what help says", async () => {
  const commands = (await commandNames()).flatMap((name) => [[name], ...(BELOW[name] ?? []).map((sub) => [name, sub])]);
  expect(commands.length).toBeGreaterThan(20);
  const sections: string[] = [];
  for (const words of commands) {
    const { code, out } = await ganglion(...words, "--help");
    expect(code, words.join(" ")).toBe(EXIT.ok);
    expect(out, words.join(" ")).toMatch(/^Usage: ganglion [^]*\nExamples:\n {2}\S/);
    sections.push(`## ganglion ${words.join(" ")}\n\n\`\`\`text\n${out}\n\`\`\`\n`);
  }
  await expect([INTRODUCTION, ...sections].join("\n")).toMatchFileSnapshot("../docs/command-line.md");
});

/** The commands that `ganglion --help` lists. */
async function commandNames(): Promise<readonly string[]> {
  const { out } = await ganglion("--help");
  const [, list = ""] = /\nCommands:\n([^]*?)\n\n/.exec(out) ?? [];
  return [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name = ""]) => name);
}
