// Problems as the editor shows them.
import type { Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Problem } from '../core/problem';
import type { Severity } from '../core/tree';
import { isVeryLarge, type Subject } from './subject';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };
const tags: Readonly<Record<'unused' | 'deprecated', DiagnosticTag>> = { unused: 1, deprecated: 2 };

export interface DiagnosticOptions {
  /** Address of a rule's page, with `{rule}` for its id. */
  readonly rulePage?: string;
  /** Address of a file beside the text, by the path that a note names. */
  readonly uriOf?: (path: string) => string;
}

/** A problem that comes up in some of the targets only names them. */
type Told = Problem & { readonly only?: readonly { readonly name: string }[] };

/** Problems that are sent of a very large text. */
const most = 2000;

/** All problems of a text; of a very large one the severest, in their order. */
function sent(subject: Subject, problems: readonly Told[]): readonly Told[] {
  if (problems.length <= most || !isVeryLarge(subject)) return problems;
  const kept = new Set([...problems].sort((a, b) => severities[a.severity] - severities[b.severity]).slice(0, most));
  return problems.filter((problem) => kept.has(problem));
}

/** Turns problems into diagnostics; an empty range becomes one character wide so that it can be seen. */
export function diagnostics(subject: Subject, problems: readonly Told[], options: DiagnosticOptions = {}): Diagnostic[] {
  return sent(subject, problems).map((problem) => {
    const end = problem.end > problem.start ? problem.end : problem.start + 1;
    const diagnostic: Diagnostic = {
      range: subject.range({ start: problem.start, end }),
      severity: severities[problem.severity],
      code: problem.rule,
      source: 'haconf',
      message: problem.only ? `${problem.message} [${problem.only.map((target) => target.name).join(', ')}]` : problem.message,
    };
    if (problem.tag) diagnostic.tags = [tags[problem.tag]];
    if (options.rulePage) diagnostic.codeDescription = { href: options.rulePage.replace('{rule}', problem.rule) };
    const notes = (problem.notes ?? []).filter((note) => note.path === undefined || options.uriOf !== undefined);
    if (notes.length > 0) {
      diagnostic.relatedInformation = notes.map((note) => ({
        location: note.path === undefined ? { uri: subject.uri, range: subject.range(note) } : { uri: (options.uriOf as (path: string) => string)(note.path), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
        message: note.message,
      }));
    }
    return diagnostic;
  });
}
