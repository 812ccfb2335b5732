// Stick tables that `stick` and `track-sc` rules use: they must exist, and the key must fit their type; upstream: resolve_stick_rule(), check_trk_action().
import { nearest } from '../../core/near';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { casts } from '../../haproxy/expressions/casts';
import { keptWithWord } from '../../haproxy/expressions/kept';
import { typeName } from '../../haproxy/expressions/sample';
import type { SampleType } from '../../haproxy/expressions/signature';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import { checkedProxies, linesOf, type Proxy, proxiesOf } from '../../haproxy/proxies';
import { since } from '../../haproxy/since';

const types: Readonly<Record<string, SampleType>> = { ip: 'ipv4', ipv4: 'ipv4', ipv6: 'ipv6', integer: 'sint', string: 'str', binary: 'bin' };

/** The tables of a file by name, with the type of their keys; undefined as type when it cannot be told. */
function tablesOf(model: HaproxyModel): { readonly byName: ReadonlyMap<string, SampleType | undefined>; readonly open: boolean } {
  const byName = new Map<string, SampleType | undefined>();
  let open = false;
  const add = (name: string, line: Statement) => {
    const at = line.words.findIndex((word) => word.text === 'type');
    const type = line.words[at + 1]?.text ?? '';
    byName.set(name, at > 0 && Object.hasOwn(types, type) && !line.uncertain ? types[type] : undefined);
  };
  for (const section of model.sections) {
    if (section.header.words[1]?.opaque) open = true;
    if (section.kind === 'peers') for (const line of linesOf(model, section, 'table')) add(`${section.name}/${line.words[1]?.text ?? ''}`, line);
  }
  for (const proxy of proxiesOf(model)) for (const line of linesOf(model, proxy.section, 'stick-table')) add(proxy.name, line);
  return { byName, open };
}

const uses = (line: Statement, keyword: string) => keyword.startsWith('stick ') || line.words.some((word) => word.text.startsWith('track-sc'));

export const unusableTable: Rule<HaproxyModel> = {
  id: 'unusable-table',
  severity: 'error',
  origin: 'daemon',
  summary: 'A rule uses a stick table that does not exist or has keys of another type.',
  check(model, report) {
    let tables: ReturnType<typeof tablesOf> | undefined;
    for (const proxy of checkedProxies(model)) {
      for (const line of proxy.section.body) {
        const binding = model.binding(line);
        if (!uses(line, binding.keyword?.name ?? '') || line.uncertain || !isTaken(model, line) || binding.problems.some(({ severity }) => severity === 'error')) continue;
        const key = keptWithWord(model, line, 'sample')[0];
        if (!key || (proxy.kind === 'frontend' && binding.keyword?.name.startsWith('stick '))) continue;
        tables ??= tablesOf(model);
        const named = binding.mentions.find((mention) => mention.kind === 'table' && mention.detail === undefined);
        const wrong = fault(model, proxy, named?.name, tables, key.value.out);
        if (wrong) report(line, named?.word ?? key.word, wrong);
      }
    }
  },
};

function fault(model: HaproxyModel, proxy: Proxy, named: string | undefined, { byName, open }: ReturnType<typeof tablesOf>, key: SampleType | undefined): string | undefined {
  const name = named ?? proxy.name;
  if (!byName.has(name)) {
    if (open) return undefined;
    if (named === undefined) return text('{0} `{1}` has no stick table', proxy.kind, name);
    const near = nearest(name, byName.keys());
    return near ? text('there is no table `{0}`: did you mean `{1}`?', name, near) : text('there is no table `{0}`', name);
  }
  const type = byName.get(name);
  return casts(key, type, (release) => since(model, release)) ? undefined : text('the key is {0}, but table `{1}` holds {2}', typeName(key), name, typeName(type));
}
