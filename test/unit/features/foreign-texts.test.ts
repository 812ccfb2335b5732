// What stands in a file is shown to people as a text: it becomes no picture, link or code in what the editor renders, steers nothing, and fills no screen.
import { describe, expect, it } from 'vitest';
import { codeActions } from '../../../server/src/features/code-actions';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { hover } from '../../../server/src/features/hover';
import { signatureHelp } from '../../../server/src/features/signature';
import type { Subject } from '../../../server/src/features/subject';
import { languages } from '../../../server/src/languages';
import { createLanguageService } from '../../../server/src/service';
import { randomOf } from '../../support/random';
import { ownTexts } from '../../support/texts';

/** Words that break out of what they stand in, where nobody takes care. */
const evil = [
  '`![p](https://x.example/p)`',
  '![p](https://x.example/p)',
  '\\n\\n![p](https://x.example/p)',
  '"a\n```\n![p](https://x.example/p)"',
  '[t](command:x)',
  '<img/src="https://x.example/p">',
  '\x1b[31m',
  '\u202e',
  '\u009b31m',
  'a\u2028b',
  '```',
  `${'a'.repeat(5000)}`,
];
const steering = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Markdown without its blocks and spans of code. */
function outsideOfCode(markdown: string): string {
  return markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '').replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
}

/** Pictures, and links that lead elsewhere than to manuals and files. */
function foreignLinks(markdown: string): string[] {
  return [...outsideOfCode(markdown).matchAll(/!\[|<img|\]\((?!https:\/\/docs\.haproxy\.org\/|https:\/\/github\.com\/acassen\/|file:\/\/\/)[^)]*/g)].map(([found]) => found);
}

/** A text some of whose words are replaced by others, or have them at their end. */
function spoiled(text: string, random: ReturnType<typeof randomOf>): string {
  const word = () => random.pick(evil);
  return text.replace(/\S+/g, (one) => (random.number(9) > 0 ? one : random.number(2) === 0 ? word() : one + word()));
}

describe.each(['haproxy', 'keepalived'] as const)('%s', (language) => {
  const service = createLanguageService(languages[language], undefined);
  const target = language === 'haproxy' ? '2.6' : '2.2.8';
  const texts = ownTexts().filter((one) => one.language === language);

  it('hover and signatures', () => {
    const found = new Set<string>();
    let hovers = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed);
      const subject = service.open(spoiled(random.pick(texts).text, random), undefined, { target }).subject('file:///x') as Subject;
      const { source } = subject.model.tree;
      for (let i = 0; i < 60; i++) {
        const at = random.number(source.length);
        const { contents } = hover(subject, at) ?? {};
        const value = contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
        if (value !== '') hovers++;
        for (const link of foreignLinks(value)) found.add(`${link} in ${value}`);
        const help = JSON.stringify(signatureHelp(subject, at) ?? '');
        if (help.includes('x.example')) found.add(help);
      }
    }
    expect(hovers).toBeGreaterThan(500);
    expect([...found].slice(0, 5)).toEqual([]);
  });

  it('messages and titles', () => {
    const found = new Set<string>();
    let messages = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const random = randomOf(seed);
      const file = service.open(spoiled(random.pick(texts).text, random), undefined, { target });
      const subject = file.subject('file:///x') as Subject;
      const shown = diagnostics(subject, file.problems());
      const actions = codeActions(subject, file.problems(), { range: subject.range({ start: 0, end: file.source.length }) });
      for (const text of [...shown.flatMap(({ message, relatedInformation = [] }) => [message, ...relatedInformation.map((one) => one.message)]), ...actions.map(({ title }) => title)]) {
        messages++;
        if (steering.test(text) || text.length > 1500) found.add(text.slice(0, 300));
      }
    }
    expect(messages).toBeGreaterThan(1000);
    expect([...found].slice(0, 5)).toEqual([]);
  });
});

it('the test itself sees what is no code', () => {
  expect(foreignLinks('a `![p](https://x)` b')).toEqual([]);
  expect(foreignLinks('a `b `![p](https://x)` c')).toEqual(['![', '](https://x']);
  expect(foreignLinks('```haproxy\n![p](x)\n```\n[Manual](https://docs.haproxy.org/2.6/)')).toEqual([]);
  expect(foreignLinks('```haproxy\na\n```\n![p](x)\n```')).toEqual(['![', '](x']);
});
