// Every fix of every finding in the project's own files: its edits apply cleanly, the finding is gone, and no new error comes up.
import { describe, expect, test } from 'vitest';
import { applyEdits, type LanguageId, problemsOf } from '../support/check';
import { corpusOf } from '../support/corpus';

/** Releases of which each file is shown to beside its own one. */
const releases = { haproxy: ['1.8', '2.4', '2.6', '3.4'], keepalived: ['2.0.20', '2.2.8', '2.4.3'] };

/** What makes a finding the same one when lines have moved. */
const identityOf = (text: string, problem: { rule: string; message: string; start: number; end: number }) => `${problem.rule} ${problem.message.replace(/\d+/g, 'N')} ${text.slice(problem.start, problem.end)}`;

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** What is wrong with the fixes of a text for a release. */
function faults(language: LanguageId, text: string, version: string): string[] {
  const found: string[] = [];
  const before = problemsOf(language, text, { version });
  const findings = counted(before.map((problem) => identityOf(text, problem)));
  const errors = before.filter(({ severity }) => severity === 'error');
  for (const problem of before) {
    for (const fix of problem.fixes) {
      const what = `${version}: ${problem.rule}, "${fix.title}" for \`${text.slice(problem.start, problem.end).slice(0, 60)}\``;
      let after: string;
      try {
        after = applyEdits(text, fix.edits);
      } catch (error) {
        found.push(`${what}: ${(error as Error).message}`);
        continue;
      }
      if (after === text) found.push(`${what}: changes nothing`);
      const left = problemsOf(language, after, { version });
      const same = identityOf(text, problem);
      if (left.filter((other) => identityOf(after, other) === same).length >= (findings.get(same) ?? 0)) found.push(`${what}: the finding stays`);
      const news = left.filter(({ severity }) => severity === 'error');
      if (news.length > errors.length || (errors.length === 0 && news.length > 0)) found.push(`${what}: brings ${news.map(({ rule, message }) => `${rule}: ${message}`).join('; ')}`);
    }
  }
  return found;
}

describe.each(['haproxy', 'keepalived'] as const)('fixes for %s', (language) => {
  for (const { name, text, version } of corpusOf(language)) {
    test(name, () => {
      const shown = new Set([...(version === undefined ? [] : [version]), ...(name.includes('/rules/') ? [] : releases[language])]);
      expect([...shown].flatMap((release) => faults(language, text, release)).join('\n')).toBe('');
    });
  }
});
