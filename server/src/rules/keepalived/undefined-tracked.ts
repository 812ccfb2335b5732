// Names in lists of tracked things that nothing above defines, and names that are there twice. Upstream: alloc_track_script() and its like.
import { nearest } from '../../core/near';
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Block } from '../../keepalived/blocks';
import { replaceFix } from '../../keepalived/fixes';
import type { KeepalivedModel } from '../../keepalived/model';
import { type Definition, definitionsOf, type Kind, tells } from '../../keepalived/named-things';

const lists: readonly (readonly [string, Kind | undefined])[] = [
  ['track_interface', undefined],
  ['track_script', 'vrrp_script'],
  ['track_file', 'track_file'],
  ['track_process', 'track_process'],
  ['track_bfd', 'bfd_instance'],
];

function checkList(model: KeepalivedModel, list: Block, kind: Kind | undefined, index: number, seen: Set<string>, report: Report): void {
  const all = definitionsOf(model).filter((definition) => definition.kind === kind);
  // A file of instances only is likely a part of a configuration whose scripts stand elsewhere.
  const whole = kind !== 'vrrp_script' || model.file.blocks.some(({ known, path }) => !known || path !== 'vrrp_instance');
  for (const line of list.lines) {
    const word = line.words[0];
    if (!word || word.opaque) continue;
    const usable = (definition: Definition) => definition.kind !== 'bfd_instance' || tells(model, definition, 'vrrp');
    const found = all.find((definition) => definition.name === word.text && definition.index < index && usable(definition));
    if (kind && !found) {
      const later = all.find((definition) => definition.name === word.text && usable(definition));
      const near = later ? undefined : nearest(word.text, new Set(all.map(({ name }) => name)));
      const message = later
        ? text('`{0}` is defined below, on line {1}: move it above this block', word.text, later.header.line + 1)
        : near
          ? text('there is no `{0}`: did you mean `{1}`?', word.text, near)
          : text('there is no {0} `{1}`: it is not tracked', kind, word.text);
      report(line, 0, message, { ...(whole ? {} : { severity: 'warning' }), fixes: near ? [replaceFix(line, word, near)] : [] });
    } else if (seen.has(word.text) && !line.uncertain) report(line, 0, text('`{0}` is in this list already', word.text));
    else seen.add(word.text);
  }
}

export const undefinedTracked: Rule<KeepalivedModel> = {
  id: 'undefined-tracked',
  severity: 'error',
  origin: 'daemon',
  summary: 'A tracked name is not defined, or is there twice.',
  check(model, report) {
    model.file.blocks.forEach((block, index) => {
      if (!block.known) return;
      const seen = new Map<string, Set<string>>();
      for (const list of block.blocks) {
        const entry = lists.find(([name]) => list.known && (list.path === `vrrp_instance/${name}` || list.path === `vrrp_sync_group/${name}`));
        if (!entry) continue;
        const names = seen.get(entry[0]) ?? new Set<string>();
        seen.set(entry[0], names);
        checkList(model, list, entry[1], index, names, report);
      }
    });
  },
};
