// What booleans are in Lua must be said before the first script is loaded; upstream: hlua_load_state() since 3.2.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

const setting = 'tune.lua.bool-sample-conversion';

export const unsetLuaBooleans: HaproxyRule = {
  id: 'unset-lua-booleans',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Lua is loaded before it is said what booleans are there.',
  releases: '3.2+',
  kinds: ['global'],
  holds: ['lua-load', 'lua-load-per-thread'],
  checkPart(model, section, report) {
    const loads = ['lua-load', 'lua-load-per-thread'].flatMap((keyword) => model.statements(keyword)).filter((line) => isTaken(model, line));
    const first = loads.reduce((a, b) => (b.start < a.start ? b : a), loads[0] as (typeof loads)[0]);
    if (!first || first.uncertain || model.section(first) !== section) return;
    for (const line of model.statements(setting)) {
      if (!isTaken(model, line)) continue;
      if (line.uncertain || line.start < first.start) return;
      report(line, 0, text('this is ignored: Lua is loaded on line {0} already', first.line + 1));
    }
    report(first, 0, text('`{0}` should stand above: booleans are integers without it', setting));
  },
};
