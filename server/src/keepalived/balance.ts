// Counts the braces of a text, to tell which kind of brace is one too many or missing: a guide for going on behind a fault.
import { decomment } from './comments';
import type { Dialect } from './dialect';
import { physicalLines } from './physical';

/** How many more `{` than `}` a text has. */
export function surplusBraces(source: string, dialect: Dialect, configId: string | undefined): number {
  if (!source.includes('{') && !source.includes('}')) return 0;
  let surplus = 0;
  for (const physical of physicalLines(source, dialect)) {
    const { text } = physical;
    if (!/[{}]/.test(text)) continue;
    const id = /^[ \t]*@(\^?)([^ \t]*)[ \t]/.exec(text);
    if (id && configId !== undefined && (id[2] === configId) === (id[1] === '^')) continue;
    const clean = decomment({ text, base: 0 }, dialect).line.text.replace(/"[^"]*("|$)|\$\{[^{}]*\}/g, '');
    if (dialect.freeBraces) for (const char of clean) surplus += char === '{' ? 1 : char === '}' ? -1 : 0;
    else if (/^\}(\s|$)/.test(clean)) surplus--;
    else if (/^\{(\s|$)|\s\{$/.test(clean)) surplus++;
  }
  return surplus;
}
