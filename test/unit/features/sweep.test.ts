// Every feature at every word and every line end: nothing throws, and nothing is slow.
import { describe, expect, it } from 'vitest';
import { walk } from '../../../server/src/core/tree';
import { codeLenses } from '../../../server/src/features/code-lens';
import { completion } from '../../../server/src/features/completion';
import { foldingRanges } from '../../../server/src/features/folding';
import { format } from '../../../server/src/features/formatting';
import { hover } from '../../../server/src/features/hover';
import { inlayHints } from '../../../server/src/features/inlay-hints';
import { linkedEditing } from '../../../server/src/features/linked-editing';
import { definition, highlights, references } from '../../../server/src/features/navigation';
import { prepareRename } from '../../../server/src/features/rename';
import { selectionRange } from '../../../server/src/features/selection';
import { semanticTokens } from '../../../server/src/features/semantic-tokens';
import { signatureHelp } from '../../../server/src/features/signature';
import type { Subject } from '../../../server/src/features/subject';
import { documentSymbols } from '../../../server/src/features/symbols';
import { languages } from '../../../server/src/languages';
import { createLanguageService } from '../../../server/src/service';
import { type NamedText, ownTexts } from '../../support/texts';

const atOffset: Readonly<Record<string, (subject: Subject, offset: number) => unknown>> = {
  hover,
  completion,
  signature: signatureHelp,
  definition,
  references: (subject, offset) => references(subject, offset, true),
  highlights,
  rename: prepareRename,
  selection: selectionRange,
  linked: linkedEditing,
};
const whole: readonly ((subject: Subject) => unknown)[] = [
  documentSymbols,
  foldingRanges,
  semanticTokens,
  codeLenses,
  (subject) => format(subject, { tabSize: 4, insertSpaces: true }),
  (subject) => inlayHints(subject, { start: 0, end: Number.POSITIVE_INFINITY }, {}),
];

function subjectOf({ language, text }: NamedText): Subject | undefined {
  return createLanguageService(languages[language], undefined)
    .open(text, undefined, { target: language === 'haproxy' ? '2.4' : '2.2.8' })
    .subject('file:///x');
}

/** Starts and ends of all words, and ends of all lines. */
function offsetsOf(subject: Subject): number[] {
  const offsets: number[] = [];
  for (const statement of walk(subject.model.tree.statements)) for (const word of statement.words) offsets.push(statement.start + word.start, statement.start + word.end);
  const { lines, source } = subject.model.tree;
  for (let line = 0; line < lines.length; line++) {
    const start = lines.at(line) as number;
    offsets.push(start, Math.max(0, start - 1));
  }
  offsets.push(source.length);
  return offsets;
}

describe('at every word', () => {
  const texts = ownTexts().filter((text) => languages[text.language].editing);
  it('there are texts', () => expect(texts.length).toBeGreaterThan(50));
  it('nothing throws, and what is found lies in the text', () => {
    for (const text of texts) {
      const subject = subjectOf(text) as Subject;
      for (const feature of whole) feature(subject);
      for (const offset of offsetsOf(subject)) for (const feature of Object.values(atOffset)) feature(subject, offset);
    }
  });
  it('nothing throws in lines that are cut off', () => {
    for (const text of texts.slice(0, 60)) {
      for (let end = 1; end < Math.min(text.text.length, 1500); end += 23) {
        const subject = subjectOf({ ...text, text: text.text.slice(0, end) }) as Subject;
        for (const feature of Object.values(atOffset)) feature(subject, end);
      }
    }
  });
});

describe('in a file of 5,000 lines', () => {
  const sections = Array.from(
    { length: 500 },
    (_, i) =>
      `backend b${i}\n    balance roundrobin\n    option httpchk GET /healthz\n    timeout server 30s\n    stick-table type ip size 1m expire 10m\n    acl a${i} path_beg /a\n    http-request deny if a${i} !{ src 192.0.2.1 }\n    server one 192.0.2.1:80 check inter 2s\n    server two 192.0.2.2:80 check inter 2s backup\n`,
  );
  const text = `${sections.join('\n')}frontend f\n    bind :80\n${Array.from({ length: 500 }, (_, i) => `    use_backend b${i} if { path /b${i} }\n`).join('')}`;
  const instances = Array.from(
    { length: 250 },
    (_, i) =>
      `vrrp_script s${i} {\n    script "/usr/bin/true"\n    interval 2\n    weight -20\n}\n\nvrrp_instance V${i} {\n    interface eth0\n    virtual_router_id ${(i % 255) + 1}\n    priority 100\n    advert_int 1\n    virtual_ipaddress {\n        10.0.${i}.1/24 dev eth0\n    }\n    track_script {\n        s${i} weight -30\n    }\n}\n`,
  );
  // Measured up to three times: other programs may take the processor away.
  it.each([
    { name: 'haproxy', language: 'haproxy', text },
    { name: 'keepalived', language: 'keepalived', text: instances.join('\n') },
  ] as const)('half of the answers of each feature take less than 2 ms, 99 of 100 less than 20 ms: $name', { retry: 2 }, (named) => {
    const subject = subjectOf(named) as Subject;
    const offsets = offsetsOf(subject);
    const times = new Map(Object.keys(atOffset).map((name) => [name, [] as number[]]));
    for (let i = 0; i < offsets.length; i += 23) {
      for (const [name, feature] of Object.entries(atOffset)) {
        const start = performance.now();
        feature(subject, offsets[i] as number);
        times.get(name)?.push(performance.now() - start);
      }
    }
    const said = [...times].map(([name, list]) => {
      list.sort((a, b) => a - b);
      return { name, median: list[list.length >> 1] as number, most: list[Math.floor(list.length * 0.99)] as number };
    });
    console.info(said.map(({ name, median, most }) => `${name} ${median.toFixed(2)} / ${most.toFixed(1)} ms`).join(', '));
    expect(said.filter(({ median, most }) => median >= 2 || most >= 20)).toEqual([]);
  });
});
