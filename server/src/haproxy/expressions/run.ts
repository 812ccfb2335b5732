// What the parsers of expressions share while they read one line: the match they report to, the release, the place.
import type { FindingId } from '../../core/finding-ids';
import type { Match } from '../../core/grammar/match';
import type { Found } from '../../core/knowledge';
import { nearest } from '../../core/near';
import { firstOf, isSince, removedIn } from '../../core/release';
import { text } from '../../core/text';
import type { LineFix, Severity } from '../../core/tree';

export interface Run {
  readonly match: Match;
  /** How a fault weighs: 1.5 and 1.6 only warn about faults in log formats. */
  readonly severity: Severity;
  /** Where the line is evaluated, as a mask; 0 when that is not known. */
  readonly place: number;
  /** Names of ACLs are looked up once the whole section is read, not when the line is. */
  readonly late: boolean;
  /** Whether the selected release is a given one or newer. */
  since(release: string): boolean;
}

/** A part of a word's text. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

const comparers = new Map<number, (release: string) => boolean>();

/** Tells whether the release that a match is for is a given one or newer. */
export function sinceOf(match: Match): (release: string) => boolean {
  const { knowledge, release } = match.around;
  let since = comparers.get(release);
  if (!since) comparers.set(release, (since = (name) => isSince(knowledge.line, release, name)));
  return since;
}

/** Starts a run over a match. */
export function runOf(match: Match, place: number, severity: Severity = 'error', late = false): Run {
  return { match, severity, place, late, since: sinceOf(match) };
}

/** Reports a fault at a part of a word. */
export function fault(run: Run, rule: FindingId, message: string, at: number, part?: Part, fixes: readonly LineFix[] = []): void {
  run.match.report(run.severity, rule, message, at, part, { fixes });
}

/** Says of a name that is not known in this release what it is instead: later, removed, or perhaps another. */
export function unknownName(run: Run, found: Found, set: string, name: string, at: number, part: Part): void {
  const { knowledge, release } = run.match.around;
  const target = knowledge.line.names[release] ?? '';
  const replace = (newText: string): LineFix[] => {
    const word = run.match.word(at);
    return word.quoted ? [] : [{ title: text('Replace by `{0}`', newText), safe: false, edits: [{ start: word.start + part.start, end: word.start + part.end, newText }] }];
  };
  const kind = set === 'converter' ? 'converter' : 'sample fetch';
  if (found.keyword && found.standing === 'removed') {
    const { replacement } = found.keyword.entry;
    const gone = removedIn(knowledge.line, lastLife(run, set, name)) ?? '?';
    fault(run, 'removed-keyword', replacement ? text('`{0}` was removed in {1}: use `{2}`', name, gone, replacement) : text('`{0}` was removed in {1}; target is {2}', name, gone, target), at, part);
    return;
  }
  if (found.keyword) {
    const bit = 1 << release;
    let later = 0;
    for (const keyword of knowledge.all(set, name)) later |= keyword.releases & ~(bit - 1);
    fault(run, 'not-yet-available', text('{0} `{1}` exists since {2}; target is {3}', kind, name, firstOf(knowledge.line, later) ?? '?', target), at, part);
    return;
  }
  const names = new Set<string>();
  for (const keyword of knowledge.each(set)) if (run.match.in(keyword.releases)) names.add(keyword.name);
  if (set === 'sample') for (const keyword of knowledge.each('acl')) if (run.match.in(keyword.releases)) names.add(keyword.name);
  const near = nearest(name, names);
  const rule = set === 'converter' ? 'unknown-converter' : 'unknown-sample';
  fault(run, rule, near ? text('unknown {0} `{1}`: did you mean `{2}`?', kind, name, near) : text('unknown {0} `{1}`', kind, name), at, part, near ? replace(near) : []);
}

function lastLife(run: Run, set: string, name: string): number {
  let all = 0;
  for (const keyword of run.match.around.knowledge.all(set, name)) all |= keyword.releases;
  return all;
}
