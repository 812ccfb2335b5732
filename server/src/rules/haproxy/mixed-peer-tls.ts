// A local peer that listens with TLS and is reached without, or the other way; upstream: the end of check_config_validity().

import { text } from '../../core/text';
import { hasUnknownWord } from '../../core/tree';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, settingsOn } from '../../haproxy/servers';

export const mixedPeerTls: HaproxyRule = {
  id: 'mixed-peer-tls',
  severity: 'warning',
  origin: 'daemon',
  summary: 'The local peer listens with TLS but its own line is without, or the other way.',
  releases: '2.7+',
  kinds: ['peers'],
  checkPart(model, section, report) {
    const { localPeer } = model.options;
    if (localPeer === undefined) return;
    const lines = (...keywords: string[]) => keywords.flatMap((keyword) => linesOf(model, section, keyword));
    const local = lines('peer', 'server').find((line) => line.words[1]?.text === localPeer);
    const all = local ? [local, ...lines('bind', 'default-bind', 'default-server')] : [];
    if (!local || all.some((line) => line.uncertain || hasUnknownWord(line))) return;
    const listens = lastOf(
      lines('default-bind', 'bind').flatMap((line) => settingsOn(model, line)),
      'ssl',
    );
    const reached = isOn(
      [...lines('default-server').filter((line) => line.start < local.start), local].flatMap((line) => settingsOn(model, line)),
      'ssl',
    );
    if (reached !== (listens !== undefined)) report(local, 1, reached ? text('this peer is reached over TLS but listens without') : text('this peer listens with TLS but is reached without'));
  },
};
