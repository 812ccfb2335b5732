// Things within things, 100,000 deep: nothing may overflow the stack, and no answer may be one that cannot be sent.
import { describe, expect, it } from 'vitest';
import { languages } from '../../server/src/languages';
import { createLanguageService, type FileAccess } from '../../server/src/service';
import { everything } from '../fuzz/steps';
import type { LanguageId } from '../support/check';
import { randomOf } from '../support/random';

const deep = 100_000;
const nested = (open: string, middle = '', close = '', times = deep) => open.repeat(times) + middle + close.repeat(times);

const texts: Readonly<Record<LanguageId, Readonly<Record<string, string>>>> = {
  haproxy: {
    'blocks of conditions': nested('.if 1\n', 'global\n', '.endif\n'),
    'blocks that are not closed': nested('.if defined(X)\n'),
    'ends without a beginning': nested('.endif\n.else\n'),
    'parentheses in a condition': `.if ${nested('(', '1', ')')}\n.endif\n`,
    'negations in a condition': `.if ${nested('!', '1')}\n.endif\n`,
    'alternatives in a condition': `.if ${nested('0||', '1')}\n.endif\n`,
    'braces of conditions': `frontend f\n    http-request deny if ${nested('{ ', 'src 192.0.2.1', ' }')}\n`,
    'negated conditions': `frontend f\n    http-request deny if ${nested('! ', 'TRUE')}\n`,
    'chains of converters': `frontend f\n    http-request set-var(txn.a) str(a)${nested(',lower')}\n`,
    'arguments within arguments': `frontend f\n    http-request set-var(txn.a) ${nested('str(', 'a', ')')}\n`,
    'expressions in formats': `frontend f\n    mode http\n    log-format ${nested('%[', 'src', ']')}\n`,
    'flags of formats': `frontend f\n    log-format "${nested('%{+Q,')}"\n`,
    'variables in variables': `frontend f\n    bind "${nested('${A-', 'x', '}')}"\n`,
    'sections that start from each other': `${Array.from({ length: 500 }, (_, i) => `defaults d${i}${i > 0 ? ` from d${i - 1}` : ''}\n    mode http\n`).join('')}frontend f from d499\n    bind :80\n`,
    'backends that track each other': Array.from({ length: 500 }, (_, i) => `backend b${i}\n    server s 192.0.2.1:80 ${i > 0 ? `track b${i - 1}/s` : 'check'}\n`).join(''),
    'words of a line': `frontend f\n    acl a src ${nested('192.0.2.1 ')}\n`,
    quotes: `frontend f\n    description ${nested('"a"\'b\'')}\n`,
  },
  keepalived: {
    blocks: nested('a {\n', 'b\n', '}\n'),
    'known blocks': nested('vrrp_instance V {\n', '', '}\n', deep / 4),
    'blocks in one line': nested('a { ', '', ' }'),
    'blocks that are not closed': nested('vrrp_instance V {\n    track_script {\n', '', '', deep / 4),
    'ends without a beginning': nested('}\n'),
    'definitions of each other': `$A0=1\n${Array.from({ length: 20_000 }, (_, i) => `$A${i + 1}=$A${i}\n`).join('')}vrrp_instance $A20000 {\n}\n`,
    'definitions that double': `$A0=aaaaaaaa\n${Array.from({ length: 200 }, (_, i) => `$A${i + 1}=$A${i}$A${i}\n`).join('')}vrrp_instance $A200 {\n}\n`,
    'definitions of themselves': '$A=$A $A\n$B=${B}\nvrrp_instance $A {\n    $B\n}\n',
    'sequences in sequences': `${nested('~SEQ(a,1,9) ', 'x $a', '', 2000)}\n`,
    'long sequences': '~SEQ(a,1,1000000000) vrrp_instance V$a {\n~SEQ(b,1,99999999) }\n',
    quotes: `vrrp_instance ${nested('"a" ')} {\n}\n`,
    'continued lines': nested('a \\\n'),
    'included files': 'include loop.conf\ninclude deeper0.conf\ninclude *.conf\n',
  },
};

/** Files that include themselves, each other, and ever other ones. */
const files: FileAccess = {
  read: (name) => (name.includes('loop') ? 'include loop.conf\ninclude loop2.conf\nvrrp_instance V {\n    include loop.conf\n}\n' : `include deeper${Number(/\d+/.exec(name)?.[0] ?? 0) + 1}.conf\nvrrp_instance V${name.length} {\n}\n`),
  exists: () => true,
  list: (pattern) => Array.from({ length: 500 }, (_, i) => pattern.replace('*', `loop${i}`)),
};

/** Milliseconds of processor time that one step may take here, where all is out of measure. */
const most = 10_000;

describe.each(['haproxy', 'keepalived'] as const)('%s', (id) => {
  it.each(Object.entries(texts[id]))('%s', { timeout: 300_000, retry: 1 }, (_what, text) => {
    const faults: string[] = [];
    const service = createLanguageService(languages[id], files, (what, error) => faults.push(`${what}: ${error}`));
    const slow: string[] = [];
    {
      const target = id === 'haproxy' ? '2.6' : '2.2.8';
      const settings = { target };
      const file = service.open(text, '/x/node1/keepalived.conf', settings);
      everything(randomOf(5), file, service, settings, (what, work) => {
        const before = process.cpuUsage();
        try {
          work();
        } catch (error) {
          faults.push(`${target}, ${what}: ${error instanceof Error ? error.stack?.slice(0, 600) : error}`);
        }
        const { user, system } = process.cpuUsage(before);
        if ((user + system) / 1000 > most) slow.push(`${target}, ${what}: ${(user + system) / 1000} ms`);
      });
    }
    expect(faults).toEqual([]);
    expect(slow).toEqual([]);
  });
});
