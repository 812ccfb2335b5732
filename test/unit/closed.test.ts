// Server, command line and library at work in a Node that notes every connection, program and written file, and makes no code out of texts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { workspaceFiles, workspaceFinder, workspaceFolders, workspaceLinks, workspaceLists } from '../../server/src/lsp/files';
import { asked, buildServer, startClient } from '../support/server';
import { ownTexts } from '../support/texts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'haconf-closed-'));
const notes = path.join(folder, 'notes');
const guard = ['--require', path.join(root, 'test/support/closed.cjs'), '--disallow-code-generation-from-strings'];
const server = path.join(folder, 'server.cjs');
const texts = ownTexts();
const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
const node = (...args: string[]) => spawnSync(process.execPath, [...guard, ...args], { encoding: 'utf8', env: { ...process.env, HACONF_NOTES: notes } });

beforeAll(async () => {
  process.env.HACONF_NOTES = notes;
  await buildServer(server);
  const common = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' } as const;
  for (const [name, entry] of [
    ['cli', 'server/src/cli/main.ts'],
    ['index', 'server/src/index.ts'],
  ])
    await esbuild.build({ ...common, entryPoints: [root + entry], outfile: path.join(folder, `${name}.cjs`) });
  for (const [i, { language, text }] of texts.entries()) writeFileSync(path.join(folder, `${i}-${language}.${language === 'haproxy' ? 'cfg' : 'conf'}`), text);
});
afterEach(() => rmSync(notes, { force: true }));
afterAll(() => {
  delete process.env.HACONF_NOTES;
  rmSync(folder, { recursive: true, force: true });
});

describe('nothing is opened, started or written', () => {
  it('the watch itself works', () => {
    for (const text of [
      "require('net').connect(1, 'localhost')",
      "require('http').get('http://localhost:1')",
      "require('child_process').spawn('true')",
      "require('fs').writeFileSync('x', '')",
      "fetch('http://localhost:1')",
      "require('dns').lookup('localhost', () => {})",
      "require('fs').openSync('x', 'a')",
      "require('fs').promises.writeFile('x', '')",
    ])
      expect(node('-e', text).status, text).not.toBe(0);
    expect(noted()).toHaveLength(8);
    expect(node('-e', "new Function('return 1')").stderr).toContain('Code generation from strings disallowed');
  });

  it('by the library', () => {
    const text = `const { check } = require(${JSON.stringify(path.join(folder, 'index.cjs'))});
      let count = 0;
      for (const { language, text } of ${JSON.stringify(texts.map(({ language, text: source }) => ({ language, text: source })))}) for (const target of language === 'haproxy' ? ['1.8', '3.2'] : ['2.0.20', '2.4.3']) count += check(text, { language, target }).length;
      console.log(count);`;
    writeFileSync(path.join(folder, 'library.cjs'), text);
    const { stdout, stderr, status } = node(path.join(folder, 'library.cjs'));
    expect({ stderr, status, found: Number(stdout) > 500 }).toEqual({ stderr: '', status: 0, found: true });
    expect(noted()).toEqual([]);
  });

  it('by the command line', () => {
    const files = texts.map(({ language }, i) => path.join(folder, `${i}-${language}.${language === 'haproxy' ? 'cfg' : 'conf'}`));
    for (const format of ['text', 'json']) expect(node(path.join(folder, 'cli.cjs'), 'check', '--format', format, ...files).stdout).toContain('unknown-keyword');
    expect(noted()).toEqual([]);
  });

  it('by the server, whatever it is asked', async () => {
    mkdirSync(path.join(folder, 'in'), { recursive: true });
    const client = await startClient(server, { node: guard, folders: [pathToFileURL(folder).href] });
    for (const [i, { language, text }] of texts.slice(0, 150).entries()) {
      const uri = pathToFileURL(path.join(folder, `${i}-${language}.${language === 'haproxy' ? 'cfg' : 'conf'}`)).href;
      await client.open(uri, text, language);
      const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
      const position = { line: 2, character: 8 };
      for (const what of asked) {
        const answer = client.connection.sendRequest(`textDocument/${what}`, {
          textDocument: { uri },
          position,
          positions: [position],
          range,
          context: { diagnostics: [] },
          options: { tabSize: 4, insertSpaces: true },
          ch: '\n',
          newName: 'other',
        });
        // A name that cannot be changed is a refusal.
        await (/ename/.test(what) ? answer.then(undefined, () => undefined) : answer);
      }
      await client.published(uri);
    }
    await client.connection.sendRequest('workspace/symbol', { query: '' });
    expect(client.logs).toEqual([]);
    expect(await client.close()).toBe(0);
    expect(noted()).toEqual([]);
  });
});

describe('settings', () => {
  it('none of a workspace names a program, a file or an address', () => {
    const { properties } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).contributes.configuration as { properties: Record<string, { type: string; scope: string }> };
    const texts = Object.entries(properties).filter(([, { type }]) => type !== 'boolean');
    expect(texts.map(([name]) => name).sort()).toEqual(['haconf.format.gaps', 'haconf.haproxy.target', 'haconf.keepalived.target', 'haconf.rules', 'haconf.trace.server']);
  });

  it('targets, rules and anything else that a workspace may write start nothing and break nothing', async () => {
    const evil = ['$(touch x)', '`id`', '../../x', '\0', 'a'.repeat(100_000), 'file:///etc/passwd', '__proto__', 'constructor', '2.4, '.repeat(10_000)];
    for (const value of evil) {
      const client = await startClient(server, {
        node: guard,
        initializationOptions: { trusted: false },
        configuration: () => ({ haproxy: { target: value, path: value }, keepalived: { target: value }, rules: { [value]: 'off', 'unknown-keyword': value }, trace: value, format: { gaps: value }, inlayHints: value }),
      });
      const uri = pathToFileURL(path.join(folder, 'haproxy.cfg')).href;
      await client.open(uri, 'defaults\n    mdoe http\n');
      expect(JSON.stringify((await client.published(uri)).diagnostics)).toContain('unknown-keyword');
      expect(client.logs).toEqual([]);
      await client.close();
    }
    expect(noted()).toEqual([]);
  });
});

describe('restricted mode', () => {
  const inside = path.join(folder, 'trusted-not');
  const beside = path.join(inside, 'keepalived.conf');
  const folders = () => [pathToFileURL(inside).href];
  const never = () => false;

  beforeAll(() => {
    mkdirSync(path.join(inside, 'sub'), { recursive: true });
    mkdirSync(path.join(folder, 'outside'));
    writeFileSync(path.join(inside, 'sub/in.conf'), 'in');
    writeFileSync(path.join(folder, 'outside/secret.conf'), 'secret');
    if (process.platform !== 'win32') {
      symlinkSync(path.join(folder, 'outside'), path.join(inside, 'link'));
      symlinkSync(path.join(folder, 'outside/secret.conf'), path.join(inside, 'link.conf'));
    }
  });

  it('shows nothing outside of the workspace, by no way and under no name', () => {
    const ways = {
      read: workspaceFiles(folders, never),
      exists: workspaceFinder(folders, never),
      list: workspaceLists(folders, never),
      link: workspaceLinks(folders, never),
      complete: (name: string) => workspaceFolders(folders, never).paths(beside, name),
    };
    const names = [
      '../outside/secret.conf',
      'link/secret.conf',
      'link.conf',
      'sub/../../outside/secret.conf',
      path.join(folder, 'outside/secret.conf'),
      '/etc/passwd',
      'a\0b',
      '../outside/*.conf',
      'link/*.conf',
      '/etc/*',
      '//etc/passwd',
      `${'../'.repeat(40)}etc/passwd`,
    ];
    for (const [way, look] of Object.entries(ways)) {
      for (const name of names) {
        const found = look(name, beside);
        expect(
          found === undefined || (Array.isArray(found) && found.length === 0) || ((way === 'exists' || way === 'complete') && name === 'link.conf') || (way === 'list' && !name.includes('*')),
          `${way} ${JSON.stringify(name)}: ${JSON.stringify(found)}`,
        ).toBe(true);
      }
    }
    expect(ways.read('sub/in.conf', beside)).toBe('in');
    expect(ways.list('sub/*.conf', beside)).toEqual(['sub/in.conf']);
    expect(workspaceFolders(folders, never).beside(path.join(folder, 'outside/x.conf'), ['.conf'])).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('the server as a whole opens no file outside of the workspace, until it is trusted', async () => {
    const outside = path.join(folder, 'outside');
    writeFileSync(path.join(outside, 'check.sh'), '#!/bin/sh\nip a | grep -q secret-one\n');
    writeFileSync(path.join(outside, 'conf.d.cfg'), 'backend secret\n');
    process.env.HACONF_FORBIDDEN = outside;
    const client = await startClient(server, { node: guard, initializationOptions: { trusted: false }, folders: folders(), capabilities: { textDocument: { diagnostic: {} } } });
    delete process.env.HACONF_FORBIDDEN;
    const ways = ['secret.conf', 'check.sh', '*.conf', '*', ''].flatMap((name) => ['../outside/', 'link/', 'sub/../link/', './../outside/', `${outside}/`, 'sub/../../outside/'].map((way) => way + name)).concat('link.conf');
    const texts = {
      keepalived: ways.map((way) => `include ${way}\nvrrp_script s {\n    script "${way}"\n}\nvrrp_instance V {\n    notify "${way}"\n}\n`).join(''),
      haproxy: ways
        .map((way) => `backend b\n    mode http\n    errorfile 503 ${way}\n    http-request deny if { src -f ${way} }\n    http-request set-header X %[path,map(${way})]\n    server s 192.0.2.1:80 ssl ca-file ${way} crt ${way}\n`)
        .join(''),
    };
    const ask = async () => {
      const told: string[] = [];
      for (const [language, text] of Object.entries(texts)) {
        const uri = pathToFileURL(path.join(inside, language === 'haproxy' ? 'haproxy.cfg' : 'keepalived.conf')).href;
        await client.open(uri, text, language);
        const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
        for (const what of ['diagnostic', ...asked.filter((one) => !/ename|ormatting/.test(one))])
          for (const [line, character] of text
            .split('\n')
            .flatMap((one, i) => (what === 'completion' || what === 'hover' || what === 'definition' || (i === 0 && one !== '') ? [[i, one.length] as const] : []))
            .filter((_one, i) => i % 7 === 0))
            told.push(JSON.stringify(await client.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position: { line, character }, positions: [{ line, character }], range, context: { diagnostics: [] } })));
      }
      told.push(JSON.stringify(await client.connection.sendRequest('workspace/symbol', { query: '' })));
      return told.join('\n');
    };
    expect(await ask()).not.toMatch(/secret-one|"name":"secret"/);
    expect(noted()).toEqual([]);
    await client.connection.sendNotification('haconf/trusted');
    await ask();
    expect(new Set(noted().map((one) => one.replace(folder, '')))).toContain('read /outside/secret.conf');
    expect(client.logs).toEqual([]);
    await client.close();
  });

  it('addresses with control characters, of other hosts and of no file are just texts', async () => {
    const client = await startClient(server, { node: guard, initializationOptions: { trusted: false }, folders: folders() });
    for (const uri of ['file:///x%00y/haproxy.cfg', 'file:///x%0a%1b[31m/haproxy.cfg', 'file:///%', 'file:///%ff%fe.cfg', 'file://host/share/haproxy.cfg', 'http://host/haproxy.cfg', 'untitled:a%00b', '']) {
      await client.open(uri, 'defaults\n    mdoe http\n    errorfile 503 ../x.http\n');
      expect(JSON.stringify((await client.published(uri)).diagnostics)).toContain('unknown-keyword');
      for (const what of ['documentLink', 'completion', 'definition', 'codeAction'])
        await client.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position: { line: 2, character: 20 }, range: { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } }, context: { diagnostics: [] } });
    }
    expect(client.logs).toEqual([]);
    await client.close();
    expect(noted()).toEqual([]);
  });
});
