/**
 * The command line as a function: arguments in, exit code out.
 *
 * The commands are listed here in the order of `--help`; each lives in a file of its own and only joins
 * parts that exist elsewhere. Only the one that is called is loaded, since their packages take longer to load than most
 * of them to run. Whatever a command throws ends in failure.ts.
 *
 * @packageDocumentation
 */
import { Command } from "commander";
import { explainFailure } from "./failure.ts";
import { EXIT, type ExitCode, type Terminal } from "./terminal.ts";
import { version } from "./version.ts";

type AddCommand = (program: Command, terminal: Terminal, finish: (code: ExitCode) => void) => void;

const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  demo: async () => (await import("./demo.ts")).addDemo,
  new: async () => (await import("./new.ts")).addNew,
  build: async () => (await import("./build.ts")).addBuild,
  check: async () => (await import("./check.ts")).addCheck,
  explain: async () => (await import("./explain.ts")).addExplain,
  report: async () => (await import("./report.ts")).addReport,
  doc: async () => (await import("./doc.ts")).addDoc,
  nir: async () => (await import("./nir.ts")).addNir,
  rpc: async () => (await import("./rpc.ts")).addRpc,
  flash: async () => (await import("./flash.ts")).addFlash,
  emulate: async () => (await import("./emulate.ts")).addEmulate,
  ports: async () => (await import("./ports.ts")).addPorts,
  info: async () => (await import("./info.ts")).addInfo,
  call: async () => (await import("./call.ts")).addCall,
  insert: async () => (await import("./insert.ts")).addInsert,
  search: async () => (await import("./search.ts")).addSearch,
  stream: async () => (await import("./stream.ts")).addStream,
  tick: async () => (await import("./tick.ts")).addTick,
  spikes: async () => (await import("./spikes.ts")).addSpikes,
  log: async () => (await import("./log.ts")).addLog,
  monitor: async () => (await import("./monitor.ts")).addMonitor,
  snapshot: async () => (await import("./snapshot.ts")).addSnapshot,
  reset: async () => (await import("./reset.ts")).addReset,
  bench: async () => (await import("./bench.ts")).addBench,
  doctor: async () => (await import("./doctor.ts")).addDoctor,
};

const EXAMPLES = `
Examples:
  ganglion demo                                              the whole chain on an emulated board
  ganglion new my-node                                       a project that builds and tests at once
  ganglion build app.ts --target rp2040 --out build          app.ts to app.uf2
  ganglion check src/app.ts                                  every mistake in app.ts
  ganglion explain GN6001                                    what a diagnostic means
  ganglion report app.ts --target rp2040                     flash, RAM, worst-case stack, loop bounds
  ganglion nir model.nir --out model.mnir                    a trained network for the spiking engine
  ganglion flash app.ts --target rp2040                      build it, write it to the board, start it
  ganglion emulate rp2040 --link /tmp/board                  a board without a board
  ganglion ports                                             serial ports of this machine
  ganglion info                                              who answers on the board that is plugged in
  ganglion insert vectors.csv                                vectors into its core
  ganglion search 0.1 0.7                                    the nearest of them
  ganglion stream queries.npy                                all queries of a file, and who fires
  ganglion call search '[0.1, 0.7]' 4                        any method of its program

Exit codes: ${EXIT.ok} done, ${EXIT.failed} ran and failed, ${EXIT.usage} wrong usage or file, ${EXIT.device} port or board, ${EXIT.interrupted} interrupted.`;

/** Runs one command line (without the program's own name). Never rejects. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command("ganglion")
    .description("Firmware for microcontrollers written in TypeScript, with a neuromorphic core.")
    .version(version(), "-V, --version", "print the version")
    .helpCommand(false)
    .showHelpAfterError("(--help shows the options and examples)")
    .addHelpText("after", EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.report(text.trimEnd());
      },
    });
  for (const load of commandsFor(args)) {
    const add = await load();
    add(program, terminal, (result) => (code = result));
  }
  if (needsAll(args)) (await import("./completion.ts")).addCompletion(program);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

/** The command that comes first, or all of them. */
function commandsFor(args: readonly string[]): readonly (() => Promise<AddCommand>)[] {
  return Object.entries(COMMANDS).flatMap(([name, load]) => (needsAll(args) || name === args[0] ? [load] : []));
}

/** Whether no command comes first: for help, for what is misspelt, and for shells that complete what is typed. */
function needsAll([first = ""]: readonly string[]): boolean {
  return !Object.hasOwn(COMMANDS, first);
}
