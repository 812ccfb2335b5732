// The report for programs: one object a file, problems in the shape of check().
import { checkedProblems } from '../checked';
import type { CheckedFile } from './check';

/** `[{ file, language, target, problems }]` with a line feed at the end. */
export function reportJson(files: readonly CheckedFile[]): string {
  return `${JSON.stringify(
    files.map((file) => ({ file: file.name, language: file.language, target: file.target, problems: checkedProblems(file.source, file.problems) })),
    undefined,
    2,
  )}\n`;
}
