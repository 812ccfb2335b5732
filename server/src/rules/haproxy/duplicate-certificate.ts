// Certificates of stores that are loaded twice under one name; upstream: crtstore_parse_load(), since 3.0.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement, Word } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';
import { linesOf, proxyOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { settingsOn } from '../../haproxy/servers';

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

/** What the lines of a store load, by full names: in a store without a name, the path of the file is the name. */
function loads(model: HaproxyModel, section: Section): (readonly [string, Statement])[] {
  const { kind, name, header } = section;
  if (kind !== 'crt-store' || header.uncertain || header.words[1]?.opaque || !isTaken(model, header)) return [];
  return linesOf(model, section, 'load').flatMap((line) => {
    const word = line.uncertain || isRefused(model, line) ? undefined : namingWord(line);
    if (!word || word.text === '') return [];
    const alone = name === '' && line.words[line.words.indexOf(word) - 1]?.text === 'crt';
    return [[alone ? word.text : `@${name}/${word.text.replace(/^\/(?=.)/, '')}`, line] as const];
  });
}

/** The files that `bind` lines load, in the order of the text. */
function bound(model: HaproxyModel, section: Section): (readonly [string, Statement])[] {
  if (!proxyOf(model, section)?.frontend || section.header.uncertain || !isTaken(model, section.header)) return [];
  return linesOf(model, section, 'bind').flatMap((line) => {
    if (line.uncertain || isRefused(model, line)) return [];
    return settingsOn(model, line).flatMap(({ name, args: [file] }) => (name === 'crt' && file && !file.opaque && !file.text.startsWith('@') ? [[file.text, line] as const] : []));
  });
}

const byName = partIndex((model: HaproxyModel, section: Section) => [...loads(model, section), ...bound(model, section)]);

export const duplicateCertificate: HaproxyRule = {
  id: 'duplicate-certificate',
  severity: 'error',
  origin: 'daemon',
  summary: 'A store loads two certificates under one name, or none.',
  kinds: ['crt-store'],
  checkPart(model, section, report) {
    for (const line of linesOf(model, section, 'load')) {
      const named = line.words.some(({ text: word, opaque }, at) => at > 0 && (opaque || word === 'crt'));
      if (!named && !isRefused(model, line)) report(line, 0, text('`load` needs `crt <file>`'));
    }
    for (const [name, line] of loads(model, section)) {
      const first = byName.get(model, name)[0];
      if (!first || first === line || first.start >= line.start) continue;
      const notes = [{ start: first.start, end: first.start + first.length, message: text('the first one') }];
      report(line, line.words.indexOf(namingWord(line) as Word), text('`{0}` is loaded on line {1} already', name, first.line + 1), { notes });
    }
  },
};
