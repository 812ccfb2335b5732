// Runs the TextMate grammars with the engine of VS Code: single words that must have a scope, and snapshots of whole files.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const grammars = new Map<string, textmate.IGrammar>();

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: async (scope) => {
      const file = `${root}syntaxes/${scope.replace('source.', '')}.tmLanguage.json`;
      return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });
  for (const language of ['haproxy', 'keepalived']) {
    const grammar = await registry.loadGrammar(`source.${language}`);
    if (grammar) grammars.set(language, grammar);
  }
});

/** The tokens of a text, as lines of `word  scope` (the innermost scope, without the language's name); blanks are left out. */
function tokens(language: string, text: string): string[][] {
  const grammar = grammars.get(language) as textmate.IGrammar;
  let stack: textmate.StateStack | null = null;
  return text.split('\n').map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens
      .map((token) => ({ word: line.slice(token.startIndex, token.endIndex), scope: (token.scopes.at(-1) ?? '').replace(`.${language}`, '') }))
      .filter(({ word, scope }) => word.trim() !== '' && !scope.startsWith('source'))
      .map(({ word, scope }) => `${word.trim()}  ${scope}`);
  });
}

const cases: Readonly<Record<string, readonly (readonly [line: string, ...expected: string[]])[]>> = {
  haproxy: [
    ['frontend api # the way in', 'frontend  keyword.control.section', 'api  entity.name.section', '# the way in  comment.line.number-sign'],
    ['backend b from base', 'from  keyword.other.from', 'base  variable.other.section'],
    ['    bind *:6443', 'bind  keyword.other', '6443  constant.numeric.port'],
    ['    option httpchk GET /healthz', 'option  keyword.other', 'httpchk  support.type.property-name'],
    ['    no option http-server-close', 'no  keyword.operator.prefix', 'http-server-close  support.type.property-name'],
    ['    timeout client 1800s', 'client  support.type.property-name', '1800  constant.numeric', 's  keyword.other.unit'],
    ['    timeout server   20s', 'server  support.type.property-name', '20  constant.numeric'],
    ['    mode tcp', 'tcp  constant.language'],
    ['    tcp-request content accept if WAIT_END', 'content  support.type.property-name', 'accept  support.function.action'],
    ['    server node1 192.0.2.11:6443 check', 'node1  variable.other.name', '192.0.2.11  constant.numeric.address', '6443  constant.numeric.port'],
    ['    http-request deny if { src 192.0.2.0/24 }', 'deny  support.function.action', 'if  keyword.control.conditional', '192.0.2.0/24  constant.numeric.address'],
    ['    http-request set-header X-Id "%[req.hdr(x),lower]"', 'set-header  support.function.action', 'lower  support.function.converter'],
    ['    bind "${ADDRESS}:443" ssl', '${ADDRESS}  variable.other.environment'],
    ['    acl internal src -f /etc/allowed', 'internal  variable.other.name', '-f  keyword.operator.flag'],
    ['.if version_atleast(2.4)', '.if  keyword.control.directive', 'version_atleast  support.function'],
  ],
  keepalived: [
    ['vrrp_instance VI_1 {', 'vrrp_instance  keyword.control.block', 'VI_1  entity.name.section', '{  punctuation.section.block'],
    ['    state MASTER', 'state  keyword.other', 'MASTER  constant.language'],
    ['    priority 101 ! higher than the others', 'priority  keyword.other', '101  constant.numeric', '! higher than the others  comment.line'],
    ['    auth_pass "ab#cd"', 'auth_pass  keyword.other'],
    ['        192.0.2.10/24 dev eth0', '192.0.2.10/24  constant.numeric.address', 'dev  keyword.other.parameter'],
    ['    script "/etc/keepalived/check_apiserver.sh"', 'script  keyword.other'],
    ['$VIP=192.0.2.10', '$VIP  variable.other.definition', '=  keyword.operator.assignment'],
    ['@node1 priority 100', '@node1  keyword.control.conditional', 'priority  keyword.other'],
    ['include /etc/keepalived/conf.d/*.conf', 'include  keyword.control.import'],
  ],
};

for (const [language, lines] of Object.entries(cases)) {
  describe(language, () => {
    test.each(lines)('%s', (line, ...expected) => {
      const found = tokens(language, line)[0] ?? [];
      for (const token of expected) expect(found).toContain(token);
    });
  });
}

describe('a quoted hash', () => {
  test.each(['haproxy', 'keepalived'])('begins no comment in %s', (language) => {
    expect(tokens(language, '    log "a#b" #c')[0]?.filter((token) => token.includes('comment'))).toHaveLength(1);
  });
});

describe('a backslash at the end of a line', () => {
  // HAProxy knows no lines that go on.
  test('does not keep the statement', () => {
    expect(tokens('haproxy', '    server a 192.0.2.1:80 \\\n    mode tcp')[1]).toEqual(['mode  keyword.other', 'tcp  constant.language']);
  });
});

describe('whole files', () => {
  test.each([
    ['haproxy', 'examples/kubeadm-ha/recommended/node1/haproxy.cfg'],
    ['keepalived', 'examples/kubeadm-ha/recommended/node1/keepalived.conf'],
    ['haproxy', 'test/corpus/haproxy/quoting-1.6.cfg'],
    ['haproxy', 'test/corpus/haproxy/edge-2.6.cfg'],
    ['keepalived', 'test/corpus/keepalived/lists-2.2.conf'],
    ['keepalived', 'test/corpus/keepalived/virtual-servers-2.2.conf'],
  ])('%s: %s', async (language, file) => {
    const text = readFileSync(root + file, 'utf8');
    const shown = tokens(language, text).map((line, i) => [text.split('\n')[i], ...line.map((token) => `    ${token}`)].join('\n'));
    await expect(`${shown.join('\n')}\n`).toMatchFileSnapshot(`snapshots/${file.startsWith('examples') ? language : file.replace(/^.*\//, '')}.txt`);
  });
});
