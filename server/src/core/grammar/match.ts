// Executes grammars on words: binds each word to its place, reports what does not fit, tells what may stand where. Names no keyword.
import type { FindingId } from '../finding-ids';
import type { Found, Keyword } from '../knowledge';
import { nearest } from '../near';
import { firstOf, removedIn } from '../release';
import { listed, text } from '../text';
import type { LineFix, LineProblem, Severity, Word } from '../tree';
import type { Argument, Bag, Choice, List, Literal, Node, Params, Sequence } from './notation';
import type { BoundValue, Expected, Mention, Proposal, Slot, Surroundings, ValueType } from './types';

export type { Binding, BoundValue, Expected, Mention, Proposal, Slot, Surroundings, ValueType, ValueTypes } from './types';

/** Good words that are remembered of an argument. */
const mostGood = 1000;

/** One run of grammars over the words of one statement. Types get it as their first argument. */
export class Match {
  readonly slots: Slot[] = [];
  readonly mentions: Mention[] = [];
  readonly problems: LineProblem[] = [];
  readonly values: BoundValue[] = [];
  /** What may stand at the word index `probe`. */
  readonly expected: Expected[] = [];
  /** What types propose for the word index `probe`, beside what follows from `expected`. */
  readonly proposals: Proposal[] = [];
  /** The keyword in whose grammar we are. */
  keyword: Keyword | undefined;
  /** Set when the words can no longer be told apart (an unknown variable where a keyword was due): nothing more is checked. */
  lost = false;
  /** Set where a missing argument is none: it stands there as an empty word. */
  blank = false;
  private readonly bit: number;

  constructor(
    readonly words: readonly Word[],
    readonly around: Surroundings,
    /** Index of the word of which it is asked what may stand there; -1: none. Types that read several words add to `proposals` when they pass it. */
    readonly probe = -1,
    /** What is typed of that word. */
    readonly typed = '',
  ) {
    this.bit = 1 << around.release;
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
    this.mentions.push({ role, kind, name, word: at, ...this.span(at, part), ...(detail === undefined ? {} : { detail }) });
  }

  /** Leaves a value for the language's rules. */
  keep(kind: string, at: number, value: unknown): void {
    this.values.push({ kind, word: at, value });
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

  /** Runs a whole grammar from a word to the end of the statement; surplus words are errors. */
  run(root: Sequence, from: number): void {
    const end = this.node(root, from);
    if (end >= 0 && end < this.words.length && !this.lost) this.surplus(end);
  }

  /** Runs a node; returns the index after what it read, -1 once something was missing or wrong in a way that hides the rest. */
  node(node: Node, at: number): number {
    if (!this.lost && this.words[at]?.spread) this.lost = true;
    if (this.lost) return this.words.length;
    if (at === this.probe) this.expect(node);
    switch (node.kind) {
      case 'literal':
        return this.literal(node, at);
      case 'argument':
        return this.argument(node, at);
      case 'sequence': {
        let next = at;
        for (const item of node.items) {
          if (!this.in(item.releases)) {
            if (this.around.surplus === 'dropped' || !this.writtenAnyway(item, next, node)) continue;
            if (item.kind !== 'literal') {
              this.reportLife(item, next, this.word(next).text);
              return -1;
            }
          }
          next = this.node(item, next);
          if (next < 0) return -1;
        }
        return next;
      }
      case 'choice':
        return this.choice(node, at);
      case 'bag':
        return this.bag(node, at);
      case 'repeat': {
        let next = this.node(node.item, at);
        while (next >= 0 && next < this.words.length && this.starts(node.item, next)) {
          const after = this.node(node.item, next);
          if (after <= next) return after;
          next = after;
        }
        if (next === this.probe) this.expect(node.item);
        return next;
      }
      case 'list':
        return this.list(node, at);
      case 'params':
        return this.params(node, at);
    }
  }

  /** A part that this release lacks is only entered when it stands there as a literal and nothing behind it takes the word, so that its life span can be told. */
  private writtenAnyway(node: Node, at: number, parent: Sequence): boolean {
    if (at >= this.words.length || node.kind === 'argument' || !this.literalStart(node, this.word(at).text)) return false;
    return node.kind === 'literal' || !parent.items.slice(parent.items.indexOf(node) + 1).some((item) => this.in(item.releases) && this.starts(item, at));
  }

  private literalStart(node: Node, word: string): boolean {
    switch (node.kind) {
      case 'literal':
        return node.word === word;
      case 'sequence':
        return node.items[0] !== undefined && this.literalStart(node.items[0], word);
      case 'choice':
      case 'bag':
        return node.options.some((option) => this.literalStart(option, word));
      default:
        return false;
    }
  }

  /** Whether the word at `at` may begin a node. */
  starts(node: Node, at: number): boolean {
    if (at === this.probe) this.expect(node);
    const word = this.words[at];
    switch (node.kind) {
      case 'literal':
        return word !== undefined && (word.opaque || node.word === word.text);
      case 'argument': {
        if (!this.in(node.releases)) return false;
        const type = this.type(node);
        if (!word) return type.mayBeEmpty === true;
        return word.opaque || (type.accepts?.(this, at, node.params) ?? true);
      }
      case 'sequence': {
        for (const item of node.items) {
          if (this.starts(item, at)) return true;
          // A literal is what the rest belongs to: without it the rest does not begin anything.
          if (item.kind === 'literal' || !this.mayBeAbsent(item)) return false;
        }
        return node.items.length === 0;
      }
      case 'choice':
      case 'bag':
        return node.options.some((option) => this.starts(option, at));
      case 'repeat':
      case 'list':
        return this.starts(node.item, at);
      case 'params':
        return word !== undefined && (word.opaque || this.lookUp(node, word.text).keyword !== undefined);
    }
  }

  private mayBeAbsent(node: Node): boolean {
    return !this.in(node.releases) || (node.kind === 'choice' && node.optional) || (node.kind === 'bag' && node.least === 0) || (node.kind === 'params' && !node.single) || (node.kind === 'argument' && this.type(node).mayBeEmpty === true);
  }

  private type(node: Argument): ValueType {
    const type = this.around.types[node.type];
    if (!type) throw new Error(`no value type ${node.type}`);
    return type;
  }

  private literal(node: Literal, at: number): number {
    const word = this.words[at];
    if (!word) return this.missing(text('expected {0}', listed([node.word])));
    if (word.opaque) {
      this.lost = true;
      return this.words.length;
    }
    if (word.text !== node.word) {
      this.report('error', 'wrong-argument', text('expected `{0}`, not `{1}`', node.word, word.text), at);
      return -1;
    }
    this.slot(node, at);
    this.checkLife(node, at, node.word);
    return at + 1;
  }

  private argument(node: Argument, at: number): number {
    const type = this.type(node);
    if (at >= this.words.length && !type.mayBeEmpty) return this.missing(text('`<{0}>` is missing', node.name));
    if (at < this.words.length) this.slot(node, at);
    const next = type.pure ? this.readPure(type, node, at) : type.read(this, at, node.params, node);
    if (this.probe > at && (next < 0 || next >= this.probe)) this.proposals.push(...(type.proposeWithin?.(this, at, this.typed, node.params) ?? []));
    if (node.deprecated & this.bit) this.report('warning', 'deprecated-argument', text('`<{0}>` is deprecated here', node.name), at, undefined, { tag: 'deprecated' });
    return next;
  }

  private readPure(type: ValueType, node: Argument, at: number): number {
    const { release } = this.around;
    const word = this.word(at).text;
    if (node.good?.release === release && node.good.words.has(word)) return at + 1;
    const before = this.problems.length;
    const next = type.read(this, at, node.params, node);
    if (next !== at + 1 || this.problems.length > before || this.word(at).opaque) return next;
    if (node.good?.release !== release || node.good.words.size >= mostGood) node.good = { release, words: new Set() };
    node.good.words.add(word);
    return next;
  }

  private choice(node: Choice, at: number): number {
    let outside: Node | undefined;
    for (const option of node.options) {
      if (!this.starts(option, at)) continue;
      if (this.in(option.releases) && this.literalLives(option, at)) return this.node(option, at);
      if (this.around.surplus !== 'dropped') outside ??= option;
    }
    if (outside) return this.node(outside, at);
    if (node.optional) return at;
    const words = this.words_(node.options);
    if (at >= this.words.length) return this.missing(words.length > 0 ? text('expected {0}', listed(words)) : text('an argument is missing'));
    const near = nearest(this.word(at).text, words);
    this.report(
      'error',
      'wrong-argument',
      near ? text('`{0}` is not known here: did you mean `{1}`?', this.word(at).text, near) : text('expected {0}, not `{1}`', listed(words), this.word(at).text),
      at,
      undefined,
      near ? { fixes: [this.replace(at, near)] } : {},
    );
    return -1;
  }

  /** Whether the literal with which an option begins here exists in this release. */
  private literalLives(node: Node, at: number): boolean {
    if (node.kind === 'literal') return this.in(node.releases);
    if (node.kind === 'sequence') return node.items[0] === undefined || (this.in(node.items[0].releases) && this.literalLives(node.items[0], at));
    if (node.kind === 'choice') return node.options.some((option) => this.starts(option, at) && this.in(option.releases) && this.literalLives(option, at));
    return true;
  }

  private bag(node: Bag, at: number): number {
    let next = at;
    let count = 0;
    const used = this.probe < 0 ? undefined : new Set<Node>();
    while (next < this.words.length && !this.lost) {
      let chosen: Node | undefined;
      for (const option of node.options) {
        if (!this.starts(option, next)) continue;
        if (this.in(option.releases) && this.literalLives(option, next)) {
          chosen = option;
          break;
        }
        if (this.around.surplus !== 'dropped') chosen ??= option;
      }
      if (!chosen) break;
      const after = this.node(chosen, next);
      if (after < 0) return -1;
      if (after === next) break;
      count++;
      used?.add(chosen);
      next = after;
    }
    if (next === this.probe) for (const option of node.options) if (node.again || !used?.has(option)) this.starts(option, next);
    if (count < node.least && !this.lost) {
      const words = this.words_(node.options);
      if (next >= this.words.length) return this.missing(text('expected {0}', listed(words)));
      this.report('error', 'wrong-argument', text('expected {0}, not `{1}`', listed(words), this.word(next).text), next);
      return -1;
    }
    return next;
  }

  private list(node: List, at: number): number {
    const word = this.words[at];
    if (!word) return this.missing(text('an argument is missing'));
    if (word.opaque) return at + 1;
    let from = 0;
    for (const part of word.text.split(',')) {
      const span = word.quoted ? word : { start: word.start + from, end: word.start + from + part.length };
      const inner = new Match([{ ...span, text: part, quoted: word.quoted, opaque: false }], this.around);
      inner.keyword = this.keyword;
      inner.run({ kind: 'sequence', items: [node.item], releases: node.releases, deprecated: 0 }, 0);
      for (const slot of inner.slots) this.slots.push({ ...slot, word: at });
      for (const mention of inner.mentions) this.mentions.push({ ...mention, word: at });
      for (const value of inner.values) this.values.push({ ...value, word: at });
      this.problems.push(...inner.problems);
      from += part.length + 1;
    }
    return at + 1;
  }

  /** Finds a word in a set: by its name, by the part before a parenthesis, or by what it begins with. `inner` is what is glued to the name, `syntax` its grammar. */
  lookUp({ set, place }: Params, word: string): Found & { inner?: { start: number; end: number }; syntax?: string } {
    const { knowledge, release } = this.around;
    const section = place ?? this.around.section;
    const found = knowledge.find(set, word, section, release);
    if (found.standing === 'known') return found;
    const glued = knowledge.findGlued(set, word, section, release);
    const open = word.indexOf('(');
    const prefix = found.keyword || open <= 0 ? found : knowledge.find(set, word.slice(0, open), section, release);
    const entry = found.keyword ? undefined : prefix.keyword?.entry;
    // Of a keyword that is not described yet nobody knows whether it takes parentheses.
    if (entry && entry.parens === undefined && entry.syntax === undefined) return prefix;
    if (entry?.parens !== undefined && (!glued || word.endsWith(')'))) return { ...prefix, inner: { start: open + 1, end: word.endsWith(')') ? word.length - 1 : word.length }, syntax: entry.parens };
    return glued ? { keyword: glued, standing: 'known', inner: { start: glued.name.length, end: word.length }, syntax: glued.entry.glued ?? '' } : found;
  }

  private params(node: Params, at: number): number {
    let next = at;
    while (next < this.words.length && !this.lost) {
      const word = this.word(next);
      if (word.opaque) {
        this.lost = true;
        return this.words.length;
      }
      const found = this.lookUp(node, word.text);
      const keyword = found.keyword;
      if (!keyword) {
        if (!node.single && this.isStop(word.text)) break;
        if (this.around.foreign?.(word.text)) {
          this.lost = true;
          return this.words.length;
        }
        this.unknownParam(node, next);
        if (this.probe < 0 || node.single) return -1;
        next++;
        continue;
      }
      const outer = this.keyword;
      this.keyword = keyword;
      this.slot(node, next);
      if (found.standing === 'ignored') {
        next = this.ignoredParam(keyword, next, node.place ?? this.around.section);
        this.keyword = outer;
        continue;
      }
      if (found.standing !== 'known') this.checkStanding(found, next, [], node.place);
      if (keyword.deprecated & this.bit) this.reportDeprecated(keyword, next);
      if (found.inner) this.glued(keyword, next, found.inner, found.syntax ?? '');
      else if (keyword.entry.parens !== undefined && !keyword.entry.parens.startsWith('?') && keyword.entry.glued === undefined)
        this.report('error', 'missing-argument', text('`{0}` needs `({1})`', keyword.name, keyword.entry.parens), next);
      if (found.standing === 'known' && keyword.entry.syntax === undefined) this.lost = true;
      const after = found.standing === 'known' ? this.node(this.around.knowledge.grammar(keyword.entry.syntax ?? '').root, next + 1) : -1;
      this.keyword = outer;
      if (after < 0) return -1;
      if (this.lost) return this.words.length;
      next = after;
      if (node.single) return next;
    }
    if (next === this.probe) this.expect(node);
    if (node.single && next === at && !this.lost) return this.missing(text('an argument is missing'));
    return next;
  }

  /** A parameter that the daemon reads past with a complaint: its arguments are not looked at. */
  private ignoredParam(keyword: Keyword, at: number, place: string): number {
    this.report('warning', 'ignored-keyword', text('`{0}` is ignored in {1}', keyword.name, place), at, undefined, { origin: 'advice' });
    const trial = new Match(this.words, this.around);
    const after = trial.node(this.around.knowledge.grammar(keyword.entry.syntax ?? '').root, at + 1);
    return after > at ? after : Math.min(at + 2, this.words.length);
  }

  /** Words that end a list of parameters: the trailing condition. */
  private isStop(word: string): boolean {
    return word === 'if' || word === 'unless';
  }

  /** Runs a grammar on what is glued to a keyword's name. */
  private glued(keyword: Keyword, at: number, inner: { start: number; end: number }, syntax: string): void {
    const word = this.word(at);
    if (syntax === keyword.entry.parens && !word.text.endsWith(')')) {
      this.report('error', 'wrong-argument', text('missing `)` after `{0}`', keyword.name), at);
      return;
    }
    const part = word.text.slice(inner.start, inner.end);
    const span = word.quoted ? word : { start: word.start + inner.start, end: word.start + inner.end };
    const run = new Match([{ ...span, text: part, quoted: word.quoted, opaque: false }], this.around);
    run.keyword = keyword;
    run.run(this.around.knowledge.grammar(syntax.replace(/^\?/, '')).root, 0);
    for (const slot of run.slots) this.slots.push({ ...slot, word: at });
    for (const mention of run.mentions) this.mentions.push({ ...mention, word: at });
    for (const value of run.values) this.values.push({ ...value, word: at });
    this.problems.push(...run.problems);
  }

  private unknownParam(node: Params, at: number): void {
    const { knowledge } = this.around;
    const section = node.place ?? this.around.section;
    const word = this.word(at).text;
    const names: string[] = [];
    for (const keyword of knowledge.each(node.set)) if ((keyword.where.get(section) ?? keyword.where.get('*') ?? 0) & this.bit) names.push(keyword.name);
    const near = nearest(word.replace(/\(.*/, ''), names);
    this.report(
      'error',
      'unknown-argument',
      near ? text('`{0}` is not known here: did you mean `{1}`?', word, near) : text('`{0}` is not known here', word),
      at,
      undefined,
      near ? { fixes: [this.replace(at, near + word.slice(word.replace(/\(.*/, '').length))] } : {},
    );
  }

  /** Reports that a keyword exists, but not here or not now. */
  checkStanding(found: Found, at: number, fixes: readonly LineFix[] = [], section = this.around.section): void {
    const keyword = found.keyword as Keyword;
    const { knowledge, release } = this.around;
    const target = knowledge.line.names[release] as string;
    const { since, removed = firstOf(knowledge.line, keyword.refused) } = knowledge.life(keyword, section);
    if (found.standing === 'later') this.report('error', 'not-yet-available', text('`{0}` exists since {1}; target is {2}', keyword.name, since ?? '?', target), at);
    else if (found.standing === 'removed')
      this.report(
        'error',
        'removed-keyword',
        keyword.entry.replacement ? text('`{0}` was removed in {1}: use `{2}`', keyword.name, removed ?? '?', keyword.entry.replacement) : text('`{0}` was removed in {1}; target is {2}', keyword.name, removed ?? '?', target),
        at,
        undefined,
        { fixes },
      );
    else this.report('error', 'misplaced-keyword', text('`{0}` does not belong here: it stands in {1}', keyword.name, listed([...keyword.where].filter(([, set]) => set & this.bit).map(([name]) => name))), at);
  }

  reportDeprecated(keyword: Keyword, at: number, fixes: readonly LineFix[] = []): void {
    const since = firstOf(this.around.knowledge.line, keyword.deprecated) ?? '?';
    this.report(
      'warning',
      'deprecated-keyword',
      keyword.entry.replacement ? text('`{0}` is deprecated since {1}: use `{2}`', keyword.name, since, keyword.entry.replacement) : text('`{0}` is deprecated since {1}', keyword.name, since),
      at,
      undefined,
      { tag: 'deprecated', fixes },
    );
  }

  private checkLife(node: Literal, at: number, name: string): void {
    if (!this.in(node.releases)) this.reportLife(node, at, name);
    else if (this.in(node.deprecated)) this.report('warning', 'deprecated-argument', text('`{0}` is deprecated since {1}', name, firstOf(this.around.knowledge.line, node.deprecated) ?? '?'), at, undefined, { tag: 'deprecated' });
  }

  /** Tells since when or until when a part exists that the selected release lacks. */
  private reportLife(node: Node, at: number, name: string): void {
    const line = this.around.knowledge.line;
    const target = line.names[this.around.release] as string;
    const later = node.releases > this.bit;
    const first = firstOf(line, later ? node.releases & ~(this.bit - 1) : node.releases);
    this.report(
      'error',
      later ? 'not-yet-available' : 'removed-keyword',
      later ? text('`{0}` exists since {1}; target is {2}', name, first ?? '?', target) : text('`{0}` was removed in {1}; target is {2}', name, removedIn(line, node.releases) ?? '?', target),
      at,
    );
  }

  private slot(node: Argument | Literal | Params, at: number): void {
    const word = this.word(at);
    this.slots.push({ word: at, start: word.start, end: word.end, node, keyword: this.keyword });
  }

  private expect(node: Node): void {
    if (node.kind === 'literal' || node.kind === 'argument' || node.kind === 'params' || node.kind === 'list') this.expected.push({ node, keyword: this.keyword });
  }

  private missing(message: string): -1 {
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

  private replace(at: number, newText: string): LineFix {
    const word = this.word(at);
    return { title: text('Replace by `{0}`', newText), safe: false, edits: [{ start: word.start, end: word.end, newText }] };
  }

  /** The literals with which nodes may begin, in this release. */
  private words_(options: readonly Node[]): string[] {
    const words: string[] = [];
    for (const node of options) {
      if (!this.in(node.releases)) continue;
      if (node.kind === 'literal') words.push(node.word);
      else if (node.kind === 'sequence' && node.items[0]) words.push(...this.words_([node.items[0]]));
      else if (node.kind === 'choice' || node.kind === 'bag') words.push(...this.words_(node.options));
      else if (node.kind === 'argument') words.push(`<${node.name}>`);
    }
    return words;
  }
}
