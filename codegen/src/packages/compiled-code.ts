/**
 * Machine code of a large package, kept between runs: compiling the nine megabytes of `typescript` takes a tenth of a
 * second at every start.
 *
 * From 22.8 on, Node does this by itself for those who ask, see cli/startup.ts. Nothing is kept unless a program that
 * has a folder for it says so, so the compiler as a library writes nothing. What cannot be read or written, or is for
 * another version, is done without.
 *
 * @packageDocumentation
 */
import type * as Fs from "node:fs";
import type Module from "node:module";
import type * as Path from "node:path";
import type * as Vm from "node:vm";

let folder: string | null = null;

/** Keeps code in a folder, one for each setting of V8. Nobody else may be able to write to it: what is in it runs. */
export function keepCompiledCodeIn(path: string): void {
  folder = path;
}

/** The modules of Node that are needed. They are not imported, since the compiler runs in browsers too. */
export interface NodeModules {
  readonly fs: typeof Fs;
  readonly module: typeof Module;
  readonly path: typeof Path;
  readonly vm: typeof Vm;
  readonly process: NodeJS.Process;
}

/** What a CommonJS package without dependencies exports, as `require` gives it to the file of that URL. */
export function requireCompiled(name: string, url: string, node: NodeModules): unknown {
  const require = node.module.createRequire(url);
  if (folder === null) return require(name);
  const file = require.resolve(name);
  const { size, mtimeMs } = node.fs.statSync(file);
  // V8 itself looks at the length of the text, at its own version and at its flags, and at nothing else.
  const { version, arch } = node.process;
  return load(file, node.path.join(folder, `${name}-${size}-${mtimeMs}-node-${version}-${arch}.code`), node);
}

function load(file: string, cacheFile: string, node: NodeModules): unknown {
  const parameters = "exports, require, module, __filename, __dirname";
  const text = `(function (${parameters}) { ${node.fs.readFileSync(file, "utf8")}\n})`;
  const cachedData = attempt(() => node.fs.readFileSync(cacheFile));
  const script = new node.vm.Script(text, { filename: file, cachedData });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  run(module.exports, node.module.createRequire(file), module, file, node.path.dirname(file));
  if (script.cachedDataRejected !== false) {
    // By then, it has what this run needed of the package, and that is what the next one will.
    node.process.once("exit", () => {
      keep(script.createCachedData(), cacheFile, node);
    });
  }
  return module.exports;
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** In one step, since other processes may be reading. */
function keep(code: Buffer, file: string, node: NodeModules): void {
  const { fs, path, process } = node;
  const unfinished = `${file}.${process.pid}`;
  try {
    makeFolder(path.dirname(file), node);
    fs.writeFileSync(unfinished, code, { mode: 0o600 });
    fs.renameSync(unfinished, file);
  } catch {
    attempt(() => {
      fs.rmSync(unfinished, { force: true });
    });
  }
}

/** Node's own recursive `mkdir` never returns where a folder cannot be made below one that exists, as in /proc. */
function makeFolder(folder: string, node: NodeModules): void {
  const { fs, path } = node;
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder), node);
  fs.mkdirSync(folder, { mode: 0o700 });
}
