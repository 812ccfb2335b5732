// Every fix of every finding in the project's own files: its edits apply cleanly, the finding is gone, and no new error comes up.
import { describe, expect, test } from 'vitest';
import { applyEdits, type LanguageId, problemsOf } from '../support/check';
import { corpusOf } from '../support/corpus';
import { sharedTexts } from '../support/texts';

/** Releases of which each file is shown to beside its own one. */
const releases = { haproxy: ['1.8', '2.4', '2.6', '3.4'], keepalived: ['2.0.20', '2.2.8', '2.4.3'] };

/** In a text with more errors one of them may hide others. */
const mostErrors = 20;
/** Rules about what is not read at all: once mended, it is read, and has errors of its own. */
const unveiling: ReadonlySet<string> = new Set(['refused-section']);

/** What makes a finding the same one when lines have moved. */
const identityOf = (text: string, problem: { rule: string; message: string; start: number; end: number }) => `${problem.rule} ${problem.message.replace(/\bline \d+/g, 'line N')} ${text.slice(problem.start, problem.end)}`;

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** What is wrong with the fixes of a text for a release. `most`: number of fixes that are tried, spread over the text. */
function faults(language: LanguageId, text: string, version: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  const before = problemsOf(language, text, { version });
  const findings = counted(before.map((problem) => identityOf(text, problem)));
  const errors = before.filter(({ severity }) => severity === 'error');
  const all = before.flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })));
  const step = Math.max(1, Math.ceil(all.length / most));
  for (const [i, { problem, fix }] of all.entries()) {
    if (i % step === 0) {
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
      if (news.length > errors.length && errors.length <= mostErrors && !unveiling.has(problem.rule)) found.push(`${what}: brings ${news.map(({ rule, message }) => `${rule}: ${message}`).join('; ')}`);
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

// Real files of others, where they lie beside the project: some of them, all with HACONF_ALL_FIXES=1.
const shared = sharedTexts();
if (shared.length === 0) console.warn('no shared corpus: fixes are tried on the project’s own texts only');
describe.skipIf(shared.length === 0).each(['haproxy', 'keepalived'] as const)('fixes for real files: %s', (language) => {
  const all = process.env.HACONF_ALL_FIXES === '1';
  const files = shared.filter((file) => file.language === language && (all || file.text.length < 20_000)).filter((_file, i) => all || i % 12 === 0);
  test.each(files.map((file) => [file.name, file.text] as const))('%s', (_name, text) => {
    expect(releases[language].flatMap((release) => faults(language, text, release, all ? 60 : 6)).join('\n')).toBe('');
  });
});
