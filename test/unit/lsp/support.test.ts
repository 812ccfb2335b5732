import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('docs/lsp-support.md says what the server answers', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/lsp-support.mjs', '--check'], { cwd: fileURLToPath(new URL('../../../', import.meta.url)), encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
