/**
 * `ganglion completion <shell>`: a script that lets a shell complete commands, options and their values.
 *
 * The script asks `ganglion complete` at each press of Tab, so it never lags behind the commands. Both come from a
 * package that reads them from the commands themselves; this module only introduces them.
 *
 * @packageDocumentation
 */
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

const EXAMPLES = `
Examples:
  echo 'source <(ganglion completion bash)' >> ~/.bashrc
  echo 'source <(ganglion completion zsh)' >> ~/.zshrc
  ganglion completion fish > ~/.config/fish/completions/ganglion.fish
  ganglion completion powershell >> $PROFILE`;

/** Adds the command that users type and the one that shells call, when all others are there. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: "completion" });
  program.commands
    .find((command) => command.name() === "completion")
    ?.description("print a script that completes commands and options in your shell")
    .addHelpText("after", EXAMPLES);
}
