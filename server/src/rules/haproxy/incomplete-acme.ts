// What a section about ACME needs beside itself; upstream: cfg_postsection_acme(), cfg_postparser_acme().
import { text } from '../../core/text';
import { isTaken, usesOf } from '../../haproxy/names';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

export const incompleteAcme: HaproxyRule = {
  id: 'incomplete-acme',
  severity: 'error',
  origin: 'daemon',
  summary: 'A section about ACME has no directory, or a map that nothing else uses.',
  releases: '3.2+',
  kinds: ['acme'],
  whole: true,
  checkPart(model, section, report) {
    const { header, name } = section;
    if (header.uncertain || !isTaken(model, header) || section.body.some((line) => line.uncertain)) return;
    if (linesOf(model, section, 'directory').length === 0) report(header, 1, text('acme `{0}` has no `directory`: the address of the authority', name));
    const map = linesOf(model, section, 'map').at(-1)?.words[1];
    if (!map || map.opaque || !since(model, '3.3') || model.host.extended || usesOf('path').has(model, map.text)) return;
    report(header, 1, text('no ACL or map of this file uses `{0}`, in which acme `{1}` keeps its answers', map.text, name));
  },
};
