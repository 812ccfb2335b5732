// Authentication that an instance cannot have. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Severity, Statement } from '../../core/tree';
import type { Block } from '../../keepalived/blocks';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, lastLine, takenLines } from '../../keepalived/reading';

/** The last line of a keyword in the `authentication` blocks of an instance. */
function line(model: KeepalivedModel, instance: Instance, keyword: string): Statement | undefined {
  let found: Statement | undefined;
  for (const block of innerBlocks(instance.block, 'vrrp_instance/authentication')) found = lastLine(model, block, keyword) ?? found;
  return found;
}

function problem(model: KeepalivedModel, instance: Instance, type: Statement): { message: string; severity: Severity } | undefined {
  const password = line(model, instance, 'auth_pass')?.words[1];
  if (instance.strict) return { message: text('strict mode knows no authentication: it is ignored'), severity: 'error' };
  if (instance.version === 3) return { message: text('VRRP version 3 knows no authentication: it is ignored'), severity: 'error' };
  if (!password || (password.text === '' && !password.opaque)) return { message: text('there is no `auth_pass`: authentication is ignored'), severity: 'error' };
  if (type.words[1]?.text !== 'AH') return undefined;
  if (instance.family === 6) return { message: text('`AH` does not go with IPv6: authentication is ignored'), severity: 'error' };
  if (instance.state === 'MASTER' && instance.priority !== 255) return { message: text('`AH` does not go with `state MASTER`: it starts as BACKUP'), severity: 'warning' };
  return undefined;
}

/** Keys whose number an earlier key has. Upstream: vrrp_auth_hmac_add_key(). */
function reportKeysOfOneNumber(model: KeepalivedModel, hmac: Block, report: Report): void {
  const seen = new Set<number>();
  for (const line of takenLines(model, hmac, 'key')) {
    const id = line.words[1];
    if (!id || id.opaque || model.binding(line).problems.some(({ severity }) => severity === 'error')) continue;
    if (seen.has(Number(id.text))) report(line, 1, text('there is a key {0} already: this one is ignored', id.text));
    else seen.add(Number(id.text));
  }
}

export const unusableAuthentication: Rule<KeepalivedModel> = {
  id: 'unusable-authentication',
  severity: 'error',
  origin: 'daemon',
  summary: 'Authentication is ignored.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      const type = line(model, instance, 'auth_type');
      const found = type && problem(model, instance, type);
      if (type && found) {
        const block = model.block(type)?.header ?? type;
        const fixes = instance.strict || instance.version === 3 ? [{ title: text('Remove `authentication`'), safe: false, edits: [{ start: block.start, end: block.start + (block.bodyEnd ?? block.length), newText: '' }] }] : [];
        report(type, 0, found.message, { severity: found.severity, fixes });
      }
      const hmac = innerBlocks(instance.block, 'vrrp_instance/auth_hmac')[0];
      if (!hmac?.header) continue;
      if (type && !found) report(type, 0, text('`auth_hmac` and `authentication` do not go together: the latter is ignored'), { severity: 'error' });
      const active = lastLine(model, hmac, 'active_key')?.words[1]?.text;
      reportKeysOfOneNumber(model, hmac, report);
      const known = hmac.lines.filter((one) => model.binding(one).keyword?.name === 'key' && model.binding(one).problems.length === 0).map((one) => one.words[1]?.text);
      if (active === undefined || !known.includes(active)) report(hmac.header, 0, active === undefined ? text('there is no `active_key`: `auth_hmac` is ignored') : text('key {0} is not defined: `auth_hmac` is ignored', active));
    }
  },
};
