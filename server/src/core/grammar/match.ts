// One run of grammars over the words of a statement: what it gathers, and how it reports. Names no keyword.
import type { FindingId } from '../finding-ids';
import type { Keyword } from '../knowledge';
import { text } from '../text';
import { countOf, type Kept, keptLonger, listOf } from '../tight';
import type { LineFix, LineProblem, Severity, Word } from '../tree';
import type { Argument, Literal, Node, Params, Sequence } from './notation';
import { runNode } from './run';
import { Form, type Slot } from './slots';
import type { BoundValue, Expected, Mention, Proposal, Surroundings } from './types';

export { Form, type Slot, slotSpan } from './slots';
export type { BoundValue, Expected, Mention, Proposal, Surroundings, ValueType, ValueTypes } from './types';
export { Binding } from './types';

const none = Object.freeze([]) as never[];

function hasSpread(words: readonly Word[]): boolean {
  for (const word of words) if (word.opaque && word.spread) return true;
  return false;
}

/** One run of grammars over the words of one statement. Types get it as their first argument. */
export class Match {
  /** Which words were bound to which places. */
  form = Form.empty;
  /** Names that the words define or use. */
  keptMentions: Kept<Mention> = none;
  /** What types left for the language's rules. */
  keptValues: Kept<BoundValue> = none;
  readonly problems: LineProblem[] = [];
  /** What may stand at the word index `probe`. */
  readonly expected: Expected[];
  /** What types propose for the word index `probe`, beside what follows from `expected`. */
  readonly proposals: Proposal[];
  /** The keyword in whose grammar we are. */
  keyword: Keyword | undefined;
  /** Set when the words can no longer be told apart (an unknown variable where a keyword was due): nothing more is checked. */
  lost = false;
  /** The words as they were written, where nothing else was written than what they mean. Their offsets count in it. */
  written: string | undefined = undefined;
  /** Set where a missing argument is none: it stands there as an empty word. */
  blank = false;
  /** The selected release as a set. */
  readonly bit: number;
  /** A word stands for any number of words. */
  readonly spreads: boolean;

  constructor(
    readonly words: readonly Word[],
    readonly around: Surroundings,
    /** Index of the word of which it is asked what may stand there; -1: none. Types that read several words add to `proposals` when they pass it. */
    readonly probe = -1,
    /** What is typed of that word. */
    readonly typed = '',
  ) {
    this.bit = 1 << around.release;
    this.spreads = hasSpread(words);
    // Without a probe nobody adds to them.
    this.expected = probe < 0 ? none : [];
    this.proposals = probe < 0 ? none : [];
  }

  /** The word at an index; an empty one behind the last. */
  word(at: number): Word {
    return this.words[at] ?? { start: this.lastEnd(), end: this.lastEnd(), text: '', quoted: false, opaque: false };
  }

  /** Reports a problem at a word, or at a part of it (offsets into its text). */
  report(severity: Severity, rule: FindingId, message: string, at: number, part?: { start: number; end: number }, more?: { tag?: 'deprecated' | 'unused'; fixes?: readonly LineFix[]; origin?: 'daemon' | 'advice' }): void {
    const span = this.span(at, part);
    this.problems.push({ ...span, rule, severity, message, ...more });
  }

  /** The span of a word, or of a part of its text where word and source agree. */
  span(at: number, part?: { start: number; end: number }): { start: number; end: number } {
    const word = this.words[at];
    if (!word) return this.missingSpan();
    return part && !word.quoted ? { start: word.start + part.start, end: word.start + Math.max(part.end, part.start + 1) } : { start: word.start, end: word.end };
  }

  /** Records that a word defines or uses a name. */
  mention(role: 'def' | 'ref', kind: string, name: string, at: number, part?: { start: number; end: number }, detail?: string): void {
    const word = this.word(at);
    const whole = part === undefined || word.quoted;
    this.keptMentions = keptLonger(this.keptMentions, { role, kind, name, word: at, start: whole ? word.start : word.start + part.start, end: whole ? word.end : word.start + Math.max(part.end, part.start + 1), detail });
  }

  /** Leaves a value for the language's rules. */
  keep(kind: string, at: number, value: unknown): void {
    this.keptValues = keptLonger(this.keptValues, { kind, word: at, value });
  }

  /** Whether the selected release is in a set. */
  in(set: number): boolean {
    return (set & this.bit) !== 0;
  }

  private lastEnd(): number {
    return this.words[this.words.length - 1]?.end ?? 0;
  }

  private missingSpan(): { start: number; end: number } {
    const last = this.words[this.words.length - 1];
    return last ? { start: last.start, end: last.end } : { start: 0, end: 0 };
  }

  /** A run over other words in the same surroundings. */
  inner(words: readonly Word[]): Match {
    return new Match(words, this.around);
  }

  /** Runs a whole grammar from a word to the end of the statement; surplus words are errors. */
  run(root: Sequence, from: number): void {
    const end = runNode(this, root, from);
    if (end >= 0 && end < this.words.length && !this.lost) this.surplus(end);
  }

  /** Binds a word to its place. */
  slot(node: Argument | Literal | Params, at: number): void {
    this.form = this.form.with(node, at, this.keyword, 0, -1);
  }

  /** The words that were bound so far. */
  get slots(): readonly Slot[] {
    return this.form.slots;
  }

  /** How much was left beside slots: names, values and problems. Where that stays, nothing was to be told. */
  get told(): number {
    return countOf(this.keptMentions) + countOf(this.keptValues) + this.problems.length;
  }

  /** Takes over what a run over a part of a word found. */
  take(inner: Match, at: number): void {
    const word = this.word(at);
    for (const { node, keyword, part, word: own } of inner.slots) {
      const piece = inner.word(own);
      const start = piece.start - word.start;
      const all = word.quoted || (!part && start === 0 && piece.end === word.end);
      this.form = this.form.with(node, at, keyword, all ? 0 : start + (part?.start ?? 0), all ? -1 : part ? start + part.end : piece.end - word.start);
    }
    for (const mention of listOf(inner.keptMentions)) this.keptMentions = keptLonger(this.keptMentions, { ...mention, word: at });
    for (const { kind, value } of listOf(inner.keptValues)) this.keep(kind, at, value);
    this.problems.push(...inner.problems);
  }

  /** Notes what may stand at the probe. */
  expect(node: Node): void {
    if (this.probe < 0) return;
    if (node.kind === 'literal' || node.kind === 'argument' || node.kind === 'params' || node.kind === 'list') this.expected.push({ node, keyword: this.keyword });
  }

  /** Reports that something is missing behind the last word. */
  missing(message: string): -1 {
    if (!this.lost && !this.blank) this.problems.push({ ...this.missingSpan(), rule: 'missing-argument', severity: 'error', message: this.keyword ? text('`{0}`: {1}', this.keyword.name, message) : message });
    return -1;
  }

  private surplus(at: number): void {
    const word = this.word(at);
    const last = this.words[this.words.length - 1] as Word;
    if (this.around.surplus === 'dropped') {
      this.problems.push({ start: word.start, end: last.end, rule: 'dropped-words', severity: 'warning', origin: 'advice', message: text('`{0}` is dropped without a word: the line ends before it', word.text), tag: 'unused' });
      return;
    }
    this.problems.push({
      start: word.start,
      end: last.end,
      rule: 'unexpected-argument',
      severity: 'error',
      message: this.keyword ? text('`{0}` is more than `{1}` takes', word.text, this.keyword.name) : text('unexpected `{0}`', word.text),
    });
  }

  /** A fix that puts another word in the place of one. */
  replace(at: number, newText: string): LineFix {
    const word = this.word(at);
    return { title: text('Replace by `{0}`', newText), safe: false, edits: [{ start: word.start, end: word.end, newText }] };
  }
}
