// How each release reads a line: the differences between them, gathered once per release.
import { isSince } from '../core/release';
import { haproxyReleases } from './releases';

/** Lexical rules of one release; upstream: readcfgfile() and, from 2.2 on, parse_line(). */
export interface Dialect {
  /** Index of the release. */
  readonly release: number;
  /** Name of the release. */
  readonly name: string;
  /** `"` and `'` quote, and variables are replaced within `"`. */
  readonly quotes: boolean;
  /** The tokenizer of 2.2 and later: a line with a lexical fault is dropped as a whole. */
  readonly strict: boolean;
  /** The daemon goes on behind refused lines, and looks at the whole in the end. */
  readonly lenient: boolean;
  /** Longest line in bytes, 0 = any. */
  readonly lineLimit: number;
  /** `[name]` lines set a scope. */
  readonly scopes: boolean;
  /** `${X[*]}` stands for several words. */
  readonly spread: boolean;
  /** `.if` and the other directives that begin with a point, and the variables `.LINE`, `.FILE` and `.SECTION`. */
  readonly conditions: boolean;
  /** `${X-default}`; a condition is the whole rest of the line. */
  readonly defaultValues: boolean;
  /** Whether the release is a given one or newer. */
  knows(since: string): boolean;
  /** An unset variable before a closing quote swallows the quote and the blanks behind it. */
  readonly unsetGlues: boolean;
  /** What an empty word does beside ending the line. */
  readonly emptyWord: 'silent' | 'warning' | 'error';
  /** Empty words in lines that are not read and in `.` directives count too. */
  readonly emptyWordEverywhere: boolean;
  /** `"${X[*]}"` of an empty variable is no word at all, and quotes alone do not begin a word. */
  readonly lazyQuotes: boolean;
  /** What a last line without line feed is. */
  readonly missingLineFeed: 'silent' | 'warning' | 'error';
  /** Blanks after the last allowed word count as one word more. */
  readonly blankCounts: boolean;
}

const dialects = new Map<number, Dialect>();

/** The dialect of the release with an index. */
export function dialectOf(release: number): Dialect {
  const known = dialects.get(release);
  if (known) return known;
  const from = (name: string) => isSince(haproxyReleases, release, name);
  const dialect: Dialect = {
    release,
    name: haproxyReleases.names[release] ?? '',
    quotes: from('1.6'),
    strict: from('2.2'),
    lenient: !from('1.8'),
    lineLimit: from('1.6') ? 0 : 2047,
    scopes: from('1.7'),
    spread: from('2.3'),
    conditions: from('2.4'),
    defaultValues: from('2.5'),
    knows: from,
    unsetGlues: from('2.9') && !from('3.3'),
    emptyWord: from('3.3') ? 'error' : from('3.2') ? 'warning' : 'silent',
    emptyWordEverywhere: from('3.2') && !from('3.4'),
    lazyQuotes: from('3.3'),
    missingLineFeed: from('2.3') ? 'error' : from('2.2') ? 'warning' : 'silent',
    blankCounts: from('2.2') && !from('3.2'),
  };
  dialects.set(release, dialect);
  return dialect;
}
