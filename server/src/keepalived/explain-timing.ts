// What the numbers of VRRP and of check scripts mean together: when a backup takes over, when a script counts as failed, what a weight does.
import { duration } from '../core/quantities';
import { text } from '../core/text';
import type { Statement } from '../core/tree';
import type { KeepalivedModel } from './model';

const takeover: ReadonlySet<string> = new Set(['priority', 'advert_int']);
const script: ReadonlySet<string> = new Set(['interval', 'timeout', 'fall', 'rise']);

/** The number that a block sets, else its default. */
function setting(model: KeepalivedModel, block: Statement, name: string): number | undefined {
  const path = model.opened(block)?.path ?? '';
  const line = [...(block.body ?? [])].reverse().find((one) => one.active !== false && model.binding(one).keyword?.name === name);
  const word = line?.words[1];
  if (word) return !word.opaque && /^-?\d+(\.\d+)?$/.test(word.text) ? Number(word.text) : undefined;
  const preset = model.knowledge.find('statement', name, path, model.release).keyword?.entry.default;
  return preset === undefined ? undefined : Number(preset);
}

/** Time after which a backup of a priority takes over: three advertisements and the skew (RFC 5798, "Master_Down_Interval"). Version 2 counts the skew in seconds, version 3 in advertisements. */
function downInterval(model: KeepalivedModel, instance: Statement): { readonly advert: number; readonly priority: number; readonly seconds: number } | undefined {
  const advert = setting(model, instance, 'advert_int');
  const priority = setting(model, instance, 'priority');
  if (advert === undefined || priority === undefined || priority < 1 || priority > 255) return undefined;
  const skew = ((256 - priority) / 256) * (setting(model, instance, 'version') === 3 ? advert : 1);
  return { advert, priority, seconds: 3 * advert + skew };
}

function explainTakeover(model: KeepalivedModel, instance: Statement): string[] {
  const found = downInterval(model, instance);
  return found ? [text('A backup with `priority {0}` takes over {1} after the last advertisement of a dead master: 3 × `advert_int {2}` and a skew', found.priority, duration(Math.round(found.seconds * 1000)), found.advert)] : [];
}

function explainScript(model: KeepalivedModel, block: Statement): string[] {
  const interval = setting(model, block, 'interval');
  const fall = setting(model, block, 'fall');
  const rise = setting(model, block, 'rise');
  if (interval === undefined || fall === undefined || rise === undefined) return [];
  const timeout = setting(model, block, 'timeout') ?? interval;
  const least = interval * Math.max(fall - 1, 0);
  const most = least + interval + timeout;
  return [text('Failed after {0} bad runs: {1} to {2}; well again after {3} good ones, within {4}', fall, duration(least * 1000), duration(most * 1000), rise, duration((interval * rise + timeout) * 1000))];
}

/** What a weight makes of the priorities of the instances that track the script. */
function explainWeight(model: KeepalivedModel, block: Statement): string[] {
  const name = block.words[1]?.text;
  const weight = setting(model, block, 'weight');
  if (name === undefined || weight === undefined) return [];
  const lines: string[] = [];
  for (const instance of model.statements('vrrp_instance')) {
    const tracked = (instance.body ?? []).flatMap((one) => (model.binding(one).keyword?.name === 'track_script' ? (one.body ?? []) : [])).find((one) => one.words[0]?.text === name);
    const priority = tracked && setting(model, instance, 'priority');
    if (!tracked || priority === undefined) continue;
    const at = tracked.words.findIndex((word) => word.text === 'weight');
    const by = at > 0 ? Number(tracked.words[at + 1]?.text) || 0 : weight;
    const title = instance.words[1]?.text ?? '';
    if (by === 0) lines.push(text('- `{0}` goes to FAULT while the script fails', title));
    else lines.push(text('- `{0}`: {1} while the script succeeds, {2} while it fails', title, clamp(by > 0 ? priority + by : priority), clamp(by < 0 ? priority + by : priority)));
  }
  return lines.length === 0 ? [] : [`${text('Priorities:')}\n${lines.slice(0, 8).join('\n')}`];
}

function clamp(priority: number): number {
  return Math.min(254, Math.max(1, priority));
}

/** What hover says about the numbers of a line beside their own meaning. */
export function explainTiming(model: KeepalivedModel, statement: Statement): readonly string[] {
  const { parent } = statement;
  const name = model.binding(statement).keyword?.name ?? '';
  const path = parent && model.opened(parent)?.path;
  if (!parent) return [];
  if (path === 'vrrp_instance' && takeover.has(name)) return explainTakeover(model, parent);
  if (path === 'vrrp_script' && script.has(name)) return explainScript(model, parent);
  return path === 'vrrp_script' && name === 'weight' ? explainWeight(model, parent) : [];
}
