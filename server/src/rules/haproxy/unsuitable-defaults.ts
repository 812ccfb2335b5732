// Defaults with rules in them, which only frontends or only backends can start from; upstream: cfg_parse_listen(), from 3.4 on proxy_ref_defaults().
import { marksOf, meet } from '../../core/marks';
import { text } from '../../core/text';
import { marksIn } from '../../haproxy/contents';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isNotBegun, linesOf } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { firstHeir, standingOf } from '../../haproxy/standing';

const early = ['tcp-request connection', 'tcp-request session'];
const answers = ['tcp-response content'];
const capturing = ['http-request', 'tcp-request content'];
const all = [...early, ...answers, ...capturing, 'http-response', 'http-after-response'];
const ruled = marksOf(all);

/** Whether a section has lines of some keywords that are read in any case; `like` holds for one of them. */
function hasLine(model: HaproxyModel, section: Section, keywords: readonly string[], like?: RegExp): boolean {
  return keywords.some((keyword) => linesOf(model, section, keyword).some((line) => !line.uncertain && (!like || like.test(line.words.map((word) => word.text).join(' ')))));
}

/** Why a section cannot start from defaults with rules. */
function reason(model: HaproxyModel, { kind }: Section, from: Section, first: Section | undefined): string | undefined {
  const { name } = from;
  if (kind !== 'frontend' && since(model, '2.6') && hasLine(model, from, capturing, /^(http-request|tcp-request content) capture .* len /)) return text('`defaults {0}` captures: only a `frontend` can start from it', name);
  if (!hasLine(model, from, all)) return undefined;
  if (kind === 'defaults' || kind === 'listen') return text('`defaults {0}` has rules: no `{1}` can start from it', name, kind);
  if (first && first.kind !== kind && /^(front|back)end$/.test(first.kind)) return text('`defaults {0}` has rules and serves `{1} {2}`: no `{3}` can start from it', name, first.kind, first.name, kind);
  if (kind === 'backend' && hasLine(model, from, early)) return text('`defaults {0}` has rules on connections: no `backend` can start from it', name);
  return kind === 'frontend' && hasLine(model, from, answers) ? text('`defaults {0}` has rules on responses: no `frontend` can start from it', name) : undefined;
}

export const unsuitableDefaults: HaproxyRule = {
  id: 'unsuitable-defaults',
  severity: 'error',
  origin: 'daemon',
  summary: 'A section starts from defaults whose rules it cannot have.',
  releases: '2.5+',
  kinds: proxyKinds,
  inherits: all,
  checkPart(model, section, report) {
    const { from, word = -1, fault } = standingOf(model, section) ?? {};
    if (!from || !meet(ruled, marksIn(model, from)) || from.header.uncertain || section.header.uncertain || (fault && fault !== 'mixed') || isNotBegun(model, section)) return;
    const first = firstHeir(model, from);
    const message = reason(model, section, from, first === section || first?.header.uncertain ? undefined : first);
    if (message === undefined) return;
    const notes = [{ start: from.header.start, end: from.header.start + from.header.length, message: text('these defaults') }];
    report(section.header, word < 0 ? 0 : word, message, { notes });
  },
};
