// The report for programs: one object a file, problems in the shape of check().
import { checkedProblems } from '../checked';
import type { CheckedFile } from './check';

/** Characters that JSON leaves as they are, and that could steer a terminal. */
const steering = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** `[{ file, language, target, problems }]` with a line feed at the end. */
export function reportJson(files: readonly CheckedFile[]): string {
  const report = files.map((file) => ({ file: file.name, language: file.language, target: file.target, problems: checkedProblems(file.source, file.problems) }));
  const escaped = JSON.stringify(report, undefined, 2).replace(steering, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${escaped}\n`;
}
