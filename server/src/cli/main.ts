// The command line: reads arguments, prints the report, sets the exit status.
import manifest from '../../../package.json';
import { printable } from '../core/text';
import { type Command, help, readArguments } from './arguments';
import { checkFiles } from './check';
import { reportJson } from './report-json';
import { reportText } from './report-text';

const version = (manifest as unknown as { version: string }).version;

/** Tells what went wrong, in one line: names of files and arguments may hold anything. */
function complain(message: string): void {
  process.stderr.write(`haconf: ${printable(message)}\n`);
}

/** Runs one command line; returns the exit status. */
function main(args: readonly string[]): number {
  let command: Command;
  try {
    command = readArguments(args);
  } catch (error) {
    complain((error as Error).message);
    process.stderr.write('haconf --help tells more\n');
    return 2;
  }
  if (command.command === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (command.command === 'version') {
    process.stdout.write(`haconf ${version}\n`);
    return 0;
  }
  let failed = false;
  const files = checkFiles(command, (message) => {
    failed = true;
    complain(message);
  });
  const color = command.format === 'text' && process.stdout.isTTY === true && !process.env.NO_COLOR;
  process.stdout.write(command.format === 'json' ? reportJson(files) : reportText(files, color));
  if (failed) return 2;
  return files.some((file) => file.problems.some((problem) => problem.severity === 'error')) ? 1 : 0;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = main(process.argv.slice(2));
// All is written: the process ends at once, as taking its memory apart takes as long as reading some thousand lines.
process.stdout.write('', () => process.stderr.write('', () => process.exit()));
