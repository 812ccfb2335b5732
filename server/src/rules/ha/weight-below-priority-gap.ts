// A check that fails, and moves nothing: the priority stays above that of the other machines.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { peersOf } from '../../ha/peers';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { definitionsOf } from '../../keepalived/named-things';
import { entriesOf, lastLine, literalAt } from '../../keepalived/reading';

interface Weight {
  readonly value: number;
  /** Where it is written, and which word it is. */
  readonly line: Statement;
  readonly word: number;
}

/** The weight of a tracked script: that of the entry, else that of the script. Undefined when it is 0 (the instance then fails as a whole) or reversed. */
function weightOf(model: KeepalivedModel, entry: Statement): Weight | undefined {
  const name = entry.words[0]?.text;
  const at = literalAt(model, entry, 'weight');
  const script = definitionsOf(model).find((one) => one.kind === 'vrrp_script' && one.name === name);
  const own = script && lastLine(model, script.block, 'weight');
  const [line, word] = at === undefined ? [own, 1] : [entry, at + 1];
  if (!line || line.words.some((one) => one.opaque || one.text === 'reverse')) return undefined;
  const value = Number(line.words[word]?.text);
  return Number.isInteger(value) && value !== 0 ? { value, line, word } : undefined;
}

const bonus = (weight: Weight | undefined) => Math.max(0, weight?.value ?? 0);

/** The best of the other machines that are below this one, while all is well there. */
function nextBelow(model: KeepalivedModel, mine: Instance, name: string, full: number): { readonly file: string; readonly priority: number } | undefined {
  let best: { file: string; priority: number } | undefined;
  for (const peer of peersOf(model)) {
    const other = instancesOf(peer.model).find(({ routerId, family }) => routerId === mine.routerId && family === mine.family);
    if (!other || other.priority === 255) continue;
    const entry = entriesOf(other.block, 'vrrp_instance/track_script').find((line) => line.words[0]?.text === name);
    const priority = other.priority + bonus(entry && weightOf(peer.model, entry));
    if (priority < full && (!best || priority > best.priority)) best = { file: peer.file, priority };
  }
  return best;
}

export const weightBelowPriorityGap: Rule<KeepalivedModel> = {
  id: 'weight-below-priority-gap',
  severity: 'warning',
  origin: 'advice',
  summary: 'A failing check does not lower the priority below that of the next machine.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      if (instance.routerId === undefined || instance.priority === 255) continue;
      for (const entry of entriesOf(instance.block, 'vrrp_instance/track_script')) {
        const weight = weightOf(model, entry);
        if (!weight) continue;
        const full = instance.priority + bonus(weight);
        const next = nextBelow(model, instance, entry.words[0]?.text ?? '', full);
        const failed = full - Math.abs(weight.value);
        if (!next || failed < next.priority) continue;
        const needed = (weight.value < 0 ? -1 : 1) * (full - next.priority + 10);
        const word = weight.line.words[weight.word];
        const fixes =
          word && weight.value < 0 && weight.line.elsewhere === undefined
            ? [{ title: text('Lower the priority by {0}', -needed), safe: false, preferred: true, edits: [{ start: weight.line.start + word.start, end: weight.line.start + word.end, newText: String(needed) }] }]
            : [];
        report(weight.line, weight.word, text('the address stays here when the check fails: {0} is left, and `{1}` has {2}', failed, next.file, next.priority), { fixes });
      }
    }
  },
};
