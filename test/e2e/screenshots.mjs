// Takes the pictures of the README from a real VS Code on examples/kubeadm-ha: node test/e2e/screenshots.mjs [folder, default docs/images]
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installCode, launchBrowser, projectRoot, startCode, workbenchUrl } from './browser-code.mjs';

const pictures = path.resolve(process.argv[2] ?? path.join(projectRoot, 'docs/images'));
const work = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'haconf-pictures-')));
const folder = path.join(work, 'kubeadm-ha');
cpSync(path.join(projectRoot, 'examples/kubeadm-ha'), folder, { recursive: true });
mkdirSync(pictures, { recursive: true });

const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
  'explorer.compactFolders': false,
};

installCode();
const server = await startCode({ folder: work, settings });
const browser = await launchBrowser(path.join(work, 'browser'), { viewport: { width: 1200, height: 760 }, deviceScaleFactor: 1.5 });
const page = browser.pages()[0] ?? (await browser.newPage());

/** Presses keys until something shows: a key that comes before the editor is ready is lost. */
async function pressUntil(keys, locator, tries = 8) {
  for (let i = 0; i < tries; i++) {
    for (const key of keys) await page.keyboard.press(key);
    try {
      await locator.waitFor({ timeout: 3000 });
      await wait(200);
      if (await locator.isVisible()) return;
    } catch {
      // Once more.
    }
  }
  throw new Error(`${keys.join(' ')} showed nothing`);
}

async function command(title) {
  const input = page.locator('.quick-input-widget input.input');
  await pressUntil(['F1'], input);
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
}

/** Puts the cursor at a line and column of the open file. */
async function goTo(line, column = 1) {
  const input = page.locator('.quick-input-widget input.input');
  await pressUntil(['Control+G'], input);
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
  await page.locator('.monaco-editor.focused').first().waitFor();
}

async function openFile(name, shown = name) {
  const input = page.locator('.quick-input-widget input.input');
  await pressUntil(['Control+P'], input);
  await input.fill(name);
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: path.basename(shown) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: path.basename(shown) }).waitFor();
}

/** Opens the Problems view with the problems of one folder's files of a kind. */
async function problemsOf(glob) {
  await pressUntil(['Control+Shift+M'], page.locator('.markers-panel .monaco-list-row').first());
  await page.locator('.panel .viewpane-filter input').first().fill(glob);
  await wait(800);
}

const shot = async (name) => {
  await wait(400);
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  console.log(`${name}.png`);
};
const warning = page.locator('.monaco-editor .squiggly-warning').first();

try {
  await page.goto(workbenchUrl(server, { folder, extension: projectRoot, file: path.join(folder, 'haproxy-2.0/node1/haproxy.cfg') }));
  await warning.waitFor({ timeout: 60_000 });
  await page.locator('.statusbar-item', { hasText: 'HAProxy 2.6' }).waitFor();

  await goTo(33);
  await problemsOf('**/haproxy-2.0/node1/haproxy.cfg');
  await shot('problems');
  await command('View: Close Panel');

  await goTo(33, 12);
  await pressUntil(['Control+.'], page.locator('.action-widget .monaco-list-row').first());
  await shot('quick-fix');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'connect' }).filter({ hasText: 'http-check' }).first().waitFor();
  await shot('fixed');

  await goTo(34, 10);
  await pressUntil(['Control+K', 'Control+I'], page.locator('.monaco-hover:not(.hidden)').first());
  await shot('hover');
  await page.keyboard.press('Escape');

  await page.locator('.statusbar-item', { hasText: 'HAProxy 2.6' }).click();
  await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
  await shot('target');
  await page.keyboard.press('Escape');

  await openFile('haproxy-2.0/node1/keepalived.conf');
  await page.locator('.statusbar-item', { hasText: 'Keepalived 2.2' }).waitFor();
  await problemsOf('**/haproxy-2.0/node1/keepalived.conf');
  await shot('keepalived');
} catch (error) {
  await page.screenshot({ path: path.join(projectRoot, 'out/last.png') });
  console.error(`${error instanceof Error ? error.message : error}\nsee out/last.png`);
  process.exitCode = 1;
} finally {
  await Promise.race([browser.close(), wait(5000)]);
  await server.stop();
  rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
