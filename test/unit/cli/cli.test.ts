import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readText, replaceText } from '../../../server/src/cli/files';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'haconf-cli-'));
const cli = path.join(folder, 'cli.cjs');

const removed = 'defaults\n    contimeout 5s # old\n    clitimeout 30m\n';
const clean = 'defaults\n    timeout connect 5s\n';

beforeAll(async () => {
  await esbuild.build({ entryPoints: [`${root}server/src/cli/main.ts`], bundle: true, platform: 'node', format: 'cjs', outfile: cli, logLevel: 'silent' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}
function put(name: string, text: string | Buffer): string {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
  return name;
}
const got = (name: string) => readFileSync(path.join(folder, name), 'utf8');

describe('haconf check', () => {
  it('is silent and happy about a clean file', () => {
    const { status, stdout } = run('check', '--haproxy', '2.6', put('haproxy.cfg', clean));
    expect(stdout).toBe('0 errors, 0 warnings in 1 file (haproxy 2.6)\n');
    expect(status).toBe(0);
  });

  it('reads several files as one configuration', () => {
    put('conf.d/00-defaults.cfg', 'defaults\n    mode http\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\n');
    put('conf.d/10-web.cfg', 'frontend web\n    bind :8080\n    use_backend api if { path /api }\n    default_backend nope\n');
    put('conf.d/20-api.cfg', '    server early 192.0.2.9:80\nbackend api\n    server s1 192.0.2.10:80\n    server s1 192.0.2.11:80');
    put('conf.d/notes.txt', 'no configuration');
    const { status, stdout } = run('check', '--haproxy', '2.4', '--together', 'conf.d');
    expect(stdout.split('\n').filter((line) => / (error|warning) /.test(line))).toEqual([
      'conf.d/10-web.cfg:4:21: error undefined-backend: there is no backend `nope`',
      'conf.d/20-api.cfg:1:5: error misplaced-keyword: `server` does not belong here: it stands in `listen`, `backend` or `ring`',
      'conf.d/20-api.cfg:4:12: error duplicate-server: server `s1` is on line 3 already',
      'conf.d/20-api.cfg:4:27: error missing-line-feed: the last line does not end with a line feed: the file may have been cut off',
    ]);
    expect(status).toBe(1);
    expect(run('check', '--together', '--fix', 'conf.d').status).toBe(2);
    expect(run('check', '--haproxy', '2.4', 'conf.d/10-web.cfg').stdout).toBe('0 errors, 0 warnings in 1 file (haproxy 2.4)\n');
  });

  it('refuses releases that it does not know', () => {
    const file = put('haproxy.cfg', clean);
    for (const option of ['--haproxy', '--target']) {
      const { status, stdout, stderr } = run('check', option, '9.9', file);
      expect([status, stdout, stderr.split('\n')[0]]).toEqual([2, '', `haconf: ${option}: \`9.9\` is no release of haproxy that haconf knows: 1.5 to 3.4`]);
    }
    const own = run('check', put('haproxy.cfg', `# haconf: haproxy 9.9\n${clean}`));
    expect(own.stdout).toContain('1:1: warning unknown-target: `9.9` is no release of haproxy that haconf knows: 1.5 to 3.4; checked for 3.2');
  });

  it('shows place, severity, rule, line and carets', () => {
    const { status, stdout } = run('check', '--haproxy', '2.4', put('haproxy.cfg', 'defaults\n\tmdoe http\n'));
    expect(stdout.split('\n').slice(0, 3)).toEqual(['haproxy.cfg:2:2: error unknown-keyword: unknown keyword `mdoe`: did you mean `mode`?', '2 | \tmdoe http', '  | \t^^^^']);
    expect(status).toBe(1);
  });

  it('writes JSON in the shape of check()', () => {
    const { status, stdout } = run('check', '--target', 'ubuntu-22.04', '--format', 'json', put('haproxy.cfg', removed), put('two/haproxy.cfg', clean));
    const report = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(report.map((file: { file: string }) => file.file)).toEqual(['haproxy.cfg', 'two/haproxy.cfg']);
    expect(report[0]).toMatchObject({ language: 'haproxy', target: '2.4' });
    expect(report[0].problems[0]).toMatchObject({ line: 2, column: 5, endLine: 2, endColumn: 15, severity: 'error', rule: 'removed-keyword', origin: 'daemon' });
    expect(Object.keys(report[0].problems[0]).sort()).toEqual(['column', 'endColumn', 'endLine', 'fixes', 'line', 'message', 'origin', 'rule', 'severity']);
    expect(report[1].problems).toEqual([]);
  });

  it('lets a comment in the file choose the target', () => {
    expect(run('check', '--haproxy', '2.6', '--format=json', put('haproxy.cfg', `# haconf: haproxy 1.8\n${removed}`)).stdout).toContain('"target": "1.8"');
  });

  it('checks for several targets at once', () => {
    const { stdout } = run('check', '--haproxy', '1.9,2.6', put('haproxy.cfg', removed));
    expect(stdout).toMatch(/error removed-keyword: .* \[2\.6\]/);
    expect(stdout).toMatch(/warning deprecated-keyword: .* \[1\.9\]/);
  });

  it('mends what can be mended and keeps all else', () => {
    const name = put('haproxy.cfg', 'defaults\r\n    mdoe http # why\r\n');
    const { status, stdout } = run('check', '--haproxy', '2.6', '--fix', name);
    expect(got(name)).toBe('defaults\r\n    mode http # why\r\n');
    expect(stdout).toContain('haproxy.cfg: 1 fix applied');
    expect(status).toBe(0);
  });

  it('applies only safe fixes with --fix=safe', () => {
    const name = put('haproxy.cfg', 'defaults\n    mdoe http\n    timeout connect 5s');
    const { status } = run('check', '--haproxy', '2.6', '--fix=safe', name);
    expect(got(name)).toBe('defaults\n    mdoe http\n    timeout connect 5s\n');
    expect(status).toBe(1);
  });

  it('does not write a file that needs no fix', () => {
    const name = put('haproxy.cfg', clean);
    const before = statSync(path.join(folder, name), { bigint: true });
    run('check', '--fix', name);
    const after = statSync(path.join(folder, name), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('keeps mode, symbolic link and bytes that are no UTF-8', () => {
    const real = put('real/haproxy.cfg', Buffer.concat([Buffer.from('defaults\n    mdoe http # '), Buffer.from([0xe9, 0xff]), Buffer.from('\n')]));
    chmodSync(path.join(folder, real), 0o640);
    symlinkSync('real/haproxy.cfg', path.join(folder, 'haproxy-link.cfg'));
    run('check', '--haproxy', '2.6', '--fix', 'haproxy-link.cfg');
    expect(lstatSync(path.join(folder, 'haproxy-link.cfg')).isSymbolicLink()).toBe(true);
    expect(statSync(path.join(folder, real)).mode & 0o777).toBe(0o640);
    expect(readFileSync(path.join(folder, real)).includes(Buffer.from([0xe9, 0xff]))).toBe(true);
    expect(readFileSync(path.join(folder, real), 'latin1')).toContain('mode http');
    expect(readdirSync(path.join(folder, 'real'))).toEqual(['haproxy.cfg']);
  });

  it('replaces no file that changed since it was read, and leaves nothing behind', () => {
    const file = path.join(folder, put('changed/haproxy.cfg', clean));
    const before = readText(file);
    writeFileSync(file, removed);
    expect(() => replaceText(file, before, 'x')).toThrow('has changed while it was checked');
    expect(readFileSync(file, 'utf8')).toBe(removed);
    rmSync(file);
    expect(() => replaceText(file, before, 'x')).toThrow('no such file');
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  it('knows a file by what stands in it', () => {
    expect(run('check', put('balancer.cfg', `global\n    daemon\n${clean}`)).status).toBe(0);
    const other = run('check', put('other.cfg', '[section]\nkey = value\n'));
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('other.cfg: neither an HAProxy nor a Keepalived file');
    expect(run('check', '--language', 'haproxy', put('empty.cfg', '')).status).toBe(0);
  });

  it('reports the other files when one cannot be read', () => {
    const { status, stdout, stderr } = run('check', '--format', 'json', 'missing/haproxy.cfg', put('haproxy.cfg', clean));
    expect(status).toBe(2);
    expect(stderr).toContain('missing/haproxy.cfg: no such file');
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(run('check', '.').stderr).toContain('.: is a directory');
  });

  it.each([
    [[], 'a command is missing'],
    [['chek', 'haproxy.cfg'], 'unknown command `chek`'],
    [['check'], 'no file given'],
    [['check', '--haproxy', 'windows', 'x'], '--haproxy: `windows` is no release'],
    [['check', '--target', 'beos-5', 'x'], '--target: `beos-5` is no release'],
    [['check', '--fix=most', 'x'], '--fix takes `safe` or nothing'],
    [['check', '--format', 'xml', 'x'], '--format takes `text` or `json`'],
    [['check', '--language', 'nginx', 'x'], '--language takes `haproxy` or `keepalived`'],
    [['check', '--verbose', 'x'], "Unknown option '--verbose'"],
  ])('explains %j', (args, message) => {
    const { status, stdout, stderr } = run(...(args as string[]));
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('helps', () => {
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run('--help').stdout).toContain('Usage: haconf check');
    expect(run('--version').stdout).toMatch(/^haconf \d+\.\d+\.\d+\n$/);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe, device or file of the kernel, given or named in a file', () => {
    mkdirSync(path.join(folder, 'odd/dir.cfg'), { recursive: true });
    for (const name of ['odd/pipe.cfg', 'odd/keepalived.conf']) expect(spawnSync('mkfifo', [path.join(folder, name)]).status).toBe(0);
    symlinkSync('self.cfg', path.join(folder, 'odd/self.cfg'));
    const names = ['odd/pipe.cfg', '/dev/zero', '/dev/tty', '/proc/kmsg', 'odd/dir.cfg', 'odd/self.cfg'];
    const vip = put('odd-vip/keepalived.conf', names.map((name) => `include ../${name}\ninclude ${name}\nvrrp_script s {\n    script "${name}"\n}\n`).join(''));
    const lb = put('odd-lb/haproxy.cfg', names.map((name) => `backend b\n    mode tcp\n    tcp-request content reject if { src -f ${name} }\n`).join(''));
    const quick = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', timeout: 10_000 });
    expect(quick('check', vip, lb).status).toBe(1);
    expect(quick('check', '--together', 'odd').status).toBe(2);
    const { status, stderr } = quick('check', '--language', 'haproxy', ...names);
    expect(status).toBe(2);
    expect(stderr.match(/is not a regular file|is a directory|too many symbolic links/g)).toHaveLength(5);
  });

  it.skipIf(process.platform === 'win32')('shows no characters that steer the terminal: of lines, names of files, arguments and complaints', () => {
    const evil = '\x1b]0;x\x07\x9b31m\u202e\u2066\u2028\rx';
    const steering = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
    const file = put(`a${evil}\nb/haproxy.cfg`, `defaults\n    mo${evil}de http\n    mode ${evil}\n\tbalance ${evil}\nbackend ${evil}\n    server ${evil} x\n`);
    const wanted = put('vip/keepalived.conf', `vrrp_instance ${evil} {\n    state ${evil}\n    ${evil} 1\n    include ${evil}\n}\n`);
    const runs = [
      run('check', '--haproxy', '2.6', file, wanted),
      run('check', '--together', '--haproxy', '2.6', file, file),
      run('check', '--format', 'json', file, wanted),
      run('check', '--fix', file),
      run('check', `none${evil}\n.cfg`),
      run('check', put(`c${evil}.cfg`, '[x]\n')),
      run(`${evil}`),
      run('check', `--${evil}`, file),
      ...['--haproxy', '--keepalived', '--target', '--format', '--language', '--fix'].map((option) => run('check', `${option}=${evil}`, file)),
    ];
    for (const { stdout, stderr } of runs) {
      expect(stdout).not.toMatch(steering);
      expect(stderr).not.toMatch(steering);
      expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('haconf'))).toEqual([]);
    }
    expect(runs[0]?.stdout).toContain('unknown-keyword');
    const [first] = JSON.parse(runs[2]?.stdout ?? '') as { file: string; problems: { message: string }[] }[];
    expect(first?.file).toBe(file);
  });
});
