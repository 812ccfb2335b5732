// Scripts that keepalived runs as root although others may be able to change them. Upstream: check_script_secure() of notify.c.
import type { Fix } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, lastLine, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

/** Completes the settings that are there, or writes new ones above everything. */
function fixOf(model: KeepalivedModel, missing: readonly string[]): Fix {
  const header = innerBlocks(model.file, 'global_defs')[0]?.header;
  const lines = missing.map((line) => `    ${line}\n`).join('');
  const title = text('Add {0}', missing.map((line) => `\`${line}\``).join(', '));
  if (!header || header.elsewhere !== undefined) {
    const first = model.file.lines[0]?.start ?? 0;
    const start = model.tree.source.lastIndexOf('\n', first - 1) + 1;
    return { title, safe: false, preferred: true, edits: [{ start, end: start, newText: `global_defs {\n${lines}}\n\n` }] };
  }
  const end = model.tree.source.indexOf('\n', header.start + header.length);
  const at = end < 0 ? model.tree.source.length : end + 1;
  return { title, safe: false, preferred: true, edits: [{ start: at, end: at, newText: lines }] };
}

export const missingScriptSecurity: Rule<KeepalivedModel> = {
  id: 'missing-script-security',
  severity: 'warning',
  origin: 'advice',
  summary: 'Scripts run without script security.',
  check(model, report) {
    if (!fromRelease(model, '1.3.5')) return;
    const scripts = innerBlocks(model.file, 'vrrp_script').filter((block) => lastLine(model, block, 'script') !== undefined);
    const first = scripts[0]?.header;
    if (!first) return;
    const isSet = (keyword: string) => innerBlocks(model.file, 'global_defs').some((settings) => takenLines(model, settings, keyword).length > 0);
    const secure = isSet('enable_script_security');
    const user = isSet('script_user') || scripts.every((block) => takenLines(model, block, 'user').length > 0);
    const missing = [...(user ? [] : ['script_user root']), ...(secure ? [] : ['enable_script_security'])];
    if (!secure) report(first, 0, text('scripts run without `enable_script_security`: as root, even where others may write to them'), { fixes: [fixOf(model, missing)] });
    else if (!user) report(first, 0, text('there is no `script_user`: scripts run as `keepalived_script` where that user exists, else as root'), { severity: 'information', fixes: [fixOf(model, missing)] });
  },
};
