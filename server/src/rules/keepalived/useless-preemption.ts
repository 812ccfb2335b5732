// Settings of preemption that contradict each other. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine, takenLines } from '../../keepalived/reading';

/** The `nopreempt` that counts: a later `preempt` takes it back. */
function nopreemptOf(model: KeepalivedModel, { block }: Instance): Statement | undefined {
  const line = lastLine(model, block, 'nopreempt');
  const undo = lastLine(model, block, 'preempt');
  return line && undo && block.lines.indexOf(undo) > block.lines.indexOf(line) ? undefined : line;
}

function delayOf(model: KeepalivedModel, { block }: Instance): Statement | undefined {
  const line = takenLines(model, block, 'preempt_delay').pop();
  return line && !line.words[1]?.opaque && Number(line.words[1]?.text) > 0 ? line : undefined;
}

export const uselessPreemption: Rule<KeepalivedModel> = {
  id: 'useless-preemption',
  severity: 'warning',
  origin: 'daemon',
  summary: 'nopreempt or preempt_delay has no effect.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      const owner = instance.priority === 255;
      const nopreempt = nopreemptOf(model, instance);
      const delay = delayOf(model, instance);
      const state = instance.stateLine?.words[1];
      const toBackup = instance.stateLine && state ? [{ title: text('Start as BACKUP'), safe: false, edits: [{ start: instance.stateLine.start + state.start, end: instance.stateLine.start + state.end, newText: 'BACKUP' }] }] : [];
      if (nopreempt && owner) report(nopreempt, 0, text('`nopreempt` is ignored: the owner of the addresses (priority 255) always takes over'));
      else if (nopreempt && instance.state === 'MASTER') report(nopreempt, 0, text('`nopreempt` is ignored: this instance starts as MASTER'), { fixes: toBackup });
      if (delay && instance.state === 'MASTER') report(delay, 0, text('`preempt_delay` is ignored: this instance starts as MASTER'), { fixes: toBackup });
      else if (delay && instance.strict) report(delay, 0, text('`preempt_delay` is ignored in strict mode'));
      else if (delay && nopreempt && !owner) report(delay, 0, text('`preempt_delay` is ignored: there is `nopreempt`'));
      const late = lastLine(model, instance.block, 'timer_expired_backup') ?? lastLine(model, instance.block, 'thread_timer_expired');
      if (late && (!nopreempt || owner || instance.state === 'MASTER')) report(late, 0, text('`{0}` is ignored: it needs `nopreempt`', late.words[0]?.text ?? ''));
    }
  },
};
