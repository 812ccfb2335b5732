// The report for people: place, severity, rule and message, the source line, and carets below what is meant.
import { lineStarts, placeAt } from '../core/span';
import { printable } from '../core/text';
import type { Severity } from '../core/tree';
import type { TargetProblem } from '../service';
import type { CheckedFile } from './check';

const colors: Readonly<Record<Severity, string>> = { error: '\x1b[31m', warning: '\x1b[33m', information: '\x1b[36m', hint: '\x1b[2m' };
/** Most columns of a source line that are shown. */
const widest = 160;

/** A source line as it may be shown: tabs stay. */
function shownLine(line: string): string {
  return line.split('\t').map(printable).join('\t');
}

function paint(color: boolean, code: string, text: string): string {
  return color ? `${code}${text}\x1b[0m` : text;
}

/** One problem with its source line. */
function problemLines(file: CheckedFile, starts: readonly number[], problem: TargetProblem, color: boolean): string[] {
  const from = placeAt(starts, problem.start);
  const to = placeAt(starts, problem.end);
  const only = problem.only ? ` [${problem.only.map((target) => target.name).join(', ')}]` : '';
  const head = `${printable(file.name)}:${from.line + 1}:${from.column + 1}: ${paint(color, colors[problem.severity], problem.severity)} ${problem.rule}: ${printable(problem.message)}${only}`;
  const lineStart = starts[from.line] as number;
  const lineEnd = (starts[from.line + 1] ?? file.source.length + 1) - 1;
  const whole = file.source.slice(lineStart, lineEnd).replace(/\r$/, '');
  const cut = from.column > widest - 40 ? from.column - 40 : 0;
  const shown = whole.slice(cut, cut + widest);
  const end = to.line === from.line ? to.column : whole.length;
  const carets = '^'.repeat(Math.max(1, Math.min(end, cut + shown.length) - from.column));
  const number = String(from.line + 1);
  const gutter = ' '.repeat(number.length);
  return [head, `${number} | ${shownLine(shown)}`, `${gutter} | ${shown.slice(0, from.column - cut).replace(/[^\t]/g, ' ')}${paint(color, colors[problem.severity], carets)}`];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The whole report. */
export function reportText(files: readonly CheckedFile[], color: boolean): string {
  const lines: string[] = [];
  let errors = 0;
  let warnings = 0;
  let others = 0;
  let fixable = 0;
  for (const file of files) {
    const starts = lineStarts(file.source);
    if (file.fixed > 0) lines.push(`${printable(file.name)}: ${counted(file.fixed, 'fix', 'fixes')} applied`);
    for (const problem of file.problems) {
      lines.push(...problemLines(file, starts, problem, color));
      if (problem.severity === 'error') errors++;
      else if (problem.severity === 'warning') warnings++;
      else others++;
      if (problem.fixes.length > 0) fixable++;
    }
  }
  if (files.length === 0) return '';
  const targets = [...new Set(files.map((file) => `${file.language} ${file.target}`))].join(', ');
  const hints = others > 0 ? `, ${counted(others, 'hint', 'hints')}` : '';
  lines.push(`${counted(errors, 'error', 'errors')}, ${counted(warnings, 'warning', 'warnings')}${hints} in ${counted(files.length, 'file', 'files')} (${targets})${fixable > 0 ? `; ${fixable} can be mended with --fix` : ''}`);
  return `${lines.join('\n')}\n`;
}
