// Desktop VS Code: the one on the PATH, or downloaded once into .vscode-test.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './browser-code.mjs';

/** Whether a window can be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The command `code`, where it is on the PATH. */
export function codeOnPath() {
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  return spawnSync(command, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0 ? command : undefined;
}

/** Downloads desktop VS Code unless it is there; undefined, with a word why, when the vendor's site cannot be reached. */
export async function downloadCode() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(projectRoot, '.vscode-test'), timeout: 15_000 });
  } catch (error) {
    console.log(`Desktop VS Code cannot be downloaded (${error instanceof Error ? error.message.split('\n')[0] : error})`);
    return undefined;
  }
}
