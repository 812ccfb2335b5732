// Runs all of haconf on a text, step by step: problems, every fix, every feature, reports of the command line.
import type { CheckedFile } from '../../server/src/cli/check';
import { reportJson } from '../../server/src/cli/report-json';
import { reportText } from '../../server/src/cli/report-text';
import { detectLanguage } from '../../server/src/detect';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/call-hierarchy';
import { codeActions } from '../../server/src/features/code-actions';
import { codeLenses } from '../../server/src/features/code-lens';
import { completion, resolveCompletion } from '../../server/src/features/completion';
import { diagnostics } from '../../server/src/features/diagnostics';
import { foldingRanges } from '../../server/src/features/folding';
import { format } from '../../server/src/features/formatting';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { linkedEditing } from '../../server/src/features/linked-editing';
import { documentLinks } from '../../server/src/features/links';
import { definition, highlights, references } from '../../server/src/features/navigation';
import { prepareRename, rename } from '../../server/src/features/rename';
import { seenIn } from '../../server/src/features/seen';
import { selectionRange } from '../../server/src/features/selection';
import { semanticTokens, semanticTokensIn } from '../../server/src/features/semantic-tokens';
import { signatureHelp } from '../../server/src/features/signature';
import type { Subject } from '../../server/src/features/subject';
import { documentSymbols, flatSymbols } from '../../server/src/features/symbols';
import { applyEdits, fixAll } from '../../server/src/fixing';
import type { LanguageService, OpenFile, Settings } from '../../server/src/service';
import type { Random } from '../support/random';
import { editsApply, hoverHolds, placesLieInside, proposalsHold, renameApplies, selectionGrows, signaturesHold, symbolsNest, tokensFollow } from './sound';

/** Runs a step, measures it, and hears of what it throws. */
export type Step = (what: string, work: () => void) => void;

/** An answer once something was looked at in it. */
function checked<T>(answer: T, look: (answer: T) => void): T {
  look(answer);
  return answer;
}

const wholeTexts: Readonly<Record<string, (subject: Subject, random: Random) => unknown>> = {
  'semantic tokens': (subject) => checked(semanticTokens(subject), (tokens) => tokensFollow(subject, tokens)),
  'semantic tokens of a stretch': (subject, random) => {
    const { length } = subject.model.tree.source;
    return checked(semanticTokensIn(subject, random.number(length + 1), random.number(length + 1)), (tokens) => tokensFollow(subject, tokens));
  },
  outline: (subject) => checked(documentSymbols(subject), symbolsNest),
  symbols: (subject) => flatSymbols(subject, ''),
  folding: (subject) => foldingRanges(subject),
  'inlay hints': (subject) => inlayHints(subject, { start: 0, end: Number.POSITIVE_INFINITY }, { units: true, inherited: true, defaults: true }),
  'code lenses': (subject) => codeLenses(subject),
  links: (subject) => documentLinks(subject, (name) => `file:///${name.length}`),
  seen: (subject) => seenIn(subject),
};

const atPlaces: Readonly<Record<string, (subject: Subject, at: number, random: Random) => unknown>> = {
  hover: (subject, at) => checked(hover(subject, at), (answer) => hoverHolds(answer, subject.position(at))),
  'signature help': (subject, at) => checked(signatureHelp(subject, at), (answer) => signaturesHold(answer ?? {})),
  definition: (subject, at) => definition(subject, at),
  references: (subject, at) => references(subject, at, true),
  highlights: (subject, at) => highlights(subject, at),
  selection: (subject, at) => checked(selectionRange(subject, at), selectionGrows),
  'linked editing': (subject, at) => linkedEditing(subject, at),
  rename: (subject, at, random) => {
    prepareRename(subject, at);
    return checked(rename(subject, at, random.pick(['new', 'b1', '', 'a b', '\0', '${X}'])), (answer) => renameApplies(subject, answer));
  },
  'call hierarchy': (subject, at) => {
    return prepareCallHierarchy(subject, at)
      .slice(0, 3)
      .map((item) => [outgoingCalls(subject, item), incomingCalls(subject, item)]);
  },
  completion: (subject, at, random) => {
    const { items } = completion(subject, at, { snippets: random.number(2) === 0, insertReplace: random.number(2) === 0 });
    proposalsHold(items, subject.position(at));
    return items.length > 0 && resolveCompletion(subject, random.pick(items));
  },
};

/** Answers are made into messages as the server does; what places they name lie in the text. */
function sent(subject: Subject, answer: unknown): void {
  placesLieInside(subject, answer);
  JSON.stringify(answer);
}

function formatting(subject: Subject, random: Random): void {
  const options = { tabSize: 1 + random.number(8), insertSpaces: random.number(2) === 0, gaps: random.pick(['keep', 'single', 'columns'] as const) };
  editsApply(subject, format(subject, options));
  const line = random.number(40);
  editsApply(subject, format(subject, options, { start: { line, character: 0 }, end: { line: line + random.number(5), character: random.number(9) } }));
  // As typed: the line above a new one, or that of a brace.
  editsApply(subject, format(subject, { ...options, gaps: 'keep' }, { start: { line, character: 0 }, end: { line, character: 1 } }));
}

/** Everything about one version of a text. */
export function everything(random: Random, file: OpenFile, service: LanguageService, settings: Settings, step: Step): void {
  const { source } = file;
  step('problems', () => file.problems());
  const problems = file.problems();
  step('fixes', () => {
    for (const problem of problems) {
      if (problem.start > problem.end || problem.start < 0 || problem.end > source.length) throw new Error(`${problem.rule} lies outside of the text`);
      for (const fix of problem.fixes) if (applyEdits(source, fix.edits) === undefined) throw new Error(`edits of a fix of ${problem.rule} overlap or lie outside`);
    }
  });
  let subject: Subject | undefined;
  step('subject', () => (subject = file.subject('file:///x')));
  if (!subject) return;
  const about = subject;
  step('diagnostics', () => sent(about, diagnostics(about, problems, { rulePage: 'file:///{rule}.md' })));
  step('code actions', () => {
    const place = problems.length > 0 ? about.range(random.pick(problems)) : about.range({ start: 0, end: source.length });
    for (const action of codeActions(about, problems, { range: place })) for (const edits of Object.values(action.edit?.changes ?? {})) editsApply(about, edits);
  });
  step('formatting', () => formatting(about, random));
  for (const [what, ask] of Object.entries(wholeTexts)) step(what, () => sent(about, ask(about, random)));
  const at = random.number(source.length + 1);
  for (const [what, ask] of Object.entries(atPlaces)) step(what, () => sent(about, ask(about, at, random)));
  if (random.number(40) === 0 && source.length < 20_000) step('fix all', () => fixAll(service, source, '/x/node1/haproxy.cfg', settings, random.number(2) === 0));
  if (random.number(20) === 0) {
    step('reports', () => {
      const report: CheckedFile = { name: 'x', language: file.language.id, target: '2.4', source, problems, fixed: 0 };
      reportJson([report]);
      reportText([report], true);
    });
  }
  if (random.number(20) === 0) step('detection', () => detectLanguage(random.pick(['/x/lb.cfg', '/x/haproxy.cfg', '/x/keepalived.conf', 'x']), source));
}
