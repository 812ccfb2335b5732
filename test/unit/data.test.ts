// The data files hold together: no key twice, grammars that parse, sets and types that exist, words of explanation that are short.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nodes } from '../../server/src/core/grammar/notation';
import type { KeywordFile } from '../../server/src/core/knowledge';
import { languages } from '../../server/src/languages';

const data = fileURLToPath(new URL('../../server/data/', import.meta.url));

/** Keys that stand twice at the same depth of one line of JSON. */
function doubleKeys(line: string): string[] {
  const open: Set<string>[] = [];
  const twice: string[] = [];
  for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]/g)) {
    if (match[0] === '{') open.push(new Set());
    else if (match[0] === '}') open.pop();
    else if (match[2] !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(match[1] as string)) twice.push(match[1] as string);
      keys?.add(match[1] as string);
    }
  }
  return twice;
}

for (const id of ['haproxy', 'keepalived'] as const) {
  const { knowledge, types } = languages[id];
  const files = (existsSync(data + id) ? readdirSync(data + id) : []).filter((name) => name.endsWith('.json'));
  describe.skipIf(files.length === 0)(id, () => {
    test.each(files)('%s', (name) => {
      const text = readFileSync(`${data}${id}/${name}`, 'utf8');
      const faults: string[] = text.split('\n').flatMap((line, i) => doubleKeys(line).map((key) => `line ${i + 1}: "${key}" twice`));
      const { set, entries } = JSON.parse(text) as KeywordFile;
      expect(set).toMatch(/^\S(.*\S)?$/);
      for (const entry of entries ?? []) {
        const fault = (what: string) => faults.push(`${entry.name}: ${what}`);
        if (entry.doc !== undefined && (entry.doc.length > 400 || entry.doc.trim() !== entry.doc)) fault('the explanation is too long or has blanks around it');
        for (const syntax of [entry.syntax, entry.prefixedSyntax, entry.parens]) {
          if (syntax === undefined) continue;
          try {
            for (const node of nodes(knowledge.grammar(syntax).root)) {
              if (node.kind === 'argument' && !types[node.type]) fault(`no value type ${node.type}`);
              if (node.kind === 'params' && !knowledge.has(node.set)) fault(`no set ${node.set}`);
            }
          } catch (error) {
            fault(error instanceof Error ? error.message : String(error));
          }
        }
      }
      expect(faults).toEqual([]);
    });
  });
}

test('links to the manual are encoded once', () => {
  const { editing, knowledge } = languages.haproxy;
  const [keyword] = knowledge.all('statement', 'option httpchk');
  expect(keyword && editing?.manual?.('2.4', keyword)).toBe('https://docs.haproxy.org/2.4/configuration.html#4.2-option%20httpchk');
});

describe('what only the editor wants to know', () => {
  const editing = (id: string) =>
    JSON.parse(readFileSync(`${data}editing/${id}.json`, 'utf8')) as {
      bodies: Record<string, string[]>;
      repeat?: Record<string, string[]>;
      default?: Record<string, Record<string, string>>;
      http?: Record<string, string[]>;
      implied?: Record<string, string[]>;
    };
  test('haproxy: is about keywords that exist', () => {
    const { knowledge } = languages.haproxy;
    const { bodies, repeat, default: values, http } = editing('haproxy');
    const unknown: string[] = Object.keys(bodies).filter((name) => knowledge.all('section', name).length === 0);
    for (const [set, names] of Object.entries({ ...repeat })) unknown.push(...names.filter((name) => knowledge.all(set, name).length === 0));
    for (const [set, names] of Object.entries({ ...http })) unknown.push(...names.filter((name) => knowledge.all(set, name).length === 0));
    for (const [set, named] of Object.entries({ ...values })) unknown.push(...Object.keys(named).filter((name) => knowledge.all(set, name).length === 0));
    expect(unknown).toEqual([]);
  });
  test('keepalived: is about blocks and keywords that exist', () => {
    const { knowledge } = languages.keepalived;
    const { bodies, implied } = editing('keepalived');
    const blocks = new Set([...knowledge.each('statement')].map((keyword) => keyword.entry.opens));
    expect([...Object.keys(bodies), ...Object.keys(implied ?? {})].filter((path) => !blocks.has(path))).toEqual([]);
    for (const [path, names] of Object.entries({ ...implied })) expect(names.filter((name) => !knowledge.all('statement', name).some((keyword) => keyword.where.has(path) && keyword.entry.default !== undefined))).toEqual([]);
  });
});
