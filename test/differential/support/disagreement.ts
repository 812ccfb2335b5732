// Where two verdicts on one text differ, and which differences are known and have a reason.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One thing that was said; the line counts from 1. */
export interface Saying {
  readonly line: number | undefined;
  readonly message: string;
}

interface Said {
  readonly accepts: boolean | undefined;
  readonly alerts: readonly Saying[];
  readonly warnings: readonly Saying[];
  /** What haconf says beside: it counts as said, but nobody else must say it. */
  readonly advice?: readonly Saying[];
}

/** One difference. `false error` and `false warning`: haconf is too strict; `missed ...`: it is too lax. */
export interface Disagreement {
  readonly kind: 'false error' | 'missed error' | 'false warning' | 'missed warning';
  readonly line: number | undefined;
  /** The line's text. */
  readonly source: string;
  /** What the one that complains says. */
  readonly message: string;
}

/** A known difference: it counts when the kind is right and every expression that is given fits. */
interface Known {
  readonly kind: Disagreement['kind'];
  readonly source?: string;
  readonly message?: string;
  readonly reason: string;
}

/** The known differences of a language, each with its reason. */
export function knownOf(language: string): (disagreement: Disagreement) => boolean {
  const file = fileURLToPath(new URL(`../${language}-known.json`, import.meta.url));
  const known = JSON.parse(readFileSync(file, 'utf8')) as readonly Known[];
  for (const one of known) if (one.reason.trim() === '' || (one.source === undefined && one.message === undefined)) throw new Error(`${file}: each difference needs a reason, and something that it is known by`);
  const matchers = known.map((one) => ({ kind: one.kind, source: one.source === undefined ? undefined : new RegExp(one.source), message: one.message === undefined ? undefined : new RegExp(one.message) }));
  return ({ kind, source, message }) => matchers.some((one) => one.kind === kind && (one.source?.test(source) ?? true) && (one.message?.test(message) ?? true));
}

/**
 * The differences of two verdicts. In a refused text one of the daemon's complaints must be met: it stops early, so that haconf may know more.
 * A complaint without a line is met by any of haconf's.
 */
export function disagreements(text: string, daemon: Said, haconf: Said): Disagreement[] {
  const lines = text.split('\n');
  const sourceOf = (line: number | undefined) => (line === undefined ? '' : (lines[line - 1] ?? '').trim());
  const differ = (kind: Disagreement['kind'], said: readonly Saying[]) => said.map(({ line, message }): Disagreement => ({ kind, line, source: sourceOf(line), message }));
  const missing = (wanted: readonly Saying[], got: readonly Saying[]) => {
    const at = new Set(got.map(({ line }) => line));
    return wanted.filter(({ line }) => (line === undefined ? got.length === 0 : !at.has(line)));
  };
  if (daemon.accepts === undefined) return [];
  const said = [...haconf.alerts, ...haconf.warnings, ...(haconf.advice ?? [])];
  if (!daemon.accepts) {
    // One of the alerts must be met: others may follow from it, or not be what the text is refused for.
    const unmet = missing(daemon.alerts, said);
    return differ('missed error', haconf.accepts || unmet.length === daemon.alerts.length ? unmet.slice(0, 1) : []);
  }
  if (!haconf.accepts) return differ('false error', haconf.alerts.slice(0, 1));
  const located = daemon.warnings.every(({ line }) => line !== undefined);
  return [...differ('missed warning', missing(daemon.warnings, said)), ...differ('false warning', located ? missing(haconf.warnings, daemon.warnings) : [])];
}
