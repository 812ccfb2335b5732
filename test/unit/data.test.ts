// The data files hold together: no key twice, grammars that parse, sets and types that exist, words of explanation that are short.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nodes } from '../../server/src/core/grammar/notation';
import type { KeywordFile } from '../../server/src/core/knowledge';
import { parseReleases } from '../../server/src/core/release';
import { languages } from '../../server/src/languages';
import anchors from './haproxy/manual-anchors.json';

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

describe('links to the manual', () => {
  const { editing, knowledge } = languages.haproxy;
  const { line } = knowledge;
  const page = 'https://docs.haproxy.org/';
  const sets = new Set(readdirSync(`${data}haproxy`).map((name) => (JSON.parse(readFileSync(`${data}haproxy/${name}`, 'utf8')) as KeywordFile).set));
  test('are encoded once', () => {
    const [keyword] = knowledge.all('statement', 'option httpchk');
    expect(keyword && editing?.manual('2.4', keyword)).toBe(`${page}2.4/configuration.html#4.2-option%20httpchk`);
  });
  test.each(line.names)('lead to an anchor of the manual of %s', (release) => {
    const bit = 1 << line.names.indexOf(release);
    const exists = (anchor: string) => ((anchors as Record<string, string>)[anchor] ?? '').split(',').some((mark) => mark !== '' && parseReleases(line, mark) & bit);
    const lost: string[] = [];
    let tried = 0;
    for (const set of sets)
      for (const keyword of knowledge.each(set)) {
        if (!(keyword.releases & ~keyword.refused & bit)) continue;
        const [, anchor] = (editing?.manual(release, keyword) ?? '').split('#');
        tried++;
        if (anchor === undefined ? keyword.entry.url !== undefined : !exists(decodeURI(anchor))) lost.push(`${set} ${keyword.name}: ${anchor}`);
      }
    expect(tried).toBeGreaterThan(800);
    expect(lost).toEqual([]);
  });
});
