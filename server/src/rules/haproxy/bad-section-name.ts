// Names of sections are made of few characters.
import { text } from '../../core/text';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Sections whose name is not looked at (or that have none). */
const free = new Set(['global', 'defaults', 'cache', 'crt-store', 'program', 'traces', 'acme', 'namespace_list']);

export const badSectionName: HaproxyRule = {
  id: 'bad-section-name',
  severity: 'error',
  origin: 'daemon',
  summary: 'The name of a section holds a character that is not permitted.',
  checkPart(model, section, report) {
    const lenient = since(model, '3.4');
    const { kind, name, header } = section;
    if (free.has(kind) || section.nameless) return;
    const bad = /[^\w.:-]/u.exec(name);
    if (!bad) return;
    // 3.4 reports it for proxies, then forgets that it was an error.
    const forgotten = lenient && (kind === 'frontend' || kind === 'backend' || kind === 'listen');
    report(header, 1, text('`{0}` is not permitted in the name of a section', bad[0]), forgotten ? { severity: 'warning', origin: 'advice' } : {});
  },
};
