// Global settings that count only the first time.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { bothRead, isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Settings of which the daemon says that they were given already, and the release that began to; upstream: cfgparse-global.c. */
const once: Readonly<Record<string, string>> = {
  'tune.maxpollevents': '1.5',
  'tune.maxaccept': '1.5',
  'tune.rcvbuf.client': '1.5',
  'tune.rcvbuf.server': '1.5',
  'tune.sndbuf.client': '1.5',
  'tune.sndbuf.server': '1.5',
  uid: '1.5',
  gid: '1.5',
  user: '1.5',
  group: '1.5',
  maxconn: '1.5',
  maxconnrate: '1.5',
  maxsessrate: '1.5',
  maxsslrate: '1.5',
  maxpipes: '1.5',
  'ulimit-n': '1.5',
  chroot: '1.5',
  pidfile: '1.5',
  'log-send-hostname': '1.5',
  'server-state-base': '1.6',
  'server-state-file': '1.6',
  'tune.runqueue-depth': '2.0',
  'fd-hard-limit': '2.5',
  'stats-file': '3.0',
  'tune.notsent-lowat.client': '3.2',
  'tune.notsent-lowat.server': '3.2',
};

/** Settings that share their place: a user by name or by number. */
const shared: Readonly<Record<string, string>> = { uid: 'user', gid: 'group' };

/** What a line sets that counts only once; undefined when it does not count. */
function setBy(model: HaproxyModel, line: Statement): { readonly name: string; readonly key: string } | undefined {
  const name = isTaken(model, line) ? model.binding(line).keyword?.name : undefined;
  const from = name !== undefined && Object.hasOwn(once, name) ? once[name] : undefined;
  if (name === undefined || !from || !since(model, from)) return undefined;
  const value = line.words[1];
  // Zero is the same as not given.
  return !value || value.opaque || /^0+$/.test(value.text) ? undefined : { name, key: shared[name] ?? name };
}

const byKey = partIndex((model: HaproxyModel, section: Section) =>
  section.kind !== 'global'
    ? []
    : section.body.flatMap((line) => {
        const set = setBy(model, line);
        return set ? [[set.key, line] as const] : [];
      }),
);

export const repeatedGlobal: HaproxyRule = {
  id: 'repeated-global',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A global setting is given twice: only the first one counts.',
  checkPart(model, section, report) {
    if (section.kind !== 'global') return;
    for (const line of section.body) {
      const set = setBy(model, line);
      if (!set) continue;
      const { name, key } = set;
      const other = byKey.get(model, key)[0];
      if (!other || other === line || !bothRead(other, line)) continue;
      const notes = [{ start: other.start, end: other.start + other.length, message: text('this one counts') }];
      // Most releases print an alert here but accept the file.
      const origin = warns(model, name) ? 'daemon' : 'advice';
      report(line, 0, text('`{0}` is on line {1} already: this one is ignored', name, other.line + 1), { notes, origin });
    }
  },
};

/** Whether the release prints a warning, not an alert that it forgets. */
function warns(model: HaproxyModel, name: string): boolean {
  if (name === 'pidfile') return since(model, '3.1');
  if (name === 'chroot') return since(model, '3.2');
  return name.startsWith('tune.') && since(model, '3.2');
}
