// Advertisement intervals that a version of VRRP cannot carry. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine } from '../../keepalived/reading';

export const roundedInterval: Rule<KeepalivedModel> = {
  id: 'rounded-interval',
  severity: 'warning',
  origin: 'daemon',
  summary: 'advert_int is rounded or cut.',
  check(model, report) {
    for (const { block, version } of instancesOf(model)) {
      const line = lastLine(model, block, 'advert_int');
      const word = line?.words[1];
      if (!line || !word || word.opaque) continue;
      const seconds = Number(word.text);
      const hundredths = Math.round(seconds * 1e6) / 1e4;
      if (version === 2 && !Number.isInteger(seconds)) report(line, 1, text('VRRP version 2 has whole seconds: `{0}` is rounded', word.text));
      else if (version === 3 && seconds >= 40.96) report(line, 1, text('VRRP version 3 has at most 40.95 seconds: that is taken for `{0}`', word.text));
      else if (version === 3 && !Number.isInteger(hundredths)) report(line, 1, text('VRRP version 3 has hundredths of a second: `{0}` is rounded', word.text));
    }
  },
};
