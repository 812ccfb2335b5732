// VS Code without a desktop: the server and workbench that the npm package code-server carries, and a browser to show it. Installed into a cache folder.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const home = path.resolve(process.env.CODE_SERVER_HOME ?? path.join(projectRoot, '.cache/code-server'));
const nodePackage = `node-${process.platform}-${process.arch}`;
const nodeVersion = '24.21.0';
const codeServerVersion = '4.139.1';
const nodeBinary = path.join(home, 'node_modules', nodePackage, 'bin/node');
const serverMain = path.join(home, 'node_modules/code-server/lib/vscode/out/server-main.js');

/** Settings of a quiet editor: no welcome page, no telemetry, no look-ups. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
};

function run(command, args, options) {
  const done = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

/** Installs VS Code's server where it is missing: about 800 MB, some minutes; needs a C++ compiler for two small modules. */
export function installCode() {
  if (existsSync(serverMain) && existsSync(nodeBinary) && existsSync(path.join(home, 'ready'))) return;
  if (existsSync(serverMain) && existsSync(nodeBinary) && spawnSync(nodeBinary, [serverMain, '--version']).status === 0) return;
  if (process.platform !== 'linux' && process.platform !== 'darwin') throw new Error('VS Code in the browser runs on Linux and macOS only');
  console.log(`Installing VS Code for the browser into ${home} (once; some minutes)`);
  mkdirSync(home, { recursive: true });
  if (!existsSync(path.join(home, 'package.json'))) writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['install', ...quiet, '--save-exact', `${nodePackage}@${nodeVersion}`, `code-server@${codeServerVersion}`], { cwd: home });
  const code = path.join(home, 'node_modules/code-server/lib/vscode');
  run('npm', ['install', ...quiet, '--omit=dev'], { cwd: code });
  // The logger and the watchdog of the extension host are the only modules that come without a binary.
  const nodeHome = path.join(home, 'node_modules', nodePackage);
  run('npm', ['rebuild', '--loglevel=error', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: code, env: { ...process.env, PATH: `${nodeHome}/bin:${process.env.PATH}`, npm_config_nodedir: nodeHome } });
  execFileSync(nodeBinary, [serverMain, '--version']);
  writeFileSync(path.join(home, 'ready'), '');
}

/**
 * Starts the server with its data below `folder`; resolves when it listens.
 * @param {{ folder: string, settings?: object, env?: object, port?: number }} options
 */
export async function startCode({ folder, settings = {}, env = {}, port = 0 }) {
  const userData = path.join(folder, 'user-data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  const log = path.join(folder, 'server.log');
  const out = openSync(log, 'w');
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'];
  // The driver is what makes the page heed an extension under development and its tests.
  args.push('--enable-smoke-test-driver', '--server-data-dir', path.join(folder, 'server-data'), '--user-data-dir', userData, '--extensions-dir', path.join(folder, 'extensions'));
  const child = spawn(nodeBinary, [serverMain, ...args], { env: { ...process.env, ...env, EXTENSIONS_GALLERY: '{}' }, stdio: ['ignore', out, out], detached: true });
  closeSync(out);
  let gone = false;
  const exit = new Promise((resolve) =>
    child.once('exit', () => {
      gone = true;
      resolve();
    }),
  );
  const stop = async () => {
    if (gone) return;
    process.kill(-child.pid, 'SIGTERM');
    await Promise.race([exit, wait(3000)]);
    if (!gone) process.kill(-child.pid, 'SIGKILL');
  };
  for (let tries = 0; tries < 1200; tries++) {
    const address = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(readFileSync(log, 'utf8'));
    if (address) return { port: Number(address[1]), authority: `localhost:${address[1]}`, exit, stop };
    if (gone) break;
    await wait(50);
  }
  await stop();
  throw new Error(`VS Code's server did not start:\n${readFileSync(log, 'utf8')}`);
}

/**
 * The address of the workbench on a folder, with an extension under development, its tests and a file to open.
 * @param {{ port: number, authority: string }} server
 * @param {{ folder: string, extension?: string, tests?: string, file?: string }} options
 */
export function workbenchUrl(server, { folder, extension, tests, file }) {
  const remote = (name) => `vscode-remote://${server.authority}${encodeURI(path.resolve(name))}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  const url = new URL(`http://localhost:${server.port}/`);
  url.searchParams.set('folder', path.resolve(folder));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.toString();
}

const chromiumPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The executable of a Chromium on this machine, or undefined. `CHROMIUM` names another one. */
export function findChromium() {
  return [process.env.CHROMIUM, ...chromiumPlaces].find((place) => place && existsSync(place));
}

/** A headless browser with its own profile; `close()` it. */
export async function launchBrowser(profile, options = {}) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: install the package chromium, or set CHROMIUM to its path');
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
  return chromium.launchPersistentContext(profile, { executablePath, headless: true, args, viewport: { width: 1280, height: 800 }, ...options });
}
