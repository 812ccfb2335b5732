// How each release reads a file: the differences between them, gathered once per release. Upstream: lib/parser.c.
import { isSince } from '../core/release';
import { keepalivedReleases } from './releases';

export interface Dialect {
  readonly release: number;
  readonly name: string;
  /** Braces are words of their own wherever they stand outside of quotes; before, `{` counts as the last or only word of a line and `}` as the first. */
  readonly freeBraces: boolean;
  /** Comments are taken out before anything else is looked at (decomment()), and `\#` does not begin one. */
  readonly decomments: boolean;
  /** A backslash at the end of a comment stays as the end of the line. */
  readonly keepsCommentEnd: boolean;
  /** The processes that read blocks get a copy from which comments and escapes are gone: an escaped `#` begins a comment there. */
  readonly readsCopy: boolean;
  /** `@id` lines; `@^id` lines. */
  readonly conditions: boolean;
  readonly negatedConditions: boolean;
  /** `$NAME=value` lines. */
  readonly definitions: boolean;
  /** A definition of several lines may use another one. */
  readonly nestedDefinitions: boolean;
  /** `$NAME` ends before `,` and `)` too. */
  readonly namesEndAtCommas: boolean;
  /** What stands for a definition is looked through for comments. */
  readonly decommentsValues: boolean;
  /** What happens to a line that begins with `@id` once definitions are replaced: it is a condition, is one that goes wrong when it holds, or none. */
  readonly conditionsInValues: 'read' | 'broken' | 'ignored';
  /** Blocks that are open at the end of the file are told of at its last line. */
  readonly tellsLastLine: boolean;
  /** A blank line ends a definition of several lines, or a line that holds a comment only. */
  readonly blankEndsDefinition: boolean;
  readonly commentEndsDefinition: boolean;
  /** `~SEQ`: nowhere, in blocks of keywords, or on any line, with `~SEQx` and `~LST`. */
  readonly sequences: 'none' | 'keywords' | 'lines';
  /** A sequence in a definition is run through before the definition's next line. */
  readonly sequencesFirst: boolean;
  /** `include` takes the rest of the line as a pattern; before, exactly one word. */
  readonly includesRest: boolean;
  /** `includer` and the others that complain about missing files. */
  readonly strictIncludes: boolean;
  /** An included file is read in the block of keywords around, and must end it itself. */
  readonly includesApart: boolean;
  /** Lines that are too long, or hold NUL, are dropped with a message. */
  readonly dropsLongLines: boolean;
  /** Words between the keyword of a block of values and its brace are complained about. */
  readonly checksValueHeaders: boolean;
  /** Names that are defined from the start. */
  readonly standard: ReadonlySet<string>;
  /** Whether the release is a given one or newer. */
  knows(since: string): boolean;
}

const dialects = new Map<number, Dialect>();

/** Standard definitions and the first of the known releases that has each. */
const standardNames: readonly (readonly [string, string])[] = [
  ['_PWD', '1.4.5'],
  ['_INSTANCE', '2.0.10'],
  ['_RANDOM', '2.0.20'],
  ['_HASH', '2.1.5'],
  ['_BANG', '2.1.5'],
  ['_ENV', '2.4.0'],
];

/** The dialect of the release with an index. */
export function dialectOf(release: number): Dialect {
  const known = dialects.get(release);
  if (known) return known;
  const from = (name: string) => isSince(keepalivedReleases, release, name);
  const dialect: Dialect = {
    release,
    name: keepalivedReleases.names[release] ?? '',
    freeBraces: from('1.4.5'),
    decomments: from('2.0.10'),
    keepsCommentEnd: from('2.0.10') && !from('2.4.0'),
    readsCopy: from('2.2.4'),
    conditions: from('1.3.5'),
    negatedConditions: from('1.3.9'),
    definitions: from('1.4.5'),
    nestedDefinitions: from('2.0.10'),
    namesEndAtCommas: from('2.1.5'),
    decommentsValues: from('2.1.5'),
    conditionsInValues: from('2.4.0') || !from('2.0.10') ? 'ignored' : from('2.2.8') ? 'read' : 'broken',
    tellsLastLine: from('2.0.10') && !from('2.1.5'),
    blankEndsDefinition: from('2.0.20'),
    commentEndsDefinition: from('2.0.10') && !(from('2.1.5') && !from('2.2.4')),
    sequences: from('2.1.5') ? 'lines' : from('2.0.10') ? 'keywords' : 'none',
    sequencesFirst: from('2.0.20'),
    includesRest: from('2.1.5'),
    strictIncludes: from('2.2.4'),
    includesApart: !from('2.1.5'),
    dropsLongLines: from('2.4.0'),
    checksValueHeaders: from('2.1.5'),
    standard: new Set(standardNames.filter(([, since]) => from(since)).map(([name]) => name)),
    knows: from,
  };
  dialects.set(release, dialect);
  return dialect;
}
