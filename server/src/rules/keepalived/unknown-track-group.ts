// Static addresses, routes and rules that name a group that no block above defines. Upstream: static_track_group_find().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { definitionsOf } from '../../keepalived/named-things';

export const unknownTrackGroup: Rule<KeepalivedModel> = {
  id: 'unknown-track-group',
  severity: 'error',
  origin: 'daemon',
  summary: 'A track group is not defined.',
  check(model, report) {
    model.file.blocks.forEach((block, index) => {
      if (!block.path.startsWith('static_')) return;
      for (const line of block.lines) {
        for (const { kind, role, name, word } of model.binding(line).mentions) {
          if (kind !== 'track_group' || role !== 'ref') continue;
          if (!definitionsOf(model).some((one) => one.kind === 'track_group' && one.name === name && one.index < index)) report(line, word, text('there is no track_group `{0}` above: it is ignored', name));
        }
      }
    });
  },
};
