// One stretch of inputs: texts and scripts of edits on them, all of them made from their seed.
import { applyEdits } from '../../server/src/fixing';
import { languages } from '../../server/src/languages';
import { createLanguageService, type FileAccess, type OpenFile, type Services, type Settings } from '../../server/src/service';
import type { LanguageId } from '../../server/src/targets';
import { type Random, randomOf } from '../support/random';
import { ownTexts } from '../support/texts';
import { nextText, type Pools, type Source, textOf } from './inputs';
import { anyJson, settingsOutOf, someArguments, someTogether } from './outside';
import { everything, type Step } from './steps';

export interface Finding {
  readonly seed: number;
  readonly edit: number;
  readonly what: string;
  readonly error: string;
  /** The text, shortened. */
  readonly text: string;
}

/** Hears what goes on. */
export interface Listener {
  found(finding: Finding): void;
  /** Called before each script. */
  begin(seed: number): void;
  /** Called after each script: number of texts, where the first came from, the step that took longest. */
  end(inputs: number, source: Source, slowest: { readonly what: string; readonly ms: number }): void;
}

/** Milliseconds that no step may take. */
const most = 1000;
/** Texts of one script: each takes over from the one before. */
export const versions = 8;

export function poolsOf(): Pools {
  const pools: Record<LanguageId, string[]> = { haproxy: [], keepalived: [] };
  for (const { language, text } of ownTexts()) pools[language].push(text);
  return pools;
}

/** Files around a text: always the same ones under the same name, of the other kind or the same. */
function filesOf(pools: Pools): FileAccess {
  const all = [...pools.keepalived, ...pools.haproxy, '#!/bin/sh\ncurl -sf http://localhost:8404/healthz || exit 1\n', 'a b\n# c\n', ''];
  const chosen = (name: string) => randomOf([...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7));
  return {
    read: (name) => (chosen(name).number(3) === 0 ? undefined : chosen(`${name}.`).pick(all)),
    exists: (name) => [true, false, undefined][chosen(name).number(3)],
    list: (pattern) => (chosen(pattern).number(3) === 0 ? undefined : [pattern.replaceAll('*', 'a'), pattern.replaceAll('*', 'b')]),
  };
}

export function settingsOf(random: Random, language: LanguageId): Settings {
  if (random.number(8) === 0) return settingsOutOf({ [language]: anyJson(random), ...(anyJson(random) as object | null) }, language);
  const { names } = languages[language].knowledge.line;
  const several = random.number(6) === 0;
  return {
    target: several ? `${random.pick(names)}, ${random.pick(names)}` : random.pick(names),
    ...(random.number(4) === 0 ? { environment: { X: random.pick(['x', '', 'a b', '"', '${X}']) } } : {}),
    ...(random.number(12) === 0 ? { fragment: true } : {}),
  };
}

/** The text after one of the fixes that are offered; undefined without one. */
function fixed(random: Random, file: OpenFile | undefined): string | undefined {
  const fixes = file?.problems().flatMap((problem) => problem.fixes) ?? [];
  return file && fixes.length > 0 ? applyEdits(file.source, random.pick(fixes).edits) : undefined;
}

/** Milliseconds of processor time: other programs may take the processor away. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs the scripts of some seeds. */
export function runScripts(from: number, count: number, pools: Pools, listener: Listener, only?: Source): void {
  let seed = from;
  let edit = 0;
  let text = '';
  const note = (what: string, error: unknown) => listener.found({ seed, edit, what, error: error instanceof Error ? (error.stack ?? error.message) : String(error), text: text.slice(0, 400) });
  const files = filesOf(pools);
  const make = (around: FileAccess | undefined): Services => ({ haproxy: createLanguageService(languages.haproxy, around, note), keepalived: createLanguageService(languages.keepalived, around, note) });
  const services = [make(undefined), make(files)];
  let slowest = { what: '', ms: 0 };
  const step: Step = (what, work) => {
    const start = performance.now();
    const before = cpu();
    try {
      work();
    } catch (error) {
      note(what, error);
    }
    const ms = Math.min(performance.now() - start, cpu() - before);
    if (ms > slowest.ms) slowest = { what: `${what} of seed ${seed}, edit ${edit}`, ms };
    if (ms > most) note(what, `took ${Math.round(ms)} ms`);
  };
  for (; seed < from + count; seed++) {
    listener.begin(seed);
    const random = randomOf(seed);
    const language = random.pick(['haproxy', 'haproxy', 'keepalived'] as const);
    const settings = settingsOf(random, language);
    const service = (random.pick(services) as Services)[language];
    const path = random.pick(['/x/node1/haproxy.cfg', '/x/node1/keepalived.conf', undefined]);
    const first = textOf(random, language, pools, only);
    const { source } = first;
    text = first.text;
    slowest = { what: '', ms: 0 };
    let file: OpenFile | undefined;
    edit = 0;
    step('settings', () => settingsOutOf(anyJson(random), language));
    step('arguments', () => someArguments(random));
    if (language === 'haproxy' && source !== 'large') step('together', () => someTogether(random, service, text, settings));
    for (edit = 0; edit < versions; edit++) {
      step('open', () => (file = service.open(text, path, settings, file)));
      if (file) everything(random, file, service, settings, step);
      text = (random.number(8) === 0 ? fixed(random, file) : undefined) ?? nextText(random, text, language, pools);
    }
    listener.end(versions, source, slowest);
  }
}
