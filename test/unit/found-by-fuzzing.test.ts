// What `npm run fuzz` found, once each: texts that made something throw, lie outside of the text, or take too long.
import { describe, expect, it } from 'vitest';
import { checkTogether } from '../../server/src/cli/together';
import { outgoingCalls, prepareCallHierarchy } from '../../server/src/features/call-hierarchy';
import { codeLenses } from '../../server/src/features/code-lens';
import { completion } from '../../server/src/features/completion';
import { namesOf } from '../../server/src/features/names';
import { rename } from '../../server/src/features/rename';
import { semanticTokens } from '../../server/src/features/semantic-tokens';
import type { Subject } from '../../server/src/features/subject';
import { documentSymbols } from '../../server/src/features/symbols';
import { languages } from '../../server/src/languages';
import { createLanguageService } from '../../server/src/service';
import { commentTarget } from '../../server/src/targets';
import { proposalsHold, tokensFollow } from '../fuzz/sound';
import type { LanguageId } from '../support/check';

function opened(text: string, language: LanguageId, target: string) {
  const crashes: string[] = [];
  const file = createLanguageService(languages[language], undefined, (what, error) => crashes.push(`${what}: ${error}`)).open(text, '/x/node1/haproxy.cfg', { target });
  return { problems: file.problems(), subject: file.subject('file:///x') as Subject, crashes };
}

/** Milliseconds of processor time. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('marks lie within the text', () => {
  it.each([
    ['haproxy', '2.6', 'frontend web\n    log-format %['],
    ['haproxy', '3.2', 'frontend web\n    log-format %[src,'],
    ['haproxy', '2.6', 'frontend web\n    http-request deny if {'],
    ['keepalived', '2.2.8', 'vrrp_instance V {\n    priority'],
  ] as const)('%s %s: %j', (language, target, text) => {
    const { problems, crashes } = opened(text, language, target);
    expect(crashes).toEqual([]);
    expect(problems.filter(({ start, end }) => start < 0 || start > end || end > text.length)).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});

it('the name of a symbol lies in it, also behind an open quote, and is one that can be seen', () => {
  const { subject } = opened('backend b\n    server client,port"mode \nring \ufeff\n', 'haproxy', '2.6');
  const [backend, ring] = documentSymbols(subject);
  const server = backend?.children?.[0];
  expect(server?.range.end.character).toBe(server?.selectionRange.end.character);
  expect(ring?.name).toBe('-');
});

it('tokens follow each other, also where a line stands in the tree behind one below it', () => {
  const { subject } = opened('check_apiserver {,\ncheck_apiserver\n{, {}\n{({,\n$X=1\n    {\ninclude x.conf\n', 'keepalived', '1.4.5');
  tokensFollow(subject, semanticTokens(subject));
  expect(semanticTokens(subject).data.length).toBeGreaterThan(0);
});

it('a proposal replaces a part of one line, also where the word goes on in the next', () => {
  for (const text of ['linkbeat_interfaces {\n    "ab\rcd', 'backend b\n    server "s1 192.0.2.1:80\\\nx" check\n', 'vrrp_instance V {\n    state "MAS\rTER"\n}\n']) {
    for (const language of ['haproxy', 'keepalived'] as const) {
      const { subject } = opened(text, language, language === 'haproxy' ? '2.6' : '2.2.8');
      for (let at = 0; at <= text.length; at++) if (!text.startsWith('\r', at - 1)) proposalsHold(completion(subject, at, { insertReplace: true }).items, subject.position(at));
    }
  }
});

it('what is found in files that are checked together lies in its own file, also where the last line feed is missing', () => {
  const service = createLanguageService(languages.haproxy, undefined);
  const sources = ['backend f1 _', '    tcp-request content capture path len  if\n'];
  const checked = checkTogether(
    service,
    sources.map((source, i) => ({ name: `${i}.cfg`, source })),
    { target: '2.4' },
  );
  expect(checked.map(({ source, problems }) => problems.filter(({ start, end }) => start < 0 || start > end || end > source.length))).toEqual([[], []]);
  expect(checked[0]?.problems.map(({ rule }) => rule)).toContain('refused-section');
});

it('renames a definition once where several statements that it brings in are written', () => {
  const text = '    vrrp_instance VI_1 {\n    { 51\n100}\n$NODE })} $NODE=@node1\n    virtual_router_id\n$NODE($NODE\nvirtual_router_id(';
  const { subject } = opened(text, 'keepalived', '2.2.8');
  for (let at = text.indexOf('NODE'); at >= 0; at = text.indexOf('NODE', at + 1)) {
    const result = rename(subject, at, 'new');
    const edits = 'refused' in result ? [] : Object.values(result.changes ?? {}).flat();
    expect(new Set(edits.map(({ range }) => JSON.stringify(range))).size).toBe(edits.length);
  }
});

// Measured up to three times: other programs may take the processor away.
describe('what there is very much of takes its time, but no more', { retry: 2 }, () => {
  const many = (line: string, bytes = 60_000) => line.repeat(Math.floor(bytes / line.length));

  it.each([
    ['sections of one name', 'haproxy', '1.9', many('backend app\n')],
    ['sections of one name that are used', 'haproxy', '2.5', many('backend app\n    http-request set-header X-Late 1\n    default_backend app\n')],
    ['sections that name others of their own name', 'haproxy', '2.6', many('\nfrontend web\n    bind :8080\n    default_backend web\n\nbackend web\n')],
    ['processes of backends', 'haproxy', '1.8', many('global\n    nbproc 4\n    stats socket /run/x process 1\nlisten stats\n    bind :9000 process 1\n    stats enable\nfrontend web\n    bind :80\n')],
    ['lists of users', 'haproxy', '2.6', many('userlist staff\n')],
    ['unknown words', 'keepalived', '2.2.8', many('\\\n')],
    ['blocks that nobody opened', 'keepalived', '2.3.1', many('}\ntrack_file health {\n    file /run/health\n}\n\n')],
  ] as const)('%s', (_title, language, target, text) => {
    const { subject } = opened(text, language, target);
    expect(cpuOf(() => opened(text, language, target))).toBeLessThan(3000);
    const place = namesOf(subject).around(subject.model.parts[0]?.start ?? 0)[0];
    const work = () => {
      codeLenses(subject);
      for (const item of prepareCallHierarchy(subject, place?.start ?? 0).slice(0, 3)) outgoingCalls(subject, item);
    };
    expect(cpuOf(work)).toBeLessThan(1000);
  });

  it('runs of blanks in comments', () => {
    expect(cpuOf(() => commentTarget(`# haconf: haproxy${' '.repeat(100_000)}\n#`, 'haproxy'))).toBeLessThan(1000);
  });
});
