// What the daemon accepts it still accepts after any fix, and about what it complains it complains no more: each fix of each finding in the project's own files, and all of them together.
import { describe, expect, test } from 'vitest';
import { applyEdits, fixAll } from '../../server/src/fixing';
import { languages } from '../../server/src/languages';
import { createLanguageService } from '../../server/src/service';
import type { LanguageId } from '../../server/src/targets';
import { corpusOf } from '../support/corpus';
import { haproxyPath, haproxyVerdict, keepalivedPath, keepalivedVerdict, releaseOf, type Verdict } from '../support/daemons';

interface Judge {
  readonly path: string | undefined;
  readonly release: string;
  /** Texts that it refuses are compared too: by the number of complaints. HAProxy tells less the earlier it gives up. */
  readonly refused: boolean;
  verdict(text: string): Verdict;
}

const judges: Readonly<Record<LanguageId, Judge>> = {
  // The certificates of the cluster are not on this machine.
  haproxy: { path: haproxyPath, release: '2.6', refused: false, verdict: (text) => haproxyVerdict(text.replaceAll(/\bca-file \/\S+/g, 'ca-file @system-ca')) },
  keepalived: { path: keepalivedPath, release: '2.2.7', refused: true, verdict: keepalivedVerdict },
};

/** What fixes make of a text, by what was done. */
function fixed(language: LanguageId, text: string, target: string): Map<string, string> {
  const service = createLanguageService(languages[language], undefined);
  const results = new Map<string, string>();
  const add = (after: string | undefined, what: string) => {
    if (after !== undefined && after !== text && !results.has(after)) results.set(after, what);
  };
  for (const problem of service.open(text, undefined, { target }).problems()) {
    for (const fix of problem.fixes) add(applyEdits(text, fix.edits), `${problem.rule}, "${fix.title}"`);
  }
  add(fixAll(service, text, undefined, { target }, true).source, 'all safe fixes');
  add(fixAll(service, text, undefined, { target }, false).source, 'all fixes');
  return results;
}

describe.each(['haproxy', 'keepalived'] as const)('what %s says', (language) => {
  const { path, release, refused, verdict } = judges[language];
  const there = path !== undefined && releaseOf(path)?.startsWith(release) === true;
  if (!there) console.warn(`no ${language} ${release}: fixed files are not shown to it`);
  test.skipIf(!there)('is no worse after each fix', { timeout: 600_000 }, () => {
    const worse: string[] = [];
    let tried = 0;
    for (const { name, text } of corpusOf(language)) {
      const results = fixed(language, text, release);
      if (results.size === 0) continue;
      const before = verdict(text);
      if (before.status !== 0 && !refused) continue;
      for (const [after, what] of results) {
        tried++;
        const now = verdict(after);
        if ((before.status === 0 && now.status !== 0) || now.complaints.length > before.complaints.length) worse.push(`${name}: ${what}: ${now.complaints.find((line) => !before.complaints.includes(line)) ?? ''}`);
      }
    }
    console.info(`${language} ${release}: ${tried} fixed files`);
    expect(tried).toBeGreaterThan(25);
    expect(worse).toEqual([]);
  });
});
