// Starts a bundle that lies beside, with what the engine compiled of it in a run before, where that was kept: half of a short run is compiling.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Script } from 'node:vm';
import { asAtStart, tuneEngine } from './engine';

/** The argument that names a folder in which what was compiled is kept. Without it nothing is written; what was built along is read. */
const argument = '--compiled=';

/** How a bundle begins that may be kept compiled: with a number made of what it holds. The engine itself only compares lengths. */
const mark = /^\/\/ [0-9a-f]{16}\n/;

/** The same function around the bundle that Node puts around modules. */
const head = '(function (exports, require, module, __filename, __dirname) { ';

/** A file with what was compiled: a line that says of which bundle and for which engine, then what the engine made. */
interface Kept {
  readonly line: string;
  readonly data: Buffer;
}

/** What the line has to say; the length shows that nothing is missing. That the flags of the engine are the same, it sees itself. */
const lineOf = (source: string, length: number) => `${mark.exec(source)?.[0].trim()} ${process.versions.v8} ${process.arch} ${length}`;

function readKept(file: string): Kept | undefined {
  try {
    const kept = readFileSync(file);
    const end = kept.indexOf(10);
    return { line: kept.toString('latin1', 0, end), data: kept.subarray(end + 1) };
  } catch {
    return undefined;
  }
}

/** Keeps what is compiled so far. The file is there as a whole or not at all; what cannot be written is done without. */
function keep(file: string, source: string, script: Script, flags: readonly string[]): void {
  const beside = `${file}.${process.pid}`;
  try {
    // The engine notes its flags, and wants the same ones again.
    asAtStart(flags, () => {
      const data = script.createCachedData();
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(beside, Buffer.concat([Buffer.from(`${lineOf(source, data.length)}\n`, 'latin1'), data]));
      renameSync(beside, file);
    });
  } catch {}
}

/** Takes the folder out of the arguments. */
function folderArgument(): string | undefined {
  const at = process.argv.findIndex((arg) => arg.startsWith(argument));
  return at < 0 ? undefined : process.argv.splice(at, 1)[0]?.slice(argument.length);
}

/** Milliseconds after which a program that goes on running keeps what was compiled: what a start needs was needed by then. */
const later = 5000;

/** Runs the bundle of a name with the flags that it wants of the engine. `own`: the module that starts it. */
export function runCompiled(name: string, flags: readonly string[], own: NodeJS.Module): void {
  tuneEngine(flags);
  const folder = folderArgument();
  const filename = path.join(__dirname, `${name}.cjs`);
  const file = path.join(folder ?? __dirname, `${name}.compiled`);
  const kept = readKept(file);
  if (!kept && folder === undefined) {
    own.require(filename);
    return;
  }
  const source = readFileSync(filename, 'latin1');
  const cachedData = kept?.line === lineOf(source, kept?.data.length ?? 0) ? kept?.data : undefined;
  const vm: typeof import('node:vm') = own.require('node:vm');
  const script = new vm.Script(`${head}${source}\n})`, { filename, ...(cachedData ? { cachedData } : {}) });
  script.runInThisContext()(own.exports, own.require.bind(own), own, filename, __dirname);
  if (folder === undefined || script.cachedDataRejected === false || !mark.test(source)) return;
  let done = false;
  const once = () => {
    if (!done) keep(file, source, script, flags);
    done = true;
  };
  setTimeout(once, later).unref();
  process.once('exit', once);
}
