// Expands every snippet and lets the real daemons, a shell and haconf itself read the result.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../support/check';
import { haproxyPath, haproxyVerdict, keepalivedPath, keepalivedVerdict } from '../support/daemons';
import { expandSnippet } from '../support/snippet';

const root = fileURLToPath(new URL('../../', import.meta.url));
interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}
const read = (file: string) => Object.entries(JSON.parse(readFileSync(`${root}snippets/${file}.json`, 'utf8')) as Record<string, Snippet>);
const text = (snippet: Snippet) => `${expandSnippet(snippet.body).trimEnd()}\n`;
const timeouts = '    timeout connect 5s\n    timeout client 1800s\n    timeout server 1800s\n    timeout check 10s\n';
const above = (lines: string, log = '    log 127.0.0.1 local0\n') => `global\n${log}\ndefaults\n    mode tcp\n    log global\n${lines}\n`;
const frontend = 'frontend apiserver\n    bind *:8443\n    default_backend apiserverbackend\n\n';
const backend = (lines: string, server: string) => `backend apiserverbackend\n${lines}    server node1 192.168.1.10:6443 ${server}\n`;
const oldCheck = '    option httpchk GET /healthz\n    http-check expect status 200\n';
const indented = (lines: string) => lines.replaceAll(/^(?=.)/gm, '    ');

/** A whole HAProxy file that holds the snippet. */
function haproxyFile(prefix: string, lines: string): string {
  if (prefix.startsWith('kubeadm')) return lines;
  if (prefix.endsWith('-frontend')) return `${above(timeouts)}${lines}\n${backend(oldCheck, 'check check-ssl verify none')}`;
  if (/-backend(-old)?$/.test(prefix)) return above(timeouts) + frontend + lines;
  if (prefix === 'k8s-api-timeouts') return above(indented(lines)) + frontend + backend(oldCheck, 'check check-ssl verify none');
  if (prefix === 'log-stdout') return above(timeouts, indented(lines)) + frontend + backend(oldCheck, 'check check-ssl verify none');
  return above(timeouts) + frontend + backend(indented(lines), prefix.endsWith('-old') ? 'check check-ssl verify none' : 'check verify none');
}
const isOld = (prefix: string) => prefix.includes('-old');

/** A whole Keepalived file that holds the snippet. */
function keepalivedFile(prefix: string, lines: string): string {
  if (prefix === 'global_defs' || prefix === 'vrrp_script') return `${prefix === 'vrrp_script' ? 'global_defs {\n    script_user root\n    enable_script_security\n}\n\n' : ''}${lines}`;
  return lines;
}

describe('haproxy', () => {
  if (!haproxyPath) console.warn('haproxy is not installed: the snippets are not shown to it');
  for (const [name, snippet] of read('haproxy')) {
    const prefix = snippet.prefix[0] as string;
    const file = haproxyFile(prefix, text(snippet));
    test.skipIf(!haproxyPath)(`${name}: haproxy accepts it`, () => {
      expect(haproxyVerdict(file)).toEqual({ status: 0, complaints: [] });
    });
    // Early releases write their log to a socket or an address: the form for them is checked for the oldest release that it claims.
    test.each(isOld(prefix) ? ['1.5', '1.8', '2.1', '2.6', '3.4'] : ['2.2', '2.4', '2.6', '3.4'])(`${name}: nothing to find for %s`, (version) => {
      expect(problemsOf('haproxy', file, { version }).map((problem) => `${problem.rule}: ${problem.message}`)).toEqual([]);
    });
  }
});

describe('keepalived', () => {
  if (!keepalivedPath) console.warn('keepalived is not installed: the snippets are not shown to it');
  for (const [name, snippet] of read('keepalived')) {
    const prefix = snippet.prefix.at(-1) as string;
    const file = keepalivedFile(prefix, text(snippet));
    test.skipIf(!keepalivedPath)(`${name}: keepalived accepts it`, () => {
      expect(keepalivedVerdict(file)).toEqual({ status: 0, complaints: [] });
    });
    test.each(['2.0.20', '2.2.8', '2.4.3'])(`${name}: nothing to find for %s`, (version) => {
      expect(problemsOf('keepalived', file, { version }).map((problem) => `${problem.rule}: ${problem.message}`)).toEqual([]);
    });
  }
});

describe('scripts', () => {
  test.each(read('shellscript'))('%s: a shell can read it, and its path holds', (_, snippet) => {
    const script = text(snippet);
    const said = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
    expect(said.stderr).toBe('');
    expect(said.status).toBe(0);
    expect(script).toContain('"https://localhost:$port/healthz"');
  });
});

describe('manifests and units', () => {
  test.each(read('yaml'))('%s: YAML of a pod', (_, snippet) => {
    const yaml = text(snippet);
    expect(yaml).not.toContain('\t');
    expect(yaml).toMatch(/^apiVersion: v1\nkind: Pod\n/);
    const said = spawnSync('python3', ['-c', 'import sys, json, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'], { input: yaml, encoding: 'utf8' });
    if (said.status !== 0) return console.warn('no YAML reader on this machine: only the first lines were looked at');
    const pod = JSON.parse(said.stdout) as { spec: { containers: { volumeMounts: { name: string }[] }[]; volumes: { name: string }[] } };
    expect(pod.spec.containers.flatMap((container) => container.volumeMounts.map((mount) => mount.name))).toEqual(pod.spec.volumes.map((volume) => volume.name));
  });
  test.each(read('systemd'))('%s: sections and settings only', (_, snippet) => {
    for (const line of text(snippet).split('\n')) expect(line).toMatch(/^(\[\w+\]|\w+=\S.*|)$/);
  });
});

test('every snippet says what it is for, and its words are its own', () => {
  for (const file of ['haproxy', 'keepalived', 'shellscript', 'yaml', 'systemd']) {
    for (const [name, snippet] of read(file)) {
      expect(snippet.description, name).toMatch(/\S/);
      expect(snippet.prefix.length, name).toBeGreaterThan(0);
    }
  }
});
