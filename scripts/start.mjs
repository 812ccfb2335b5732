// npm start: installs and builds what is missing, then opens VS Code with the extension on examples/kubeadm-ha:
// the desktop where there is one, else the same VS Code in the browser.   --browser: the browser in any case   --port N: its port
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({ options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } } });
const example = path.join(root, 'examples/kubeadm-ha');
const firstFile = path.join(example, 'haproxy-2.0/node1/haproxy.cfg');
const windows = process.platform === 'win32';

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows });
  if (done.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed`);
    process.exit(1);
  }
}

if (!existsSync(path.join(root, 'node_modules/vscode-languageclient'))) run('npm', ['ci', '--no-audit', '--no-fund']);
run('node', ['esbuild.mjs']);

const { codeOnPath, downloadCode, hasDisplay } = await import('../test/e2e/desktop-code.mjs');
const desktop = values.browser || !hasDisplay() ? undefined : (codeOnPath() ?? (await downloadCode()));

if (desktop) {
  console.log(`Opening ${path.relative(root, example)} in ${desktop}`);
  const args = [`--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', '--new-window', example, '--goto', `${firstFile}:1`];
  spawn(desktop, args, { stdio: 'ignore', detached: true, shell: windows }).unref();
} else {
  const { installCode, startCode, workbenchUrl } = await import('../test/e2e/browser-code.mjs');
  installCode();
  const folder = path.join(root, '.cache/browser');
  mkdirSync(folder, { recursive: true });
  const server = await startCode({ folder, port: Number(values.port) });
  console.log(`VS Code in the browser, with the extension on ${path.relative(root, example)}:\n\n    ${workbenchUrl(server, { folder: example, extension: root, file: firstFile })}\n\nCtrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void server.stop().then(() => process.exit(0)));
  await server.exit;
}
