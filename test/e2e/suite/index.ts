// The entry that VS Code loads in its extension host: runs the suites and writes their results to a file, line by line.
import { appendFileSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Called by VS Code; rejects when a test failed. */
export async function run(): Promise<void> {
  const file = process.env.HACONF_E2E_RESULT;
  if (!file) throw new Error('HACONF_E2E_RESULT names no file');
  writeFileSync(file, '');
  const say = (line: string) => appendFileSync(file, `${line}\n`);
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, slow: 5_000, reporter: Quiet });
  if (process.env.HACONF_E2E_GREP) mocha.fgrep(process.env.HACONF_E2E_GREP);
  let end: { passed: number; failed: number; pending: number };
  try {
    mocha.suite.emit('pre-require', globalThis, '', mocha);
    await import('./all');
    end = await new Promise((resolve) => {
      const count = { passed: 0, failed: 0, pending: 0 };
      const runner = mocha.run(() => resolve(count));
      runner.on('suite', (suite) => suite.title && say(`${'  '.repeat(depth(suite))}${suite.title}`));
      runner.on('pass', (test) => {
        count.passed++;
        say(`${'  '.repeat(depth(test))}ok   ${test.title} (${test.duration} ms)`);
      });
      runner.on('pending', (test) => {
        count.pending++;
        say(`${'  '.repeat(depth(test))}skip ${test.title}`);
      });
      runner.on('fail', (test, error) => {
        count.failed++;
        say(`${'  '.repeat(depth(test))}FAIL ${test.title}\n${error.stack ?? error.message ?? error}`);
      });
    });
  } catch (error) {
    say(error instanceof Error ? String(error.stack) : String(error));
    end = { passed: 0, failed: 1, pending: 0 };
  }
  say(`#end ${JSON.stringify(end)}`);
  if (end.failed > 0) throw new Error(`${end.failed} test(s) failed`);
}

function depth(of: { parent?: Mocha.Suite }): number {
  return of.parent ? 1 + depth(of.parent) : -1;
}

/** A reporter that writes nothing: `run` listens itself. */
class Quiet extends Mocha.reporters.Base {}
