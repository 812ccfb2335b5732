// The old sample of 2020 becomes, by the first fix of each finding alone, a file that the real haproxy accepts without a word, and that asks /healthz over TLS.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixAll, problemsOf } from '../../support/check';
import { haproxyPath, haproxyVerdict, releaseOf } from '../../support/daemons';
import { type ApiServer, freePort, hasOpenssl, selfSigned, startApiServer } from '../../support/tls-server';

const sample = (era: string) => readFileSync(fileURLToPath(new URL(`../../../examples/kubeadm-ha/${era}/node1/haproxy.cfg`, import.meta.url)), 'utf8');
const installed = releaseOf(haproxyPath)?.split('.').slice(0, 2).join('.');
/** For the installed release, so that the daemon can be asked; Debian 12 has 2.6. */
const version = installed ?? '2.6';
if (!installed) console.warn('haproxy is not installed: fixed files are not shown to it');
if (!hasOpenssl) console.warn('openssl is not installed: no TLS server is asked');

describe.each(['haproxy-1.5', 'haproxy-1.8', 'haproxy-2.0'])('the sample %s, fixed', (era) => {
  test('has nothing left that the daemon or haconf complains about', () => {
    const fixed = fixAll('haproxy', sample(era), { version });
    const left = problemsOf('haproxy', fixed, { version }).filter((problem) => problem.severity === 'error' || problem.severity === 'warning');
    expect(left.map((problem) => `${problem.rule}: ${problem.message}`)).toEqual([]);
  });
  test.skipIf(!installed)('is accepted by the real haproxy without a single warning', () => {
    expect(haproxyVerdict(fixAll('haproxy', sample(era), { version }))).toEqual({ status: 0, complaints: [] });
  });
});

describe.skipIf(!installed || !hasOpenssl)(
  'a running haproxy',
  () => {
    const identity = hasOpenssl ? selfSigned() : undefined;
    let servers: ApiServer[] = [];
    let daemon: ChildProcess | undefined;
    let port = 0;

    beforeEach(async () => {
      if (!identity) return;
      servers = await Promise.all([1, 2, 3].map(() => startApiServer(identity)));
      port = await freePort();
    });
    afterEach(async () => {
      daemon?.kill('SIGKILL');
      await Promise.all(servers.map((server) => server.close()));
    });

    /** Runs a config with the addresses of the servers in place of those of the nodes. */
    async function run(config: string): Promise<void> {
      const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'haconf-run-')), 'haproxy.cfg');
      const text = config
        .replace(/bind \*:\d+/, `bind 127.0.0.1:${port}`)
        .replaceAll(/192\.168\.1\.1(\d):6443/g, (_, node: string) => `127.0.0.1:${servers[Number(node)]?.port}`)
        .replaceAll(/^(\s*server .*)$/gm, '$1 inter 200')
        .replaceAll(/^\s*log \/dev\/log.*$/gm, '')
        .replace(/^\s*daemon$/m, '');
      writeFileSync(file, text);
      daemon = spawn(haproxyPath as string, ['-db', '-f', file], { stdio: 'ignore' });
      daemon.on('exit', () => rmSync(path.dirname(file), { recursive: true, force: true }));
    }
    async function until(holds: () => boolean, seconds = 15): Promise<boolean> {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(50)) if (holds()) return true;
      return holds();
    }
    const ask = () =>
      new Promise<string>((resolve) => {
        const asked = request({ host: '127.0.0.1', port, path: '/version', rejectUnauthorized: false, agent: false, timeout: 3000 }, (response) => {
          response.resume();
          response.on('end', () => resolve(String(response.statusCode)));
        });
        asked.on('error', () => resolve('no answer'));
        asked.end();
      });

    test('never asks for /healthz with the old sample', async () => {
      await run(sample('haproxy-2.0'));
      expect(await until(() => servers.every((server) => server.failures.length > 0))).toBe(true);
      expect(servers.flatMap((server) => server.requests)).toEqual([]);
    });

    test.each(['haproxy-2.0', 'haproxy-1.8', 'recommended'])('asks each server GET /healthz over TLS with %s, fixed', async (era) => {
      await run(fixAll('haproxy', sample(era), { version }));
      expect(await until(() => servers.every((server) => server.requests.includes('GET /healthz')))).toBe(true);
      expect(new Set(servers.flatMap((server) => server.requests))).toEqual(new Set(['GET /healthz']));
      expect(await ask()).toBe('200');
      // A server that is not well gets no more requests.
      for (const server of servers.slice(1)) server.status = 500;
      await until(() => servers.slice(1).every((server) => server.requests.length > 6), 20);
      for (const server of servers) server.requests.length = 0;
      for (let i = 0; i < 6; i++) expect(await ask()).toBe('200');
      expect(servers.slice(1).flatMap((server) => server.requests.filter((one) => one !== 'GET /healthz'))).toEqual([]);
    });
  },
  60_000,
);
