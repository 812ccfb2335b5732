// What can be folded: sections and blocks, groups of comment lines, regions.
import type { FoldingRange } from 'vscode-languageserver-types';
import { walk } from '../core/tree';
import type { Subject } from './subject';

const regionStart = /^[#!]\s*#?region\b/;
const regionEnd = /^[#!]\s*#?endregion\b/;

/** All folding ranges of a text, in no special order. */
export function foldingRanges(subject: Subject): FoldingRange[] {
  return [...bodies(subject), ...comments(subject)];
}

function bodies(subject: Subject): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  for (const statement of walk(subject.model.tree.statements)) {
    if (!statement.body || statement.bodyEnd === undefined) continue;
    const startLine = subject.position(statement.start).line;
    const last = subject.position(statement.start + statement.bodyEnd).line;
    const endLine = subject.editing.braces && last > startLine ? last - 1 : last;
    if (endLine > startLine) ranges.push({ startLine, endLine });
  }
  return ranges;
}

/** Groups of lines that hold nothing but a comment, and what stands between the marks of a region. */
function comments(subject: Subject): FoldingRange[] {
  const { source, comments: all } = subject.model.tree;
  const ranges: FoldingRange[] = [];
  const regions: number[] = [];
  let first = -1;
  let previous = -2;
  const close = () => {
    if (first >= 0 && previous > first) ranges.push({ startLine: first, endLine: previous, kind: 'comment' });
    first = -1;
  };
  for (const comment of all) {
    const { line, character } = subject.position(comment.start);
    const text = source.slice(comment.start, comment.end);
    const alone = source.slice(comment.start - character, comment.start).trim() === '';
    if (regionStart.test(text) && alone) {
      close();
      regions.push(line);
    } else if (regionEnd.test(text) && alone) {
      close();
      const start = regions.pop();
      if (start !== undefined) ranges.push({ startLine: start, endLine: line, kind: 'region' });
    } else if (!alone) close();
    else if (first < 0 || line !== previous + 1) {
      close();
      first = line;
    }
    previous = line;
  }
  close();
  return ranges;
}
