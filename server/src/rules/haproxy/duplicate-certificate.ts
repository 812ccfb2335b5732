// Certificates of stores that are loaded twice under one name; upstream: crtstore_parse_load(), since 3.0.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement, Word } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';
import { linesOf, proxyOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { settingsOn } from '../../haproxy/servers';

/** The word that names what a line loads, and its index: its last alias, else its certificate. `path`: it is that of the certificate. */
function namingWord({ words }: Statement): { readonly word: Word; readonly index: number; readonly path: boolean } | undefined {
  let index = -1;
  let alias = false;
  for (let at = 1; at < words.length; at += 2) {
    const name = words[at]?.text;
    if (name === 'alias') alias = true;
    if (name === 'alias' || (name === 'crt' && !alias)) index = at + 1;
  }
  const word = words[index];
  return word && !word.opaque ? { word, index, path: !alias } : undefined;
}

/** What the lines of a store load, by full names: in a store without a name, the path of the file is the name. */
function loads(model: HaproxyModel, section: Section): (readonly [string, Statement])[] {
  const { kind, name, nameless, header } = section;
  if (kind !== 'crt-store' || header.uncertain || nameless || !isTaken(model, header)) return [];
  return linesOf(model, section, 'load').flatMap((line) => {
    const naming = line.uncertain || isRefused(model, line) ? undefined : namingWord(line);
    if (!naming || naming.word.text === '') return [];
    const { word, path } = naming;
    return [[name === '' && path ? word.text : `@${name}/${word.text.replace(/^\/(?=.)/, '')}`, line] as const];
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
      report(line, namingWord(line)?.index ?? 0, text('`{0}` is loaded on line {1} already', name, first.line + 1), { notes });
    }
  },
};
