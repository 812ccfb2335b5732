// Reads one line into words exactly as the selected release does. Knows no keyword and no section.
import type { FindingId } from '../core/finding-ids';
import { text as message } from '../core/text';
import type { LineProblem, Word } from '../core/tree';
import type { Dialect } from './dialect';
import type { Environment, Value } from './environment';

/** One line, read. The spans of words and problems are relative to `start`. */
export interface Line {
  /** Offset of the first character that is not blank. */
  readonly start: number;
  readonly words: Word[];
  readonly problems: readonly LineProblem[];
  /** Offset of the `#` of the comment, or -1. */
  readonly comment: number;
  /** Index of the first empty word, or -1: for the daemon the line ends there. */
  readonly empty: number;
}

/** Most words that a line may have (MAX_LINE_ARGS). */
const mostWords = 64;
const none: readonly LineProblem[] = [];

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Characters that end a plain word: blanks, `"`, `#`, `'` and the backslash. */
const special = new Uint8Array(93);
for (const code of [9, 10, 11, 12, 13, 32, 34, 35, 39, 92]) special[code] = 1;

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function isNameStart(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || code === 95;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57);
}

/**
 * Reads the line between two offsets (line feed excluded). Most lines hold neither quote nor escape: their words are slices.
 * `where` gives the values of `.LINE`, `.FILE` and `.SECTION`.
 */
export function lexLine(source: string, from: number, to: number, dialect: Dialect, environment: Environment, where: (name: string) => Value): Line {
  let at = from;
  while (at < to && isBlank(source.charCodeAt(at))) at++;
  const start = at;
  const words: Word[] = [];
  const empty = -1;
  while (at < to) {
    const begin = at;
    let code = source.charCodeAt(at);
    while (at < to && (code > 92 || !special[code] || ((code === 34 || code === 39) && !dialect.quotes))) code = source.charCodeAt(++at);
    if (at < to && !isBlank(code)) {
      if (code === 35 && at === begin && words.length < mostWords) return { start, words, problems: none, comment: at, empty };
      return new Reader(source, start, begin, to, dialect, environment, where, words).read();
    }
    words.push({ start: begin - start, end: at - start, text: source.slice(begin, at), quoted: false, opaque: false });
    if (at >= to || code === 13) break;
    while (at < to && isBlank(source.charCodeAt(at))) at++;
    if (words.length >= mostWords && (at < to || dialect.blankCounts)) return new Reader(source, start, begin, to, dialect, environment, where, words.slice(0, -1)).read();
  }
  return { start, words, problems: none, comment: -1, empty };
}

/** Anything but words and spaces: quotes, escapes, variables, comments, other blanks. A carriage return may end the line. */
const unusual = /["#$'\\\0\t-\f]|\r(?!$)/;

/** Whether a line that begins with a word holds nothing but words and spaces, and no more words than allowed: `plainWords` reads it then. */
export function isPlain(text: string): boolean {
  return !unusual.test(text) && (text.length < 2 * mostWords - 1 || plainWords(text).length < mostWords);
}

/** The words of a plain line. Found by the engine's own search, as most lines of a file are such ones; not to be kept, as the list has room to spare. */
export function plainWords(text: string): Word[] {
  const to = text.charCodeAt(text.length - 1) === 13 ? text.length - 1 : text.length;
  const words: Word[] = [];
  for (let at = 0; at < to; at++) {
    let end = text.indexOf(' ', at);
    if (end < 0 || end > to) end = to;
    if (end === at) continue;
    words.push({ start: at, end, text: text.slice(at, end), quoted: false, opaque: false });
    at = end;
  }
  return words;
}

/** The first word of a plain line. */
export function firstWord(text: string): string {
  const end = text.indexOf(' ');
  return end >= 0 ? text.slice(0, end) : text.charCodeAt(text.length - 1) === 13 ? text.slice(0, -1) : text;
}

/** Reads a line from a word on that needs more than slicing: quotes, escapes, variables, a comment glued to a word, too many words. */
class Reader {
  private readonly problems: LineProblem[] = [];
  private readonly source: string;
  private at: number;
  private comment = -1;
  private empty = -1;
  /** The word being read: where it began (-1: between words), and its text so far. */
  private begin = -1;
  private text = '';
  private quoted = false;
  private opaque = false;
  private spread = false;
  /** Where an opening quote stands that has not begun a word yet. */
  private pending = -1;

  constructor(
    source: string,
    private readonly start: number,
    at: number,
    private readonly to: number,
    private readonly dialect: Dialect,
    private readonly environment: Environment,
    private readonly where: (name: string) => Value,
    private readonly words: Word[],
  ) {
    this.source = source;
    this.at = at;
  }

  read(): Line {
    const { source, to, dialect } = this;
    let quote = 0;
    let quoteAt = -1;
    let forced = false;
    while (this.at < to) {
      const code = source.charCodeAt(this.at);
      if (code === 13) break;
      if (quote === 0 && isBlank(code)) {
        this.finish(this.at);
        const blank = this.at;
        while (this.at < to && isBlank(source.charCodeAt(this.at))) this.at++;
        if (this.words.length >= mostWords && this.overflow(blank)) break;
        continue;
      }
      if (quote === 0 && code === 35) {
        this.comment = this.at;
        break;
      }
      if (dialect.quotes && (code === 34 || code === 39) && (quote === 0 || quote === code)) {
        if (quote === 0) {
          quote = code;
          quoteAt = this.at;
          forced = true;
          if (dialect.lazyQuotes) {
            if (this.begin < 0) this.pending = this.at;
          } else this.open(this.at);
        } else {
          quote = 0;
          if (forced) this.open(this.at);
        }
        this.quoted = true;
        this.at++;
        continue;
      }
      if (code === 92 && quote !== 39) {
        this.open(this.at);
        this.escape(quote === 34);
        continue;
      }
      if (code === 36 && quote === 34) {
        const closed = this.variable();
        if (closed === 'spread') forced = false;
        if (closed === 'glue') quote = 0;
        continue;
      }
      this.open(this.at);
      let next = this.at + 1;
      while (next < to && isOrdinary(source.charCodeAt(next))) next++;
      this.text += source.slice(this.at, next);
      this.at = next;
    }
    if (quote !== 0) {
      this.open(quoteAt);
      this.problem('unmatched-quote', quoteAt, this.at, message('unmatched quote: {0}', dialect.strict ? 'the line is not read' : 'it would end with the line'));
    }
    this.finish(this.at);
    return { start: this.start, words: this.words, problems: this.problems, comment: this.comment, empty: this.empty };
  }

  /** Begins a word here unless one is being read. */
  private open(at: number): void {
    if (this.begin >= 0) return;
    this.begin = this.pending >= 0 ? this.pending : at;
    this.pending = -1;
  }

  /** Ends the word being read, if any. A NUL made by an escape ends its text. */
  private finish(end: number): void {
    this.pending = -1;
    if (this.begin < 0) return;
    const nul = this.quoted ? this.text.indexOf('\0') : -1;
    const text = nul < 0 ? this.text : this.text.slice(0, nul);
    if (this.empty < 0 && text === '' && !this.opaque) this.empty = this.words.length;
    const word: Word = { start: this.begin - this.start, end: end - this.start, text, quoted: this.quoted, opaque: this.opaque };
    this.words.push(this.spread ? { ...word, spread: true } : word);
    this.begin = -1;
    this.text = '';
    this.quoted = this.opaque = this.spread = false;
  }

  /** Called behind the last allowed word. True when the line is too long: what follows is not read. */
  private overflow(blank: number): boolean {
    const code = this.at < this.to ? this.source.charCodeAt(this.at) : 0;
    const comment = code === 35;
    if (comment ? this.dialect.strict && !this.dialect.blankCounts : this.at >= this.to && !this.dialect.blankCounts) return false;
    this.problem('too-many-words', this.at < this.to ? this.at : blank, this.to, message('a line has at most {0} words: this one has more', mostWords));
    return true;
  }

  private problem(rule: FindingId, from: number, to: number, text: string): void {
    if (this.problems.some((known) => known.rule === rule)) return;
    this.problems.push({ rule, severity: 'error', message: text, start: from - this.start, end: Math.max(to, from + 1) - this.start });
  }

  /** Reads a backslash and what it escapes; other combinations stay as they are. */
  private escape(inDouble: boolean): void {
    const { source, at, to, dialect } = this;
    const next = at + 1 < to ? source.charCodeAt(at + 1) : 0;
    let char: string | undefined;
    if (next === 32 || next === 92 || next === 35) char = String.fromCharCode(next);
    else if (next === 114) char = '\r';
    else if (next === 110) char = '\n';
    else if (next === 116) char = '\t';
    else if (dialect.quotes && (next === 34 || next === 39 || (next === 36 && inDouble))) char = String.fromCharCode(next);
    else if (next === 120) {
      const high = at + 2 < to ? hexDigit(source.charCodeAt(at + 2)) : -1;
      const low = at + 3 < to ? hexDigit(source.charCodeAt(at + 3)) : -1;
      if (high >= 0 && low >= 0) {
        this.text += String.fromCharCode(high * 16 + low);
        this.quoted = true;
        this.at += 4;
        return;
      }
      this.problem('bad-escape', at, Math.min(at + 4, to), message('`\\x` needs two hexadecimal digits'));
    }
    if (char === undefined) {
      this.text += '\\';
      this.at += 1;
      return;
    }
    this.text += char;
    this.quoted = true;
    this.at += 2;
  }

  /** Reads a variable within double quotes. `spread`: it was written as a list; `glue`: the release reads on behind the closing quote. */
  private variable(): 'spread' | 'glue' | undefined {
    const { source, to, dialect } = this;
    const dollar = this.at;
    let at = dollar + 1;
    const brace = at < to && source.charCodeAt(at) === 123;
    if (brace) at++;
    const first = at < to ? source.charCodeAt(at) : 0;
    const pseudo = first === 46 && dialect.conditions;
    if (!isNameStart(first) && !pseudo) return this.badVariable(dollar, at, message('forbidden first character in the name of an environment variable'));
    const nameAt = at;
    at++;
    while (at < to && isNamePart(source.charCodeAt(at))) at++;
    const name = source.slice(nameAt, at);
    let value = pseudo ? this.where(name) : this.environment.get(name);
    if (pseudo && name !== '.LINE' && name !== '.FILE' && name !== '.SECTION') return this.badVariable(dollar, at, message('there is no variable `{0}`', name));
    let list = false;
    if (brace && dialect.spread && source.charCodeAt(at) === 91 && at < to) {
      if (source.charCodeAt(at + 1) !== 42 || source.charCodeAt(at + 2) !== 93 || at + 2 >= to) return this.badVariable(at, at + 1, message('only `[*]` may stand behind the name of a variable'));
      list = true;
      at += 3;
    }
    if (brace) {
      if (dialect.defaultValues && at < to && source.charCodeAt(at) === 45) {
        const close = source.indexOf('}', at);
        if (close < 0 || close >= to) return this.badVariable(dollar, at, message('missing `}`'));
        if (value === null) value = source.slice(at + 1, close);
        at = close;
      }
      if (at >= to || source.charCodeAt(at) !== 125) return this.badVariable(dollar, at, message('missing `}` after the name of a variable'));
      at++;
    }
    this.at = at;
    if (value === undefined) {
      this.open(dollar);
      this.text += source.slice(dollar, at);
      this.quoted = this.opaque = true;
      if (list) this.spread = true;
    } else if (value === null) {
      this.quoted = true;
      if (!list || !dialect.lazyQuotes) this.open(dollar);
    } else this.insert(value, list, dollar);
    if (value === null && dialect.unsetGlues && !pseudo && at < to && source.charCodeAt(at) === 34) {
      at++;
      while (at < to && isBlank(source.charCodeAt(at))) at++;
      this.at = at;
      return 'glue';
    }
    return list ? 'spread' : undefined;
  }

  /** Puts the value of a variable in; a list is cut at its blanks into words of its own. */
  private insert(value: string, list: boolean, dollar: number): void {
    if (!list) {
      if (value !== '') this.open(dollar);
      this.text += value;
      this.quoted = true;
      return;
    }
    for (const [i, part] of value.split(/[ \t\n\v\f\r]+/).entries()) {
      if (i > 0) this.finish(this.at);
      if (part === '') continue;
      this.open(dollar);
      this.text += part;
      this.quoted = true;
    }
  }

  private badVariable(from: number, to: number, text: string): undefined {
    this.problem('bad-variable', from, to, text);
    this.open(this.at);
    this.text += '$';
    this.quoted = true;
    this.at++;
    return undefined;
  }
}

/** Characters that mean nothing special anywhere in a line. */
function isOrdinary(code: number): boolean {
  return code >= 45 ? code !== 92 : code === 33 || (code >= 37 && code !== 39);
}
