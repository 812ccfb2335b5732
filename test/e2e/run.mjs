// Runs the extension's tests in a real VS Code: desktop where there is a display, else VS Code's server and a headless browser.
//   node test/e2e/run.mjs [--grep text]     HACONF_E2E=desktop|browser chooses, HACONF_E2E_VERBOSE=1 shows the editor's log
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { installCode, launchBrowser, projectRoot, startCode, workbenchUrl } from './browser-code.mjs';
import { downloadCode, hasDisplay } from './desktop-code.mjs';

const { values } = parseArgs({ options: { grep: { type: 'string', default: '' } } });
const verbose = Boolean(process.env.HACONF_E2E_VERBOSE);
const limit = 300_000;
const work = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'haconf-e2e-')));
const resultFile = path.join(work, 'result.log');
const tests = path.join(projectRoot, 'out/e2e/index.cjs');

/** Follows the suite's own output; returns its result once its last line is there. */
function follow() {
  let shown = 0;
  return () => {
    if (!existsSync(resultFile)) return undefined;
    const text = readFileSync(resultFile, 'utf8');
    const end = text.indexOf('\n#end ');
    const visible = end < 0 ? text.slice(0, text.lastIndexOf('\n') + 1) : text.slice(0, end + 1);
    process.stdout.write(visible.slice(shown));
    shown = visible.length;
    return end < 0 ? undefined : JSON.parse(text.slice(end + 6));
  };
}

/** A workspace of its own for each run: the examples, so that the tests may write. */
function workspace() {
  const folder = path.join(work, 'workspace');
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(projectRoot, 'examples/kubeadm-ha'), path.join(folder, 'kubeadm-ha'), { recursive: true });
  cpSync(path.join(projectRoot, 'test/e2e/workspace'), folder, { recursive: true });
  return folder;
}

const env = { HACONF_E2E_RESULT: resultFile, HACONF_E2E_GREP: values.grep };

async function inDesktop(executable) {
  const { runTests } = await import('@vscode/test-electron');
  const result = follow();
  const timer = setInterval(result, 200);
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [workspace(), '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', `--user-data-dir=${path.join(work, 'user-data')}`],
  }).catch((error) => console.error(error instanceof Error ? error.message : error));
  clearInterval(timer);
  return result();
}

async function inBrowser() {
  installCode();
  const server = await startCode({ folder: work, env });
  const browser = await launchBrowser(path.join(work, 'browser'));
  try {
    let ended;
    await browser.exposeFunction('codeAutomationLog', (type, args) => {
      if (verbose) console.error(`[${type}]`, ...args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))));
    });
    await browser.exposeFunction('codeAutomationExit', (code) => {
      ended = code;
    });
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.on('crash', () => {
      ended = 1;
    });
    await page.goto(workbenchUrl(server, { folder: workspace(), extension: projectRoot, tests }));
    const result = follow();
    for (const start = Date.now(); Date.now() - start < limit; await wait(100)) {
      const found = result();
      if (found) return found;
      // The editor reports success also when the extension host died in mid-suite: only the suite's last line counts.
      if (ended !== undefined) {
        await wait(1000);
        return result();
      }
    }
    await page.screenshot({ path: path.join(projectRoot, 'out/e2e/last.png') });
    console.error(`no result after ${limit / 1000} s; see out/e2e/last.png`);
    return undefined;
  } finally {
    await Promise.race([browser.close(), wait(5000)]);
    await server.stop();
  }
}

await esbuild.build({
  entryPoints: [path.join(projectRoot, 'test/e2e/suite/index.ts')],
  outfile: tests,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
  sourcemap: 'inline',
});
let result;
try {
  const choice = process.env.HACONF_E2E ?? (hasDisplay() ? 'desktop' : 'browser');
  const executable = choice === 'desktop' ? await downloadCode() : undefined;
  if (choice === 'desktop' && !executable) console.log('Running the tests in the browser instead.');
  result = executable ? await inDesktop(executable) : await inBrowser();
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
if (!result) {
  console.error('The editor ended before its tests did.');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
console.log(`${result.passed} passed, ${result.failed} failed${result.pending ? `, ${result.pending} skipped` : ''}`);
process.exit(result.failed === 0 && result.passed > 0 ? 0 : 1);
