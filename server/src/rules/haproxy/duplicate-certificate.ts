// Certificates of stores that are loaded twice under one name; upstream: crtstore_parse_load(), since 3.0.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement, Word } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

/** The word that names what a line loads: its last alias, else its certificate. */
function namingWord({ words }: Statement): Word | undefined {
  let found: Word | undefined;
  let alias = false;
  for (let at = 1; at < words.length; at += 2) {
    const name = words[at]?.text;
    if (name === 'alias') alias = true;
    if (name === 'alias' || (name === 'crt' && !alias)) found = words[at + 1];
  }
  return found?.opaque ? undefined : found;
}

/** What the lines of a named store load, by full names. */
function loads(model: HaproxyModel, section: Section): (readonly [string, Statement])[] {
  const { kind, name, header } = section;
  if (kind !== 'crt-store' || name === '' || header.uncertain || header.words[1]?.opaque || !isTaken(model, header)) return [];
  return linesOf(model, section, 'load').flatMap((line) => {
    const word = line.uncertain || isRefused(model, line) ? undefined : namingWord(line);
    return word && word.text !== '' ? [[`@${name}/${word.text.replace(/^\/(?=.)/, '')}`, line] as const] : [];
  });
}

const byName = partIndex(loads);

export const duplicateCertificate: HaproxyRule = {
  id: 'duplicate-certificate',
  severity: 'error',
  origin: 'daemon',
  summary: 'A store loads two certificates under one name.',
  kinds: ['crt-store'],
  checkPart(model, section, report) {
    for (const [name, line] of loads(model, section)) {
      const first = byName.get(model, name)[0];
      if (!first || first === line || first.start >= line.start) continue;
      const notes = [{ start: first.start, end: first.start + first.length, message: text('the first one') }];
      report(line, line.words.indexOf(namingWord(line) as Word), text('`{0}` is loaded on line {1} already', name, first.line + 1), { notes });
    }
  },
};
