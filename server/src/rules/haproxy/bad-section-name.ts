// Names of sections are made of few characters.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';

/** Sections whose name is not looked at (or that have none). */
const free = new Set(['global', 'defaults', 'cache', 'crt-store', 'program', 'traces', 'acme', 'namespace_list']);

export const badSectionName: Rule<HaproxyModel> = {
  id: 'bad-section-name',
  severity: 'error',
  origin: 'daemon',
  summary: 'The name of a section holds a character that is not permitted.',
  check(model, report) {
    const lenient = model.release >= model.knowledge.line.names.indexOf('3.4');
    for (const { kind, name, header } of model.sections) {
      if (free.has(kind) || header.words[1]?.opaque) continue;
      const bad = /[^\w.:-]/u.exec(name);
      if (!bad) continue;
      // 3.4 reports it for proxies, then forgets that it was an error.
      const forgotten = lenient && (kind === 'frontend' || kind === 'backend' || kind === 'listen');
      report(header, 1, text('`{0}` is not permitted in the name of a section', bad[0]), forgotten ? { severity: 'warning', origin: 'advice' } : {});
    }
  },
};
